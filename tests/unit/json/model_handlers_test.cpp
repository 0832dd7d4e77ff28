#include "support/catch.hpp"
#include "json/model_handlers.hpp"

namespace model_handlers_test {

namespace {

using rubrica::detail::member;
using rubrica::detail::member_as;
using rubrica::detail::member_list;
using rubrica::detail::raw_json;
using rubrica::detail::same_owner;
using rubrica::detail::tag;
using rubrica::detail::text_or_number;

struct item {
  std::string name;
  std::optional<int> count;
};

struct order {
  std::string id;
  std::vector<item> items;
  std::optional<item> gift;
  std::string extra;
  std::optional<bool> paid;
  double total = 0;
  rubrica::timestamp at;
};

constexpr auto json_members(tag<item>) {
  return member_list({{"name", member<&item::name>}, {"count", member<&item::count>}});
}
constexpr auto totals_table = member_list({{"total", member<&order::total>}});
constexpr auto json_members(tag<order>) {
  return member_list({
      {"id", member_as<&order::id, text_or_number<std::string>>},
      {"items", member<&order::items>},
      {"gift", member<&order::gift>},
      {"extra", member_as<&order::extra, raw_json>},
      {"paid", member<&order::paid>},
      {"totals", same_owner<totals_table>},
      {"at", member<&order::at>},
  });
}

order read(std::string_view text) {
  order out;
  REQUIRE(rubrica::detail::read_json(text, rubrica::detail::target_for(out)).has_value());
  return out;
}

} // namespace

TEST_CASE("JSON members reach their structs in any order", "[json]") {
  auto const o = read(R"({"totals":{"total":2.5,"other":[1,{"total":9}]},"items":[{"count":"3","name":"a"},{"name":"b"}],
    "nobody":{"id":"no","items":[1]},"id":12,"paid":true,"gift":{"name":"g"},"at":"2026-01-02"})");
  CHECK(o.id == "12");
  REQUIRE(o.items.size() == 2);
  CHECK(o.items[0].name == "a");
  CHECK(o.items[0].count == 3);
  CHECK_FALSE(o.items[1].count.has_value());
  CHECK(o.gift->name == "g");
  CHECK(o.paid == true);
  CHECK(o.total == 2.5);
  CHECK(o.at.text() == "2026-01-02");
}

TEST_CASE("a null and a value of another kind leave a member as it was", "[json]") {
  auto const o = read(R"({"id":null,"items":null,"gift":null,"paid":"yes","totals":[],"at":{"x":1}})");
  CHECK(o.id.empty());
  CHECK(o.items.empty());
  CHECK_FALSE(o.gift.has_value());
  CHECK_FALSE(o.paid.has_value());
  CHECK(o.at.empty());
  CHECK_FALSE(read(R"({"items":[{"count":"many"}]})").items[0].count.has_value());
  CHECK_FALSE(read(R"({"items":[{"count":99999999999}]})").items[0].count.has_value());
  CHECK(read(R"([1,2])").id.empty());
}

TEST_CASE("a captured JSON value is written again, compact", "[json]") {
  CHECK(read(R"({"extra": { "a" : [ 1 , 2.50, null, true, "\u0026\n\"" ] , "b" : { } } })").extra ==
        R"({"a":[1,2.50,null,true,"&\n\""],"b":{}})");
  CHECK(read(R"({"extra": 5 })").extra == "5");
  CHECK(read(R"({"extra": "text" })").extra == R"("text")");
  CHECK(read(R"({"extra": null })").extra == "null");
  auto const o = read(R"({"extra":[[[]]],"id":"after"})");
  CHECK(o.extra == "[[[]]]");
  CHECK(o.id == "after");
}

} // namespace model_handlers_test
