// Makes data in the manner of WatDiv (people who follow each other, products, offers, purchases, reviews), at
// any size, in a vocabulary of its own, as N-Triples on standard output. What it takes to answer WatDiv's
// basic queries is in it, with degrees alike: market/ has the queries.
//
//   kg_generate 10000000 > market.nt          about ten million triples
//
// The same size and seed give the same bytes on every machine: all drawing is by integers and by those
// operations of doubles that IEEE 754 fixes. No triple comes twice.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace kg {
namespace {

/// What there is: so many for every thousand people or, of what does not grow, so many at all.
enum Kind : std::uint8_t {
  Person,
  Product,
  Site,
  Offer,
  Purchase,
  Review,
  Shop,
  City,
  Country,
  Topic,
  Genre,
  Language,
  Category,
  Style,
  Role,
  AgeGroup,
  Gender,
  kKinds,
  Word,
  Number,
  Day,  // no things, but what is said of them
};
struct KindInfo {
  const char* name;
  std::uint64_t for_thousand, fixed;
};
constexpr std::array<KindInfo, kKinds> kKindInfos = {{
    {"Person", 1000, 0},
    {"Product", 250, 0},
    {"Site", 50, 0},
    {"Offer", 900, 0},
    {"Purchase", 1500, 0},
    {"Review", 1500, 0},
    {"Shop", 12, 0},
    {"City", 0, 240},
    {"Country", 0, 25},
    {"Topic", 0, 250},
    {"Genre", 0, 145},
    {"Language", 0, 25},
    {"Category", 0, 15},
    {"Style", 0, 21},
    {"Role", 0, 3},
    {"AgeGroup", 0, 9},
    {"Gender", 0, 2},
}};

/// How many objects: evenly from least to most, or by a power law, where a quarter as many have twice as
/// many.
enum class Degree : std::uint8_t { Even, Power };

/// `share` of a thousand subjects have such a property. Of the objects (words of a text, numbers up to the
/// last, days) the first are the likelier the greater the skew: 1 is even, and with n the share of the first
/// k of all is their part of all to the power 1/n. Turned, it is the subject that is drawn.
struct Property {
  Kind subject;
  const char* name;
  std::uint32_t share;
  Degree degree;
  std::uint32_t least, most;
  Kind object;
  int skew = 1;
  std::uint32_t last = 0;
  bool turned = false;
};

constexpr Degree Even = Degree::Even;
constexpr Degree Power = Degree::Power;
constexpr Property kProperties[] = {
    {Person, "type", 700, Even, 1, 2, Role},
    {Person, "friend_of", 400, Power, 60, 2000, Person, 2},
    {Person, "follows", 780, Power, 22, 1000, Person, 2},
    {Person, "likes", 240, Power, 3, 60, Product, 3},
    {Person, "subscribes_to", 200, Even, 1, 14, Site},
    {Person, "lives_in", 400, Even, 1, 1, City},
    {Person, "nationality", 200, Even, 1, 1, Country, 2},
    {Person, "gender", 600, Even, 1, 1, Gender},
    {Person, "age_group", 500, Even, 1, 1, AgeGroup},
    {Person, "given_name", 700, Even, 1, 1, Word},
    {Person, "family_name", 700, Even, 1, 1, Word},
    {Person, "about", 900, Even, 4, 16, Word, 2},
    {Person, "number", 1000, Even, 1, 1, Number, 1, 10'000'000},
    {Person, "born", 200, Even, 1, 1, Day},
    {Person, "phone", 57, Even, 1, 1, Number, 1, 10'000'000},
    {Person, "job", 50, Even, 1, 4, Word},
    {Person, "homepage", 50, Even, 1, 1, Site},
    {Product, "type", 1000, Even, 1, 1, Category, 2},
    {Product, "title", 1000, Even, 2, 6, Word, 2},
    {Product, "tag", 580, Even, 1, 19, Topic},
    {Product, "genre", 1000, Even, 1, 4, Genre, 2},
    {Product, "description", 600, Even, 8, 24, Word, 2},
    {Product, "homepage", 250, Even, 1, 1, Site},
    {Product, "language", 52, Even, 1, 1, Language, 3},
    {Product, "caption", 104, Even, 3, 9, Word, 2},
    {Product, "text", 305, Even, 20, 50, Word, 2},
    {Product, "rating", 300, Even, 1, 1, Number, 1, 20},
    {Product, "size", 102, Even, 1, 1, Number, 2, 5000},
    {Product, "keywords", 296, Even, 2, 8, Word},
    {Product, "actor", 53, Even, 1, 24, Person},
    {Product, "artist", 36, Even, 1, 2, Person},
    {Product, "author", 110, Even, 1, 2, Person},
    {Product, "conductor", 15, Even, 1, 1, Person},
    {Product, "director", 55, Even, 1, 1, Person},
    {Product, "editor", 65, Even, 1, 1, Person},
    {Product, "publisher", 53, Even, 2, 3, Word},
    {Product, "trailer", 20, Even, 1, 1, Site},
    {Product, "performed_in", 17, Even, 1, 1, City},
    {Product, "published", 46, Even, 1, 1, Day},
    {Site, "url", 1000, Even, 2, 3, Word},
    {Site, "hits", 1000, Even, 1, 1, Number, 3, 10'000'000},
    {Site, "language", 1000, Even, 1, 1, Language, 3},
    {Offer, "offers", 506, Even, 1, 4, Shop, 2, 0, true},
    {Offer, "includes", 1000, Even, 1, 1, Product},
    {Offer, "price", 1000, Even, 1, 1, Number, 1, 1000},
    {Offer, "serial_number", 1000, Even, 1, 1, Number, 1, 100'000'000},
    {Offer, "quantity", 1000, Even, 1, 1, Number, 2, 10},
    {Offer, "region", 503, Even, 1, 5, Country, 2},
    {Offer, "valid_from", 400, Even, 1, 1, Day},
    {Offer, "valid_through", 400, Even, 1, 1, Day},
    {Offer, "price_until", 200, Even, 1, 1, Day},
    {Purchase, "made_purchase", 1000, Even, 1, 1, Person, 2, 0, true},
    {Purchase, "bought", 1000, Even, 1, 1, Product, 4},
    {Purchase, "price", 1000, Even, 1, 1, Number, 1, 1000},
    {Purchase, "date", 300, Even, 1, 1, Day},
    {Review, "has_review", 995, Even, 1, 1, Product, 3, 0, true},
    {Review, "reviewer", 1000, Even, 1, 1, Person},
    {Review, "rating", 1000, Even, 1, 1, Number, 1, 10},
    {Review, "text", 700, Even, 10, 40, Word, 2},
    {Review, "title", 300, Even, 2, 7, Word, 2},
    {Review, "votes", 50, Even, 1, 1, Number, 3, 500},
    {Shop, "name", 1000, Even, 1, 3, Word},
    {Shop, "legal_name", 100, Even, 2, 4, Word},
    {Shop, "employee", 350, Even, 1, 5, Person},
    {Shop, "contact", 790, Even, 1, 1, Person},
    {City, "country", 1000, Even, 1, 1, Country},
    {Genre, "type", 1000, Even, 1, 1, Style},
    {Genre, "tag", 700, Even, 1, 8, Topic},
};

constexpr std::uint64_t kTriplesAPerson = 107;  // measured on what the table gives
constexpr std::string_view kBase = "http://example.org/market/";
constexpr std::size_t kBuffer = 1 << 20;

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// In [0, 1).
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  /// In [0, end), the first the likelier the greater the skew.
  std::uint64_t below(std::uint64_t end, int skew = 1) {
    double at = unit();
    const double once = at;
    for (int i = 1; i < skew; ++i) at *= once;
    return static_cast<std::uint64_t>(at * static_cast<double>(end));
  }

