#include "support/workflow/database_server.hpp"

#include "support/clock/wait_until.hpp"

#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <pwd.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace rubrica_test {
namespace {

namespace fs = std::filesystem;

std::string first_there(std::vector<std::string> const& paths) {
  auto const found = std::find_if(paths.begin(), paths.end(), [](std::string const& path) { return fs::exists(path); });
  return found == paths.end() ? std::string() : *found;
}

/// Debian keeps each version of PostgreSQL in a folder of its own; the newest comes first here.
std::vector<std::string> folders_of_postgresql() {
  std::vector<std::pair<int, std::string>> versions;
  std::error_code none;
  for (auto const& one : fs::directory_iterator("/usr/lib/postgresql", none))
    versions.emplace_back(std::atoi(one.path().filename().c_str()), (one.path() / "bin").string());
  std::sort(versions.rbegin(), versions.rend());
  std::vector<std::string> out;
  for (auto const& one : versions) out.push_back(one.second);
  out.insert(out.end(), {"/usr/bin", "/usr/local/bin", "/usr/local/pgsql/bin"});
  return out;
}

passwd const& unprivileged() {
  passwd const* const found = ::getpwnam("nobody");
  if (found == nullptr) throw std::runtime_error("there is no user 'nobody'");
  return *found;
}

/// The command as an unprivileged user, with its output in a file.
std::vector<std::string> as_nobody(std::vector<std::string> const& command, std::string const& log) {
  std::vector<std::string> out{"/bin/sh", "-c", "exec \"$@\" >> \"$0\" 2>&1", log};
  if (::geteuid() == 0) {
    out.insert(out.end(), {"setpriv", "--reuid", std::to_string(unprivileged().pw_uid), "--regid",
                           std::to_string(unprivileged().pw_gid), "--clear-groups"});
  }
  out.insert(out.end(), command.begin(), command.end());
  return out;
}

std::string make_folder() {
  char name[] = "/tmp/rubrica-db-XXXXXX"; // a socket's path has a hundred bytes at most
  if (::mkdtemp(name) == nullptr) throw std::runtime_error("mkdtemp failed");
  if (::geteuid() == 0 && ::chown(name, unprivileged().pw_uid, unprivileged().pw_gid) != 0)
    throw std::runtime_error("the folder of a database could not be given away");
  return name;
}

/// A shell that waits for the end of its input, which comes when this program ends in any way; then it ends the server and removes
/// its files. It takes nothing for the server that does not name the folder.
std::FILE* start_watcher(std::string const& folder) {
  std::string const script = "exec setsid /bin/sh -c 'trap \"\" HUP INT TERM; cat > /dev/null; "
                             "for file in " +
                             folder + "/data/postmaster.pid " + folder +
                             "/server.pid; do "
                             "pid=$(head -n 1 $file 2> /dev/null) || continue; "
                             "grep -q " +
                             folder +
                             " /proc/$pid/cmdline 2> /dev/null || continue; "
                             "kill -QUIT $pid; kill -CONT $pid; "
                             "done; umount -l " +
                             folder + "; rm -rf " + folder + "' > /dev/null 2>&1";
  std::FILE* const out = ::popen(script.c_str(), "we");
  if (out == nullptr) throw std::runtime_error("no watcher for a database");
  return out;
}

/// The processes that this one started, and theirs.
std::vector<pid_t> with_descendants(pid_t root) {
  std::multimap<pid_t, pid_t> children;
  for (auto const& one : fs::directory_iterator("/proc")) {
    if (std::atoi(one.path().filename().c_str()) == 0) continue; // no process
    std::ifstream in(one.path() / "stat");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    auto const end_of_name = text.rfind(')');
    if (end_of_name == std::string::npos || text.size() < end_of_name + 4) continue;
    children.emplace(std::atoi(text.c_str() + end_of_name + 4), std::atoi(text.c_str()));
  }
  std::vector<pid_t> out{root};
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto const [begin, end] = children.equal_range(out[i]);
    for (auto child = begin; child != end; ++child) out.push_back(child->second);
  }
  return out;
}

} // namespace

database_server::programs database_server::find_programs(server_kind kind) {
  if (kind == server_kind::mariadb) {
    return {first_there({"/usr/bin/mariadb-install-db", "/usr/local/bin/mariadb-install-db"}),
            first_there({"/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/libexec/mariadbd", "/usr/local/sbin/mariadbd"})};
  }
  for (std::string const& folder : folders_of_postgresql()) {
    if (fs::exists(folder + "/initdb") && fs::exists(folder + "/postgres")) return {folder + "/initdb", folder + "/postgres"};
  }
  return {};
}

database_server* database_server::get(server_kind kind, disk how) {
  static std::mutex mutex;
  static std::map<std::pair<server_kind, disk>, std::unique_ptr<database_server>> servers;
  std::lock_guard const lock(mutex);
  auto& server = servers[{kind, how}];
  if (server == nullptr) {
    programs with = find_programs(kind);
    if (with.initialise.empty() || with.serve.empty()) return nullptr;
    constexpr int megabytes = 600; // an empty one of MariaDB has two hundred
    auto own_disk = how == disk::small ? std::make_unique<small_disk>(megabytes) : nullptr;
    if (own_disk != nullptr && !own_disk->is_there()) return nullptr;
    server.reset(new database_server(kind, how, std::move(with), std::move(own_disk)));
  }
  return server.get();
}

database_server::database_server(server_kind kind, disk how, programs with, std::unique_ptr<small_disk> own_disk)
    : kind_(kind), disk_(how), programs_(std::move(with)), own_disk_(std::move(own_disk)),
      folder_(own_disk_ == nullptr ? make_folder() : own_disk_->path()), watcher_(start_watcher(folder_)) {
  initialise();
  start();
  if (kind_ == server_kind::postgresql)
    administer("CREATE ROLE rubrica LOGIN");
  else
    administer("CREATE USER rubrica@localhost");
}

