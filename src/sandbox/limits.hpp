#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox::limits {

// Every bound on what strangers may send to the simulator and on what it keeps of that. The service's own limits, such as
// 10 MB for a file, are in clicksign/protocol/wire.hpp; where the service has a limit that nobody knows, the one here is INFERRED.

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = kib * kib;

// Connections of one listener, and what comes over them. Beyond the first the one that was idle longest is closed.
inline constexpr std::size_t most_connections = 8192;
inline constexpr int longest_accept_queue = 4096;
inline constexpr std::chrono::seconds longest_idle{60};
inline constexpr std::chrono::seconds longest_request{60}; ///< from its first byte to its last
inline constexpr std::chrono::seconds longest_answer{60};  ///< that a peer takes to read it
inline constexpr std::size_t largest_head = 64 * kib;      ///< request line and headers: 431
inline constexpr std::size_t longest_target = 8 * kib;     ///< 414
inline constexpr std::size_t largest_request = 32 * mib;   ///< body: 413
inline constexpr std::size_t most_unread = 256 * mib;      ///< of requests that are not answered yet together: 503

// JSON: what a byte of it may become in memory, and how long looking a member up may take. More is no JSON to us.
inline constexpr std::size_t deepest_json = 100; ///< printing recurses
inline constexpr std::size_t most_json_values = 250'000;
inline constexpr std::size_t most_json_members = 5'000;    ///< of one object
inline constexpr std::size_t largest_plain_body = 1 * mib; ///< without the file in it: 413

// A .docx. What is beyond is refused as a file that cannot be used.
inline constexpr std::size_t most_archive_files = 4'096;
inline constexpr std::size_t largest_archive = 32 * mib;  ///< unpacked
inline constexpr std::size_t largest_word_text = 8 * mib; ///< the parts that people read, unpacked
inline constexpr std::size_t most_word_pieces = 400'000;  ///< elements and texts of those parts
inline constexpr std::size_t deepest_word_element = 500;
inline constexpr std::size_t deepest_loop = 100; ///< building and filling recurse
inline constexpr std::size_t most_template_fields = 1'000;
inline constexpr std::size_t most_filled_nodes = 2'000'000; ///< that loops within loops write into one document
inline constexpr std::size_t most_sign_fields = 1'000;      ///< `{{~position_sign_…}}` of a file that are looked at

// The records of an envelope. With its files, which the service limits, an envelope takes 116 MiB at most.
inline constexpr std::size_t most_documents = 200;
inline constexpr std::size_t most_signers = 500;
inline constexpr std::size_t most_requirements = 5'000;
inline constexpr std::size_t most_watchers = 200;
inline constexpr std::size_t most_events = 10'000;       ///< of one document, made through the API
inline constexpr std::size_t largest_records = 16 * mib; ///< the bodies that made them, without the files
inline constexpr std::size_t largest_metadata = 64 * kib;

// Of an account.
inline constexpr std::size_t most_webhooks = 100;
inline constexpr std::size_t deepest_folder = 100;

// What `server` tells of what happened: the newest.
inline constexpr std::size_t most_told = 100'000;                 ///< requests, notifications, deliveries: of each
inline constexpr std::size_t largest_told = 64 * mib;             ///< requests and notifications
inline constexpr std::size_t largest_told_deliveries = 256 * mib; ///< their bodies
inline constexpr std::size_t largest_outbox = 256 * mib;          ///< callbacks that wait for their receiver; later ones are lost
inline constexpr std::size_t most_unknown_tokens = 10'000;        ///< with a quota of their own in a window; the others share one

} // namespace sandbox::limits
RUBRICA_END_NAMESPACE
