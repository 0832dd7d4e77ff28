#include "sandbox/formats/word_items.hpp"
#include "text/ascii.hpp"

#include "sandbox/formats/xml.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using detail::trimmed;

using kind = word_item::kind;

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";

/// The tag with this text between its braces. Nothing when it is not a tag.
std::optional<word_item> read_tag(std::string_view inside) {
  constexpr std::string_view table = ":table ";
  word_item tag;
  std::string_view rest = trimmed(inside, " \t");
  if (rest.substr(0, table.size()) == table) {
    tag.is = kind::table;
    rest.remove_prefix(table.size());
  } else {
    char const sigil = rest.empty() ? ' ' : rest.front();
    tag.is = sigil == '#' ? kind::loop : sigil == '/' ? kind::end : sigil == '~' ? kind::position : kind::value;
    if (tag.is != kind::value) rest.remove_prefix(1);
  }
  tag.name = trimmed(rest, " \t");
  bool const usable = !tag.name.empty() && tag.name.find_first_of("@#!{}:/~<>&\"") == std::string_view::npos;
  return usable ? std::optional<word_item>(tag) : std::nullopt;
}

/// Whether all braces of a paragraph's text are in pairs, even if Word split a tag over several runs.
bool in_pairs(std::string_view text) {
  for (std::size_t at = 0;;) {
    auto const start = text.find(opening, at);
    if (text.substr(at, start - at).find(closing) != std::string_view::npos) return false;
    if (start == std::string_view::npos) return true;
    auto const end = text.find(closing, start);
    if (end == std::string_view::npos || text.substr(start + 2, end - start - 2).find(opening) != std::string_view::npos) {
      return false;
    }
    at = end + closing.size();
  }
}

class reader {
public:
  explicit reader(std::size_t most) : most_(most) {}

  std::optional<std::vector<word_item>> read(std::vector<xml_piece> const& pieces) {
    for (xml_piece const& piece : pieces) {
      if (!take(piece) || items_.size() > most_) return std::nullopt;
    }
    return std::move(items_);
  }

private:
  void add(word_item item) {
    item.parent = open_.empty() ? no_item : open_.back();
    items_.push_back(item);
  }

  bool take(xml_piece const& piece) {
    bool const paragraph = piece.name == "w:p";
    switch (piece.is) {
    case xml_piece::kind::open:
      add({kind::markup, piece.raw, piece.name, no_item, no_item});
      open_.push_back(items_.size() - 1);
      if (paragraph) paragraphs_.emplace_back();
      return true;
    case xml_piece::kind::close: {
      items_[open_.back()].last = items_.size();
      open_.pop_back();
      add({kind::markup, piece.raw, piece.name, no_item, no_item});
      if (!paragraph) return true;
      bool const fine = in_pairs(paragraphs_.back());
      paragraphs_.pop_back();
      return fine;
    }
    case xml_piece::kind::text:
      if (!open_.empty() && items_[open_.back()].name == "w:t" && !paragraphs_.empty()) return take_text(piece.raw);
      break;
    default: break;
    }
    add({kind::markup, piece.raw, piece.name, no_item, no_item});
    return true;
  }

  bool take_text(std::string_view text) {
    paragraphs_.back() += text;
    for (auto start = text.find(opening); start != std::string_view::npos; start = text.find(opening)) {
      auto const end = text.find(closing, start);
      if (end == std::string_view::npos) break; // the rest of the tag is in another run or missing: the paragraph decides
      auto tag = read_tag(text.substr(start + opening.size(), end - start - opening.size()));
      if (!tag) return false;
      if (start > 0) add({kind::text, text.substr(0, start), {}, no_item, no_item});
      if (items_.size() > most_) return false; // a text may contain nothing but tags
      tag->raw = text.substr(start, end + closing.size() - start);
      add(*tag);
      text.remove_prefix(end + closing.size());
    }
    if (!text.empty()) add({kind::text, text, {}, no_item, no_item});
    return true;
  }

  std::size_t const most_;
  std::vector<word_item> items_;
  std::vector<std::size_t> open_;
  std::vector<std::string> paragraphs_; ///< the text of the open paragraphs so far; text boxes nest them
};

} // namespace

std::optional<std::vector<word_item>> read_word_items(std::string_view xml, std::size_t most) {
  auto const pieces = cut_xml(xml, most);
  if (!pieces) return std::nullopt;
  return reader(most).read(*pieces);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
