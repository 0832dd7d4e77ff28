#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/clicksign/webhook/acceptance.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Whose name the message shows as sender (`sender_name_option`).
struct acceptance_sender : open_enum<acceptance_sender> {
  using open_enum::open_enum;
  static constexpr known user{"user_name"}; ///< the API user's
  static constexpr known account{"account_name"};
  static constexpr known user_and_account{"user_and_account_name"};
  static constexpr known all[] = {user, account, user_and_account};
};

/// The state of the conversation (`status_flow`).
struct acceptance_flow : open_enum<acceptance_flow> {
  using open_enum::open_enum;
  static constexpr known introduction{"introduction"}; ///< ClickSign has said who asks
  static constexpr known waiting_acceptance{"waiting_acceptance"};
  static constexpr known all[] = {introduction, waiting_acceptance};
};

using webhook::acceptance_status;

/// Something that a person accepts or refuses over WhatsApp, without a document (clicksign-rest §10.1). Unanswered it expires 24
/// hours after it was sent. The callbacks `acceptance_term_*` report its progress.
struct acceptance_term {
  acceptance_term_id id{};
  std::string title{};
  std::string message{};
  acceptance_sender sender{};
  personal sender_phone{}; ///< as ClickSign prints it, which may be `(85) 98888-8888`
  personal signer_name{};
  personal signer_phone{};
  acceptance_status status{};
  acceptance_flow flow{};
  timestamp sent_at{}; ///< `sent_at`; empty while it waits
  timestamp created_at{};
  timestamp updated_at{};
  std::vector<clicksign::related> related{}; ///< its `messages`, when the call asked for them
  std::string raw{};                         ///< attributes that this version does not know, as a JSON object; or empty
};

/// A term to send. Every member but the last is required.
struct new_acceptance_term {
  std::string title{};   ///< at most 255 characters
  std::string message{}; ///< at most 1500 characters
  acceptance_sender sender = acceptance_sender::account;
  personal signer_name{};  ///< at most 200 characters
  personal signer_phone{}; ///< area code and number, 10 or 11 digits
  personal sender_phone{}; ///< empty: none is shown
};

/// Which terms to list.
struct acceptance_term_query {
  std::optional<acceptance_status> status{};
  std::string sort{};            ///< `created`; `-created` for descending
  bool include_messages = false; ///< fills `acceptance_term::related`
  clicksign::paging paging{};
};

/// `/acceptance_term/whatsapps`
template <class Mode> class RUBRICA_EXPORT basic_acceptance_terms : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Sends the term. It reaches a person, so rubrica never repeats it, not even when the rate limit rejected it; after
  /// `outcome::ambiguous` look for it in the list before you call again.
  reply<acceptance_term> create(new_acceptance_term const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<acceptance_term> get(acceptance_term_id const& id, call_options const& options = {}) const;
  /// The term with the messages written so far.
  reply<acceptance_term> get_with_messages(acceptance_term_id const& id, call_options const& options = {}) const;
  /// The account's terms.
  [[nodiscard]] list_of<acceptance_term> list(acceptance_term_query const& query = {}, call_options const& options = {}) const;
  /// Withdraws a term that waits for its answer; this cannot be undone. `errc::invalid` when it has ended already. Sent once
  /// only, because ClickSign refuses a second cancellation: after `outcome::ambiguous` read its status.
  reply<acceptance_term> cancel(acceptance_term_id const& id, call_options const& options = {}) const;
};

using acceptance_terms = basic_acceptance_terms<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
