#pragma once

#include <rubrica/assinebem/codes.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/id.hpp>

#include <string>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// An id with the provider that gave it: the same text of two providers is two ids. Each of the two types converts into it.
template <class ClickSign, class AssineBem> class provider_key {
public:
  using clicksign_id = ClickSign;
  using assinebem_id = AssineBem;

  /// An empty one of ClickSign's.
  provider_key() = default;
  provider_key(ClickSign id) : clicksign_(std::move(id)) {}
  provider_key(AssineBem id) : assinebem_(std::move(id)), provider_(callbacks::provider::assinebem) {}

  /// Who gave the id.
  [[nodiscard]] callbacks::provider provider() const noexcept { return provider_; }
  /// The provider's text: unique together with `provider` only.
  [[nodiscard]] std::string const& text() const noexcept {
    return clicksign() != nullptr ? clicksign()->text() : assinebem()->text();
  }
  /// Whether there is no id.
  [[nodiscard]] bool empty() const noexcept { return text().empty(); }

  /// What ClickSign's client takes; null when it is AssineBem's.
  [[nodiscard]] ClickSign const* clicksign() const noexcept {
    return provider_ == callbacks::provider::clicksign ? &clicksign_ : nullptr;
  }
  /// Null when it is ClickSign's.
  [[nodiscard]] AssineBem const* assinebem() const noexcept {
    return provider_ == callbacks::provider::assinebem ? &assinebem_ : nullptr;
  }

  friend bool operator==(provider_key const& a, provider_key const& b) {
    return a.provider_ == b.provider_ && a.text() == b.text();
  }
  friend bool operator!=(provider_key const& a, provider_key const& b) { return !(a == b); }
  friend bool operator<(provider_key const& a, provider_key const& b) {
    return a.provider_ != b.provider_ ? a.provider_ < b.provider_ : a.text() < b.text();
  }

private:
  ClickSign clicksign_{}; // of the two one is empty: a variant takes a compiler longer
  AssineBem assinebem_{};
  callbacks::provider provider_ = callbacks::provider::clicksign;
};

using document_key = provider_key<document_id, assinebem::document_id>;
/// AssineBem calls its signers parties.
using signer_key = provider_key<signer_id, assinebem::party_id>;

} // namespace signing
RUBRICA_END_NAMESPACE
