/// A growing run of values that are pushed singly and moved out many at a time, so that an array or
/// object is allocated once, at its final size.
struct JSONStack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private var ownsMemory = false
  private(set) var count = 0

  /// Makes a stack that begins in memory lent to it, which must outlive it, and moves into its own
  /// when that is full.
  ///
  /// - Parameter memory: raw memory; what of it the stack takes is cut off.
  init(capacity: Int, in memory: inout UnsafeMutableRawBufferPointer) {
    let size = capacity * MemoryLayout<Element>.stride
    let own = UnsafeMutableRawBufferPointer(rebasing: memory[..<size])
    memory = UnsafeMutableRawBufferPointer(rebasing: memory[size...])
    if let address = own.bindMemory(to: Element.self).baseAddress {
      base = address
      self.capacity = capacity
    } else {
      base = .allocate(capacity: 1)
      self.capacity = 1
      ownsMemory = true
    }
  }

  deinit {
    base.deinitialize(count: count)
    if ownsMemory { base.deallocate() }
  }

  /// Adds a value at the end.
  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Reads the value at an index, which must be below the count.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return base[index]
    }
  }

  /// Replaces or reads the last value; the stack must not be empty.
  var last: Element {
    @inline(__always) get {
      assert(count > 0)
      return base[count - 1]
    }
    @inline(__always) _modify {
      assert(count > 0)
      yield &base[count - 1]
    }
  }

  /// Takes the last value off; the stack must not be empty.
  @inline(__always)
  mutating func pop() -> Element {
    assert(count > 0)
    count -= 1
    return (base + count).move()
  }

  /// Takes the values from an index on, which must not be beyond the count. The caller moves them
  /// out of memory; they no longer belong to the stack.
  @inline(__always)
  mutating func cut(from index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index <= count)
    count = index
    return base + index
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    if ownsMemory { base.deallocate() }
    ownsMemory = true
    base = larger
    capacity *= 2
  }
}
