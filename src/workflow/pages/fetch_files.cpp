#include "workflow/changes/change_log.hpp"
#include "workflow/changes/error_json.hpp"
#include "workflow/files/scratch_file.hpp"
#include "workflow/later.hpp"
#include "workflow/pages/next_due.hpp"
#include "workflow/pages/stored_submission.hpp"
#include "workflow/queue/end_work.hpp"
#include "workflow/steps.hpp"

#include <rubrica/signing/envelope_progress.hpp>
#include <rubrica/signing/origin.hpp>
#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/verify_signed_file.hpp>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::use;

constexpr int most_failures = 20; // about half a day

/// A file that was fetched and kept.
struct kept_file {
  std::string reference{};
  std::string sha256{};
  std::string verdict{};
};

/// The files of one submission.
class fetching {
public:
  fetching(engine::state const& of, claim const& held, work_options const& options)
      : of_(of), held_(held), options_(options), files_(*of.options().files) {}

  result<work_note> run(stored_submission const& known) {
    if (!known.sent) return try_later(of_, held_, what, damaged_sent());
    auto const client = of_.client_of(held_.tenant);
    if (!client) return try_later(of_, held_, what, client.error());
    auto const how = call_within(of_, held_, options_, http::priority::bulk);
    if (!how) return try_later(of_, held_, what, how.error());
    auto const progress = signing::fetch_progress(*client, known.sent->envelope, *how);
    if (!progress && is_passing(progress.error())) return try_later(of_, held_, what, progress.error());
    std::optional<error_info> worst;
    for (stored_document const& one : known.documents) {
      if (one.file != file_state::wanted) continue;
      auto fetched = progress ? fetch(*client, *progress, known, one) : result<kept_file>(progress.error());
      auto const noted = note(one, fetched);
      if (!noted) return noted.error();
      if (!fetched && !ends(fetched.error())) worst = std::move(fetched).error();
    }
    return worst ? try_later(of_, held_, what, *worst) : finish();
  }

private:
  static constexpr std::string_view what = "download";

  [[nodiscard]] bool ends(error_info const& why) const {
    bool const may_come = is_passing(why) || why.code == errc::file_error;
    return !may_come || held_.failures >= most_failures;
  }

  /// With all signatures, or with those that there are when no more can come.
  static result<void> may_download(signing::envelope_progress const& progress, document_id const& document) {
    auto whole = signing::may_download_signed(progress, document);
    if (whole || whole.error().retry_after.count() > 0) return whole;
    auto part = signing::may_download_partial(progress, document);
    return part ? part : whole;
  }

  result<kept_file> fetch(clicksign::client const& client, signing::envelope_progress const& progress,
                          stored_submission const& known, stored_document const& one) {
    auto const may = may_download(progress, one.id);
    if (!may && may.error().retry_after.count() == 0) return may.error();
    auto how = call_within(of_, held_, options_, http::priority::bulk);
    if (!how) return std::move(how).error();
    how->wait_for_file = true;
    if (auto swept = remove_scratch_files(files_, held_.tenant, held_.id, held_.number); !swept) return std::move(swept).error();
    scratch_file const scratch(files_, held_.tenant, held_.id, held_.number, one.id);
    auto const got =
        client.documents().download(known.sent->envelope, one.id, scratch.path(), clicksign::document_file::signed_file, *how);
    // Complete, but its folder could not be synced: it is moved and synced again.
    if (!got && got.error().outcome != outcome::done) return got.error();
    if (!got) return make_error(errc::file_error, "the signed file could not be synced", outcome::not_sent);
    auto verdict = verdict_of(scratch.path());
    if (!verdict) return std::move(verdict).error();
    file_to_keep keep{held_.tenant, held_.id, held_.attempt, one.id, name_of(known, one), scratch.path(), got->sha256};
    auto reference = files_.keep(keep);
    if (!reference) return std::move(reference).error();
    return kept_file{*std::move(reference), got->sha256, *std::move(verdict)};
  }

  static std::string name_of(stored_submission const& known, stored_document const& one) {
    auto const number = static_cast<std::size_t>(one.number);
    if (!known.sending || number >= known.sending->plan.documents.size()) return "document.pdf";
    return known.sending->plan.documents[number].filename;
  }

  [[nodiscard]] result<std::string> verdict_of(std::string const& path) const {
    auto const& trusted = of_.options().trusted;
    if (trusted == nullptr) return std::string(file_verdict::unchecked.text);
    auto const now = std::chrono::time_point_cast<instant::duration>(of_.clock().calendar());
    auto const report = signing::verify_signed_file(path, *trusted, now);
    if (!report && report.error().code != errc::malformed && report.error().code != errc::limit_exceeded) return report.error();
    if (!report) return std::string(file_verdict::not_intact.text);
    if (report->state == signing::signed_file_state::unsigned_file) return std::string(file_verdict::unsigned_file.text);
    return std::string((signing::is_intact(*report) ? file_verdict::intact : file_verdict::not_intact).text);
  }

  /// Each file as soon as it is there: a crash afterwards does not fetch it again.
  result<void> note(stored_document const& one, result<kept_file> const& fetched) {
    if (!fetched && !ends(fetched.error())) return {};
    auto const on = of_.database();
    if (!on) return on.error();
    return (*on)->write([&](connection& at) -> result<void> {
      if (!is_held(at, held_)) return taken_over();
      if (fetched) {
        note_kept(at, one, *fetched);
      } else {
        note_failed(at, one, fetched.error());
      }
      return {};
    });
  }

  void note_kept(connection const& at, stored_document const& one, kept_file const& file) {
    std::string const document = one.id.text();
    at.change("UPDATE rubrica_documents SET file_state = 'kept', reference = :reference, sha256 = :sha256, verdict = :verdict, "
              "file_error = NULL WHERE tenant = :tenant AND document = :document",
              use(file.reference, "reference"), use(file.sha256, "sha256"), use(file.verdict, "verdict"),
              use(held_.tenant, "tenant"), use(document, "document"));
    change told = about(one, {"file", held_.id, document, file.sha256, file.verdict, file.reference});
    told.file = file.reference;
    record(at, told);
  }

  void note_failed(connection const& at, stored_document const& one, error_info const& why) {
    std::string const document = one.id.text();
    std::string const error = to_json(why);
    at.change("UPDATE rubrica_documents SET file_state = 'failed', file_error = :error WHERE tenant = :tenant AND document = "
              ":document",
              use(error, "error"), use(held_.tenant, "tenant"), use(document, "document"));
    change told = about(one, {"file_failed", held_.id, document, std::to_string(held_.number)});
    told.error = why;
    record(at, told);
  }

  [[nodiscard]] change about(stored_document const& one, std::initializer_list<std::string_view> key) const {
    change out;
    out.tenant = held_.tenant;
    out.id = held_.id;
    out.kind = change_kind::file;
    out.key = change_key(key);
    out.document = one.id.text();
    return out;
  }

  result<work_note> finish() {
    return end_work(of_, held_, what, [&](connection const& at) -> result<conclusion> {
      conclusion out;
      out.due_in = next_due(of_, at, held_);
      return out;
    });
  }

  engine::state const& of_;
  claim const& held_;
  work_options const& options_;
  file_store& files_;
};

} // namespace

result<work_note> fetch_files(engine::state const& of, claim const& held, work_options const& options) {
  auto const on = of.database();
  if (!on) return on.error();
  auto const known = (*on)->read([&](connection& at) { return read_submission(at, held.tenant, held.id, false); });
  if (!known) return known.error();
  return fetching(of, held, options).run(*known);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
