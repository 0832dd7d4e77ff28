#include <rubrica/callbacks/router.hpp>

#include "callbacks/path_form.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/assinebem/security.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/pacto/parse.hpp>

#include <algorithm>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace callbacks {
namespace {

using disposition = pacto::disposition;

reply reply_to(verdict value) {
  switch (value) {
  case verdict::accept: return {200, "accepted"};
  case verdict::accept_and_quarantine: return {202, "kept for a person"};
  case verdict::accept_and_drop: return {200, "the unit is inactive"};
  case verdict::reject: break;
  }
  return {404, "no such address, or not signed for it"}; // one answer for both
}

receipt rejected(error_info error) {
  return {verdict::reject, std::move(error), reply_to(verdict::reject)};
}

/// Makes the error for a stranger in any case, so that it takes no longer for one.
receipt refused(bool is_tenant, error_info why) {
  error_info stranger = make_error(errc::unknown_route);
  return rejected(is_tenant ? std::move(why) : std::move(stranger));
}

receipt accepted(delivery what) {
  reply answer = reply_to(what.verdict);
  return {std::move(what), std::move(answer)};
}

receipt quarantined(delivery what, std::string_view body, error_info why) {
  what.verdict = verdict::accept_and_quarantine;
  what.kept = body;
  what.problem = std::move(why);
  return accepted(std::move(what));
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

receipt read_event(delivery what, clicksign::webhook::verified_body verified, std::string_view body) {
  clicksign::webhook::parse_options options;
  options.largest_body = body.size(); // the router's own limit was kept
  auto event = clicksign::webhook::parse(std::move(verified), options);
  if (!event) return quarantined(std::move(what), body, std::move(event).error());
  what.content = *std::move(event);
  return accepted(std::move(what));
}

receipt read_callback(delivery what, std::string_view body) {
  auto callback = assinebem::parse(what.hint, body);
  if (!callback) return quarantined(std::move(what), body, std::move(callback).error());
  if (std::holds_alternative<assinebem::unknown>(callback->payload)) what.verdict = verdict::accept_and_quarantine;
  what.content = *std::move(callback);
  return accepted(std::move(what));
}

/// One that can be acted on makes the whole worth acting on.
verdict verdict_on(std::vector<pacto::notification> const& all) {
  auto const any = [&](auto const& wanted) {
    return std::any_of(all.begin(), all.end(), [&](pacto::notification const& one) { return wanted(one.disposition); });
  };
  if (any([](disposition one) { return one == disposition::accepted; })) return verdict::accept;
  if (any([](disposition one) { return one != disposition::dropped_inactive_unit; })) return verdict::accept_and_quarantine;
  return all.empty() ? verdict::accept_and_quarantine : verdict::accept_and_drop;
}

receipt read_notifications(delivery what, incoming const& request, pacto::unit const& unit) {
  std::string const chave = header(request, "chave");
  pacto::arrival arrival;
  arrival.route_hint = what.hint;
  arrival.target = request.path;
  arrival.chave = chave;
  auto all = pacto::parse_batch(arrival, request.body, unit);
  if (!all) return quarantined(std::move(what), request.body, std::move(all).error());
  what.verdict = verdict_on(*all);
  if (what.verdict == verdict::accept_and_drop) {
    return {what.verdict, make_error(errc::unknown_route, "the unit is inactive"), reply_to(what.verdict)};
  }
  what.content = *std::move(all);
  what.kept = request.body;
  return accepted(std::move(what));
}

} // namespace

receipt router::receive(incoming const& request) const {
  if (request.body.size() > options_.largest_body) {
    return {verdict::reject, make_error(errc::limit_exceeded, "the body is too large"), {413, "the body is too large"}};
  }
  // Paths of another form are no secret; a token on a right one is. So all forms are looked at, whether or not an earlier one
  // had the token, and a stranger is checked like a tenant.
  path_group const* group = nullptr;
  entry const* known = nullptr;
  std::string_view hint;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    auto const parts = read_path(groups_[i].path, request.path);
    if (!parts) continue;
    entry const* const found = find(i, parts->token);
    if (group != nullptr && (known != nullptr || found == nullptr)) continue;
    group = &groups_[i];
    known = found;
    hint = parts->hint;
  }
  if (group == nullptr) return rejected(make_error(errc::unknown_route));
  return check(*group, known, hint, request);
}

receipt router::check(path_group const& group, entry const* known, std::string_view hint, incoming const& request) const {
  entry const& checked = known != nullptr ? *known : group.stranger;
  auto const begin_delivery = [&] {
    delivery what;
    what.tenant = checked.how.tenant;
    what.provider = group.provider;
    what.hint = checked.how.hint.empty() ? std::string(hint) : checked.how.hint;
    return what;
  };
  auto const verified_delivery = [&](std::size_t secret_index) {
    delivery what = begin_delivery();
    what.verified = true;
    what.secret_index = secret_index;
    return what;
  };

  if (group.provider == provider::clicksign) {
    auto body = clicksign::webhook::verify(request.body, header(request, "Content-Hmac"), checked.how.secrets);
    if (!body) return refused(known != nullptr, std::move(body).error());
    std::size_t const index = body->secret_index();
    if (known == nullptr || index >= known->secrets) return refused(known != nullptr, make_error(errc::signature_mismatch));
    return read_event(verified_delivery(index), *std::move(body), request.body);
  }
  if (group.provider == provider::assinebem) {
    auto token = assinebem::verify_token(security_token(request), checked.how.secrets);
    if (known != nullptr && known->secrets == 0) return read_callback(begin_delivery(), request.body);
    if (!token) return refused(known != nullptr, std::move(token).error());
    if (known == nullptr || *token >= known->secrets) return refused(known != nullptr, make_error(errc::signature_mismatch));
    return read_callback(verified_delivery(*token), request.body);
  }
  if (known == nullptr) return rejected(make_error(errc::unknown_route));
  return read_notifications(begin_delivery(), request, known->how.unit);
}

}}} // namespace rubrica::v0_1::callbacks
