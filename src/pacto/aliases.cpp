#include "pacto/aliases.hpp"

#include "pacto/names.hpp"

#include <algorithm>
#include <iterator>

namespace rubrica { inline namespace v0_1 { namespace pacto {
namespace {

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
    {"occurred_at", "dataRegistro dataHora data dataLancamento dataPagamento dataCadastro"},
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

maybe_text any_text(node const& from) {
  return from.is_scalar() ? maybe_text(from.text) : std::nullopt;
}
maybe_text code(node const& from) {
  return from.is_scalar() && is_code(from.text) ? maybe_text(from.text) : std::nullopt;
}
maybe_text word(node const& from) {
  return from.is_scalar() && !is_digits(from.text) ? maybe_text(from.text) : std::nullopt;
}
std::optional<personal> person(node const& from) {
  return from.is_scalar() ? std::optional<personal>(personal(from.text)) : std::nullopt;
}
maybe_text list(node const& from) {
  return from.is == node::type::array ? maybe_text(std::string()) : std::nullopt;
}

/// Looks for fields in the payload and in its wrappers.
struct search {
  alias_table const& table;
  outline const& body;
  std::vector<std::string> wrappers;

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
    node const* const at = body.find(path);
    if (at == nullptr) return false;
    std::optional<T> value = read(*at);
    if (!value) return false;
    out = found<T>{std::move(*value), at->path};
    return true;
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
  search const in{*this, body, wrappers_of(body)};
  out.company_code = in.text("company_code", &code);
  out.company_name = in.text("company_name", &word);
  fields& f = out.fields;
  in.take("client_code", &code, f.client_code);
  in.take("registration_number", &any_text, f.registration_number);
  in.take("client_name", &person, f.client_name);
  in.take("phone", &person, f.phone);
  in.take("email", &person, f.email);
  in.take("cpf", &person, f.cpf);
  in.take("contract_code", &code, f.contract_code);
  in.take("plan", &any_text, f.plan);
  in.take("receipt_code", &code, f.receipt_code);
  in.take("amount", &read_decimal, f.amount);
  in.take("occurred_at", &read_time, f.occurred_at);
  in.take("products", &list, f.products);
  for (row const& each : rows_) {
    auto const same = [&](extra_field const& extra) { return extra.field == each.field; };
    if (!each.is_own || is_default_field(each.field) || std::any_of(f.extra.begin(), f.extra.end(), same)) continue;
    std::optional<found<personal>> value;
    in.take(each.field, &person, value);
    if (value) f.extra.push_back({each.field, std::move(*value)});
  }
  return in.text("chave", &any_text);
}

}}} // namespace rubrica::v0_1::pacto
