#pragma once

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rubrica_test {

struct raw_request;

/// What it would mean to do an operation twice.
enum class kind {
  read,     ///< nothing
  change,   ///< the same as once
  creation, ///< there would be two
  message,  ///< a person would hear twice, or rubrica cannot know: sent once, whatever happens
};

/// What a right answer holds.
enum class shape {
  resource,
  list,
  any_list, ///< a list whose type nobody knows
  nothing,
  bulk,
  any_json,
};

struct operation {
  char const* name = "";
  kind what = kind::read;
  shape answer = shape::any_json;
  char const* type = ""; ///< of the resources in the answer
  std::function<std::optional<rubrica::error_info>(rubrica::clicksign::client const&, rubrica::clicksign::call_options const&)>
      run{};
  // Of a method that makes several requests each row is about one of them:
  int before = 0; ///< so many others come before it, the first of them a read,
  int after = 0;  ///< and so many after it,
  std::function<std::optional<std::string>(raw_request const&)> others{}; ///< which have these answers

  /// The right answer to a request that the row is not about; nothing to its own.
  [[nodiscard]] std::optional<std::string> answer_to_another(raw_request const& asked) const;
};

/// Every method of `client` that makes a request, and some of `async_client`; rows_test.cpp shows that none is forgotten.
std::vector<operation> const& all_operations();

/// The body of a right answer, full of the values that must stay secret.
std::string good_body(shape answer, char const* type);
/// The one that the operation hopes for.
std::string good_body(operation const& what);

} // namespace rubrica_test
