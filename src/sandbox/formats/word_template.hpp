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
    markup, ///< stays as it is
    value,  ///< `{{name}}`
    loop,   ///< `{{#name}}` … `{{/name}}`
    table,  ///< `{{:table name}}`
  };
  kind what = kind::markup;
  std::string text; ///< the markup, or the name
  std::vector<word_node> inside;
};

struct word_template {
  std::vector<word_node> nodes;
  std::vector<std::string> positions; ///< the names of `{{~position_sign_1}}` and the like, which stay in the text
};

/// Reads a part of a .docx such as `word/document.xml`. Nothing when it is not well-formed or its double braces are wrong.
///
/// A tag that Word split over several runs is not recognised and stays. A loop repeats what lies between its tags; when they
/// lie in different cells of a table, the row; when each is alone in its paragraph, the paragraphs between.
///
/// `pieces` is how many a part may still have, and is less by those that it had; nothing when it has more.
std::optional<word_template> read_word_template(std::string_view xml, std::size_t& pieces);

/// Adds the names that data can give a value and that are not `known` yet. `known` points into the nodes.
void add_variables(std::vector<word_node> const& nodes, std::set<std::string_view>& known, std::vector<std::string>& names);

/// What may still be written into the parts of a document: loops in loops multiply.
struct fill_room {
  std::size_t nodes = 0;
  std::size_t bytes = 0;
};
/// The text with the values in it. What is missing becomes blank. Nothing when there is no room for it.
std::optional<std::string> filled(std::vector<word_node> const& nodes, json const& data, fill_room& room);

} // namespace sandbox
RUBRICA_END_NAMESPACE
