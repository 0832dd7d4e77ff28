#include "pages/signer_form.hpp"

#include "pages/words.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/signing/label.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace crm {
namespace {

namespace clicksign = rubrica::clicksign;

/// The roles by their names, as a person looks for them.
std::vector<std::pair<std::string, std::string>> const& roles_by_name() {
  static auto const all = [] {
    std::vector<std::pair<std::string, std::string>> out;
    for (clicksign::role::known const one : clicksign::role::all) out.emplace_back(spoken(clicksign::role(one)), one.text);
    std::sort(out.begin(), out.end());
    return out;
  }();
  return all;
}

html option_of(std::string const& value, std::string const& text, std::string const& chosen) {
  return html("<option value=\"{}\"{}>{}</option>", value, value == chosen ? html(" selected") : html(), text);
}

html authentications(std::string const& chosen) {
  html out;
  for (auto const one : {clicksign::auth::email, clicksign::auth::sms, clicksign::auth::whatsapp})
    out += option_of(std::string(one.text), spoken(clicksign::authentication(one)), chosen);
  return out;
}

html roles(std::string const& chosen) {
  html out;
  for (auto const& [name, value] : roles_by_name()) out += option_of(value, name, chosen);
  return out;
}

/// The fields of one signer, each with what is wrong with it.
class signer_fields {
public:
  signer_fields(typed_signer const& one, std::size_t number, rubrica::error_info const* why)
      : one_(one), number_(number), why_(why) {}

  [[nodiscard]] html markup() const {
    return html(
        "<fieldset><legend>Signatário {}</legend><div class=\"campos\">{}{}{}{}{}</div>"
        "<button name=\"acao\" value=\"remover-{}\" formnovalidate>Remover<span class=\"so-leitor\"> signatário {}</span></button>"
        "</fieldset>",
        position(), input("nome", "Nome completo", "text", one_.name, {"name"}),
        input("email", "E-mail", "email", one_.email, {"email", "contact"}),
        input("celular", "Celular com DDD", "tel", one_.mobile, {"mobile"}),
        select("autenticacao", "Autenticação", authentications(one_.authentication), {"authentication"}),
        select("papel", "Assina como", roles(one_.role), {"role"}), index(), position());
  }

private:
  using members = std::vector<std::string>;

  [[nodiscard]] int index() const { return static_cast<int>(number_); }
  [[nodiscard]] int position() const { return index() + 1; }

  /// Where preflight found something wrong: `/signers/0/mobile`.
  [[nodiscard]] std::string mistake_at(members const& of) const {
    if (why_ == nullptr) return {};
    std::string const owner = "/signers/" + std::to_string(number_);
    for (rubrica::problem const& one : why_->problems) {
      bool const is_here =
          std::any_of(of.begin(), of.end(), [&](std::string const& each) { return one.pointer == owner + "/" + each; });
      bool const is_of_all = one.pointer == owner && of.front() == "name";
      if (is_here || is_of_all) return spoken(one);
    }
    return {};
  }

  [[nodiscard]] html described(char const* name, std::string const& mistake) const {
    return mistake.empty() ? html() : html(" aria-invalid=\"true\" aria-describedby=\"{}-{}-erro\"", name, index());
  }
  [[nodiscard]] html told(char const* name, std::string const& mistake) const {
    return mistake.empty() ? html() : html("<span class=\"falta\" id=\"{}-{}-erro\">{}</span>", name, index(), mistake);
  }
  html input(char const* name, char const* label, char const* type, std::string const& value, members const& of) const {
    std::string const mistake = mistake_at(of);
    return html(
        "<p><label for=\"{}-{}\">{}</label><input id=\"{}-{}\" name=\"{}-{}\" type=\"{}\" dir=\"auto\" autocomplete=\"off\" "
        "value=\"{}\"{}>{}</p>",
        name, index(), label, name, index(), name, index(), type, value, described(name, mistake), told(name, mistake));
  }
  html select(char const* name, char const* label, html const& options, members const& of) const {
    std::string const mistake = mistake_at(of);
    return html("<p><label for=\"{}-{}\">{}</label><select id=\"{}-{}\" name=\"{}-{}\"{}>{}</select>{}</p>", name, index(), label,
                name, index(), name, index(), described(name, mistake), options, told(name, mistake));
  }

  typed_signer const& one_;
  std::size_t number_;
  rubrica::error_info const* why_;
};

html mistakes(rubrica::error_info const* why) {
  if (why == nullptr) return {};
  return html("<div class=\"erro\" role=\"alert\" tabindex=\"-1\" data-foco>{}</div>", explained(*why));
}

} // namespace

html markup_of(visit const& of, document const& about, signer_form const& form, rubrica::error_info const* why) {
  html signers;
  for (std::size_t i = 0; i < form.signers.size(); ++i) signers += signer_fields(form.signers[i], i, why).markup();
  auto const now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  html out("<h1>Enviar para assinatura</h1><p>{}</p>{}", typed(about.name), mistakes(why));
  out += form_begin(of, of.request.path);
  // The first button is the one that Enter presses in a field.
  out += html(
      "<button name=\"acao\" value=\"enviar\" hidden></button><input type=\"hidden\" name=\"envio\" value=\"{}\">"
      "<input type=\"hidden\" name=\"signatarios\" value=\"{}\">{}"
      "<p><button name=\"acao\" value=\"novo\" formnovalidate>+ Novo<span class=\"so-leitor\"> signatário</span></button></p>",
      form.number, static_cast<int>(form.signers.size()), signers);
  out += html(
      "<p><label for=\"mensagem\">Mensagem do e-mail</label><textarea id=\"mensagem\" name=\"mensagem\" rows=\"4\" dir=\"auto\">{}"
      "</textarea></p><p class=\"dica\">O documento terá validade de um mês: poderá ser assinado até {}.</p>"
      "<p class=\"acoes\"><button class=\"principal\" name=\"acao\" value=\"enviar\">Enviar</button> "
      "<a class=\"botao\" href=\"/documentos/{}\">Voltar</a></p></form>",
      form.message, date_of(rubrica::timestamp(rubrica::one_month_after(now))), about.number);
  return out;
}

} // namespace crm
