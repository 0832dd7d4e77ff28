#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/server/http_request.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// What goes out over a connection.
struct http_answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string content_type{};                ///< empty: there is no body
  std::shared_ptr<std::string const> body{}; ///< null like an empty one
  ending end = ending::whole;
  bool in_parts = false; ///< of a file, for who asks for a `Range`
};

http_answer answer_of(reply from);
/// What a request is told that was refused before anybody understood it, as nginx says it.
http_answer refusal_page(int status);

/// The bytes of an answer to the request. `in_parts` is obeyed here.
std::string head_of(http_request const& request, http_answer& answer, bool keep_connection);

} // namespace sandbox
RUBRICA_END_NAMESPACE
