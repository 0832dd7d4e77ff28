#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/plan.hpp>
#include <rubrica/signing/request.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// A request that was carried out: the envelope runs.
struct sent {
  std::string key{}; ///< is in the envelope's name and in each document's metadata
  envelope_id envelope{};
  std::vector<document_id> documents{}; ///< in the order of the files
  std::vector<signer_id> signers{};     ///< in the order of the signers
  timestamp deadline{};
  bool notified = false;                          ///< the signers were called
  std::optional<error_info> notification_error{}; ///< why they were not, or may not have been; notify again later if need be
};

enum class step { envelope_created, uploading, document_created, signer_created, requirements_set, activated, notified };

/// Something that has happened on the way.
struct progress {
  signing::step step = step::envelope_created;
  std::size_t index = 0;   ///< which file or signer
  std::string id{};        ///< of what was created
  std::uint64_t bytes = 0; ///< with `uploading`: of the request body
  std::uint64_t total = 0;
};

struct send_options {
  std::chrono::milliseconds timeout{600'000};         ///< for everything together
  std::shared_ptr<cancel_flag> cancelled{};           ///< may be null
  std::function<void(progress const&)> on_progress{}; ///< called one at a time, from several threads
  /// How long after an ambiguous answer the same thing may still come into being at ClickSign. Only after that rubrica looks
  /// whether it is there (docs/adr/0004-never-twice.md).
  std::chrono::milliseconds quiescence{120'000};
  int parallel = 12; ///< calls under way at a time: a document and its signers go out together
};

/// Carries out signing requests: preflight, then the fewest calls (5 + number of signers for one file).
///
/// Nothing is created twice: after an answer that leaves it open whether something was created, the sender waits, looks and
/// adopts what it finds. When it cannot finish, it removes the draft again; `error_info::envelope_left_behind` names the
/// envelope when that failed too.
class RUBRICA_EXPORT sender {
public:
  explicit sender(clicksign::client client);

  result<sent> send(request const& request, send_options const& how = {}) const;

private:
  clicksign::client client_;
};

}}} // namespace rubrica::v0_1::signing
