// A PDF from a stranger. Nothing that it says makes a signature good unless the authority's signers signed those bytes: the corpus
// holds all that they ever signed, and their keys are gone.

#include "property.hpp"

#include "crypto/hmac.hpp"

#include <rubrica/signing/verify_signed_file.hpp>

#include <functional>

using namespace rubrica;
using namespace rubrica_fuzz;
using namespace rubrica::signing;

namespace {

constexpr char root[] = R"(-----BEGIN CERTIFICATE-----
MIIBJzCBzaADAgECAgID6DAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdBQyBSYWl6
MB4XDTIwMDEwMTAwMDAwMFoXDTQ2MDEwMTAwMDAwMFowEjEQMA4GA1UEAwwHQUMg
UmFpejBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMB8mUSE0O5Xqzsw1SpxZtt9
57ixF0yVKnMFEN9+13VA5dkaPIZUqgZIq44hL0izxNuWWU9aqJ+QozHTw7KgIpWj
EzARMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAO5GAJTuPfRo
M0qO0rceDbxfuMpVZo5/KHL42RkN745/AiEAjjAmzHi9WaO9u1klcIWZmxXfUkcK
l+Gdg0+nUZGOoBo=
-----END CERTIFICATE-----
)";

/// SHA-256 of what each signature of the corpus covers.
constexpr std::string_view signed_bytes[] = {
    "04144243c66eb25430c24ced120fb4bda7c2f91c23637a9b1eda530381adab3a", // one_signature
    "92b8e1e713139fe090d784e10d03f9e47cd71bbed52e99cb693c7ff1ccd96085", // two_signatures
    "b5e09ff89ada82387035081be2a0e0cf9447eef1f083090c79e13562fa3a8d33", // two_signatures
    "1c63ac2f8115276c4eda8444f2bef2fc0065fd64b221296f519e32d79358d808", // time_stamps
    "4f104edaf78dc99ebb6332b21ebed553339c4ff38d3feec8abc7d2cbde2b8ae2", // time_stamps
    "92780ceb5eaee3df61c877c358b2de2870ec42fbe3b5c7f8edeaa2a7bec91cd3", // escaped_names
    "edc82f3bb390af73fa08944d05ca00441d4275093c094d16ee746aa6762eeeb2", // attached_pdf
};

trust_store const& trusted() {
  static trust_store const store = trust_store::from_pem(root).value();
  return store;
}

instant today() {
  return *timestamp("2026-11-29T12:00:00Z").at();
}

/// What a signature of the corpus covers: all but the last `Contents` before its end.
std::string covered(std::string_view file, std::uint64_t covered_end) {
  constexpr std::string_view key = "/Contents ";
  std::string_view const before = file.substr(0, static_cast<std::size_t>(covered_end));
  std::size_t const begin = std::min(before.rfind("/Contents <"), before.size() - key.size()) + key.size();
  std::size_t const end = std::min(before.find('>', begin), before.size() - 1) + 1;
  return std::string(before.substr(0, begin)).append(before.substr(end));
}

void check_good_one(std::string_view file, pdf_signature const& one) {
  std::string const digest = detail::sha256_hex(covered(file, one.covered_end));
  auto const* const end = std::end(signed_bytes);
  require(std::find(std::begin(signed_bytes), end, digest) != end, "a good signature is one that was made");
  require(one.reason.empty(), "a good verdict needs no reason");
}

void check_report(std::string_view file, signed_file_report const& report) {
  require(report.size == file.size(), "the size is the file's");
  require((report.state == signed_file_state::signed_file) != report.signatures.empty(), "a signed file has signatures");
  require(report.signatures.size() <= most_pdf_signatures, "there is a limit of signatures");
  for (pdf_signature const& one : report.signatures) {
    bool const broken = one.verdict == signature_verdict::broken;
    require(one.covered_end + one.appended == (broken ? 0 : file.size()), "what is not covered was appended");
    require(holds(one.verdict) || !one.reason.empty(), "a bad verdict has a reason");
    if (holds(one.verdict)) check_good_one(file, one);
  }
  require(!report.covered_to_end || report.signatures.back().covered_end == file.size(), "covered to the end, by the last one");
}

void check_without_trust(std::string_view file, signed_file_report const& report) {
  auto const other = verify_signed_bytes(file, trust_store(), today());
  require(other && other->signatures.size() == report.signatures.size(), "whom one trusts does not change what is there");
  for (std::size_t i = 0; i < report.signatures.size(); ++i) {
    require(!holds(other->signatures[i].verdict), "who trusts nobody finds nothing good");
    require(!holds(report.signatures[i].verdict) || other->signatures[i].verdict == signature_verdict::unchecked,
            "a good signature is one that others have not checked");
  }
}

/// One bit of the file is changed, or a byte added; `choice` says where.
void check_alterations(std::string_view file, std::size_t choice) {
  std::string other(file);
  other[choice % other.size()] = static_cast<char>(other[choice % other.size()] ^ (1 << (choice % 8)));
  auto const altered = verify_signed_bytes(other, trusted(), today());
  if (altered) check_report(other, *altered);
  auto const longer = verify_signed_bytes(std::string(file) + '\n', trusted(), today());
  require(!longer || !is_intact(*longer), "a byte is appended");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const file = text_of(data, size);
  auto const report = verify_signed_bytes(file, trusted(), today());
  if (!report) {
    require_explained(report.error(), {errc::malformed, errc::limit_exceeded}, file);
    return 0;
  }
  check_report(file, *report);
  check_without_trust(file, *report);
  if (is_intact(*report)) check_alterations(file, std::hash<std::string_view>()(file));
  return 0;
}
