#include "workflow/queue/prepared.hpp"

#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"
#include "text/utf8.hpp"
#include "workflow/changes/change_log.hpp"

#include <rubrica/callbacks/route.hpp>
#include <rubrica/signing/preflight.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr std::size_t part_bytes = 768 * 1024; // a multiple of three: base64 of 1 MiB

result<void> check_name(std::string const& text, std::size_t most, std::string_view what) {
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  bool const is_usable =
      !text.empty() && text.size() <= most && detail::is_valid_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
  if (is_usable) return {};
  return make_error(errc::invalid_argument, fmt::format("{} must be 1 to {} bytes of plain text", what, most), outcome::not_sent);
}

/// Takes the bytes out of the plan.
std::vector<content_part> take_contents(signing::sending& of) {
  std::vector<content_part> out;
  for (std::size_t i = 0; i < of.plan.documents.size(); ++i) {
    std::string_view rest = of.plan.documents[i].bytes;
    for (int part = 0; !rest.empty(); ++part) {
      content_part one{static_cast<int>(i), part, {}};
      detail::append_base64(one.content, rest.substr(0, part_bytes));
      rest.remove_prefix(std::min(part_bytes, rest.size()));
      out.push_back(std::move(one));
    }
    of.plan.documents[i].bytes = {};
  }
  return out;
}

} // namespace

std::string sending_key(std::string const& tenant, std::string const& id, int attempt) {
  return change_key({"sending", tenant, id, std::to_string(attempt)}).substr(0, 32);
}

result<void> check_names(std::string const& tenant, std::string const& id) {
  if (auto usable = check_name(tenant, callbacks::longest_tenant, "the tenant"); !usable) return usable;
  return check_name(id, 200, "the id of the submission");
}

result<prepared_submission> prepare(submission const& one, std::chrono::system_clock::time_point now) {
  if (auto usable = check_names(one.tenant, one.id); !usable) return std::move(usable).error();
  auto checked = signing::preflight(one.request, std::chrono::time_point_cast<instant::duration>(now));
  if (!checked) return std::move(checked).error();
  prepared_submission out;
  out.sending_key = sending_key(one.tenant, one.id, 1);
  auto sending = signing::make_sending(signing::make_plan(*std::move(checked), out.sending_key));
  if (!sending) return std::move(sending).error();
  out.digest = sending->digest;
  out.contents = take_contents(*sending);
  out.sending = sending->to_json();
  return out;
}

result<void> put_contents(signing::sending& into, std::vector<content_part> const& parts) {
  auto const damaged = [] { return make_error(errc::file_error, "the stored bytes of a file are damaged", outcome::not_sent); };
  for (content_part const& one : parts) {
    auto const bytes = detail::decode_base64(one.content);
    bool const has_place = one.number >= 0 && static_cast<std::size_t>(one.number) < into.plan.documents.size();
    if (!bytes || !has_place) return damaged();
    into.plan.documents[static_cast<std::size_t>(one.number)].bytes += *bytes;
  }
  for (std::size_t i = 0; i < into.plan.documents.size(); ++i) {
    auto const& document = into.plan.documents[i];
    bool const has_bytes = document.path.empty() && i < into.digests.size() && !into.digests[i].empty();
    if (has_bytes && detail::sha256_hex(document.bytes) != into.digests[i]) return damaged();
  }
  return {};
}

} // namespace workflow
RUBRICA_END_NAMESPACE
