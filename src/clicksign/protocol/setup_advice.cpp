#include "clicksign/protocol/setup_advice.hpp"

#include <rubrica/clicksign/client.hpp>

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

// The labels are those of ClickSign's own pages.
constexpr char generate_token[] =
    " Set-up: generate the access token in ClickSign under Configurações > API (\"Gerar Access Token\") "
    "and give it to the client whole; the test environment has tokens of its own.";
constexpr char set_api_user[] = " Set-up: set the e-mail of the API user in ClickSign under Configurações > API.";
constexpr char register_url[] =
    " Set-up: what is registered in ClickSign under Configurações > API (\"Adicionar Webhook\") is the https address at which your "
    "program is reached, with its token; callbacks::registration_url makes it.";

std::string use_api_address() {
  return fmt::format(" Set-up: the client's base URL must be the API's address: {} or {}.", production_url, sandbox_url);
}

/// Whether another server than the API answered, or none: a list and a creation need no record that could be missing.
bool is_other_address(error_info const& error) {
  switch (error.code) {
  case errc::dns:
  case errc::connect:
  case errc::tls: return true;
  case errc::not_found: return error.problems.empty(); // the API says what it does not find
  case errc::protocol: return error.http_status != 0;
  default: return false;
  }
}

} // namespace

error_info with_setup_advice(error_info error) {
  if (error.code == errc::unauthorized)
    error.message += generate_token;
  else if (error.code == errc::api_user_missing)
    error.message += set_api_user;
  else if (is_other_address(error))
    error.message += use_api_address();
  return error;
}

error_info with_webhook_advice(error_info error) {
  if (error.code != errc::invalid) return with_setup_advice(std::move(error));
  error.message += register_url;
  return error;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
