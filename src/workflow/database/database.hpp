#pragma once

#include "workflow/database/dialect.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A sentence for each fault: SOCI's own quote the statement's values.
error_info error_of(fault kind);

/// What a transaction works with. All statements go through `run` or `sql`, with values by `soci::use` only.
class connection {
public:
  connection(soci::session& session, dialect const& words) : session_(session), words_(words) {}

  /// The text of a statement in which `{now}`, `{skip_locked}`, `{for_update}`, `{insert_new}`, `{if_absent}` and `{least}` stand for
  /// the database's words.
  [[nodiscard]] std::string text(std::string_view statement) const;

  /// `at.sql() << at.text("…"), use(…), into(…)`: at most one row; `sql().got_data()` tells whether there was one.
  [[nodiscard]] soci::session& sql() const { return session_; }
  [[nodiscard]] dialect const& words() const { return words_; }

  /// The database's clock, in milliseconds since 1970.
  [[nodiscard]] std::int64_t now() const;

  /// Executes a statement that changes rows, and tells how many.
  template <class... Uses> std::int64_t change(std::string_view statement, Uses... uses) const {
    soci::statement prepared(session_);
    (prepared.exchange(uses), ...);
    prepared.alloc();
    prepared.prepare(text(statement));
    prepared.define_and_bind();
    prepared.execute(true);
    return prepared.get_affected_rows();
  }

private:
  soci::session& session_;
  dialect const& words_;
};

/// Connections to one database, and transactions on them.
class database {
public:
  static result<std::shared_ptr<database>> open(std::string const& address, store_options const& options);
  ~database();
  database(database const&) = delete;
  database& operator=(database const&) = delete;

  /// Does the work in a transaction that writes, and commits it. `Work` takes a `connection&` and returns a `result`; an error of it,
  /// and an exception, roll back. It is done again, from the start, when it lost against another transaction, so it must change
  /// nothing but the database.
  template <class Work> std::invoke_result_t<Work, connection&> write(Work work) const {
    return attempt<std::invoke_result_t<Work, connection&>>(true, work);
  }
  /// The same for work that only reads; no transaction, one statement sees one state.
  template <class Work> std::invoke_result_t<Work, connection&> read(Work work) const {
    return attempt<std::invoke_result_t<Work, connection&>>(false, work);
  }

  [[nodiscard]] dialect const& words() const { return words_; }

private:
  database(dialect const& words, std::string address, store_options options);

  /// A connection that a call has for itself.
  class lease {
  public:
    lease(database const& of, std::unique_ptr<soci::session> session) : of_(of), session_(std::move(session)) {}
    ~lease() { of_.give_back(std::move(session_)); }
    lease(lease const&) = delete;
    lease& operator=(lease const&) = delete;
    [[nodiscard]] soci::session& session() const { return *session_; }
    void drop() { session_.reset(); }

  private:
    database const& of_;
    std::unique_ptr<soci::session> session_;
  };

  /// Null, and `why` says it, when there is none to be had.
  std::unique_ptr<soci::session> take(error_info& why) const;
  void give_back(std::unique_ptr<soci::session> session) const;

  /// What became of a try: nothing means again.
  template <class Result> Result attempt(bool writes, std::function<Result(connection&)> const& work) const {
    constexpr int most_attempts = 20;
    for (int number = 1;; ++number) {
      error_info why;
      auto session = take(why);
      if (session == nullptr) return why;
      lease held(*this, std::move(session));
      bool committing = false;
      try {
        connection at(held.session(), words_);
        if (writes) held.session() << std::string(words_.begin);
        Result out = work(at);
        committing = writes && out.has_value();
        if (writes) held.session() << (out.has_value() ? "COMMIT" : "ROLLBACK");
        return out;
      } catch (soci::soci_error const& error) {
        fault const kind = words_.fault_of(error);
        roll_back(held, kind);
        bool const again = kind == fault::busy && number < most_attempts;
        if (!again) return at_end(kind, committing);
        pause_before(number + 1);
      } catch (...) {
        roll_back(held, fault::other);
        throw;
      }
    }
  }
  /// A commit without an answer may have happened: its caller must look.
  [[nodiscard]] error_info at_end(fault kind, bool committing) const;
  static void roll_back(lease& held, fault kind) noexcept;
  static void pause_before(int attempt);

  dialect const& words_;
  std::string address_;
  store_options options_;
  mutable std::mutex mutex_;
  mutable std::condition_variable returned_;
  mutable std::vector<std::unique_ptr<soci::session>> idle_;
  mutable int taken_ = 0;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
