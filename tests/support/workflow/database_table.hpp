#pragma once

#include "support/workflow/databases.hpp"
#include "workflow/database/database.hpp"

#include <rubrica/workflow/store.hpp>

#include <memory>
#include <string>

namespace rubrica_test {

/// A database with a table of keys and texts, `kept`.
class database_table {
public:
  explicit database_table(fresh_database const& on, rubrica::workflow::store_options const& options = {})
      : store_(rubrica::workflow::open_store(on.address, options).value()) {
    run("CREATE TABLE kept (name {key_of_100} NOT NULL, value {long_text} NOT NULL, PRIMARY KEY (name)) {table_ends}").value();
  }

  rubrica::workflow::database const& operator*() const { return *store_.database(); }
  rubrica::workflow::database const* operator->() const { return store_.database().get(); }

  rubrica::result<void> run(std::string const& statement) const {
    return store_.database()->write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      at.sql() << at.text(statement);
      return {};
    });
  }
  rubrica::result<void> put(std::string const& name, std::string const& value = "-") const {
    return store_.database()->write([&](rubrica::workflow::connection& at) { return put(at, name, value); });
  }
  static rubrica::result<void> put(rubrica::workflow::connection const& at, std::string const& name,
                                   std::string const& value = "-") {
    at.change("INSERT INTO kept (name, value) VALUES (:name, :value)", soci::use(name, "name"), soci::use(value, "value"));
    return {};
  }
  /// Empty when there is none.
  rubrica::result<std::string> get(std::string const& name) const {
    return store_.database()->read([&](rubrica::workflow::connection& at) -> rubrica::result<std::string> {
      std::string value;
      at.sql() << "SELECT value FROM kept WHERE name = :name", soci::use(name, "name"), soci::into(value);
      return at.sql().got_data() ? value : std::string();
    });
  }

private:
  rubrica::workflow::store store_;
};

} // namespace rubrica_test
