#pragma once

#include "clicksign/protocol/answers.hpp"
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

// ---- before ----

/// What is to be sent, or `invalid_argument` when one of its texts cannot be.
prepared_call prepare(shared_session const& session, operation&& target, call_options const& options,
                      expected_answer const& expected = {});

using shared_call = std::shared_ptr<prepared_call const>;

/// A call whose answer is read by a function of its own, or is only a status.
shared_call to_ask(shared_session const& session, operation&& target, call_options const& options);
/// The same with a body, which is empty only when it could not be written.
shared_call to_ask_with_body(shared_session const& session, operation&& target, call_options const& options);
/// A call whose answer is one resource of the type, or of another name for it where the sources disagree.
shared_call to_ask_for_one(shared_session const& session, std::string_view type, operation&& target, call_options const& options,
                           std::string_view other_type);
/// A call that could not be prepared.
shared_call to_refuse(shared_session const& session, error_info&& why);
/// For a request whose URL is a secret.
shared_call kept_secretly(prepared_call prepared);

/// A list to request.
struct list_operation {
  std::string_view type; ///< empty: the type is not known, so any is accepted
  std::string_view route;
  path_ids ids = {};
  query_parameters query = {};
  paging page = {};
};
/// The page at a position; `invalid_argument` when it is none, or the page is to be empty.
shared_call to_ask_for_page(shared_session const& session, list_operation const& target, call_options const& options);

/// What a list is requested by, page after page.
struct list_source {
  shared_session session;
  list_operation target;
  call_options options;
};
std::shared_ptr<list_source const> source_of(shared_session const& session, list_operation&& target, call_options const& options);
/// The page at the position.
shared_call to_ask_for_page(list_source const& source, std::string const& from);

/// Sends it on this thread.
result<http::call_response> send_here(prepared_call const& call);

// ---- after ----

/// Reads the body of a 2xx answer into the value; why not, when it is not what was expected.
using body_reader = std::optional<error_info> (*)(finished_call const& ended, void* value);
/// The same for any answer: one that is not 2xx, or does not come from the API, is an error, which tells what the answer does.
/// Throws nothing.
std::optional<error_info> read_answer(finished_call& ended, body_reader read, void* value);

/// One resource of the expected type.
std::optional<error_info> read_resource(finished_call& ended, void* model, model_shape const& shape);
/// The answer is only a status.
std::optional<error_info> read_nothing(finished_call& ended);

/// What is said of a page besides its items.
struct page_about {
  std::optional<int> total{};
  std::string next{};
  std::uint64_t bytes = 0;
};
/// The records of a list's page, without those that were taken before.
std::optional<error_info> read_page(finished_call& ended, void* models, list_shape const& shape, page_about& about);

} // namespace clicksign
RUBRICA_END_NAMESPACE
