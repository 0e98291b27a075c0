// How English verbs are spelled in the forms that statements need. Private to active_voice.cpp, which turns
// passives around, and tense.cpp, which gives participles a tense.
#pragma once

#include <string>
#include <string_view>

namespace kg::text {

/// "close" → "closes".
std::string third_person(std::string base);

/// The gerund of a verb whose participle keeps a doubled consonant: ("stop", "stopped") → "stopping".
std::string gerund(const std::string& base, const std::string& participle);

/// The past participle by the base and the past tense: ("teach", "taught") → "taught", ("give", "gave") →
/// "given".
std::string participle_of(const std::string& base, const std::string& past);

/// The past tense by the past participle: "stolen" → "stole".
std::string past_of_participle(const std::string& participle);

/// The past tense by the gerund, which keeps a doubled consonant: ("stop", "stopping") → "stopped". The
/// gerund may be empty.
std::string past_of_gerund(const std::string& base, const std::string& gerund);

}  // namespace kg::text
