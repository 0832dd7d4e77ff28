#include "pages/record_layout.hpp"

namespace crm {

std::optional<record> record_in_path(visit const& of) {
  auto const wanted = kind_at(of.request.matches[1].str());
  auto const found = of.read([&](soci::session& at) { return record_of(at, of.whose.id, of.number(2)); });
  return found && found->kind == wanted ? found : std::nullopt;
}

std::string address_of(record const& one) {
  return std::string("/") + words_of(one.kind).path + "/" + std::to_string(one.number);
}

html record_heading(record const& one, tab chosen) {
  kind_words const& words = words_of(one.kind);
  std::string const address = address_of(one);
  html const current(" aria-current=\"page\"");
  return html("<p class=\"trilha\"><a href=\"/{}\">{}</a></p><h1>{}</h1><nav class=\"abas\" aria-label=\"Abas do cadastro\">"
              "<a href=\"{}\"{}>Dados</a><a href=\"{}/documentos\"{}>Documentos</a></nav>",
              words.path, words.many, typed(one.title), address, chosen == tab::data ? current : html(), address,
              chosen == tab::documents ? current : html());
}

html contact_table(html const& rows) {
  return html("<table><thead><tr><th scope=\"col\">Nome</th><th scope=\"col\">Tipo</th><th scope=\"col\">E-mail</th>"
              "<th scope=\"col\">Celular</th></tr></thead><tbody>{}</tbody></table>",
              rows);
}

} // namespace crm
