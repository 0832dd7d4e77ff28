// What nlohmann's lexer keeps of a token grows in a room on the stack, and on the heap when the token is long.

#include "detail/json_parse.hpp"
#include "detail/json_room.hpp"
#include "detail/json_text_byte.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace rubrica::detail;

namespace {

bool is_in(json_room const& room, void const* taken) {
  std::less<void const*> const before;
  return !before(taken, &room) && before(taken, &room + 1);
}

/// Keeps the strings, and reads `inner` each time that one came.
class reading_handler final : public deaf_handler {
public:
  explicit reading_handler(std::string inner) : inner_(std::move(inner)) {}

  void string(std::string_view text) override {
    strings.emplace_back(text);
    if (inner_.empty()) return;
    reading_handler once({});
    REQUIRE(parse_with_nlohmann(inner_, once));
    for (std::string& one : once.strings) strings.push_back(std::move(one));
  }

  std::vector<std::string> strings;

private:
  std::string inner_;
};

std::vector<std::string> strings_in(std::string const& text, std::string inner = {}) {
  reading_handler handler(std::move(inner));
  REQUIRE(parse_with_nlohmann(text, handler));
  return handler.strings;
}

} // namespace

TEST_CASE("a room gives what fits, then the heap does") {
  json_room const room;
  int inside = 0;
  std::vector<void*> taken;
  for (int i = 0; i < 1000; ++i) {
    taken.push_back(json_room::allocate(100));
    std::string_view const mark = "the end of a hundred bytes";
    mark.copy(static_cast<char*>(taken.back()) + 100 - mark.size(), mark.size());
    inside += is_in(room, taken.back());
  }
  CHECK(inside > 30);
  CHECK(inside < 60);
  for (void* one : taken) json_room::deallocate(one);
}

TEST_CASE("what is taken is aligned for anything") {
  json_room const room;
  for (std::size_t bytes = 1; bytes < 80; ++bytes) {
    void* const taken = json_room::allocate(bytes);
    CHECK(reinterpret_cast<std::uintptr_t>(taken) % alignof(std::max_align_t) == 0);
    json_room::deallocate(taken);
  }
}

TEST_CASE("a room is taken from by its own thread only, and while it is the innermost") {
  json_room const outer;
  {
    json_room const inner;
    void* const taken = json_room::allocate(8);
    CHECK(is_in(inner, taken));
    json_room::deallocate(taken);
  }
  CHECK(is_in(outer, json_room::allocate(8)));
  bool elsewhere = true;
  std::thread([&] {
    void* const taken = json_room::allocate(8);
    elsewhere = !is_in(outer, taken);
    json_room::deallocate(taken);
  }).join();
  CHECK(elsewhere);
}

TEST_CASE("without a room the heap gives") {
  std::vector<text_byte> bytes;
  for (int i = 0; i < 100'000; ++i) bytes.push_back(static_cast<text_byte>(i % 251));
  for (int i = 0; i < 100'000; ++i) {
    if (bytes[static_cast<std::size_t>(i)] != static_cast<text_byte>(i % 251)) FAIL(i);
  }
}

TEST_CASE("tokens of all lengths are read whole") {
  for (std::size_t length = 0; length < 3000; ++length) {
    std::string text(length, 'x');
    if (length > 0) text.back() = 'z';
    if (strings_in('"' + text + '"') != std::vector{text}) FAIL(length);
  }
  std::string const megabyte(1u << 20, 'm');
  CHECK(strings_in("[\"" + megabyte + "\",\"b\",\"" + megabyte + "\"]") == std::vector<std::string>{megabyte, "b", megabyte});
}

TEST_CASE("a handler may parse another text meanwhile") {
  std::string const large(5000, 'l');
  std::string const inner = "[\"in\",\"" + large + "\"]";
  std::vector<std::string> const both = {"a", "in", large, large, "in", large, "c", "in", large};
  CHECK(strings_in("[\"a\",\"" + large + "\",\"c\"]", inner) == both);
}
