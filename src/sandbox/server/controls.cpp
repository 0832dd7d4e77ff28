#include "sandbox/server/controls.hpp"

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* plain_json = "application/json; charset=utf-8";
// Ten years: more than any rule of the service looks ahead, and far from overflow.
constexpr double furthest_advance = 10.0 * 365 * 24 * 3600;

reply plain(int status, json const& body) {
  return {status, body.dump(), plain_json, {}};
}

reply error(int status, std::string const& code, std::string const& message) {
  return plain(status, {{"error", {{"code", code}, {"message", message}}}});
}

reply refusal_of(error_info const& why) {
  return error(why.code == errc::not_found ? 404 : 422, why.rule.empty() ? std::string(to_string(why.code)) : why.rule,
               why.message);
}

reply outcome_of(result<void> const& done) {
  return done ? plain(200, {{"ok", true}}) : refusal_of(done.error());
}

std::string text_of(json const& body, char const* member) {
  auto const found = body.find(member);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json listed(std::vector<seen_request> const& all) {
  json out = json::array();
  for (seen_request const& one : all) {
    out.push_back({{"method", one.method},
                   {"path", one.path},
                   {"route", one.route.empty() ? json() : json(one.route)},
                   {"status", one.status},
                   {"done", one.done},
                   {"had_authorization", one.had_authorization},
                   {"carried_token", one.carried_token},
                   {"played", one.played}});
  }
  return out;
}

json signer_state(account_state const& service, envelope const& owner, signer const& who) {
  json out = signer_resource(service, owner, who);
  out["signed_documents"] = who.signed_documents;
  out["refused"] = who.refused;
  out["active"] = owner.running() && is_pending(owner, who) && who.group == active_group(owner);
  return out;
}

} // namespace

reply controls::sign(json const& body) {
  return outcome_of(owner_.sign(text_of(body, "signer_id")));
}

reply controls::refuse(json const& body) {
  return outcome_of(owner_.refuse(text_of(body, "signer_id"), text_of(body, "reason"), text_of(body, "comment")));
}

reply controls::delegate(json const& body) {
  auto const next =
      owner_.delegate(text_of(body, "signer_id"), {text_of(body, "name"), text_of(body, "email"), text_of(body, "phone_number")});
  return next ? plain(200, {{"ok", true}, {"signer_id", *next}}) : refusal_of(next.error());
}

reply controls::bounce(json const& body) {
  return outcome_of(owner_.bounce(text_of(body, "signer_id"), text_of(body, "details")));
}

reply controls::answer_acceptance(json const& body) {
  static constexpr std::pair<char const*, acceptance_answer> answers[] = {{"accepted", acceptance_answer::accepted},
                                                                          {"refused", acceptance_answer::refused},
                                                                          {"undeliverable", acceptance_answer::undeliverable}};
  std::string const wanted = text_of(body, "answer");
  for (auto const& [text, answer] : answers) {
    if (wanted == text) return outcome_of(owner_.answer_acceptance(text_of(body, "acceptance_term_id"), answer));
  }
  return error(422, "answer", "answer must be accepted, refused or undeliverable");
}

reply controls::sign_auto_signature_term(json const& body) {
  return outcome_of(owner_.sign_auto_signature_term(text_of(body, "auto_signature_term_id")));
}

reply controls::advance(json const& body) {
  auto const seconds = body.find("seconds");
  bool const usable =
      seconds != body.end() && seconds->is_number() && seconds->get<double>() >= 0 && seconds->get<double>() <= furthest_advance;
  if (!usable) return error(422, "seconds", "seconds must be a number from 0 to ten years");
  owner_.advance(std::chrono::milliseconds(static_cast<std::int64_t>(seconds->get<double>() * 1000)));
  return plain(200, {{"now", iso_text(owner_.now())}});
}

reply controls::clock(json const&) {
  locked const lock(shared_.mutex);
  auto const ahead = std::chrono::duration_cast<std::chrono::milliseconds>(shared_.ahead);
  return plain(200, {{"now", iso_text(shared_.now())}, {"ahead_ms", ahead.count()}});
}

reply controls::deliveries(json const&) {
  json out = json::array();
  for (delivery const& one : owner_.deliveries()) {
    out.push_back({{"event", one.event},
                   {"body", one.body},
                   {"hmac", one.hmac},
                   {"status", one.status},
                   {"attempts", one.attempts},
                   {"account", one.account}});
  }
  return plain(200, {{"deliveries", out}});
}

reply controls::requests(json const&) {
  return plain(200, {{"requests", listed(owner_.requests())}, {"storage_requests", listed(owner_.storage_requests())}});
}

reply controls::reset_requests(json const&) {
  owner_.forget_requests();
  return plain(200, {{"ok", true}});
}

reply controls::activated(json const&) {
  activations const seen = owner_.activations();
  json by_key = json::object();
  for (auto const& [key, count] : seen.by_key) by_key[key] = count;
  if (seen.without_key > 0) by_key["without_key"] = seen.without_key;
  return plain(200, {{"activated", by_key}, {"drafts", seen.drafts}});
}

