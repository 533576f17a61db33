#include "CConnect.h"
#include "libcurl.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct cconnect_connection {
  // The multi handle owns the connection, and must live as long as the easy handle.
  CURLM *multi;
  CURL *easy;
  int socket;
  int is_tls;
  char message[CURL_ERROR_SIZE];
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int global_result = 0;

static void initialise(void) { global_result = curl_global_init(CURL_GLOBAL_DEFAULT); }

// What a proxy says while it refuses must not reach standard output, libcurl's default.
static size_t discard(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

static int milliseconds_until(int64_t deadline) {
  int64_t left = deadline - cconnect_monotonic_nanoseconds();
  if (left <= 0) return 0;
  // Rounded up, so that a wait never ends just before its deadline and spins.
  int64_t rounded = (left + 999999) / 1000000;
  return rounded > 60000 ? 60000 : (int)rounded;
}

static cconnect_status status_of_failure(int code, int uses_proxy) {
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST: return CCONNECT_NAME_NOT_FOUND;
  case CURLE_COULDNT_RESOLVE_PROXY:
  case CURLE_PROXY: return CCONNECT_PROXY_FAILED;
  case CURLE_COULDNT_CONNECT: return uses_proxy ? CCONNECT_PROXY_FAILED : CCONNECT_NOT_CONNECTED;
  case CURLE_OPERATION_TIMEDOUT: return CCONNECT_TIMED_OUT;
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_ENGINE_NOTFOUND:
  case CURLE_SSL_ENGINE_SETFAILED:
  case CURLE_SSL_CERTPROBLEM:
  case CURLE_SSL_CIPHER:
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_INVALIDCERTSTATUS: return CCONNECT_TLS_FAILED;
  case CURLE_SSL_CACERT_BADFILE: return CCONNECT_CA_FILE_UNREADABLE;
  case CURLE_GOT_NOTHING:
  case CURLE_SEND_ERROR:
  case CURLE_RECV_ERROR: return uses_proxy ? CCONNECT_PROXY_FAILED : CCONNECT_NOT_CONNECTED;
  default: return CCONNECT_UNUSABLE;
  }
}

static int configure(cconnect_connection *connection, const cconnect_settings *settings,
                     int64_t deadline) {
  CURL *easy = connection->easy;
  int code = 0;
  // The first failure is kept; the later calls do no harm.
#define SET(option, value) (code = code ? code : curl_easy_setopt(easy, option, value))
  SET(CURLOPT_ERRORBUFFER, connection->message);
  SET(CURLOPT_URL, settings->url);
  SET(CURLOPT_CONNECT_ONLY, 1L);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_WRITEFUNCTION, discard);
  SET(CURLOPT_HEADERFUNCTION, discard);
  // An empty text keeps libcurl from looking into the environment.
  SET(CURLOPT_PROXY, settings->proxy ? settings->proxy : "");
  SET(CURLOPT_NOPROXY, "");
  SET(CURLOPT_HTTPPROXYTUNNEL, 1L);
  // With ALPN this offers `http/1.1` alone.
  SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  SET(CURLOPT_SSL_VERIFYPEER, settings->insecure ? 0L : 1L);
  SET(CURLOPT_SSL_VERIFYHOST, settings->insecure ? 0L : 2L);
  if (settings->ca_file) {
    SET(CURLOPT_CAINFO, settings->ca_file);
    SET(CURLOPT_PROXY_CAINFO, settings->ca_file);
  }
  long limit = milliseconds_until(deadline);
  SET(CURLOPT_CONNECTTIMEOUT_MS, limit > 0 ? limit : 1L);
#undef SET
  // Newer libcurls can leave a name look-up that hangs behind; older ones do not know the option.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  return code;
}

