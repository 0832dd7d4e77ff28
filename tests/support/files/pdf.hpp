#pragma once

#include <string>

namespace rubrica_test {

/// The smallest file that readers accept as a whole PDF, with a remark in it, of any size.
inline std::string small_pdf(std::string const& remark = "contrato", std::size_t size = 0) {
  std::string const begin = "%PDF-1.4\n% " + remark;
  std::string const objects = "\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                              "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
                              "trailer<</Size 4/Root 1 0 R>>\n%%EOF\n";
  std::size_t const least = begin.size() + objects.size();
  return begin + std::string(size > least ? size - least : 0, 'x') + objects;
}

} // namespace rubrica_test
