#include "support/labels.hpp"

#include <rubrica/clicksign/webhook/label.hpp>

TEST_CASE("every known event and status of a callback has a label in both languages", "[clicksign][webhook]") {
  using namespace rubrica::clicksign::webhook;
  rubrica_test::check_labels_of<event_name>();
  rubrica_test::check_labels_of<acceptance_status>();
  rubrica_test::check_labels_of<check_result>();
}
