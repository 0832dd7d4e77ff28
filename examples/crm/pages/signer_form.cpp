#include "pages/signer_form.hpp"

#include <algorithm>

namespace crm {
namespace {

namespace clicksign = rubrica::clicksign;
namespace signing = rubrica::signing;

constexpr std::size_t most_signers = 50;

std::string numbered(char const* name, std::size_t i) {
  return std::string(name) + '-' + std::to_string(i);
}

/// The number that a text begins with; 0 without one.
std::size_t count_in(std::string const& text) {
  bool const is_number = !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::stoul(text) : 0;
}

signing::record record_for(record const& owner) {
  using kinds = signing::record_kind;
  signing::record out;
  out.id = std::to_string(owner.number);
  switch (owner.kind) {
  case kind::opportunity: out.kind = kinds::opportunity; break;
  case kind::project: out.kind = kinds::project; break;
  case kind::contact: out.kind = owner.category == "Cliente" ? kinds::client : kinds::prospect; break;
  }
  return out;
}

} // namespace

signer_form first_form(visit const& of, document const& about) {
  signer_form out;
  out.number = about.last ? about.last->number + 1 : 1;
  out.message = "Olá! Segue o documento para assinatura eletrônica.";
  auto const contacts =
      of.read([&](soci::session& at) { return contacts_of(at, of.whose.id, record_of(at, of.whose.id, about.record).value()); });
  for (record const& one : contacts) out.signers.push_back({one.title, one.email, one.mobile});
  if (out.signers.empty()) out.signers.emplace_back();
  return out;
}

signer_form read_form(visit const& of) {
  signer_form out;
  out.number = static_cast<int>(count_in(of.field("envio")));
  out.message = of.field("mensagem");
  std::size_t const count = std::min(count_in(of.field("signatarios")), most_signers);
  std::string const wanted = of.field("acao");
  for (std::size_t i = 0; i < count; ++i) {
    if (wanted == numbered("remover", i)) continue;
    out.signers.push_back({of.field(numbered("nome", i)), of.field(numbered("email", i)), of.field(numbered("celular", i)),
                           of.field(numbered("autenticacao", i)), of.field(numbered("papel", i))});
  }
  if (wanted == "novo" && out.signers.size() < most_signers) out.signers.emplace_back();
  return out;
}

signing::request request_of(visit const& of, document const& about, signer_form const& form) {
  signing::request out;
  auto const owner = of.read([&](soci::session& at) { return record_of(at, of.whose.id, about.record); });
  out.record = record_for(owner.value());
  auto& file = out.files.emplace_back();
  file.path = of.app.desk.uploads(about.stored);
  file.name = about.name;
  file.type = about.type;
  file.description = about.description;
  out.message = form.message;
  for (typed_signer const& one : form.signers) {
    auto& signer = out.signers.emplace_back();
    signer.name = one.name;
    signer.email = one.email;
    signer.mobile = one.mobile;
    signer.authentication = clicksign::authentication(one.authentication);
    signer.role = clicksign::role(one.role);
    signer.refusable = true;
  }
  return out;
}

} // namespace crm
