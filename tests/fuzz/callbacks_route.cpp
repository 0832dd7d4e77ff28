// A request in lines: path, Content-Hmac, ASSINEBEM-SECURITY-TOKEN, chave, the base of a URL to register, and then the body.
// Which requests are accepted is computed a second time here, only from the paths and secrets of the table. The fuzzer cannot
// compute an HMAC, so `@0` … `@3` stand for correct ones.

#include "property.hpp"
#include "support/callbacks/content_hmac.hpp"

#include <rubrica/assinebem/security.hpp>
#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>

#include <iterator>
#include <optional>

using namespace rubrica;
using namespace rubrica_fuzz;
using callbacks::provider;
using callbacks::verdict;

namespace {

/// The last one is the router's filler for lists of secrets; it must never be accepted.
constexpr std::string_view hmac_keys[] = {"secret-of-acme", "older-secret-of-acme", "secret-of-solo",
                                          "no tenant has this secret, refuse"};
constexpr std::string_view security_tokens[] = {"token-of-sealed", "older-token"};
constexpr std::size_t largest_body = 4000;

/// A tenant in this file's terms: the parts of its path before and after an optional hint.
struct tenant {
  std::string_view name;
  callbacks::provider provider;
  std::string_view path; ///< with the token
  bool takes_hint = false;
  std::size_t first_key = 0; ///< index into hmac_keys, for AssineBem into security_tokens
  std::size_t keys = 0;
};

constexpr tenant tenants[] = {
    {"acme", provider::clicksign, "/api/rest/clicksign/tok-acme", false, 0, 2},
    {"solo", provider::clicksign, "/api/rest/clicksign/tok-solo", false, 2, 1},
    {"hook", provider::clicksign, "/hooks/tok-hook/events", false, 0, 1},
    {"sealed", provider::assinebem, "/api/rest/assinebem/tok-sealed", true, 0, 1},
    {"rotating", provider::assinebem, "/api/rest/assinebem/tok-rotating", true, 0, 2},
    {"open", provider::assinebem, "/api/rest/assinebem/tok-open", true},
    {"gym", provider::pacto, "/api/rest/pacto/tok-gym", true},
    {"closed-gym", provider::pacto, "/api/rest/pacto/tok-closed", true},
};

callbacks::route route_of(tenant const& one) {
  callbacks::route route;
  route.tenant = one.name;
  route.provider = one.provider;
  bool const is_hook = one.name == "hook";
  if (is_hook) route.path = "/hooks/{TOKEN}/events";
  route.path_token = secret(is_hook ? std::string_view("tok-hook") : one.path.substr(one.path.rfind('/') + 1));
  auto const* const keys = one.provider == provider::clicksign ? hmac_keys : security_tokens;
  for (std::size_t i = 0; i < one.keys; ++i) route.secrets.emplace_back(keys[one.first_key + i]);
  route.unit.name = one.name;
  route.unit.active = one.name != "closed-gym";
  return route;
}

callbacks::router const& table() {
  static callbacks::router const made = [] {
    callbacks::router_options options;
    options.largest_body = largest_body;
    callbacks::router router(options);
    for (tenant const& one : tenants) require(router.add(route_of(one)).has_value(), "the table can be made");
    return router;
  }();
  return made;
}

/// The tenant of the path, if there is one.
tenant const* owner_of(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  for (tenant const& one : tenants) {
    if (path == one.path) return &one;
    bool const is_below = path.size() > one.path.size() && path.substr(0, one.path.size() + 1) == std::string(one.path) + '/';
    if (one.takes_hint && is_below && path.find('/', one.path.size() + 1) == std::string_view::npos) return &one;
  }
  return nullptr;
}

struct request {
  std::string path{};
  std::string content_hmac{};
  std::string token{};
  std::string chave{};
  std::string base{};
  std::string body{};
};

request request_of(std::string_view input) {
  request out;
  for (std::string* line : {&out.path, &out.content_hmac, &out.token, &out.chave, &out.base}) *line = take_until(input, '\n');
  out.body = input;
  bool const is_placeholder =
      out.content_hmac.size() == 2 && out.content_hmac[0] == '@' && out.content_hmac[1] >= '0' && out.content_hmac[1] <= '3';
  if (is_placeholder) out.content_hmac = rubrica_test::content_hmac(hmac_keys[out.content_hmac[1] - '0'], out.body);
  return out;
}

callbacks::receipt receive(request const& from) {
  callbacks::incoming incoming;
  incoming.path = from.path;
  incoming.body = from.body;
  incoming.headers = [&](std::string_view name) -> std::string {
    if (name == "Content-Hmac") return from.content_hmac;
    if (name == assinebem::security_token_header) return from.token;
    if (name == "chave") return from.chave;
    return {};
  };
  return table().receive(incoming);
}

/// Which secret of the tenant authenticates the request: nothing when none does, 0 also when none is needed.
std::optional<std::size_t> vouched_for(tenant const& one, request const& from) {
  for (std::size_t i = 0; i < one.keys; ++i) {
    std::size_t const key = one.first_key + i;
    bool const is_right = one.provider == provider::clicksign
                              ? from.content_hmac == rubrica_test::content_hmac(hmac_keys[key], from.body)
                              : from.token == security_tokens[key];
    if (is_right) return i;
  }
  return one.keys > 0 ? std::nullopt : std::optional<std::size_t>(0);
}

void check_refused(callbacks::receipt const& answer, errc why) {
  require(!answer && answer.verdict() == verdict::reject, "a stranger and a forger get nothing in");
  require(answer.reply().status == 404, "both are told that there is nothing here");
  require(answer.reply().reason == table().receive({}).reply().reason, "in the same words");
  require(answer.error().code == why, "the log says why");
}

void check_delivered(callbacks::receipt const& answer, tenant const& one, std::size_t index, request const& from) {
  callbacks::delivery const& got = *answer;
  require(got.tenant == one.name && got.provider == one.provider, "it is the tenant's whose path it is");
  require(got.raw() == from.body, "the body is kept byte for byte");
  bool const was_checked = one.keys > 0;
  require(got.verified == was_checked && got.secret_index == index, "what vouched for it is said");
  bool const accepted = answer.verdict() == verdict::accept;
  require(answer.verdict() == got.verdict && (accepted || got.verdict == verdict::accept_and_quarantine), "the verdicts agree");
  require(answer.reply().status == (accepted ? 200 : 202), "the provider is told that it was taken");
  require(!(accepted && got.problem), "what is accepted has no problem");
  if (got.problem) require_explained(*got.problem, {errc::malformed, errc::limit_exceeded, errc::ambiguous_payload}, from.body);
  signing::history told;
  told.apply(got);
  require(accepted || told.empty(), "what is in quarantine tells nothing");
}

void check_request(request const& from) {
  auto const answer = receive(from);
  tenant const* const owner = owner_of(from.path);
  require(!callbacks::to_string(answer.verdict()).empty(), "the verdict has a name");
  if (from.body.size() > largest_body) {
    require(!answer && answer.reply().status == 413, "a large body is refused");
    return;
  }
  if (owner == nullptr) return check_refused(answer, errc::unknown_route);
  auto const index = vouched_for(*owner, from);
  if (!index) {
    require(answer.error().code == errc::signature_missing || answer.error().code == errc::signature_mismatch,
            "it is said what lacks");
    return check_refused(answer, answer.error().code);
  }
  if (answer.verdict() == verdict::accept_and_drop) {
    require(owner->name == "closed-gym" && !answer && answer.reply().status == 200, "only an inactive unit is dropped");
    return;
  }
  require(static_cast<bool>(answer), "what belongs to a tenant and is vouched for is delivered");
  check_delivered(answer, *owner, *index, from);
}

/// A registered URL must be received.
void check_registration(request const& from) {
  for (tenant const& one : tenants) {
    auto const url = callbacks::registration_url(from.base, route_of(one), from.token);
    if (!url) {
      require(url.error().code == errc::invalid_argument, "a URL that cannot be made has a reason");
      continue;
    }
    std::string_view base = from.base;
    while (!base.empty() && base.back() == '/') base.remove_suffix(1);
    require(url->reveal().substr(0, base.size()) == base, "the URL begins with the base");
    require(owner_of(url->reveal().substr(base.size())) == &one, "the URL leads to its tenant");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  request const made = request_of(text_of(data, size));
  check_request(made);
  check_registration(made);
  return 0;
}
