#pragma once

#include "signing/signed_file/cms_message.hpp"

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What is wrong with the fields of a message that its signature does not cover; empty: they say what the covered ones say.
///
/// OpenSSL ignores them. A message in which somebody changed one of them is not the one that was signed, even if it means the same.
std::string_view flaw_of_form(cms_message const& message, std::string_view der);

} // namespace signing
RUBRICA_END_NAMESPACE
