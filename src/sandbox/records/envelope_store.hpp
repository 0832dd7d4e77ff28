#pragma once

#include "sandbox/records/model.hpp"
#include "sandbox/records/records.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The envelopes of an account, with an index for each way in which a request names them. No operation here looks at all of
/// them.
class envelope_store {
public:
  envelope& add(std::unique_ptr<envelope> made);
  void erase(envelope const& gone);

  /// The caller may change the envelope, so its due time is computed again (`take_touched`).
  envelope* find(std::string const& id);
  envelope* of_signer(std::string const& id);
  /// For read access.
  [[nodiscard]] envelope const* of_document(std::string const& id) const { return found(documents_, id); }
  [[nodiscard]] envelope const* holder_of_signer(std::string const& id) const { return found(signers_, id); }
  [[nodiscard]] std::vector<envelope const*> named(std::string const& name) const;
  [[nodiscard]] record_list<envelope> const& all() const { return all_; }

  // Updates the index for added and removed parts and for a new name. An envelope that is not in the store yet brings its parts
  // with it.
  void joined(envelope& owner, document const& part);
  void joined(envelope& owner, signer const& part);
  void left(envelope const& owner, document const& part);
  void left(envelope const& owner, signer const& part);
  void renamed(envelope& one, std::string const& old_name);

  void touch(envelope& one) { touched_.push_back(&one); }
  std::vector<envelope*> take_touched();
  /// When something is due for the envelope; nothing: never.
  void set_due(envelope& one, std::optional<instant> at);
  struct due {
    instant at;
    envelope* to = nullptr;
  };
  [[nodiscard]] std::optional<due> next_time_due() const;

private:
  using owners = std::unordered_map<std::string, envelope*>;
  using moment = std::pair<instant, std::uint64_t>; ///< the time and the number of the envelope

  static envelope* found(owners const& among, std::string const& id);
  [[nodiscard]] bool holds(envelope const& one) const { return all_.find(one.id) == &one; }

  record_list<envelope> all_;
  std::uint64_t made_ = 0;
  owners documents_;
  owners signers_;
  std::unordered_map<std::string, std::map<std::uint64_t, envelope*>> names_;
  std::vector<envelope*> touched_;
  std::map<moment, envelope*> due_;
  std::unordered_map<envelope const*, moment> due_of_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
