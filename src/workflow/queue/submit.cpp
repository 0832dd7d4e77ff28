#include "workflow/queue/submit.hpp"

#include "workflow/engine_state.hpp"

#include <rubrica/workflow/soci.hpp>

#include <fmt/format.h>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

error_info conflict(std::string const& stored, std::string const& given) {
  return make_error(
      errc::conflict,
      fmt::format("the submission with this id was made from another request (digest {}) than this one ({})", stored, given),
      outcome::not_sent);
}

/// A request that cannot be checked any more, because its file is gone or its deadline over, may have been submitted before.
result<submitted> refused(connection const& at, submission const& one, error_info const& why) {
  if (auto usable = check_names(one.tenant, one.id); !usable) return why;
  auto before = submitted_before(at, one, nullptr);
  if (!before) return std::move(before).error();
  return *before ? result<submitted>(**before) : why;
}

} // namespace

result<std::optional<submitted>> submitted_before(connection const& at, submission const& one, std::string const* digest) {
  std::string stored;
  std::string state;
  at.sql() << "SELECT digest, state FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(one.tenant, "tenant"),
      use(one.id, "id"), into(stored), into(state);
  if (!at.sql().got_data()) return std::optional<submitted>();
  if (digest != nullptr && stored != *digest) return conflict(stored, *digest);
  auto const known = submission_state_from(state);
  if (!known)
    return make_error(errc::malformed, "the stored state of the submission is unknown to this version", outcome::not_sent);
  return std::optional(submitted{false, *known});
}

result<submitted> insert(connection const& at, submission const& one, prepared_submission const& as) {
  bool const is_new =
      at.change(
          "{insert_new} rubrica_submissions (tenant, id, attempt, sending_key, digest, state, noticed, due_at, submitted_at, "
          "sending) VALUES (:tenant, :id, 1, :key, :digest, 'waiting', 0, {now}, {now}, :sending) {if_absent}",
          use(one.tenant, "tenant"), use(one.id, "id"), use(as.sending_key, "key"), use(as.digest, "digest"),
          use(as.sending, "sending")) > 0;
  if (!is_new) {
    auto before = submitted_before(at, one, &as.digest);
    if (!before) return std::move(before).error();
    if (!*before) return make_error(errc::not_ready, "another transaction is about to submit this id", outcome::not_sent);
    return **before;
  }
  for (content_part const& part : as.contents) {
    at.change("INSERT INTO rubrica_contents (tenant, id, number, part, content) VALUES (:tenant, :id, :number, :part, :content)",
              use(one.tenant, "tenant"), use(one.id, "id"), use(part.number, "number"), use(part.part, "part"),
              use(part.content, "content"));
  }
  return submitted{true, submission_state::waiting};
}

std::vector<content_part> load_contents(connection const& at, std::string const& tenant, std::string const& id) {
  soci::rowset<soci::row> const rows =
      (at.sql().prepare
           << "SELECT number, part, content FROM rubrica_contents WHERE tenant = :tenant AND id = :id ORDER BY number, "
              "part",
       use(tenant, "tenant"), use(id, "id"));
  std::vector<content_part> out;
  for (soci::row const& row : rows) out.push_back({row.get<int>(0), row.get<int>(1), row.get<std::string>(2)});
  return out;
}

result<submission_row> row_of(submission const& one, std::chrono::system_clock::time_point now) {
  auto const prepared = prepare(one, now);
  if (!prepared) return prepared.error();
  auto const moment = std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
  submission_row out;
  out.submission = {{"tenant", one.tenant},         {"id", one.id},
                    {"attempt", "1", true},         {"sending_key", prepared->sending_key},
                    {"digest", prepared->digest},   {"state", std::string(to_string(submission_state::waiting))},
                    {"noticed", "0", true},         {"due_at", moment, true},
                    {"submitted_at", moment, true}, {"sending", prepared->sending}};
  for (content_part const& part : prepared->contents) {
    out.contents.push_back({{"tenant", one.tenant},
                            {"id", one.id},
                            {"number", std::to_string(part.number), true},
                            {"part", std::to_string(part.part), true},
                            {"content", part.content}});
  }
  return out;
}

result<submitted> engine::submit(submission const& one) {
  auto const at = state_->database();
  if (!at) return at.error();
  auto const prepared = prepare(one, state_->clock().calendar());
  if (!prepared) return (*at)->read([&](connection& open) { return refused(open, one, prepared.error()); });
  return (*at)->write([&](connection& open) { return insert(open, one, *prepared); });
}

result<submitted> submit(soci::session& yours, submission const& one, std::chrono::system_clock::time_point now) {
  dialect const* words = dialect_of_backend(yours.get_backend_name());
  if (words == nullptr) return make_error(errc::invalid_argument, "the session is of another database", outcome::not_sent);
  connection const at(yours, *words);
  try {
    if (words->keeps_letters != nullptr && !words->keeps_letters(yours))
      return make_error(
          errc::invalid_argument,
          "the session's encoding would change letters: connect with charset=utf8mb4 (PostgreSQL: with the encoding of "
          "the database)",
          outcome::not_sent);
    auto const prepared = prepare(one, now);
    return prepared ? insert(at, one, *prepared) : refused(at, one, prepared.error());
  } catch (soci::soci_error const& error) {
    return error_of(words->fault_of(error));
  }
}

} // namespace workflow
RUBRICA_END_NAMESPACE
