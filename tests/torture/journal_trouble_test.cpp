// Journals that cannot be written, and journals that are not whole.
#include "support/catch.hpp"

#include "torture/durable_send.hpp"

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace journal_trouble_test {

using namespace torture;
using rubrica_test::finished;
using rubrica_test::temporary_folder;

namespace {

/// Whether it said so in one line of JSON, before it sent anything.
void check_named_and_not_sent(watched_simulator& box, finished const& end) {
  INFO(end.out << end.err);
  CHECK(end.status == 1);
  json const error = json::parse(rubrica_test::last_line(end.err.empty() ? end.out : end.err), nullptr, false);
  REQUIRE(error.is_object());
  CHECK(error["outcome"] == "not_sent");
  CHECK(error["code"] == "file_error");
  CHECK(error["message"].get<std::string>().size() > 10);
  CHECK(box.log().empty());
  CHECK(box.activated() == 0);
}

/// The command, unable to write files beyond `blocks` of 512 bytes: like a disk that becomes full. Its messages come by
/// standard output, because a file takes standard error.
std::vector<std::string> on_full_disk(std::vector<std::string> command, int blocks) {
  std::string const script = "trap '' XFSZ; ulimit -f " + std::to_string(blocks) + R"(; exec "$0" "$@" 2>&1)";
  command.insert(command.begin(), {"/bin/sh", "-c", script});
  return command;
}

/// A small file system in memory; only root has one.
class small_disk {
public:
  explicit small_disk(std::string at, char const* options, unsigned long flags = 0) : at_(std::move(at)) {
    ::mkdir(at_.c_str(), 0700);
    mounted_ = ::geteuid() == 0 && ::mount("tmpfs", at_.c_str(), "tmpfs", flags, options) == 0;
  }
  ~small_disk() {
    if (mounted_) ::umount(at_.c_str());
  }
  small_disk(small_disk const&) = delete;
  small_disk& operator=(small_disk const&) = delete;

  explicit operator bool() const { return mounted_; }
  std::string const& path() const { return at_; }

private:
  std::string at_;
  bool mounted_ = false;
};

} // namespace

TEST_CASE("a journal that cannot be written whole ends the sending before anything is sent", "[torture][process][socket][file]") {
  bool sent = false;
  for (int blocks = 0; blocks < 64 && !sent; ++blocks) {
    watched_simulator box;
    temporary_folder const folder;
    auto const end =
        rubrica_test::run(on_full_disk(command_of({"contrato-0001", folder.path("journal")}, box.url()), blocks), with_token());
    sent = end.status == 0;
    INFO(blocks);
    if (!sent) check_named_and_not_sent(box, end);
    if (!sent)
      CHECK(send_to_end({"contrato-0001", folder.path("journal")}, box.url()).status == 0); // the rest is in nobody's way
    CHECK(wrongs_of(box, "contrato-0001") == std::vector<std::string>());
  }
  CHECK(sent);
}

TEST_CASE("a journal on a full disk ends the sending before anything is sent", "[torture][process][socket][file]") {
  temporary_folder const folder;
  small_disk const disk(folder.path("disk"), "size=64k");
  if (!disk) return; // the test above does it without a disk
  watched_simulator box;
  wanted const what{"contrato-0001", disk.path() + "/journal"};
  ::mkdir(what.journal.c_str(), 0700);
  {
    std::ofstream filler(disk.path() + "/filler", std::ios::binary);
    for (int i = 0; i < 64 && filler << std::string(1024, 'x') << std::flush; ++i) {
    }
  }
  check_named_and_not_sent(box, send_to_end(what, box.url()));
  ::unlink((disk.path() + "/filler").c_str());
  CHECK(send_to_end(what, box.url()).status == 0);
  CHECK(wrongs_of(box, what.key) == std::vector<std::string>());
}

TEST_CASE("a journal that may not be written ends the sending before anything is sent", "[torture][process][socket][file]") {
  temporary_folder const folder;
  std::vector<std::string> places{folder.write("a file", "x"), folder.path("a file/journal"), "/proc/rubrica"};
  small_disk const read_only(folder.path("read-only"), "size=64k", MS_RDONLY);
  if (read_only) places.push_back(read_only.path());
  std::string const locked = folder.path("locked");
  ::mkdir(locked.c_str(), 0500);
  if (::geteuid() != 0) places.push_back(locked);
  for (std::string const& place : places) {
    INFO(place);
    watched_simulator box;
    check_named_and_not_sent(box, send_to_end({"contrato-0001", place}, box.url()));
    auto const found = resume(place, box.url());
    CHECK((found.status != 0 || place == read_only.path() || place == locked));
    CHECK(found.lines.empty());
    CHECK(box.log().empty());
  }
}

} // namespace journal_trouble_test
