#include <rubrica/sandbox/account.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::pair<std::string_view, bool account_switches::*> members[] = {
    {"blocked", &account_switches::blocked},
    {"no_api_user", &account_switches::no_api_user},
    {"no_templates", &account_switches::no_templates},
    {"envelopes_off", &account_switches::envelopes_off},
    {"strict_pairs", &account_switches::strict_pairs},
    {"every_signer_on_every_document", &account_switches::every_signer_on_every_document},
    {"bulk_operations_fail_alone", &account_switches::bulk_operations_fail_alone},
    {"bulk_creation_forbidden", &account_switches::bulk_creation_forbidden},
    {"bulk_creation_unavailable", &account_switches::bulk_creation_unavailable},
    {"bulk_creation_missing", &account_switches::bulk_creation_missing},
    {"bulk_creation_tells_envelope", &account_switches::bulk_creation_tells_envelope},
    {"bulk_creation_singular_type", &account_switches::bulk_creation_singular_type},
    {"bulk_creation_source_in_document", &account_switches::bulk_creation_source_in_document},
    {"bulk_creation_refuses_group", &account_switches::bulk_creation_refuses_group},
    {"bulk_creation_at_once", &account_switches::bulk_creation_at_once},
    {"bulk_creation_stays_draft", &account_switches::bulk_creation_stays_draft},
    {"bulk_creation_fails", &account_switches::bulk_creation_fails},
};

std::string all_names() {
  std::string names;
  for (auto const& one : members) names.append(names.empty() ? "" : ", ").append(one.first);
  return names;
}

} // namespace

result<void> set_switch(account_switches& switches, std::string_view name, bool on) {
  auto const found = std::find_if(std::begin(members), std::end(members), [&](auto const& one) { return name == one.first; });
  if (found == std::end(members)) return make_error(errc::invalid_argument, "a switch is one of " + all_names());
  switches.*found->second = on;
  return {};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
