#pragma once

#include <rubrica/core/export.hpp>

#include <functional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// Whether a text may stand in a URL path as an id: 1 to 64 letters, digits, `-` or `_`. ClickSign's ids are UUIDs, but its own
/// samples contain other forms (clicksign-callbacks §5), so nothing more is checked.
RUBRICA_EXPORT bool is_valid_id(std::string_view text) noexcept;

/// The id of one kind of record. Ids of different kinds do not convert into each other.
template <class Kind> class id {
public:
  id() = default;
  explicit id(std::string text) : text_(std::move(text)) {}
  explicit id(std::string_view text) : text_(text) {}
  explicit id(const char* text) : text_(text) {}

  /// The text as the service wrote it.
  [[nodiscard]] std::string const& text() const noexcept { return text_; }
  /// Whether there is no id.
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(id const& a, id const& b) { return a.text_ == b.text_; }
  friend bool operator!=(id const& a, id const& b) { return !(a == b); }
  friend bool operator<(id const& a, id const& b) { return a.text_ < b.text_; }

private:
  std::string text_;
};

using envelope_id = id<struct envelope_kind>;
using document_id = id<struct document_kind>;
using signer_id = id<struct signer_kind>;
using requirement_id = id<struct requirement_kind>;
using notification_id = id<struct notification_kind>;
using event_id = id<struct event_kind>;
using folder_id = id<struct folder_kind>;
using template_id = id<struct template_kind>;
using template_field_id = id<struct template_field_kind>;
using watcher_id = id<struct signature_watcher_kind>;
// what belongs to the account
using webhook_id = id<struct webhook_kind>;
using acceptance_term_id = id<struct acceptance_term_kind>;
using auto_signature_term_id = id<struct auto_signature_term_kind>;
using envelope_bulk_creation_id = id<struct envelope_bulk_creation_kind>;
using user_id = id<struct user_kind>;
using membership_id = id<struct membership_kind>;
using group_id = id<struct group_kind>;
using access_control_list_id = id<struct access_control_list_kind>;
using oauth_account_id = id<struct oauth_account_kind>;

RUBRICA_END_NAMESPACE

namespace std {
/// For unordered containers.
template <class Kind> struct hash<rubrica::id<Kind>> {
  std::size_t operator()(rubrica::id<Kind> const& value) const noexcept { return hash<string>()(value.text()); }
};
} // namespace std
