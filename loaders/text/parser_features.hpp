// The parser's templates: which values of the state are looked at together. After Zhang and Nivre 2011, with
// markers of prepositional phrases, WordNet's senses and verb frames, and a look ahead at the next noun and
// verb.
#pragma once

#include <array>
#include <cstdint>

namespace kg::text {

/// One value of a state. S: stack from the top, B: words to come; l, r, l2, r2: outermost children.
/// w lemma, f form, t tag, x suffix, s sense, c cluster, g group of clusters, q verb frames, r relation to
/// its head, m case or mark child, vl vr numbers of children, sl sr sets of their relations.
enum Atom : std::uint8_t {
  None,
  S0w,
  S0f,
  S0t,
  S0x,
  S0s,
  S0q,
  S0m,
  S0vl,
  S0vr,
  S0sl,
  S0sr,
  S1w,
  S1f,
  S1t,
  S1x,
  S1s,
  S1q,
  S1m,
  S1vl,
  S1vr,
  S1sl,
  S1sr,
  S2w,
  S2t,
  B0w,
  B0f,
  B0t,
  B0x,
  B0s,
  B0q,
  B0m,
  B0vl,
  B0sl,
  B1w,
  B1t,
  B1x,
  B2w,
  B2t,
  B3t,
  S0lw,
  S0lt,
  S0lr,
  S0l2t,
  S0l2r,
  S0rw,
  S0rt,
  S0rr,
  S0r2t,
  S0r2r,
  S1lw,
  S1lt,
  S1lr,
  S1rw,
  S1rt,
  S1rr,
  S1r2t,
  S1r2r,
  B0lw,
  B0lt,
  B0lr,
  B0l2t,
  B0l2r,
  Dist,
  Dist1,  // between S0 and B0, between S1 and S0
  Comma,
  Comma1,  // commas there
  Noun,
  NounS,  // head and sense of the noun group after B0
  S0c,
  S1c,
  B0c,
  B1c,
  NounC,
  S0g,
  S1g,
  B0g,
  Verb,  // tag of the next verb from B0 on
  kAtoms
};

using Template = std::array<Atom, 4>;

// clang-format off
inline constexpr Template kTemplates[] = {
  // one item
  {S0w, S0t}, {S0w}, {S0t}, {S0f}, {S0x, S0t}, {S0s, S0t},
  {S1w, S1t}, {S1w}, {S1t}, {S1f}, {S1x, S1t}, {S1s, S1t},
  {B0w, B0t}, {B0w}, {B0t}, {B0f}, {B0x, B0t}, {B0s, B0t},
  {B1w, B1t}, {B1w}, {B1t}, {B1x}, {B2w, B2t}, {B2t}, {B3t}, {S2w, S2t}, {S2t},
  // two
  {S0w, S0t, B0w, B0t}, {S0w, S0t, B0w}, {S0w, B0w, B0t}, {S0w, S0t, B0t}, {S0t, B0w, B0t},
  {S0w, B0w}, {S0t, B0t}, {S0w, B0t}, {S0t, B0w},
  {S1w, S1t, S0w, S0t}, {S1w, S1t, S0w}, {S1w, S0w, S0t}, {S1w, S1t, S0t}, {S1t, S0w, S0t},
  {S1w, S0w}, {S1t, S0t}, {S1w, S0t}, {S1t, S0w},
  {S1w, S1t, B0w, B0t}, {S1w, B0w}, {S1t, B0t}, {S1w, B0t}, {S1t, B0w},
  {B0t, B1t}, {B0w, B1t}, {B0t, B1w}, {B0w, B1w},
  {S1s, S0s}, {S0s, B0s}, {S1s, B0s}, {S1w, S0s}, {S1s, S0w}, {S0w, B0s}, {S0s, B0w},
  {S2t, S0t}, {S2w, S0w}, {S2t, B0t},
  {S1x, S0x}, {S0x, B0x},
  // three and four
  {B0t, B1t, B2t}, {S0t, B0t, B1t}, {S1t, S0t, B0t}, {S2t, S1t, S0t}, {S1t, B0t, B1t},
  {S1t, S0t, B0w}, {S1t, S0w, B0t}, {S1w, S0t, B0t}, {S0w, B0t, B1t}, {S0t, B0w, B1t}, {S0t, B0t, B1w},
  {S1t, S0t, B0t, B1t}, {S2t, S1t, S0t, B0t}, {S0t, B0t, B1t, B2t},
  // children
  {S0lw}, {S0lt}, {S0lr}, {S0rw}, {S0rt}, {S0rr}, {S0l2r}, {S0r2r},
  {S1lt}, {S1lr}, {S1rw}, {S1rt}, {S1rr}, {S1r2r}, {B0lw}, {B0lt}, {B0lr}, {B0l2r},
  {S0t, S0lt, B0t}, {S0t, S0rt, B0t}, {S0t, B0t, B0lt}, {S1t, S1lt, S0t}, {S1t, S1rt, S0t},
  {S1t, S0t, S0lt}, {S1t, S0t, S0rt}, {S0t, S0lt, S0l2t}, {S0t, S0rt, S0r2t}, {B0t, B0lt, B0l2t},
  {S1t, S1rt, S1r2t}, {S0w, S0rr}, {S0w, S0lr}, {S1w, S1rr}, {S1w, S1lr}, {B0w, B0lr},
  {S1t, S1rr, S0t}, {S0t, S0lr, S0rr, B0t}, {S1t, S0t, S0lr, B0t}, {S0t, S0lw}, {S1t, S0t, S0lw}, {S1w, S1rw, S0w},
  // distance and commas
  {S0w, Dist}, {S0t, Dist}, {B0w, Dist}, {B0t, Dist}, {S0t, B0t, Dist}, {S0w, B0w, Dist},
  {S1w, Dist1}, {S1t, Dist1}, {S0w, Dist1}, {S0t, Dist1}, {S1t, S0t, Dist1}, {S1w, S0w, Dist1},
  {S0t, B0t, Comma}, {S1t, S0t, Comma1}, {S1t, S0t, S0m, Comma1},
  // valency and sets of relations
  {S0w, S0vl}, {S0t, S0vl}, {S0w, S0vr}, {S0t, S0vr}, {S1w, S1vl}, {S1t, S1vl}, {S1w, S1vr}, {S1t, S1vr},
  {B0w, B0vl}, {B0t, B0vl}, {S0w, S0sl}, {S0t, S0sl}, {S0w, S0sr}, {S0t, S0sr}, {S1w, S1sl}, {S1t, S1sl},
  {S1w, S1sr}, {S1t, S1sr}, {B0w, B0sl}, {B0t, B0sl}, {S0t, S0sl, S0sr, B0t}, {S1t, S1sl, S1sr, S0t},
  {S1t, S1sr, S0t, S0sl}, {S0t, S0sl, B0t, B0sl},
  // markers
  {S1w, S0m, S0w}, {S1w, S0m}, {S1t, S0m}, {S1t, S0m, S0w}, {S1t, S0m, S0t}, {S1s, S0m, S0s},
  {S0w, B0m, B0w}, {S0w, B0m}, {S1w, B0m}, {S1w, B0m, B0w}, {S1t, S0t, B0m}, {S1t, S0t, B0m, B0t},
  {S1w, S0w, B0m}, {S0s, B0m, B0s}, {S1s, B0m, B0s}, {S1m, S0m}, {S1t, S1m, S0t, S0m},
  // prepositions to come, and what they will bring
  {S1w, S0w, B0w}, {S1t, S0t, B0w, NounS}, {S0w, B0w, Noun}, {S1w, B0w, Noun}, {S0s, B0w, NounS}, {S1s, B0w, NounS},
  {S0w, B0w, NounS}, {S1w, B0w, NounS},
  // words that stand in like places
  {S0c, S0t}, {S1c, S1t}, {B0c, B0t}, {B1c}, {S1c, S0c}, {S0c, B0c}, {S1c, B0c},
  {S1w, S0c}, {S1c, S0w}, {S0w, B0c}, {S0c, B0w}, {S1g, S0g}, {S0g, B0g}, {S1g, S0g, B0t}, {S1t, S0g, B0g},
  {S1c, S0m, S0c}, {S1w, S0m, S0c}, {S1g, S0m, S0g}, {S0c, B0m, B0c}, {S1g, B0m, B0g}, {S1c, S0m}, {S1m, S0m, S0c},
  {S1c, B0w, NounC}, {S0c, B0w, NounC}, {S1w, B0w, NounC}, {S0w, B0w, NounC}, {S1c, S0c, S0rr}, {S1c, S1rr, S0c},
  // verb frames
  {S1q, S0t}, {S0q, B0t}, {S0q, B0w}, {S1q, S1sr, S0t}, {S0q, S0sr, B0t}, {S1q, S1sr, S0t, B0t},
  // the next verb
  {S0t, Verb}, {S0t, B0t, Verb}, {S1t, S0t, Verb}, {S0w, B0t, Verb}, {S0t, S0sl, Verb}, {S1t, S1sl, S0t, Verb},
};
// clang-format on

inline constexpr std::size_t kTemplateCount = sizeof(kTemplates) / sizeof(kTemplates[0]);

}  // namespace kg::text
