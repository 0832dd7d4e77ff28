#include <rubrica/http/curl_transport.hpp>

#include "http/curl/curl_attempt.hpp"
#include "http/curl/curl_handles.hpp"
#include "http/curl/sigpipe.hpp"

#include <unistd.h>

RUBRICA_BEGIN_NAMESPACE
namespace http {

class curl_transport::state {
public:
  explicit state(curl_options options) : handles(std::move(options)) {}

  pid_t const owner = getpid();
  detail::curl_handles handles;
};

curl_transport::curl_transport(curl_options options) : state_(std::make_unique<state>(std::move(options))) {}

curl_transport::~curl_transport() = default;

result<response> curl_transport::send(request const& request, context const& limits) {
  if (state_->owner != getpid()) return make_error(errc::process_forked);
  detail::sigpipe_guard const guard; // constructed before the handle, so that it also covers the handle's destruction
  auto handle = state_->handles.take(request);
  if (!handle) return std::move(handle).error();
  result<response> answer = (*handle)->send(request, limits);
  state_->handles.give_back(*std::move(handle));
  return answer;
}

} // namespace http
RUBRICA_END_NAMESPACE