database_server::~database_server() {
  try {
    stop();
  } catch (std::exception const&) { // the watcher ends it
  }
  ::pclose(watcher_);
}

void database_server::initialise() const {
  std::string const data = folder_ + "/data";
  std::vector<std::string> const command =
      kind_ == server_kind::postgresql
          ? std::vector<std::string>{programs_.initialise, "--pgdata", data,       "--username", "postgres", "--auth", "trust",
                                     "--encoding",         "UTF8",     "--locale", "C",          "--no-sync"}
          : std::vector<std::string>{programs_.initialise,
                                     "--no-defaults",
                                     "--datadir=" + data,
                                     "--skip-test-db",
                                     "--auth-root-authentication-method=normal",
                                     "--skip-name-resolve"};
  process initialising(as_nobody(command, folder_ + "/log"));
  if (initialising.finish().status != 0) {
    std::ifstream log(folder_ + "/log");
    throw std::runtime_error("a database could not be made: " + std::string(std::istreambuf_iterator<char>(log), {}));
  }
}

std::vector<std::string> database_server::serve_command() const {
  std::string const data = folder_ + "/data";
  bool const fast = disk_ != disk::durable;
  if (kind_ == server_kind::postgresql) {
    return {programs_.serve,
            "-D",
            data,
            "-k",
            folder_,
            "-c",
            "listen_addresses=",
            "-c",
            "max_connections=200",
            "-c",
            fast ? "fsync=off" : "fsync=on",
            "-c",
            "shared_buffers=32MB"};
  }
  return {programs_.serve,
          "--no-defaults",
          "--datadir=" + data,
          "--socket=" + folder_ + "/socket",
          "--pid-file=" + folder_ + "/server.pid",
          "--skip-networking",
          "--skip-name-resolve",
          "--max-connections=200",
          fast ? "--innodb-flush-method=nosync" : "--innodb-flush-method=fsync"};
}

std::string database_server::connection_of(std::string const& database, std::string const& user) const {
  if (kind_ == server_kind::mariadb) {
    return "unix_socket=" + folder_ + "/socket user=" + (user.empty() ? "root" : user) +
           " db=" + (database.empty() ? "mysql" : database);
  }
  return "host=" + folder_ + " user=" + (user.empty() ? "postgres" : user) +
         " dbname=" + (database.empty() ? "postgres" : database);
}

std::string database_server::address_of(std::string const& database) const {
  return (kind_ == server_kind::mariadb ? "mysql://" : "postgresql://") + connection_of(database, "rubrica");
}

void database_server::administer(std::string const& statement, std::string const& database) const {
  soci::session session;
  if (kind_ == server_kind::mariadb)
    session.open(soci::mysql, connection_of(database, {}));
  else
    session.open(soci::postgresql, connection_of(database, {}));
  session << statement;
}

std::int64_t database_server::number(std::string const& query, std::string const& database) const {
  soci::session session;
  if (kind_ == server_kind::mariadb)
    session.open(soci::mysql, connection_of(database, {}));
  else
    session.open(soci::postgresql, connection_of(database, {}));
  long long out = 0;
  session << query, soci::into(out);
  return out;
}

std::string database_server::make_database() {
  std::string name = "crm_" + std::to_string(++databases_);
  if (kind_ == server_kind::postgresql) {
    administer("CREATE DATABASE " + name + " OWNER rubrica");
  } else {
    administer("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    administer("GRANT ALL ON " + name + ".* TO rubrica@localhost");
  }
  return name;
}

void database_server::drop_database(std::string const& name) {
  try {
    if (running_ != nullptr) administer("DROP DATABASE " + name + (kind_ == server_kind::postgresql ? " WITH (FORCE)" : ""));
  } catch (std::exception const&) { // it goes with the server
  }
}

void database_server::cut_connections(std::string const& database) const {
  if (kind_ == server_kind::postgresql) {
    administer("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" + database + "'");
    return;
  }
  auto const next = [&](std::int64_t after) {
    return number("SELECT coalesce(min(id), 0) FROM information_schema.processlist WHERE id > " + std::to_string(after) +
                  " AND db = '" + database + "'");
  };
  for (auto victim = next(0); victim != 0; victim = next(victim)) {
    try {
      administer("KILL " + std::to_string(victim));
    } catch (soci::soci_error const&) { // it ended by itself
    }
  }
}

void database_server::start() {
  running_ = std::make_unique<process>(as_nobody(serve_command(), folder_ + "/log"));
  bool const up = wait_until([&] {
    try {
      return number("SELECT 1") == 1;
    } catch (soci::soci_error const&) {
      return false;
    }
  });
  if (up) return;
  std::ifstream log(folder_ + "/log");
  throw std::runtime_error("a database did not start: " + std::string(std::istreambuf_iterator<char>(log), {}));
}

void database_server::end_with(int signal) {
  if (running_ == nullptr) return;
  go_on();
  running_->send_signal(signal);
  running_->finish();
  running_.reset();
}

void database_server::stop() {
  end_with(kind_ == server_kind::postgresql ? SIGINT : SIGTERM);
}
void database_server::kill() {
  end_with(kind_ == server_kind::postgresql ? SIGQUIT : SIGKILL);
}
void database_server::pause() {
  signal_all(SIGSTOP);
}
void database_server::go_on() {
  signal_all(SIGCONT);
}

void database_server::signal_all(int signal) const {
  for (pid_t const one : with_descendants(running_->pid())) ::kill(one, signal);
}

} // namespace rubrica_test
