#include "support/labels.hpp"

#include <rubrica/workflow/label.hpp>

namespace label_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::check_labels_of;
using rubrica_test::check_labels_to;

/// Those from the second on: `none` has no sentence.
template <class Enum> void check_sentences_to(Enum last) {
  rubrica_test::label_check check;
  for (int value = 1; value <= static_cast<int>(last); ++value) {
    auto const one = static_cast<Enum>(value);
    check.add(to_string(one), one);
    CHECK(label(one, language::portuguese).back() == '.');
  }
  CHECK(check.count() == static_cast<int>(last));
  CHECK(label(Enum{}, language::portuguese).empty());
}

TEST_CASE("every state, action, file, change and check of the engine has a label in both languages", "[workflow]") {
  check_labels_to(submission_state::failed);
  check_labels_to(action::download);
  check_labels_to(file_state::failed);
  check_labels_of<file_verdict>();
  check_labels_of<workflow::change_kind>();
  check_labels_of<health_topic>();
}

TEST_CASE("every obstacle and remedy is a sentence in both languages", "[workflow]") {
  check_sentences_to(obstacle::no_signed_file);
  check_sentences_to(health_remedy::give_callback_url);
}

TEST_CASE("a change's label says what it is about", "[workflow]") {
  change one;
  one.kind = change_kind::received;
  CHECK(label(one, language::portuguese) == "Aviso recebido");
  one.kind = change_kind::state;
  one.state = submission_state::finished;
  CHECK(label(one, language::portuguese) == "Assinado por todos");
  one = {};
  one.kind = change_kind::signing;
  one.signing.emplace().kind = signing::change::signer_signed;
  CHECK(label(one, language::portuguese) == "Signatário assinou");
  one = {};
  one.kind = change_kind::file;
  CHECK(label(one, language::portuguese) == "Arquivo assinado guardado");
  one.error = make_error(errc::file_error);
  CHECK(label(one, language::portuguese).find("guardado") == std::string::npos);
  one = {};
  one.kind = change_kind::action;
  one.action = action::cancel;
  CHECK(label(one, language::portuguese) == "Cancelar");
  one.error = make_error(errc::rule_refused);
  one.error->rule = "cancel_only_unsigned";
  CHECK(label(one, language::portuguese) == "Cancelar: Só é possível cancelar enquanto ninguém assinou.");
}

} // namespace label_test
