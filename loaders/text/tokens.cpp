#include "loaders/text/tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "loaders/text/abbreviations.hpp"
#include "loaders/text/characters.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {
namespace {

// Parts of words that stay with what follows their hyphen.
constexpr std::array<std::string_view, 40> kPrefixes = {
    "anti",  "arch",  "bi",    "cf",    "co",    "counter", "cross", "de",    "e",      "ex",
    "extra", "hyper", "inter", "intra", "macro", "mega",    "micro", "mid",   "mini",   "mono",
    "multi", "neo",   "non",   "over",  "post",  "pre",     "pro",   "proto", "pseudo", "psycho",
    "quasi", "re",    "semi",  "socio", "sub",   "super",   "tri",   "ultra", "un",     "wi"};

// Clitics that are cut from the end of a word, with a plain apostrophe.
constexpr std::array<std::string_view, 7> kClitics = {"n't", "'ll", "'re", "'ve", "'s", "'m", "'d"};

// Words that are two, and where the second begins.
struct Pair {
  std::string_view word;
  std::size_t cut;
};
constexpr std::array<Pair, 12> kPairs = {{{"cannot", 3},
                                          {"gonna", 3},
                                          {"gotta", 3},
                                          {"wanna", 3},
                                          {"gimme", 3},
                                          {"lemme", 3},
                                          {"dont", 2},
                                          {"didnt", 3},
                                          {"doesnt", 4},
                                          {"cant", 2},
                                          {"couldnt", 5},
                                          {"wont", 2}}};

constexpr std::array<std::string_view, 18> kFaces = {":)", ":(", ";)", ":-)", ":-(", ";-)",
                                                     "=)", "=(", ":D", ":-D", ":P",  ":-P",
                                                     ":p", ":/", "(:", "^_^", "<3",  ":-/"};

constexpr std::array<std::string_view, 15> kUnits = {"am", "bn",  "cm", "ft", "g",  "k",   "kg", "km",
                                                     "lb", "lbs", "m",  "mg", "mm", "mph", "pm"};

constexpr std::array<std::string_view, 4> kCurrencies = {"$", "£", "¥", "€"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}
bool is_stop(char32_t c) {
  return c == '.' || c == '?' || c == '!';
}

// Cuts one run of characters without spaces into tokens.
class Cutter {
 public:
  Cutter(std::string_view text, std::size_t begin, std::size_t end, std::vector<Token>& out)
      : whole_(text), text_(text.substr(0, end)), at_(begin), begin_(begin), end_(end), out_(out) {}

  void run() {
    while (at_ < end_) {
      if (address() || face() || repeated() || word()) continue;
      emit(at_ + character_at(text_, at_).size);
    }
  }

