#ifndef CCONNECT_LIBCURL_H
#define CCONNECT_LIBCURL_H

// The few declarations of libcurl that are used, written down here because the machines that run
// Swift have libcurl's run-time library but seldom its headers. Names and numbers are part of its
// stable binary interface (soname 4).

#include <stddef.h>

typedef void CURL;
typedef void CURLM;
typedef int curl_socket_t;

#define CURL_GLOBAL_DEFAULT 3L
#define CURL_ERROR_SIZE 256
#define CURL_HTTP_VERSION_1_1 2
#define CURL_WAIT_POLLIN 0x0001

enum {
  CURLOPT_CONNECT_ONLY = 141,
  CURLOPT_SSL_VERIFYPEER = 64,
  CURLOPT_SSL_VERIFYHOST = 81,
  CURLOPT_HTTPPROXYTUNNEL = 61,
  CURLOPT_HTTP_VERSION = 84,
  CURLOPT_NOSIGNAL = 99,
  CURLOPT_CONNECTTIMEOUT_MS = 156,
  CURLOPT_QUICK_EXIT = 322,
  CURLOPT_URL = 10002,
  CURLOPT_PROXY = 10004,
  CURLOPT_ERRORBUFFER = 10010,
  CURLOPT_CAINFO = 10065,
  CURLOPT_NOPROXY = 10177,
  CURLOPT_PROXY_CAINFO = 10246,
  CURLOPT_WRITEFUNCTION = 20011,
  CURLOPT_HEADERFUNCTION = 20079,
};

enum { CURLINFO_ACTIVESOCKET = 0x500000 + 44 };

enum {
  CURLE_COULDNT_RESOLVE_PROXY = 5,
  CURLE_COULDNT_RESOLVE_HOST = 6,
  CURLE_COULDNT_CONNECT = 7,
  CURLE_OPERATION_TIMEDOUT = 28,
  CURLE_SSL_CONNECT_ERROR = 35,
  CURLE_GOT_NOTHING = 52,
  CURLE_SSL_ENGINE_NOTFOUND = 53,
  CURLE_SSL_ENGINE_SETFAILED = 54,
  CURLE_SEND_ERROR = 55,
  CURLE_RECV_ERROR = 56,
  CURLE_SSL_CERTPROBLEM = 58,
  CURLE_SSL_CIPHER = 59,
  CURLE_PEER_FAILED_VERIFICATION = 60,
  CURLE_SSL_CACERT_BADFILE = 77,
  CURLE_AGAIN = 81,
  CURLE_SSL_ISSUER_ERROR = 83,
  CURLE_SSL_INVALIDCERTSTATUS = 91,
  CURLE_PROXY = 97,
};

enum { CURLMSG_DONE = 1 };

typedef struct CURLMsg {
  int msg;
  CURL *easy_handle;
  union {
    void *whatever;
    int result;
  } data;
} CURLMsg;

struct curl_waitfd {
  curl_socket_t fd;
  short events;
  short revents;
};

extern int curl_global_init(long flags);
extern CURL *curl_easy_init(void);
extern void curl_easy_cleanup(CURL *easy);
extern int curl_easy_setopt(CURL *easy, int option, ...);
extern int curl_easy_getinfo(CURL *easy, int info, ...);
extern const char *curl_easy_strerror(int code);
extern int curl_easy_send(CURL *easy, const void *bytes, size_t count, size_t *sent);
extern int curl_easy_recv(CURL *easy, void *bytes, size_t capacity, size_t *received);
extern CURLM *curl_multi_init(void);
extern int curl_multi_cleanup(CURLM *multi);
extern int curl_multi_add_handle(CURLM *multi, CURL *easy);
extern int curl_multi_remove_handle(CURLM *multi, CURL *easy);
extern int curl_multi_perform(CURLM *multi, int *running);
extern int curl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned int count,
                           int milliseconds, int *ready);
extern CURLMsg *curl_multi_info_read(CURLM *multi, int *left);

#endif
