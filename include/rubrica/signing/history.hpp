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

/// Collects what happened to the documents of a record from callbacks that come late, twice, in any order or not at all.
///
/// It is a set of facts that only grows. A fact is identified by the SHA-256 of its content, so `apply` may be called in any
/// order and any number of times: the same callbacks give the same history. It also learns the earlier events that ClickSign
/// lists in each callback, so that any later callback replaces lost ones.
///
/// After a request was sent:
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
/// Save it before you act on the changes, or use `change::key`, which is the same after a crash, to act only once.
///
/// When memory runs out, `std::bad_alloc` is thrown and the history is unchanged: apply the same callback again, and it gives the
/// same changes. The cost of a callback depends on its size, not on the size of the history, except for the first one after a
/// copy.
///
/// `closed` says only that the process ended: a deadline closes a document that has one signature. `all_signed` is reported when
/// it is proven. At ClickSign the proof is a callback that shows the document closed, or reports its end, and lists its signers,
/// together with a signature in some callback for each of them (a list over 4 MiB, about 100,000 signers, proves nothing). At
/// AssineBem it is `document_signed`. A refusal alone ends nothing.
///
/// At ClickSign closed and cancelled are both final: it refuses to cancel a closed document. A document that is reported as both
/// is therefore a `conflict`, in whatever order that was reported or happened.
///
/// Like any value it is not for several threads at once. All signers without a key count as one signer.
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

  /// Learns an event and returns the changes that it causes, in a fixed order; none when it was known already.
  std::vector<change> apply(clicksign::webhook::event const& event);
  /// The same for AssineBem.
  std::vector<change> apply(assinebem::callback const& callback);
  /// Deliveries in quarantine and Pacto's notifications cause no changes: they say nothing about signing.
  std::vector<change> apply(callbacks::delivery const& delivery);

  /// Learns the events that ClickSign lists for a document (`client.documents().events(…)`); they do not name it. Use it after a
  /// `conflict`, or when callbacks may have been lost. Pass all of them, in any order.
  std::vector<change> apply_list(document_id const& document, std::vector<clicksign::webhook::event> const& events);

  /// Learns what the sender knows and no callback says: the envelope, and who is to sign each document. A `sent` without `pairs`, such
  /// as one that you stored, is taken to mean that every signer signs every document.
  void expect(signing::sent const& sent);
  /// The same by its parts, when the `sent` is not at hand.
  void expect(envelope_id const& envelope, std::vector<document_id> const& documents, std::vector<signer_id> const& signers = {});

  /// Learns all that another history knows. `a.merge(b)` and `b.merge(a)` give equal histories.
  std::vector<change> merge(history const& other);

  /// The state of each document, ordered by provider and id. It depends on the facts alone.
  [[nodiscard]] std::vector<document_state> documents() const;
  /// The state of one document; `unknown` when there was no callback about it.
  [[nodiscard]] document_state document(document_key const& key) const;

  /// Who did what when.
  [[nodiscard]] timeline_lines timeline() const;

  /// Whether nothing is known.
  [[nodiscard]] bool empty() const noexcept { return facts_.empty(); }
  /// How many facts it holds.
  [[nodiscard]] std::size_t size() const noexcept;

  /// For your database. It contains names and what signers wrote, unmasked.
  [[nodiscard]] std::string to_json() const;
  /// Reads what `to_json` of this version or an older one wrote. No text makes it throw.
  ///
  /// `malformed`: not JSON (with line and column), or not a history, or one of a later version. `limit_exceeded`: over
  /// `largest_saved`, or with a string over 8 MiB, which `to_json` never writes. Members that this version does not know are
  /// ignored; an edited fact counts as another fact, not as an error.
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
  std::unique_ptr<history_index> index_; // derived from the facts: neither copied, compared nor saved; null until needed
};

} // namespace signing
RUBRICA_END_NAMESPACE
