#include "sandbox/service/evidence.hpp"

#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"
#include "sandbox/service/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr int codes = 1'000'000;

error_info refused(char const* rule, char const* why) {
  error_info error = make_error(errc::rule_refused, why);
  error.rule = rule;
  return error;
}

/// The signer with his envelope, when the signing page is open for him.
struct page_user {
  envelope* owner = nullptr;
  signer* who = nullptr;
};

result<page_user> user_of(account_state& service, std::string const& signer_id) {
  catch_up(service);
  envelope* const owner = service.envelopes.of_signer(signer_id);
  if (owner == nullptr) return make_error(errc::not_found, "signer");
  signer* const who = find_by_id(owner->signers, signer_id);
  if (auto obstacle = page_obstacle(*owner, *who)) return *std::move(obstacle);
  return page_user{owner, who};
}

} // namespace

std::vector<std::string> auths_of(envelope const& owner, signer const& who) {
  std::vector<std::string> out;
  for (auto const& target : owner.documents) {
    if (target->status != "running" || !linked(owner, target->id, who.id) || has_signed(who, target->id)) continue;
    for (std::string const& one : auths_of(owner, target->id, who.id)) {
      if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    }
  }
  return out;
}

std::string code_among(std::vector<std::string> const& auths) {
  for (std::string const& one : auths) {
    if (one == "email" || one == "sms" || one == "whatsapp" || one == "presential") return one;
  }
  return {};
}

bool asks_for_file(std::string const& auth) {
  return auth == "selfie" || auth == "official_document" || auth == "address_proof";
}

result<void> send_code(account_state& service, std::string const& signer_id) {
  auto const user = user_of(service, signer_id);
  if (!user) return user.error();
  std::string const channel = code_among(auths_of(*user->owner, *user->who));
  if (channel.empty()) return refused("no_code", "the signer needs no code");
  user->who->code = fmt::format("{:06}", static_cast<int>(service.ids.fraction() * codes));
  send_code(service, *user->owner, *user->who, channel, service.now());
  return {};
}

result<void> sign_with(account_state& service, std::string const& signer_id, shown_evidence const& shown) {
  auto const user = user_of(service, signer_id);
  if (!user) return user.error();
  signer& who = *user->who;
  auto const auths = auths_of(*user->owner, who);
  if (!code_among(auths).empty() && (who.code.empty() || shown.code != who.code))
    return refused("wrong_code", "the code is not the one that was sent");
  std::vector<shown_file> files;
  for (std::string const& one : auths) {
    if (!asks_for_file(one)) continue;
    auto const found = shown.files.find(one);
    if (found == shown.files.end() || found->second.bytes == 0) return refused("file_missing", "a file is missing");
    files.push_back(found->second);
  }
  who.code.clear();
  who.shown_files.insert(who.shown_files.end(), files.begin(), files.end());
  return sign(service, signer_id);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
