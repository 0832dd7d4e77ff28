#include "sandbox/records/requirement_list.hpp"

#include "sandbox/records/model.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

std::vector<requirement const*> const& requirement_list::of(std::string const& document_id, std::string const& signer_id) const {
  static std::vector<requirement const*> const none;
  auto const found = by_link_.find(key_of(document_id, signer_id));
  return found == by_link_.end() ? none : found->second;
}

requirement* requirement_list::find(std::string const& id) const {
  return find_by_id(all_, id);
}

requirement_list requirement_list::copy() const {
  requirement_list out;
  for (pointer const& one : all_) out.add(std::make_unique<requirement>(*one));
  return out;
}

requirement& requirement_list::add(pointer made) {
  by_link_[key_of(made->document_id, made->signer_id)].push_back(made.get());
  all_.push_back(std::move(made));
  return *all_.back();
}

void requirement_list::erase(requirement const& gone) {
  auto& beside = by_link_[key_of(gone.document_id, gone.signer_id)];
  beside.erase(std::find(beside.begin(), beside.end(), &gone));
  all_.erase(std::find_if(all_.begin(), all_.end(), [&](pointer const& one) { return one.get() == &gone; }));
}

void requirement_list::order_by_link() {
  by_link_.clear();
  for (pointer const& one : all_) by_link_[key_of(one->document_id, one->signer_id)].push_back(one.get());
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
