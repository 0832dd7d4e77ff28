#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"

#include <rubrica/workflow/file_store.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace file_store_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::temporary_folder;

namespace {

struct kept_in {
  temporary_folder folder;
  std::shared_ptr<file_store> files = folder_files(folder.path("signed"));

  file_to_keep file(std::string const& tenant, std::string const& id, std::string const& content,
                    std::string const& name = "a.pdf") {
    file_to_keep out;
    out.tenant = tenant;
    out.id = id;
    out.document = document_id("d-1");
    out.name = name;
    out.path = files->scratch_folder() + "/one";
    std::ofstream(out.path) << content;
    return out;
  }
  std::string content(std::string const& reference) const {
    std::ifstream in(folder.path("signed") + "/" + reference);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::ptrdiff_t count() const {
    auto const all = std::filesystem::recursive_directory_iterator(folder.path("signed"));
    return std::count_if(begin(all), end(all), [](auto const& one) { return one.is_regular_file(); });
  }
};

} // namespace

TEST_CASE("a file store keeps a file once, however often it comes, and erases it", "[workflow][file]") {
  kept_in world;
  auto const first = world.files->keep(world.file("acme", "OP-1", "one")).value();
  auto const again = world.files->keep(world.file("acme", "OP-1", "one")).value();
  CHECK(first == again);
  CHECK(world.content(first) == "one");
  CHECK(world.count() == 1);
  CHECK(world.files->erase("acme", first));
  CHECK(world.count() == 0);
  CHECK(world.files->erase("acme", first));
}

TEST_CASE("a file store makes names of digests, whatever a tenant and a file are called", "[workflow][file]") {
  kept_in world;
  std::set<std::string> seen;
  for (std::string const tenant : {"acme", "../../etc", "a/b", ".", "", "çã\n"}) {
    for (std::string const id : {"OP-1/contrato", "..", "x"}) {
      auto const reference = world.files->keep(world.file(tenant, id, tenant + id, "../../../passwd")).value();
      CHECK(reference.find("..") == std::string::npos);
      CHECK(reference.find_first_not_of("0123456789abcdefp./-d") == std::string::npos);
      CHECK(world.content(reference) == tenant + id);
      seen.insert(reference);
    }
  }
  CHECK(world.count() == static_cast<std::ptrdiff_t>(seen.size()));
}

TEST_CASE("a file store erases nothing but what it kept for the tenant", "[workflow][file]") {
  kept_in world;
  auto const theirs = world.files->keep(world.file("beta", "OP-1", "theirs")).value();
  std::ofstream(world.folder.path("outside")) << "x";
  for (std::string const& reference :
       {theirs, std::string("../outside"), std::string(), theirs.substr(0, 33) + "../../outside"}) {
    CHECK(world.files->erase("acme", reference).error().code == errc::invalid_argument);
  }
  CHECK(world.files->erase("beta", theirs.substr(0, 33) + "../../outside").error().code == errc::invalid_argument);
  CHECK(world.content(theirs) == "theirs");
  CHECK(std::filesystem::exists(world.folder.path("outside")));
}

TEST_CASE("a file store that cannot be used says so, without its path", "[workflow][file]") {
  temporary_folder folder;
  std::ofstream(folder.path("file")) << "x";
  for (std::string const& path : {folder.path("file"), folder.path("file") + "/below", folder.path("a") + "/b/c"}) {
    auto const opened = open_folder_files(path);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == errc::file_error);
    CHECK(to_string(opened.error()).find(path) == std::string::npos);
  }
  CHECK(open_folder_files("").error().code == errc::invalid_argument);
  kept_in world;
  auto lost = world.file("acme", "OP-1", "one");
  std::filesystem::remove(lost.path);
  CHECK(world.files->keep(lost).error().code == errc::file_error);
}

} // namespace file_store_test
