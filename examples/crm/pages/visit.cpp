#include "pages/visit.hpp"

#include "pages/page_routes.hpp"

namespace crm {
namespace {

std::string without_blanks(std::string const& text) {
  constexpr char blanks[] = " \t\r\n";
  auto const begin = text.find_first_not_of(blanks);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// Debian 12's cpp-httplib keeps all parts in one place, that of sid (0.41) fields and files apart.
template <class Request>
auto part_of(Request const& request, std::string const& name, int) -> decltype(void(request.files), std::optional<form_part>()) {
  auto const part = request.files.find(name);
  if (part == request.files.end()) return std::nullopt;
  return form_part{part->second.filename, part->second.content};
}
template <class Request> std::optional<form_part> part_of(Request const& request, std::string const& name, long) {
  auto const& form = request.form;
  if (auto const file = form.files.find(name); file != form.files.end())
    return form_part{file->second.filename, file->second.content};
  if (auto const field = form.fields.find(name); field != form.fields.end()) return form_part{{}, field->second.content};
  return std::nullopt;
}

html menu_of(visit const& of) {
  struct entry {
    char const* path;
    char const* text;
  };
  constexpr entry entries[] = {{"/contatos", "Contatos"},       {"/oportunidades", "Oportunidades"},
                               {"/projetos", "Projetos"},       {"/caixa-de-entrada", "Caixa de entrada"},
                               {"/integracoes", "Integrações"}, {"/perfil", "Perfil"}};
  html out;
  for (entry const& one : entries) {
    bool const is_here = of.request.path.rfind(one.path, 0) == 0;
    out += is_here ? html("<li><a href=\"{}\" aria-current=\"page\">{}</a></li>", one.path, one.text)
                   : html("<li><a href=\"{}\">{}</a></li>", one.path, one.text);
  }
  return html("<nav aria-label=\"Principal\"><ul>{}</ul></nav>", out);
}

} // namespace

std::optional<form_part> visit::part(std::string const& name) const {
  return part_of(request, name, 0);
}

std::string visit::field(std::string const& name) const {
  auto const sent = part(name);
  return without_blanks(sent ? sent->content : request.get_param_value(name.c_str()));
}

long long visit::number(std::size_t place) const {
  std::string const text = request.matches[place].str();
  return text.size() <= 9 ? std::stoll(text) : 0; // the pattern lets digits through only
}

answer page(visit const& of, std::string const& title, html const& content, int status) {
  std::string const notice = of.write([&](soci::session& at) { return take_notice(at, of.who.id); });
  html const shown = notice.empty() ? html() : html("<p class=\"aviso\" role=\"status\">{}</p>", notice);
  answer out;
  out.status = status;
  out.body = html("<!DOCTYPE html>\n<html lang=\"pt-BR\"><head><meta charset=\"utf-8\"><title>{} · {}</title>"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                  "<link rel=\"stylesheet\" href=\"/estilo.css\"><link rel=\"icon\" href=\"/icone.svg\">"
                  "<script src=\"/crm.js\" defer></script></head><body>"
                  "<a class=\"pular\" href=\"#conteudo\">Ir para o conteúdo</a>"
                  "<header><p class=\"marca\">CRM Rubrica</p>{}<div class=\"conta\"><span>{}</span>"
                  "{}<button class=\"leve\">Sair</button></form></div></header>"
                  "<main id=\"conteudo\" tabindex=\"-1\">{}{}</main></body></html>\n",
                  title, of.whose.name, menu_of(of), typed(of.whose.name), form_begin(of, "/sair"), shown, content)
                 .text();
  return out;
}

answer go(visit const& of, std::string const& location, std::string const& notice) {
  if (!notice.empty()) of.write([&](soci::session& at) { leave_notice(at, of.who.id, notice); });
  answer out;
  out.status = 303;
  out.location = location;
  return out;
}

answer not_found(visit const& of) {
  return page(of, "Página não encontrada",
              html("<h1>Página não encontrada</h1><p>Ela não existe ou foi excluída. "
                   "<a href=\"/oportunidades\">Ir para as oportunidades</a></p>"),
              404);
}

answer refused_form(visit const& of) {
  return page(of, "Formulário recusado",
              html("<h1>Formulário recusado</h1><p>Ele não veio desta sessão. Abra a página de novo e repita o envio.</p>"), 403);
}

html form_begin(visit const& of, std::string const& action) {
  // Always multipart: what people type may be longer than a server takes in the other encoding.
  return html("<form method=\"post\" action=\"{}\" enctype=\"multipart/form-data\">"
              "<input type=\"hidden\" name=\"csrf\" value=\"{}\">",
              action, of.who.csrf);
}

} // namespace crm
