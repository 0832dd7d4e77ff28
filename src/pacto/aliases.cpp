#include "pacto/aliases.hpp"
#include "text/ascii.hpp"

#include "pacto/moments.hpp"
#include "pacto/names.hpp"
#include "json/identifier.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

using detail::trimmed;

struct default_row {
  std::string_view field;
  std::string_view paths; // separated by blanks
};

constexpr default_row defaults[] = {
    {"event_name", "evento event tipo acao metodo notificacao tipoNotificacao tipoEvento operacao"},
    {"chave", "chave empresa.chave"},
    {"company_code", "empresa.codigo codigoEmpresa empresaCodigo empresaId empresa"},
    {"company_name", "empresa.nome nomeEmpresa empresaNome empresa"},
    {"client_code", "codigoCliente cliente.codigo cliente pessoa.codigo pessoa"},
    {"registration_number", "matricula cliente.matricula aluno.matricula"},
    {"client_name", "nome cliente.nome pessoa.nome aluno.nome"},
    {"phone", "celular telCelular telefone telefones[0] cliente.celular cliente.telefone pessoa.celular"},
    {"email", "email cliente.email pessoa.email aluno.email"},
    {"cpf", "cpf cliente.cpf pessoa.cpf aluno.cpf"},
    {"contract_code", "codigoContrato contrato.codigo contrato"},
    {"plan", "descricaoPlano plano.descricao plano contrato.descricaoPlano"},
    {"receipt_code", "recibo codigoRecibo recibo.codigo"},
    {"amount", "valor valorTotal valorContrato recibo.valor contrato.valor"},
    {"occurred_at", "dataRegistro dataHora dataHoraEntrada data dataLancamento dataPagamento dataCadastro"},
    {"hour", "hora horaRegistro horaAcesso horaEntrada dataHora dataHoraEntrada"},
    {"products", "produtos contrato.produtos"},
};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_default_field(std::string_view field) {
  return std::any_of(std::begin(defaults), std::end(defaults), [&](default_row const& row) { return row.field == field; });
}

using maybe_text = std::optional<std::string>;

maybe_text written(node const& from) {
  return from.is_scalar() ? maybe_text(from.text) : std::nullopt;
}
/// `991`, `991.0`, `"991"` and `"991.0"` are the same; `"000991"` is different, because only a string can have such zeros, so
/// the sender meant them. Placeholders count as nothing.
maybe_text any_text(node const& from) {
  if (!from.is_scalar() || detail::is_placeholder(from.text)) return std::nullopt;
  if (from.is == node::type::number) return detail::id_of_number(from.text);
  std::string_view const text = trimmed(from.text);
  std::size_t const point = text.find('.');
  std::string_view const whole = text.substr(0, point);
  bool const is_whole = point != std::string_view::npos && is_digits(whole) && whole.front() != '0' &&
                        text.find_first_not_of('0', point + 1) == std::string_view::npos;
  return std::string(is_whole ? whole : text);
}
maybe_text code(node const& from) {
  auto text = any_text(from);
  return text && is_code(*text) ? text : std::nullopt;
}
maybe_text word(node const& from) {
  auto text = any_text(from);
  return text && !is_digits(*text) ? text : std::nullopt;
}
std::optional<personal> person(node const& from) {
  auto const text = any_text(from);
  return text ? std::optional<personal>(personal(from.is == node::type::number ? *text : from.text)) : std::nullopt;
}
/// A number has lost its leading zeros.
std::optional<personal> cpf(node const& from) {
  constexpr std::size_t digits = 11;
  auto text = any_text(from);
  if (!text || from.is != node::type::number || !is_digits(*text)) return person(from);
  if (text->size() < digits) text->insert(0, digits - text->size(), '0');
  return personal(*std::move(text));
}
std::optional<timestamp> moment(node const& from) {
  auto read = read_time(from);
  return read && is_real(*read) ? read : std::nullopt;
}
/// The hour of a day, which is no moment by itself, or a whole moment.
std::optional<timestamp> hour(node const& from) {
  auto read = read_time(from);
  auto const text = any_text(from);
  if (!read && text) read = timestamp(*text);
  return read;
}
maybe_text list(node const& from) {
  return from.is == node::type::array ? maybe_text(std::string()) : std::nullopt;
}

