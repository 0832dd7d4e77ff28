#pragma once

#include <rubrica/http/request.hpp>

#include <chrono>
#include <string_view>

// Facts about ClickSign's service on which the sources disagree, or which nobody has measured. Client and simulator take them
// only from here. docs/wire-uncertainties.md says how to settle each of them; examples/probe_account asks a real sandbox account.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::wire {

// ---- pace (clicksign-rest §1.6, §15.29 and §15.30) ----

/// Windows have a fixed length and begin at multiples of it since 1970; one page speaks of seconds, another of minutes.
inline constexpr std::chrono::seconds quota_window{10};
inline constexpr int production_quota = 50;
inline constexpr int sandbox_quota = 20;
/// For each notification path. Calls that ClickSign refuses seem not to count (clicksign-rest §9.1).
inline constexpr std::chrono::seconds notification_interval{60};

// ---- lists (clicksign-rest §2.3, §2.4, §15.3 and §15.4, §19.4) ----

inline constexpr int default_page_size = 20;
/// Larger values are reduced to this: the official Python library never sends any, the service's own limit is unknown.
inline constexpr int largest_page_size = 50;

// ---- envelopes (clicksign-rest §5, §12, §15.5 to §15.8) ----

/// The documentation says false, today's sandbox answers true: the client always sends it.
inline constexpr bool block_after_refusal_by_default = true;
inline constexpr int remind_interval_by_default = 3;
inline constexpr std::string_view partial_signature_action_by_default = "closed";
inline constexpr std::chrono::hours deadline_by_default{30 * 24};
inline constexpr std::chrono::hours latest_deadline{90 * 24};
/// Stated by the user interface; where it counts from is unknown (clicksign-rest §12.5): here from the creation, the strictest
/// choice.
inline constexpr std::chrono::hours draft_lifetime{7 * 24};
/// One every `remind_interval` days; that they count from the signer's turn is a guess (clicksign-rest §12.4).
inline constexpr int most_reminders = 3;
/// For `PATCH …/relationships/folder`: not recorded; jsonapi-resources answers 204 (clicksign-rest §5.9, §19.12).
inline constexpr int folder_moved_status = 204;

// ---- documents (clicksign-rest §6.1, §19.5) ----

inline constexpr std::size_t largest_file = 10u << 20;
inline constexpr std::size_t largest_envelope = 100u << 20;
inline constexpr std::chrono::seconds file_link_lifetime{300};

// ---- templates (clicksign-rest §9.3, §15.18) ----

/// For a document that is made from a template; two sources allow `.doc` as well.
inline constexpr std::string_view template_document_extension = ".docx";

// ---- bulk creations (clicksign-rest §10.8, §19.8): the official libraries have them, the reference does not ----

/// One commit of the vendor's tool calls the first name a bug and sends the second; the client writes the first and reads both
/// (clicksign-rest §15.37).
inline constexpr std::string_view bulk_creation_type = "envelope_bulk_creations";
inline constexpr std::string_view bulk_creation_other_type = "envelope-bulk-creation";
/// The members that the metadata must have. Whether both are demanded, and in envelope and document, is disputed: the client
/// writes both into both (clicksign-rest §15.39).
inline constexpr std::string_view bulk_source = "source";
inline constexpr std::string_view bulk_origin = "origin";
/// `deadline_at`, `deadline_partial_signature_action` and `default_message` are in no source: written when the caller gives them.
inline constexpr bool bulk_creation_takes_deadline_and_message = true;
/// No source shows an order of signing in it: a first group is not written, a later one is refused before anything is sent.
inline constexpr bool bulk_creation_takes_groups = false;

// ---- signers (clicksign-rest §7) ----

/// A signer with a `group` was seen to be refused in a running envelope; one source adds him with it (clicksign-rest §7.4).
inline constexpr bool group_only_in_draft = true;

// ---- requirements (clicksign-rest §8, §15.10, §19.1) ----

/// For a requirement outside a draft; one source says 422. The client takes both for `not_draft`.
inline constexpr int requirement_outside_draft_status = 403;

// ---- notifications (clicksign-rest §9.1, §15.2) ----

/// Measured; the documentation says 200.
inline constexpr int notified_status = 201;

// ---- acceptance terms (clicksign-rest §10.1) ----

/// Counted from the sending of the message; taken from one sample.
inline constexpr std::chrono::hours acceptance_lifetime{24};

// ---- accounts (clicksign-rest §1.2, §10.5, §15.1 and §15.13, §19.15) ----

/// `PATCH` is answered with 405 in one source and sent by two others.
inline constexpr http::method membership_update = http::method::put;
/// For a request with one token in its header and another in its query.
inline constexpr bool header_token_wins = true;
/// A client in use sends a `Bearer` header, which is refused by itself, with a good token in the query, and this works
/// (clicksign-rest §1.3).
inline constexpr bool query_token_serves_for_a_bad_header = true;
/// For the route for OAuth tokens, called with an access token; the only source says that it is not for those
/// (clicksign-rest §10.9).
inline constexpr int oauth_only_status = 401;
/// The type of the listed records is not known: the client accepts any, the simulator writes this one.
inline constexpr std::string_view oauth_account_type = "accounts";

} // namespace clicksign::wire
RUBRICA_END_NAMESPACE
