#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace coverage {

struct test_case {
  std::string name;
  std::string text;    ///< its source
  std::string helpers; ///< what stands before the first test case of its file
  std::string file;    ///< `envelope_test.cpp`
};

/// The test cases of a folder, in the order of the files' names.
std::vector<test_case> test_cases_in(std::filesystem::path const& folder);

/// Whether the source calls the method on the resource: `client.envelopes().create(`, or on a variable of its name.
bool calls(std::string const& source, std::string const& resource, std::string const& method);

} // namespace coverage
