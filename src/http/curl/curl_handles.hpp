#pragma once

#include "http/curl/curl_pool.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Provides handles for requests. All checks of a request and of the options are made here.
class curl_handles {
public:
  explicit curl_handles(http::curl_options options) : options_(std::move(options)), pool_(options_.max_idle_connections) {}

  /// A handle for the request, or why it must not or cannot be sent.
  result<std::unique_ptr<curl_handle>> take(http::request const& request);
  void give_back(std::unique_ptr<curl_handle> handle) noexcept { pool_.give_back(std::move(handle)); }

  [[nodiscard]] http::curl_options const& options() const noexcept { return options_; }

private:
  [[nodiscard]] result<void> check_options() const;
  result<std::unique_ptr<curl_handle>> make(curl_target const& target) const;

  http::curl_options const options_;
  curl_pool pool_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
