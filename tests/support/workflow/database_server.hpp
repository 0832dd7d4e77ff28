#pragma once

#include "programs/process.hpp"
#include "support/files/small_disk.hpp"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace rubrica_test {

enum class server_kind { postgresql, mariadb };
/// Whether a commit waits for the disk. What a killed server wrote is there all the same: the machine still runs.
/// `small`: one of its own, which a test can fill up.
enum class disk { fast, durable, small };

/// A PostgreSQL or MariaDB of this test program alone: its files and its socket lie in a temporary folder, and it has no port.
///
/// It runs as `nobody` when the tests are root, since PostgreSQL refuses that. It ends with the program, however the program ends.
class database_server {
public:
  /// That of this program; the first call starts it. Null when its programs are not on this machine, and for a small disk
  /// where none can be had.
  static database_server* get(server_kind kind, disk how = disk::fast);

  database_server(database_server const&) = delete;
  database_server& operator=(database_server const&) = delete;
  ~database_server();

  [[nodiscard]] server_kind kind() const { return kind_; }

  /// A new, empty database; its name.
  std::string make_database();
  void drop_database(std::string const& name);
  /// For `open_store`, as its owner, who may do nothing besides.
  [[nodiscard]] std::string address_of(std::string const& database) const;

  /// As the administrator.
  void administer(std::string const& statement, std::string const& database = {}) const;
  [[nodiscard]] std::int64_t number(std::string const& query, std::string const& database = {}) const;
  /// Ends the connections of others to the database, as a failing network would.
  void cut_connections(std::string const& database) const;

  void start();
  void stop(); ///< in order: work that runs is rolled back
  void kill(); ///< at once
  /// All its processes stand still, and its sockets stay open.
  void pause();
  void go_on();
  /// Its own, of `disk::small`.
  [[nodiscard]] small_disk const& own_disk() const { return *own_disk_; }

private:
  struct programs {
    std::string initialise;
    std::string serve;
  };
  database_server(server_kind kind, disk how, programs with, std::unique_ptr<small_disk> own_disk);

  static programs find_programs(server_kind kind);
  [[nodiscard]] std::string connection_of(std::string const& database, std::string const& user) const;
  [[nodiscard]] std::vector<std::string> serve_command() const;
  void initialise() const;
  void signal_all(int signal) const;
  void end_with(int signal);

  server_kind kind_;
  disk disk_;
  programs programs_;
  std::unique_ptr<small_disk> own_disk_; ///< null: it shares the machine's
  std::string folder_;
  std::FILE* watcher_ = nullptr; ///< cleans up when its input ends
  std::unique_ptr<process> running_;
  int databases_ = 0;
};

} // namespace rubrica_test
