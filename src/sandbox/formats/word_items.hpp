#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

inline constexpr std::size_t no_item = static_cast<std::size_t>(-1);

/// A piece of a part of a .docx. Tags in the text are separate pieces; each piece knows its element.
struct word_item {
  enum class kind {
    markup,
    text,     ///< what a reader sees
    value,    ///< `{{name}}`
    loop,     ///< `{{#name}}`
    end,      ///< `{{/name}}`
    table,    ///< `{{:table name}}`
    position, ///< `{{~name}}`
  };
  kind is = kind::markup;
  std::string_view raw;
  std::string_view name;        ///< of the variable, or of the element
  std::size_t parent = no_item; ///< the item that opens the enclosing element
  std::size_t last = no_item;   ///< for an item that opens an element: the one that closes it
};

/// Nothing when the XML is not well-formed, or braces are not in pairs, or a name has invalid characters, or there are more
/// items than `most`.
std::optional<std::vector<word_item>> read_word_items(std::string_view xml, std::size_t most);

} // namespace sandbox
RUBRICA_END_NAMESPACE
