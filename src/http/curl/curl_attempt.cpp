#include "http/curl/curl_attempt.hpp"

#include <new>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

curl_attempt::curl_attempt(curl_handle const& handle, http::request const& request, http::context const& limits,
                           http::body_reader reader)
    : easy_(handle.easy()), limits_(limits), transfer_(handle, request, limits, std::move(reader)), headers_(request) {
  curl_easy_setopt(easy_, CURLOPT_URL, request.url.c_str());
  // A file is requested without content coding; if it comes coded all the same, it must not be expanded a thousandfold here.
  curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, request.sink ? "identity" : "gzip");
  curl_easy_setopt(easy_, CURLOPT_HTTP_CONTENT_DECODING, request.sink ? 0L : 1L);
  set_method(request.verb);
  transfer_.attach();
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_.get());
}

curl_attempt::~curl_attempt() {
  curl_easy_setopt(easy_, CURLOPT_FORBID_REUSE, 0L);
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, nullptr);
}

void curl_attempt::set_method(http::method verb) {
  bool const carries = verb == http::method::post || verb == http::method::put || verb == http::method::patch;
  bool const has_body = carries || transfer_.body_size() > 0; // an empty one says Content-Length: 0
  if (has_body) {
    // Null: libcurl reads the body through the transfer's callback.
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, transfer_.small_body());
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer_.body_size()));
  }
  curl_easy_setopt(easy_, has_body ? CURLOPT_POST : CURLOPT_HTTPGET, 1L);
  bool const by_itself = verb == (has_body ? http::method::post : http::method::get);
  curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, by_itself ? nullptr : std::string(http::to_string(verb)).c_str());
}

bool curl_attempt::may_go_on() noexcept {
  bool const cancelled = limits_.cancelled != nullptr && limits_.cancelled->load();
  bool const late = limits_.deadline <= std::chrono::steady_clock::now();
  if (cancelled || late) stop(cancelled ? errc::cancelled : errc::timeout);
  return !cancelled && !late;
}

result<http::body_reader> open_body(http::request const& request) {
  auto const* source = std::get_if<http::body_source>(&request.body);
  if (source == nullptr || source->size == 0) return http::body_reader();
  try {
    result<http::body_reader> reader = source->open ? source->open() : http::body_reader();
    if (!reader) reader.error().outcome = outcome::not_sent;
    if (!reader || *reader) return reader;
    return make_error(errc::invalid_argument, "the request body's source gives no reader");
  } catch (std::bad_alloc const&) {
    throw; // handled by whoever ends the call
  } catch (...) {
    return make_error(errc::file_error, "the request body's source threw an exception");
  }
}

result<void> check_time(http::context const& limits) {
  if (limits.cancelled != nullptr && limits.cancelled->load()) return make_error(errc::cancelled, {}, outcome::not_sent);
  if (limits.deadline <= std::chrono::steady_clock::now()) return make_error(errc::timeout, {}, outcome::not_sent);
  return {};
}

} // namespace detail
RUBRICA_END_NAMESPACE
