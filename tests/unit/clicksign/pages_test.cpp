#include "support/catch.hpp"

#include <rubrica/clicksign/pages.hpp>

#include <memory>

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

/// Pages of so many numbers each, counted from 0.
pages<int> numbered(std::vector<int> sizes, std::shared_ptr<int> asked) {
  return pages<int>([=, next = 0](int number) mutable -> result<page<int>> {
    ++*asked;
    page<int> out;
    auto const index = static_cast<std::size_t>(number - 1);
    for (int i = 0; i < sizes[index]; ++i) out.items.push_back(next++);
    out.has_next = index + 1 < sizes.size();
    return out;
  });
}

} // namespace

TEST_CASE("a list walks over its pages and asks for none too many") {
  auto const asked = std::make_shared<int>(0);
  CHECK(numbered({3, 3, 1}, asked).all().value() == std::vector<int>{0, 1, 2, 3, 4, 5, 6});
  CHECK(*asked == 3);
}

TEST_CASE("an empty list has no elements") {
  auto const asked = std::make_shared<int>(0);
  auto list = numbered({0}, asked);
  CHECK(list.begin() == list.end());
  CHECK(*asked == 1);
}

TEST_CASE("an empty page ends the list, whatever it says of a next one") {
  auto const asked = std::make_shared<int>(0);
  CHECK(numbered({2, 0, 5}, asked).all().value() == std::vector<int>{0, 1});
  CHECK(*asked == 2);
}

TEST_CASE("an error is the last element") {
  pages<int> list([](int number) -> result<page<int>> {
    if (number == 2) return make_error(errc::timeout);
    return page<int>{{7, 8}, 4, true};
  });
  std::vector<int> values;
  int errors = 0;
  for (auto& one : list) {
    if (one)
      values.push_back(*one);
    else
      ++errors;
  }
  CHECK(values == std::vector<int>{7, 8});
  CHECK(errors == 1);

  pages<int> broken([](int) -> result<page<int>> { return make_error(errc::timeout); });
  CHECK(broken.all().error().code == errc::timeout);
}

TEST_CASE("a loop that stops early asks for no more pages") {
  auto const asked = std::make_shared<int>(0);
  auto list = numbered({2, 2, 2}, asked);
  for (auto& one : list) {
    if (*one == 1) break;
  }
  CHECK(*asked == 1);
}