 private:
  Character at(std::size_t i) const { return character_at(text_, i); }
  std::string_view from(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  bool is_word(const Character& c) const { return c.kind == Kind::Letter || c.kind == Kind::Digit; }

  void emit(std::size_t end) {
    Token token;
    token.form = from(at_, end);
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(end);
    token.space_after = false;
    out_.push_back(std::move(token));
    at_ = end;
  }

  // http://…, www.…, name@place, and names of places in the net.
  bool address() {
    constexpr std::size_t kLongest =
        2048;  // bytes; a longer run is no address, and is not searched at each of its characters
    if (end_ - at_ > kLongest) return false;
    std::size_t end = end_;
    while (end > at_ && std::string_view(".,;:!?)]}>\"'").find(text_[end - 1]) != std::string_view::npos)
      --end;
    const std::string_view rest = from(at_, end);
    const std::string lower = lower_case(rest);
    bool found = lower.starts_with("http://") || lower.starts_with("https://") ||
                 lower.starts_with("ftp://") || lower.starts_with("www.") || lower.starts_with("mailto:");
    const std::size_t sign = rest.find('@');
    if (sign != std::string_view::npos && sign > 0 && sign + 1 < rest.size()) {
      found = found || (is_word(at(at_)) && is_word(at(at_ + sign + 1)));
    }
    for (const std::string_view domain : {".com", ".org", ".net", ".edu", ".gov", ".co.uk"}) {
      found = found || (lower.ends_with(domain) && lower.size() > domain.size() + 1 && is_word(at(at_)) &&
                        lower.find("..") == std::string::npos);
    }
    if (found) emit(end);
    return found;
  }

  bool face() {
    const std::string_view rest = from(at_, end_);
    for (const std::string_view face : kFaces) {
      if (!rest.starts_with(face)) continue;
      // ":/" and the like also stand in other things: only at the end.
      if (rest.size() > face.size() && (at_ > begin_ || is_word(at(at_ + face.size())))) continue;
      if (at_ > begin_ && is_word(at(at_ - 1)) && face.size() == 2 && face != ":)" && face != ":(") continue;
      emit(at_ + face.size());
      return true;
    }
    return false;
  }

  // "...", "?!", "--", "***": marks that stand together.
  bool repeated() {
    const Character first = at(at_);
    if (first.kind != Kind::Mark || first.code >= 0x80) return false;
    const bool runs =
        is_stop(first.code) || std::string_view("-*=_~+<>'`#").find(text_[at_]) != std::string_view::npos;
    std::size_t end = at_ + 1;
    while (runs && end < end_ && (is_stop(first.code) ? is_stop(at(end).code) : text_[end] == text_[at_]))
      ++end;
    if (end == at_ + 1) return false;
    emit(end);
    return true;
  }

  // A word or number with what belongs inside it; then it is cut again for clitics.
  bool word() {
    const Character first = at(at_);
    const bool point = (first.code == '.' || first.code == '+') && at(at_ + 1).kind == Kind::Digit &&
                       (at_ == begin_ || !is_word(at(at_ - 1)));
    if (!is_word(first) && !point && !short_year()) return clitic_alone();
    std::size_t end = at_ + first.size;
    while (end < end_) {
      const Character next = at(end);
      if (is_word(next)) {
        end += next.size;
      } else if (const std::size_t joined = joins(end); joined > end) {
        end = joined;
      } else {
        break;
      }
    }
    if (end < end_ && text_[end] == '.' && keeps_stop(end)) ++end;
    cut_word(end);
    return true;
  }

  // "'90s" and "'02".
  bool short_year() const {
    const Character first = at(at_);
    return is_apostrophe(first.code) && at(at_ + first.size).kind == Kind::Digit && at_ == begin_ &&
           (end_ - at_ - first.size == 2 || at(at_ + first.size + 2).kind != Kind::Digit);
  }

  // "'s" after a quote, a bracket or a stop: "U.S.'s".
  bool clitic_alone() {
    const Character first = at(at_);
    if (!is_apostrophe(first.code) || at_ == begin_) return false;
    std::size_t end = at_ + first.size;
    while (end < end_ && at(end).kind == Kind::Letter) end += at(end).size;
    if (!contains(kClitics, plain_form(lower_case(from(at_, end))))) return false;
    emit(end);
    return true;
  }

  // Where a word goes on after the mark at `mark`; `mark` if it does not.
  std::size_t joins(std::size_t mark) const {
    const Character sign = at(mark), after = at(mark + sign.size);
    const std::string_view before = from(at_, mark);
    const bool digit_before = before.back() >= '0' && before.back() <= '9';
    const bool digits = digit_before && after.kind == Kind::Digit;
    const std::size_t next = mark + sign.size;
    if (next >= end_ || !is_word(after)) return mark;
    switch (sign.code) {
      case '\'':
      case 0x2019:
        return after.kind == Kind::Letter || digits ? next : mark;
      case '_':
        return next;
      case ',':
        return digits && digits_at(next) == 3 ? next : mark;
      case ':':
        return digits ? next : mark;
      case '&':
        return at(at_).upper && after.upper && before.size() < 4 ? next : mark;
      case '.':
        return digits || stop_inside(before, next) ? next : mark;
      case '/':
        return digits && is_date(before, next) ? next : mark;
      case '-':
        return hyphen_inside(before, next) ? next : mark;
      default:
        return mark;
    }
  }

  std::size_t digits_at(std::size_t i) const {
    std::size_t digits = 0;
    while (at(i + digits).kind == Kind::Digit) ++digits;
    return digits;
  }

  // "U.S", "a.m", "file.doc", but not "end.Next" or "end.next".
  bool stop_inside(std::string_view before, std::size_t next) const {
    const std::size_t last = before.rfind('.');
    const std::string_view part = last == std::string_view::npos ? before : before.substr(last + 1);
    const Character after = at(next);
    const bool single_after = !is_word(at(next + after.size));
    if (part.size() == 1) return single_after || last == std::string_view::npos || !after.upper;
    std::size_t end = next;
    while (end < end_ && is_word(at(end))) end += at(end).size;
    const std::string extension = lower_case(from(next, end));
    static constexpr std::array<std::string_view, 14> kExtensions = {
        "com", "doc", "gif", "gov", "htm", "html", "jpg", "net", "org", "pdf", "ppt", "txt", "url", "xls"};
    return contains(kExtensions, extension);
  }

  // "9/11", "11/28/2000", but not "1/2" or "20/20": a month, and a day that no fraction would have.
  bool is_date(std::string_view before, std::size_t next) const {
    const std::size_t digits = digits_at(next);
    if (before.find('/') != std::string_view::npos || at(next + digits).code == '/') return true;
    const auto number = [](std::string_view text) {
      int value = 0;
      const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      return error == std::errc() && stop == text.data() + text.size() ? value : 0;
    };
    const int month = number(before), day = number(from(next, next + digits));
    return month >= 1 && month <= 12 && day >= 5 && day <= 31 && day > month;
  }

  bool hyphen_inside(std::string_view before, std::size_t next) const {
    const std::size_t last = before.rfind('-');
    const std::string_view part = last == std::string_view::npos ? before : before.substr(last + 1);
    const bool numeric = std::all_of(before.begin(), before.end(),
                                     [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '/'; });
    if (numeric) {
      // Telephone numbers and dates: three parts, or a part of three digits before one of four.
      const std::size_t digits = digits_at(next);
      const bool more = at(next + digits).code == '-' && at(next + digits + 1).kind == Kind::Digit;
      return digits > 0 && (last != std::string_view::npos || more || (part.size() == 3 && digits == 4));
    }
    return last == std::string_view::npos && contains(kPrefixes, lower_case(part));
  }

  // Does the full stop at `stop` belong to the word before it?
  bool keeps_stop(std::size_t stop) const {
    const std::string_view word = from(at_, stop);
    if (at(stop + 1).code == '.' && at(stop + 2).code == '.') return false;  // the beginning of "..."
    switch (abbreviation_of(word)) {
      case Abbreviation::No:
        return false;
      case Abbreviation::BeforeNumber: {
        std::size_t next = stop + 1;
        while (next < end_of_text() && full(next).kind == Kind::Space) next += full(next).size;
        return full(next).kind == Kind::Digit;
      }
      case Abbreviation::BeforeName: {
        if (word.size() == 1) return stop + 1 >= end_ ? name_follows(stop + 1) : true;
        return true;
      }
      case Abbreviation::Anywhere:
        return true;
    }
    return false;
  }

  // After "J." or "B.": a capital, but no word that opens a sentence.
  bool name_follows(std::size_t next) const {
    while (next < end_of_text() && full(next).kind == Kind::Space) next += full(next).size;
    std::size_t end = next;
    while (end < end_of_text() && full(end).kind == Kind::Letter) end += full(end).size;
    return full(next).upper && !opens_sentence(whole_.substr(next, end - next));
  }

  // A word is cut before its clitic, "5km" between number and unit.
  void cut_word(std::size_t end) {
    const std::string lower = lower_case(from(at_, end)), plain = plain_form(lower);
    for (const Pair& pair : kPairs) {
      if (plain == pair.word) emit(at_ + pair.cut);
    }
    for (const std::string_view clitic : kClitics) {
      if (plain.size() <= clitic.size() || !plain.ends_with(clitic)) continue;
      if (at(at_).kind == Kind::Digit && clitic == "'s") break;  // "1990's"
      const std::size_t curly = lower.ends_with(clitic) ? 0 : std::string_view("’").size() - 1;
      emit(end - clitic.size() - curly);
      break;
    }
    if (const std::size_t unit = unit_in(end); unit > at_) emit(unit);
    emit(end);
  }

  // Where the unit of a number begins: "5km", "$40m", but not "3M" or "5G"; `at_` if there is none.
  std::size_t unit_in(std::size_t end) const {
    std::size_t unit = at_;
    while (unit < end && std::string_view("0123456789.,:").find(text_[unit]) != std::string_view::npos)
      ++unit;
    const std::string_view name = from(unit, end);
    const bool money = !out_.empty() && at_ > begin_ && contains(kCurrencies, out_.back().form);
    if (name.size() == 1 && at(unit).upper && !money) return at_;
    return contains(kUnits, lower_case(name)) ? unit : at_;
  }

  // The text beyond this run, for a look at what follows.
  Character full(std::size_t i) const { return character_at(whole_, i); }
  std::size_t end_of_text() const { return whole_.size(); }

  std::string_view whole_;
  std::string_view text_;
  std::size_t at_;
  std::size_t begin_;
  std::size_t end_;
  std::vector<Token>& out_;
};

}  // namespace

std::vector<Token> split_tokens(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Token> tokens;
  const std::string_view piece = text.substr(0, end);
  for (std::size_t at = begin; at < end;) {
    const Character c = character_at(piece, at);
    if (c.kind == Kind::Space) {
      at += c.size;
      if (!tokens.empty()) tokens.back().space_after = true;
      continue;
    }
    std::size_t stop = at;
    while (stop < end && character_at(piece, stop).kind != Kind::Space)
      stop += character_at(piece, stop).size;
    Cutter(piece, at, stop, tokens).run();
    at = stop;
  }
  return tokens;
}

}  // namespace kg::text
