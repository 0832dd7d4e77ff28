#include <rubrica/callbacks/router.hpp>

#include "callbacks/route_book.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/assinebem/security.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/pacto/parse.hpp>

#include <algorithm>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

using disposition = pacto::disposition;

reply reply_to(verdict value) {
  switch (value) {
  case verdict::accept: return {200, "accepted"};
  case verdict::accept_and_quarantine: return {202, "kept for a person"};
  case verdict::accept_and_drop: return {200, "the unit is inactive"};
  case verdict::reject: break;
  }
  return {404, "no such address, or not signed for it"}; // the same answer for both
}

receipt rejected(error_info error) {
  return {verdict::reject, std::move(error), reply_to(verdict::reject)};
}

/// The error is made for unknown tenants too, so that both take the same time.
receipt refused(bool is_tenant, error_info why) {
  error_info stranger = make_error(errc::unknown_route);
  return rejected(is_tenant ? std::move(why) : std::move(stranger));
}

receipt accepted(delivery taken) {
  reply answer = reply_to(taken.verdict);
  return {std::move(taken), std::move(answer)};
}

/// Nothing is known about the callback, so the provider must send it again. Allocates nothing.
receipt without_memory() {
  return {verdict::reject, make_error(errc::out_of_memory), {503, {}}};
}

receipt unread(delivery taken, std::string_view body, error_info why) {
  if (why.code == errc::out_of_memory) return without_memory();
  taken.verdict = verdict::accept_and_quarantine;
  taken.kept = body;
  taken.problem = std::move(why);
  return accepted(std::move(taken));
}

/// For a callback that was parsed but says too little to act on.
void put_aside(delivery& taken, std::string_view why) {
  taken.verdict = verdict::accept_and_quarantine;
  taken.problem = make_error(errc::malformed, why);
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

receipt read_clicksign(delivery taken, clicksign::webhook::verified_body verified, std::string_view body) {
  clicksign::webhook::parse_options options;
  options.largest_body = body.size(); // the router checked its own limit already
  auto event = clicksign::webhook::parse(std::move(verified), options);
  if (!event) return unread(std::move(taken), body, std::move(event).error());
  if (!is_told(*event)) {
    put_aside(taken, std::string("what the event is about is ").append(to_string(event->subject)));
  }
  taken.content = *std::move(event);
  return accepted(std::move(taken));
}

receipt read_assinebem(delivery taken, std::string_view body) {
  auto callback = assinebem::parse(taken.hint, body);
  if (!callback) return unread(std::move(taken), body, std::move(callback).error());
  if (std::holds_alternative<assinebem::unknown>(callback->payload))
    taken.verdict = verdict::accept_and_quarantine;
  else if (!is_told(callback->payload))
    put_aside(taken, "what the callback is about is absent");
  taken.content = *std::move(callback);
  return accepted(std::move(taken));
}

/// When one of them can be acted on, the whole is accepted.
verdict verdict_on(std::vector<pacto::notification> const& all) {
  auto const any = [&](auto const& wanted) {
    return std::any_of(all.begin(), all.end(), [&](pacto::notification const& one) { return wanted(one.disposition); });
  };
  if (any([](disposition one) { return one == disposition::accepted; })) return verdict::accept;
  if (any([](disposition one) { return one != disposition::dropped_inactive_unit; })) return verdict::accept_and_quarantine;
  return all.empty() ? verdict::accept_and_quarantine : verdict::accept_and_drop;
}

receipt read_notifications(delivery taken, incoming const& request, pacto::unit const& unit) {
  std::string const chave = header(request, "chave");
  pacto::arrival arrival;
  arrival.route_hint = taken.hint;
  arrival.target = request.path;
  arrival.chave = chave;
  auto all = pacto::parse_batch(arrival, request.body, unit);
  if (!all) return unread(std::move(taken), request.body, std::move(all).error());
  taken.verdict = verdict_on(*all);
  if (taken.verdict == verdict::accept_and_drop) {
    return {taken.verdict, make_error(errc::unknown_route, "the unit is inactive"), reply_to(taken.verdict)};
  }
  taken.content = *std::move(all);
  taken.kept = request.body;
  return accepted(std::move(taken));
}

/// As long as ClickSign's own secrets, so that an HMAC with it costs the same. It may be publicly known, because the result of
/// its comparison is ignored.
constexpr std::string_view filler = "no tenant has this secret, refuse";

/// As many as are missing up to the largest number on these paths.
std::vector<secret> fillers(std::size_t own, std::size_t wanted) {
  return std::vector<secret>(wanted > own ? wanted - own : 0, secret(filler));
}

} // namespace

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
    return read_clicksign(verified_delivery(body->secret_index()), *std::move(body), request.body);
  }
  if (place.provider == provider::assinebem) {
    std::string const given = security_token(request);
    auto token = assinebem::verify_token(given, checked.secrets);
    for (secret const& one : more) static_cast<void>(assinebem::token_matches(given, one));
    if (place.is_tenant && checked.secrets.empty()) return read_assinebem(begin_delivery(), request.body);
    if (!token || !place.is_tenant) return refused(place.is_tenant, token ? error_info() : std::move(token).error());
    return read_assinebem(verified_delivery(*token), request.body);
  }
  if (!place.is_tenant) return rejected(make_error(errc::unknown_route));
  return read_notifications(begin_delivery(), request, checked.unit);
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
