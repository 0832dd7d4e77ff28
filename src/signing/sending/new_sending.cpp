#include "signing/sending/new_sending.hpp"

#include "crypto/digest_stream.hpp"
#include "crypto/hmac.hpp"
#include "http/file.hpp"
#include "signing/origin_io.hpp"
#include "signing/sending/reference.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::size_t piece_size = 256 * 1024;

/// Adds which file it is about.
error_info about_path(error_info error, std::size_t index) {
  error.problems.push_back({std::string(to_string(error.code)), {}, error.message, fmt::format("/files/{}/path", index), {}});
  return error;
}

result<std::string> digest_of_file(std::string const& path) {
  auto file = detail::input_file::open(path);
  if (!file) return std::move(file).error();
  detail::digest_stream digest;
  std::string piece(piece_size, '\0');
  for (;;) {
    auto const got = file->read(piece.data(), piece.size());
    if (!got) return got.error();
    if (*got == 0) return digest.hex();
    if (!digest.add({piece.data(), *got})) throw std::bad_alloc();
  }
}

/// Empty for a document whose content ClickSign has itself.
result<std::string> digest_of_content(clicksign::new_document const& one) {
  if (one.source_template || !one.duplicate_of.empty()) return std::string();
  if (one.path.empty()) return detail::sha256_hex(one.bytes);
  return digest_of_file(one.path);
}

} // namespace

sent begun(plan const& plan) {
  sent out;
  out.key = plan.key;
  out.reference = reference_of(plan.key);
  if (plan.envelope.deadline) out.deadline = *plan.envelope.deadline;
  return out;
}

result<sending> make_sending(plan plan) {
  sending out;
  out.key = plan.key;
  for (std::size_t i = 0; i < plan.documents.size(); ++i) {
    auto digest = digest_of_content(plan.documents[i]);
    if (!digest) return about_path(std::move(digest).error(), i);
    out.digests.push_back(*std::move(digest));
  }
  out.digest = digest_of(plan, out.digests);
  for (clicksign::new_document& one : plan.documents) {
    auto origin = origin_of(one.metadata);
    if (!origin) continue;
    origin->digest = out.digest;
    one.metadata = to_metadata(*origin);
  }
  out.plan = std::move(plan);
  return out;
}

sending with_key(sending former, std::string key) {
  std::string& name = former.plan.envelope.name;
  std::string const reference = reference_of(former.key);
  if (auto const at = name.rfind(reference); at != std::string::npos) name.replace(at, reference.size(), reference_of(key));
  for (clicksign::new_document& one : former.plan.documents) {
    auto origin = origin_of(one.metadata);
    if (!origin) continue;
    origin->key = key;
    one.metadata = to_metadata(*origin);
  }
  former.plan.key = key;
  former.key = std::move(key);
  former.state = sending_state::open;
  former.reason.clear();
  former.holder.clear();
  former.held_until = {};
  return former;
}

result<void> check_file(sending const& one, std::size_t index) {
  auto const now = digest_of_content(one.plan.documents[index]);
  if (!now) return about_path(now.error(), index);
  if (*now == one.digests[index]) return {};
  return about_path(make_error(errc::file_error, "the file has changed since it was to be sent"), index);
}

} // namespace signing
RUBRICA_END_NAMESPACE
