#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// One connected socket, not blocking; every wait has a limit.
struct Socket: Sendable {
  let descriptor: Int32

  /// What came of a read or a wait.
  enum Outcome: Sendable, Hashable {
    case done
    /// The peer closed its side.
    case closed
    /// The time ran out.
    case timedOut
    /// The connection is broken.
    case failed
  }

  /// Makes the descriptor non-blocking and sends small pieces at once.
  func prepare() {
    let flags = fcntl(descriptor, F_GETFL, 0)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    #if canImport(Darwin)
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, size)
    #endif
  }

  /// Waits for bytes and appends them.
  func read(into buffer: inout [UInt8], seconds: Double) -> Outcome {
    let deadline = Deadline(seconds: seconds)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        buffer.removeLast(buffer.count - count)
        return .done
      }
      if count == 0 { return .closed }
      if errno == EINTR { continue }
      guard errno == EAGAIN || errno == EWOULDBLOCK else { return .failed }
      let outcome = wait(for: Int16(POLLIN), until: deadline)
      guard outcome == .done else { return outcome }
    }
  }

  /// Sends all bytes; a peer that reads nothing for so long is given up.
  func send(_ bytes: [UInt8], seconds: Double) -> Outcome {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        #if canImport(Glibc)
          Glibc.send(
            descriptor, raw.baseAddress?.advanced(by: sent), raw.count - sent, Int32(MSG_NOSIGNAL))
        #else
          Darwin.send(descriptor, raw.baseAddress?.advanced(by: sent), raw.count - sent, 0)
        #endif
      }
      if count >= 0 {
        sent += count
        continue
      }
      if errno == EINTR { continue }
      guard errno == EAGAIN || errno == EWOULDBLOCK else { return .failed }
      let outcome = wait(for: Int16(POLLOUT), until: Deadline(seconds: seconds))
      guard outcome == .done else { return outcome }
    }
    return .done
  }

  /// Waits until the peer is gone, at most until a time. A peer that only has nothing more to send
  /// is not gone.
  func waitForHangUp(until deadline: Deadline) -> Bool {
    // Only POLLERR and POLLHUP, which need not be asked for, end this.
    wait(for: 0, until: deadline) != .timedOut
  }

  /// Closes; with a reset where asked for.
  func close(resetting: Bool = false) {
    if resetting {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }

  /// Ends our side and reads on for a moment, so that what was sent is not lost to a reset that
  /// unread bytes would cause (RFC 9112 section 9.6).
  func drain(seconds: Double) {
    endWriting()
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let deadline = Deadline(seconds: seconds)
    var drained = 0
    while drained < 4 << 20, deadline.remaining > 0 {
      if buffer.count < 16_384 { buffer = [UInt8](repeating: 0, count: 16_384) }
      guard read(into: &buffer, seconds: deadline.remaining) == .done else { return }
      drained += buffer.count
    }
  }

  /// Ends our side of the connection.
  func endWriting() {
    #if canImport(Glibc)
      shutdown(descriptor, Int32(SHUT_WR))
    #else
      shutdown(descriptor, SHUT_WR)
    #endif
  }

  /// Ends both sides; whoever waits on the descriptor wakes.
  func endAll() {
    #if canImport(Glibc)
      shutdown(descriptor, Int32(SHUT_RDWR))
    #else
      shutdown(descriptor, SHUT_RDWR)
    #endif
  }

  private func wait(for events: Int16, until deadline: Deadline) -> Outcome {
    while true {
      let left = deadline.remaining
      guard left > 0 else { return .timedOut }
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      let ready = poll(&entry, 1, Int32(min(left * 1000, 3_600_000).rounded(.up)))
      if ready > 0 {
        let isBroken = entry.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
        return isBroken && entry.revents & events == 0 ? .failed : .done
      }
      if ready < 0 && errno != EINTR { return .failed }
    }
  }
}

/// A moment on the clock that is never set.
struct Deadline: Sendable {
  let nanoseconds: UInt64

  init(seconds: Double) {
    nanoseconds = SystemClock.monotonicNanoseconds + UInt64(max(0, min(seconds, 1e6)) * 1e9)
  }

  init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// Seconds left, at least 0.
  var remaining: Double {
    let now = SystemClock.monotonicNanoseconds
    return now >= nanoseconds ? 0 : Double(nanoseconds - now) / 1e9
  }

  /// Sleeps until then, to the precision that the system has.
  func sleep() {
    #if canImport(Glibc)
      var moment = timespec(
        tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
      while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nil) == EINTR {}
    #else
      var left = timespec()
      left.tv_sec = Int(remaining)
      left.tv_nsec = Int((remaining - remaining.rounded(.down)) * 1e9)
      nanosleep(&left, nil)
    #endif
  }
}
