#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/workflow/store.hpp>

#include <string>

namespace rubrica_test {

/// The workflow's tables themselves, beside the engines on them.
class workflow_tables {
public:
  explicit workflow_tables(std::string const& address, rubrica::workflow::store_options const& how = {})
      : store_(rubrica::workflow::open_store(address, how).value()) {}

  [[nodiscard]] rubrica::workflow::store const& store() const { return store_; }

  [[nodiscard]] rubrica::workflow::database const& database() const { return *store_.database(); }

  /// Works in a transaction.
  template <class Work> auto write(Work const& work) const { return database().write(work); }

  void execute(std::string const& statement) const {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      at.sql() << at.text(statement);
      return {};
    }).value();
  }
  /// Any text into a column of this submission.
  void put(std::string const& column, std::string const& value, std::string const& id) const {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      at.change("UPDATE rubrica_submissions SET " + column + " = :value WHERE id = :id", soci::use(value, "value"),
                soci::use(id, "id"));
      return {};
    }).value();
  }
  /// As if nothing had ever been submitted.
  void clear() const {
    for (char const* table : {"submissions", "contents", "documents", "changes", "histories", "tenants", "counts", "permits"})
      execute("DELETE FROM rubrica_" + std::string(table));
  }
  /// The one text that the statement finds; empty without one.
  [[nodiscard]] std::string text(std::string const& statement) const { return one<std::string>(statement); }
  /// The one number that the statement finds; 0 without one.
  [[nodiscard]] long long number(std::string const& statement) const { return one<long long>(statement); }
  [[nodiscard]] long long count(std::string const& from) const { return number("SELECT count(*) FROM " + from); }

private:
  template <class Value> Value one(std::string const& statement) const {
    return write([&](rubrica::workflow::connection& at) -> rubrica::result<Value> {
             Value found{};
             at.sql() << at.text(statement), soci::into(found);
             return found;
           })
        .value();
  }

  rubrica::workflow::store store_;
};

} // namespace rubrica_test
