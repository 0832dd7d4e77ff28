#pragma once

#include <rubrica/clicksign/webhook/diagnose.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

struct body_spelling {
  std::string bytes;
  mismatch cause;
};

/// What the body may have been before a framework changed it.
std::vector<body_spelling> body_spellings(std::string_view body);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
