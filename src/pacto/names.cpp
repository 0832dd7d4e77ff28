#include "pacto/names.hpp"

#include "json/delivered_text.hpp"
#include "json/identifier.hpp"

#include <algorithm>
#include <array>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

constexpr std::string_view prefix = "notificar";

struct kind_row {
  notification_kind::known kind;
  std::string_view plain;
  std::string_view ours;
};
constexpr kind_row kinds[] = {
    {notification_kind::registration, "cadastro", "registration"},
    {notification_kind::contract, "contrato", "contract"},
    {notification_kind::one_off_sale, "vendaavulsa", "one_off_sale"},
    {notification_kind::payment, "pagamento", "payment"},
    {notification_kind::access, "acesso", "access"},
};
static_assert(std::size(kinds) == std::size(notification_kind::all));

bool has_prefix(std::string_view text) {
  return text.substr(0, prefix.size()) == prefix;
}

/// Members that only one kind has: a whole key, or with `*` the beginning of one.
struct trait {
  std::string_view key;
  notification_kind::known kind;
};
constexpr trait traits[] = {
    {"recibo*", notification_kind::payment},
    {"codigorecibo", notification_kind::payment},
    {"contrato*", notification_kind::contract},
    {"codigocontrato", notification_kind::contract},
    {"vendaavulsa*", notification_kind::one_off_sale},
    {"acesso*", notification_kind::access},
    {"catraca", notification_kind::access},
    {"datahoraentrada", notification_kind::access},
    {"tipocheckin", notification_kind::access},
};

// A body with only these is a registration when it has a name and another one of the first list.
constexpr std::string_view person_keys[] = {"cpf",  "email", "celular",        "telcelular", "telefone", "telefones",
                                            "sexo", "rg",    "datanascimento", "endereco",   "pessoa",   "datacadastro"};
constexpr std::string_view neutral_keys[] = {"nome",     "cliente",      "aluno",        "codigo",        "codigocliente",
                                             "chave",    "empresa",      "matricula",    "codigoempresa", "empresaid",
                                             "unidade",  "nomeempresa",  "dataregistro", "data",          "datahora",
                                             "situacao", "codigopessoa", "evento"};

template <class List> bool is_one_of(List const& list, std::string_view key) {
  return std::find(std::begin(list), std::end(list), key) != std::end(list);
}

/// The normalised keys of the payload, or of its only wrapper.
std::vector<std::string_view> keys_of(outline const& body, std::vector<std::string> const& wrappers) {
  std::string const inside = wrappers.size() == 1 ? wrappers.front() + "." : std::string();
  std::vector<std::string_view> keys;
  for (node const& each : body.nodes) {
    std::string_view key = each.plain;
    if (each.depth != (inside.empty() ? 1 : 2) || key.substr(0, inside.size()) != inside) continue;
    key.remove_prefix(inside.size());
    keys.push_back(key);
  }
  return keys;
}

bool fits(trait const& known, std::string_view key) {
  bool const is_prefix = known.key.back() == '*';
  std::string_view const text = known.key.substr(0, known.key.size() - (is_prefix ? 1 : 0));
  return is_prefix ? key.substr(0, text.size()) == text : key == text;
}

/// The kind that the keys suggest. Empty when they suggest none, or several: a receipt may mention a contract.
notification_kind guess(std::vector<std::string_view> const& keys) {
  std::vector<notification_kind> hits;
  auto const hit = [&](notification_kind const& kind) {
    if (std::find(hits.begin(), hits.end(), kind) == hits.end()) hits.push_back(kind);
  };
  bool products = false;
  bool all_personal = true;
  std::size_t personal_keys = 0;
  for (std::string_view const key : keys) {
    for (trait const& known : traits) {
      if (fits(known, key)) hit(known.kind);
    }
    if (key == "produtos") products = true;
    if (is_one_of(person_keys, key))
      ++personal_keys;
    else if (!is_one_of(neutral_keys, key))
      all_personal = false;
  }
  bool const has_contract = std::find(hits.begin(), hits.end(), notification_kind(notification_kind::contract)) != hits.end();
  if (products && !has_contract) hit(notification_kind::one_off_sale);
  if (hits.empty() && all_personal && personal_keys > 0 && is_one_of(keys, "nome")) hit(notification_kind::registration);
  return hits.size() == 1 ? hits.front() : notification_kind();
}

/// Collects the names from all places; the first one decides.
class witnesses {
public:
  explicit witnesses(notification& out) : out_(out) {}

