#pragma once

#include "clicksign/protocol/prepared_call.hpp"
#include "clicksign/protocol/session.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the calls of all resources have in common: it is compiled once, and not for each type that an answer is read into.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

using shared_session = std::shared_ptr<session const>;

/// What is said of an answer that has no value in it.
class call_answer {
public:
  call_answer(shared_session session, operation const& target);

  [[nodiscard]] http::method verb() const { return verb_; }
  /// Why no value is looked for: there is no answer, it is not 2xx, or it does not come from the API.
  [[nodiscard]] std::optional<error_info> refusal(finished_call& ended) const;
  /// The error of reading a 2xx answer, with what that answer tells besides.
  [[nodiscard]] error_info explained(error_info error, http::response const& answer) const;

private:
  shared_session session_;
  std::vector<personal> said_;
  http::method verb_;
};

/// The error when the body of a request could not be written.
error_info unwritten_body();

/// A list to request.
struct list_operation {
  std::string_view type; ///< empty: the type is not known, so any is accepted
  std::string_view route;
  std::vector<std::string> ids = {};
  query_parameters query = {};
  paging page = {};
};

/// The request for the page at the list's position.
struct page_operation {
  list_position position{};
  int size = 0;
  operation target{};
};
/// `invalid_argument` when the position is none, or the page is to be empty.
result<page_operation> page_of_list(list_operation const& target);

} // namespace clicksign
RUBRICA_END_NAMESPACE
