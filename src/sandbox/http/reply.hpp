#pragma once

#include "sandbox/formats/json.hpp"

#include <string>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

inline constexpr char const* jsonapi_type = "application/vnd.api+json; charset=utf-8";

/// How much of an answer is sent.
enum class ending {
  whole,
  cut,   ///< half of the body, then the connection is closed
  reset, ///< nothing, the connection is reset
};

struct reply {
  int status = 200;
  std::string body;
  std::string content_type = jsonapi_type;
  std::vector<std::pair<std::string, std::string>> headers;
  ending end = ending::whole;
};

reply json_reply(int status, json const& body);
reply text_reply(int status, std::string body);
/// 204
reply empty_reply();
/// An HTML page, from the service or from an intermediary.
reply html_reply(int status, std::string const& title, std::string const& text);

/// Ends the handling of a request with this answer. Thrown only inside the sandbox; the pipeline catches it.
struct rejection {
  reply answer;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