template <class T> bool are_same(T const& a, T const& b) {
  return a == b;
}
bool are_same(timestamp const& a, timestamp const& b) {
  return a.at() || b.at() ? a.at() == b.at() : a == b;
}
bool are_same(decimal a, decimal b) {
  for (decimal* const each : {&a, &b}) {
    for (; each->places > 0 && each->digits % 10 == 0; --each->places) each->digits /= 10;
  }
  return a == b;
}

/// Searches the payload and its wrappers for fields.
struct search {
  alias_table const& table;
  outline const& body;
  std::vector<std::string> wrappers;
  std::vector<std::string>& conflicts; // members in two spellings with two values

  template <class T>
  void take(std::string_view field, std::optional<T> (*read)(node const&), std::optional<found<T>>& out) const {
    for (std::string const& path : table.paths_of(field)) {
      if (look(path, read, out)) return;
      for (std::string const& wrapper : wrappers) {
        if (look(std::string(wrapper).append(".").append(path), read, out)) return;
      }
    }
  }

  std::string text(std::string_view field, maybe_text (*read)(node const&)) const {
    std::optional<found<std::string>> out;
    take(field, read, out);
    return out ? std::move(out->value) : std::string();
  }

private:
  template <class T>
  bool look(std::string const& path, std::optional<T> (*read)(node const&), std::optional<found<T>>& out) const {
    std::optional<found<T>> first;
    bool differs = false;
    for (node const* const each : body.at(path)) {
      std::optional<T> value = read(*each);
      if (!value)
        differs = differs || (each->is_scalar() && !detail::is_placeholder(each->text));
      else if (!first)
        first = found<T>{std::move(*value), each->path};
      else
        differs = differs || !are_same(first->value, *value);
    }
    if (!first) return false;
    if (differs) // nobody knows which of the values is meant
      add_conflict(first->path);
    else
      out = std::move(first);
    return true;
  }

  void add_conflict(std::string const& path) const {
    if (std::find(conflicts.begin(), conflicts.end(), path) == conflicts.end()) conflicts.push_back(path);
  }
};

} // namespace

std::vector<alias> default_aliases() {
  std::vector<alias> all;
  for (default_row const& row : defaults) all.push_back({std::string(row.field), split(row.paths)});
  return all;
}

alias_table::alias_table(unit const& from) {
  for (alias const& each : from.aliases) {
    for (std::string const& path : each.paths) rows_.push_back({each.field, plain_path(path), true});
  }
  for (alias const& each : default_aliases()) {
    for (std::string const& path : each.paths) rows_.push_back({each.field, plain_path(path), false});
  }
}

std::vector<std::string> alias_table::paths_of(std::string_view field) const {
  std::vector<std::string> paths;
  for (row const& each : rows_) {
    if (each.field == field) paths.push_back(each.plain_path);
  }
  return paths;
}

std::string alias_table::fill(outline const& body, notification& out) const {
  search const in{*this, body, wrappers_of(body), out.conflicting_members};
  out.company_code = in.text("company_code", &code);
  out.company_name = in.text("company_name", &word);
  fields& f = out.fields;
  in.take("client_code", &code, f.client_code);
  in.take("registration_number", &any_text, f.registration_number);
  in.take("client_name", &person, f.client_name);
  in.take("phone", &person, f.phone);
  in.take("email", &person, f.email);
  in.take("cpf", &cpf, f.cpf);
  in.take("contract_code", &code, f.contract_code);
  in.take("plan", &any_text, f.plan);
  in.take("receipt_code", &code, f.receipt_code);
  in.take("amount", &read_decimal, f.amount);
  in.take("occurred_at", &moment, f.occurred_at);
  in.take("products", &list, f.products);
  std::optional<found<timestamp>> hour_beside;
  in.take("hour", &hour, hour_beside);
  if (hour_beside) join_hour(*hour_beside, out);
  for (row const& each : rows_) {
    auto const same = [&](extra_field const& extra) { return extra.field == each.field; };
    if (!each.is_own || is_default_field(each.field) || std::any_of(f.extra.begin(), f.extra.end(), same)) continue;
    std::optional<found<personal>> value;
    in.take(each.field, &person, value);
    if (value) f.extra.push_back({each.field, std::move(*value)});
  }
  return in.text("chave", &written);
}

} // namespace pacto
RUBRICA_END_NAMESPACE
