// What may be found at a path, and what remains in a folder.
#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/forked.hpp"

#include "clicksign/protocol/upload_body.hpp"
#include "http/curl/tls_store.hpp"
#include "http/file.hpp"

#include <rubrica/clicksign/client.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace file_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using namespace rubrica_test;

namespace {

constexpr const char leftover[] = ".rubrica-0123456789abcdef.part";

/// Paths that are not regular files, by the name of their kind.
std::vector<std::pair<std::string, std::string>> things_that_are_no_file(temporary_folder const& folder) {
  std::string const fifo = folder.path("fifo.pdf");
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  std::string const link = folder.path("link.pdf");
  REQUIRE(symlink(fifo.c_str(), link.c_str()) == 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  folder.path("socket.pdf").copy(address.sun_path, sizeof address.sun_path - 1);
  int const socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(bind(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0);
  close(socket);
  REQUIRE(mkdir(folder.path("folder.pdf").c_str(), 0700) == 0);
  return {{"a FIFO", fifo},
          {"a link to a FIFO", link},
          {"a socket", folder.path("socket.pdf")},
          {"a folder", folder.path("folder.pdf")},
          {"a device", "/dev/zero"},
          {"a terminal", "/dev/tty"},
          {"nothing", folder.path("none.pdf")}};
}

client client_of(raw_server const& server) {
  client_options options;
  options.base_url = server.url("");
  options.token = secret("t");
  return client(std::move(options));
}

void write_and_commit(std::string const& path) {
  auto file = detail::atomic_file::create(path);
  REQUIRE(file);
  REQUIRE(file->write("bytes"));
  REQUIRE(file->commit());
}

} // namespace

TEST_CASE("a path that is no regular file is refused at once as a file to send", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  raw_server const server(always(answer(500, "")));
  client const one = client_of(server);
  for (auto const& [kind, path] : things_that_are_no_file(folder)) {
    INFO(kind);
    new_document document;
    document.filename = "contrato.pdf";
    document.path = path;
    auto const error = one.documents().create(envelope_id("e"), document).error();
    CHECK(error.code == errc::file_error);
    CHECK(error.outcome == outcome::not_sent);
    CHECK_FALSE(detail::trusted_authorities(path)); // nor as a file of authorities
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("a path or a name that is not UTF-8 is refused with its pointer and the byte", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  raw_server const server(always(answer(500, "")));
  client const caller = client_of(server);
  struct row {
    std::string path;
    std::string filename;
    const char* pointer;
    const char* detail;
  };
  row const rows[] = {
      {"/tmp/contrato\xE7\xE3"
       "o.pdf",
       "a.pdf", "/path", "byte 13 is not UTF-8"},
      {std::string("/tmp/a.pdf\0.exe", 15), "a.pdf", "/path", "byte 10 is a NUL"},
      {folder.write("a.pdf", "%PDF-1.4"),
       "conclus\xE3"
       "o.pdf",
       "/filename", "byte 7 is not UTF-8"},
      {folder.path("a.pdf"), std::string("a\0.pdf", 6), "/filename", "byte 1 is a NUL"},
  };
  for (row const& one : rows) {
    INFO(one.detail);
    new_document document;
    document.path = one.path;
    document.filename = one.filename;
    auto const error = caller.documents().create(envelope_id("e"), document).error();
    CHECK(error.code == errc::invalid_argument);
    REQUIRE(error.problems.size() == 1);
    CHECK(error.problems[0].pointer == one.pointer);
    CHECK(error.problems[0].detail == one.detail);
  }
  auto const target = caller.documents()
                          .download(envelope_id("e"), document_id("d"),
                                    folder.path("conclus\xE3"
                                                "o.pdf"))
                          .error();
  CHECK(target.code == errc::invalid_argument);
  CHECK(target.problems.at(0).pointer == "/path");
  CHECK(server.connections() == 0);
}

TEST_CASE("a file that changes while it is sent is a named error, and its body has no end", "[clicksign][files][file]") {
  temporary_folder const folder;
  using change = std::function<void(std::string const&)>;
  change const changes[] = {
      [](std::string const& path) { std::ofstream(path, std::ios::app | std::ios::binary) << "more"; },
      [](std::string const& path) { std::filesystem::resize_file(path, 20'000); },
      [](std::string const& path) {
        std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "other bytes";
        timespec const times[2] = {{1, 0}, {1, 0}}; // the clock of a file system may be too coarse to show it
        REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
      },
  };
  for (change const& one : changes) {
    std::string const path = folder.write("a.pdf", std::string(100'000, 'x'));
    std::string const name = "a.pdf", none;
    auto const source = body_with_file("documents", {name, path, none}, [](detail::json_writer&) {}).value();
    auto const reader = source.open().value();
    std::string buffer(20'000, '\0');
    std::uint64_t sent = reader(buffer.data(), buffer.size()).value();
    one(path);
    for (;;) {
      auto const got = reader(buffer.data(), buffer.size());
      if (!got) {
        CHECK(got.error().code == errc::file_error);
        CHECK(got.error().message.find("while it was sent") != std::string::npos);
        break;
      }
      REQUIRE(*got > 0);
      sent += *got;
    }
    CHECK(sent < source.size);
  }
}

TEST_CASE("a file may have a name of any length that the file system takes", "[clicksign][files][file]") {
  temporary_folder const folder;
  for (std::size_t size : {1u, 200u, 234u, 240u, 250u, 255u}) {
    INFO(size);
    write_and_commit(folder.path(std::string(size, 'a')));
    CHECK(folder.read(std::string(size, 'a')) == "bytes");
  }
  CHECK(folder.files() == 6);
  CHECK(detail::atomic_file::create(folder.path(std::string(256, 'a'))).error().code == errc::file_error);
  CHECK(detail::atomic_file::create(folder.path("")).error().code == errc::invalid_argument);
  REQUIRE(mkdir(folder.path("folder").c_str(), 0700) == 0);
  CHECK(detail::atomic_file::create(folder.path("folder")).error().code == errc::file_error);
  CHECK(folder.files() == 7);
}

TEST_CASE("a file is saved in a folder that may be written but not read", "[clicksign][files][file]") {
  temporary_folder const folder;
  std::string const inner = folder.path("inbox");
  REQUIRE(mkdir(inner.c_str(), 0700) == 0);
  REQUIRE(chmod(folder.path("").c_str(), 0711) == 0);
  bool const is_root = geteuid() == 0; // who may access every file
  constexpr uid_t nobody = 65534;
  if (is_root) REQUIRE(chown(inner.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
  REQUIRE(chmod(inner.c_str(), 0300) == 0);
  if (is_root) REQUIRE(seteuid(nobody) == 0);
  bool const readable = open(inner.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0;
  auto file = detail::atomic_file::create(inner + "/signed.pdf");
  bool const saved = file && file->write("bytes") && file->commit();
  if (is_root) REQUIRE(seteuid(0) == 0);
  CHECK_FALSE(readable);
  CHECK(saved);
  REQUIRE(chmod(inner.c_str(), 0700) == 0);
  CHECK(folder.read("inbox/signed.pdf") == "bytes");
}

TEST_CASE("what a killed process left in a folder is removed by the next one, and nothing else is",
          "[clicksign][files][file][process]") {
  temporary_folder const folder;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  pid_t const child = rubrica_test::fork_child([&] {
    auto file = detail::atomic_file::create(folder.path("signed.pdf"));
    bool const began = file && file->write("half");
    static_cast<void>(write(ready[1], began ? "y" : "n", 1));
    pause();
    return 0;
  });
  char began = 'n';
  REQUIRE(read(ready[0], &began, 1) == 1);
  REQUIRE(began == 'y');
  close(ready[0]);
  close(ready[1]);
  const char* const others[] = {".rubrica-0123456789abcdef.par", ".rubrica-0123456789ABCDEF.part", "a.0123456789abcdef.part",
                                "rubrica-0123456789abcdef.part", ".rubrica-0123456789abcdeg.part"};
  for (const char* name : others) folder.write(name, "x");
  std::size_t const kept = std::size(others);
  CHECK(folder.files() == kept + 1);

  auto mine = detail::atomic_file::create(folder.path("mine.pdf"));
  REQUIRE(mine);
  REQUIRE(mine->write("mine"));
  detail::remove_leftovers_beside(folder.path("other.pdf"));
  write_and_commit(folder.path("other.pdf"));
  CHECK(folder.files() == kept + 3); // the living child's, mine and the other

  kill(child, SIGKILL);
  REQUIRE(waitpid(child, nullptr, 0) == child);
  folder.write(leftover, "as old as it may be");
  write_and_commit(folder.path("other.pdf"));
  detail::remove_leftovers_beside(folder.path("other.pdf"));
  CHECK(folder.files() == kept + 2);
  REQUIRE(mine->commit());
  CHECK(folder.read("mine.pdf") == "mine");
  CHECK(folder.files() == kept + 2);
}

TEST_CASE("files that many processes write into one folder at once are all complete", "[clicksign][files][file][process]") {
  temporary_folder const folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    children.push_back(rubrica_test::fork_child([&] {
      int failed = 0;
      for (int k = 0; k < 50; ++k) {
        auto file = detail::atomic_file::create(folder.path(std::to_string(i) + "-" + std::to_string(k)));
        if (!file || !file->write("bytes") || !file->commit()) ++failed;
      }
      return failed == 0 ? 0 : 1;
    }));
  }
  for (pid_t child : children) CHECK(rubrica_test::exit_code_of(child) == 0);
  CHECK(folder.files() == 400);
}

} // namespace file_test
