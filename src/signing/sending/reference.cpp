#include "signing/sending/reference.hpp"

#include "crypto/digest_stream.hpp"
#include "crypto/hmac.hpp"

#include <fmt/format.h>

#include <array>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view reference_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t reference_size = 8; // letters of 5 bits each, with a dash in the middle

/// Hashes texts so that no two lists of texts give the same bytes.
class text_digest {
public:
  text_digest& add(std::string_view text) {
    bool const added = stream_.add(fmt::format("{}:", text.size())) && stream_.add(text);
    if (!added) throw std::bad_alloc(); // SHA-256 of memory fails for want of it only
    return *this;
  }
  text_digest& add(std::size_t number) { return add(fmt::format("{}", number)); }
  std::string hex() { return stream_.hex(); }

private:
  detail::digest_stream stream_;
};

} // namespace

std::string reference_of(std::string_view key) {
  detail::digest digest{};
  if (!detail::sha256(fmt::format("rubrica reference {}", key), digest)) throw std::bad_alloc();
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) bits = bits << 8 | digest[i];
  std::string out;
  for (std::size_t i = 0; i < reference_size; ++i) {
    if (i == reference_size / 2) out += '-';
    out += reference_letters[bits >> (5 * (reference_size - 1 - i)) & 31u];
  }
  return out;
}

bool has_reference(std::string_view text) {
  for (std::size_t at = 0; at + reference_size < text.size(); ++at) {
    std::string_view const part = text.substr(at, reference_size + 1);
    std::string_view const first = part.substr(0, reference_size / 2);
    std::string_view const second = part.substr(reference_size / 2 + 1);
    bool const fits = part[reference_size / 2] == '-' && first.find_first_not_of(reference_letters) == std::string_view::npos &&
                      second.find_first_not_of(reference_letters) == std::string_view::npos;
    if (fits) return true;
  }
  return false;
}

std::string envelope_name(std::string_view form, std::string_view name, std::string_view reference) {
  std::array<std::pair<std::string_view, std::string_view>, 2> const values{{{"{name}", name}, {"{reference}", reference}}};
  std::string out;
  while (!form.empty()) {
    bool replaced = false;
    for (auto const& [place, value] : values) {
      if (form.substr(0, place.size()) != place) continue;
      out += value;
      form.remove_prefix(place.size());
      replaced = true;
      break;
    }
    if (replaced) continue;
    out += form.front();
    form.remove_prefix(1);
  }
  return out;
}

std::string digest_of(plan const& plan, std::vector<std::string> const& digests) {
  text_digest all;
  all.add("rubrica request 1");
  for (std::size_t i = 0; i < plan.documents.size(); ++i) {
    clicksign::new_document const& one = plan.documents[i];
    all.add("document").add(one.filename).add(digests[i]).add(one.duplicate_of.text());
    if (one.source_template) all.add(one.source_template->key.text()).add(one.source_template->data);
  }
  for (clicksign::new_signer const& one : plan.signers)
    all.add("signer")
        .add(one.name.reveal())
        .add(one.email.reveal())
        .add(one.phone_number.reveal())
        .add(one.documentation.reveal());
  for (planned_requirement const& one : plan.requirements) {
    clicksign::new_requirement const& duty = one.requirement;
    all.add("requirement").add(one.document).add(one.signer).add(duty.action.text()).add(duty.role.text()).add(duty.auth.text());
  }
  if (!plan.replaces.empty()) all.add("replaces").add(plan.replaces.text());
  return all.hex().substr(0, 32);
}

} // namespace signing
RUBRICA_END_NAMESPACE
