#pragma once

#include <rubrica/http/observer.hpp>

#include <string>
#include <vector>

namespace rubrica_test {

/// Remembers under which route each call was told. For calls of one thread.
struct routes_seen final : rubrica::http::observer {
  void call_started(rubrica::http::call_notice const& notice) noexcept override { routes.emplace_back(notice.route); }

  std::vector<std::string> routes;
};

} // namespace rubrica_test
