// A body from Pacto, and after separators the request's target and its `chave`; the last byte chooses the route's hint and the
// unit. Every notification says where its values come from, and no invalid one is accepted.

#include "property.hpp"

#include "text/utf8.hpp"

#include <rubrica/pacto/parse.hpp>

#include <iterator>

namespace pacto = rubrica::pacto;
using namespace rubrica_fuzz;
using pacto::notification;
using rubrica::errc;
using rubrica::secret;

namespace {

constexpr std::string_view hints[] = {"", "access", "notificarContrato", "/api/rest/pacto/token/pagamento/", "notificarOutra"};

pacto::unit unit_for(std::size_t choice) {
  pacto::unit unit;
  unit.active = (choice & 1) == 0;
  if ((choice & 2) != 0) unit.name = "centro|sul\\1";
  if ((choice & 4) != 0) unit.chave = secret("0123456789abcdef0123456789ABCDEF");
  if ((choice & 8) != 0) unit.company_code = "12";
  if ((choice & 16) != 0) {
    unit.aliases = {{"client_code", {"socio.id", "telefones[1]"}}, {"turnstile", {"catraca", "dados.Catraca"}}};
    unit.company_name = "Academia Centro";
  }
  return unit;
}

template <class Value> void check_place(notification const& from, std::optional<pacto::found<Value>> const& field) {
  if (!field) return;
  require(!field->path.empty() && json_at(from, field->path).has_value(), "a value is where its path says");
}

void check_fields(notification const& one) {
  pacto::fields const& f = one.fields;
  for (auto const* field : {&f.client_code, &f.registration_number, &f.contract_code, &f.plan, &f.receipt_code, &f.products})
    check_place(one, *field);
  for (auto const* field : {&f.client_name, &f.phone, &f.email, &f.cpf}) check_place(one, *field);
  check_place(one, f.amount);
  check_place(one, f.occurred_at);
  for (auto const& extra : f.extra) check_place(one, std::optional<pacto::found<rubrica::personal>>(extra.text));
  require(!f.occurred_at || f.occurred_at->value.at().has_value(), "a time that was found can be read");
  if (f.amount) {
    auto const& amount = f.amount->value;
    require(amount.places >= 0 && !to_string(amount).empty(), "an amount has a number of places");
  }
}

void check_kind(notification const& one) {
  bool const is_named = one.confidence == pacto::confidence::certain || one.confidence == pacto::confidence::conflict;
  require((one.confidence == pacto::confidence::none) == (one.source == pacto::kind_source::none),
          "what is known of the kind has a source");
  require(!is_named || one.kind.is_known(), "a certain kind is one of the five");
  require((one.confidence == pacto::confidence::conflict) == !one.conflicting_kind.empty(), "a conflict has two kinds");
  require(one.conflicting_kind.empty() || one.conflicting_kind != one.kind, "a conflict has two different kinds");
}

void check_notification(notification const& one, pacto::unit const& unit) {
  check_kind(one);
  check_fields(one);
  bool const dropped = one.disposition == pacto::disposition::dropped_inactive_unit;
  require(dropped == !unit.active, "what an inactive unit sends is dropped, nothing else");
  bool const accepted = one.disposition == pacto::disposition::accepted;
  require(!accepted || one.confidence == pacto::confidence::certain, "only a certain kind is accepted");
  require(!accepted || one.conflicting_members.empty(), "nothing that contradicts itself is accepted");
  require(!one.key_is_natural || one.conflicting_members.empty(), "nor known by its parts");
  for (auto const& path : one.conflicting_members) require(json_at(one, path).has_value(), "a conflict is where its path says");
  bool const others = accepted && !unit.company_code.empty() && !one.company_code.empty();
  require(!others || one.company_code == unit.company_code, "nothing of another company is accepted");
  require(one.chave.empty() || pacto::is_chave(one.chave.reveal()), "a chave has Pacto's form");
  require(!one.key_is_natural || one.confidence == pacto::confidence::certain, "a natural key has a certain kind");
  require(one.natural_key.size() > 1, "there is always a key");
  require(rubrica::detail::is_valid_utf8(one.payload), "the payload is UTF-8");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view rest = text_of(data, size);
  std::size_t const choice = take_choice(rest);
  auto const unit = unit_for(choice);
  std::string_view const body = take_until(rest, record_separator);
  pacto::arrival arrival;
  arrival.route_hint = hints[(choice >> 5) % std::size(hints)];
  arrival.target = take_until(rest, record_separator);
  arrival.chave = rest;

  auto const all = pacto::parse_batch(arrival, body, unit);
  auto const one = pacto::parse(arrival, body, unit);
  require(one.has_value() == (all.has_value() && all->size() == 1), "a single notification is a batch of one");
  if (one) require(one->raw == body, "the body is kept byte for byte");
  if (!one && all) require(one.error().code == errc::malformed, "a batch of another size is no single notification");
  if (!all) {
    require_explained(all.error(), {errc::malformed, errc::limit_exceeded}, body);
    return 0;
  }
  bool const is_json = body.find_first_not_of(" \t\r\n") != std::string_view::npos && trimmed(body).front() == '[' &&
                       body.find('\0') == std::string_view::npos;
  bool const may_be_latin_1 = !rubrica::detail::is_valid_utf8(body) || body.find('%') != std::string_view::npos;
  for (auto const& each : *all) {
    check_notification(each, unit);
    require(!each.from_latin_1 || may_be_latin_1, "UTF-8 is not taken for ISO-8859-1");
    if (is_json) require(body.find(each.raw) != std::string_view::npos, "each notification keeps its slice of the body");
  }
  return 0;
}
