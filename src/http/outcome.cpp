#include "http/outcome.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace http {

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 307 || status == 308;
}

outcome outcome_of(method verb, int status) {
  if (is_success(status)) return outcome::done;
  bool const refused = is_redirect(status) || (status >= 400 && status < 500 && status != 408);
  return refused ? outcome::rejected : outcome_of(verb, outcome::ambiguous);
}

outcome outcome_of(method verb, outcome known) {
  return verb == method::get && known == outcome::ambiguous ? outcome::rejected : known;
}

outcome outcome_of(method verb, result<response> const& answer) {
  return answer ? outcome_of(verb, answer->status) : outcome_of(verb, answer.error().outcome);
}

} // namespace http
RUBRICA_END_NAMESPACE
