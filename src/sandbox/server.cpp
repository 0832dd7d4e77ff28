#include <rubrica/sandbox/server.hpp>

#include "sandbox/acceptance.hpp"
#include "sandbox/accounts.hpp"
#include "sandbox/api.hpp"
#include "sandbox/auto_signature.hpp"
#include "sandbox/controls.hpp"
#include "sandbox/lifecycle.hpp"
#include "sandbox/listener.hpp"
#include "sandbox/media.hpp"
#include "sandbox/storage.hpp"
#include "sandbox/webhooks.hpp"

#include <rubrica/core/failure.hpp>

#include <httplib.h>

#include <set>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr int api_threads = 32;
constexpr int storage_threads = 8;

/// The bytes as the body, or with a right length the first half of them.
void write_body(httplib::Response& response, std::shared_ptr<std::string const> const& bytes, std::string const& type,
                ending end) {
  response.set_content_provider(
      bytes->size(), type, [bytes, end](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        // `false` makes httplib close the connection.
        return sink.write(bytes->data() + offset, end == ending::cut ? length / 2 : length) && end != ending::cut;
      });
}

void write(reply answer, httplib::Response& response) {
  response.status = answer.status;
  for (auto& header : answer.headers) response.set_header(header.first, header.second);
  if (answer.content_type.empty()) return;
  if (answer.end == ending::whole) {
    response.set_content(std::move(answer.body), answer.content_type);
  } else {
    write_body(response, std::make_shared<std::string const>(std::move(answer.body)), answer.content_type, answer.end);
  }
}

void require(bool fine, std::string_view what) {
  if (!fine) throw failure(make_error(errc::invalid_argument, what));
}

void check_account(secret const& token, std::string const& webhook_url, secret const& webhook_secret) {
  require(!token.empty(), "an empty sandbox token");
  if (webhook_url.empty()) return;
  bool const http = webhook_url.rfind("http://", 0) == 0 || webhook_url.rfind("https://", 0) == 0;
  require(http, "webhook_url must begin with http:// or https://");
  require(!webhook_secret.empty(), "an empty webhook secret");
}

server_options checked(server_options options) {
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

} // namespace

class server::impl {
public:
  impl(server& owner, server_options options)
      : shared_(checked(options)), accounts_(shared_, options), api_(shared_, accounts_), controls_(owner, shared_, accounts_),
        api_listener_(options.port, api_threads, [this](auto const& in, auto& out) { answer_api(in, out); }),
        storage_listener_(0, storage_threads, [this](auto const& in, auto& out) { answer_storage(in, out); }) {
    {
      locked const lock(shared_.mutex);
      shared_.api_origin = api_listener_.origin();
      shared_.storage_origin = storage_listener_.origin();
    }
    for (auto const& one : accounts_) posters_.push_back(std::make_unique<webhook_poster>(*one));
  }

  /// Runs `act` with everything locked, and lets the posters see what it changed.
  template <class Act> auto with_shared(Act act) {
    locked const lock(shared_.mutex);
    shared_.changed.notify_all();
    return act(shared_);
  }

  // Apart from the constructor and the destructor, because the controls call the server, which must be whole.
  void start() {
    api_listener_.start();
    storage_listener_.start();
  }

  void stop() {
    with_shared([](common& shared) { shared.stopping = true; });
    api_listener_.stop();
    storage_listener_.stop();
  }

  /// The first account's answer that is not `not_found`: ids belong to one account.
  template <class Act> result<void> with_owner(Act act) {
    return with_shared([&](common&) {
      result<void> done;
      for (auto const& one : accounts_) {
        done = act(*one);
        if (done || done.error().code != errc::not_found) break;
      }
      return done;
    });
  }

  [[nodiscard]] accounts const& all() const { return accounts_; }

  void drain() {
    for (auto const& one : posters_) one->drain();
  }

private:
  void answer_api(httplib::Request const& request, httplib::Response& response) {
    if (is_media(request.path)) return write(media_answer(request), response);
    bool const is_control = request.path.rfind("/__sandbox/", 0) == 0;
    reply answer = is_control ? controls_.answer(request.method, request.path, request.body) : api_.answer(request);
    if (answer.end == ending::reset) return api_listener_.reset(request);
    write(std::move(answer), response);
  }

  storage_answer find_file(httplib::Request const& request, std::optional<fault_plan> const& planned) {
    storage_request asked{request.path, {}, request.has_header("Authorization")};
    asked.query.insert(request.params.begin(), request.params.end());
    return with_shared([&](common& shared) {
      world& service = accounts_.of_storage_token(request.get_param_value("X-Amz-Security-Token"));
      catch_up(service);
      storage_answer answer = serve_file(service, asked);
      if (planned) answer = spoiled(std::move(answer), planned->what);
      seen_request seen = noted(request, answer.end == ending::reset ? 0 : answer.status, origin::storage, accounts_);
      if (planned) seen.played = name(planned->what);
      shared.storage_requests.push_back(std::move(seen));
      return answer;
    });
  }

