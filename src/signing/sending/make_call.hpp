#pragma once

#include "clicksign/protocol/call_runner.hpp"
#include "signing/sending/carry_out.hpp"
#include "signing/sending/run.hpp"

#include <cstdint>
#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using upload_function = std::function<void(std::uint64_t bytes, std::uint64_t total)>;

/// The answer of a call that want of memory kept from being made.
error_info nothing_sent();

/// Makes a call that the machine of a run asked for. `told` hears of the result, also when this throws for want of memory.
void make_call(std::shared_ptr<clicksign::call_runner> const& by, call_maker::resources const& at, run const& one,
               machine::start const& wanted, upload_function on_upload, clicksign::completion<calls::any_reply> told);

} // namespace signing
RUBRICA_END_NAMESPACE
