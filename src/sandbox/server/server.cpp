#include <rubrica/sandbox/server.hpp>

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/accounts/media.hpp"
#include "sandbox/accounts/storage.hpp"
#include "sandbox/server/api.hpp"
#include "sandbox/server/controls.hpp"
#include "sandbox/server/leading_clock.hpp"
#include "sandbox/server/listener.hpp"
#include "sandbox/service/acceptance.hpp"
#include "sandbox/service/activations.hpp"
#include "sandbox/service/auto_signature.hpp"
#include "sandbox/service/delegation.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/webhooks.hpp"
#include "sandbox/site/site.hpp"

#include <rubrica/core/failure.hpp>

#include <atomic>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

// Requests change the server's state under one lock, and a sleeping task gives up its place: more threads would only compete.
constexpr std::size_t api_threads = 4;
constexpr std::size_t storage_threads = 2;

void require(bool fine, std::string_view text) {
  if (!fine) throw failure(make_error(errc::invalid_argument, text));
}

void check_account(secret const& token, std::string const& webhook_url, secret const& webhook_secret) {
  require(!token.empty(), "an empty sandbox token");
  if (webhook_url.empty()) return;
  bool const http = webhook_url.rfind("http://", 0) == 0 || webhook_url.rfind("https://", 0) == 0;
  require(http, "webhook_url must begin with http:// or https://");
  require(!webhook_secret.empty(), "an empty webhook secret");
}

server_options const& checked(server_options const& options) {
  require(options.port >= 0 && options.port <= 65535, "port");
  require(options.rate_limit >= 0, "rate_limit");
  std::set<std::string_view> tokens{options.token.reveal()};
  check_account(options.token, options.webhook_url, options.webhook_secret);
  for (account const& one : options.more_accounts) {
    check_account(one.token, one.webhook_url, one.webhook_secret);
    require(tokens.insert(one.token.reveal()).second, "two accounts with one token");
  }
  require(tokens.count(options.oauth_token.reveal()) == 0, "an OAuth token that is an access token");
  for (fault_plan const& plan : options.faults) usable(plan).value();
  return options;
}

/// As far ahead as the server is. Its clients may outlive it.
class server_clock final : public leading_clock {
public:
  void advance(std::chrono::microseconds by) { ahead_ += by.count(); }

private:
  [[nodiscard]] std::chrono::microseconds ahead() const override { return std::chrono::microseconds(ahead_.load()); }

  std::atomic<std::int64_t> ahead_{0};
};

} // namespace

class server::impl {
public:
  impl(server& owner, server_options const& options)
      : shared_(checked(options)), accounts_(shared_, options),
        api_(shared_, accounts_, [this](instant until) { pause(api_listener_, until); }), controls_(owner, shared_, accounts_),
        site_(owner, shared_, accounts_),
        api_listener_(options.port, api_threads, [this](http_request const& in) { return answer_api(in); }),
        storage_listener_(0, storage_threads, [this](http_request const& in) { return answer_storage(in); }) {
    {
      locked const lock(shared_.mutex);
      shared_.api_origin = api_listener_.origin();
      shared_.storage_origin = storage_listener_.origin();
    }
    for (auto const& one : accounts_) posters_.push_back(std::make_unique<webhook_poster>(*one));
  }

  /// Runs `act` with everything locked, then wakes the posters and pausing requests, which may be affected.
  template <class Act> auto with_shared(Act act) {
    locked const lock(shared_.mutex);
    shared_.changed.notify_all();
    for (auto const& one : accounts_) one->work.notify_all();
    return act(shared_);
  }

  // Not in the constructor and the destructor, because the controls call the server, which must be complete.
  void start() {
    api_listener_.start();
    storage_listener_.start();
  }

  void stop() {
    with_shared([](server_state& shared) { shared.stopping = true; });
    api_listener_.stop();
    storage_listener_.stop();
  }

