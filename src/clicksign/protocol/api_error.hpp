#pragma once

#include "clicksign/protocol/hidden_values.hpp"
#include "http/call.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/core/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Limit for the answer to a refused call; of a larger one only the status is used.
inline constexpr std::size_t largest_error_body = 1u << 20;

/// Where a refusal's text stood.
enum class said_in : std::uint8_t {
  errors, ///< in `errors`, as the API lists it
  json,   ///< elsewhere in JSON
  text,   ///< in a body without any form, which a server in front of the API may have written
};

/// The problems that the service tells.
struct refusal {
  std::vector<problem> problems{};
  int status = 0;             ///< status in the first of them
  bool as_documented = false; ///< a list of objects; anything else may come from a server in front of the API
  said_in place = said_in::errors;
};

/// The error for an answer that is not 2xx (clicksign-rest §3).
error_info error_from(http::call_response const& answer, http::method verb, std::chrono::system_clock::time_point now,
                      hidden_texts const& hidden, std::string_view base_url);

/// The meaning of what is listed under a status that is not 2xx. The hint says where it happened.
error_info error_from(http::method verb, int status, refusal said, hidden_texts const& hidden, std::string_view hint = {});

/// Whether a 2xx answer is a web page, which comes from a server between us and ClickSign.
bool is_foreign(http::response const& answer);
/// The error for such an answer; it says when the base URL looks wrong.
error_info foreign_answer(http::response const& answer, http::method verb, std::string_view base_url);

/// The error for a 2xx answer that is not what the API promises: the effect is unknown.
error_info unexpected_answer(http::response const& answer, http::method verb, std::string_view reason);
/// Adds the request's id, and the problems that a 2xx answer lists in `problems`.
void add_what_is_told(error_info& error, http::response const& answer, hidden_texts const& hidden);
/// The same for an answer that could not be parsed.
error_info unreadable_answer(http::response const& answer, http::method verb, error_info const& why);
/// The error when memory ran out during the call. Allocates nothing.
error_info lacking_memory(http::method verb);

} // namespace clicksign
RUBRICA_END_NAMESPACE
