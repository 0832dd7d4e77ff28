#pragma once

#include <rubrica/assinebem/codes.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/id.hpp>

#include <string>
#include <utility>
#include <variant>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// An id with the provider that gave it: the same text of two providers is two ids. Each of the two types converts into it.
template <class ClickSign, class AssineBem> class provider_key {
public:
  using clicksign_id = ClickSign;
  using assinebem_id = AssineBem;

  /// An empty one of ClickSign's.
  provider_key() = default;
  provider_key(ClickSign id) : id_(std::move(id)) {}
  provider_key(AssineBem id) : id_(std::move(id)) {}

  /// Who gave the id.
  [[nodiscard]] callbacks::provider provider() const noexcept {
    return clicksign() != nullptr ? callbacks::provider::clicksign : callbacks::provider::assinebem;
  }
  /// The provider's text: unique together with `provider` only.
  [[nodiscard]] std::string const& text() const noexcept {
    return clicksign() != nullptr ? clicksign()->text() : assinebem()->text();
  }
  /// Whether there is no id.
  [[nodiscard]] bool empty() const noexcept { return text().empty(); }

  /// What ClickSign's client takes; null when it is AssineBem's.
  [[nodiscard]] ClickSign const* clicksign() const noexcept { return std::get_if<0>(&id_); }
  /// Null when it is ClickSign's.
  [[nodiscard]] AssineBem const* assinebem() const noexcept { return std::get_if<1>(&id_); }

  friend bool operator==(provider_key const& a, provider_key const& b) { return a.id_ == b.id_; }
  friend bool operator!=(provider_key const& a, provider_key const& b) { return !(a == b); }
  friend bool operator<(provider_key const& a, provider_key const& b) { return a.id_ < b.id_; }

private:
  std::variant<ClickSign, AssineBem> id_;
};

using document_key = provider_key<document_id, assinebem::document_id>;
/// AssineBem calls its signers parties.
using signer_key = provider_key<signer_id, assinebem::party_id>;

} // namespace signing
RUBRICA_END_NAMESPACE
