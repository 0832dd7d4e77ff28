#include "support/labels.hpp"

#include <rubrica/signing/label.hpp>

namespace label_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::check_label;
using rubrica_test::check_labels_of;
using rubrica_test::check_labels_to;

TEST_CASE("every state, change and verdict of signing has a label in both languages", "[signing]") {
  check_labels_to(signer_status::has_signed);
  check_labels_to(document_status::conflict);
  check_labels_of<change_kind>();
  check_labels_of<record_kind>();
  check_labels_to(sending_state::given_up);
  check_labels_to(wait_reason::list_behind);
  check_labels_to(signed_file_state::unreadable);
  check_labels_to(signature_verdict::unsupported);
  check_labels_to(signature_kind::document_time_stamp);
  check_labels_to(time_source::time_stamp);
}

TEST_CASE("every step of a sending has a label in both languages", "[signing][sending]") {
  for (int value = 0; value <= static_cast<int>(step::notified); ++value) {
    for (auto const one : {language::portuguese, language::english}) check_label("", label(static_cast<step>(value), one));
  }
}

TEST_CASE("a problem's label is that of its rule, or else ClickSign's own sentence", "[signing][preflight]") {
  problem one;
  one.code = "signer_mobile";
  one.detail = "The signer needs a valid Brazilian mobile number.";
  CHECK(label(one, language::portuguese) == "Informe um celular válido para o signatário, com DDD.");
  one.code = "100";
  one.title = "Data limite inválida";
  one.detail = "deadline_at - não pode ser no passado";
  CHECK(label(one, language::portuguese) == one.detail);
  one.detail.clear();
  CHECK(label(one, language::portuguese) == one.title);
}

TEST_CASE("an error's label is the rule that forbids it, or else that of its code", "[signing][rules]") {
  error_info error = make_error(errc::rule_refused);
  CHECK(label(error, language::portuguese) == label(errc::rule_refused, language::portuguese));
  error.rule = "cancel_only_unsigned";
  CHECK(label(error, language::portuguese) == "Só é possível cancelar enquanto ninguém assinou.");
  CHECK(label(make_error(errc::unauthorized), language::portuguese) == "O token de acesso não foi aceito.");
}

TEST_CASE("a line of a history is labelled in the words of its provider", "[signing][history]") {
  timeline_line line;
  line.what = "sign";
  CHECK(label(line, language::portuguese) == "Assinou");
  line.what = "invented_later";
  CHECK(label(line, language::portuguese) == "invented_later");
  line.document = assinebem::document_id("77");
  CHECK(label(line, language::portuguese) == "invented_later");
  line.what = "party_delegated";
  CHECK(label(line, language::portuguese) == "Parte delegou a assinatura");
}

} // namespace label_test
