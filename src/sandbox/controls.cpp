#include "sandbox/controls.hpp"

#include "sandbox/lifecycle.hpp"
#include "sandbox/links.hpp"
#include "sandbox/resources.hpp"
#include "sandbox/text.hpp"
#include "sandbox/world.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
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

reply outcome_of(result<void> const& done) {
  if (done) return plain(200, {{"ok", true}});
  error_info const& why = done.error();
  return error(why.code == errc::not_found ? 404 : 422, why.rule.empty() ? std::string(name(why.code)) : why.rule, why.message);
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
                   {"status", one.status},
                   {"had_authorization", one.had_authorization},
                   {"carried_token", one.carried_token}});
  }
  return out;
}

json signer_state(world const& service, envelope const& owner, signer const& who) {
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

reply controls::deliveries() {
  json out = json::array();
  for (delivery const& one : owner_.deliveries()) {
    out.push_back(
        {{"event", one.event}, {"body", one.body}, {"hmac", one.hmac}, {"status", one.status}, {"attempts", one.attempts}});
  }
  return plain(200, {{"deliveries", out}});
}

reply controls::requests() {
  return plain(200, {{"requests", listed(owner_.requests())}, {"storage_requests", listed(owner_.storage_requests())}});
}

reply controls::reset_requests() {
  owner_.forget_requests();
  return plain(200, {{"ok", true}});
}

reply controls::state() {
  locked const lock(service_.mutex);
  catch_up(service_);
  json all = json::array();
  for (envelope const* one : service_.all_envelopes()) {
    json out = envelope_resource(service_, *one);
    out["documents"] = json::array();
    for (auto const& target : one->documents) out["documents"].push_back(document_resource(service_, *one, *target));
    out["signers"] = json::array();
    for (auto const& who : one->signers) out["signers"].push_back(signer_state(service_, *one, *who));
    all.push_back(std::move(out));
  }
  return plain(200, {{"now", iso_text(service_.now())}, {"envelopes", all}});
}

reply controls::answer(std::string const& method, std::string const& path, std::string const& body) {
  std::string const what = method + ' ' + path.substr(path.find('/', 1) + 1);
  if (what == "GET deliveries") return deliveries();
  if (what == "GET requests") return requests();
  if (what == "GET state") return state();
  if (what == "POST reset_requests") return reset_requests();
  bool const takes_body = what == "POST sign" || what == "POST refuse" || what == "POST advance" ||
                          what == "POST answer_acceptance" || what == "POST sign_auto_signature_term";
  if (!takes_body) return error(404, "not_found", "no such control: " + what);
  json const given = json::parse(body, nullptr, false);
  if (!given.is_object()) return error(400, "malformed", "the body must be a JSON object");
  if (what == "POST sign") return sign(given);
  if (what == "POST answer_acceptance") return answer_acceptance(given);
  if (what == "POST sign_auto_signature_term") return sign_auto_signature_term(given);
  return what == "POST refuse" ? refuse(given) : advance(given);
}

}}} // namespace rubrica::v0_1::sandbox
