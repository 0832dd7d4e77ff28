#pragma once

#include "http/call.hpp"
#include "http/retry/call_policy.hpp"
#include "http/time/retry_after.hpp"

#include <rubrica/http/transport.hpp>

#include <sys/types.h>
#include <unistd.h>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Sends a request as often as is safe, within its deadline: it follows `retry_machine`, and waits on the caller's thread.
class pipeline {
public:
  pipeline(std::shared_ptr<transport> transport, call_policy rules);
  pipeline(std::shared_ptr<transport> transport, std::shared_ptr<rubrica::clock> clock, retry_policy policy);

  /// The last answer, of any status, or why there is none: `errc::out_of_memory` when memory runs out. In a forked child always
  /// `errc::process_forked`: locks that the parent's threads hold are never released there.
  result<call_response> send(call_request const& request, context const& limits) const;

  [[nodiscard]] std::shared_ptr<rubrica::clock> const& clock() const { return rules_.clock; }
  [[nodiscard]] call_policy const& rules() const { return rules_; }

private:
  std::shared_ptr<transport> transport_;
  call_policy rules_;
  pid_t owner_ = getpid();
};

} // namespace http
RUBRICA_END_NAMESPACE
