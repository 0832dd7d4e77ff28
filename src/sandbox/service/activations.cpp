#include "sandbox/service/activations.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

/// The key of a sending that rubrica writes into each document (signing/origin.hpp); empty when there is none.
std::string key_of(envelope const& one) {
  for (auto const& target : one.documents) {
    auto const found = target->metadata.find("rubrica_key");
    if (found != target->metadata.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

} // namespace

void count_activations(account_state const& service, activations& to) {
  for (auto const& one : service.envelopes.all()) {
    std::string const key = one->draft() ? std::string() : key_of(*one);
    if (one->draft()) {
      ++to.drafts;
    } else if (key.empty()) {
      ++to.without_key;
    } else {
      ++to.by_key[key];
    }
  }
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
