#include "support/labels.hpp"

#include <rubrica/signing/label.hpp>
#include <rubrica/signing/process_rule.hpp>
#include <rubrica/signing/rules.hpp>

TEST_CASE("every rule of the signing process has a sentence in both languages", "[signing][rules]") {
  rubrica_test::check_labels_of<rubrica::signing::process_rule>();
}

TEST_CASE("a refusal names one of the listed rules", "[signing][rules]") {
  using namespace rubrica;
  signing::envelope_progress running;
  running.status = clicksign::status::running;
  auto const refused = signing::may_delete(running);
  REQUIRE_FALSE(refused);
  CHECK(signing::process_rule(refused.error().rule) == signing::process_rule::delete_only_cancelled);
}
