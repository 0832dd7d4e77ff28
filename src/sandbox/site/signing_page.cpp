#include "sandbox/site/signing_page.hpp"

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/accounts/storage.hpp"
#include "sandbox/service/delegation.hpp"
#include "sandbox/service/evidence.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/scheduler.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/core/label.hpp>

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr auto portuguese = language::portuguese;

/// A signer with his envelope and account; without them when nobody has this id.
struct place {
  account_state* service = nullptr;
  envelope const* owner = nullptr;
  signer const* who = nullptr;
};

place place_of(accounts const& known, std::string const& signer_id) {
  for (auto const& service : known) {
    envelope const* const owner = service->envelopes.holder_of_signer(signer_id);
    if (owner != nullptr) return {service.get(), owner, find_by_id(owner->signers, signer_id)};
  }
  return {};
}

std::string documents_of(place const& at) {
  std::string out = "<h2>Documentos</h2><ul>";
  for (auto const& one : at.owner->documents) {
    if (!linked(*at.owner, one->id, at.who->id)) continue;
    std::string roles;
    for (requirement const* role : roles_of(*at.owner, one->id, at.who->id))
      roles += (roles.empty() ? "" : ", ") + label(clicksign::role(role->value), portuguese);
    out +=
        fmt::format("<li><a href=\"/assinar/{}/{}\">{}</a> — {} <small>(seu papel: {})</small></li>", escaped(at.who->id),
                    escaped(one->id), isolated(one->filename), label(clicksign::status(one->status), portuguese), escaped(roles));
  }
  return out + "</ul>";
}

std::string message_of(envelope const& owner) {
  if (!owner.default_message.is_string() || owner.default_message.get_ref<std::string const&>().empty()) return {};
  return "<p>" + isolated(owner.default_message.get<std::string>()) + "</p>";
}

reply unknown_link() {
  return html_page(404, "Link inválido", "<h1>Link inválido</h1><p>Ninguém assina nada neste endereço.</p>");
}

/// What the link shows to who has handed the signing to somebody else.
reply without_signer(accounts const& known, std::string const& signer_id) {
  for (auto const& service : known) {
    auto const found = service->delegates.find(signer_id);
    if (found == service->delegates.end()) continue;
    return html_page(200, "Assinatura passada",
                     fmt::format("<h1>Assinatura passada</h1><p class=\"done\" role=\"status\">{} assina no seu lugar.</p>",
                                 isolated(found->second)));
  }
  return unknown_link();
}

} // namespace

reply signing_page::show(std::string const& signer_id, std::optional<refused_form> const& refused) const {
  place const at = place_of(accounts_, signer_id);
  if (at.who == nullptr) return without_signer(accounts_, signer_id);
  refused_form const before = refused.value_or(refused_form());
  auto const obstacle = page_obstacle(*at.owner, *at.who);
  std::string body = fmt::format("<h1>{}</h1><p>Olá, {}. {} pede a sua assinatura até {}.</p>", isolated(at.owner->name),
                                 isolated(at.who->name), account_name, shown_time(at.owner->deadline));
  body += message_of(*at.owner);
  bool const is_repeated = obstacle && before.why.rule == obstacle->rule;
  if (refused && !is_repeated) body += alert(sentence_of(before.why));
  if (obstacle) body += fmt::format("<p class=\"done\" role=\"status\">{}</p>", escaped(sentence_of(*obstacle)));
  body += documents_of(at);
  if (!obstacle) {
    body += sign_forms(*at.owner, *at.who, before) + delegate_form(*at.owner, *at.who, before);
    if (at.who->refusable) body += refuse_form();
  }
  return html_page(refused ? 422 : 200, "Assinar: " + at.owner->name, body);
}

reply signing_page::act(std::string const& signer_id, posted_form const& form) const {
  place const at = place_of(accounts_, signer_id);
  if (at.who == nullptr) return without_signer(accounts_, signer_id);
  std::string const action = form.field("acao");
  result<void> done = make_error(errc::invalid_argument);
  if (action == "codigo") {
    done = send_code(*at.service, signer_id);
  } else if (action == "assinar") {
    done = sign_with(*at.service, signer_id, {form.field("codigo"), form.files});
  } else if (action == "recusar") {
    done = refuse(*at.service, signer_id, form.field("motivo"), form.field("comentario"));
  } else if (action == "delegar") {
    auto const next = delegate(*at.service, signer_id, stand_in_of(form));
    done = next ? result<void>() : result<void>(next.error());
  }
  return done ? see_other("/assinar/" + signer_id) : show(signer_id, refused_form{done.error(), form});
}

reply signing_page::file(std::string const& signer_id, std::string const& document_id) const {
  place const at = place_of(accounts_, signer_id);
  document const* const found = at.who == nullptr ? nullptr : find_by_id(at.owner->documents, document_id);
  if (found == nullptr || !linked(*at.owner, document_id, signer_id)) return unknown_link();
  std::string link = file_link(*at.service, *at.owner, *found, file_kind::signed_one);
  if (link.empty()) link = file_link(*at.service, *at.owner, *found, file_kind::original);
  return see_other(link);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
