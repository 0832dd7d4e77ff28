#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/server/http_request.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// An answer to send over a connection.
struct http_answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string content_type{};                ///< empty: there is no body
  std::shared_ptr<std::string const> body{}; ///< null counts as empty
  ending end = ending::whole;
  bool in_parts = false; ///< for a file: a `Range` may be requested
};

http_answer answer_of(reply from);
/// The answer to a request that was refused before it could be parsed, in the form of nginx.
http_answer refusal_page(int status);

/// The head of the answer to the request. It handles `in_parts`.
std::string head_of(http_request const& request, http_answer& answer, bool keep_connection);

} // namespace sandbox
RUBRICA_END_NAMESPACE
