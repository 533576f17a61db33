#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Reading and writing files, with the system's own reason where that fails.
public enum FileAccess {
  /// Why a file cannot be used.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path.
    public let path: String
    /// What was tried: `read`, `write`.
    public let action: String
    /// The system's reason.
    public let cause: String

    /// Makes a failure.
    public init(path: String, action: String, cause: String) {
      self.path = path
      self.action = action
      self.cause = cause
    }

    /// `cannot read a/b.json: No such file or directory`.
    public var description: String { "cannot \(action) \(path): \(cause)" }
  }

  /// The bytes of a file.
  public static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "read") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "read") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Writes a file whole or not at all: to a neighbour first, which then takes its name. Folders that
  /// are missing are made. Devices and pipes are written to directly.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try makeFolder(of: path)
    let isSpecial = isSpecial(path)
    let target = isSpecial ? path : "\(path).\(getpid()).partial"
    let flags = isSpecial ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    let descriptor = open(target, flags, 0o644)
    guard descriptor >= 0 else { throw failure(path, "write") }
    do throws(Failure) {
      try write(bytes, to: descriptor, path: path)
      if !isSpecial && fsync(descriptor) != 0 { throw failure(path, "write") }
    } catch {
      close(descriptor)
      if !isSpecial { unlink(target) }
      throw error
    }
    close(descriptor)
    if !isSpecial && rename(target, path) != 0 { throw failure(path, "write") }
  }

  /// Finds out, before anything else is done, whether a file of some size can be written there: by
  /// writing one beside it, for rights alone say nothing of a full disk. Folders that are missing are
  /// made.
  public static func checkWritable(_ path: String) throws(Failure) {
    if isFolder(path) {
      throw Failure(path: path, action: "write", cause: String(cString: strerror(EISDIR)))
    }
    if isSpecial(path) {
      try checkDevice(path)
      return
    }
    try makeFolder(of: path)
    if exists(path), access(path, W_OK) != 0 { throw failure(path, "write") }
    let neighbour = "\(path).\(getpid()).partial"
    let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path, "write") }
    defer {
      close(descriptor)
      unlink(neighbour)
    }
    try write([UInt8](repeating: 0, count: reserve), to: descriptor, path: path)
  }

  /// Finds out whether an open descriptor takes more: a full device refuses even nothing at all.
  public static func checkWritable(descriptor: Int32, name: String) throws(Failure) {
    let nothing: [UInt8] = [0]
    let count = nothing.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, 0) }
    if count < 0 { throw failure(name, "write") }
  }

  /// About what the reports of a run take, in bytes.
  private static let reserve = 1 << 18

  private static func checkDevice(_ path: String) throws(Failure) {
    var status = stat()
    // A pipe may wait for its reader until there is something to read.
    guard stat(path, &status) == 0, (status.st_mode & S_IFMT) != S_IFIFO else { return }
    let descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "write") }
    defer { close(descriptor) }
    try checkWritable(descriptor: descriptor, name: path)
  }

  /// Whether a path is to be written to directly: a device, a pipe, a descriptor of this process
  /// (`/dev/stdout` may be a plain file, whose name must not be taken by another).
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return (status.st_mode & S_IFMT) != S_IFREG || path.hasPrefix("/dev/")
      || path.hasPrefix("/proc/")
  }

  /// Whether something stands at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a folder stands at a path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
  }

  /// The paths of all regular files below a folder, relative to it, sorted.
  public static func files(below folder: String) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else { throw failure(folder, "read") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    var paths: [String] = []
    for name in names.sorted() {
      let path = folder + "/" + name
      if isFolder(path) {
        paths += try files(below: path).map { name + "/" + $0 }
      } else {
        paths.append(name)
      }
    }
    return paths
  }

  /// The folder that holds a path, `.` where it names none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolder(of path: String) throws(Failure) {
    var folder = ""
    let parent = self.folder(of: path)
    for part in parent.split(separator: "/", omittingEmptySubsequences: false) {
      folder += (folder.isEmpty ? "" : "/") + part
      if folder.isEmpty {
        folder = parent.hasPrefix("/") ? "" : folder
        continue
      }
      let whole = parent.hasPrefix("/") && !folder.hasPrefix("/") ? "/" + folder : folder
      if !exists(whole), mkdir(whole, 0o755) != 0, errno != EEXIST {
        throw failure(path, "write")
      }
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, "write") }
      done += count
    }
  }

  private static func systemRead(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
  )
    -> Int
  {
    guard let buffer else { return 0 }
    #if canImport(Glibc)
      return Glibc.read(descriptor, buffer, count)
    #else
      return Darwin.read(descriptor, buffer, count)
    #endif
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int)
    -> Int
  {
    guard let buffer else { return 0 }
    #if canImport(Glibc)
      return Glibc.write(descriptor, buffer, count)
    #else
      return Darwin.write(descriptor, buffer, count)
    #endif
  }

  private static func failure(_ path: String, _ action: String) -> Failure {
    Failure(path: path, action: action, cause: String(cString: strerror(errno)))
  }
}