reply controls::add_fault(json const& body) {
  if (body.contains("plan")) {
    auto read = read_fault_plan(text_of(body, "plan"));
    if (body.size() > 1) return error(422, "plan", "plan is a whole plan: it has no members beside it");
    return read ? outcome_of(owner_.add_fault(*std::move(read))) : error(422, "plan", read.error().message);
  }
  fault_plan plan;
  for (auto const& [member, value] : body.items()) {
    std::string const text = value.is_string() ? value.get<std::string>() : value.dump();
    if (auto set = set_member(plan, member, text); !set) return error(422, member, set.error().message);
  }
  if (!body.contains("what")) return error(422, "what", "what must name a fault");
  return outcome_of(owner_.add_fault(std::move(plan)));
}

reply controls::faults(json const&) {
  json out = json::array();
  for (pending_fault const& one : owner_.faults()) {
    out.push_back({{"what", to_string(one.plan.what)},
                   {"method", one.plan.method},
                   {"path", one.plan.path},
                   {"event", one.plan.event},
                   {"where", one.plan.where == origin::api ? "api" : "storage"},
                   {"times", one.plan.times},
                   {"share", one.plan.share},
                   {"delay", one.plan.delay.count()},
                   {"struck", one.struck}});
  }
  return plain(200, {{"faults", out}});
}

reply controls::clear_faults(json const&) {
  owner_.clear_faults();
  return plain(200, {{"ok", true}});
}

reply controls::set_switches(json const& body) {
  account_switches switches;
  std::size_t account = 0;
  for (auto const& [member, value] : body.items()) {
    if (member == "account" && value.is_number_unsigned()) {
      account = value.get<std::size_t>();
      continue;
    }
    if (!value.is_boolean()) return error(422, member, "a switch is true or false, and account is a number");
    if (auto set = set_switch(switches, member, value.get<bool>()); !set) return error(422, member, set.error().message);
  }
  return outcome_of(owner_.set_switches(switches, account));
}

reply controls::notifications(json const&) {
  json out = json::array();
  for (notification const& one : owner_.notifications()) {
    out.push_back({{"kind", to_string(one.kind)},
                   {"channel", one.channel},
                   {"to", one.to.reveal()},
                   {"envelope_id", one.envelope},
                   {"document_id", one.document},
                   {"signer_id", one.signer},
                   {"message", one.message},
                   {"link", one.link},
                   {"at", iso_text(one.at)},
                   {"account", one.account}});
  }
  return plain(200, {{"notifications", out}});
}

reply controls::signing_certificates(json const&) {
  return plain(200, {{"pem", owner_.signing_certificates()}});
}

reply controls::state(json const&) {
  locked const lock(shared_.mutex);
  json all = json::array();
  for (auto const& account : accounts_) {
    account_state& service = *account;
    catch_up(service);
    for (auto const& one : service.envelopes.all()) {
      json out = envelope_resource(service, *one);
      out["account"] = service.number;
      out["documents"] = json::array();
      for (auto const& target : one->documents) out["documents"].push_back(document_resource(service, *one, *target));
      out["signers"] = json::array();
      for (auto const& who : one->signers) out["signers"].push_back(signer_state(service, *one, *who));
      all.push_back(std::move(out));
    }
  }
  return plain(200, {{"now", iso_text(shared_.now())}, {"envelopes", all}});
}

controls::named const controls::table[] = {{"POST sign", &controls::sign},
                                           {"POST refuse", &controls::refuse},
                                           {"POST delegate", &controls::delegate},
                                           {"POST bounce", &controls::bounce},
                                           {"POST answer_acceptance", &controls::answer_acceptance},
                                           {"POST sign_auto_signature_term", &controls::sign_auto_signature_term},
                                           {"POST advance", &controls::advance},
                                           {"POST fault", &controls::add_fault},
                                           {"POST switches", &controls::set_switches},
                                           {"POST reset_requests", &controls::reset_requests},
                                           {"DELETE fault", &controls::clear_faults},
                                           {"GET fault", &controls::faults},
                                           {"GET activated", &controls::activated},
                                           {"GET clock", &controls::clock},
                                           {"GET deliveries", &controls::deliveries},
                                           {"GET notifications", &controls::notifications},
                                           {"GET requests", &controls::requests},
                                           {"GET signing_certificates", &controls::signing_certificates},
                                           {"GET state", &controls::state}};

reply controls::answer(std::string const& method, std::string const& path, std::string const& body) {
  std::string const text = method + ' ' + path.substr(path.find('/', 1) + 1);
  auto const found = std::find_if(std::begin(table), std::end(table), [&](named const& one) { return text == one.name; });
  if (found == std::end(table)) return error(404, "not_found", "no such control: " + text);
  bool const takes_body = method == "POST" && text != "POST reset_requests";
  json const given = takes_body ? parse_json(body) : json::object();
  if (!given.is_object()) return error(400, "malformed", "the body must be a JSON object");
  return (this->*found->run)(given);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
