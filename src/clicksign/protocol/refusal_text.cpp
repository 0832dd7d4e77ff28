#include "clicksign/protocol/refusal_text.hpp"

#include "clicksign/protocol/json_api.hpp"
#include "core/pointer_names.hpp"
#include "text/ascii.hpp"
#include "text/cleanse.hpp"
#include "text/code_point.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

/// Whether the text is HTML, or a text with a page in it.
bool is_markup(std::string_view text) {
  constexpr std::string_view signs[] = {"<html", "<!doctype", "<body", "<head"};
  if (detail::begins_with(detail::trimmed(text), "<")) return true;
  std::string const lower = detail::lower(std::string(text));
  return std::any_of(std::begin(signs), std::end(signs), [&](auto one) { return lower.find(one) != std::string::npos; });
}

// ---- JSON ----

struct said_anywhere {
  listed_errors listed;
  std::vector<problem> others; ///< the last one may still get its code or pointer
  std::string name;            ///< of the attribute to which the next texts belong
};

/// The root of a body. Only at the root `errors` is the API's own; everything else is looked for at any depth below the names that
/// texts have.
struct said_reader {
  static said_anywhere& all(void* object) { return as<said_anywhere>(object); }

  /// The problem to which the next text belongs: a second text is a second problem.
  static problem& open(void* object, std::string problem::*place) {
    auto& others = all(object).others;
    return others.empty() || !(others.back().*place).empty() ? others.emplace_back() : others.back();
  }
  static void add(void* object, std::string problem::*place, std::string_view said) {
    said = detail::trimmed(said);
    if (said.empty() || is_markup(said)) return;
    std::string const& name = all(object).name;
    std::string const sentence = (name.empty() ? std::string() : name + " - ").append(said);
    open(object, place).*place = sentence;
  }
  static void add_text(void* object, std::string_view said) { add(object, &problem::detail, said); }
  static void add_title(void* object, std::string_view said) { add(object, &problem::title, said); }

  static target begin_list(void* object) { return {object, &list}; }
  static target begin_item(void* object) {
    all(object).name.clear();
    return {object, &text};
  }
  static target begin_object(void* object) {
    all(object).others.emplace_back();
    return {object, &named};
  }
  static target begin_root(void* object) { return {object, &root_named}; }
  static target begin_texts(void* object) { return {object, &more_texts}; }
  static target begin_text(void* object) { return {object, &text_alone}; }

  static target root_member(void* object, std::string_view key, std::size_t& hint) {
    return key == "errors" ? target_for(all(object).listed) : member(object, key, hint);
  }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    auto& said = all(object);
    said.name.clear();
    if (is_name_of_text(key)) return {object, &text};
    if (key == "title") return {object, &title};
    if (key == "code" || key == "source") {
      return member_in<problem_members>(&(said.others.empty() ? said.others.emplace_back() : said.others.back()), key, hint);
    }
    // Rails' texts below an attribute: always a list, where a text may be anything.
    bool const of_record = key == "base";
    if (!of_record && !detail::is_known_name(key)) return {};
    if (!of_record) said.name = key;
    return {object, &texts_of_name};
  }

  static constexpr value_handler title = value_handler().on_string(&add_title);
  static constexpr value_handler text_alone = value_handler().on_string(&add_text);
  static constexpr value_handler more_texts = value_handler().on_element(&begin_text);
  static constexpr value_handler texts_of_name = value_handler().on_array(&begin_texts);
  static constexpr value_handler list = value_handler().on_element(&begin_item);
  static constexpr value_handler named = value_handler().on_member(&member);
  static constexpr value_handler text = value_handler().on_string(&add_text).on_object(&begin_object).on_array(&begin_list);
  static constexpr value_handler root_named = value_handler().on_member(&root_member);
  static constexpr value_handler value = value_handler().on_string(&add_text).on_object(&begin_root).on_array(&begin_list);
};

/// `errors` first; what stands elsewhere behind it, when it says something and does not say it twice in a row.
refusal joined(said_anywhere&& said) {
  refusal out = std::move(said.listed.said);
  if (out.problems.empty()) out.place = said_in::json;
  for (problem& one : said.others) {
    std::string const& text = one.detail.empty() ? one.title : one.detail;
    bool const repeats = !out.problems.empty() && (out.problems.back().detail == text || out.problems.back().title == text);
    if (!text.empty() && !repeats) out.problems.push_back(std::move(one));
  }
  return out;
}

// ---- bytes ----

/// What is UTF-8 stays, also beside bytes that are not: read as Windows-1252, a name in it would be hidden from the masking.
std::string in_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    detail::code_point const next = detail::code_point_at(bytes, at);
    if (next.valid)
      out.append(bytes.substr(at, next.size));
    else
      detail::append_utf8(detail::in_windows_1252(static_cast<unsigned char>(bytes[at])), out);
    at += next.size;
  }
  return out;
}

// ---- the whole body ----

/// Whether a body that is not JSON is a sentence: no page, no piece of JSON, and nothing but characters.
bool is_spoken(http::response const& answer, std::string_view text) {
  std::string const* const type = http::find(answer.fields, "content-type");
  std::string const kind = type != nullptr ? detail::lower(*type) : std::string();
  if (kind.find("html") != std::string::npos || kind.find("xml") != std::string::npos) return false;
  if (text.empty() || text.front() == '{' || text.front() == '[' || text.front() == '"' || is_markup(text)) return false;
  auto const is_control = [](char c) {
    auto const code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\r' && c != '\n') || code == 0x7F;
  };
  return std::none_of(text.begin(), text.end(), is_control);
}

refusal of_text(http::response const& answer, std::string_view text) {
  refusal out;
  text = detail::trimmed(text);
  if (!is_spoken(answer, text)) return out;
  out.place = said_in::text;
  out.problems.emplace_back().detail = text;
  return out;
}

result<refusal> read_text(http::response const& answer, std::string_view text) {
  said_anywhere said;
  auto const done = detail::read_json(text, {&said, &said_reader::value});
  if (done) return joined(std::move(said));
  if (done.error().code == errc::out_of_memory) return done.error();
  return of_text(answer, text);
}

} // namespace

result<refusal> read_refusal(http::response const& answer) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::string_view text = answer.body;
  if (answer.status < 400) return read_listed_errors(text); // a redirect's text is its server's
  if (detail::begins_with(text, mark)) text.remove_prefix(mark.size());
  if (detail::is_valid_utf8(text)) return read_text(answer, text);
  std::string decoded = in_utf8(text);
  auto said = read_text(answer, decoded);
  detail::cleanse(decoded);
  return said;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
