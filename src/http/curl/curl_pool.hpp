#pragma once

#include "http/curl/curl_handle.hpp"

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The idle handles of one transport, each with one open connection.
class curl_pool {
public:
  explicit curl_pool(std::size_t limit);
  ~curl_pool();
  curl_pool(curl_pool const&) = delete;
  curl_pool& operator=(curl_pool const&) = delete;

  /// The most recently used handle for that origin; null: create one.
  std::unique_ptr<curl_handle> take(std::string_view origin);
  /// The most recently used handle whose target this URL certainly names; null: parse the URL.
  std::unique_ptr<curl_handle> take_for(std::string_view url);
  /// Keeps the handle; when there are too many, the one with the longest idle time is closed.
  void give_back(std::unique_ptr<curl_handle> handle) noexcept;

private:
  template <class Wanted> std::unique_ptr<curl_handle> take_if(Wanted wanted);
  void forget_if_forked();

  std::size_t const limit_;
  std::mutex mutex_;
  pid_t owner_;
  std::vector<std::unique_ptr<curl_handle>> idle_; // the most recently used one is last
};

} // namespace detail
RUBRICA_END_NAMESPACE
