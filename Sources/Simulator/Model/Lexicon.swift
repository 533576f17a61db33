/// The words that the simulated model knows whole, by the part that they play in its prose. Some are
/// not ASCII, so that what it writes exercises a client's UTF-8.
enum Lexicon {
  static let subjects = [
    "river", "garden", "harbour", "teacher", "letter", "winter", "market", "lantern", "painter",
    "forest", "bridge", "café", "sailor", "window", "morning", "violin", "museum", "island",
    "farmer", "mountain", "library", "traveller", "kitchen", "clock", "orchard", "village",
  ]
  static let adjectives = [
    "quiet", "old", "bright", "small", "patient", "naïve", "green", "careful", "distant", "warm",
    "narrow", "gentle", "curious", "early", "silver", "busy", "plain", "golden", "hidden",
    "familiar",
  ]
  static let verbs = [
    "remembers", "follows", "keeps", "opens", "carries", "finds", "leaves", "watches", "changes",
    "answers", "holds", "crosses", "repairs", "gathers", "explains", "welcomes", "measures",
  ]
  static let objects = [
    "stories", "seeds", "maps", "songs", "stones", "voices", "colours", "tools", "shadows",
    "lessons", "secrets", "paths", "questions", "numbers", "journeys", "crêpes", "signals",
    "letters", "promises", "pages",
  ]
  static let places = [
    "near the coast", "after the rain", "before sunrise", "in the valley", "at the old station",
    "beyond the hills", "during the festival", "under a clear sky", "along the road",
    "without much noise",
  ]
  static let openers = [
    "Meanwhile", "Later", "Often", "Sometimes", "In time", "Still", "For years", "Every spring",
  ]
  static let function = [
    "the", "The", "a", "A", "an", "and", "of", "to", "in", "is", "it", "It", "that", "with", "for",
    "as", "at", "by", "on", "from", "after", "before", "during", "under", "along", "without",
    "near", "beyond", "much", "noise", "rain", "sunrise", "coast", "valley", "station", "hills",
    "festival", "clear", "sky", "road", "Meanwhile", "Later", "Often", "Sometimes", "In", "time",
    "Still", "For", "years", "Every", "spring", "You", "Your", "you", "your", "name", "are", "was",
    "be", "this", "This", "not", "I", "result", "answer", "Here", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "yes", "no", "Yes", "No", "user", "asks",
    "about", "should", "will", "then", "so", "can",
  ]
  static let marks = [
    ".", ",", "!", "?", ":", ";", "-", "(", ")", "\"", "'", "\n", "{", "}", "[", "]", "/", "_",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
  ]

  /// All of them, each once, in a fixed order: the order gives the token ids.
  static let words: [String] = {
    var seen: Set<String> = []
    return (marks + function + subjects + adjectives + verbs + objects).filter {
      seen.insert($0).inserted
    }
  }()

  /// The words that the model might put in the place of another.
  static let substitutes: [String] = subjects + adjectives + verbs + objects
}
