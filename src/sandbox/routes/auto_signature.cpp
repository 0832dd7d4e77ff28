#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/resources.hpp"
#include "text/person.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* auto_signature_term_type = "auto_signature_terms";

json term_resource(auto_signature_term const& one) {
  return {{"id", one.id},
          {"type", auto_signature_term_type},
          {"attributes",
           {{"name", one.name},
            {"documentation", one.documentation},
            {"birthday", one.birthday},
            {"email", one.email},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

bool any_text(std::string_view) {
  return true;
}

std::string read(fields& from, char const* name, bool (*fits)(std::string_view) = any_text) {
  std::string const* value = from.text(name, presence::required);
  if (value == nullptr) return {};
  if (!fits(*value)) from.wrong_format(name);
  return *value;
}

void read_signer(fields& attributes, auto_signature_term& made) {
  auto signer = attributes.object("signer", presence::required);
  if (!signer) return;
  made.name = read(*signer, "name", text::is_person_name);
  made.email = read(*signer, "email");
  made.documentation = read(*signer, "documentation", is_cpf_form);
  made.birthday = read(*signer, "birthday", is_date);
  signer->close();
}

/// For invalid values the pointer does not contain `signer`, unlike the path of the values (clicksign-rest §15.31).
void check_model(auto_signature_term const& made, std::string const& admin_email, instant now, problem_list& model) {
  if (!text::is_email(made.email)) model.add(model_error("email", "inválido"));
  if (!cpf_digits_fit(made.documentation)) model.add(model_error("documentation", "inválido"));
  if (!is_past_date(made.birthday, now)) model.add(model_error("birthday", not_past)); // INFERRED: as a signer's
  if (!text::is_email(made.api_email)) model.add(model_error("api_email", "inválido"));
  if (!text::is_email(admin_email)) model.add(model_error("admin_email", "inválido"));
}

reply create_auto_signature_term(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], auto_signature_term_type);
  auto made = std::make_unique<auto_signature_term>();
  read_signer(body.attributes, *made);
  made->api_email = read(body.attributes, "api_email");
  std::string const admin_email = read(body.attributes, "admin_email");
  body.check();
  problem_list model(422);
  check_model(*made, admin_email, service.now(), model);
  auto const [begin, end] = service.auto_signature_terms_by_cpf.equal_range(made->documentation);
  bool const known = std::any_of(begin, end, [&](auto const& other) {
    return other.second->email == made->email && other.second->api_email == made->api_email;
  });
  if (known) model.add(base_error("Já existe um termo de assinatura automática para este signatário e operador."));
  model.check();

  made->id = service.ids.uuid();
  made->created_at = service.now();
  made->updated_at = made->created_at;
  auto_signature_term& added = service.auto_signature_terms.add(std::move(made));
  service.auto_signature_terms_by_cpf.emplace(added.documentation, &added);
  return data_reply(201, term_resource(added));
}

reply show_auto_signature_term(call& request) {
  auto_signature_term const* found = find_by_id(request.service.auto_signature_terms, request.ids.at(0));
  if (found == nullptr) reject_unknown(request.ids.at(0));
  return data_reply(200, term_resource(*found));
}

constexpr route auto_signature_term_table[] = {
    {"POST", "/auto_signature/terms", create_auto_signature_term, "data"},
    {"GET", "/auto_signature/terms/*", show_auto_signature_term},
};

} // namespace

route_table const auto_signature_routes(auto_signature_term_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
