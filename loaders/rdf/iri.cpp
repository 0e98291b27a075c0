#include "loaders/rdf/iri.hpp"

#include <algorithm>
#include <optional>

#include "loaders/rdf/scan.hpp"

namespace kg::loaders::rdf {
namespace {

struct Parts {
  std::optional<std::string_view> scheme, authority, query, fragment;
  std::string_view path;
};

Parts parts_of(std::string_view iri) {
  Parts parts;
  if (const auto hash = iri.find('#'); hash != std::string_view::npos) {
    parts.fragment = iri.substr(hash + 1);
    iri = iri.substr(0, hash);
  }
  if (const auto mark = iri.find('?'); mark != std::string_view::npos) {
    parts.query = iri.substr(mark + 1);
    iri = iri.substr(0, mark);
  }
  if (is_absolute(iri)) {
    const auto end = iri.find(':');
    parts.scheme = iri.substr(0, end);
    iri.remove_prefix(end + 1);
  }
  if (iri.starts_with("//")) {
    const auto end = std::min(iri.find('/', 2), iri.size());
    parts.authority = iri.substr(2, end - 2);
    iri.remove_prefix(end);
  }
  parts.path = iri;
  return parts;
}

/// Section 5.2.4.
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    if (path.starts_with("../") || path.starts_with("./")) {
      path.remove_prefix(path.find('/') + 1);
    } else if (path.starts_with("/./") || path == "/.") {
      path.remove_prefix(2);
      if (path.empty()) path = "/";
    } else if (path.starts_with("/../") || path == "/..") {
      path.remove_prefix(3);
      if (path.empty()) path = "/";
      out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const std::size_t end = std::min(path.find('/', 1), path.size());
      out += path.substr(0, end);
      path.remove_prefix(end);
    }
  }
  return out;
}

std::string merged(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) +
         std::string(path);
}

}  // namespace

std::string resolved(std::string_view base, std::string_view reference) {
  const Parts from = parts_of(base);
  Parts to = parts_of(reference);
  std::string path;
  if (to.scheme || to.authority) {
    path = without_dots(to.path);
  } else if (to.path.empty()) {
    path = from.path;
    if (!to.query) to.query = from.query;
  } else {
    path = without_dots(to.path.starts_with('/') ? std::string(to.path) : merged(from, to.path));
  }
  if (!to.scheme) {
    if (!to.authority) to.authority = from.authority;
    to.scheme = from.scheme;
  }
  std::string iri(*to.scheme);
  iri += ':';
  if (to.authority) iri.append("//").append(*to.authority);
  iri += path;
  if (to.query) iri.append("?").append(*to.query);
  if (to.fragment) iri.append("#").append(*to.fragment);
  return iri;
}

}  // namespace kg::loaders::rdf
