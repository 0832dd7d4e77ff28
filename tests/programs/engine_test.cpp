// rubrica-engine, as its users run it: a process for each step, on one database.
#include "support/catch.hpp"

#include "programs/our_programs.hpp"
#include "support/canaries.hpp"
#include "support/files/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace engine_program_test {

using nlohmann::json;
using rubrica_test::finished;
using rubrica_test::program;
using rubrica_test::program_token;
using rubrica_test::run;
using rubrica_test::simulator;
using rubrica_test::temporary_folder;

namespace {

struct desk {
  finished engine(std::vector<std::string> arguments, std::string const& token = program_token) const {
    std::vector<std::string> all{
        program("rubrica-engine"), "--store", "sqlite3://" + folder.path("crm.db"), "--base-url", box.url(), "--quiescence", "1"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run(std::move(all), {{"CLICKSIGN_TOKEN", token}});
  }
  static std::vector<json> lines(finished const& of) {
    std::vector<json> out;
    std::istringstream text(of.out);
    for (std::string line; std::getline(text, line);) out.push_back(json::parse(line));
    return out;
  }
  finished submit(std::string const& id, std::string const& email = "ana@acme.example") const {
    return engine(
        {"submit", std::string(RUBRICA_EXAMPLE_ASSETS) + "/contrato.pdf", "--id", id, "--signer", "Ana Souza <" + email + ">"});
  }

  temporary_folder folder;
  simulator box;
};

} // namespace

TEST_CASE("rubrica-engine submits, sends, shows, cancels and tells each change", "[programs][process][socket]") {
  desk const at;
  CHECK(desk::lines(at.submit("OP-1")).at(0) == json({{"id", "OP-1"}, {"new", true}, {"state", "waiting"}}));
  CHECK(desk::lines(at.submit("OP-1")).at(0).at("new") == false);
  auto const other = at.submit("OP-1", "bia@acme.example");
  CHECK(other.status == 1);
  CHECK(desk::lines(other).at(0).at("error").at("code") == "conflict");

  auto const worked = at.engine({"work", "--until-idle"});
  CHECK(worked.status == 0);
  CHECK(worked.err.empty());
  CHECK(desk::lines(worked).back().at("sent") == 1);
  auto const page = desk::lines(at.engine({"find", "OP-1"})).at(0);
  CHECK(page.at("state") == "running");
  CHECK(page.at("actions").at("cancel") == true);
  CHECK_FALSE(page.at("envelope_id").get<std::string>().empty());

  CHECK(at.engine({"act", "OP-1", "cancel"}).status == 0);
  CHECK(desk::lines(at.engine({"work", "--until-idle"})).back().at("acted") == 1);
  CHECK(desk::lines(at.engine({"find", "OP-1"})).at(0).at("state") == "cancelled");
  auto const told = desk::lines(at.engine({"changes"}));
  REQUIRE(told.size() >= 3);
  std::int64_t before = 0;
  for (json const& one : told) {
    CHECK(one.at("position").get<std::int64_t>() > before);
    before = one.at("position");
  }
  CHECK(desk::lines(at.engine({"changes", "--after", std::to_string(before)})).empty());
  CHECK(at.engine({"metrics"}).out.find("rubrica_submissions{state=\"cancelled\"} 1") != std::string::npos);
  CHECK(at.engine({"forget", "OP-1"}).status == 0);
}

TEST_CASE("rubrica-engine says what is wrong, and not with what token", "[programs][process][socket][secrets]") {
  desk const at;
  CHECK(at.engine({}).status == 2);
  CHECK(at.engine({"sell", "OP-1"}).status == 2);
  auto const lost = at.engine({"submit", "x.pdf", "--id", "OP-2", "--deadline", "2027-01-01"});
  CHECK(lost.status == 2);
  CHECK(lost.err.find("unknown option --deadline") != std::string::npos);
  CHECK(run({program("rubrica-engine"), "--help"}).status == 0);
  CHECK(desk::lines(at.engine({"find", "OP-0"})).at(0).at("error").at("code") == "not_found");
  REQUIRE(at.submit("OP-1").status == 0);
  auto const refused = at.engine({"work", "--until-idle"}, "wrong-token-51");
  CHECK(refused.out.find("unauthorized") != std::string::npos);
  CHECK((refused.out + refused.err).find("wrong-token-51") == std::string::npos);
  CHECK(desk::lines(at.engine({"find", "OP-1"})).at(0).at("state") == "waiting");
}

} // namespace engine_program_test
