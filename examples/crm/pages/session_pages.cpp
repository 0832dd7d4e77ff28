#include "pages/page_routes.hpp"

namespace crm {

answer login_page(app& of) {
  html choices;
  for (tenant const& one : of.tables.read([](soci::session& at) { return tenants(at); })) {
    choices += html("<li><button class=\"principal\" name=\"empresa\" value=\"{}\">{}</button></li>", one.id, typed(one.name));
  }
  answer out;
  out.body = html("<!DOCTYPE html>\n<html lang=\"pt-BR\"><head><meta charset=\"utf-8\"><title>Entrar · CRM Rubrica</title>"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                  "<link rel=\"stylesheet\" href=\"/estilo.css\"><link rel=\"icon\" href=\"/icone.svg\"></head><body>"
                  "<main class=\"estreito\"><h1>CRM Rubrica</h1><p>Escolha a empresa em que você trabalha. "
                  "Este CRM é uma demonstração: não há senha.</p>"
                  "<form method=\"post\" action=\"/entrar\"><ul class=\"escolhas\">{}</ul></form></main></body></html>\n",
                  choices)
                 .text();
  return out;
}

answer sign_out_form(visit const& of) {
  of.write([&](soci::session& at) { sign_out(at, of.who.id); });
  answer out;
  out.status = 303;
  out.location = "/entrar";
  return out;
}

} // namespace crm
