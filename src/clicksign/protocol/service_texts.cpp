#include "clicksign/protocol/service_texts.hpp"

#include "core/pointer_names.hpp"
#include "text/folding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

constexpr std::string_view value_mark = "\xE2\x80\xA6"; // `…`: stands for some value

// Sentences after the name of an attribute, with or without a dash.
constexpr std::string_view sentences_on_attributes[] = {
    "deve ser informado(a)",
    "deve ser um hash",
    "não está disponível",
    "não está em um formato válido",
    "não é permitido",
    "não pode ficar em branco",
    "não está incluído na lista",
    "inválido",
    "já está em uso",
    "deve estar em: …",
    "deve ser igual a …",
    "deve ser maior ou igual à 1 byte",
    "deve ser maior ou igual a …",
    "deve ser maior que …",
    "deve ser menor ou igual a …",
    "deve ser menor que …",
    "deve ser anterior à data atual",
    "deve ser posterior à data atual",
    "documento não pode ser cancelado",
    "não encontrado no documento",
    "Formatação do campo inválida. O valor deve ser um Data URI completo.",
};

constexpr std::string_view sentences[] = {
    "A conta não possui acesso a essa funcionalidade",
    "Access Token inválido",
    "As coordenadas da manuscrita posicionada ainda estão sendo processadas. Aguarde e tente novamente",
    "Conta bloqueada, entre em contato com …",
    "Deve informar 'pages' ou 'rubric_field'",
    "Documento … não encontrado no envelope",
    "E-mail do usuário da API não configurado",
    "Filtro não permitido",
    "Inclusão não permitida",
    "Já assinou um documento. Não pode ser excluído",
    "Já existe um termo de assinatura automática para este signatário e operador.",
    "Limite de documentos do plano atingido",
    "Limite de envelopes do plano atingido",
    "Não autorizado",
    "Não foi possível notificar o(s) signatário(s)",
    "O domínio do usuário a ser criado precisa ser o mesmo da conta solicitante.",
    "O e-mail informado já está em uso. Tente outro",
    "O registro identificado por … não pôde ser encontrado",
    "O signatário deve ter um termo assinado para a utilização da assinatura automática",
    "Registro não encontrado",
    "Serviço indisponível",
    "Signatário … não encontrado no envelope",
    "Too many requests",
    "Verificação",
    "Verificação de conta",
    "documento não está disponível",
    "envelope não está com status draft",
};

constexpr std::string_view known_codes[] = {
    "bad_request",        "unauthorized",          "payment_required",   "forbidden", "not_found",
    "method_not_allowed", "not_acceptable",        "conflict",           "gone",      "unprocessable_entity",
    "too_many_requests",  "internal_server_error", "service_unavailable"};

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

