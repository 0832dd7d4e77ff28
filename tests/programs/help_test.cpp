// What every program knows of itself, and the manual of those that are installed.
#include "support/catch.hpp"

#include "programs/our_programs.hpp"
#include "support/files/data.hpp"

#include <rubrica/core/version.hpp>

#include <filesystem>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace help_test {

using rubrica_test::program;
using rubrica_test::run;

namespace {

std::vector<std::string> words_of(std::string const& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::set<std::string> options_in(std::string const& text) {
  static std::regex const option("--[a-z][a-z-]*[a-z]");
  return {std::sregex_token_iterator(text.begin(), text.end(), option), {}};
}

/// roff writes a hyphen that is meant to be typed as `\-`.
std::string without_roff(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\-", at)) != std::string::npos; ++at) text.erase(at, 1);
  return text;
}

} // namespace

TEST_CASE("Every program explains itself and says its version", "[programs][process]") {
  std::vector<std::string> names{"send_document", "probe_account", "receive_callbacks", "trace_spans"};
  for (std::string const& installed : words_of(RUBRICA_INSTALLED_PROGRAMS)) names.push_back(installed);
  for (char const* on_a_database : {"rubrica-engine", "rubrica-crm"}) {
    if (std::filesystem::exists(program(on_a_database))) names.emplace_back(on_a_database);
  }
  for (std::string const& name : names) {
    CAPTURE(name);
    auto const help = run({program(name), "--help"});
    CHECK(help.status == 0);
    CHECK(help.err.empty());
    CHECK(help.out.rfind("usage: ", 0) == 0);
    CHECK(help.out.find(name) != std::string::npos);
    CHECK(options_in(help.out).count("--version") == 1);
    auto const version = run({program(name), "--version"});
    CHECK(version.status == 0);
    CHECK(version.out == name + " (rubrica) " + rubrica::version_text + "\n");
  }
}

TEST_CASE("The manual of an installed program has exactly the options of its help", "[programs][process][file]") {
  auto const installed = words_of(RUBRICA_INSTALLED_PROGRAMS);
  REQUIRE(installed.size() >= 3);
  for (std::string const& name : installed) {
    CAPTURE(name);
    std::string const page = without_roff(rubrica_test::data_file("../../docs/man/" + name + ".1"));
    CHECK(page.find(".SH NAME\n" + name + " - ") != std::string::npos);
    CHECK(options_in(page) == options_in(run({program(name), "--help"}).out));
  }
}

} // namespace help_test
