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

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that was carried out: the envelope runs.
struct sent {
  std::string key{}; ///< is in the envelope's name and in each document's metadata
  envelope_id envelope{};
  std::vector<document_id> documents{}; ///< in the order of the files
  std::vector<signer_id> signers{};     ///< in the order of the signers
  timestamp deadline{};
  bool notified = false; ///< the signers were notified; after a bulk creation: ClickSign was asked to
  /// Why the signers were not called, or, with the effect `ambiguous`, may not have been: notify again later if necessary.
  /// Nothing when they were called, or were not to be called.
  std::optional<error_info> notification_error{};
  std::vector<signing_pair> pairs{}; ///< who signs what
  /// The job of a bulk creation, where ClickSign named it. Ids and pairs are empty then: `sender::find` fetches them.
  std::string job{};
};

/// How an envelope comes into being.
enum class creation {
  stepwise, ///< a draft, its documents and signers, then the activation: 4 calls and one for each document and signer
  /// All of it by one call (`envelope_bulk_creations`), for one file or template and signers of one group. ClickSign's reference does
  /// not have it, and a job carries it out later (clicksign-rest §10.8).
  bulk
};

enum class step {
  envelope_created,
  uploading,
  document_created,
  signer_created,
  watcher_created,
  requirements_set,
  activated,
  notified
};

/// How far the sending has come.
struct progress {
  signing::step step = step::envelope_created;
  std::size_t index = 0;   ///< which file, signer or watcher
  std::string id{};        ///< id of the created record
  std::uint64_t bytes = 0; ///< with `uploading`: of the request body
  std::uint64_t total = 0;
};

struct send_options {
  /// For the whole sending. When it is exceeded, or the flag is raised, up to 15 seconds more are used to find out what became
  /// of the envelope: it is removed, or it runs.
  std::chrono::milliseconds timeout{600'000};
  std::shared_ptr<cancel_flag> cancelled{}; ///< may be null
  /// Called from several threads, but only one at a time. An exception ends the sending: the draft is removed, and `send` throws
  /// the exception on; when the draft cannot be removed, `send` returns the error that names it instead. An exception at
  /// `activated` or `notified` is thrown on at the end: the envelope runs, its id was in the progress, and its signers are
  /// called.
  std::function<void(progress const&)> on_progress{};
  /// How long after an ambiguous answer the record may still appear at ClickSign. rubrica waits this long before it looks for
  /// the record (docs/adr/0004-never-twice.md), and, if there is time, once more after it had to send the request again. When it
  /// is shorter than the network takes to deliver or drop a request, records may be created twice: an extra draft may stay, or a
  /// signer may appear after the activation. It counts against `timeout`, which should be at least four times as long.
  std::chrono::milliseconds quiescence{120'000};
  int parallel = 12; ///< calls at the same time: documents, signers and watchers are created in parallel
  signing::creation creation = signing::creation::stepwise;
};

/// Carries out signing requests: preflight, then the fewest calls: 4, and one for each file, signer and watcher.
///
/// Nothing is created twice: when an answer leaves open whether a record was created, the sender waits, looks for it and uses
/// what it finds. Before the activation it then reads everything back and corrects what differs from the request. When it cannot
/// finish, it removes the draft, and `error_info::outcome` says what became of it:
///
/// - `not_sent`: no envelope was ever created;
/// - `rejected`: one was created, or refused, and nothing of it is left;
/// - `ambiguous`: a draft or a running envelope may exist. `error_info::envelope_left_behind` names it when its id is known, and
///   the message gives the end of the name of a draft that may exist. Look for it before sending again.
///
/// A running envelope is never an error: when the flag was raised too late, or the answer to the activation was lost, the sender
/// finds out that the envelope runs and returns a `sent` whose `notification_error` says what was not done.
///
/// A bulk creation is sent once and never repeated. Its success means that ClickSign took it: the envelope exists a little later. When
/// its answer is lost, the envelope is looked for by name; when it is not there, the outcome is `ambiguous`, because the job may
/// still create it. When ClickSign says that the account has no such call, the envelope is created step by step.
class RUBRICA_EXPORT sender {
public:
  explicit sender(clicksign::client client);

  /// Throws `std::bad_alloc` when memory runs out and no draft is left.
  result<sent> send(request const& request, send_options const& options = {}) const;

  /// The ids of what a bulk creation of this request made, by the key that `send` returned or that its error named. `not_ready`
  /// while there is no such envelope, or not all of it; ask again later.
  result<sent> find(request const& request, std::string const& key, clicksign::call_options const& options = {}) const;

private:
  clicksign::client client_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
