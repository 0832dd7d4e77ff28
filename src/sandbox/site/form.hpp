#pragma once

#include "sandbox/records/model.hpp"
#include "sandbox/server/http_request.hpp"

#include <map>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// A form as a browser posts it. Of files, only the name and the size are kept.
struct posted_form {
  std::multimap<std::string, std::string> fields;
  std::map<std::string, shown_file> files; ///< by the name of the field

  /// The first of that name; empty when there is none.
  [[nodiscard]] std::string field(std::string const& name) const;
};

/// Reads `application/x-www-form-urlencoded` or `multipart/form-data`; what is cut off or misshapen is left out.
posted_form read_form(http_request const& request);

/// Whether a page of another site made the browser send this: it may not act here. Programs send no `Origin`.
bool is_foreign(http_request const& request);

} // namespace sandbox
RUBRICA_END_NAMESPACE
