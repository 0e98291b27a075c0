// From the spelling of a predicate to its relation and modality: `did_not_sign`, `will_sign` and `signs` all
// speak of signing. A pure function with a table of irregular verbs, without the text model; loaders and
// queries use it alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kg {

/// `Done`: it happened or holds. `Planned`: will, is to, plans to, is seeking to. `Possible`: may, could,
/// might, would, can, should. `Denied`: not, never, refused to, failed to.
enum class Modality : std::uint8_t { Done, Planned, Possible, Denied };

struct Relation {
  std::string name;  ///< forms of one verb share it: `suspended`, `suspends`, `suspend` → `suspend`; modality
                     ///< and auxiliaries are stripped to the tense-free group (`has_suspended` → `suspend`;
                     ///< `is_seeking_to_become` → its own relation `seek_to_become`; `was_suspended_by` keeps
                     ///< its passive: `be_suspended_by`)
  std::string root;  ///< what `~root` finds: the last content verb's base form with its preposition:
                     ///< `become`, `suspend`, `cooperate_with`
  Modality modality = Modality::Done;
  bool operator==(const Relation&) const = default;
};

/// The relation of a predicate; a word that is no verb form known to the rules is its own relation
/// (`rank_deposits`, `capital`).
Relation relation_of(std::string_view predicate);

/// Base form of an English verb form by the irregular table and the spelling rules: `suspended` → `suspend`,
/// `met` → `meet`.
std::string base_form(std::string_view verb);

}  // namespace kg
