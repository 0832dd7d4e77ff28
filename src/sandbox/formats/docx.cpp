#include "sandbox/formats/docx.hpp"
#include "text/ascii.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/limits.hpp"

#include <algorithm>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using detail::begins_with;

constexpr std::string_view main_part = "word/document.xml";

/// Whether the file contains visible text.
bool is_text_part(std::string_view name) {
  if (name == main_part) return true;
  bool const on_each_page = begins_with(name, "word/header") || begins_with(name, "word/footer");
  constexpr std::string_view extension = ".xml";
  return on_each_page && name.size() > extension.size() && name.substr(name.size() - extension.size()) == extension;
}

} // namespace

std::optional<docx> docx::read(std::string_view bytes) {
  auto files = read_zip(bytes);
  if (!files) return std::nullopt;
  docx out;
  out.files_ = *std::move(files);
  bool has_main = false;
  std::size_t pieces = limits::most_word_pieces;
  std::size_t room = limits::largest_word_text;
  for (std::size_t i = 0; i < out.files_.size(); ++i) {
    zip_file const& file = out.files_[i];
    if (!is_text_part(file.name)) continue;
    if (file.bytes.size() > room) return std::nullopt;
    room -= file.bytes.size();
    auto text = read_word_template(file.bytes, pieces);
    if (!text) return std::nullopt;
    has_main = has_main || (file.name == main_part && file.bytes.find("<w:body") != std::string::npos);
    out.parts_.push_back({i, *std::move(text)});
  }
  bool const usable = has_main && out.variables().size() <= limits::most_template_fields;
  return usable ? std::optional<docx>(std::move(out)) : std::nullopt;
}

std::vector<std::string> docx::variables() const {
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (part const& one : parts_) add_variables(one.text.nodes, known, names);
  return names;
}

std::vector<std::string> docx::positions() const {
  std::vector<std::string> names;
  for (part const& one : parts_) {
    auto const& own = one.text.positions;
    auto const room = static_cast<std::ptrdiff_t>(std::min(own.size(), limits::most_sign_fields - names.size()));
    names.insert(names.end(), own.begin(), own.begin() + room);
  }
  return names;
}

std::optional<std::string> docx::with(json const& data) const {
  fill_room room{limits::most_filled_nodes, clicksign::wire::largest_file};
  std::vector<std::string> texts;
  texts.reserve(parts_.size()); // entries point into it
  std::vector<zip_entry> entries;
  for (zip_file const& file : files_) entries.push_back({file.name, file.bytes});
  for (part const& one : parts_) {
    auto text = filled(one.text.nodes, data, room);
    if (!text) return std::nullopt;
    texts.push_back(*std::move(text));
    entries[one.file].bytes = texts.back();
  }
  std::size_t size = 0;
  for (zip_entry const& one : entries) size += one.bytes.size();
  if (size > clicksign::wire::largest_file) return std::nullopt;
  return make_zip(entries);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
