#pragma once

#include "sandbox/formats/word_template.hpp"
#include "sandbox/formats/zip.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// A .docx whose text, headers and footers may contain variables.
class docx {
public:
  /// Nothing when the service would not accept the file as a template (clicksign-rest §9.3.1).
  static std::optional<docx> read(std::string_view bytes);

  /// The names of the variables, loops and tables, each once, in the order of the file.
  [[nodiscard]] std::vector<std::string> variables() const;
  /// The names of the signature positions.
  [[nodiscard]] std::vector<std::string> positions() const;
  /// The file with the values filled in; nothing when it would be larger than the service allows.
  [[nodiscard]] std::optional<std::string> with(json const& data) const;

private:
  struct part {
    std::size_t file = 0;
    word_template text;
  };
  std::vector<zip_file> files_;
  std::vector<part> parts_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
