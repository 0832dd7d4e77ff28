#include "http/pipeline.hpp"

#include "http/retry/exchange.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

call_rules rules_of(std::shared_ptr<clock> time, retry_policy policy) {
  call_rules rules;
  rules.time = std::move(time);
  rules.retry = policy;
  return rules;
}

} // namespace

pipeline::pipeline(std::shared_ptr<transport> transport, call_rules rules)
    : transport_(std::move(transport)), rules_(std::move(rules)) {}

pipeline::pipeline(std::shared_ptr<transport> transport, std::shared_ptr<clock> clock, retry_policy policy)
    : pipeline(std::move(transport), rules_of(std::move(clock), policy)) {}

result<call_response> pipeline::send(call_request const& what, context const& how) const {
  if (owner_ != getpid()) return make_error(errc::process_forked);
  exchange call(what, how, rules_);
  bool out = false;
  try {
    for (;;) {
      exchange::step step = call.next();
      if (auto* answer = std::get_if<result<call_response>>(&step)) return std::move(*answer);
      if (auto const* pause = std::get_if<exchange::wait>(&step)) {
        rules_.time->wait(pause->until, how.cancelled.get());
        continue;
      }
      out = true;
      call.answered(transport_->send(what, how));
      out = false;
    }
  } catch (std::bad_alloc const&) {
    return call.break_off(errc::out_of_memory, out);
  }
}

} // namespace http
RUBRICA_END_NAMESPACE
