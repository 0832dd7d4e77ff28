#include "signing/history/facts.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

std::string joined(std::string_view first, std::string_view second) {
  std::string text(first);
  if (!text.empty() && !second.empty()) text += ": ";
  return text.append(second);
}

/// Whether it is a date at all: AssineBem's own samples have `null` as a text, and databases write zeros for none.
bool is_given(timestamp const& at) {
  return at.text().find_first_of("123456789") != std::string::npos;
}

/// Fills in what each callback says besides who, what and when.
struct reader {
  fact& one; ///< the fact of the callback itself
  std::vector<fact>& out;

  fact seen_of(assinebem::party_id const& party, std::string_view name, timestamp const& at) const {
    fact more;
    more.source = fact_source::assinebem_document;
    more.name = name;
    more.at = timestamp(tidy(at.text(), longest_id));
    more.document = one.document;
    more.signer = tidy(party.text(), longest_id);
    return more;
  }

  void operator()(assinebem::document_signed const& e) const {
    for (assinebem::party_signature const& party : e.parties) {
      if (party.party_id.empty()) continue;
      out.push_back(seen_of(party.party_id, seen::signer, {}));
      if (is_given(party.viewed_at)) out.push_back(seen_of(party.party_id, seen::viewed, party.viewed_at));
      if (is_given(party.signed_at)) out.push_back(seen_of(party.party_id, seen::signature, party.signed_at));
    }
  }
  void operator()(assinebem::party_status_changed const& e) const {
    one.subject = tidy(e.external_id.text(), longest_id);
    one.note = tidy(e.status.text(), longest_note);
  }
  void operator()(assinebem::document_invalidated const& e) const { one.note = tidy(e.reason, longest_note); }
  void operator()(assinebem::party_refused const& e) const { one.note = tidy(joined(e.reason, e.description), longest_note); }
  void operator()(assinebem::party_data_filled const& e) const {
    one.subject = tidy(e.external_id.text(), longest_id);
    one.note = tidy(e.description, longest_note);
  }
  void operator()(assinebem::party_delegated const& e) const {
    fact delegate = seen_of(e.delegate_id, seen::delegate, {});
    delegate.person = tidy(e.delegate.name.reveal(), longest_note);
    delegate.email = tidy(e.delegate.email.reveal(), longest_note);
    one.note = delegate.person;
    out.push_back(std::move(delegate));
  }
  void operator()(assinebem::attachment_sent const& e) const {
    std::string names;
    for (assinebem::attachment const& each : e.attachments) names += (names.empty() ? "" : ", ") + each.name;
    one.note = tidy(names, longest_note);
  }
  template <class Other> void operator()(Other const&) const {}
};

} // namespace

std::vector<fact> facts_of(assinebem::callback const& callback) {
  std::vector<fact> out;
  fact one;
  one.source = fact_source::assinebem;
  one.name = assinebem::kind(callback.payload);
  timestamp const at = assinebem::occurred_at(callback.payload);
  one.at = timestamp(tidy(at.text(), longest_id));
  one.document = tidy(assinebem::document_of(callback.payload).text(), longest_id);
  one.signer = tidy(assinebem::party_of(callback.payload).text(), longest_id);
  one.detail = assinebem::deduplication_key(callback);
  if (one.detail.empty()) throw std::bad_alloc(); // see hash_of
  std::visit(reader{one, out}, callback.payload);
  out.push_back(std::move(one));
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
