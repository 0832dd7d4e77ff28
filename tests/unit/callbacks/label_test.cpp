#include "support/labels.hpp"

#include <rubrica/callbacks/label.hpp>

namespace label_test {

using namespace rubrica;

pacto::notification of_kind(pacto::notification_kind const& kind) {
  pacto::notification out;
  out.kind = kind;
  return out;
}

TEST_CASE("every provider and verdict has a label in both languages", "[callbacks]") {
  rubrica_test::check_labels_to(callbacks::provider::pacto);
  rubrica_test::check_labels_to(callbacks::verdict::reject);
}

TEST_CASE("a delivery's label says what its callback says", "[callbacks]") {
  using pacto::notification_kind;
  callbacks::delivery one;
  CHECK(label(one, language::portuguese) == "Não foi possível ler o aviso");
  clicksign::webhook::event event;
  event.name = clicksign::webhook::event_name::sign;
  one.content = event;
  CHECK(label(one, language::portuguese) == "Assinou");
  CHECK(label(one, language::english) == "Signed");
  assinebem::callback callback;
  callback.payload = assinebem::party_signed{};
  one.content = callback;
  CHECK(label(one, language::portuguese) == "Parte assinou");
  one.content = std::vector{of_kind(notification_kind::payment), of_kind(notification_kind::access),
                            of_kind(notification_kind::payment), of_kind({})};
  CHECK(label(one, language::portuguese) == "Pagamento recebido, Acesso à academia, Aviso desconhecido");
}

} // namespace label_test
