#include "signing/sending/doubt.hpp"
#include "signing/sending/reference.hpp"
#include "signing/time_left.hpp"

#include <rubrica/signing/origin.hpp>
#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::envelope;

/// Finds the drafts that nobody will finish.
class sweeper {
public:
  sweeper(clicksign::client const& client, std::shared_ptr<journal> journal, sweep_options const& options)
      : client_(client), journal_(std::move(journal)), options_(options) {}

  result<std::vector<envelope_id>> run() const {
    std::vector<envelope_id> removed;
    clicksign::envelope_query query;
    query.status = clicksign::status(clicksign::status::draft);
    auto drafts = client_.envelopes().list(query, options_.call).all();
    if (!drafts) return std::move(drafts).error();
    for (envelope const& one : *drafts) {
      if (!has_reference(one.name)) continue;
      auto const left = is_left_behind(one);
      if (!left) return left.error();
      if (!*left) continue;
      auto const gone = client_.envelopes().remove(one.id, options_.call);
      if (gone) removed.push_back(one.id);
      bool const is_settled = gone || is_gone(gone.error()) || gone.error().code == errc::not_draft;
      if (!is_settled) return gone.error();
    }
    return removed;
  }

private:
  result<bool> is_left_behind(envelope const& draft) const {
    auto const documents = client_.documents().list(draft.id, {}, options_.call).all();
    if (!documents) return documents.error();
    auto const key = key_of(draft, *documents);
    if (!key && !documents->empty()) return false; // a person's, or of a key that the name was not made of
    if (key) {
      auto const known = is_in_journal(*key);
      if (!known || *known) return known ? result<bool>(false) : known;
    }
    auto runs = runs_under(draft.name, key);
    if (!runs || *runs) return runs;
    return key && draft.created_at.at() && *draft.created_at.at() + options_.abandoned_after < calendar_of(client_);
  }

  /// The key in its documents that its name was made of: nothing for an envelope that rubrica did not make, or without documents.
  static std::optional<std::string> key_of(envelope const& one, std::vector<clicksign::document> const& documents) {
    for (clicksign::document const& each : documents) {
      auto const origin = origin_of(each);
      if (origin && one.name.find(reference_of(origin->key)) != std::string::npos) return origin->key;
    }
    return std::nullopt;
  }

  result<bool> is_in_journal(std::string const& key) const {
    if (journal_ == nullptr) return false;
    auto const found = journal_->load(key);
    if (found) return found->has_value();
    if (found.error().code == errc::not_ready) return true;
    return found.error();
  }

  /// Whether an envelope that rubrica made, of this key where it is known, was activated under this name.
  result<bool> runs_under(std::string const& name, std::optional<std::string> const& draft) const {
    clicksign::envelope_query query;
    query.name = name;
    auto same = client_.envelopes().list(query, options_.call).all();
    if (!same) return std::move(same).error();
    for (envelope const& one : *same) {
      if (one.name != name || !was_activated(one.status)) continue;
      auto const documents = client_.documents().list(one.id, {}, options_.call).all();
      if (!documents) return documents.error();
      auto const key = key_of(one, *documents);
      if (key && (!draft || *draft == *key)) return true;
    }
    return false;
  }

  clicksign::client const& client_;
  std::shared_ptr<journal> journal_;
  sweep_options const& options_;
};

} // namespace

result<std::vector<envelope_id>> sender::sweep(sweep_options const& options) const {
  return sweeper(client_, journal_, options).run();
}

} // namespace signing
RUBRICA_END_NAMESPACE
