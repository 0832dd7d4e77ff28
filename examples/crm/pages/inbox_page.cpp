#include "pages/page_routes.hpp"

#include "inbox.hpp"
#include "pages/words.hpp"

#include <rubrica/assinebem/label.hpp>
#include <rubrica/callbacks/label.hpp>
#include <rubrica/pacto/label.hpp>
#include <rubrica/signing/label.hpp>

namespace crm {
namespace {

namespace assinebem = rubrica::assinebem;
namespace callbacks = rubrica::callbacks;
namespace pacto = rubrica::pacto;

constexpr int most_shown = 50;

html fact(char const* name, std::string const& value) {
  return value.empty() ? html() : html("<li>{}: {}</li>", name, typed(value));
}

template <class Found> std::string value_of(std::optional<Found> const& of) {
  if constexpr (std::is_same_v<decltype(of->value), rubrica::personal>)
    return of ? of->value.reveal() : std::string();
  else
    return of ? std::string(of->value) : std::string();
}

html facts_of(assinebem::payload const& from) {
  html out = fact("Documento", assinebem::document_of(from).text());
  out += fact("Parte", assinebem::party_of(from).text());
  if (auto const* refused = std::get_if<assinebem::party_refused>(&from)) {
    out += fact("Motivo", refused->reason);
    out += fact("Nas palavras da parte", refused->description);
  }
  if (auto const* invalid = std::get_if<assinebem::document_invalidated>(&from)) out += fact("Motivo", invalid->reason);
  if (auto const* checked = std::get_if<assinebem::party_status_changed>(&from)) out += fact("Situação", spoken(checked->status));
  if (auto const* delegated = std::get_if<assinebem::party_delegated>(&from))
    out += fact("Quem assina no lugar", delegated->delegate.name.reveal());
  return out;
}

html facts_of(pacto::notification const& from) {
  html out = fact("Cliente", value_of(from.fields.client_name));
  out += fact("Plano", value_of(from.fields.plan));
  if (from.fields.amount) out += fact("Valor", to_string(from.fields.amount->value));
  if (from.fields.occurred_at) out += fact("Quando", date_and_time_of(from.fields.occurred_at->value));
  return out;
}

html facts_of(callbacks::delivery const& from) {
  if (auto const* callback = from.assinebem()) return facts_of(callback->payload);
  html out;
  for (pacto::notification const& one : from.pacto()) out += facts_of(one);
  return out;
}

html row_of(received const& one, rubrica::result<callbacks::delivery> const& what) {
  if (!what)
    return html("<tr><td data-rotulo=\"Recebido em\">{}</td><td></td><td>{}</td></tr>", date_and_time_of(one.at),
                spoken(what.error()));
  html content("<strong>{}</strong>", spoken(*what));
  if (what->verdict != callbacks::verdict::accept)
    content += html(" <span class=\"selo atencao\">{}</span>", spoken(what->verdict));
  if (what->problem) content += html("<p>{}</p>", spoken(*what->problem));
  html const facts = facts_of(*what);
  if (!facts.empty()) content += html("<ul>{}</ul>", facts);
  return html(
      "<tr><td data-rotulo=\"Recebido em\">{}</td><td data-rotulo=\"De\">{}</td><td data-rotulo=\"O que diz\">{}</td></tr>",
      date_and_time_of(one.at), spoken(what->provider), content);
}

} // namespace

answer inbox_page(visit const& of) {
  auto const all = of.read([&](soci::session& at) { return inbox_of(at, of.whose.id, most_shown); });
  html rows;
  for (received const& one : all) rows += row_of(one, of.app.desk.engine().delivery(of.whose.id, one.delivery));
  html content(
      "<h1>Caixa de entrada</h1><p>Avisos do AssineBem e do Pacto, e o que não pôde ser entendido. Os endereços para eles estão no "
      "<a href=\"/perfil\">perfil</a>.</p><div data-vivo>");
  content += all.empty()
                 ? html("<p>Nada foi recebido ainda.</p>")
                 : html("<table><thead><tr><th scope=\"col\">Recebido em</th><th scope=\"col\">De</th><th scope=\"col\">O que "
                        "diz</th></tr></thead><tbody>{}</tbody></table>",
                        rows);
  content += html("</div>");
  return page(of, "Caixa de entrada", content);
}

} // namespace crm
