#include "support/labels.hpp"

#include <rubrica/signing/label.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/preflight_rule.hpp>

#include <algorithm>

namespace preflight_rule_test {

using namespace rubrica;
using signing::preflight_rule;

TEST_CASE("every rule of the preflight has a sentence in both languages", "[signing][preflight]") {
  rubrica_test::check_labels_of<preflight_rule>();
  for (auto const& rule : preflight_rule::all) {
    INFO(rule.text);
    CHECK(label(preflight_rule(rule), language::portuguese).back() == '.');
    CHECK(label(preflight_rule(rule), language::english).back() == '.');
  }
}

TEST_CASE("the name of a rule may be a part of a web address", "[signing][preflight]") {
  for (auto const& rule : preflight_rule::all) {
    CHECK(std::all_of(rule.text.begin(), rule.text.end(), [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); }));
  }
}

TEST_CASE("a problem of the preflight names a rule that is listed", "[signing][preflight]") {
  signing::request request;
  request.signers.emplace_back();
  request.subject.assign(101, 'x');
  auto const checked = signing::preflight(request, instant{});
  REQUIRE_FALSE(checked);
  CHECK(checked.error().problems.size() == 4); // no file, a signer without a name and without an address, a long subject
  for (problem const& one : checked.error().problems) {
    INFO(one.code);
    CHECK(preflight_rule(one.code).is_known());
  }
}

} // namespace preflight_rule_test
