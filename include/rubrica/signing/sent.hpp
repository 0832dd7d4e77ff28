#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/plan.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that was carried out: the envelope runs.
struct sent {
  std::string key{};       ///< `send_options::key`, or the one that was drawn; it is in each document's metadata
  std::string reference{}; ///< short form of the key, in the envelope's name: `7K2M-9Q4X`
  envelope_id envelope{};
  std::vector<document_id> documents{}; ///< in the order of the files
  std::vector<signer_id> signers{};     ///< in the order of the signers
  timestamp deadline{};
  bool notified = false; ///< the signers were notified; after a bulk creation: ClickSign was asked to
  /// Why the signers were not called, or, with the outcome `ambiguous`, may not have been: notify again later if necessary.
  /// Nothing when they were called, or were not to be called.
  std::optional<error_info> notification_error{};
  std::vector<signing_pair> pairs{}; ///< who signs what
  /// The job of a bulk creation, where ClickSign named it. Ids and pairs are empty then: `sender::find` fetches them.
  std::string job{};
};

} // namespace signing
RUBRICA_END_NAMESPACE
