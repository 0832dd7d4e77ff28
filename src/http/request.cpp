#include <rubrica/http/request.hpp>

namespace rubrica { inline namespace v0_1 { namespace http {

std::string_view name(method value) {
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

}}} // namespace rubrica::v0_1::http