  reply media_answer(httplib::Request const& request) {
    return with_shared([&](common& shared) {
      reply answer = serve_media(accounts_, request.path, request.get_param_value("sha"));
      shared.api_requests.push_back(noted(request, answer.status, origin::api, accounts_));
      return answer;
    });
  }

  void answer_storage(httplib::Request const& request, httplib::Response& response) {
    auto const planned =
        with_shared([&](common& shared) { return shared.faults.strike_request(origin::storage, request.method, request.path); });
    if (planned && planned->what == fault::delay) shared_.pause(planned->delay);
    storage_answer const found = find_file(request, planned);
    if (planned && planned->what != fault::delay) shared_.pause(planned->delay);
    if (found.end == ending::reset) return storage_listener_.reset(request);
    response.set_header("x-amz-request-id", with_shared([](common& shared) { return shared.request_ids.hex(16); }));
    // httplib itself chooses between 200 and 206, for who asks for a part.
    if (found.status != 200) response.status = found.status;
    write_body(response, found.bytes, found.content_type, found.end);
  }

  common shared_;
  accounts accounts_;
  api api_;
  controls controls_;
  listener api_listener_;
  listener storage_listener_;
  std::vector<std::unique_ptr<webhook_poster>> posters_;
};

server::server(server_options options) : impl_(std::make_unique<impl>(*this, std::move(options))) {
  impl_->start();
}

server::~server() {
  impl_->stop();
}

std::string server::base_url() const {
  return impl_->with_shared([](common& shared) { return shared.api_origin + "/api/v3"; });
}

std::string server::storage_url() const {
  return impl_->with_shared([](common& shared) { return shared.storage_origin; });
}

secret const& server::token(std::size_t account) const {
  world const* one = impl_->all().at(account);
  if (one == nullptr) throw failure(make_error(errc::invalid_argument, "no such account"));
  return one->options.token;
}

result<void> server::sign(std::string const& signer_id) {
  return impl_->with_owner([&](world& service) { return sandbox::sign(service, signer_id); });
}

result<void> server::refuse(std::string const& signer_id, std::string const& reason, std::string const& comment) {
  return impl_->with_owner([&](world& service) { return sandbox::refuse(service, signer_id, reason, comment); });
}

result<void> server::answer_acceptance(std::string const& acceptance_term_id, acceptance_answer answer) {
  return impl_->with_owner([&](world& service) { return sandbox::answer_acceptance(service, acceptance_term_id, answer); });
}

result<void> server::sign_auto_signature_term(std::string const& term_id) {
  return impl_->with_owner([&](world& service) { return sandbox::sign_auto_signature_term(service, term_id); });
}

void server::advance(std::chrono::milliseconds by) {
  impl_->with_shared([&](common& shared) {
    shared.ahead += by;
    for (auto const& one : impl_->all()) catch_up(*one);
  });
}

instant server::now() const {
  return impl_->with_shared([](common& shared) { return shared.now(); });
}

void server::next_answer(fault what) {
  fault_plan plan;
  plan.what = what;
  impl_->with_shared([&](common& shared) { shared.faults.add(std::move(plan)); });
}

result<void> server::add_fault(fault_plan plan) {
  if (auto fine = usable(plan); !fine) return fine;
  impl_->with_shared([&](common& shared) { shared.faults.add(std::move(plan)); });
  return {};
}

std::vector<pending_fault> server::faults() const {
  return impl_->with_shared([](common& shared) { return shared.faults.waiting(); });
}

void server::clear_faults() {
  impl_->with_shared([](common& shared) { shared.faults.clear(); });
}

result<void> server::set_switches(account_switches switches, std::size_t account) {
  world* one = impl_->all().at(account);
  if (one == nullptr) return make_error(errc::not_found, "no such account");
  impl_->with_shared([&](common&) { one->switches = switches; });
  return {};
}

std::vector<notification> server::notifications() const {
  return impl_->with_shared([this](common& shared) {
    for (auto const& one : impl_->all()) catch_up(*one);
    return shared.notifications;
  });
}

void server::drain_webhooks() {
  impl_->drain();
}

std::vector<delivery> server::deliveries() const {
  return impl_->with_shared([](common& shared) { return shared.deliveries; });
}

std::vector<seen_request> server::requests() const {
  return impl_->with_shared([](common& shared) { return shared.api_requests; });
}

std::vector<seen_request> server::storage_requests() const {
  return impl_->with_shared([](common& shared) { return shared.storage_requests; });
}

void server::forget_requests() {
  impl_->with_shared([](common& shared) {
    shared.api_requests.clear();
    shared.storage_requests.clear();
  });
}

}}} // namespace rubrica::v0_1::sandbox
