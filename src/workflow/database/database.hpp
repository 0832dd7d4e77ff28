#pragma once

#include "workflow/database/pool.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A sentence for each fault: SOCI's own quote the statement's values.
error_info error_of(fault kind);

/// A text that the database would cut off or not take; thrown before anything is sent.
struct refused_text {
  std::string_view why;
};

/// What a transaction works with. All statements go through `run` or `sql`, with values by `soci::use` only.
class connection {
public:
  /// `longest`: how many bytes the database takes as one statement.
  connection(soci::session& session, dialect const& words, std::size_t longest = no_limit)
      : session_(session), words_(words), longest_(longest) {}

  /// The text of a statement in which `{now}`, `{skip_locked}`, `{for_update}`, `{insert_new}` and `{if_absent}` stand for
  /// the database's words.
  [[nodiscard]] std::string text(std::string_view statement) const;

  /// `at.sql() << at.text("…"), use(…), into(…)`: at most one row; `sql().got_data()` tells whether there was one.
  [[nodiscard]] soci::session& sql() const { return session_; }
  [[nodiscard]] dialect const& words() const { return words_; }

  /// The database's clock, in milliseconds since 1970.
  [[nodiscard]] std::int64_t now() const;

  /// Executes a statement that changes rows, and tells how many. Throws `refused_text`.
  template <class... Uses> std::int64_t change(std::string_view statement, Uses... uses) const {
    check({text_of(uses)...});
    soci::statement prepared(session_);
    (prepared.exchange(uses), ...);
    prepared.alloc();
    prepared.prepare(text(statement));
    prepared.define_and_bind();
    return execute(prepared, statement);
  }

private:
  template <class Use> static std::string_view text_of(Use const&) { return {}; }
  template <class Text, class Indicator>
  static std::enable_if_t<std::is_same_v<std::remove_const_t<Text>, std::string>, std::string_view> text_of(
      soci::details::use_container<Text, Indicator> const& used) {
    return used.t;
  }
  void check(std::initializer_list<std::string_view> texts) const;
  std::int64_t execute(soci::statement& prepared, std::string_view statement) const;

  soci::session& session_;
  dialect const& words_;
  std::size_t longest_;
};

class group_commit;

/// Transactions on one database.
class database {
public:
  static result<std::shared_ptr<database>> open(std::string const& address, store_options const& options);
  ~database();
  database(database const&) = delete;
  database& operator=(database const&) = delete;

  /// Does the work in a transaction that writes, and commits it. `Work` takes a `connection&` and returns a `result`; an error of it,
  /// and an exception, roll back. It is done again, from the start, when it lost against another transaction or the connection
  /// broke before the commit, so it must change nothing but the database. With SQLite another caller's thread may do it.
  template <class Work> std::invoke_result_t<Work, connection&> write(Work work) const {
    return run<std::invoke_result_t<Work, connection&>>(true, work);
  }
  /// The same for work that only reads; no transaction, one statement sees one state.
  template <class Work> std::invoke_result_t<Work, connection&> read(Work work) const {
    return run<std::invoke_result_t<Work, connection&>>(false, work);
  }

  [[nodiscard]] dialect const& words() const { return words_; }

  /// Work whose result its caller keeps; false rolls back.
  using task = std::function<bool(connection&)>;

private:
  database(dialect const& words, std::string address, store_options options);

  template <class Result, class Work> Result run(bool writes, Work& work) const {
    std::optional<Result> out;
    auto failed = run_task(writes, [&](connection& at) {
      out.emplace(work(at));
      return out->has_value();
    });
    if (failed) return *std::move(failed);
    return *std::move(out);
  }
  /// Nothing when the task was done, whatever it returned.
  [[nodiscard]] std::optional<error_info> run_task(bool writes, task const& work) const;
  [[nodiscard]] std::optional<error_info> attempt(bool writes, task const& work) const;

  dialect const& words_;
  store_options options_;
  std::unique_ptr<pool> pool_;
  std::unique_ptr<group_commit> commits_; ///< null: the database groups them itself
};

} // namespace workflow
RUBRICA_END_NAMESPACE
