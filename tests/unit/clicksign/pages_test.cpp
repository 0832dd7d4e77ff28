#include "support/catch.hpp"

#include <rubrica/clicksign/pages.hpp>

#include <memory>
#include <numeric>

namespace pages_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

/// Pages with consecutive numbers from 0, in these sizes, as from a server that skips what was taken.
pages<int> numbered_from(paging const& paging, std::vector<int> sizes, std::shared_ptr<int> asked) {
  auto fetch = [=](std::string const& from) -> result<page<int>> {
    ++*asked;
    auto const position = list_position::from(from);
    if (!position) return make_error(errc::invalid_argument);
    auto const index = static_cast<std::size_t>(position->page - 1);
    int const before = std::accumulate(sizes.begin(), sizes.begin() + position->page - 1, 0);
    page<int> out;
    for (int i = static_cast<int>(position->taken); i < sizes[index]; ++i) out.items.push_back(before + i);
    if (index + 1 < sizes.size()) out.next = list_position{position->page + 1, 0}.text();
    return out;
  };
  return pages<int>(fetch, paging);
}

pages<int> numbered(std::vector<int> sizes, std::shared_ptr<int> asked) {
  return numbered_from({}, std::move(sizes), std::move(asked));
}

} // namespace

TEST_CASE("a list walks over its pages and asks for none too many", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  CHECK(numbered({3, 3, 1}, asked).all().value() == std::vector<int>{0, 1, 2, 3, 4, 5, 6});
  CHECK(*asked == 3);
}

TEST_CASE("an empty list has no elements", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  auto list = numbered({0}, asked);
  CHECK(list.begin() == list.end());
  CHECK(*asked == 1);
}

TEST_CASE("an empty page ends the list, whatever it says of a next one", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  CHECK(numbered({2, 0, 5}, asked).all().value() == std::vector<int>{0, 1});
  CHECK(*asked == 2);
}

TEST_CASE("an error is the last element", "[clicksign][lists]") {
  pages<int> list([](std::string const& from) -> result<page<int>> {
    if (from == "2") return make_error(errc::timeout);
    return page<int>{{7, 8}, 4, "2"};
  });
  std::vector<int> values;
  int problems = 0;
  for (auto& one : list) {
    if (one)
      values.push_back(*one);
    else
      ++problems;
  }
  CHECK(values == std::vector<int>{7, 8});
  CHECK(problems == 1);
  CHECK(list.cursor() == "2");
  CHECK(list.total() == 4);

  pages<int> broken([](std::string const&) -> result<page<int>> { return make_error(errc::timeout); });
  CHECK(broken.all().error().code == errc::timeout);
}

TEST_CASE("a loop that stops early asks for no more pages", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  auto list = numbered({2, 2, 2}, asked);
  for (auto& one : list) {
    if (*one == 1) break;
  }
  CHECK(*asked == 1);
}

TEST_CASE("a walk goes on from its cursor, at every element", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  std::vector<int> const sizes{2, 3, 2};
  for (int stop = 0; stop < 7; ++stop) {
    auto first = numbered(sizes, asked);
    paging rest;
    for (auto& one : first) {
      rest.from = first.cursor();
      if (*one == stop) break;
    }
    auto const values = numbered_from(rest, sizes, asked).all().value();
    REQUIRE(values.size() == static_cast<std::size_t>(6 - stop));
    if (!values.empty()) CHECK(values.front() == stop + 1);
  }
}

TEST_CASE("a cursor of another form is refused", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  for (char const* text : {"0", "-1", "x", "1.", "1.x", "1.2.3", " 1", "99999999999"}) {
    paging page;
    page.from = text;
    CHECK(numbered_from(page, {2}, asked).all().error().code == errc::invalid_argument);
  }
}

TEST_CASE("a list that does not end is cut with an error", "[clicksign][lists]") {
  auto const asked = std::make_shared<int>(0);
  paging page;
  page.most_pages = 2;
  auto list = numbered_from(page, {2, 2, 2}, asked);
  int values = 0;
  errc last{};
  for (auto& one : list) {
    if (one)
      ++values;
    else
      last = one.error().code;
  }
  CHECK(values == 4);
  CHECK(last == errc::limit_exceeded);
  CHECK(*asked == 2);
  CHECK(list.cursor() == "3");
}

} // namespace pages_test
