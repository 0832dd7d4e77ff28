#pragma once

#include "sandbox/formats/json.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// A piece of a text document with variables (clicksign-rest §9.3.3).
struct word_node {
  enum class kind {
    markup, ///< copied as it is
    value,  ///< `{{name}}`
    loop,   ///< `{{#name}}` … `{{/name}}`
    table,  ///< `{{:table name}}`
  };
  kind is = kind::markup;
  std::string text; ///< the markup, or the name
  std::vector<word_node> inside;
};

struct word_template {
  std::vector<word_node> nodes;
  std::vector<std::string>
      positions; ///< the names of `{{~position_sign_1}}` and similar tags; `{{position_sign_1}}` gets into the document
};

/// Reads a part of a .docx such as `word/document.xml`. Nothing when it is not well-formed or its double braces are wrong.
///
/// A tag that Word split over several runs is not recognised and stays. A loop repeats what is between its tags; when the tags
/// are in different cells of a table, the row; when each is alone in its paragraph, the paragraphs between them.
///
/// `pieces` is the number of pieces still allowed, and is reduced by those of this part; nothing when the part has more.
std::optional<word_template> read_word_template(std::string_view xml, std::size_t& pieces);

/// Adds the names for which data can have a value and that are not in `known` yet. `known` points into the nodes.
void add_variables(std::vector<word_node> const& nodes, std::set<std::string_view>& known, std::vector<std::string>& names);

/// How much may still be written into the parts of a document: nested loops multiply.
struct fill_room {
  std::size_t nodes = 0;
  std::size_t bytes = 0;
};
/// The text with the values filled in. A missing value becomes blank. Nothing when the limit is reached.
std::optional<std::string> filled(std::vector<word_node> const& nodes, json const& data, fill_room& room);

} // namespace sandbox
RUBRICA_END_NAMESPACE
