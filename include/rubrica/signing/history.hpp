#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/change.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/fact.hpp>
#include <rubrica/signing/timeline.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct history_index;
struct sent;

/// What happened to the documents of a record, out of callbacks that come late, twice, in any order or not at all.
///
/// It is a set of facts that only grows, each known by the SHA-256 of what it says. So `apply` may be called in any order
/// and as often as one likes: the same callbacks make the same history. The list of earlier events that ClickSign puts
/// into each callback is learnt too, so that any later callback heals what was lost.
///
/// When a request was sent:
/// ```cpp
/// signing::history history;
/// history.expect(sent); // no callback names the envelope
/// save("OP-1207", history.to_json());
/// ```
/// When a callback comes:
/// ```cpp
/// auto history = signing::history::from_json(load("OP-1207")).value();
/// for (auto& change : history.apply(event)) // each change once, however often the callback comes
///   if (change.is(signing::change::file_ready)) download(change.envelope, *change.document.clicksign());
/// save("OP-1207", history.to_json());
/// ```
/// Save it before you act on the changes, or act under `change::key`, which is the same after a crash.
///
/// Without memory `std::bad_alloc` passes through, and the history is as it was before the call: give it the same callback
/// again, and it tells the same changes. A callback costs what it says, not what is known already, except the first after a
/// copy.
///
/// `closed` says only that the process ended: a deadline closes what has one signature. `all_signed` is told when it is
/// proven. At ClickSign: a callback that shows the document closed, or tells of its end, listed its signers, and each of
/// those has signed, as some callback said (a list over 4 MiB, some 100,000 signers, proves nothing). At AssineBem:
/// `document_signed` came. A refusal ends nothing by itself.
///
/// Both ends of ClickSign's are final: it refuses to cancel what is closed. So a document that is said to be both is a
/// `conflict`, whichever was said first or happened first.
///
/// Not for several threads at once, like any value. A signer without a key counts as one nameless signer.
class RUBRICA_EXPORT history {
public:
  /// How many bytes `from_json` reads.
  static constexpr std::size_t largest_saved = std::size_t{1} << 30;

  history();
  history(history const& other);
  history(history&& other) noexcept;
  history& operator=(history const& other);
  history& operator=(history&& other) noexcept;
  ~history();

  /// Learns an event; gives what has become true by it, in a fixed order. Empty for what was known.
  std::vector<change> apply(clicksign::webhook::event const& event);
  std::vector<change> apply(assinebem::callback const& callback);
  /// What is in quarantine, and Pacto's notifications, tell nothing about signing.
  std::vector<change> apply(callbacks::delivery const& delivery);

  /// Learns the events that ClickSign lists for a document (`client.documents().events(…)`), which do not name it: for
  /// after a `conflict`, or when callbacks may have been lost. Give all of them, in any order.
  std::vector<change> apply_list(document_id const& document, std::vector<clicksign::webhook::event> const& events);

  /// What the sender knows and no callback tells: the envelope, and who is to sign each document.
  void expect(signing::sent const& sent);
  void expect(envelope_id const& envelope, std::vector<document_id> const& documents, std::vector<signer_id> const& signers = {});

  /// Learns all that another history knows. `a.merge(b)` and `b.merge(a)` end equal.
  std::vector<change> merge(history const& other);

  /// Where each document stands, in the order of provider and id. A pure function of the facts.
  [[nodiscard]] std::vector<document_state> documents() const;
  /// Where one document stands; `unknown` when nothing was heard of it.
  [[nodiscard]] document_state document(document_key const& key) const;

  /// Who did what when.
  [[nodiscard]] timeline_lines timeline() const;

  [[nodiscard]] bool empty() const noexcept { return facts_.empty(); }
  /// How many facts it holds.
  [[nodiscard]] std::size_t size() const noexcept;

  /// For your database. It holds names and what signers wrote, unmasked.
  [[nodiscard]] std::string to_json() const;
  /// Reads what `to_json` wrote, of this version or an older one. No text makes it throw.
  ///
  /// `malformed`: not JSON (with line and column), or not a history, or one of a later version. `limit_exceeded`: over
  /// `largest_saved`, or a text in it over 8 MiB, which `to_json` does not write. Members that this version does not know are ignored; a changed fact is another fact, not an error.
  [[nodiscard]] static result<history> from_json(std::string_view text);

  friend RUBRICA_EXPORT bool operator==(history const& a, history const& b);
  friend bool operator!=(history const& a, history const& b) { return !(a == b); }

private:
  using facts_by_key = std::map<std::string, fact>;
  using topic = std::tuple<std::string, std::string, std::string>; // provider, document, subject

  std::vector<change> learn(std::vector<fact> facts);
  void learn(std::vector<fact> facts, std::vector<change>* tell);
  document_state state_of(topic const& about, facts_by_key const& known) const;

  std::map<topic, facts_by_key> facts_;
  std::unique_ptr<history_index> index_; // follows from the facts: neither copied, compared nor saved; null until needed
};

} // namespace signing
RUBRICA_END_NAMESPACE
