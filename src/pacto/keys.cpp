#include "pacto/keys.hpp"

#include "crypto/hmac.hpp"
#include "pacto/moments.hpp"
#include "pacto/nodes.hpp"

#include <initializer_list>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

void append_part(std::string& key, std::string_view part) {
  key += '|';
  for (char c : part) {
    if (c == '|' || c == '\\') key += '\\';
    key += c;
  }
}

/// The unit's name; without a name the digest of its `chave`, which itself must not appear in a log.
std::string unit_part(unit const& from, notification const& of) {
  if (!from.name.empty()) return from.name;
  std::string_view const chave = !from.chave.empty() ? from.chave.reveal() : of.chave.reveal();
  std::string lower(chave);
  for (char& c : lower) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return chave.empty() ? std::string() : detail::sha256_hex(lower).substr(0, 16);
}

using maybe = std::optional<std::string>;

template <class T> maybe text_of(std::optional<found<T>> const& field) {
  if (!field) return std::nullopt;
  return field->value;
}

/// The same text for the same moment, in whatever spelling.
std::string moment(timestamp const& at) {
  return at.at() ? timestamp(*at.at()).text() : at.text();
}

/// The moment of an access. A day is none: a client may come twice on it.
maybe time_of_access(fields const& from) {
  auto const& at = from.occurred_at;
  bool const tells_it = at && is_of_access(at->path) && says_when(at->value);
  return tells_it ? maybe(moment(at->value)) : std::nullopt;
}

/// The kind of a body, as far as it is known: five kinds, told apart by the route, may have the same body.
std::string kind_part(notification const& of, std::string_view route_hint) {
  if (of.kind.is_known()) return std::string(to_string(of.kind));
  std::string const said = plain(of.event_name.empty() ? route_hint : std::string_view(of.event_name));
  return said.empty() ? "unknown" : said;
}

/// The parts of the key; empty when one of them is missing.
std::string natural_parts(notification const& from) {
  maybe const company = from.company_code.empty() ? std::nullopt : maybe(from.company_code);
  fields const& f = from.fields;
  auto const joined = [&](std::initializer_list<maybe> parts) {
    std::string key;
    append_part(key, to_string(from.kind));
    for (maybe const& part : parts) {
      if (!part) return std::string();
      append_part(key, *part);
    }
    return key;
  };
  if (from.kind == notification_kind::access) {
    return joined({company, text_of(f.client_code), time_of_access(f)});
  }
  if (from.kind == notification_kind::contract) {
    std::string const products = f.products ? detail::sha256_hex(f.products->value) : std::string();
    return products.empty() ? products : joined({company, text_of(f.contract_code), products});
  }
  if (from.kind == notification_kind::payment) return joined({company, text_of(f.receipt_code)});
  return {};
}

} // namespace

void make_key(unit const& unit, std::string_view route_hint, notification& out) {
  std::string const hash = detail::sha256_hex(out.raw);
  if (hash.empty()) return; // two notifications with one key would be worse than no key
  bool const is_clear = out.confidence == confidence::certain && out.conflicting_members.empty();
  std::string parts = is_clear ? natural_parts(out) : std::string();
  out.key_is_natural = !parts.empty();
  if (parts.empty()) {
    append_part(parts, kind_part(out, route_hint));
    append_part(parts, "sha256");
    append_part(parts, hash);
  }
  append_part(out.natural_key, unit_part(unit, out));
  out.natural_key.erase(0, 1); // nothing comes before the first part
  out.natural_key += parts;
}

} // namespace pacto
RUBRICA_END_NAMESPACE
