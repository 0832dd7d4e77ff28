#include "signing/history_facts.hpp"

#include "detail/hmac.hpp"
#include "detail/json_writer.hpp"
#include "detail/utf8.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing {

std::string tidy(std::string_view text, std::size_t most) {
  std::string out(text.substr(0, most));
  if (text.size() > most) { // no half of a character at the cut
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
  }
  if (!detail::is_valid_utf8(out)) {
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return out;
}

std::string key_of(fact const& one) {
  std::string text;
  detail::json_writer out(text);
  out.begin_array();
  out.string(one.source.text());
  out.string(one.name);
  auto const at = one.at.at();
  out.string(at ? std::to_string(at->time_since_epoch().count()) : one.at.text());
  for (std::string const* part : {&one.document, &one.subject, &one.signer, &one.detail}) out.string(*part);
  out.end_array();
  return detail::sha256_hex(text);
}

namespace {

void keep_greater(personal& into, personal const& other) {
  if (into.reveal() < other.reveal()) into = other;
}

} // namespace

void join(fact& into, fact const& other) {
  if (into.at.text() < other.at.text()) into.at = other.at;
  keep_greater(into.actor, other.actor);
  keep_greater(into.person, other.person);
  keep_greater(into.email, other.email);
  keep_greater(into.note, other.note);
}

std::string_view provider_of(fact const& one) {
  bool const by_assinebem = one.source == fact_source::assinebem || one.source == fact_source::assinebem_document;
  return by_assinebem ? "assinebem" : "clicksign";
}

std::vector<std::string> roster_keys(std::string_view detail) {
  std::vector<std::string> keys;
  while (!detail.empty()) {
    std::size_t const end = std::min(detail.find('\n'), detail.size());
    keys.emplace_back(detail.substr(0, end));
    detail.remove_prefix(std::min(end + 1, detail.size()));
  }
  return keys;
}

std::string roster_detail(std::vector<std::string> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string detail;
  for (std::string const& key : keys) {
    bool const usable = !key.empty() && key.find('\n') == std::string::npos;
    if (!usable) return {}; // who cannot be told apart cannot be known to have signed
    if (!detail.empty()) detail += '\n';
    detail += key;
  }
  return detail;
}

}}} // namespace rubrica::v0_1::signing
