#include "loaders/text/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstring>
#include <sstream>

#include "kg/error.hpp"

namespace kg::text {
namespace {

constexpr char kMagic[8] = {'k', 'g', 'm', 'o', 'd', 'e', 'l', 2};
constexpr std::size_t kAlignment = 64;

std::size_t aligned(std::size_t size) {
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

template <class Item>
std::span<const Item> table(std::span<const std::byte> tables, const ModelHead& head,
                            const std::string& name) {
  const auto section = head.sections.find(name);
  if (section == head.sections.end()) return {};
  const auto [begin, size] = section->second;
  if (begin > tables.size() || size > tables.size() - begin || size % sizeof(Item) != 0) {
    throw Error(fmt::format("the text model's table '{}' does not lie within its file", name));
  }
  return {reinterpret_cast<const Item*>(tables.data() + begin), size / sizeof(Item)};
}

// The head, and the bytes of the tables behind it.
std::pair<ModelHead, std::span<const std::byte>> open(std::span<const std::byte> bytes) {
  std::uint64_t length = 0;
  const std::size_t fixed = sizeof(kMagic) + sizeof(length);
  if (bytes.size() < fixed || std::memcmp(bytes.data(), kMagic, sizeof(kMagic)) != 0) {
    throw Error("expected a text model of version 2, found something else");
  }
  std::memcpy(&length, bytes.data() + sizeof(kMagic), sizeof(length));
  if (length > bytes.size() - fixed || aligned(fixed + length) > bytes.size()) {
    throw Error("the text model is cut off in its head");
  }
  std::pair<ModelHead, std::span<const std::byte>> opened{{}, bytes.subspan(aligned(fixed + length))};
  std::istringstream stream(std::string(reinterpret_cast<const char*>(bytes.data() + fixed), length));
  cereal::PortableBinaryInputArchive archive(stream);
  archive(opened.first);
  return opened;
}

}  // namespace

Model Model::at(std::span<const std::byte> bytes) {
  const auto opened = open(bytes);
  const ModelHead& head = opened.first;
  const std::span<const std::byte> tables = opened.second;
  Model model;
  for (const auto& [upos, xpos] : head.tags) model.tags.push_back({static_cast<Upos>(upos), xpos});
  model.moves = head.moves;
  model.lexicon = Lexicon(table<LexiconEntry>(tables, head, "lexicon"));
  model.lemmas = Lemmas(model.lexicon, table<LemmaEntry>(tables, head, "lemmas"),
                        table<char>(tables, head, "lemma characters"));
  const auto weights = [&](const std::string& name) {
    return Weights(table<std::uint32_t>(tables, head, name + " starts"),
                   table<std::uint16_t>(tables, head, name + " rows"));
  };
  const auto parser = [&](const std::string& name) {
    const auto unit = head.units.find(name);
    return Parser{weights(name), unit == head.units.end() ? 1 : std::max(1, unit->second)};
  };
  model.tagger = weights("tagger");
  model.left = parser("left parser");
  model.right = parser("right parser");
  model.arcs = weights("arcs");
  return model;
}

std::string Model::extend(std::span<const std::byte> bytes, std::vector<Move> moves,
                          const std::map<std::string, std::int32_t>& units,
                          std::map<std::string, std::string> tables) {
  auto [head, old] = open(bytes);
  for (const auto& [name, section] : head.sections) {
    const auto kept = table<char>(old, head, name);
    tables.try_emplace(name, kept.data(), kept.size());
  }
  head.moves = std::move(moves);
  for (const auto& [name, unit] : units) head.units[name] = unit;
  return write(std::move(head), tables);
}

std::string Model::write(ModelHead head, const std::map<std::string, std::string>& tables) {
  std::string body;
  head.sections.clear();
  for (const auto& [name, bytes] : tables) {
    head.sections[name] = {body.size(), bytes.size()};
    body += bytes;
    body.resize(aligned(body.size()), '\0');
  }
  std::ostringstream stream;
  {
    cereal::PortableBinaryOutputArchive archive(stream);
    archive(head);
  }
  const std::string packed = stream.str();
  const std::uint64_t length = packed.size();
  std::string file(kMagic, sizeof(kMagic));
  file.append(reinterpret_cast<const char*>(&length), sizeof(length));
  file += packed;
  file.resize(aligned(file.size()), '\0');
  return file + body;
}

}  // namespace kg::text
