#include "pages/page_routes.hpp"

#include "pages/document_state.hpp"
#include "pages/record_layout.hpp"
#include "pages/signer_form.hpp"
#include "pages/signing_view.hpp"
#include "pages/words.hpp"

#include <rubrica/signing/label.hpp>

namespace crm {
namespace {

namespace flow = rubrica::workflow;

struct found_document {
  document one{};
  record owner{};
  bool is_set_up = false;
};

std::optional<found_document> find(visit const& of) {
  return of.read([&](soci::session& at) -> std::optional<found_document> {
    auto const one = document_of(at, of.whose.id, of.number());
    if (!one) return std::nullopt;
    return found_document{*one, record_of(at, of.whose.id, one->record).value(), is_set_up(at, of.whose.id)};
  });
}

std::string address_of(document const& one) {
  return "/documentos/" + std::to_string(one.number);
}

answer window(visit const& of, document const& about, signer_form const& form, rubrica::error_info const* why) {
  return page(of, "Enviar para assinatura", markup_of(of, about, form, why), why == nullptr ? 200 : 422);
}

} // namespace

answer signer_window(visit const& of) {
  auto const found = find(of);
  if (!found) return not_found(of);
  if (auto const why = why_not_send(found->one, found->is_set_up); !why.empty()) return go(of, address_of(found->one), why);
  return window(of, found->one, first_form(of, found->one), nullptr);
}

answer send_form(visit const& of) {
  auto const found = find(of);
  if (!found) return not_found(of);
  document const& about = found->one;
  signer_form const form = read_form(of);
  if (of.field("acao") != "enviar") return window(of, about, form, nullptr);
  bool const was_sent = about.last && about.last->number >= form.number; // the button was pressed twice
  if (was_sent) return go(of, address_of(about));
  if (auto const why = why_not_send(about, found->is_set_up); !why.empty()) return go(of, address_of(about), why);
  auto const sent = of.app.desk.send(of.whose.id, about, form.number, request_of(of, about, form));
  if (!sent) return window(of, about, form, &sent.error());
  return go(of, address_of(about), "Documento enviado para assinatura.");
}

answer follow_page(visit const& of) {
  auto const found = find(of);
  if (!found) return not_found(of);
  auto const& [one, owner, ready] = *found;
  html const trail("<p class=\"trilha\"><a href=\"{}/documentos\">{}</a></p><h1>{}</h1>", address_of(owner), typed(owner.title),
                   typed(one.name));
  auto const view = of.app.desk.view_of(of.whose.id, one);
  html content("<div data-vivo><p>{}</p>", badge_of(one));
  if (view) content += problems_of(*view);
  content += facts_of(one, view ? &*view : nullptr);
  content += buttons_of(of, one, view ? &*view : nullptr, ready);
  if (view) content += html("{}{}", signers_of(*view), history_of(*view));
  return page(of, one.name, html("{}{}</div>", trail, content));
}

answer act_form(visit const& of) {
  auto const found = find(of);
  if (!found) return not_found(of);
  auto const wanted = flow::action_from(of.field("acao"));
  if (!wanted) return not_found(of);
  auto const recorded = of.app.desk.act(of.whose.id, found->one, *wanted);
  return go(of, address_of(found->one), recorded ? std::string() : spoken(recorded.error()));
}

} // namespace crm
