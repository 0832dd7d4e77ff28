#include "support/labels.hpp"

#include <rubrica/core/label.hpp>

namespace label_test {

using namespace rubrica;

TEST_CASE("every code of an error and every outcome has a label in both languages", "[core]") {
  rubrica_test::check_labels_to(errc::unknown_route);
  rubrica_test::check_labels_to(outcome::done);
}

TEST_CASE("the English label of an error is its sentence", "[core]") {
  CHECK(label(errc::unauthorized, language::english) == message(errc::unauthorized));
  CHECK(label(errc::unauthorized, language::portuguese) == "O token de acesso não foi aceito.");
}

TEST_CASE("the labels of errors are whole sentences", "[core]") {
  for (int code = 0; code <= static_cast<int>(errc::unknown_route); ++code) {
    for (auto const one : {language::portuguese, language::english}) CHECK(label(static_cast<errc>(code), one).back() == '.');
  }
}

} // namespace label_test
