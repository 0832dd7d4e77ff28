#include "support/catch.hpp"

#include <rubrica/core/version.hpp>

#include <string>

namespace version_test {

using namespace rubrica;

TEST_CASE("the text of the version agrees with its numbers", "[core]") {
  CHECK(std::string(version_text) ==
        std::to_string(version.major) + "." + std::to_string(version.minor) + "." + std::to_string(version.patch));
}

} // namespace version_test
