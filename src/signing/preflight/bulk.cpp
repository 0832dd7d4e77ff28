#include "signing/preflight/bulk.hpp"

#include "signing/preflight/findings.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

void check_bulk_signer(signer const& one, std::string const& pointer, findings& out) {
  if (one.group != 1)
    out.add(pointer + "/group", preflight_rule::bulk_group,
            "A bulk creation has no order of signing: every signer is in group 1.");
  if (one.authentication == auth::presential)
    out.add(pointer + "/authentication", preflight_rule::bulk_presential, "A bulk creation takes no signature in person.");
  for (std::size_t i = 0; i < one.more_authentications.size(); ++i) {
    if (one.more_authentications[i] == auth::presential)
      out.add(fmt::format("{}/more_authentications/{}", pointer, i), preflight_rule::bulk_presential,
              "A bulk creation takes no signature in person.");
  }
}

} // namespace

result<void> fits_bulk(request const& request) {
  findings out;
  if (request.files.size() > 1) out.add("/files", preflight_rule::bulk_files, "A bulk creation has one file only.");
  if (!request.files.empty() && !request.files.front().copy_of.empty())
    out.add("/files/0/copy_of", preflight_rule::bulk_copy, "A bulk creation takes no copy of a document.");
  if (!request.folder.empty()) out.add("/folder", preflight_rule::bulk_folder, "A bulk creation takes no folder.");
  if (!request.watchers.empty()) out.add("/watchers", preflight_rule::bulk_watchers, "A bulk creation takes no watchers.");
  for (std::size_t i = 0; i < request.signers.size(); ++i)
    check_bulk_signer(request.signers[i], fmt::format("/signers/{}", i), out);
  return out.take();
}

} // namespace signing
RUBRICA_END_NAMESPACE
