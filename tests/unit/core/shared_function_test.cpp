#include "support/catch.hpp"

#include <rubrica/core/shared_function.hpp>

#include <memory>
#include <string>

namespace shared_function_test {

using rubrica::detail::shared_function;

TEST_CASE("a shared function without a function is false", "[core]") {
  shared_function<void()> const none;
  CHECK_FALSE(static_cast<bool>(none));
  shared_function<void()> const null = nullptr;
  CHECK_FALSE(static_cast<bool>(null));
}

TEST_CASE("copies of a shared function call the same object, which need not be copyable", "[core]") {
  auto owned = std::make_unique<int>(0);
  int const* const counted = owned.get();
  shared_function<int()> const count = [owned = std::move(owned)]() mutable { return ++*owned; };
  shared_function<int()> const copy = count;
  CHECK(count() == 1);
  CHECK(copy() == 2);
  CHECK(*counted == 2);
}

TEST_CASE("a shared function moves its arguments on and returns the result", "[core]") {
  shared_function<std::string(std::string&&, int)> const repeat = [](std::string text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  std::string text(100, 'x');
  CHECK(repeat(std::move(text), 2).size() == 200);
  CHECK(text.empty());
}

TEST_CASE("the last copy of a shared function destroys what it holds", "[core]") {
  auto const held = std::make_shared<int>(1);
  {
    shared_function<void()> const first = [held] {};
    shared_function<void()> second = first;
    CHECK(held.use_count() == 2);
    second = nullptr;
    CHECK(held.use_count() == 2);
  }
  CHECK(held.use_count() == 1);
}

} // namespace shared_function_test
