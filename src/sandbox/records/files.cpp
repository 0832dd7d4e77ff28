#include "sandbox/records/files.hpp"

#include "sandbox/limits.hpp"

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

} // namespace

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
