#include "sandbox/docx.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::string_view main_part = "word/document.xml";

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// Whether the file holds text that people read.
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
  for (std::size_t i = 0; i < out.files_.size(); ++i) {
    zip_file const& file = out.files_[i];
    if (!is_text_part(file.name)) continue;
    auto text = read_word_template(file.bytes);
    if (!text) return std::nullopt;
    has_main = has_main || (file.name == main_part && file.bytes.find("<w:body") != std::string::npos);
    out.parts_.push_back({i, *std::move(text)});
  }
  return has_main ? std::optional<docx>(std::move(out)) : std::nullopt;
}

std::vector<std::string> docx::variables() const {
  std::vector<std::string> names;
  for (part const& one : parts_) add_variables(one.text.nodes, names);
  return names;
}

std::vector<std::string> docx::positions() const {
  std::vector<std::string> names;
  for (part const& one : parts_) names.insert(names.end(), one.text.positions.begin(), one.text.positions.end());
  return names;
}

std::string docx::with(json const& data) const {
  std::vector<std::string> texts;
  texts.reserve(parts_.size()); // entries point into it
  std::vector<zip_entry> entries;
  for (zip_file const& file : files_) entries.push_back({file.name, file.bytes});
  for (part const& one : parts_) {
    texts.push_back(filled(one.text.nodes, data));
    entries[one.file].bytes = texts.back();
  }
  return make_zip(entries);
}

}}} // namespace rubrica::v0_1::sandbox
