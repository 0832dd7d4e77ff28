#include "clicksign/session.hpp"
#include "detail/digest_stream.hpp"
#include "detail/file.hpp"

#include <rubrica/clicksign/document.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign {
namespace {

secret const& link_to(document_files const& files, document_file which) {
  switch (which) {
  case document_file::original: return files.original;
  case document_file::signed_file: return files.signed_file;
  case document_file::zipped: return files.zipped;
  }
  return files.signed_file;
}

error_info no_such_file() {
  error_info error = make_error(errc::not_ready, "ClickSign has no such file of the document yet", outcome::rejected);
  error.retry_after = std::chrono::seconds(2);
  return error;
}

error_info empty_file() {
  return make_error(errc::protocol, "the storage service sent an empty file", outcome::rejected);
}

error_info refused_by_storage(int status) {
  errc const code = status == 404 ? errc::not_found : errc::protocol;
  error_info error = make_error(code, "the storage service refused the file", outcome::rejected);
  error.http_status = status;
  return error;
}

/// Where a transfer writes to, and what is known about it in the end.
struct received {
  detail::atomic_file file;
  detail::digest_stream digest;
  std::uint64_t size = 0;

  result<void> restart() {
    digest = {};
    size = 0;
    return file.restart();
  }
  result<void> take(std::string_view bytes) {
    if (!digest.add(bytes)) return make_error(errc::file_error, "the checksum could not be computed");
    size += bytes.size();
    return file.write(bytes);
  }
};

/// The status of the storage service's answer. A transfer that breaks off begins anew: reading does no harm.
result<int> transfer(session const& session, secret const& url, received& into, call_options const& how) {
  for (int attempt = 1;; ++attempt) {
    auto answer = session.fetch(
        url, [&into](std::string_view bytes) { return into.take(bytes); }, how);
    if (answer) return answer->status;
    if (answer.error().code != errc::connection_lost || attempt >= session.retry().attempts) return std::move(answer).error();
    if (auto emptied = into.restart(); !emptied) return std::move(emptied).error();
  }
}

} // namespace

template <class Mode>
result<clicksign::download> basic_documents<Mode>::download(envelope_id const& envelope, document_id const& id,
                                                            std::string const& path, document_file which,
                                                            call_options const& how) const {
  auto file = detail::atomic_file::create(path);
  if (!file) return std::move(file).error();
  received into{*std::move(file), {}, 0};

  constexpr int refusals_of_an_expired_link = 1;
  for (int refusals = 0;; ++refusals) {
    auto document = documents(session_).get(envelope, id, how);
    if (!document) return std::move(document).error();
    secret const& url = link_to(document->files, which);
    if (url.empty()) return no_such_file();
    auto status = transfer(*session_, url, into, how);
    if (!status) return std::move(status).error();
    if (*status >= 200 && *status <= 299) break;
    // 403 is how the storage service says that the link's five minutes are over.
    if (*status != 403 || refusals == refusals_of_an_expired_link) return refused_by_storage(*status);
  }
  if (into.size == 0) return empty_file();
  if (auto committed = into.file.commit(); !committed) return std::move(committed).error();
  return clicksign::download{into.size, into.digest.hex()};
}

template result<clicksign::download> basic_documents<blocking>::download(envelope_id const&, document_id const&,
                                                                         std::string const&, document_file,
                                                                         call_options const&) const;
template result<clicksign::download> basic_documents<deferred>::download(envelope_id const&, document_id const&,
                                                                         std::string const&, document_file,
                                                                         call_options const&) const;

}}} // namespace rubrica::v0_1::clicksign
