#pragma once

#include <rubrica/clicksign/webhook/diagnose.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {

struct body_spelling {
  std::string bytes;
  mismatch cause;
};

/// What the body may have been before a framework had its way with it.
std::vector<body_spelling> body_spellings(std::string_view body);

}}}} // namespace rubrica::v0_1::clicksign::webhook
