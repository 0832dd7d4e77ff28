#include "support/catch.hpp"

#include "support/signing/requests.hpp"

#include <rubrica/signing/plan.hpp>

#include <algorithm>
#include <cmath>

namespace pairs_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::requirement_action;
using clicksign::rubric_kind;
using list = std::vector<std::string>;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

list findings(request const& request) {
  return rubrica_test::findings_of(request, now);
}

request three_files_two_signers() {
  auto request = rubrica_test::request_with_signers(2);
  request.files.resize(3, request.files[0]);
  return request;
}

/// `DOCUMENT SIGNER VALUE @PLACE` of each requirement.
list requirements_of(request const& request) {
  list out;
  for (planned_requirement const& one : make_plan(preflight(request, now).value(), "k").requirements) {
    auto const& asked = one.requirement;
    auto const& value = asked.action == requirement_action::agree              ? asked.role.text()
                        : asked.action == requirement_action::provide_evidence ? asked.auth.text()
                                                                               : asked.kind.text();
    out.push_back(std::to_string(one.document) + " " + std::to_string(one.signer) + " " + std::string(value) + " @" + one.place);
  }
  return out;
}

rubric rubric_at(std::vector<clicksign::position> positions, rubric_kind kind = rubric_kind::initials) {
  return {kind, {}, {}, std::move(positions)};
}

} // namespace

TEST_CASE("a signer with assignments signs those files only, each in its roles", "[signing][preflight][pairs]") {
  auto request = three_files_two_signers();
  request.signers[0].role = role::contractor;
  request.signers[1].assignments = {{2, {role::witness, role::approve}, {}}};
  CHECK(requirements_of(request) ==
        list{"0 0 contractor @/signers/0/role", "0 0 email @/signers/0/authentication", "1 0 contractor @/signers/0/role",
             "1 0 email @/signers/0/authentication", "2 0 contractor @/signers/0/role", "2 0 email @/signers/0/authentication",
             "2 1 witness @/signers/1/assignments/0/roles/0", "2 1 approve @/signers/1/assignments/0/roles/1",
             "2 1 email @/signers/1/authentication"});
}

TEST_CASE("one person in several roles is one signer with several qualifications", "[signing][preflight][pairs]") {
  auto request = rubrica_test::small_request();
  request.signers[0].role = role::contractor;
  request.signers[0].more_roles = {role::guarantor};
  CHECK(requirements_of(request) == list{"0 0 contractor @/signers/0/role", "0 0 guarantor @/signers/0/more_roles/0",
                                         "0 0 email @/signers/0/authentication"});
  request.signers[0].more_roles = {role::contractor};
  CHECK(findings(request) == list{"/signers/0/more_roles/0 role_repeated"});
  request.signers[0].more_roles = {role("guarantr"), role()};
  CHECK(findings(request) == list{"/signers/0/more_roles/0 signer_role", "/signers/0/more_roles/1 signer_role"});
}

TEST_CASE("an assignment names a file of the request, once", "[signing][preflight][pairs]") {
  auto request = three_files_two_signers();
  request.signers[0].assignments = {{3, {}, {}}, {0, {}, {}}, {0, {role::witness, role::witness}, {}}};
  CHECK(findings(request) == list{"/signers/0/assignments/0/file assignment_file",
                                  "/signers/0/assignments/2/file assignment_repeated",
                                  "/signers/0/assignments/2/roles/1 role_repeated"});
}

TEST_CASE("a file that nobody signs is refused", "[signing][preflight][pairs]") {
  auto request = three_files_two_signers();
  request.signers[0].assignments = {{0, {}, {}}};
  request.signers[1].assignments = {{2, {}, {}}};
  CHECK(findings(request) == list{"/files/1 file_unsigned"});
}

TEST_CASE("a rubric has one target, which ClickSign can read", "[signing][preflight][pairs]") {
  auto request = rubrica_test::small_request();
  auto& rubrics = request.signers[0].rubrics;
  SECTION("none, or two") {
    rubrics = {{rubric_kind::initials, {}, {}, {}}, {rubric_kind::manuscript, "all", {}, {{1, 0.5, 0.5}}}};
    CHECK(findings(request) == list{"/signers/0/rubrics/0 rubric_target", "/signers/0/rubrics/1/positions rubric_target"});
  }
  SECTION("pages") {
    for (char const* good : {"all", "1", "1,2", "1, 2, 3", "10"}) {
      rubrics = {{rubric_kind::initials, good, {}, {}}};
      CHECK(findings(request).empty());
    }
    for (char const* bad : {"1-3", "0", "01", ",1", "1,", "1,,2", "1 2", "todas", " ", "-1", "1.5"}) {
      rubrics = {{rubric_kind::initials, bad, {}, {}}};
      INFO(bad);
      CHECK(findings(request) == list{"/signers/0/rubrics/0/pages rubric_pages"});
    }
  }
  SECTION("fields") {
    rubrics = {{rubric_kind::initials, {}, "position_sign_contratante", {}}};
    CHECK(findings(request).empty());
    for (char const* bad : {"contratante", "~position_sign_a", "{{position_sign_a}}", "position_sign_", "position_sign_a b"}) {
      rubrics = {{rubric_kind::initials, {}, bad, {}}};
      INFO(bad);
      CHECK(findings(request) == list{"/signers/0/rubrics/0/field rubric_field"});
    }
  }
  SECTION("positions") {
    rubrics = {rubric_at({{0, 0, 1}, {2, -0.1, 1.5}, {1, std::nan(""), 0.5}})};
    CHECK(findings(request) ==
          list{"/signers/0/rubrics/0/positions/0/page rubric_position", "/signers/0/rubrics/0/positions/1/x rubric_position",
               "/signers/0/rubrics/0/positions/1/y rubric_position", "/signers/0/rubrics/0/positions/2/x rubric_position"});
  }
  SECTION("kinds") {
    rubrics = {rubric_at({{1, 0.5, 0.5}}, rubric_kind("manuscrito"))};
    CHECK(findings(request) == list{"/signers/0/rubrics/0/kind rubric_kind"});
  }
}

TEST_CASE("two rubrics of one kind on one file are refused, two kinds or two fields are not", "[signing][preflight][pairs]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.rubrics = {{rubric_kind::initials, "all", {}, {}}, rubric_at({{1, 0.5, 0.5}}, rubric_kind::manuscript)};
  CHECK(findings(request).empty());
  signer.rubrics[1].kind = rubric_kind::initials;
  CHECK(findings(request) == list{"/signers/0/rubrics/1 rubric_kind_repeated"});
  signer.rubrics = {{rubric_kind::initials, {}, "position_sign_a", {}}, {rubric_kind::initials, {}, "position_sign_b", {}}};
  CHECK(findings(request).empty());
  signer.rubrics = {{rubric_kind::initials, "all", {}, {}}};
  signer.assignments = {{0, {}, {rubric_at({{1, 0.5, 0.5}})}}};
  CHECK(findings(request) == list{"/signers/0/assignments/0/rubrics/0 rubric_kind_repeated"});
}

} // namespace pairs_test
