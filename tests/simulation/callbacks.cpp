#include "simulation/callbacks.hpp"

#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/webhooks.hpp"
#include "simulation/direct_transport.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/signing/history.hpp>

#include <algorithm>
#include <set>

namespace simulation {

using namespace rubrica;

namespace {

namespace webhook = clicksign::webhook;

constexpr duration longest_story = std::chrono::hours(2);

class channel {
public:
  explicit channel(office& of) : of_(of) {}

  void let_people_act();
  void heal();
  void compare() const;

private:
  sandbox::account_state& account() const { return of_.clicksign.account(); }
  draw& chance() const { return of_.all.chance; }
  [[nodiscard]] bool is_ours(sandbox::envelope const& one) const {
    return !one.draft() && of_.clicksign.foreign().count(one.id) == 0;
  }
  void act(sandbox::envelope& one, sandbox::signer const& who);
  void end_by_hand(sandbox::envelope& one);
  void post();
  void arrive_some_time(std::string const& body, std::string const& hmac);
  void forge(std::string const& body);
  void arrived(std::string const& body, std::string const& hmac);
  void learnt(std::vector<signing::change> const& changes);
  void compare(sandbox::envelope const& owner, sandbox::document const& truth) const;

  office& of_;
  signing::history known_;
  std::set<std::string> told_;
};

void channel::let_people_act() {
  auto const some_time = [this] { return chance().between(duration(0), longest_story); };
  for (auto const& one : account().envelopes.all()) {
    if (!is_ours(*one)) continue;
    for (auto const& who : one->signers) {
      if (chance().below(5) != 0) of_.all.after(some_time(), [this, at = one.get(), by = who.get()] { act(*at, *by); });
    }
    if (chance().below(4) == 0) of_.all.after(some_time(), [this, at = one.get()] { end_by_hand(*at); });
  }
  // Signed files are made some time after the last signature; half of the worlds go on beyond the deadlines.
  duration const end = chance().coin() ? 2 * longest_story : std::chrono::hours(24 * 40);
  of_.all.after(end, [this] {
    sandbox::catch_up(account());
    post();
  });
  while (of_.all.violated().empty() && of_.all.step()) {
  }
}

/// What the page refuses, such as a signature when it is another's turn, does not happen.
void channel::act(sandbox::envelope& one, sandbox::signer const& who) {
  bool const refuses = who.refusable && chance().below(4) == 0;
  of_.all.note("signer", who.id, refuses ? "refuses" : "signs", one.id);
  static_cast<void>(refuses ? sandbox::refuse(account(), who.id, "other", "") : sandbox::sign(account(), who.id));
  post();
}

void channel::end_by_hand(sandbox::envelope& one) {
  sandbox::catch_up(account());
  sandbox::document& target = *one.documents.at(chance().below(one.documents.size()));
  if (target.status != "running") return;
  bool const cancels = chance().coin();
  of_.all.note("document", target.id, cancels ? "is cancelled" : "is closed");
  cancels ? sandbox::cancel(account(), one, target) : sandbox::close_by_hand(account(), one, target);
  post();
}

/// What ClickSign has to post leaves it now.
void channel::post() {
  while (auto const next = account().callbacks.take(account().now())) {
    std::uint64_t const fate = chance().below(4);
    of_.all.note("callback", next->event, fate);
    if (fate != 0) arrive_some_time(next->body, next->hmac);
    if (fate == 1) arrive_some_time(next->body, next->hmac);
    if (chance().below(8) == 0) forge(next->body);
  }
}

void channel::arrive_some_time(std::string const& body, std::string const& hmac) {
  of_.all.after(chance().between(duration(0), longest_story), [this, body, hmac] { arrived(body, hmac); });
}

/// A true callback that names another event, with the signature of a wrong secret or of the true body.
void channel::forge(std::string const& body) {
  constexpr std::string_view name = "\"name\":\"";
  auto const at = body.find(name);
  if (at == std::string::npos) return;
  auto const end = body.find('"', at + name.size());
  std::string forged = body.substr(0, at + name.size()) + "cancel" + body.substr(end);
  bool const guesses = chance().coin();
  arrive_some_time(forged, guesses ? sandbox::content_hmac("a guess", forged) : sandbox::content_hmac(callback_secret, body));
}

void channel::arrived(std::string const& body, std::string const& hmac) {
  if (of_.fault == planted::forgery_believed) {
    if (auto const event = webhook::parse(webhook::unverified_body(body))) learnt(known_.apply(*event));
    return;
  }
  auto genuine = webhook::verify(body, hmac, secret(callback_secret));
  if (!genuine) return of_.check_line(to_string(genuine.error()));
  auto const event = webhook::parse(*std::move(genuine));
  if (!event) return of_.all.violation("a callback cannot be read: " + event.error().message);
  learnt(known_.apply(*event));
}

void channel::learnt(std::vector<signing::change> const& changes) {
  for (auto const& one : changes) {
    of_.all.note("learnt", one.kind.text());
    if (!told_.insert(one.key).second) of_.all.violation("a change was told twice");
  }
}

/// What callbacks that were lost would have said.
void channel::heal() {
  if (of_.fault == planted::no_healing) return;
  clicksign::client_options chosen;
  chosen.base_url = base_url;
  chosen.token = secret(access_token);
  chosen.clock = of_.clicksign.clock();
  chosen.quota = std::make_shared<http::quota>(0);
  chosen.transport = std::make_shared<direct_transport>(of_.clicksign);
  clicksign::client const client(chosen);
  for (auto const& one : account().envelopes.all()) {
    if (!is_ours(*one)) continue;
    for (auto const& each : one->documents) {
      document_id const id(each->id);
      auto const listed = client.documents().events(envelope_id(one->id), id).all();
      if (!listed) return of_.all.violation("the events cannot be listed: " + listed.error().message);
      learnt(known_.apply_list(id, *listed));
    }
  }
}

void channel::compare() const {
  for (auto const& one : account().envelopes.all()) {
    if (!is_ours(*one)) continue;
    for (auto const& each : one->documents) compare(*one, *each);
  }
}

void channel::compare(sandbox::envelope const& owner, sandbox::document const& truth) const {
  auto const state = known_.document(document_id(truth.id));
  auto const differs = [this](std::string_view what) {
    of_.all.violation("the history differs from the truth: " + std::string(what));
  };
  // A deadline without a signature cancels, and no event says so.
  bool const cancelled = state.cancelled || state.status() == signing::document_status::deadline_reached;
  if (state.closed != (truth.status == "closed")) differs("closed");
  if (cancelled != (truth.status == "canceled")) differs("cancelled");
  std::set<std::string> signed_by;
  for (auto const& who : owner.signers) {
    auto const& documents = who->signed_documents;
    if (std::find(documents.begin(), documents.end(), truth.id) != documents.end()) signed_by.insert(who->id);
  }
  std::set<std::string> heard;
  for (auto const& who : state.signers) {
    if (who.has_signed) heard.insert(who.signer.text());
  }
  if (heard != signed_by) differs("who has signed");
  if (state.all_signed && signed_by.size() != owner.signers.size()) differs("all have signed");
}

} // namespace

void follow_callbacks(office& of) {
  channel told(of);
  told.let_people_act();
  if (of.all.violated().empty()) told.heal();
  if (of.all.violated().empty()) told.compare();
}

} // namespace simulation
