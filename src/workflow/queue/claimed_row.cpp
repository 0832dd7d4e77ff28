#include "workflow/queue/claimed_row.hpp"

#include "workflow/changes/error_json.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using soci::into;
using soci::use;

submission_state state_now(connection const& at, claim const& held) {
  std::string name;
  at.sql() << "SELECT state FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(held.tenant, "tenant"),
      use(held.id, "id"), into(name);
  auto const known = submission_state_from(name);
  return known ? *known : held.state;
}

std::optional<error_info> last_error_of(connection const& at, claim const& held) {
  std::string text;
  soci::indicator has_text = soci::i_null;
  at.sql() << "SELECT last_error FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(held.tenant, "tenant"),
      use(held.id, "id"), into(text, has_text);
  return has_text == soci::i_ok ? error_from_json(text) : std::nullopt;
}

bool wants_file(connection const& at, claim const& held) {
  int number = 0;
  at.sql() << "SELECT number FROM rubrica_documents WHERE tenant = :tenant AND id = :id AND attempt = :attempt AND file_state = "
              "'wanted' LIMIT 1",
      use(held.tenant, "tenant"), use(held.id, "id"), use(held.attempt, "attempt"), into(number);
  return at.sql().got_data();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
