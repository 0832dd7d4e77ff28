#include "clicksign/api_error.hpp"

#include "clicksign/json_api.hpp"
#include "http/call_report.hpp"
#include "http/retry_after.hpp"

#include <rubrica/core/personal.hpp>

#include <algorithm>
#include <cctype>

namespace rubrica { inline namespace v0_1 { namespace clicksign {
namespace {

struct known_detail {
  int status;
  std::string_view part;
  errc code;
};

// ClickSign tells causes apart by their Portuguese sentence only (clicksign-v3 §3.2, §3.3, §6.3).
constexpr known_detail known_details[] = {
    {403, "E-mail do usuário da API", errc::api_user_missing},
    {403, "não possui acesso a essa funcionalidade", errc::forbidden_plan},
    {403, "Conta bloqueada", errc::account_blocked},
    {403, "não está com status draft", errc::not_draft},
    {422, "não está com status draft", errc::not_draft},
    {403, "Já assinou um documento", errc::already_signed},
    {422, "documento não está disponível", errc::not_ready},
    {400, "documento não está disponível", errc::not_ready},
    {422, "ainda estão sendo processadas", errc::not_ready},
    {422, "já está em uso", errc::taken},
    {422, "Já existe um termo de assinatura automática", errc::taken},
};

errc code_of(int status, std::vector<problem> const& problems) {
  for (problem const& one : problems) {
    for (known_detail const& known : known_details) {
      if (known.status == status && one.detail.find(known.part) != std::string::npos) return known.code;
    }
  }
  switch (status) {
  case 400:
  case 409:
  case 422: return errc::invalid;
  case 401: return errc::unauthorized;
  case 403: return errc::forbidden;
  case 404:
  case 405: return errc::not_found;
  case 408: return errc::timeout;
  case 413: return errc::invalid;
  case 429: return errc::rate_limited;
  case 503: return errc::service_unavailable;
  default: return status >= 500 ? errc::server_error : errc::protocol;
  }
}

outcome effect_of(int status, bool listed_problems) {
  if (status == 503) return listed_problems ? outcome::rejected : outcome::ambiguous; // with a list: the function is off
  return status == 408 || status >= 500 || status < 400 ? outcome::ambiguous : outcome::rejected;
}

bool part_of_a_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether the place is a word, or words, by itself.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  bool const begins = at == 0 || !part_of_a_word(text[at - 1]);
  return begins && (at + size == text.size() || !part_of_a_word(text[at + size]));
}

void mask(std::string_view value, std::string& text) {
  constexpr std::string_view masked = "***";
  constexpr std::size_t short_value = 3; // such ones stand in many words, which nobody could read then
  if (value.empty()) return;
  std::size_t at = text.find(value);
  while (at != std::string::npos) {
    bool const meant = value.size() > short_value || stands_alone(text, at, value.size());
    if (meant) text.replace(at, value.size(), masked);
    at = text.find(value, at + (meant ? masked.size() : 1));
  }
}

/// Without the hidden texts, and without what looks personal in the rest.
void clean(std::vector<problem>& problems, hidden_texts hidden) {
  // One may be a part of another: the longest first. All before the rest, which would leave pieces of them.
  std::sort(hidden.begin(), hidden.end(), [](auto a, auto b) { return a.size() > b.size(); });
  for (problem& one : problems) {
    for (std::string* text : {&one.code, &one.title, &one.detail, &one.pointer}) {
      for (std::string_view value : hidden) mask(value, *text);
      *text = without_personal_values(*text);
    }
  }
}

} // namespace

error_info error_from(int status, std::vector<problem> problems, hidden_texts hidden) {
  error_info error = make_error(code_of(status, problems), {}, effect_of(status, !problems.empty()));
  error.http_status = status;
  // The one door for what ClickSign says about a refusal, in whatever shape of answer it came.
  clean(problems, std::move(hidden));
  error.errors = std::move(problems);
  if (error.code == errc::not_ready) error.retry_after = std::chrono::seconds(1);
  return error;
}

error_info error_from(http::response const& answer, http::method verb, std::chrono::system_clock::time_point now,
                      hidden_texts hidden) {
  error_info error = error_from(answer.status, read_problems(answer.body), std::move(hidden));
  if (answer.in_doubt) error.effect = outcome::ambiguous;
  if (verb == http::method::get) error.effect = outcome::rejected; // there is nothing to wonder about
  error.request_id = http::request_id_of(answer);
  if (answer.status == 429) error.retry_after = http::requested_wait(answer, now).value_or(std::chrono::seconds(10));
  return error;
}

error_info unexpected_answer(http::response const& answer, http::method verb, std::string_view what) {
  bool const reads = verb == http::method::get;
  error_info error = make_error(errc::protocol, what, reads ? outcome::rejected : outcome::ambiguous);
  error.http_status = answer.status;
  error.request_id = http::request_id_of(answer);
  return error;
}

}}} // namespace rubrica::v0_1::clicksign
