#include "support/labels.hpp"

#include <rubrica/pacto/label.hpp>

TEST_CASE("every code of a notification has a label in both languages", "[pacto]") {
  using namespace rubrica::pacto;
  rubrica_test::check_labels_of<notification_kind>();
  rubrica_test::check_labels_to(kind_source::structure);
  rubrica_test::check_labels_to(confidence::certain);
  rubrica_test::check_labels_to(disposition::dropped_inactive_unit);
}
