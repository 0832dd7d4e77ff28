#include "workflow/inbox/stored_delivery.hpp"

#include "crypto/base64.hpp"
#include "workflow/changes/change_log.hpp"
#include "workflow/changes/error_json.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/pacto/parse.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using callbacks::delivery;
using callbacks::provider;
using callbacks::verdict;
using nlohmann::json;

error_info damaged() {
  return make_error(errc::malformed, "the stored callback is damaged, or of a later version");
}

void set_aside(delivery& one, error_info why) {
  one.verdict = verdict::accept_and_quarantine;
  one.problem = std::move(why);
}

void parse_clicksign(delivery& one) {
  clicksign::webhook::parse_options options;
  options.largest_body = one.kept.size();
  auto event = clicksign::webhook::parse(clicksign::webhook::unverified_body(one.kept), options);
  if (!event) return set_aside(one, std::move(event).error());
  if (!is_told(*event)) set_aside(one, make_error(errc::malformed, "what the event is about is not told"));
  one.content = *std::move(event);
}

void parse_assinebem(delivery& one) {
  auto callback = assinebem::parse(one.hint, one.kept);
  if (!callback) return set_aside(one, std::move(callback).error());
  if (!is_told(callback->payload)) set_aside(one, make_error(errc::malformed, "what the callback is about is absent"));
  one.content = *std::move(callback);
}

void parse_pacto(delivery& one) {
  pacto::arrival arrival;
  arrival.route_hint = one.hint;
  auto all = pacto::parse_batch(arrival, one.kept, pacto::unit());
  if (!all) return set_aside(one, std::move(all).error());
  one.content = *std::move(all);
}

} // namespace

std::string stored(delivery const& one) {
  std::string raw;
  detail::append_base64(raw, one.raw());
  json out = {{"version", 1},
              {"tenant", one.tenant},
              {"provider", to_string(one.provider)},
              {"hint", one.hint},
              {"verified", one.verified},
              {"verdict", to_string(one.verdict)},
              {"raw", std::move(raw)},
              {"secret_index", one.secret_index}};
  if (one.problem) out["problem"] = json_of(*one.problem);
  return text_of(out);
}

result<delivery> read_stored(std::string_view text) {
  json const read = json::parse(text, nullptr, false);
  if (number_in(read, "version") != 1) return damaged();
  auto raw = detail::decode_base64(text_in(read, "raw"));
  if (!raw) return damaged();
  delivery out;
  out.tenant = text_in(read, "tenant");
  std::string const from = text_in(read, "provider");
  for (provider one : {provider::clicksign, provider::assinebem, provider::pacto}) {
    if (to_string(one) == from) out.provider = one;
  }
  out.hint = text_in(read, "hint");
  out.verified = read.value("verified", false);
  out.secret_index = static_cast<std::size_t>(number_in(read, "secret_index"));
  if (text_in(read, "verdict") == to_string(verdict::accept_and_quarantine)) out.verdict = verdict::accept_and_quarantine;
  if (auto const problem = read.find("problem"); problem != read.end()) out.problem = error_of(*problem);
  out.kept = *std::move(raw);
  if (out.provider == provider::clicksign) parse_clicksign(out);
  if (out.provider == provider::assinebem) parse_assinebem(out);
  if (out.provider == provider::pacto) parse_pacto(out);
  return out;
}

std::string key_of(delivery const& one) {
  return change_key({"delivery", one.tenant, to_string(one.provider), one.hint, one.raw()});
}

} // namespace workflow
RUBRICA_END_NAMESPACE
