import WireFormats

extension ProviderSpecReader {
  func readClaims(_ node: SpecNode?, documents: [String: Document]) -> [Claim] {
    (node?.members ?? []).map { id, claim in
      claim.allowOnly([
        "says", "value", "level", "cite", "waived", "protocol", "where", "description",
      ])
      let citations = readCitations(claim, documents: documents)
      requireCitation(claim)
      return Claim(
        id: id, statement: claim.string("says", required: true) ?? "",
        level: readLevel(claim, citations: citations),
        value: claim.member("value")?.value ?? .null, citations: citations,
        waiver: claim.string("waived"), isProtocol: claim.flag("protocol"),
        preconditions: claim.strings("where"), location: claim.location)
    }
  }
}
