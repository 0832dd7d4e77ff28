#include "pages/page_routes.hpp"

#include "pages/document_form.hpp"
#include "pages/document_state.hpp"
#include "pages/record_layout.hpp"
#include "pages/words.hpp"

#include <rubrica/signing/label.hpp>

#include <fstream>
#include <iterator>

namespace crm {
namespace {

/// What can be done; its page says why the rest cannot. Of one that was never sent the reason stands here, where it is looked for.
html buttons_of(document const& one, bool is_set_up) {
  std::string const at = "/documentos/" + std::to_string(one.number);
  auto const why_not = why_not_send(one, is_set_up);
  html out;
  if (why_not.empty() || !one.last) out += button_to(at + "/enviar", "Enviar para assinatura", one.name, why_not);
  if (one.last) out += button_to(at, "Acompanhar", one.name);
  if (one.last && one.last->is_kept) out += button_to(at + "/assinado", "Baixar assinado", one.name);
  if (why_not_edit(one).empty()) out += button_to(at + "/editar", "Editar", one.name);
  out += button_to(at + "/excluir", "Excluir", one.name);
  return out;
}

html row_of(document const& one, bool is_set_up) {
  html const description = one.description.empty() ? html() : html("<br><span class=\"nota\">{}</span>", typed(one.description));
  return html("<tr><td data-rotulo=\"Documento\"><a href=\"{}\">{}</a>{}</td><td data-rotulo=\"Tipo\">{}</td>"
              "<td data-rotulo=\"Situação\">{}</td><td data-rotulo=\"Ações\"><div class=\"acoes\">{}</div></td></tr>",
              "/documentos/" + std::to_string(one.number), typed(one.name), description, typed(one.type), badge_of(one),
              buttons_of(one, is_set_up));
}

/// The document that the path names: `/documentos/17`.
std::optional<document> document_in_path(visit const& of) {
  return of.read([&](soci::session& at) { return document_of(at, of.whose.id, of.number()); });
}

std::string tab_of(visit const& of, document const& one) {
  auto const owner = of.read([&](soci::session& at) { return record_of(at, of.whose.id, one.record); });
  return address_of(owner.value()) + "/documentos";
}

/// A file of ours, for the browser to keep: never to show, whatever is in it.
answer file_answer(visit const& of, std::string const& path, std::string const& name) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return not_found(of);
  answer out;
  out.type = "application/octet-stream";
  out.file_name = name;
  out.body.assign(std::istreambuf_iterator<char>(in), {});
  return out;
}

html refusal(rubrica::error_info const& why) {
  return html("<div class=\"erro\" role=\"alert\">{}</div>", explained(why));
}

} // namespace

answer documents_tab(visit const& of) {
  auto const owner = record_in_path(of);
  if (!owner) return not_found(of);
  auto const [all, ready] = of.read(
      [&](soci::session& at) { return std::pair(documents_of(at, of.whose.id, owner->number), is_set_up(at, of.whose.id)); });
  html rows;
  for (document const& one : all) rows += row_of(one, ready);
  html content = record_heading(*owner, tab::documents);
  content += html("<div class=\"titulo\"><h2>Documentos</h2><a class=\"botao principal\" href=\"{}/documentos/novo\">+ Adicionar "
                  "documento</a></div>",
                  address_of(*owner));
  if (!ready)
    content +=
        html("<p class=\"dica\">O envio para assinatura depende da <a href=\"/integracoes\">integração com a ClickSign</a>.</p>");
  content += all.empty()
                 ? html("<p>Nenhum documento foi adicionado.</p>")
                 : html("<div data-vivo><table><thead><tr><th scope=\"col\">Documento</th><th scope=\"col\">Tipo</th>"
                        "<th scope=\"col\">Situação</th><th scope=\"col\">Ações</th></tr></thead><tbody>{}</tbody></table></div>",
                        rows);
  return page(of, "Documentos", content);
}

