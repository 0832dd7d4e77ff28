#include "signing/history/facts.hpp"

#include "crypto/hmac.hpp"
#include "text/utf8.hpp"
#include "json/json_writer.hpp"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::string tidy(std::string_view text, std::size_t most) {
  constexpr std::string_view cut = "\xe2\x80\xa6"; // an ellipsis
  bool const is_long = text.size() > most;
  std::string out(is_long ? text.substr(0, most - cut.size()) : text);
  if (is_long) { // do not cut inside a character
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
    out += cut;
  }
  if (!detail::is_valid_utf8(out)) {
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return out;
}

std::string hash_of(std::string_view text) {
  std::string hash = detail::sha256_hex(text);
  if (hash.empty()) throw std::bad_alloc();
  return hash;
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
  return hash_of(text);
}

namespace {

/// Members for display: of two spellings the greater one is kept.
constexpr personal fact::*shown[] = {&fact::actor, &fact::person, &fact::email, &fact::note};

} // namespace

bool shows_more(fact const& than, fact const& other) {
  return than.at.text() < other.at.text() || std::any_of(std::begin(shown), std::end(shown), [&](auto member) {
           return (than.*member).reveal() < (other.*member).reveal();
         });
}

void join(fact& into, fact const& other) {
  if (into.at.text() < other.at.text()) into.at = other.at;
  for (auto const member : shown) {
    if ((into.*member).reveal() < (other.*member).reveal()) into.*member = other.*member;
  }
}

callbacks::provider provider_of(fact const& one) {
  bool const by_assinebem = one.source == fact_source::assinebem || one.source == fact_source::assinebem_document;
  return by_assinebem ? callbacks::provider::assinebem : callbacks::provider::clicksign;
}

topic topic_of(fact const& one) {
  return {std::string(to_string(provider_of(one))), one.document, one.subject};
}

std::string_view envelope_told_by(fact const& one) {
  bool const says_it = one.source == fact_source::caller || one.source == fact_source::clicksign_document;
  if (says_it && one.name == seen::envelope) return one.detail;
  bool const is_about_it = one.source == fact_source::clicksign && one.document.empty() &&
                           (one.name == "envelope_activated" || one.name == "envelope_activation_failed");
  return is_about_it ? std::string_view(one.subject) : std::string_view();
}

bool is_failed_invitation(fact const& one) {
  return one.source == fact_source::clicksign && one.name == "tracking_notification_error";
}

std::string detail_of(failed_invitation const& failure) {
  std::string detail;
  for (std::string const* part : {&failure.channel, &failure.kind, &failure.status, &failure.bounce_type}) {
    std::string line = tidy(*part, longest_id);
    std::replace(line.begin(), line.end(), '\n', ' ');
    detail.append(line).append(1, '\n');
  }
  return detail + hash_of(failure.details.reveal()); // two failures at one moment may differ only here
}

failed_invitation failure_told_by(fact const& one) {
  auto lines = lines_of(one.detail);
  lines.resize(4);
  failed_invitation failure;
  failure.when = one.at;
  failure.channel = std::move(lines[0]);
  failure.kind = std::move(lines[1]);
  failure.status = std::move(lines[2]);
  failure.bounce_type = std::move(lines[3]);
  failure.details = one.note;
  return failure;
}

personal shown_note(fact const& one) {
  if (!is_failed_invitation(one)) return one.note;
  failed_invitation const failure = failure_told_by(one);
  std::string text;
  for (std::string const* part : {&failure.status, &failure.bounce_type, &failure.details.reveal()}) {
    if (!text.empty() && !part->empty()) text += part == &failure.details.reveal() ? ": " : ", ";
    text += *part;
  }
  return personal(std::move(text));
}

std::vector<std::string> lines_of(std::string_view detail) {
  std::vector<std::string> lines;
  while (!detail.empty()) {
    std::size_t const end = std::min(detail.find('\n'), detail.size());
    lines.emplace_back(detail.substr(0, end));
    detail.remove_prefix(std::min(end + 1, detail.size()));
  }
  return lines;
}

std::string roster_detail(std::vector<std::string> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string detail;
  for (std::string const& key : keys) {
    bool const is_plain = std::none_of(key.begin(), key.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; });
    bool const fits = detail.size() + key.size() < longest_roster;
    if (key.empty() || !is_plain || !fits) return {}; // a list that cannot be stored proves nothing
    if (!detail.empty()) detail += '\n';
    detail += key;
  }
  return detail;
}

} // namespace signing
RUBRICA_END_NAMESPACE
