#include "pages/page_routes.hpp"

#include "pages/record_layout.hpp"

#include <algorithm>

namespace crm {
namespace {

constexpr std::size_t longest_text = 2000; // bytes

kind_words const& words_in(visit const& of) {
  return words_of(kind_at(of.request.matches[1].str()).value());
}

html row_of(kind_words const& words, record const& one) {
  html const name = html("<td data-rotulo=\"Nome\"><a href=\"/{}/{}\">{}</a></td><td data-rotulo=\"{}\">{}</td>", words.path,
                         one.number, typed(one.title), words.kind == kind::contact ? "Tipo" : "Etapa", one.category);
  if (words.kind != kind::contact) return html("<tr>{}</tr>", name);
  return html("<tr>{}<td data-rotulo=\"E-mail\">{}</td><td data-rotulo=\"Celular\">{}</td></tr>", name, typed(one.email),
              typed(one.mobile));
}

html options_of(std::vector<char const*> const& all, std::string const& chosen) {
  html out;
  for (char const* one : all) out += html("<option{}>{}</option>", chosen == one ? html(" selected") : html(), one);
  return out;
}

/// The form for a new record, with what was typed before and what is wrong with it.
html record_form(visit const& of, record const& typed_in, std::string const& mistake) {
  kind_words const& words = words_in(of);
  bool const is_contact = words.kind == kind::contact;
  html out = form_begin(of, html("/{}", words.path).text());
  if (!mistake.empty()) out += html("<p class=\"erro\" role=\"alert\" id=\"erro\">{}</p>", mistake);
  out += html(
      "<p><label for=\"nome\">{}</label><input id=\"nome\" name=\"nome\" required maxlength=\"600\" dir=\"auto\" value=\"{}\"></p>",
      is_contact ? "Nome completo" : "Título", typed_in.title);
  if (is_contact) {
    out += html("<p><label for=\"email\">E-mail</label><input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"off\" "
                "value=\"{}\"></p><p><label for=\"celular\">Celular</label><input id=\"celular\" name=\"celular\" type=\"tel\" "
                "placeholder=\"(11) 98765-4321\" autocomplete=\"off\" value=\"{}\"></p>",
                typed_in.email, typed_in.mobile);
  }
  out +=
      html("<p><label for=\"categoria\">{}</label><select id=\"categoria\" name=\"categoria\">{}</select></p>"
           "<p class=\"acoes\"><button class=\"principal\">Salvar</button> <a class=\"botao\" href=\"/{}\">Voltar</a></p></form>",
           is_contact ? "Tipo" : "Etapa", options_of(words.categories, typed_in.category), words.path);
  return out;
}

html contacts_part(visit const& of, record const& one) {
  auto const [linked, all] = of.read(
      [&](soci::session& at) { return std::pair(contacts_of(at, of.whose.id, one), records(at, of.whose.id, kind::contact)); });
  html rows;
  for (record const& each : linked) rows += row_of(words_of(kind::contact), each);
  html choices;
  for (record const& each : all) {
    bool const is_linked =
        std::any_of(linked.begin(), linked.end(), [&](record const& known) { return known.number == each.number; });
    if (!is_linked) choices += html("<option value=\"{}\">{}</option>", each.number, each.title);
  }
  html out("<h2>Contatos</h2>");
  out += rows.empty() ? html("<p>Nenhum contato foi vinculado.</p>") : contact_table(rows);
  if (choices.empty()) return out;
  out += html("{}<p><label for=\"contato\">Vincular contato</label><select id=\"contato\" name=\"contato\">{}</select></p>"
              "<p class=\"acoes\"><button>Vincular</button></p></form>",
              form_begin(of, address_of(one) + "/contatos"), choices);
  return out;
}

} // namespace

answer list_records(visit const& of) {
  kind_words const& words = words_in(of);
  auto const all = of.read([&](soci::session& at) { return records(at, of.whose.id, words.kind); });
  html rows;
  for (record const& one : all) rows += row_of(words, one);
  html content("<div class=\"titulo\"><h1>{}</h1><a class=\"botao principal\" href=\"/{}/novo\">{}</a></div>", words.many,
               words.path, words.fresh);
  if (all.empty())
    content += html("<p>Nada foi cadastrado ainda.</p>");
  else if (words.kind == kind::contact)
    content += contact_table(rows);
  else
    content += html(
        "<table><thead><tr><th scope=\"col\">Nome</th><th scope=\"col\">Etapa</th></tr></thead><tbody>{}</tbody></table>", rows);
  return page(of, words.many, content);
}

answer new_record_page(visit const& of) {
  kind_words const& words = words_in(of);
  return page(of, words.fresh, html("<h1>{}</h1>{}", words.fresh, record_form(of, {}, {})));
}

answer create_record(visit const& of) {
  kind_words const& words = words_in(of);
  record one{0, words.kind, of.field("nome"), of.field("categoria"), of.field("email"), of.field("celular")};
  bool const is_known =
      std::any_of(words.categories.begin(), words.categories.end(), [&](char const* each) { return one.category == each; });
  std::string mistake;
  if (one.title.empty())
    mistake = "Preencha o nome.";
  else if (one.title.size() > longest_text || one.email.size() > longest_text || one.mobile.size() > longest_text)
    mistake = "O texto é longo demais.";
  else if (!is_known)
    mistake = "Escolha uma das opções da lista.";
  if (!mistake.empty()) return page(of, words.fresh, html("<h1>{}</h1>{}", words.fresh, record_form(of, one, mistake)), 422);
  one.number = of.write([&](soci::session& at) { return add_record(at, of.whose.id, one); });
  return go(of, address_of(one), "Cadastro salvo.");
}

answer show_record(visit const& of) {
  auto const one = record_in_path(of);
  if (!one) return not_found(of);
  html facts("<dt>{}</dt><dd>{}</dd>", one->kind == kind::contact ? "Tipo" : "Etapa", one->category);
  if (one->kind == kind::contact)
    facts += html("<dt>E-mail</dt><dd>{}</dd><dt>Celular</dt><dd>{}</dd>", typed(one->email), typed(one->mobile));
  html const contacts = one->kind == kind::contact ? html() : contacts_part(of, *one);
  return page(of, one->title, html("{}<dl>{}</dl>{}", record_heading(*one, tab::data), facts, contacts));
}

answer link_contact(visit const& of) {
  auto const one = record_in_path(of);
  if (!one || one->kind == kind::contact) return not_found(of);
  auto const wanted = of.field("contato");
  bool const is_number = !wanted.empty() && wanted.size() < 10 && wanted.find_first_not_of("0123456789") == std::string::npos;
  bool const done = is_number && of.write([&](soci::session& at) {
    auto const contact = record_of(at, of.whose.id, std::stoll(wanted));
    if (!contact || contact->kind != kind::contact) return false;
    link(at, of.whose.id, one->number, contact->number);
    return true;
  });
  return done ? go(of, address_of(*one), "Contato vinculado.") : not_found(of);
}

} // namespace crm
