#include "pages/document_form.hpp"

#include <rubrica/signing/preflight.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

namespace crm {
namespace {

using rubrica::errc;
using rubrica::outcome;
using rubrica::result;

constexpr std::array<char const*, 6> types = {"Contrato",   "Proposta comercial", "Aditivo",
                                              "Procuração", "Termo de adesão",    "Outro"};
constexpr std::size_t longest_name = 1'300; // bytes: 300 characters of any script
constexpr std::size_t longest_description = 4'000;

html type_options(std::string const& chosen) {
  html out;
  for (char const* one : types) out += html("<option{}>{}</option>", chosen == one ? html(" selected") : html(), one);
  return out;
}

/// The problems of the file alone: nobody is to sign it yet.
result<void> check_file(std::string const& name, std::string const& bytes) {
  rubrica::signing::request request;
  auto& file = request.files.emplace_back();
  file.name = name;
  file.bytes = bytes;
  auto const now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  auto checked = rubrica::signing::preflight(std::move(request), now);
  if (checked) return {};
  rubrica::error_info why = std::move(checked).error();
  auto const is_of_others = [](rubrica::problem const& one) {
    return one.pointer.rfind("/files/0", 0) != 0 || one.code == "file_unsigned";
  };
  why.problems.erase(std::remove_if(why.problems.begin(), why.problems.end(), is_of_others), why.problems.end());
  if (why.problems.empty()) return {};
  return why;
}

std::string extension_of(std::string const& name) {
  auto const dot = name.rfind('.');
  std::string out = dot == std::string::npos ? std::string() : name.substr(dot);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

} // namespace

html document_form(visit const& of, std::string const& action, std::string const& back, document const& typed_in, bool is_new,
                   html const& mistake) {
  html out = form_begin(of, action);
  out += mistake;
  out += html(
      "<p><label for=\"nome\">Nome do documento</label><input id=\"nome\" name=\"nome\" required dir=\"auto\" value=\"{}\"></p>"
      "<p><label for=\"tipo\">Tipo</label><select id=\"tipo\" name=\"tipo\">{}</select></p>"
      "<p><label for=\"descricao\">Descrição <span class=\"nota\">(opcional)</span></label>"
      "<textarea id=\"descricao\" name=\"descricao\" rows=\"3\" dir=\"auto\">{}</textarea></p>",
      typed_in.name, type_options(typed_in.type), typed_in.description);
  if (is_new) {
    out += html("<p><label for=\"arquivo\">Arquivo</label><input id=\"arquivo\" name=\"arquivo\" type=\"file\" required "
                "accept=\".doc,.docx,.pdf\" aria-describedby=\"arquivo-dica\"><span class=\"nota\" id=\"arquivo-dica\">"
                ".doc, .docx ou .pdf, até 10 MB</span></p>");
  }
  out +=
      html("<p class=\"acoes\"><button class=\"principal\">Salvar</button> <a class=\"botao\" href=\"{}\">Voltar</a></p></form>",
           back);
  return out;
}

document read_document(visit const& of) {
  document out;
  out.name = of.field("nome");
  out.type = of.field("tipo");
  out.description = of.field("descricao");
  return out;
}

std::string mistake_in(document const& one) {
  if (one.name.empty()) return "Preencha o nome do documento.";
  if (one.name.size() > longest_name || one.description.size() > longest_description) return "O texto é longo demais.";
  bool const is_known = std::any_of(types.begin(), types.end(), [&](char const* each) { return one.type == each; });
  return is_known ? std::string() : "Escolha um tipo da lista.";
}

result<void> keep_upload(visit const& of, document& into) {
  auto const sent = of.part("arquivo");
  if (!sent) return rubrica::make_error(errc::invalid_request, "no file was sent", outcome::not_sent);
  into.file = sent->file_name;
  if (auto usable = check_file(into.file, sent->content); !usable) return usable;
  into.stored = random_token() + extension_of(into.file);
  into.added_at = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::ofstream out(of.app.desk.uploads(into.stored), std::ios::binary);
  out << sent->content;
  out.close();
  if (!out) return rubrica::make_error(errc::file_error, "the upload cannot be kept", outcome::not_sent);
  return {};
}

} // namespace crm
