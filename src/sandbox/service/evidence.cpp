#include "sandbox/service/evidence.hpp"

#include "sandbox/formats/text.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"
#include "sandbox/service/refused_by.hpp"

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr int codes = 1'000'000;

constexpr asked_file asked_files[] = {{"handwritten", "handwritten", "", false},
                                      {"selfie", "selfie", "", false},
                                      {"official_document_front", "official_document", "frente", true},
                                      {"official_document_back", "official_document", "verso", true},
                                      {"address_proof", "address_proof", "", true},
                                      {"liveness", "liveness", "", false},
                                      {"facial_biometrics", "facial_biometrics", "", false},
                                      {"identity_biometrics", "identity_biometrics", "", false},
                                      {"biometric", "biometric", "", false},
                                      {"documentscopy_front", "documentscopy", "frente", true},
                                      {"documentscopy_back", "documentscopy", "verso", true}};
constexpr std::string_view pictures[] = {".jpg", ".jpeg", ".png", ".webp", ".heic"}; // what telephones take

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

std::vector<asked_file> files_for(std::vector<std::string> const& auths) {
  std::vector<asked_file> out;
  for (std::string const& auth : auths) {
    for (asked_file const& one : asked_files)
      if (one.authentication == auth) out.push_back(one);
  }
  return out;
}

bool is_of_kind(asked_file const& asked, std::string const& filename) {
  std::string const extension = extension_of(filename);
  if (extension == ".pdf") return asked.may_be_pdf;
  return std::find(std::begin(pictures), std::end(pictures), extension) != std::end(pictures);
}

result<void> send_code(account_state& service, std::string const& signer_id) {
  auto const user = page_user_of(service, signer_id);
  if (!user) return user.error();
  std::string const channel = code_among(auths_of(*user->owner, *user->who));
  if (channel.empty()) return refused_by("no_code", "the signer needs no code");
  user->who->code = fmt::format("{:06}", static_cast<int>(service.ids.fraction() * codes));
  send_code(service, *user->owner, *user->who, channel, service.now());
  return {};
}

result<void> sign_with(account_state& service, std::string const& signer_id, shown_evidence const& shown) {
  auto const user = page_user_of(service, signer_id);
  if (!user) return user.error();
  signer& who = *user->who;
  auto const auths = auths_of(*user->owner, who);
  if (!code_among(auths).empty() && (who.code.empty() || shown.code != who.code))
    return refused_by("wrong_code", "the code is not the one that was sent");
  std::vector<shown_file> files;
  for (asked_file const& one : files_for(auths)) {
    auto const found = shown.files.find(std::string(one.field));
    if (found == shown.files.end() || found->second.bytes == 0) return refused_by("file_missing", "a file is missing");
    if (!is_of_kind(one, found->second.filename)) return refused_by("wrong_file", "a file is of another kind");
    files.push_back({std::string(one.authentication), found->second.filename, found->second.bytes});
  }
  who.code.clear();
  who.shown_files.insert(who.shown_files.end(), files.begin(), files.end());
  return sign(service, signer_id);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
