#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

struct xml_piece {
  enum class kind {
    text,
    open,
    close,
    empty, ///< `<w:tab/>`
    other, ///< a comment, an instruction or CDATA
  };
  kind is = kind::text;
  std::string_view raw;
  std::string_view name; ///< of an element, with its prefix: `w:t`
};

/// Splits a document into pieces; joined, they are the document again. Nothing when its elements do not nest or nest too deep,
/// when it has more pieces than `most`, or when it declares a document type, which no part of a .docx does: so there are no
/// entities to expand.
std::optional<std::vector<xml_piece>> cut_xml(std::string_view document, std::size_t most);

/// Text escaped for XML; control characters that XML cannot represent are left out.
std::string xml_text(std::string_view text);

} // namespace sandbox
RUBRICA_END_NAMESPACE