answer new_document_page(visit const& of) {
  auto const owner = record_in_path(of);
  if (!owner) return not_found(of);
  std::string const at = address_of(*owner) + "/documentos";
  return page(of, "Adicionar documento", html("<h1>Adicionar documento</h1>{}", document_form(of, at, at, {}, true, {})));
}

answer create_document(visit const& of) {
  auto const owner = record_in_path(of);
  if (!owner) return not_found(of);
  std::string const at = address_of(*owner) + "/documentos";
  document one = read_document(of);
  one.record = owner->number;
  auto const kept = mistake_in(one);
  auto const stored = kept.empty() ? keep_upload(of, one) : rubrica::result<void>();
  if (!kept.empty() || !stored) {
    html const mistake = stored ? html("<p class=\"erro\" role=\"alert\">{}</p>", kept) : refusal(stored.error());
    return page(of, "Adicionar documento", html("<h1>Adicionar documento</h1>{}", document_form(of, at, at, one, true, mistake)),
                422);
  }
  of.write([&](soci::session& session) { add_document(session, of.whose.id, one); });
  return go(of, at, "Documento adicionado.");
}

answer edit_document_page(visit const& of) {
  auto const one = document_in_path(of);
  if (!one) return not_found(of);
  if (auto const why = why_not_edit(*one); !why.empty()) return go(of, tab_of(of, *one), why);
  return page(of, "Editar documento",
              html("<h1>Editar documento</h1>{}", document_form(of, of.request.path, tab_of(of, *one), *one, false, {})));
}

answer change_document(visit const& of) {
  auto const former = document_in_path(of);
  if (!former) return not_found(of);
  document one = read_document(of);
  one.number = former->number;
  one.last = former->last;
  std::string const why = why_not_edit(*former).empty() ? mistake_in(one) : why_not_edit(*former);
  auto const done = why.empty() ? of.app.desk.describe(of.whose.id, one) : rubrica::result<void>();
  if (why.empty() && done) return go(of, tab_of(of, *former), "Dados do documento alterados.");
  html const mistake = why.empty() ? refusal(done.error()) : html("<p class=\"erro\" role=\"alert\">{}</p>", why);
  return page(of, "Editar documento",
              html("<h1>Editar documento</h1>{}", document_form(of, of.request.path, tab_of(of, *former), one, false, mistake)),
              422);
}

answer delete_document_page(visit const& of) {
  auto const one = document_in_path(of);
  if (!one) return not_found(of);
  char const* const effect =
      signing_desk::deletion_of(*one)
          ? "Nem todos assinaram: o documento também será cancelado na ClickSign e, até onde ela permite, excluído lá."
          : "O documento sairá deste cadastro.";
  return page(of, "Excluir documento",
              html("<h1>Excluir documento</h1><p>{}</p><p>{}</p>{}<p class=\"acoes\"><button class=\"perigo\">Excluir</button> "
                   "<a class=\"botao\" href=\"{}\">Voltar</a></p></form>",
                   typed(one->name), effect, form_begin(of, of.request.path), tab_of(of, *one)));
}

answer delete_document_form(visit const& of) {
  auto const one = document_in_path(of);
  if (!one) return not_found(of);
  std::string const back = tab_of(of, *one);
  auto const removed = of.app.desk.remove(of.whose.id, *one);
  return go(of, back, removed ? "Documento excluído." : spoken(removed.error()));
}

answer original_file(visit const& of) {
  auto const one = document_in_path(of);
  return one ? file_answer(of, of.app.desk.uploads(one->stored), one->file) : not_found(of);
}

answer signed_file(visit const& of) {
  auto const one = document_in_path(of);
  if (!one || !one->last) return not_found(of);
  auto const view = of.app.desk.view_of(of.whose.id, *one);
  if (!view || view->documents.empty() || view->documents.front().reference.empty()) return not_found(of);
  return file_answer(of, of.app.desk.signed_file(view->documents.front().reference), one->name + " (assinado).pdf");
}

} // namespace crm
