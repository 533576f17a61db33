#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A certificate that signs itself, made by the `openssl` program, and its key.
struct TestCertificate: Sendable {
  /// The certificate's file.
  let certificate: String
  /// The key's file.
  let key: String

  /// Makes a certificate for a name such as `IP:127.0.0.1`, in a fresh folder.
  init(for name: String) throws {
    var template = Array("/tmp/assay-tests-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else {
      throw ProgramError.cannotStart
    }
    certificate = folder + "/certificate.pem"
    key = folder + "/key.pem"
    let program = try SpawnedProgram([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=assay test", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
    ])
    guard program.wait() else { throw ProgramError.ended }
  }

  func remove() {
    unlink(certificate)
    unlink(key)
    rmdir(String(key.dropLast("/key.pem".count)))
  }

  /// Whether the `openssl` program is there.
  static let isAvailable: Bool = {
    do {
      return try SpawnedProgram(["openssl", "version"]).wait()
    } catch {
      return false
    }
  }()
}

/// A TLS server on loopback: what is written to its input goes to the client, and the reverse.
struct TLSServer {
  let port: Int
  let program: SpawnedProgram

  init(_ certificate: TestCertificate, options: [String] = []) throws {
    // The port is free when it is asked for, and hardly ever taken before the program listens.
    let probe = try ScriptedServer([[]])
    port = probe.port
    probe.stop()
    program = try SpawnedProgram(
      [
        "openssl", "s_server", "-quiet", "-accept", "127.0.0.1:\(port)", "-cert",
        certificate.certificate, "-key", certificate.key,
      ] + options)
  }
}