  void hear(std::string_view said, kind_source where, bool from_pacto = true) {
    if (said.empty()) return;
    notification_kind const kind = kind_named(said);
    if (from_pacto && out_.event_name.empty() && (!kind.empty() || has_prefix(plain(said)))) out_.event_name = said;
    if (kind.empty()) return;
    if (out_.kind.empty()) {
      out_.kind = kind;
      out_.source = where;
      out_.confidence = confidence::certain;
    } else if (out_.kind != kind && out_.conflicting_kind.empty()) {
      out_.conflicting_kind = kind;
      out_.confidence = confidence::conflict;
    }
  }

private:
  notification& out_;
};

std::string_view last_segment(std::string_view target) {
  std::string_view path = target.substr(0, target.find_first_of("?#"));
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

/// Members with content whose name is that of a notification. `contrato` beside other members is an ordinary member and does not
/// count; `notificarContrato` is a name in any place.
std::vector<node const*> named_wrappers(outline const& body) {
  auto const is_top = [](node const& each) { return each.depth == 1; };
  bool const alone = std::count_if(body.nodes.begin(), body.nodes.end(), is_top) == 1;
  std::vector<node const*> found;
  for (node const& each : body.nodes) {
    bool const holds = each.is == node::type::object || each.is == node::type::array;
    if (is_top(each) && holds && (alone || has_prefix(each.plain)) && !kind_named(each.path).empty()) found.push_back(&each);
  }
  return found;
}

std::vector<node const*> said_at(outline const& body, std::string_view path) {
  auto found = body.at(path);
  auto const says_nothing = [](node const* each) { return !each->is_scalar() || detail::is_placeholder(each->text); };
  found.erase(std::remove_if(found.begin(), found.end(), says_nothing), found.end());
  return found;
}

/// Whether one of the spellings of a member names a notification, and another one says something else.
bool are_two_names(std::vector<node const*> const& spellings) {
  auto const name_in = [](node const* each) {
    std::string name = plain(each->text);
    return has_prefix(name) ? name.substr(prefix.size()) : name;
  };
  auto const is_name = [](node const* each) { return has_prefix(plain(each->text)) || !kind_named(each->text).empty(); };
  auto const differs = [&](node const* each) { return name_in(each) != name_in(spellings.front()); };
  return std::any_of(spellings.begin(), spellings.end(), is_name) && std::any_of(spellings.begin(), spellings.end(), differs);
}

} // namespace

std::string_view to_string(notification_kind const& kind) noexcept {
  for (kind_row const& row : kinds) {
    if (kind == row.kind) return row.ours;
  }
  return "unknown";
}

notification_kind kind_named(std::string_view text) {
  constexpr std::size_t longest_name = 64;
  if (text.size() > longest_name) return {};
  std::string const whole = plain(text);
  std::string_view const bare = std::string_view(whole).substr(has_prefix(whole) ? prefix.size() : 0);
  for (kind_row const& row : kinds) {
    if (bare == row.plain) return row.kind;
  }
  return {};
}

std::vector<std::string> wrappers_of(outline const& body) {
  std::vector<std::string> found;
  for (node const* each : named_wrappers(body)) {
    if (!is_one_of(found, each->plain)) found.push_back(each->plain);
  }
  for (node const& each : body.nodes) {
    bool const is_usual = each.depth == 1 && each.is == node::type::object && detail::is_wrapper_name(each.plain);
    if (is_usual && !is_one_of(found, each.plain)) found.push_back(each.plain);
  }
  return found;
}

void recognise(arrival const& from, std::vector<query_parameter> const& query, outline const& body,
               std::vector<std::string> const& name_fields, notification& out) {
  constexpr std::string_view in_query[] = {"evento", "event", "tipo", "acao", "metodo"};
  witnesses all(out);
  for (kind_row const& row : kinds) {
    if (plain(from.route_hint) == plain(row.ours)) all.hear(row.kind.text, kind_source::route, false);
  }
  all.hear(last_segment(from.route_hint), kind_source::route, false);
  all.hear(last_segment(from.target), kind_source::url_suffix);
  for (query_parameter const& each : query) {
    if (is_one_of(in_query, each.plain_name)) all.hear(each.value, kind_source::query_parameter);
  }
  for (std::string const& path : name_fields) {
    auto const spellings = said_at(body, path);
    for (node const* each : spellings) all.hear(each->text, kind_source::name_field);
    if (are_two_names(spellings)) out.conflicting_members.push_back(spellings.front()->path);
  }
  for (node const* each : named_wrappers(body)) all.hear(each->path, kind_source::wrapper_key);
  if (!out.kind.empty()) return;
  if (!out.event_name.empty()) { // a sixth notification: its name is more reliable than a guess
    out.kind = notification_kind(out.event_name);
    return;
  }
  out.kind = guess(keys_of(body, wrappers_of(body)));
  if (out.kind.empty()) return;
  out.source = kind_source::structure;
  out.confidence = confidence::likely;
}

} // namespace pacto
RUBRICA_END_NAMESPACE
