#include "support/catch.hpp"

#include <rubrica/signing/help_page.hpp>
#include <rubrica/signing/preflight_rule.hpp>
#include <rubrica/signing/process_rule.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace help_page_test {

using namespace rubrica;
namespace fs = std::filesystem;

namespace {

fs::path const docs = fs::path(RUBRICA_TEST_DATA) / ".." / ".." / "docs";
constexpr language both[] = {language::portuguese, language::english};

/// Checks that there is such a page and that the index beside it names it; takes it off the list of those that are left.
void check_page(std::string const& address, std::set<std::string>& left) {
  INFO(address);
  fs::path const page = docs / (address + ".md");
  CHECK(fs::is_regular_file(page));
  std::ifstream index(page.parent_path() / "index.md");
  std::string const text{std::istreambuf_iterator<char>(index), {}};
  CHECK(text.find("(" + page.filename().string() + ")") != std::string::npos);
  left.erase(address);
}

std::set<std::string> pages_of(std::string const& folder) {
  std::set<std::string> all;
  for (auto const& entry : fs::directory_iterator(docs / folder)) all.insert(folder + "/" + entry.path().stem().string());
  all.erase(folder + "/index");
  return all;
}

} // namespace

TEST_CASE("each code and each rule has a page in both languages, and each page is of one", "[signing][file]") {
  for (language const each : both) {
    std::set<std::string> left = pages_of(each == language::portuguese ? "guide/pt/errors" : "guide/en/errors");
    for (int i = 0; i <= static_cast<int>(errc::unknown_route); ++i)
      check_page(help_page(make_error(static_cast<errc>(i)), each), left);
    for (auto const& rule : signing::process_rule::all) {
      error_info refused = make_error(errc::rule_refused);
      refused.rule = rule.text;
      check_page(help_page(refused, each), left);
    }
    for (auto const& rule : signing::preflight_rule::all) {
      problem one;
      one.code = rule.text;
      check_page(help_page(one, each), left);
    }
    CHECK(left.empty());
  }
}

TEST_CASE("a rule without a page leads to the page of its code, a problem of ClickSign's to none", "[signing]") {
  error_info refused = make_error(errc::rule_refused);
  refused.rule = "a rule that is new";
  CHECK(help_page(refused, language::english) == "guide/en/errors/rule_refused");
  problem foreign;
  foreign.code = "100";
  CHECK(help_page(foreign, language::portuguese).empty());
}

} // namespace help_page_test
