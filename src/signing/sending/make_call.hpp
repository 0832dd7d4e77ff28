#pragma once

#include "clicksign/protocol/call_runner.hpp"
#include "signing/sending/carry_out.hpp"
#include "signing/sending/run.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using upload_function = std::function<void(std::uint64_t bytes, std::uint64_t total)>;

/// The answer of a call that want of memory kept from being made.
template <class Call> result<typename Call::reply> nothing_sent() {
  error_info why;
  why.code = errc::out_of_memory; // its sentence would need memory
  why.outcome = outcome::not_sent;
  return why;
}

/// Makes a call that the machine of a run asked for. `told` hears of the result, also when this throws for want of memory.
template <class Call>
void make_call(std::shared_ptr<clicksign::call_runner> const& by, call_maker::resources const& at, run const& one,
               Call const& call, machine::start const& wanted, upload_function on_upload,
               clicksign::completion<typename Call::reply> told) {
  if constexpr (std::is_same_v<Call, calls::create_document>) {
    if (auto unchanged = one.check(call); !unchanged) return told(std::move(unchanged).error());
  }
  clicksign::call_options options;
  options.timeout = wanted.timeout;
  if (wanted.may_be_cancelled) options.cancelled = one.options().cancelled;
  options.priority = one.options().priority;
  options.on_upload = std::move(on_upload);
  clicksign::call_access::start(by, call_maker(at, one.course(), std::move(options))(call), std::move(told));
}

} // namespace signing
RUBRICA_END_NAMESPACE
