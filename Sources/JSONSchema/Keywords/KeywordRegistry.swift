import WireFormats

/// All keywords that mean something here, in one place. What is not listed is an annotation and is
/// passed over, as JSON Schema core section 6.5 has it: `title`, `discriminator`, `x-…`, and
/// OpenAPI 3.0's `nullable`, which means nothing in OpenAPI 3.1 either.
enum KeywordRegistry {
  /// Where in a keyword's value schemas stand.
  enum Shape {
    case none
    case schema
    case list
    /// `items`, which is a list in older drafts.
    case schemaOrList
    case map
    /// `dependencies` of older drafts: schemas or lists of names.
    case mapWhereSchema
  }

  struct Entry {
    let vocabulary: Dialect.Vocabulary
    let shape: Shape
    /// `nil` where a sibling reads the value (`then`, `maxContains`) or nothing is asserted.
    let type: (any Keyword.Type)?
  }

  static func entry(_ name: String) -> Entry? { entries[name] }

  private static let entries: [String: Entry] = {
    var entries: [String: Entry] = [:]
    func add(_ vocabulary: Dialect.Vocabulary, _ shape: Shape, _ types: any Keyword.Type...) {
      for type in types {
        entries[type.name] = Entry(vocabulary: vocabulary, shape: shape, type: type)
      }
    }
    func addPassive(_ vocabulary: Dialect.Vocabulary, _ shape: Shape, _ names: String...) {
      for name in names { entries[name] = Entry(vocabulary: vocabulary, shape: shape, type: nil) }
    }
    add(.core, .none, Ref.self, DynamicRef.self, RecursiveRef.self)
    add(.core, .map, Definitions.self)
    add(.applicator, .list, AllOf.self, AnyOf.self, OneOf.self, PrefixItems.self)
    add(.applicator, .schema, Not.self, If.self, Contains.self, AdditionalItems.self)
    add(.applicator, .schemaOrList, Items.self)
    add(.applicator, .schema, AdditionalProperties.self, PropertyNames.self)
    add(.applicator, .map, Properties.self, PatternProperties.self, DependentSchemas.self)
    add(.applicator, .mapWhereSchema, Dependencies.self)
    addPassive(.applicator, .schema, "then", "else")
    // What $defs was called; the meta-schema still knows it.
    addPassive(.core, .map, "definitions")
    add(.unevaluated, .schema, UnevaluatedItems.self, UnevaluatedProperties.self)
    add(.validation, .none, TypeKeyword.self, Enum.self, Const.self, MultipleOf.self)
    add(.validation, .none, Minimum.self, ExclusiveMinimum.self)
    add(.validation, .none, Maximum.self, ExclusiveMaximum.self)
    add(.validation, .none, MinLength.self, MaxLength.self, Pattern.self)
    add(.validation, .none, MinItems.self, MaxItems.self, UniqueItems.self)
    add(.validation, .none, MinProperties.self, MaxProperties.self)
    add(.validation, .none, Required.self, DependentRequired.self)
    add(.formatAnnotation, .none, Format.self)
    addPassive(.validation, .none, "minContains", "maxContains")
    addPassive(.content, .schema, "contentSchema")
    return entries
  }()

  /// The schemas inside a member of a schema, with the tokens that lead to each.
  static func subschemas(of member: JSONObject.Member) -> [([String], JSONValue)] {
    switch entry(member.name)?.shape {
    case nil, .some(.none): return []
    case .schema: return [([member.name], member.value)]
    case .list, .schemaOrList:
      guard let items = member.value.array else { return [([member.name], member.value)] }
      return items.enumerated().map { ([member.name, String($0.offset)], $0.element) }
    case .map, .mapWhereSchema:
      return (member.value.object?.members ?? []).map { ([member.name, $0.name], $0.value) }
    }
  }
}
