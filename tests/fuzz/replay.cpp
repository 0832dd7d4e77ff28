// Gives each file of the folders to a target once, so that known defects stay fixed, with every compiler.

#include "property.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

int main(int count, char** folders) {
  std::size_t inputs = 0;
  LLVMFuzzerTestOneInput(nullptr, 0);
  for (int i = 1; i < count; ++i) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folders[i])) {
      if (!entry.is_regular_file()) continue;
      std::printf("%s\n", entry.path().c_str());
      std::fflush(stdout); // when the process ends, the last line names the file
      std::ifstream file(entry.path(), std::ios::binary);
      std::vector<std::uint8_t> const bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
      ++inputs;
    }
  }
  std::printf("%zu inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}
