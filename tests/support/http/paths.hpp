#pragma once

#include <rubrica/http/request.hpp>

#include <string>
#include <string_view>

namespace rubrica_test {

/// The path of the request's URL, without its query.
inline std::string_view path_of(rubrica::http::request const& request) {
  std::string_view const url = request.url;
  return url.substr(0, url.find('?'));
}

/// Whether the path has this part: `/signers`.
inline bool is_about(rubrica::http::request const& request, std::string_view part) {
  return path_of(request).find(part) != std::string_view::npos;
}

/// Whether the path ends so: `/envelopes` is the list, and no record in it.
inline bool ends_in(rubrica::http::request const& request, std::string_view end) {
  std::string_view const path = path_of(request);
  return path.size() >= end.size() && path.substr(path.size() - end.size()) == end;
}

} // namespace rubrica_test
