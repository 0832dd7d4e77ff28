#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/http/request.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rubrica_test {

struct raw_request;

/// The effect of doing an operation twice.
enum class kind {
  read,     ///< nothing
  change,   ///< the same as once
  creation, ///< there would be two
  message,  ///< a person would get two messages, or rubrica cannot know: sent only once
};

/// The content of a right answer.
enum class shape {
  resource,
  resource_unless_204,
  list,
  any_list, ///< a list of unknown type
  nothing,
  bulk,
  any_json,
};

/// A request that a method of `client` makes, and all that tests and docs/coverage.md need to know of it.
struct operation {
  /// `envelopes().create`, with the type that tells overloads apart; behind a comma what sets this row apart from others of it.
  char const* name = "";
  rubrica::http::method verb = rubrica::http::method::get;
  char const* path = ""; ///< below the base URL: `/envelopes/{envelope_id}`; empty: the caller's choice
  kind effect = kind::read;
  shape answer = shape::any_json;
  char const* type = ""; ///< of the resources in the answer
  /// The case of tests/unit/clicksign that makes it, with success, against the simulator; empty: a row above has the same method.
  char const* test = "";
  std::function<std::optional<rubrica::error_info>(rubrica::clicksign::client const&, rubrica::clicksign::call_options const&)>
      run{};
  // For a method that makes several requests, each row is about one of them:
  int before = 0; ///< number of requests before it, the first of them a read,
  int after = 0;  ///< number of requests after it,
  std::function<std::optional<std::string>(raw_request const&)> others{}; ///< which have these answers

  /// The right answer to a request that the row is not about; nothing for the row's own.
  [[nodiscard]] std::optional<std::string> answer_to_another(raw_request const& asked) const;
  /// The name without what is behind its comma.
  [[nodiscard]] std::string called() const;
  /// Whether the request is one of these: its verb and, below the base URL and without the query, a path of this form.
  [[nodiscard]] bool makes(std::string_view its_verb, std::string_view its_path) const;
};

/// The list of operations: every request that `client` can make. What the tests of faults, docs/coverage.md and the check of the
/// simulator's routes go by.
std::vector<operation> const& all_operations();

/// The body of a right answer, full of the values that must stay secret.
std::string good_body(shape answer, char const* type);
/// The body that the operation expects.
std::string good_body(operation const& target);

} // namespace rubrica_test
