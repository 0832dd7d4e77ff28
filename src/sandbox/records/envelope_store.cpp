#include "sandbox/records/envelope_store.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

envelope* envelope_store::found(owners const& among, std::string const& id) {
  auto const it = among.find(id);
  return it == among.end() ? nullptr : it->second;
}

envelope& envelope_store::add(std::unique_ptr<envelope> made) {
  made->number = ++made_;
  envelope& one = all_.add(std::move(made));
  names_[one.name][one.number] = &one;
  for (auto const& part : one.documents) documents_[part->id] = &one;
  for (auto const& part : one.signers) signers_[part->id] = &one;
  touch(one);
  return one;
}

void envelope_store::erase(envelope const& gone) {
  for (auto const& part : gone.documents) documents_.erase(part->id);
  for (auto const& part : gone.signers) signers_.erase(part->id);
  auto const named = names_.find(gone.name);
  named->second.erase(gone.number);
  if (named->second.empty()) names_.erase(named);
  touched_.erase(std::remove(touched_.begin(), touched_.end(), &gone), touched_.end());
  if (auto const planned = due_of_.find(&gone); planned != due_of_.end()) {
    due_.erase(planned->second);
    due_of_.erase(planned);
  }
  all_.erase(gone);
}

envelope* envelope_store::find(std::string const& id) {
  envelope* const one = all_.find(id);
  if (one != nullptr) touch(*one);
  return one;
}

envelope* envelope_store::of_signer(std::string const& id) {
  envelope* const one = found(signers_, id);
  if (one != nullptr) touch(*one);
  return one;
}

std::vector<envelope const*> envelope_store::named(std::string const& name) const {
  std::vector<envelope const*> all;
  auto const found = names_.find(name);
  if (found == names_.end()) return all;
  for (auto const& entry : found->second) all.push_back(entry.second);
  return all;
}

void envelope_store::joined(envelope& owner, document const& part) {
  if (holds(owner)) documents_[part.id] = &owner;
}

void envelope_store::joined(envelope& owner, signer const& part) {
  if (holds(owner)) signers_[part.id] = &owner;
}

void envelope_store::left(envelope const& owner, document const& part) {
  if (holds(owner)) documents_.erase(part.id);
}

void envelope_store::left(envelope const& owner, signer const& part) {
  if (holds(owner)) signers_.erase(part.id);
}

void envelope_store::renamed(envelope& one, std::string const& old_name) {
  if (one.name == old_name) return;
  auto const before = names_.find(old_name);
  before->second.erase(one.number);
  if (before->second.empty()) names_.erase(before);
  names_[one.name][one.number] = &one;
}

std::vector<envelope*> envelope_store::take_touched() {
  return std::exchange(touched_, {});
}

void envelope_store::set_due(envelope& one, std::optional<instant> at) {
  auto const planned = due_of_.find(&one);
  bool const was_planned = planned != due_of_.end();
  if (was_planned && at && planned->second.first == *at) return;
  if (was_planned) {
    due_.erase(planned->second);
    due_of_.erase(planned);
  }
  if (!at) return;
  moment const when{*at, one.number};
  due_[when] = &one;
  due_of_[&one] = when;
}

std::optional<envelope_store::due> envelope_store::next_time_due() const {
  if (due_.empty()) return std::nullopt;
  auto const& first = *due_.begin();
  return due{first.first.first, first.second};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
