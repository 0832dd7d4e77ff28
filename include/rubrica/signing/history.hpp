#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/change.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/fact.hpp>
#include <rubrica/signing/timeline.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// What happened to the documents of a record, out of callbacks that come late, twice, in any order or not at all.
///
/// It is a set of facts that only grows, each known by the SHA-256 of what it says. So `apply` may be called in any order
/// and as often as one likes: the same callbacks make the same history. The list of earlier events that ClickSign puts
/// into each callback is learnt too, so that any later callback heals what was lost.
///
/// ```cpp
/// auto history = signing::history::from_json(load("OP-1207")).value();
/// for (auto& change : history.apply(event))       // each change once, however often the callback comes
///   if (change.is(signing::change::file_ready)) download(change.envelope, change.document);
/// save("OP-1207", history.to_json());
/// ```
/// Save it before you act on the changes, or act under `change::key`, which is the same after a crash.
///
/// `closed` says only that the process ended: a deadline closes what has one signature. `all_signed` is told when it is
/// proven. At ClickSign: a callback that shows the document closed, or tells of its end, listed its signers, and each of
/// those has signed, as some callback said. At AssineBem: `document_signed` came. A refusal ends nothing by itself.
///
/// Not for several threads at once, like any value. A signer without a key counts as one nameless signer.
class RUBRICA_EXPORT history {
public:
  /// Learns an event; gives what has become true by it, in a fixed order. Empty for what was known.
  std::vector<change> apply(clicksign::webhook::event const& event);
  std::vector<change> apply(assinebem::callback const& callback);
  /// What is in quarantine, and Pacto's notifications, tell nothing about signing.
  std::vector<change> apply(callbacks::delivery const& delivery);

  /// Learns the events that ClickSign lists for a document (`client.documents().events(…)`), which do not name it: for
  /// after a `conflict`, or when callbacks may have been lost. Give all of them, in any order.
  std::vector<change> apply_list(document_id const& document, std::vector<clicksign::webhook::event> const& events);

  /// What the sender knows and no callback tells: the envelope, and who is to sign each document.
  void expect(envelope_id const& envelope, std::vector<document_id> const& documents, std::vector<signer_id> const& signers = {});

  /// Learns all that another history knows. `a.merge(b)` and `b.merge(a)` end equal.
  std::vector<change> merge(history const& other);

  /// Where each document stands, in the order of provider and id. A pure function of the facts.
  [[nodiscard]] std::vector<document_state> documents() const;
  /// Where one document stands; `unknown` when nothing was heard of it.
  [[nodiscard]] document_state document(document_id const& id) const;

  /// Who did what when.
  [[nodiscard]] timeline_lines timeline() const;

  [[nodiscard]] bool empty() const noexcept { return facts_.empty(); }
  /// How many facts it holds.
  [[nodiscard]] std::size_t size() const noexcept;

  /// For your database. It holds names and what signers wrote, unmasked.
  [[nodiscard]] std::string to_json() const;
  /// Reads what `to_json` wrote, of this version or an older one. Nothing is ever thrown.
  ///
  /// `malformed`: not JSON (with line and column), or not a history, or one of a later version. `limit_exceeded`: over
  /// 64 MiB. Members that this version does not know are ignored; a changed fact is another fact, not an error.
  [[nodiscard]] static result<history> from_json(std::string_view text);

  friend RUBRICA_EXPORT bool operator==(history const& a, history const& b);
  friend bool operator!=(history const& a, history const& b) { return !(a == b); }

private:
  using facts_by_key = std::map<std::string, fact>;
  using topic = std::tuple<std::string, std::string, std::string>; // provider, document, subject

  std::vector<change> learn(std::vector<fact> facts);
  bool insert(fact one, topic const& about);

  std::map<topic, facts_by_key> facts_;
  std::set<std::string> told_; // follows from the facts, which is why it is neither compared nor saved
};

}}} // namespace rubrica::v0_1::signing
