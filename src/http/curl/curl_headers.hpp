#pragma once

#include <rubrica/http/request.hpp>

#include <curl/curl.h>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The header list of one request. All its text is in one buffer, which is overwritten at the end because it contains the access
/// token.
class curl_header_list {
public:
  explicit curl_header_list(http::request const& request);
  ~curl_header_list();
  curl_header_list(curl_header_list const&) = delete;
  curl_header_list& operator=(curl_header_list const&) = delete;

  [[nodiscard]] curl_slist* get() noexcept { return nodes_.data(); }

private:
  void add(std::string_view name, std::string_view separator, std::string_view value);

  std::string text_;
  std::vector<curl_slist> nodes_;
};

/// Refuses header fields that allow header injection, or that the transport itself must write.
result<void> check_headers(http::request const& request);

} // namespace detail
RUBRICA_END_NAMESPACE
