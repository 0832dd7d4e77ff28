// rubrica-crm: a small CRM whose contracts are signed electronically. Start it, click through it, copy from it.
//
// `desk.cpp` is all that joins a CRM to rubrica's engine; the rest is the CRM: its tables, and its pages in Portuguese.
#include "../help_and_version.hpp"
#include "demo.hpp"
#include "web_server.hpp"

#include <rubrica/core/failure.hpp>
#include <rubrica/sandbox/clock.hpp>

#include <atomic>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>

namespace {

constexpr char usage[] =
    R"(usage: rubrica-crm --data FOLDER [--port N] [--clicksign-url URL] [--public-url URL] [--trusted FILE] [--demo]
                   [--send-timeout SECONDS] [--quiescence SECONDS]
       rubrica-crm --help | --version

A CRM with contacts, opportunities and projects, whose documents are signed at ClickSign. It keeps everything in FOLDER, listens on
127.0.0.1 and ends at SIGTERM. Several may run on one folder.

  --port N            8080 unless given; 0: a free one
  --clicksign-url URL of the API; ClickSign's own test environment unless given
  --public-url URL    under which ClickSign reaches this program; http://127.0.0.1:PORT unless given
  --trusted FILE      certificates, in PEM, that signed files are checked against; without it they are kept unchecked
  --demo              two companies with something in them; the pages tell the simulator's tokens, token-acme and token-beta
  --send-timeout, --quiescence
                      of the engine, for those who want to see what a crash does: 180 and 120
)";

struct arguments {
  crm::desk_settings desk;
  int port = 8080;
  bool is_demo = false;
};

bool read_number(std::string_view text, int& out) {
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size() && out >= 0;
}

bool read_seconds(std::string_view text, std::chrono::milliseconds& out) {
  int seconds = 0;
  if (!read_number(text, seconds)) return false;
  out = std::chrono::seconds(seconds);
  return true;
}

bool read_option(std::string_view name, std::string_view value, arguments& out) {
  if (name == "--port") return read_number(value, out.port) && out.port <= 65535;
  if (name == "--send-timeout") return read_seconds(value, out.desk.send_timeout);
  if (name == "--quiescence") return read_seconds(value, out.desk.quiescence);
  if (value.empty()) return false;
  if (name == "--data") return out.desk.folder = value, true;
  if (name == "--clicksign-url") return out.desk.clicksign_url = value, true;
  if (name == "--public-url") return out.desk.public_url = value, true;
  if (name == "--trusted") return out.desk.trusted = value, true;
  return false;
}

bool read(int argc, char** argv, arguments& out) {
  for (int i = 1; i < argc; ++i) {
    std::string_view const name = argv[i];
    if (name == "--demo") {
      out.is_demo = true;
    } else if (++i == argc || !read_option(name, argv[i], out)) {
      std::cerr << "rubrica-crm: cannot use " << name << '\n';
      return false;
    }
  }
  return !out.desk.folder.empty();
}

/// Two threads beside those of the web server: one does the engine's work, one brings the CRM's tables up to date.
class workers {
public:
  explicit workers(crm::signing_desk& desk) : desk_(desk) {
    threads_[0] = std::thread([this] { carry_out(); });
    threads_[1] = std::thread([this] { follow(); });
  }
  ~workers() {
    stop_->store(true);
    for (std::thread& one : threads_) one.join();
  }
  workers(workers const&) = delete;
  workers& operator=(workers const&) = delete;

private:
  static constexpr std::chrono::milliseconds pause{250};

  void carry_out() {
    rubrica::workflow::work_options how;
    how.cancelled = stop_;
    how.on_work = [](rubrica::workflow::work_note const& note) {
      if (!note.error.empty()) std::cerr << "rubrica-crm: " << note.what << ' ' << note.id << ": " << note.error << std::endl;
    };
    while (!stop_->load()) {
      auto const done = desk_.engine().work(how);
      if (done) continue;
      std::cerr << "rubrica-crm: " << to_string(done.error()) << std::endl;
      std::this_thread::sleep_for(pause);
    }
  }

  void follow() {
    while (!stop_->load()) {
      try {
        desk_.follow_integrations();
        if (desk_.follow_changes()) continue;
      } catch (soci::soci_error const&) {
        std::cerr << "rubrica-crm: the database is away; trying again" << std::endl;
      }
      std::this_thread::sleep_for(pause);
    }
  }

  crm::signing_desk& desk_;
  std::shared_ptr<rubrica::cancel_flag> stop_ = std::make_shared<rubrica::cancel_flag>(false);
  std::thread threads_[2];
};

int complain(std::string_view why) {
  std::cerr << "rubrica-crm: " << why << '\n';
  return 1;
}

int serve(arguments given, sigset_t const& stop_signals) {
  httplib::Server server;
  server.set_tcp_nodelay(true); // before it has a socket: else each answer on a kept connection waits 40 ms
  int const port = given.port == 0 ? server.bind_to_any_port("127.0.0.1") : given.port;
  if (given.port != 0 && !server.bind_to_port("127.0.0.1", port)) return complain("the port cannot be had");
  std::string const here = "http://127.0.0.1:" + std::to_string(port);
  if (given.desk.public_url.empty()) given.desk.public_url = here;
  if (given.desk.clicksign_url.empty()) given.desk.clicksign_url = rubrica::clicksign::sandbox_url;

  std::filesystem::create_directories(given.desk.folder + "/uploads");
  std::filesystem::permissions(given.desk.folder, std::filesystem::perms::owner_all);
  crm::database tables(given.desk.folder + "/crm.db");
  if (given.is_demo) {
    crm::fill_with_demo(tables);
    std::string const file = given.desk.folder + "/trusted.pem";
    bool const is_simulated = given.desk.trusted.empty() && crm::fetch_certificates(given.desk.clicksign_url, file);
    if (is_simulated) {
      given.desk.trusted = file;
      given.desk.clock = rubrica::sandbox::clock(given.desk.clicksign_url);
    }
  }
  crm::signing_desk desk(tables, given.desk);
  crm::app app{tables, desk, given.is_demo};
  crm::serve_pages(server, app);

  std::thread listening([&] { server.listen_after_bind(); });
  {
    workers const at_work(desk);
    std::cout << "rubrica-crm listening on " << here << std::endl;
    int received = 0;
    sigwait(&stop_signals, &received);
    server.stop();
    listening.join();
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  if (tells_help_or_version(argc, argv, "rubrica-crm", usage)) return 0;
  arguments given;
  if (!read(argc, argv, given)) {
    std::cerr << usage;
    return 2;
  }
  // Blocked before any thread starts: sigwait then receives them.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  try {
    return serve(std::move(given), stop_signals);
  } catch (rubrica::failure const& why) {
    return complain(to_string(why.error()));
  } catch (std::filesystem::filesystem_error const&) {
    return complain("the folder of --data cannot be used");
  } catch (soci::soci_error const&) {
    return complain("the database in the folder of --data cannot be used");
  }
}
