#include "clicksign/protocol/service_texts.hpp"

#include "core/pointer_names.hpp"
#include "text/code_point.hpp"
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

/// From where the sentence begins that is known to follow an attribute: `ja esta em uso` of `renovacao do plano ja esta em uso`,
/// because what stands before it is the attribute's value. All words when there is none.
std::string_view own_words(std::string_view words) {
  std::size_t start = 0;
  for (std::string_view const known : sentences_on_attributes) {
    auto const mark = known.find(value_mark);
    std::string const head = detail::folded_sentence(known.substr(0, mark));
    if (head == "nao esta disponivel" || head == "nao e permitido") continue; // their subject is a function of the account
    std::size_t const at = words.rfind(head);
    if (at == std::string_view::npos || at == 0 || words[at - 1] != ' ') continue;
    std::string_view const behind = words.substr(at + head.size());
    bool const whole = mark == std::string_view::npos ? behind.empty() : begins(behind, " ");
    if (whole) start = std::max(start, at);
  }
  return words.substr(start);
}

std::optional<errc> cause_in(int status, std::string_view words, bool on_attribute) {
  bool const refused = status == 403;
  bool const wrong = status == 400 || status == 409 || status == 422;
  bool const of_plan = speaks_of_the_plan(words) && (!on_attribute || speaks_of_the_plan(own_words(words)));
  if (status >= 400 && of_plan) return errc::forbidden_plan;
  if (refused && holds(words, "e mail do usuario da api")) return errc::api_user_missing;
  if (refused && begins(words, "conta bloqueada")) return errc::account_blocked;
  if ((refused || wrong) && holds(words, "nao esta com status draft")) return errc::not_draft;
  if ((refused || wrong) && begins(words, "ja assinou um documento")) return errc::already_signed;
  if (wrong && speaks_of_processing(words)) return errc::not_ready;
  if (wrong && holds(words, "ja esta em uso")) return errc::taken;
  if (wrong && begins(words, "ja existe um termo de assinatura automatica")) return errc::taken;
  return std::nullopt;
}

struct pair_of_quotes {
  std::string_view opening;
  std::string_view closing;
};
constexpr pair_of_quotes quotes[] = {
    {"\"", "\""}, {"'", "'"}, {"`", "`"}, {"\u201C", "\u201D"}, {"\u201E", "\u201C"}, {"\u2018", "\u2019"}, {"\u00AB", "\u00BB"},
};

/// The size of a text in quotes that begins here, with its quotes; 0 when there is none.
std::size_t quoted_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_quoted = 300; // bytes; a file's name is shorter
  auto const in_word = [&](std::size_t place) {
    return place < text.size() && detail::folded_form(detail::code_point_at(text, place).value) != 0;
  };
  if (at > 0 && in_word(at - 1)) return 0; // the apostrophe of `caixa d'agua`
  std::string_view const near = text.substr(0, at + longest_quoted);
  for (pair_of_quotes const& pair : quotes) {
    if (!begins(text.substr(at), pair.opening)) continue;
    std::size_t end = near.find(pair.closing, at + pair.opening.size());
    while (end != std::string_view::npos && in_word(end + pair.closing.size())) end = near.find(pair.closing, end + 1);
    if (end != std::string_view::npos) return end + pair.closing.size() - at;
  }
  return 0;
}

std::string without_quoted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const size = quoted_at(text, at);
    size > 0 ? out.append(" x ") : out.append(1, text[at]); // a word, so that the sentence does not close over it
    at += std::max<std::size_t>(size, 1);
  }
  return out;
}

std::optional<errc> cause_of(int status, std::string_view text, bool on_attribute) {
  bool const behind_dash = begins(behind_name(text), " - ");
  return cause_in(status, detail::folded_sentence(behind_dash ? behind_attribute(text) : text), on_attribute);
}

std::optional<errc> cause_of(int status, std::string_view text, bool on_attribute, hidden_values const& repeated) {
  auto const cause = cause_of(status, text, on_attribute);
  if (!cause || !sentence_in(sentences, text).empty()) return cause; // a value may be a part of a whole sentence by chance
  return cause_of(status, without_quoted(repeated.without_values(text)), on_attribute);
}

/// Whether the problem is one of an attribute; its title says the same without the name.
bool is_on_attribute(problem const& one) {
  return begins(one.pointer, "/data/attributes/") || !attribute_in(one.detail).empty() || begins(behind_name(one.detail), " - ");
}

} // namespace

std::optional<errc> meaning_of(int status, std::vector<problem> const& problems, hidden_values const& repeated) {
  for (problem const& one : problems) {
    bool const on_attribute = is_on_attribute(one);
    for (std::string const* text : {&one.detail, &one.title}) {
      if (text->size() > longest_sentence) continue;
      bool const names_it = on_attribute || !attribute_in(*text).empty();
      if (auto const cause = cause_of(status, *text, names_it, repeated)) return cause;
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
