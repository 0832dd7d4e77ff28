#include "http/curl/curl_engine.hpp"

#include "http/curl/engine_state.hpp"
#include "http/curl/signals_blocked.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace http {

void engine_orders::start(result<call_request> request, context limits, completion done) const {
  if (!state_->is_ours()) return done(make_error(errc::process_forked));
  state_->start(std::move(request), std::move(limits), std::move(done));
}

void engine_orders::wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, wake_up done) const {
  if (!state_->is_ours()) return done(make_error(errc::process_forked));
  state_->wake_at(until, std::move(cancelled), std::move(done));
}

curl_engine::curl_engine(engine_options options, call_policy rules)
    : state_(std::make_shared<engine_state>(std::move(options), std::move(rules))) {
  detail::signals_blocked const quiet;
  thread_ = std::thread([state = state_] { state->run(); });
}

curl_engine::~curl_engine() {
  if (state_->is_ours()) state_->stop();
  // In a child the thread does not exist, and the state is never freed: its connections are the parent's.
  bool const must_not_wait = !state_->is_ours() || thread_.get_id() == std::this_thread::get_id();
  if (must_not_wait)
    thread_.detach();
  else
    thread_.join();
}

} // namespace http
RUBRICA_END_NAMESPACE