  /// The first account's answer that is not `not_found`: ids belong to one account.
  template <class Act> auto with_owner(Act act) {
    return with_shared([&](server_state&) {
      decltype(act(accounts_.first())) done = make_error(errc::not_found);
      for (auto const& one : accounts_) {
        done = act(*one);
        if (done || done.error().code != errc::not_found) break;
      }
      return done;
    });
  }

  [[nodiscard]] accounts const& all() const { return accounts_; }
  [[nodiscard]] std::shared_ptr<server_clock> const& clock() const { return clock_; }

  void drain() {
    for (auto const& one : posters_) one->drain();
  }

private:
  /// Sleeps without delaying the requests that come meanwhile.
  void pause(listener& on, instant until) {
    workers::rest const resting(on.threads());
    shared_.pause(until);
  }

  http_answer answer_api(http_request const& request) {
    if (is_media(request.path)) return answer_of(media_answer(request));
    if (auto page = site_.answer(request)) return answer_of(*std::move(page));
    bool const is_control = request.path.rfind("/__sandbox/", 0) == 0;
    return answer_of(is_control ? controls_.answer(request.method, request.path, request.body) : api_.answer(request));
  }

  void say(seen_request const& seen) {
    auto const& told = accounts_.first().options.on_request;
    if (told) told(seen);
  }

  storage_answer find_file(http_request const& request, std::optional<fault_plan> const& planned, seen_request& seen) {
    storage_request const asked{request.path, request.query, request.has_header("Authorization")};
    locked const lock(shared_.mutex);
    account_state& service = accounts_.of_storage_token(request.parameter("X-Amz-Security-Token"));
    catch_up(service);
    wake_poster(service);
    storage_answer answer = serve_file(service, asked);
    if (planned) answer = corrupt(std::move(answer), planned->what);
    seen = log_entry(request, answer.status, answer.end, origin::storage, accounts_);
    if (planned) seen.played = to_string(planned->what);
    tell(shared_, seen);
    return answer;
  }

  reply media_answer(http_request const& request) {
    reply answer;
    seen_request seen;
    {
      locked const lock(shared_.mutex);
      answer = serve_media(accounts_, request.path, request.parameter("sha"));
      seen = log_entry(request, answer.status, answer.end, origin::api, accounts_);
      tell(shared_, seen);
    }
    say(seen);
    return answer;
  }

  met_fault matching_fault(http_request const& request) {
    locked const lock(shared_.mutex);
    return shared_.met(shared_.faults.strike_request(origin::storage, request.method, request.path));
  }

  http_answer answer_storage(http_request const& request) {
    auto const [planned, until] = matching_fault(request);
    if (planned && planned->what == fault::delay) pause(storage_listener_, until);
    seen_request seen;
    storage_answer found = find_file(request, planned, seen);
    say(seen);
    if (planned && planned->what != fault::delay) pause(storage_listener_, until);
    http_answer out;
    out.status = found.status;
    out.content_type = std::move(found.content_type);
    out.body = std::move(found.bytes);
    out.end = found.end;
    out.in_parts = true;
    locked const lock(shared_.mutex);
    out.headers.emplace_back("x-amz-request-id", shared_.request_ids.hex(16));
    return out;
  }

  std::shared_ptr<server_clock> const clock_ = std::make_shared<server_clock>();
  server_state shared_;
  accounts accounts_;
  api api_;
  controls controls_;
  site site_;
  listener api_listener_;
  listener storage_listener_;
  std::vector<std::unique_ptr<webhook_poster>> posters_;
};

server::server(server_options const& options) : impl_(std::make_unique<impl>(*this, options)) {
  impl_->start();
}

server::~server() {
  stop();
}

void server::stop() {
  impl_->stop();
}

std::string server::base_url() const {
  return impl_->with_shared([](server_state& shared) { return shared.api_origin + "/api/v3"; });
}

std::string server::storage_url() const {
  return impl_->with_shared([](server_state& shared) { return shared.storage_origin; });
}

