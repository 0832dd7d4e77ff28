#include <rubrica/callbacks/router.hpp>

#include "callbacks/read_body.hpp"
#include "callbacks/request_record.hpp"
#include "callbacks/route_book.hpp"

#include <rubrica/assinebem/security.hpp>

#include <algorithm>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

receipt rejected(error_info error) {
  return {verdict::reject, std::move(error), reply_to(verdict::reject)};
}

/// The error is made for unknown tenants too, so that both take the same time.
receipt refused(bool is_tenant, error_info why) {
  error_info stranger = make_error(errc::unknown_route);
  return rejected(is_tenant ? std::move(why) : std::move(stranger));
}

std::string header(incoming const& request, std::string_view name) {
  return request.headers ? request.headers(name) : std::string();
}

std::string security_token(incoming const& request) {
  for (std::string_view const name : {assinebem::security_token_header, std::string_view("HTTP-ASSINEBEM-SECURITY-TOKEN"),
                                      std::string_view("HTTP_ASSINEBEM_SECURITY_TOKEN")}) {
    std::string value = header(request, name);
    if (!value.empty()) return value;
  }
  return {};
}

/// As long as ClickSign's own secrets, so that an HMAC with it costs the same. It may be publicly known, because the result of
/// its comparison is ignored.
constexpr std::string_view filler = "no tenant has this secret, refuse";

/// As many as are missing up to the largest number on these paths.
std::vector<secret> fillers(std::size_t own, std::size_t wanted) {
  return std::vector<secret>(wanted > own ? wanted - own : 0, secret(filler));
}

pacto::unit without_secrets(pacto::unit unit) {
  unit.url_secret = secret();
  unit.chave = secret();
  return unit;
}

/// What was of another unit stays so when nobody can tell any more.
void keep_from_other_unit(delivery const& stored, delivery& read) {
  bool const in_header =
      std::any_of(stored.headers.begin(), stored.headers.end(), [](header_field const& one) { return one.name == chave_header; });
  bool const lacks_chave = in_header || stored.target.find(hidden) != std::string::npos;
  auto* const now = std::get_if<std::vector<pacto::notification>>(&read.content);
  auto const& before = stored.pacto();
  if (!lacks_chave || now == nullptr) return;
  for (std::size_t i = 0; i < now->size() && i < before.size(); ++i) {
    if (before[i].disposition == pacto::disposition::quarantined_unit) (*now)[i].disposition = before[i].disposition;
  }
  read.verdict = verdict_on(*now);
}

} // namespace

result<delivery> router::replay(delivery const& stored) const {
  if (stored.verdict == verdict::reject || stored.verdict == verdict::accept_and_drop) {
    return make_error(errc::invalid_argument, "what was rejected or dropped is not replayed");
  }
  try {
    shared_route const now = book_ ? book_->route_of(stored) : nullptr;
    if (now == nullptr) return make_error(errc::unknown_route);
    delivery again = stored;
    again.content = std::monostate();
    again.kept.clear();
    again.problem.reset();
    again.verdict = verdict::accept;
    if (!now->hint.empty()) again.hint = now->hint;
    if (now->provider == provider::pacto) again.unit = without_secrets(now->unit);
    std::string const target = without_hidden(stored.target);
    receipt read = read_body(std::move(again), stored.raw(), now->unit, {target, {}});
    if (!read) return read.error();
    keep_from_other_unit(stored, *read);
    return std::move(*read);
  } catch (std::bad_alloc const&) {
    return make_error(errc::out_of_memory);
  }
}

receipt router::receive(incoming const& request) const {
  if (request.body.size() > options_.largest_body) {
    return {verdict::reject, make_error(errc::limit_exceeded, "the body is too large"), {413, "the body is too large"}};
  }
  try {
    found_route const place =
        book_ ? book_->table.read([&](route_table const& table) { return table.find(request.path); }) : found_route();
    if (place.lacked_memory) return without_memory();
    return place.checked == nullptr ? rejected(make_error(errc::unknown_route)) : check(place, request);
  } catch (std::bad_alloc const&) {
    return without_memory();
  }
}

receipt router::check(found_route const& place, incoming const& request) const {
  route const& checked = *place.checked;
  auto const begin_delivery = [&] {
    delivery taken;
    taken.tenant = checked.tenant;
    taken.provider = place.provider;
    taken.hint = checked.hint.empty() ? std::string(place.hint) : checked.hint;
    if (place.provider == provider::pacto) taken.unit = without_secrets(checked.unit);
    record(request, place.token, taken);
    return taken;
  };
  auto const verified_delivery = [&](std::size_t secret_index) {
    delivery taken = begin_delivery();
    taken.verified = true;
    taken.secret_index = secret_index;
    return taken;
  };
  auto const more = fillers(checked.secrets.size(), place.secrets_checked);

  if (place.provider == provider::clicksign) {
    std::string const signature = header(request, "Content-Hmac");
    auto body = clicksign::webhook::verify(request.body, signature, checked.secrets);
    if (!more.empty()) static_cast<void>(clicksign::webhook::matching_secret(request.body, signature, more));
    if (!body && body.error().code == errc::out_of_memory) return without_memory();
    if (!body || !place.is_tenant) return refused(place.is_tenant, body ? error_info() : std::move(body).error());
    delivery taken = verified_delivery(body->secret_index());
    return read_body(std::move(taken), *std::move(body), request.body);
  }
  if (place.provider == provider::assinebem) {
    std::string const given = security_token(request);
    auto token = assinebem::verify_token(given, checked.secrets);
    for (secret const& one : more) static_cast<void>(assinebem::token_matches(given, one));
    if (place.is_tenant && checked.secrets.empty()) return read_body(begin_delivery(), request.body, checked.unit, {});
    if (!token || !place.is_tenant) return refused(place.is_tenant, token ? error_info() : std::move(token).error());
    return read_body(verified_delivery(*token), request.body, checked.unit, {});
  }
  if (!place.is_tenant) return rejected(make_error(errc::unknown_route));
  std::string const chave = header(request, chave_header);
  return read_body(begin_delivery(), request.body, checked.unit, {request.path, chave});
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
