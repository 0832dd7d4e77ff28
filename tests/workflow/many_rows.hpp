#pragma once

#include "support/workflow/databases.hpp"
#include "workflow/database/database.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace workflow_cost {

/// Copies what one submission, that has ended, left in each table, until there are so many of them.
class many_rows {
public:
  /// The submission is `model`, of the tenant `acme`.
  many_rows(rubrica_test::fresh_database const& on, rubrica::workflow::database const& at) : on_(on), at_(at) {
    run("CREATE TABLE digits (d BIGINT NOT NULL)");
    for (int d = 0; d < 10; ++d) run("INSERT INTO digits (d) VALUES (" + std::to_string(d) + ")");
  }

  void grow_to(int many) {
    constexpr int at_once = 50'000; // in one transaction
    while (there_ < many) {
      int const until = std::min(many, there_ + at_once);
      copy(there_, until);
      there_ = until;
    }
    if (on_.server == nullptr) return;
    // As the server does by itself, sooner or later.
    bool const is_postgresql = on_.server->kind() == rubrica_test::server_kind::postgresql;
    for (std::string const table : {"submissions", "documents", "histories", "deliveries", "changes"})
      on_.raw((is_postgresql ? "VACUUM ANALYZE rubrica_" : "ANALYZE TABLE rubrica_") + table);
  }

  static std::string id_of(int number) { return "old-" + std::to_string(number); }
  static std::string tenant_of(int number) { return "tenant-" + std::to_string(number % 100); }

private:
  void run(std::string const& statement) const {
    at_.write([&](rubrica::workflow::connection& open) -> rubrica::result<void> {
         open.sql() << statement;
         return {};
       })
        .value();
  }

  void copy(int from, int until) const {
    // Keys are digests, which lie anywhere in their index.
    std::string const key = "(n * 7919 % 1000003) || '-' || n";
    std::string const tenant = "'tenant-' || (n % 100)";
    std::string const id = "'old-' || n";
    std::vector<std::string> const statements{
        "INSERT INTO rubrica_submissions (tenant, id, attempt, sending_key, digest, state, noticed, submitted_at, ended_at, sending, "
        "sent) SELECT " +
            tenant + ", " + id + ", 1, " + key +
            ", digest, state, 1, submitted_at, ended_at, sending, sent FROM rubrica_submissions, " + numbers(from, until) +
            " WHERE tenant = 'acme' AND id = 'model'",
        "INSERT INTO rubrica_documents (tenant, document, id, attempt, number, envelope, file_state) SELECT " + tenant + ", " +
            key + ", " + id + ", 1, 0, " + key + ", file_state FROM rubrica_documents, " + numbers(from, until) +
            " WHERE tenant = 'acme' AND id = 'model'",
        "INSERT INTO rubrica_histories (tenant, subject, heard_at, history) SELECT " + tenant + ", 'submission:1:' || " + id +
            ", heard_at, history FROM rubrica_histories, " + numbers(from, until) +
            " WHERE tenant = 'acme' AND subject = 'submission:1:model'",
        "INSERT INTO rubrica_deliveries (tenant, delivery_key, state, received_at, id, subject, delivery) SELECT " + tenant +
            ", " + key + ", state, received_at, " + id + ", 'submission:1:' || " + id + ", delivery FROM rubrica_deliveries, " +
            numbers(from, until) + " WHERE tenant = 'acme' AND rubrica_deliveries.id = 'model'",
        "INSERT INTO rubrica_changes (position, tenant, change_key, id, recorded_at, told) SELECT " +
            std::to_string(first_position) + " + n * 4 + position, " + tenant + ", " + key + " || '-' || position, " + id +
            ", recorded_at, told FROM rubrica_changes, " + numbers(from, until) +
            " WHERE tenant = 'acme' AND rubrica_changes.id = 'model' AND position < 4",
        "UPDATE rubrica_positions SET last_position = " + std::to_string(first_position + until * 4) + " WHERE name = 'changes'"};
    at_.write([&](rubrica::workflow::connection& open) -> rubrica::result<void> {
         bool const is_mariadb = on_.server != nullptr && on_.server->kind() == rubrica_test::server_kind::mariadb;
         if (is_mariadb) open.sql() << "SET SESSION sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT')";
         for (std::string const& one : statements) open.sql() << one;
         return {};
       })
        .value();
  }

  /// From, and up to, as rows of `n`.
  static std::string numbers(int from, int until) {
    std::string sum = "a.d";
    std::string tables = "digits a";
    int power = 10;
    for (char const name : {'b', 'c', 'd', 'e', 'f'}) {
      sum += std::string(" + ") + name + ".d * " + std::to_string(power);
      tables += std::string(", digits ") + name;
      power *= 10;
    }
    return "(SELECT " + sum + " AS n FROM " + tables + " WHERE " + sum + " >= " + std::to_string(from) + " AND " + sum + " < " +
           std::to_string(until) + ") numbers";
  }

  static constexpr int first_position = 1'000;

  rubrica_test::fresh_database on_;
  rubrica::workflow::database const& at_;
  int there_ = 0;
};

} // namespace workflow_cost
