#pragma once

#include "sandbox/service/account_state.hpp"

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Rejects with 403 when the account's plan has no templates.
void require_templates(account_state const& service);

/// The template; rejects with 404 when there is none.
document_template& find_template(account_state const& service, std::string const& id);

/// The content of a document made from the template.
struct filled_template {
  file_bytes file;
  std::vector<std::string> position_fields; ///< for `metadata.position_sign_fields`
};
filled_template fill(document_template const& from, json const& data);

} // namespace sandbox
RUBRICA_END_NAMESPACE
