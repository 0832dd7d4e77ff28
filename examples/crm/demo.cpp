#include "demo.hpp"

#include "records.hpp"
#include "tenants.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace crm {
namespace {

struct person {
  char const* name;
  char const* category;
  char const* email;
  char const* mobile;
};

struct deal {
  crm::kind kind;
  char const* title;
  char const* stage;
  std::vector<std::size_t> people; ///< by their place in the list of people
};

void fill(soci::session& at, tenant const& whose, std::vector<person> const& people, std::vector<deal> const& deals) {
  add_tenant(at, whose);
  std::vector<long long> numbers;
  for (person const& one : people)
    numbers.push_back(add_record(at, whose.id, {0, kind::contact, one.name, one.category, one.email, one.mobile}));
  for (deal const& one : deals) {
    long long const number = add_record(at, whose.id, {0, one.kind, one.title, one.stage, {}, {}});
    for (std::size_t const each : one.people) link(at, whose.id, number, numbers.at(each));
  }
}

} // namespace

void fill_with_demo(database& tables) {
  tables.write([](soci::session& at) {
    if (!tenants(at).empty()) return;
    fill(at, {"acme", "Acme Consultoria", random_token()},
         {{"Ana Souza", "Cliente", "ana.souza@exemplo.com.br", "(11) 98765-4321"},
          {"Bruno Lima", "Cliente", "bruno.lima@exemplo.com.br", "(21) 99876-5432"},
          {"Carla Mendes", "Prospect", "carla.mendes@exemplo.com.br", ""}},
         {{kind::opportunity, "Consultoria tributária 2027", "Negociação", {0, 1}},
          {kind::opportunity, "Treinamento de equipe", "Proposta", {2}},
          {kind::project, "Implantação do ERP", "Em andamento", {0}}});
    fill(
        at, {"beta", "Beta Academia", random_token()},
        {{"Daniel Rocha", "Cliente", "daniel.rocha@exemplo.com.br", "(31) 98888-7777"}},
        {{kind::opportunity, "Plano corporativo", "Fechamento", {0}}, {kind::project, "Reforma da sala 2", "Planejamento", {0}}});
  });
}

bool fetch_certificates(std::string const& clicksign_url, std::string const& into) {
  auto const end_of_host = clicksign_url.find('/', clicksign_url.find("//") + 2);
  httplib::Client simulator(clicksign_url.substr(0, end_of_host));
  auto const answer = simulator.Get("/__sandbox/signing_certificates");
  if (!answer || answer->status != 200) return false;
  auto const told = nlohmann::json::parse(answer->body, nullptr, false);
  if (!told.is_object() || !told.contains("pem")) return false;
  std::ofstream out(into);
  out << told.at("pem").get<std::string>();
  return static_cast<bool>(out.flush());
}

} // namespace crm
