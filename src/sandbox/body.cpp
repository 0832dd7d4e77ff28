#include "sandbox/body.hpp"

#include "sandbox/text.hpp"

#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

// Printing JSON recurses, so nesting must end somewhere; no request of the service comes near.
constexpr int deepest_nesting = 100;

/// Where the string that begins at `start` ends; a file of megabytes is one string.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  for (std::size_t quote = text.find('"', start + 1); quote != std::string_view::npos; quote = text.find('"', quote + 1)) {
    std::size_t backslashes = 0;
    while (text[quote - 1 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return quote;
  }
  return text.size();
}

bool too_deep(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '"') {
      i = end_of_string(text, i);
    } else if (c == '{' || c == '[') {
      if (++depth > deepest_nesting) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

} // namespace

json parse_body(std::string const& text, std::string const& root_member) {
  json body = too_deep(text) ? json() : json::parse(text, nullptr, false);
  bool const usable = body.is_object() && body.contains(root_member) && !body[root_member].is_null();
  if (!usable) reject(400, schema_error('/' + root_member, root_member + " deve ser informado(a)"));
  return body;
}

void require_name(std::string const& name) {
  if (is_blank(name)) reject(422, model_error("name", "não pode ficar em branco"));
}

resource_body::resource_body(json const& data, std::string const& type, std::optional<std::string> const& own_id,
                             presence attributes_needed)
    : attributes(nullptr, {}, problems_), top_(nullptr, {}, problems_) {
  if (!data.is_object()) reject(400, schema_error("/data", "data deve ser um hash"));
  top_ = fields(&data, "/data", problems_);
  std::string const* given_type = top_.text("type", presence::required);
  if (given_type != nullptr && *given_type != type) top_.add("type", "type deve ser igual a " + type);
  if (own_id) {
    std::string const* given_id = top_.text("id", presence::required);
    if (given_id != nullptr && *given_id != *own_id) top_.add("id", "id deve ser igual a " + *own_id);
  }
  attributes = fields(open_attributes(data, attributes_needed), "/data/attributes", problems_);
  relationships_ = top_.object("relationships");
  if (relationships_) relationships_json_ = &data["relationships"];
  top_.close();
}

json const* resource_body::open_attributes(json const& data, presence needed) {
  return top_.object("attributes", needed) ? &data["attributes"] : nullptr;
}

std::string const* resource_body::relationship(std::string const& name, std::string const& type, presence need) {
  if (!relationships_) {
    if (need == presence::required) {
      problems_.add(schema_error("/data/relationships/" + name, name + " deve ser informado(a)"));
    }
    return nullptr;
  }
  auto link = relationships_->object(name, need);
  if (!link || (need == presence::optional && relationship_cleared(name))) return nullptr;
  auto identifier = link->object("data", presence::required);
  if (!identifier) return nullptr;
  std::string const* given_type = identifier->text("type", presence::required);
  if (given_type != nullptr && *given_type != type) identifier->add("type", "type deve ser igual a " + type);
  return identifier->text("id", presence::required);
}

bool resource_body::relationship_cleared(std::string const& name) const {
  if (relationships_json_ == nullptr || !relationships_json_->contains(name)) return false;
  json const& link = (*relationships_json_)[name];
  return link.is_object() && link.contains("data") && link["data"].is_null();
}

void resource_body::check() {
  attributes.close();
  if (relationships_) relationships_->close();
  problems_.check();
}

}}} // namespace rubrica::v0_1::sandbox
