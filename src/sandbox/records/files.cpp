#include "sandbox/records/files.hpp"

#include "sandbox/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

constexpr std::string_view sign_field = "position_sign_";

using pair = std::pair<char const*, char const*>;
constexpr std::array<pair, 7> known_types{
    pair{".doc", "application/msword"}, pair{".docx", word_type},  pair{".pdf", "application/pdf"}, pair{".jpg", "image/jpeg"},
    pair{".jpeg", "image/jpeg"},        pair{".png", "image/png"}, pair{".txt", "text/plain"}};

std::string page_text(std::vector<std::string> const& lines) {
  std::string text = "BT /F1 12 Tf 14 TL 72 770 Td";
  for (std::string const& line : lines) {
    std::string escaped;
    for (char c : line) {
      if (c == '(' || c == ')' || c == '\\') escaped += '\\';
      escaped += c;
    }
    text += fmt::format(" ({}) Tj T*", escaped);
  }
  return text + " ET";
}

} // namespace

std::string make_pdf(std::vector<std::string> const& lines) {
  std::string const content = page_text(lines);
  std::array<std::string, 5> const objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string out = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  auto const start = out.size();
  return out + table + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

std::string stamp_pdf(std::string_view original, std::string const& note) {
  std::string out(original);
  if (out.empty() || out.back() != '\n') out += '\n';
  return out + "% " + note + '\n';
}

std::string media_type_of_extension(std::string const& extension) {
  auto const found =
      std::find_if(known_types.begin(), known_types.end(), [&](pair const& one) { return extension == one.first; });
  return found == known_types.end() ? std::string() : found->second;
}

bool is_upload_type(std::string const& media_type) {
  return std::any_of(known_types.begin(), known_types.end(), [&](pair const& one) { return media_type == one.second; });
}

bool is_sign_field(std::string_view name) {
  constexpr char const* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  bool const begins = name.substr(0, sign_field.size()) == sign_field && name.size() > sign_field.size();
  return begins && name.find_first_not_of(letters) == std::string_view::npos;
}

std::vector<std::string> sign_fields(std::string_view bytes) {
  static constexpr std::string_view opening = "{{";
  static constexpr std::string_view kept = "{{~";
  constexpr std::size_t longest = 200;
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (auto at = bytes.find(sign_field); at != std::string_view::npos; at = bytes.find(sign_field, at + 1)) {
    std::string_view const before = bytes.substr(at - std::min(at, kept.size()), std::min(at, kept.size()));
    bool const opens = before == kept || (before.size() >= opening.size() && before.substr(before.size() - 2) == opening);
    std::string_view const near = bytes.substr(at, longest);
    auto const end = near.find("}}");
    if (!opens || end == std::string_view::npos || names.size() == limits::most_sign_fields) continue;
    std::string_view const name = near.substr(0, end);
    if (is_sign_field(name) && known.insert(name).second) names.emplace_back(name);
  }
  return names;
}

bool hides_text(std::string_view bytes) {
  constexpr std::size_t farthest_mark = 1024;
  bool const is_pdf = bytes.substr(0, farthest_mark).find("%PDF") != std::string_view::npos;
  return is_pdf && bytes.find("/Filter") != std::string_view::npos;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
