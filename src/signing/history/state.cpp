#include <rubrica/signing/document_state.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::string_view to_string(signer_status value) noexcept {
  constexpr std::string_view names[] = {"waiting", "invitation_failed", "viewed",  "started",
                                        "refused", "delegated",         "removed", "has_signed"};
  return names[static_cast<std::size_t>(value)];
}

std::string_view to_string(document_status value) noexcept {
  constexpr std::string_view names[] = {"unknown",   "running",     "deadline_reached", "closed",
                                        "cancelled", "invalidated", "conflict"};
  return names[static_cast<std::size_t>(value)];
}

signer_status signer_state::status() const noexcept {
  if (has_signed) return signer_status::has_signed;
  if (removed) return signer_status::removed;
  if (delegated) return signer_status::delegated;
  if (refused) return signer_status::refused;
  if (invitation_failed) return signer_status::invitation_failed;
  if (started) return signer_status::started;
  return viewed ? signer_status::viewed : signer_status::waiting;
}

bool document_state::conflict() const noexcept {
  int const endings = int(closed) + int(cancelled) + int(invalidated);
  return endings > 1;
}

bool document_state::anybody_signed() const noexcept {
  return all_signed || std::any_of(signers.begin(), signers.end(), [](auto const& one) { return one.has_signed; });
}

document_status document_state::status() const noexcept {
  if (conflict()) return document_status::conflict;
  if (invalidated) return document_status::invalidated;
  if (cancelled) return document_status::cancelled;
  if (closed) return document_status::closed;
  // At the deadline ClickSign closes a document that has a signature, unless the envelope was created with another setting; in
  // that case a later callback shows it cancelled.
  if (deadline_reached) return anybody_signed() ? document_status::closed : document_status::deadline_reached;
  return heard_of ? document_status::running : document_status::unknown;
}

} // namespace signing
RUBRICA_END_NAMESPACE
