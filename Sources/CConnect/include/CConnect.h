#ifndef CCONNECT_H
#define CCONNECT_H

#include <stddef.h>
#include <stdint.h>

// A byte pipe to an HTTP server. libcurl resolves the name, connects, speaks TLS and to proxies
// (its CURLOPT_CONNECT_ONLY mode); it never sees a request or a response, so that nothing of them
// is repaired, hidden or refused before it can be judged.
//
// A connection is used by one thread at a time. Nothing here raises SIGPIPE in a thread that
// cconnect_start_thread started.

typedef struct cconnect_connection cconnect_connection;

/// What came of an operation.
typedef enum cconnect_status {
  /// It was done.
  CCONNECT_OK = 0,
  /// Nothing could be sent or received at present: wait, then try again.
  CCONNECT_AGAIN,
  /// The peer ended the connection in good order.
  CCONNECT_CLOSED,
  /// The peer ended a TLS connection without saying so: data may be missing. Many builds of libcurl
  /// tell OpenSSL to overlook that, and then it is CCONNECT_CLOSED.
  CCONNECT_TRUNCATED,
  /// The connection was reset or broke otherwise.
  CCONNECT_RESET,
  /// The deadline passed.
  CCONNECT_TIMED_OUT,
  /// The wake-up descriptor became readable.
  CCONNECT_WOKEN,
  /// The host name has no address.
  CCONNECT_NAME_NOT_FOUND,
  /// Nobody accepts connections there, or the network is unreachable.
  CCONNECT_NOT_CONNECTED,
  /// TLS failed: certificate, host name or protocol.
  CCONNECT_TLS_FAILED,
  /// The CA file could not be read.
  CCONNECT_CA_FILE_UNREADABLE,
  /// The proxy could not be found or reached, or refused.
  CCONNECT_PROXY_FAILED,
  /// libcurl refused the settings, or lacks what they need.
  CCONNECT_UNUSABLE,
} cconnect_status;

/// Where to connect and how.
typedef struct cconnect_settings {
  /// Scheme, host and port, for instance `https://api.example:443`.
  const char *url;
  /// A file of trusted certificates in PEM form; NULL for the system's.
  const char *ca_file;
  /// The proxy as a URL; NULL for none. The environment is never consulted.
  const char *proxy;
  /// Not zero to skip the checks of certificate and host name.
  int insecure;
} cconnect_settings;

/// Connects, name look-up, proxy and TLS included. Offers `http/1.1` only.
///
/// `deadline` is on the clock of cconnect_monotonic_nanoseconds. `wake` is a descriptor that ends
/// the attempt once it is readable, or -1. On success `*connection` is set; else `message` holds
/// libcurl's words, or is empty.
cconnect_status cconnect_open(const cconnect_settings *settings, int64_t deadline, int wake,
                              cconnect_connection **connection, char *message,
                              size_t message_size);

/// Sends what can be sent at once, and says how much that was.
cconnect_status cconnect_send(cconnect_connection *connection, const void *bytes, size_t count,
                              size_t *sent);

/// Receives what has already come, what TLS has buffered included.
cconnect_status cconnect_receive(cconnect_connection *connection, void *bytes, size_t capacity,
                                 size_t *received);

/// Waits until the connection is readable (CCONNECT_OK), writable where that is asked, woken, or
/// late. Call it only after a CCONNECT_AGAIN, for TLS may hold bytes that no descriptor shows.
cconnect_status cconnect_wait(cconnect_connection *connection, int for_reading, int for_writing,
                              int64_t deadline, int wake);

/// Whether the socket shows something to read at once: bytes or an end.
int cconnect_is_readable(cconnect_connection *connection);

/// Closes. Safe in any thread; raises no SIGPIPE.
void cconnect_close(cconnect_connection *connection);

/// A clock that only goes forward, in nanoseconds.
int64_t cconnect_monotonic_nanoseconds(void);

/// The time of day in milliseconds since 1970-01-01 UTC.
double cconnect_wall_milliseconds(void);

/// Makes a non-blocking pipe for waking: reads at [0], writes at [1]. Returns 0, or the error number.
int cconnect_wake_pipe(int descriptors[2]);

/// Writes one byte into a wake pipe.
void cconnect_wake(int descriptor);

/// Waits for a wake-up until the deadline, then empties the pipe. Returns 1 where one came.
int cconnect_wait_for_wake(int descriptor, int64_t deadline);

/// Empties a wake pipe.
void cconnect_drain(int descriptor);

/// Closes a descriptor of a wake pipe.
void cconnect_close_descriptor(int descriptor);

/// Runs a function in a new detached thread with a stack of that many bytes, in which SIGPIPE is
/// blocked. Returns 0, or the error number.
int cconnect_start_thread(size_t stack_size, void (*function)(void *), void *context);

#endif