std::string server::signing_certificates() const {
  return impl_->with_shared([](server_state& shared) { return shared.stamp.certificates(); });
}

secret const& server::token(std::size_t account) const {
  account_state const* one = impl_->all().at(account);
  if (one == nullptr) throw failure(make_error(errc::invalid_argument, "no such account"));
  return one->options.token;
}

result<void> server::sign(std::string const& signer_id) {
  return impl_->with_owner([&](account_state& service) { return sandbox::sign(service, signer_id); });
}

result<void> server::refuse(std::string const& signer_id, std::string const& reason, std::string const& comment) {
  return impl_->with_owner([&](account_state& service) { return sandbox::refuse(service, signer_id, reason, comment); });
}

result<std::string> server::delegate(std::string const& signer_id, stand_in const& to) {
  return impl_->with_owner([&](account_state& service) { return sandbox::delegate(service, signer_id, to); });
}

result<void> server::bounce(std::string const& signer_id, std::string const& details) {
  return impl_->with_owner([&](account_state& service) { return sandbox::bounce(service, signer_id, details); });
}

result<void> server::answer_acceptance(std::string const& acceptance_term_id, acceptance_answer answer) {
  return impl_->with_owner(
      [&](account_state& service) { return sandbox::answer_acceptance(service, acceptance_term_id, answer); });
}

result<void> server::sign_auto_signature_term(std::string const& term_id) {
  return impl_->with_owner([&](account_state& service) { return sandbox::sign_auto_signature_term(service, term_id); });
}

void server::advance(std::chrono::milliseconds by) {
  impl_->with_shared([&](server_state& shared) {
    shared.ahead += by;
    impl_->clock()->advance(by);
    for (auto const& one : impl_->all()) catch_up(*one);
  });
}

std::shared_ptr<rubrica::clock> server::clock() const {
  return impl_->clock();
}

instant server::now() const {
  return impl_->with_shared([](server_state& shared) { return shared.now(); });
}

void server::next_answer(fault kind) {
  fault_plan plan;
  plan.what = kind;
  impl_->with_shared([&](server_state& shared) { shared.faults.add(std::move(plan)); });
}

result<void> server::add_fault(fault_plan plan) {
  if (auto fine = usable(plan); !fine) return fine;
  impl_->with_shared([&](server_state& shared) { shared.faults.add(std::move(plan)); });
  return {};
}

std::vector<pending_fault> server::faults() const {
  return impl_->with_shared([](server_state& shared) { return shared.faults.waiting(); });
}

void server::clear_faults() {
  impl_->with_shared([](server_state& shared) { shared.faults.clear(); });
}

result<void> server::set_switches(account_switches switches, std::size_t account) {
  account_state* one = impl_->all().at(account);
  if (one == nullptr) return make_error(errc::not_found, "no such account");
  impl_->with_shared([&](server_state&) { one->switches = switches; });
  return {};
}

std::vector<notification> server::notifications() const {
  return impl_->with_shared([this](server_state& shared) {
    for (auto const& one : impl_->all()) catch_up(*one);
    return shared.notifications.list();
  });
}

void server::drain_webhooks() {
  impl_->drain();
}

std::vector<delivery> server::deliveries() const {
  return impl_->with_shared([](server_state& shared) { return shared.deliveries.list(); });
}

std::vector<seen_request> server::requests() const {
  return impl_->with_shared([](server_state& shared) { return shared.api_requests.list(); });
}

std::vector<seen_request> server::storage_requests() const {
  return impl_->with_shared([](server_state& shared) { return shared.storage_requests.list(); });
}

activations server::activations() const {
  return impl_->with_shared([this](server_state&) {
    sandbox::activations out;
    for (auto const& one : impl_->all()) {
      catch_up(*one);
      count_activations(*one, out);
    }
    return out;
  });
}

void server::forget_requests() {
  impl_->with_shared([](server_state& shared) {
    shared.api_requests.clear();
    shared.storage_requests.clear();
  });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
