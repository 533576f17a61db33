import Foundation

/// Runs work on a thread with a stack of 512 KiB, the size that macOS gives to secondary threads.
enum SmallThread {
  static func run(_ work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      work()
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }
}
