/// A Unicode property that `\p{…}` may name (ECMA-262 section 22.2.2.9, tables 68 to 71).
///
/// General categories and binary properties; scripts are not known to Swift's standard library.
struct ScalarProperty: Sendable {
  private let test: Test

  private enum Test: Sendable {
    case category(Set<Unicode.GeneralCategory>)
    case binary(@Sendable (Unicode.Scalar.Properties) -> Bool)
    case ranges([ClosedRange<UInt32>])
  }

  /// Looks a property up: `L`, `Letter`, `gc=Lu`, `Alphabetic`.
  init?(name: String) {
    let parts = name.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      switch parts[0] {
      case "General_Category", "gc":
        guard let categories = ScalarProperty.categories(parts[1]) else { return nil }
        test = .category(categories)
      default: return nil
      }
      return
    }
    if let categories = ScalarProperty.categories(name) {
      test = .category(categories)
    } else if let ranges = ScalarProperty.rangeProperties[name] {
      test = .ranges(ranges)
    } else if let binary = ScalarProperty.binaryProperties[name] {
      test = .binary(binary)
    } else {
      return nil
    }
  }

  func holds(_ value: UInt32) -> Bool {
    switch test {
    case .ranges(let ranges): return ranges.contains { $0.contains(value) }
    case .category(let categories):
      guard let scalar = Unicode.Scalar(value) else { return false }
      return categories.contains(scalar.properties.generalCategory)
    case .binary(let holds):
      guard let scalar = Unicode.Scalar(value) else { return false }
      return holds(scalar.properties)
    }
  }

  private static func categories(_ name: String) -> Set<Unicode.GeneralCategory>? {
    if let group = categoryGroups[name] {
      return Set(group.flatMap { categoryNames[$0] ?? [] })
    }
    if let short = longNames[name] { return categories(short) }
    return categoryNames[name].map { Set($0) }
  }

  private static let categoryGroups: [String: [String]] = [
    "LC": ["Lu", "Ll", "Lt"], "L": ["Lu", "Ll", "Lt", "Lm", "Lo"], "M": ["Mn", "Mc", "Me"],
    "N": ["Nd", "Nl", "No"], "P": ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"],
    "S": ["Sm", "Sc", "Sk", "So"], "Z": ["Zs", "Zl", "Zp"], "C": ["Cc", "Cf", "Cs", "Co", "Cn"],
  ]

  private static let categoryNames: [String: [Unicode.GeneralCategory]] = [
    "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter],
    "Lm": [.modifierLetter], "Lo": [.otherLetter], "Mn": [.nonspacingMark],
    "Mc": [.spacingMark], "Me": [.enclosingMark], "Nd": [.decimalNumber],
    "Nl": [.letterNumber], "No": [.otherNumber], "Pc": [.connectorPunctuation],
    "Pd": [.dashPunctuation], "Ps": [.openPunctuation], "Pe": [.closePunctuation],
    "Pi": [.initialPunctuation], "Pf": [.finalPunctuation], "Po": [.otherPunctuation],
    "Sm": [.mathSymbol], "Sc": [.currencySymbol], "Sk": [.modifierSymbol],
    "So": [.otherSymbol], "Zs": [.spaceSeparator], "Zl": [.lineSeparator],
    "Zp": [.paragraphSeparator], "Cc": [.control], "Cf": [.format], "Cs": [.surrogate],
    "Co": [.privateUse], "Cn": [.unassigned],
  ]

  private static let longNames: [String: String] = [
    "Cased_Letter": "LC", "Letter": "L", "Mark": "M", "Combining_Mark": "M", "Number": "N",
    "Punctuation": "P", "punct": "P", "Symbol": "S", "Separator": "Z", "Other": "C",
    "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
    "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Nonspacing_Mark": "Mn",
    "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Decimal_Number": "Nd", "digit": "Nd",
    "Letter_Number": "Nl", "Other_Number": "No", "Connector_Punctuation": "Pc",
    "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe",
    "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po",
    "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk",
    "Other_Symbol": "So", "Space_Separator": "Zs", "Line_Separator": "Zl",
    "Paragraph_Separator": "Zp", "Control": "Cc", "cntrl": "Cc", "Format": "Cf",
    "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
  ]

  private static let rangeProperties: [String: [ClosedRange<UInt32>]] = [
    "Any": [0...0x10FFFF], "ASCII": [0...0x7F],
    "ASCII_Hex_Digit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    "AHex": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]

  private static let binaryProperties: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = [
    "Alphabetic": { $0.isAlphabetic }, "Alpha": { $0.isAlphabetic },
    "Assigned": { $0.generalCategory != .unassigned },
    "Bidi_Control": { $0.isBidiControl }, "Bidi_C": { $0.isBidiControl },
    "Bidi_Mirrored": { $0.isBidiMirrored }, "Bidi_M": { $0.isBidiMirrored },
    "Case_Ignorable": { $0.isCaseIgnorable }, "CI": { $0.isCaseIgnorable },
    "Cased": { $0.isCased }, "Dash": { $0.isDash },
    "Default_Ignorable_Code_Point": { $0.isDefaultIgnorableCodePoint },
    "DI": { $0.isDefaultIgnorableCodePoint },
    "Deprecated": { $0.isDeprecated }, "Dep": { $0.isDeprecated },
    "Diacritic": { $0.isDiacritic }, "Dia": { $0.isDiacritic },
    "Emoji": { $0.isEmoji }, "Emoji_Modifier": { $0.isEmojiModifier },
    "EMod": { $0.isEmojiModifier }, "Emoji_Modifier_Base": { $0.isEmojiModifierBase },
    "EBase": { $0.isEmojiModifierBase }, "Emoji_Presentation": { $0.isEmojiPresentation },
    "EPres": { $0.isEmojiPresentation }, "Extender": { $0.isExtender },
    "Ext": { $0.isExtender }, "Grapheme_Base": { $0.isGraphemeBase },
    "Gr_Base": { $0.isGraphemeBase }, "Grapheme_Extend": { $0.isGraphemeExtend },
    "Gr_Ext": { $0.isGraphemeExtend }, "Hex_Digit": { $0.isHexDigit },
    "Hex": { $0.isHexDigit }, "ID_Continue": { $0.isIDContinue }, "IDC": { $0.isIDContinue },
    "ID_Start": { $0.isIDStart }, "IDS": { $0.isIDStart },
    "Ideographic": { $0.isIdeographic }, "Ideo": { $0.isIdeographic },
    "Join_Control": { $0.isJoinControl }, "Join_C": { $0.isJoinControl },
    "Lowercase": { $0.isLowercase }, "Lower": { $0.isLowercase }, "Math": { $0.isMath },
    "Noncharacter_Code_Point": { $0.isNoncharacterCodePoint },
    "NChar": { $0.isNoncharacterCodePoint },
    "Pattern_Syntax": { $0.isPatternSyntax }, "Pat_Syn": { $0.isPatternSyntax },
    "Pattern_White_Space": { $0.isPatternWhitespace },
    "Pat_WS": { $0.isPatternWhitespace },
    "Quotation_Mark": { $0.isQuotationMark }, "QMark": { $0.isQuotationMark },
    "Radical": { $0.isRadical }, "Sentence_Terminal": { $0.isSentenceTerminal },
    "STerm": { $0.isSentenceTerminal }, "Soft_Dotted": { $0.isSoftDotted },
    "SD": { $0.isSoftDotted },
    "Terminal_Punctuation": {
      $0.isTerminalPunctuation
    },
    "Term": { $0.isTerminalPunctuation }, "Unified_Ideograph": { $0.isUnifiedIdeograph },
    "UIdeo": { $0.isUnifiedIdeograph }, "Uppercase": { $0.isUppercase },
    "Upper": { $0.isUppercase }, "Variation_Selector": { $0.isVariationSelector },
    "VS": { $0.isVariationSelector }, "White_Space": { $0.isWhitespace },
    "space": { $0.isWhitespace }, "XID_Continue": { $0.isXIDContinue },
    "XIDC": { $0.isXIDContinue }, "XID_Start": { $0.isXIDStart },
    "XIDS": { $0.isXIDStart },
  ]
}
