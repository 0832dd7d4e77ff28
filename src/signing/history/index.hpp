#pragma once

#include "signing/history/facts.hpp"
#include "signing/history/rules.hpp"

#include <bitset>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// What follows from facts, updated fact by fact. The same facts give the same index, in whatever order they come.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The kinds of changes that were reported, by their places in `change_names::all`.
using told_kinds = std::bitset<32>;

/// A change caused by the facts just learnt.
struct finding {
  fact const* said = nullptr; ///< null for a conclusion from several facts
  timestamp when{};
};

/// By place of the kind, signer, and what distinguishes repeatable changes. The texts are those of the facts.
using findings = std::map<std::tuple<std::size_t, std::string_view, std::string_view>, finding>;

/// One signer's state, with what is needed only to compute it.
struct signer_record {
  signer_state state{};
  told_kinds told{};
  std::optional<instant> named{};
  std::optional<instant> written{};
  std::optional<instant> added{};
  std::optional<instant> removed{};
  std::optional<instant> acted{}; ///< viewed, started, refused or signed
  bool acted_once = false;        ///< acted at an unknown time
  std::optional<failed_invitation> failure{};
};

/// What is known about one document or one other thing.
class topic_index {
public:
  /// Learns a new fact. Facts and keys must live as long as the findings.
  void learn(std::string const& key, fact const& one, findings& found);
  /// Learns what another spelling of a known fact shows more.
  void learn_spelling(fact const& one);
  /// Adds what follows from all facts together.
  void conclude(findings& found);

  [[nodiscard]] document_state state() const;
  /// The state without the signers.
  [[nodiscard]] document_state const& document() const { return document_; }
  /// Name, else e-mail address; null when the key is unknown.
  [[nodiscard]] personal const* name_of(std::string_view signer) const;

private:
  /// The signers of a document that has ended. All before position `next` have signed.
  struct roster {
    std::vector<std::string> keys{};
    std::size_t next = 0;
  };

  void learn_about_document(fact const& one);
  void obey(fact_rule const& rule, fact const& one, signer_record* who);
  void add(finding const& one, std::size_t place, std::string_view signer, std::string_view extra, told_kinds& told,
           findings& found);
  void tell(fact_rule const& rule, std::string const& key, fact const& one, signer_record* who, findings& found);
  void has_signed(std::string const& signer);
  void go_on(std::size_t which);

  document_state document_{};
  told_kinds told_{};
  std::map<std::string, signer_record, std::less<>> signers_{};
  std::vector<roster> rosters_{};
  std::map<std::string, std::vector<std::size_t>> waiting_{}; // rosters by their first signer who has not signed
};

struct history_index {
  std::map<topic, topic_index> topics{};
};

/// The index of all facts about one topic.
topic_index index_of(facts_by_key const& facts);
history_index index_of(facts_by_topic const& facts);

/// The findings as changes of the public header.
std::vector<change> changes_of(topic const& about, topic_index const& index, findings const& found);

} // namespace signing
RUBRICA_END_NAMESPACE
