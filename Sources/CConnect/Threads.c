#include "CConnect.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int64_t cconnect_monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

double cconnect_wall_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1000 + (double)(now.tv_nsec / 1000) / 1000;
}

int cconnect_wake_pipe(int descriptors[2]) {
  if (pipe(descriptors) != 0) return errno;
  for (int index = 0; index < 2; index++) {
    fcntl(descriptors[index], F_SETFD, FD_CLOEXEC);
    fcntl(descriptors[index], F_SETFL, O_NONBLOCK);
  }
  return 0;
}

void cconnect_wake(int descriptor) {
  char byte = 1;
  // A full pipe wakes as well as a fuller one.
  while (write(descriptor, &byte, 1) < 0 && errno == EINTR) {
  }
}

void cconnect_drain(int descriptor) {
  char bytes[64];
  ssize_t count;
  do {
    count = read(descriptor, bytes, sizeof bytes);
  } while (count > 0 || (count < 0 && errno == EINTR));
}

int cconnect_wait_for_wake(int descriptor, int64_t deadline) {
  for (;;) {
    int64_t left = deadline - cconnect_monotonic_nanoseconds();
    struct pollfd wanted = {descriptor, POLLIN, 0};
    int ready = poll(&wanted, 1, left <= 0 ? 0 : (int)((left + 999999) / 1000000));
    if (ready > 0) {
      cconnect_drain(descriptor);
      return 1;
    }
    if (left <= 0) return 0;
  }
}

void cconnect_close_descriptor(int descriptor) { close(descriptor); }

struct start {
  void (*function)(void *);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, NULL);
  start.function(start.context);
  return NULL;
}

int cconnect_start_thread(size_t stack_size, void (*function)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  start->function = function;
  start->context = context;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, stack_size);
  pthread_t thread;
  int result = pthread_create(&thread, &attributes, run, start);
  pthread_attr_destroy(&attributes);
  if (result != 0) free(start);
  return result;
}
