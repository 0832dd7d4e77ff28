#include <rubrica/http/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

std::string_view to_string(method value) {
  switch (value) {
  case method::get: return "GET";
  case method::post: return "POST";
  case method::put: return "PUT";
  case method::patch: return "PATCH";
  case method::del: return "DELETE";
  }
  return "GET";
}

bool is_idempotent(method value) {
  return value != method::post;
}

} // namespace http
RUBRICA_END_NAMESPACE
