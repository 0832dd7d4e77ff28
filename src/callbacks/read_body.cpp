#include "callbacks/read_body.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/pacto/parse.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

using disposition = pacto::disposition;

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

receipt read_event(delivery taken, result<clicksign::webhook::event> event, std::string_view body) {
  if (!event) return unread(std::move(taken), body, std::move(event).error());
  if (!is_told(*event)) {
    put_aside(taken, std::string("what the event is about is ").append(to_string(event->subject)));
  }
  taken.content = *std::move(event);
  return accepted(std::move(taken));
}

/// The router checked its own limit already.
clicksign::webhook::parse_options limit_of(std::string_view body) {
  clicksign::webhook::parse_options options;
  options.largest_body = body.size();
  return options;
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

receipt read_notifications(delivery taken, std::string_view body, pacto::unit const& unit, arrived_with const& with) {
  pacto::arrival arrival;
  arrival.route_hint = taken.hint;
  arrival.target = with.target;
  arrival.chave = with.chave;
  auto all = pacto::parse_batch(arrival, body, unit);
  if (!all) return unread(std::move(taken), body, std::move(all).error());
  taken.verdict = verdict_on(*all);
  taken.content = *std::move(all);
  taken.kept = body;
  return accepted(std::move(taken));
}

} // namespace

reply reply_to(verdict value) {
  switch (value) {
  case verdict::accept: return {200, "accepted"};
  case verdict::accept_and_quarantine: return {202, "kept for a person"};
  case verdict::accept_and_drop: return {200, "the unit is inactive"};
  case verdict::reject: break;
  }
  return {404, "no such address, or not signed for it"}; // the same answer for both
}

verdict verdict_on(std::vector<pacto::notification> const& all) {
  auto const any = [&](auto const& wanted) {
    return std::any_of(all.begin(), all.end(), [&](pacto::notification const& one) { return wanted(one.disposition); });
  };
  if (any([](disposition one) { return one == disposition::accepted; })) return verdict::accept;
  if (any([](disposition one) { return one != disposition::dropped_inactive_unit; })) return verdict::accept_and_quarantine;
  return all.empty() ? verdict::accept_and_quarantine : verdict::accept_and_drop;
}

receipt accepted(delivery taken) {
  reply answer = reply_to(taken.verdict);
  if (taken.verdict == verdict::accept_and_drop) {
    return {taken.verdict, make_error(errc::unknown_route, "the unit is inactive"), std::move(answer)};
  }
  return {std::move(taken), std::move(answer)};
}

receipt without_memory() {
  return {verdict::reject, make_error(errc::out_of_memory), {503, {}}};
}

receipt read_body(delivery taken, std::string_view body, pacto::unit const& unit, arrived_with const& with) {
  if (taken.provider == provider::clicksign) {
    auto event = clicksign::webhook::parse(clicksign::webhook::unverified_body(std::string(body)), limit_of(body));
    return read_event(std::move(taken), std::move(event), body);
  }
  if (taken.provider == provider::assinebem) return read_assinebem(std::move(taken), body);
  return read_notifications(std::move(taken), body, unit, with);
}

receipt read_body(delivery taken, clicksign::webhook::verified_body verified, std::string_view body) {
  return read_event(std::move(taken), clicksign::webhook::parse(std::move(verified), limit_of(body)), body);
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
