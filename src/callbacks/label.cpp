#include <rubrica/callbacks/label.hpp>

#include "core/wording.hpp"

#include <rubrica/assinebem/label.hpp>
#include <rubrica/clicksign/webhook/label.hpp>
#include <rubrica/pacto/label.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace {

using namespace callbacks;
using detail::wording;

constexpr wording unreadable{"Não foi possível ler o aviso", "It could not be read"};
constexpr wording unknown_kind{"Aviso desconhecido", "Unknown callback"};

wording wording_of(verdict value) {
  switch (value) {
  case verdict::accept: return {"Aceito", "Accepted"};
  case verdict::accept_and_quarantine: return {"Em quarentena", "In quarantine"};
  case verdict::accept_and_drop: return {"Descartado: unidade desativada", "Dropped: its unit is switched off"};
  case verdict::reject: return {"Recusado", "Rejected"};
  }
  return {};
}

std::string label_of(std::vector<pacto::notification> const& all, language language) {
  std::string out;
  for (pacto::notification const& one : all) {
    std::string kind = one.kind.empty() ? std::string(detail::in(language, unknown_kind)) : label(one.kind, language);
    if (out.find(kind) != std::string::npos) continue;
    if (!out.empty()) out += ", ";
    out += kind;
  }
  return out;
}

} // namespace

std::string_view label(provider value, language) {
  switch (value) {
  case provider::clicksign: return "ClickSign";
  case provider::assinebem: return "AssineBem";
  case provider::pacto: return "Pacto";
  }
  return {};
}

std::string_view label(verdict value, language language) {
  return detail::in(language, wording_of(value));
}

std::string label(delivery const& value, language language) {
  if (auto const* event = value.clicksign()) return label(event->name, language);
  if (auto const* callback = value.assinebem()) return std::string(label(callback->payload, language));
  if (!value.pacto().empty()) return label_of(value.pacto(), language);
  return std::string(detail::in(language, unreadable));
}

RUBRICA_END_NAMESPACE
