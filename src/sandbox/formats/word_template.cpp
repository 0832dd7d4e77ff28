#include "sandbox/formats/word_template.hpp"

#include "sandbox/formats/word_items.hpp"
#include "sandbox/formats/xml.hpp"
#include "sandbox/limits.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using kind = word_item::kind;

/// Items that a loop or a table replaces; `body` is what a loop repeats. All ends are past the last item.
struct span {
  word_node::kind is = word_node::kind::loop;
  std::string_view name;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t body_begin = 0;
  std::size_t body_end = 0;
};

/// Finds where loops and tables begin and end.
class span_finder {
public:
  explicit span_finder(std::vector<word_item> const& items) : items_(items) {}

  std::optional<std::vector<span>> find() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].is == kind::loop) open.push_back(i);
      if (open.size() > limits::deepest_loop) return std::nullopt;
      if (items_[i].is == kind::table && !add_table(i)) return std::nullopt;
      if (items_[i].is != kind::end) continue;
      if (open.empty() || items_[open.back()].name != items_[i].name || !add_loop(open.back(), i)) return std::nullopt;
      open.pop_back();
    }
    if (!open.empty()) return std::nullopt;
    // Outer ones first; of two equal ones the later one is the outer, because inner loops end first.
    std::reverse(spans_.begin(), spans_.end());
    std::stable_sort(spans_.begin(), spans_.end(),
                     [](span const& a, span const& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    return std::move(spans_);
  }

private:
  [[nodiscard]] std::size_t around(std::size_t item, std::string_view element) const {
    std::size_t at = items_[item].parent;
    while (at != no_item && items_[at].name != element) at = items_[at].parent;
    return at;
  }

  /// Whether the paragraph contains nothing visible but the tag.
  [[nodiscard]] bool alone(std::size_t tag, std::size_t paragraph) const {
    for (std::size_t i = paragraph; i < items_[paragraph].last; ++i) {
      bool const blank = items_[i].is == kind::text && items_[i].raw.find_first_not_of(" \t") == std::string_view::npos;
      if (i != tag && items_[i].is != kind::markup && !blank) return false;
    }
    return true;
  }

  /// Whether both are inside the same sequence of element names, up to the element that contains both. Then what is between them
  /// can be repeated and the elements still nest.
  [[nodiscard]] bool alike(std::size_t first, std::size_t second) const {
    std::size_t a = items_[first].parent;
    std::size_t b = items_[second].parent;
    while (a != b && a != no_item && b != no_item) {
      if (items_[a].name != items_[b].name || items_[a].name == "w:tc") return false;
      a = items_[a].parent;
      b = items_[b].parent;
    }
    return a == b;
  }

  bool add_table(std::size_t tag) {
    std::size_t const paragraph = around(tag, "w:p");
    if (!alone(tag, paragraph)) return false;
    spans_.push_back({word_node::kind::table, items_[tag].name, paragraph, items_[paragraph].last + 1, 0, 0});
    return true;
  }

  bool add_loop(std::size_t first, std::size_t last) {
    span made{word_node::kind::loop, items_[first].name, first, last + 1, first + 1, last};
    std::size_t const p = around(first, "w:p");
    std::size_t const q = around(last, "w:p");
    std::size_t const row = around(first, "w:tr");
    if (p == q || row == no_item || around(first, "w:tc") == around(last, "w:tc")) {
      if (p != q && items_[p].parent == items_[q].parent && alone(first, p) && alone(last, q)) {
        made = {made.is, made.name, p, items_[q].last + 1, items_[p].last + 1, q};
      } else if (!alike(first, last)) {
        return false;
      }
    } else {
      if (row != around(last, "w:tr")) return false;
      made = {made.is, made.name, row, items_[row].last + 1, row, items_[row].last + 1};
    }
    spans_.push_back(made);
    return true;
  }

  std::vector<word_item> const& items_;
  std::vector<span> spans_;
};

/// Makes nodes of items and spans.
class builder {
public:
  builder(std::vector<word_item> const& items, std::vector<span> const& spans) : items_(items), spans_(spans) {}

  std::vector<word_node> build(std::size_t from, std::size_t to) {
    std::vector<word_node> nodes;
    while (next_ < spans_.size() && spans_[next_].begin < to) {
      span const& one = spans_[next_++];
      append(nodes, from, one.begin);
      word_node made{one.is, std::string(one.name), {}};
      if (one.is == word_node::kind::loop) made.inside = build(one.body_begin, one.body_end);
      nodes.push_back(std::move(made));
      from = one.end;
    }
    append(nodes, from, to);
    return nodes;
  }

private:
  void append(std::vector<word_node>& nodes, std::size_t from, std::size_t to) {
    for (; from < to; ++from) {
      word_item const& item = items_[from];
      if (item.is == kind::loop || item.is == kind::end) continue;
      if (item.is == kind::value) {
        nodes.push_back({word_node::kind::value, std::string(item.name), {}});
        continue;
      }
      if (nodes.empty() || nodes.back().is != word_node::kind::markup) nodes.emplace_back();
      // The tilde says that this is no variable. It does not get into the document.
      if (item.is == kind::position)
        nodes.back().text.append("{{").append(item.name).append("}}");
      else
        nodes.back().text += item.raw;
    }
  }

