#include "http/pipeline.hpp"

#include "http/retry/retry_machine.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

call_policy rules_of(std::shared_ptr<rubrica::clock> time, retry_policy policy) {
  call_policy rules;
  rules.clock = std::move(time);
  rules.retry = policy;
  return rules;
}

} // namespace

pipeline::pipeline(std::shared_ptr<transport> transport, call_policy rules)
    : transport_(std::move(transport)), rules_(std::move(rules)) {}

pipeline::pipeline(std::shared_ptr<transport> transport, std::shared_ptr<rubrica::clock> clock, retry_policy policy)
    : pipeline(std::move(transport), rules_of(std::move(clock), policy)) {}

result<call_response> pipeline::send(call_request const& request, context const& limits) const {
  if (owner_ != getpid()) return make_error(errc::process_forked);
  retry_machine call(request, limits, rules_);
  bool out = false;
  try {
    for (;;) {
      retry_machine::step step = call.next();
      if (auto* answer = std::get_if<result<call_response>>(&step)) return std::move(*answer);
      if (auto const* pause = std::get_if<retry_machine::wait>(&step)) {
        rules_.clock->wait(pause->until, limits.cancelled.get());
        continue;
      }
      out = true;
      call.answered(transport_->send(request, limits));
      out = false;
    }
  } catch (std::bad_alloc const&) {
    return call.break_off(errc::out_of_memory, out);
  }
}

} // namespace http
RUBRICA_END_NAMESPACE
