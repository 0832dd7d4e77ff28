#pragma once

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rubrica_test {

/// What it would mean to do an operation twice.
enum class kind {
  read,     ///< nothing
  change,   ///< the same as once
  creation, ///< there would be two
  message,  ///< a person would hear twice, or rubrica cannot know: sent once, whatever happens
};

/// What a right answer holds.
enum class shape { resource, list, nothing, bulk, any_json };

struct operation {
  char const* name;
  kind what;
  shape answer;
  char const* type; ///< of the resources in the answer
  std::function<std::optional<rubrica::error_info>(rubrica::clicksign::client const&, rubrica::clicksign::call_options const&)>
      run;
};

/// Every method of the client that is one request, and some of `async_client`.
std::vector<operation> const& all_operations();

/// The body of the answer that the operation hopes for, full of the values that must stay secret.
std::string good_body(operation const& what);

} // namespace rubrica_test
