#include "support/labels.hpp"

#include <rubrica/clicksign/label.hpp>

namespace label_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::check_labels_of;

TEST_CASE("every known value of ClickSign's sets has a label in both languages", "[clicksign]") {
  check_labels_of<role>();
  check_labels_of<authentication>();
  check_labels_of<status>();
  check_labels_of<channel>();
  check_labels_of<locale>();
  check_labels_of<partial_signature_action>();
  check_labels_of<requirement_action>();
  check_labels_of<rubric_kind>();
  check_labels_of<watcher_kind>();
  check_labels_of<webhook_status>();
  check_labels_of<membership_role>();
  check_labels_of<acceptance_sender>();
  check_labels_of<acceptance_flow>();
  check_labels_of<token_kind>();
  check_labels_of<template_color>();
}

TEST_CASE("roles carry the words of ClickSign's own pages", "[clicksign]") {
  CHECK(label(role(role::witness), language::portuguese) == "Testemunha");
  CHECK(label(role(role::approve), language::portuguese) == "Aprovar");
  CHECK(label(role(role::endorser), language::portuguese) == "Endossante");
  CHECK(label(role(role::transferor), language::portuguese) == "Cedente");
  CHECK(label(role(role::secured), language::portuguese) == "Afiançado");
}

} // namespace label_test
