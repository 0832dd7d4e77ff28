#include "signing/sending/make_call.hpp"

#include <type_traits>
#include <utility>
#include <variant>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

template <class Reply> result<calls::any_reply> as_any(result<Reply>&& answer) {
  if (!answer) return std::move(answer).error();
  if constexpr (std::is_void_v<Reply>)
    return calls::any_reply();
  else
    return calls::any_reply(*std::move(answer));
}

template <class Reply>
void start(std::shared_ptr<clicksign::call_runner> const& by, clicksign::pending_call<Reply> const& call,
           clicksign::completion<calls::any_reply> const& told) {
  clicksign::completion<Reply> pass_on([told](result<Reply> answer) { told(as_any(std::move(answer))); });
  clicksign::call_access::start(by, call, std::move(pass_on));
}

} // namespace

error_info nothing_sent() {
  error_info why;
  why.code = errc::out_of_memory; // its sentence would need memory
  why.outcome = outcome::not_sent;
  return why;
}

void make_call(std::shared_ptr<clicksign::call_runner> const& by, call_maker::resources const& at, run const& one,
               machine::start const& wanted, upload_function on_upload, clicksign::completion<calls::any_reply> told) {
  if (auto const* document = std::get_if<calls::create_document>(&wanted.call)) {
    if (auto unchanged = one.check(*document); !unchanged) return told(std::move(unchanged).error());
  }
  clicksign::call_options options;
  options.timeout = wanted.timeout;
  if (wanted.may_be_cancelled) options.cancelled = one.options().cancelled;
  options.priority = one.options().priority;
  options.on_upload = std::move(on_upload);
  call_maker const make(at, one.course(), std::move(options));
  std::visit([&](auto const& call) { start(by, make(call), told); }, wanted.call);
}

} // namespace signing
RUBRICA_END_NAMESPACE