  std::vector<word_item> const& items_;
  std::vector<span> const& spans_;
  std::size_t next_ = 0;
};

std::string value_text(json const* value) {
  if (value == nullptr || value->is_structured() || value->is_null()) return {};
  return xml_text(value->is_string() ? value->get_ref<std::string const&>() : value->dump());
}

json const* member(json const& object, std::string const& name) {
  auto const found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string table_row(json const& cells) {
  std::string row = "<w:tr>";
  for (json const& cell : cells) {
    row += "<w:tc><w:p><w:r><w:t xml:space=\"preserve\">" + value_text(&cell) + "</w:t></w:r></w:p></w:tc>";
  }
  return row + "</w:tr>";
}

/// A table of the value's rows; widths and styles are left to Word.
std::string table_text(json const* value) {
  std::vector<json const*> rows;
  if (value != nullptr && value->is_object()) {
    for (char const* name : {"header", "subheader", "data"}) {
      json const* part = member(*value, name);
      if (part == nullptr || !part->is_array() || part->empty()) continue;
      if (!part->front().is_array()) rows.push_back(part);
      for (json const& row : *part) {
        if (row.is_array()) rows.push_back(&row);
      }
    }
  }
  std::size_t columns = 0;
  std::string written;
  for (json const* row : rows) {
    columns = std::max(columns, row->size());
    written += table_row(*row);
  }
  if (columns == 0) return "<w:p/>";
  std::string out = "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>";
  for (std::size_t i = 0; i < columns; ++i) out += "<w:gridCol/>";
  return out + "</w:tblGrid>" + written + "</w:tbl><w:p/>"; // a cell must not end with a table
}

class filler {
public:
  filler(json const& data, fill_room& room) : room_(room) { scopes_.push_back(&data); }

  std::string take() { return std::move(out_); }

  /// False when the limit is reached.
  bool write(std::vector<word_node> const& nodes) {
    for (word_node const& node : nodes) {
      if (room_.nodes == 0 || out_.size() > room_.bytes) return false;
      --room_.nodes;
      switch (node.is) {
      case word_node::kind::markup: out_ += node.text; break;
      case word_node::kind::value: out_ += value_text(find(node.text)); break;
      case word_node::kind::table: out_ += table_text(find(node.text)); break;
      case word_node::kind::loop:
        if (!repeat(node)) return false;
        break;
      }
    }
    return out_.size() <= room_.bytes;
  }

private:
  /// The value from the innermost loop that has it.
  [[nodiscard]] json const* find(std::string const& name) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      if (json const* value = member(**scope, name)) return value;
    }
    return nullptr;
  }

  bool repeat(word_node const& loop) {
    json const* list = find(loop.text);
    if (list == nullptr || !list->is_array()) return true;
    for (json const& element : *list) {
      if (room_.nodes == 0) return false; // an empty loop counts too
      --room_.nodes;
      if (!element.is_object()) continue;
      scopes_.push_back(&element);
      bool const fits = write(loop.inside);
      scopes_.pop_back();
      if (!fits) return false;
    }
    return true;
  }

  fill_room& room_;
  std::vector<json const*> scopes_;
  std::string out_;
};

} // namespace

std::optional<word_template> read_word_template(std::string_view xml, std::size_t& pieces) {
  auto const items = read_word_items(xml, pieces);
  if (!items) return std::nullopt;
  auto const spans = span_finder(*items).find();
  if (!spans) return std::nullopt;
  pieces -= items->size();
  word_template out;
  out.nodes = builder(*items, *spans).build(0, items->size());
  for (word_item const& item : *items) {
    if (item.is == kind::position) out.positions.emplace_back(item.name);
  }
  return out;
}

void add_variables(std::vector<word_node> const& nodes, std::set<std::string_view>& known, std::vector<std::string>& names) {
  for (word_node const& node : nodes) {
    if (node.is != word_node::kind::markup && known.insert(node.text).second) names.push_back(node.text);
    add_variables(node.inside, known, names);
  }
}

std::optional<std::string> filled(std::vector<word_node> const& nodes, json const& data, fill_room& room) {
  filler out(data, room);
  if (!out.write(nodes)) return std::nullopt;
  std::string text = out.take();
  room.bytes -= text.size();
  return text;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
