#include "signing/sending/doubt.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

error_info out_of_time() {
  return make_error(errc::timeout, "the time for sending was over", outcome::not_sent);
}

error_info ended_by_exception(outcome outcome) {
  return make_error(errc::cancelled, "memory ran out, or a function of the caller threw an exception", outcome);
}

error_info what_may_exist(std::string const& reference) {
  error_info error = ended_by_exception(outcome::ambiguous);
  name_draft(error, reference);
  return error;
}

bool was_activated(clicksign::status const& now) {
  return now.is_known() && now != clicksign::status::draft;
}

void name_draft(error_info& error, std::string const& reference) {
  error.message += fmt::format(" A draft with the reference {} in its name may exist.", reference);
}

bool is_gone(error_info const& error) {
  return error.code == errc::not_found && error.http_status == 404;
}

} // namespace signing
RUBRICA_END_NAMESPACE