bool ends(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Whether these words are a known sentence, which contains at most one value.
bool is_sentence(std::string_view words, std::string_view known) {
  auto const at = known.find(value_mark);
  if (at == std::string_view::npos) return words == detail::folded_sentence(known);
  std::string const before = detail::folded_sentence(known.substr(0, at));
  std::string const behind = detail::folded_sentence(known.substr(at + value_mark.size()));
  return words.size() > before.size() + behind.size() && begins(words, before) && ends(words, behind);
}

template <std::size_t Count> std::string_view sentence_in(std::string_view const (&known)[Count], std::string_view text) {
  std::string const words = detail::folded_sentence(text);
  auto const found = std::find_if(std::begin(known), std::end(known), [&](auto one) { return is_sentence(words, one); });
  return found == std::end(known) ? std::string_view() : *found;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

/// `deadline_at` from `deadline_at - inválido` and `deadline_at deve ser informado(a)`.
std::string_view attribute_in(std::string_view text) {
  std::string_view const name = first_word(text);
  return detail::is_known_name(name) ? name : std::string_view();
}

std::string_view behind_name(std::string_view text) {
  return text.substr(first_word(text).size());
}

std::string_view behind_attribute(std::string_view text) {
  text = behind_name(text);
  text.remove_prefix(std::min(text.find_first_not_of(" -"), text.size()));
  return text;
}

constexpr std::size_t longest_sentence = 1000; // bytes; the known sentences are shorter

std::string known_sentence(std::string_view text) {
  if (text.empty() || text.size() > longest_sentence) return {};
  if (auto const known = sentence_in(sentences, text); !known.empty()) return std::string(known);
  if (auto const known = sentence_in(sentences_on_attributes, text); !known.empty()) return std::string(known);
  auto const known = sentence_in(sentences_on_attributes, behind_attribute(text));
  if (known.empty()) return {};
  std::string_view const name = attribute_in(text);
  return fmt::format("{} {}", name.empty() ? value_mark : name, known);
}

/// A number of JSON:API or HTTP, or Rails' name of a status.
bool is_known_code(std::string_view code) {
  bool const numeric = code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  constexpr int last_of_json_api = 130; // jsonapi-resources counts from 100
  int const number = numeric ? (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0') : 0;
  bool const of_json_api = number >= 100 && number <= last_of_json_api;
  bool const of_http = (number >= 400 && number <= 431) || (number >= 500 && number <= 511);
  return of_json_api || of_http || std::find(std::begin(known_codes), std::end(known_codes), code) != std::end(known_codes);
}

// ---- meaning of sentences, by their folded words ----

/// `limite de documentos do plano atingido`, `nao esta disponivel no seu plano`; but not `do plano de saude`, a file's name.
bool speaks_of_the_plan(std::string_view words) {
  constexpr std::string_view plans[] = {"seu plano",   "do plano",         "no plano",    "neste plano",  "nesse plano",
                                        "este plano",  "esse plano",       "deste plano", "desse plano",  "o plano",
                                        "plano atual", "plano contratado", "your plan",   "current plan", "account plan"};
  for (std::string_view const plan : plans) {
    for (std::size_t at = words.find(plan); at != std::string_view::npos; at = words.find(plan, at + 1)) {
      std::string_view const behind = words.substr(at + plan.size());
      bool const whole = (at == 0 || words[at - 1] == ' ') && (behind.empty() || behind.front() == ' ');
      if (whole && !begins(behind, " de ") && !begins(behind, " da ") && !begins(behind, " do ") && !begins(behind, " pdf"))
        return true;
    }
  }
  bool const contract = holds(words, "contratad") || holds(words, "franquia") || holds(words, "pacote");
  bool const used_up = holds(words, "atingi") || holds(words, "exced") || holds(words, "esgota") || holds(words, "insuficiente");
  bool const credit = holds(words, "credito") || holds(words, "saldo");
  return (used_up && contract) || (credit && holds(words, "insuficiente")) ||
         holds(words, "nao possui acesso a essa funcionalidade");
}

/// `documento nao esta disponivel`, also with its id; but not `autenticacao por documento nao esta disponivel`.
bool speaks_of_processing(std::string_view words) {
  if (holds(words, "ainda esta sendo processad") || holds(words, "ainda estao sendo processad")) return true;
  if (begins(words, "o ")) words.remove_prefix(2);
  bool const of_document = begins(words, "documento ") || begins(words, "arquivo ");
  if (!of_document) return false;
  words.remove_prefix(words.find(' '));
  for (std::string_view const ending : {" ainda nao esta disponivel", " nao esta disponivel"}) {
    if (!ends(words, ending)) continue;
    std::string_view const id = words.substr(0, words.size() - ending.size());
    return std::none_of(id.begin(), id.end(), [](char c) { return c > 'f'; }); // nothing, or hexadecimal
  }
  return false;
}

std::optional<errc> cause_in(int status, std::string_view words) {
  bool const refused = status == 403;
  bool const wrong = status == 400 || status == 409 || status == 422;
  if (status >= 400 && speaks_of_the_plan(words)) return errc::forbidden_plan;
  if (refused && holds(words, "e mail do usuario da api")) return errc::api_user_missing;
  if (refused && begins(words, "conta bloqueada")) return errc::account_blocked;
  if ((refused || wrong) && holds(words, "nao esta com status draft")) return errc::not_draft;
  if ((refused || wrong) && begins(words, "ja assinou um documento")) return errc::already_signed;
  if (wrong && speaks_of_processing(words)) return errc::not_ready;
  if (wrong && holds(words, "ja esta em uso")) return errc::taken;
  if (wrong && begins(words, "ja existe um termo de assinatura automatica")) return errc::taken;
  return std::nullopt;
}

} // namespace

std::optional<errc> meaning_of(int status, std::vector<problem> const& problems) {
  for (problem const& one : problems) {
    for (std::string const* text : {&one.detail, &one.title}) {
      if (text->size() > longest_sentence) continue;
      bool const on_attribute = begins(behind_name(*text), " - ");
      std::string const words = detail::folded_sentence(on_attribute ? behind_attribute(*text) : std::string_view(*text));
      if (auto const cause = cause_in(status, words)) return cause;
    }
  }
  return std::nullopt;
}

std::string for_logs(problem const& problem) {
  std::string text = known_sentence(problem.detail);
  if (text.empty() && problem.detail.empty()) text = known_sentence(problem.title);
  if (!text.empty()) return text;
  if (is_known_code(problem.code)) return fmt::format("a text that is kept out of logs, code {}", problem.code);
  return "a text that is kept out of logs";
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
