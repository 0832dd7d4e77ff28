#include "http/curl/curl_headers.hpp"

#include "text/cleanse.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

// Two of these in one request, or one that contradicts the body, allow request smuggling. The token has its own member, so that
// no observer sees it among the fields.
constexpr std::string_view reserved[] = {"Authorization", "Connection",          "Content-Length",    "Expect",
                                         "Host",          "Proxy-Authorization", "Transfer-Encoding", "Upgrade"};

bool is_reserved(std::string_view name) {
  return std::any_of(std::begin(reserved), std::end(reserved),
                     [name](std::string_view other) { return http::same_name(name, other); });
}

} // namespace

curl_header_list::curl_header_list(http::request const& request) {
  // Both buffers get their final size first: a growing buffer would leave old copies of the token in the heap and invalidate the
  // pointers in the nodes.
  std::size_t size = 64 + request.authorization.reveal().size();
  for (http::header const& field : request.fields) size += field.name.size() + field.value.size() + 3;
  text_.reserve(size);
  nodes_.reserve(request.fields.size() + 3);

  for (http::header const& field : request.fields) {
    // libcurl's syntax for an empty value; "Name:" would remove the field.
    if (field.value.empty())
      add(field.name, ";", {});
    else
      add(field.name, ": ", field.value);
  }
  if (!request.authorization.empty()) add("Authorization", ": ", request.authorization.reveal());
  // libcurl would add these by itself: `Expect` causes a wait of up to a second, the other is a form's type.
  add("Expect", ":", {});
  if (http::find(request.fields, "Content-Type") == nullptr) add("Content-Type", ":", {});
  for (std::size_t i = 1; i < nodes_.size(); ++i) nodes_[i - 1].next = &nodes_[i];
}

curl_header_list::~curl_header_list() {
  cleanse(text_);
}

void curl_header_list::add(std::string_view name, std::string_view separator, std::string_view value) {
  std::size_t const begin = text_.size();
  text_.append(name).append(separator).append(value).push_back('\0');
  nodes_.push_back(curl_slist{text_.data() + begin, nullptr});
}

result<void> check_headers(http::request const& request) {
  for (http::header const& field : request.fields) {
    if (!http::is_valid_header_name(field.name)) {
      return make_error(errc::invalid_argument, "a header name holds a character that is not allowed there");
    }
    if (!http::is_valid_header_value(field.value)) {
      return make_error(errc::invalid_argument, "a header value holds a control character");
    }
    if (is_reserved(field.name)) {
      return make_error(errc::invalid_argument, "a header was given that only the transport may write");
    }
  }
  if (!http::is_valid_header_value(request.authorization.reveal())) {
    return make_error(errc::invalid_argument, "the access token holds a control character");
  }
  return {};
}

} // namespace detail
RUBRICA_END_NAMESPACE