cconnect_status cconnect_open(const cconnect_settings *settings, int64_t deadline, int wake,
                              cconnect_connection **result, char *message, size_t message_size) {
  *result = NULL;
  if (message_size > 0) message[0] = 0;
  pthread_once(&once, initialise);
  if (global_result != 0) return CCONNECT_UNUSABLE;
  cconnect_connection *connection = calloc(1, sizeof *connection);
  if (!connection) return CCONNECT_UNUSABLE;
  connection->socket = -1;
  connection->is_tls = strncmp(settings->url, "https:", 6) == 0;
  connection->easy = curl_easy_init();
  connection->multi = curl_multi_init();
  int uses_proxy = settings->proxy && settings->proxy[0];
  cconnect_status status = CCONNECT_UNUSABLE;
  if (!connection->easy || !connection->multi) goto failed;
  if (configure(connection, settings, deadline) != 0) goto failed;
  if (curl_multi_add_handle(connection->multi, connection->easy) != 0) goto failed;
  for (;;) {
    int running = 0;
    if (curl_multi_perform(connection->multi, &running) != 0) goto failed;
    if (running == 0) break;
    int wait = milliseconds_until(deadline);
    if (wait == 0) {
      status = CCONNECT_TIMED_OUT;
      goto failed;
    }
    struct curl_waitfd extra = {wake, CURL_WAIT_POLLIN, 0};
    int ready = 0;
    if (curl_multi_poll(connection->multi, &extra, wake >= 0 ? 1 : 0, wait, &ready) != 0)
      goto failed;
    if (wake >= 0 && extra.revents) {
      status = CCONNECT_WOKEN;
      goto failed;
    }
  }
  int left = 0;
  CURLMsg *report = curl_multi_info_read(connection->multi, &left);
  if (!report || report->msg != CURLMSG_DONE) goto failed;
  if (report->data.result != 0) {
    status = status_of_failure(report->data.result, uses_proxy);
    if (!connection->message[0])
      snprintf(connection->message, sizeof connection->message, "%s",
               curl_easy_strerror(report->data.result));
    goto failed;
  }
  curl_socket_t socket = -1;
  if (curl_easy_getinfo(connection->easy, CURLINFO_ACTIVESOCKET, &socket) != 0 || socket < 0)
    goto failed;
  connection->socket = socket;
  *result = connection;
  return CCONNECT_OK;

failed:
  if (message_size > 0) snprintf(message, message_size, "%s", connection->message);
  cconnect_close(connection);
  return status;
}

static cconnect_status status_of_break(cconnect_connection *connection, int error_number) {
  // OpenSSL 3 reports an end without close_notify as an error, older ones as an end.
  if (connection->is_tls && error_number != ECONNRESET && error_number != EPIPE &&
      strstr(connection->message, "unexpected eof"))
    return CCONNECT_TRUNCATED;
  return CCONNECT_RESET;
}

cconnect_status cconnect_send(cconnect_connection *connection, const void *bytes, size_t count,
                              size_t *sent) {
  *sent = 0;
  connection->message[0] = 0;
  errno = 0;
  int code = curl_easy_send(connection->easy, bytes, count, sent);
  if (code == CURLE_AGAIN) return CCONNECT_AGAIN;
  if (code == 0) return *sent > 0 || count == 0 ? CCONNECT_OK : CCONNECT_AGAIN;
  return status_of_break(connection, errno);
}

cconnect_status cconnect_receive(cconnect_connection *connection, void *bytes, size_t capacity,
                                 size_t *received) {
  *received = 0;
  connection->message[0] = 0;
  errno = 0;
  int code = curl_easy_recv(connection->easy, bytes, capacity, received);
  if (code == CURLE_AGAIN) return CCONNECT_AGAIN;
  if (code == 0) return *received > 0 ? CCONNECT_OK : CCONNECT_CLOSED;
  return status_of_break(connection, errno);
}

cconnect_status cconnect_wait(cconnect_connection *connection, int for_reading, int for_writing,
                              int64_t deadline, int wake) {
  for (;;) {
    short events = (short)((for_reading ? POLLIN : 0) | (for_writing ? POLLOUT : 0));
    struct pollfd descriptors[2] = {{connection->socket, events, 0}, {wake, POLLIN, 0}};
    int limit = milliseconds_until(deadline);
    int ready = poll(descriptors, wake >= 0 ? 2 : 1, limit);
    if (ready < 0 && errno != EINTR && errno != EAGAIN) return CCONNECT_RESET;
    if (ready > 0) {
      if (wake >= 0 && descriptors[1].revents) return CCONNECT_WOKEN;
      // An error or a hang-up counts as ready: the next call says which.
      if (descriptors[0].revents) return CCONNECT_OK;
    }
    if (cconnect_monotonic_nanoseconds() >= deadline) return CCONNECT_TIMED_OUT;
  }
}

int cconnect_is_readable(cconnect_connection *connection) {
  struct pollfd descriptor = {connection->socket, POLLIN, 0};
  return poll(&descriptor, 1, 0) != 0;
}

void cconnect_close(cconnect_connection *connection) {
  if (!connection) return;
  // TLS says goodbye on a socket that the peer may have left: the signal that this raises is held
  // back, and taken away where it was not waiting before.
  sigset_t pipe, before, waiting;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&waiting);
  int was_waiting = sigismember(&waiting, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  if (connection->multi && connection->easy)
    curl_multi_remove_handle(connection->multi, connection->easy);
  if (connection->easy) curl_easy_cleanup(connection->easy);
  if (connection->multi) curl_multi_cleanup(connection->multi);
  free(connection);
  sigpending(&waiting);
  if (!was_waiting && sigismember(&waiting, SIGPIPE) == 1 &&
      sigismember(&before, SIGPIPE) != 1) {
    int taken = 0;
    sigwait(&pipe, &taken);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}