 private:
  std::uint64_t state_;
};

/// Words of two to four syllables that no language has.
std::vector<std::string> make_words(Chance& chance) {
  constexpr const char* kHeads[] = {"b", "d", "f", "g", "k", "l", "m",  "n",
                                    "p", "r", "s", "t", "v", "z", "st", "tr"};
  constexpr const char* kVowels[] = {"a", "e", "i", "o", "u", "ai", "ou"};
  constexpr const char* kTails[] = {"", "", "", "l", "n", "r", "s"};
  std::vector<std::string> words(4000);
  for (auto& word : words) {
    for (auto syllables = 2 + chance.below(3, 2); syllables > 0; --syllables) {
      word += kHeads[chance.below(std::size(kHeads))];
      word += kVowels[chance.below(std::size(kVowels))];
      word += kTails[chance.below(std::size(kTails))];
    }
  }
  return words;
}

class Market {
 public:
  Market(std::uint64_t triples, std::uint64_t seed)
      : seed_(seed), chance_(seed), words_(make_words(chance_)) {
    const auto people = std::max<std::uint64_t>(1, triples / kTriplesAPerson);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const auto& info = kKindInfos[kind];
      counts_[kind] =
          info.fixed > 0 ? info.fixed : std::max<std::uint64_t>(1, people * info.for_thousand / 1000);
    }
  }

  /// Thing by thing. Each draws for itself, so that what it has depends little on how many others there are,
  /// and the queries fit every size.
  void write() {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      std::vector<const Property*> properties;
      for (const auto& property : kProperties)
        if (property.subject == kind) properties.push_back(&property);
      for (std::uint64_t thing = 0; thing < counts_[kind]; ++thing) {
        chance_ = Chance(Chance(seed_ ^ kind << 48 ^ thing).bits());
        for (const auto* property : properties) say(*property, thing);
      }
    }
    flush();
  }

 private:
  void say(const Property& property, std::uint64_t thing) {
    if (chance_.below(1000) >= property.share) return;
    auto number = property.least + chance_.below(property.most - property.least + 1);
    if (property.degree == Degree::Power) {
      const double degree = property.least / std::sqrt(1 - chance_.unit());
      number = static_cast<std::uint64_t>(std::min<double>(degree, property.most));
    }
    if (property.object >= kKinds) {
      begin(property.subject, thing, property.name);
      literal(property, number);
      end();
      return;
    }
    others_.clear();
    for (; number > 0; --number) others_.push_back(chance_.below(counts_[property.object], property.skew));
    std::ranges::sort(others_);
    others_.erase(std::unique(others_.begin(), others_.end()), others_.end());
    for (const auto other : others_) {
      begin(property.turned ? property.object : property.subject, property.turned ? other : thing,
            property.name);
      address(property.turned ? property.subject : property.object, property.turned ? thing : other);
      end();
    }
  }

  void begin(Kind kind, std::uint64_t thing, const char* predicate) {
    address(kind, thing);
    (((out_ += " <") += kBase) += predicate) += "> ";
  }
  void end() {
    out_ += " .\n";
    if (out_.size() > kBuffer) flush();
  }

  void address(Kind kind, std::uint64_t thing) {
    ((out_ += '<') += kBase) += kKindInfos[kind].name;
    number(thing);
    out_ += '>';
  }

  /// A text of so many words, a number, or a day.
  void literal(const Property& property, std::uint64_t words) {
    out_ += '"';
    if (property.object == Word) {
      for (std::uint64_t i = 0; i < words; ++i)
        (i == 0 ? out_ : out_ += ' ') += words_[chance_.below(words_.size(), property.skew)];
    } else if (property.object == Number) {
      number(1 + chance_.below(property.last, property.skew));
    } else {
      const auto year = 1990 + chance_.below(36);
      const auto month = 1 + chance_.below(12);
      fmt::format_to(std::back_inserter(out_), "{}-{:02}-{:02}", year, month, 1 + chance_.below(28));
    }
    out_ += '"';
    if (property.object != Word) {
      ((out_ += "^^<http://www.w3.org/2001/XMLSchema#") += property.object == Number ? "integer" : "date") +=
          '>';
    }
  }

  void number(std::uint64_t value) {
    const fmt::format_int digits(value);
    out_.append(digits.data(), digits.size());
  }

  void flush() {
    for (std::size_t sent = 0; sent < out_.size();) {
      const auto done = ::write(STDOUT_FILENO, out_.data() + sent, out_.size() - sent);
      if (done < 0)
        throw std::runtime_error("expected to write all data, found that standard output takes no more");
      sent += static_cast<std::size_t>(done);
    }
    out_.clear();
  }

  std::uint64_t seed_;
  Chance chance_;  ///< of the thing at hand
  std::vector<std::string> words_;
  std::array<std::uint64_t, kKinds> counts_{};
  std::vector<std::uint64_t> others_;  ///< of one thing and property, each once
  std::string out_;
};

}  // namespace
}  // namespace kg

int main(int count, char** arguments) {
  try {
    if (count < 2 || count > 3) throw std::runtime_error("expected how many triples, and perhaps a seed");
    kg::Market market(std::stoull(arguments[1]), count == 3 ? std::stoull(arguments[2]) : 1);
    market.write();
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "kg_generate: {}\n", error.what());
    return 2;
  }
}
