#include "support/labels.hpp"

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/assinebem/label.hpp>

namespace label_test {

using namespace rubrica;

template <std::size_t... Index> void check_payloads(std::index_sequence<Index...>) {
  rubrica_test::label_check check;
  auto const add = [&](assinebem::payload const& one) { check.add(assinebem::kind(one), one); };
  (add(std::variant_alternative_t<Index, assinebem::payload>{}), ...);
  CHECK(check.count() == 10);
}

TEST_CASE("each of AssineBem's callbacks, and an unknown one, has a label in both languages", "[assinebem]") {
  check_payloads(std::make_index_sequence<std::variant_size_v<assinebem::payload>>());
}

TEST_CASE("AssineBem's numbers have the words of its own tables", "[assinebem]") {
  rubrica_test::check_labels_of<assinebem::party_status>();
  rubrica_test::check_labels_of<assinebem::attachment_status>();
  CHECK(label(assinebem::party_status("4"), language::portuguese) == "Em análise");
}

} // namespace label_test
