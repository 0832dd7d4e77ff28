#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox::limits {

// All limits for what clients may send to the simulator and for what it keeps. The service's known limits, such as 10 MB for a
// file, are in clicksign/protocol/wire.hpp; where the service's limit is unknown, the one here is INFERRED.

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = kib * kib;

// Connections of one listener, and their data. Beyond the first limit the connection that was idle longest is closed.
inline constexpr std::size_t most_connections = 8192;
inline constexpr int longest_accept_queue = 4096;
inline constexpr std::chrono::seconds longest_idle{60};
inline constexpr std::chrono::seconds longest_request{60}; ///< from its first byte to its last
inline constexpr std::chrono::seconds longest_answer{60};  ///< time for a peer to read it
inline constexpr std::size_t largest_head = 64 * kib;      ///< request line and headers: 431
inline constexpr std::size_t longest_target = 8 * kib;     ///< 414
inline constexpr std::size_t largest_request = 32 * mib;   ///< body: 413
inline constexpr std::size_t most_unread = 256 * mib;      ///< of all unanswered requests together: 503

// JSON: limits for the memory that a body takes and for the time to find a member. A body beyond them counts as not JSON.
inline constexpr std::size_t deepest_json = 100; ///< printing recurses
inline constexpr std::size_t most_json_values = 250'000;
inline constexpr std::size_t most_json_members = 5'000;    ///< of one object
inline constexpr std::size_t largest_plain_body = 1 * mib; ///< without the files in it: 413

// A .docx. One beyond these limits is refused as an invalid file.
inline constexpr std::size_t most_archive_files = 4'096;
inline constexpr std::size_t largest_archive = 32 * mib;  ///< unpacked
inline constexpr std::size_t largest_word_text = 8 * mib; ///< the visible parts, unpacked
inline constexpr std::size_t most_word_pieces = 400'000;  ///< elements and texts of those parts
inline constexpr std::size_t deepest_word_element = 500;
inline constexpr std::size_t deepest_loop = 100; ///< building and filling recurse
inline constexpr std::size_t most_template_fields = 1'000;
inline constexpr std::size_t most_filled_nodes = 2'000'000; ///< written by nested loops into one document
inline constexpr std::size_t most_sign_fields = 1'000;      ///< `{{~position_sign_…}}` tags that are read from a file

// The records of an envelope. With its files, which the service limits, an envelope takes at most 116 MiB.
inline constexpr std::size_t most_documents = 200;
inline constexpr std::size_t most_signers = 500;
inline constexpr std::size_t most_requirements = 5'000;
inline constexpr std::size_t most_delegations = 100; ///< each callback has the whole history, to which they add
inline constexpr std::size_t most_watchers = 200;
inline constexpr std::size_t most_events = 10'000;       ///< of one document, created through the API
inline constexpr std::size_t largest_records = 16 * mib; ///< bytes of the bodies that created them, without the files
inline constexpr std::size_t largest_metadata = 64 * kib;

// For one account.
inline constexpr std::size_t most_webhooks = 100;
inline constexpr std::size_t deepest_folder = 100;

// Limits of what `server` lists; the newest are kept.
inline constexpr std::size_t most_told = 100'000;                 ///< requests, notifications, deliveries: of each kind
inline constexpr std::size_t largest_told = 64 * mib;             ///< requests and notifications
inline constexpr std::size_t largest_told_deliveries = 256 * mib; ///< their bodies
inline constexpr std::size_t largest_outbox = 256 * mib;          ///< callbacks that are not delivered yet; later ones are lost
inline constexpr std::size_t most_unknown_tokens = 10'000;        ///< with their own quota in a window; the others share one

} // namespace sandbox::limits
RUBRICA_END_NAMESPACE
