#include "sandbox/routes/body.hpp"

#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"

#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

[[noreturn]] void reject_too_large() {
  throw rejection{html_reply(413, "413 Request Entity Too Large", "nginx")};
}

/// The end of the string that begins at `start`; a file of megabytes is one string.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  for (std::size_t quote = text.find('"', start + 1); quote != std::string_view::npos; quote = text.find('"', quote + 1)) {
    std::size_t backslashes = 0;
    while (text[quote - 1 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return quote;
  }
  return text.size();
}

/// Whether the parsed text would take more memory than `limits` allow: checked before parsing.
bool too_much(std::string_view text) {
  std::vector<std::size_t> open; // for each open container, the commas so far
  std::size_t values = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '"') {
      i = end_of_string(text, i);
    } else if (c == '{' || c == '[') {
      open.push_back(0);
      if (++values > limits::most_json_values || open.size() > limits::deepest_json) return true;
    } else if (c == ',') {
      if (++values > limits::most_json_values || open.empty()) return true;
      // Lists are counted too; which kind of container it is does not matter here.
      ++open.back();
    } else if (c == '}' || c == ']') {
      if (open.empty() || (c == '}' && open.back() >= limits::most_json_members)) return true;
      open.pop_back();
    }
  }
  return false;
}

/// INFERRED: JSON:API allows these two in a relationship and in what it refers to; they mean nothing here.
void close_but_for_jsonapi(fields& object) {
  for (char const* name : {"links", "meta"}) object.known(name);
  object.close();
}

std::string const* read_identifier(fields& identifier, std::string const& type) {
  std::string const* given_type = identifier.text("type", presence::required);
  if (given_type != nullptr && *given_type != type) identifier.add("type", "type deve ser igual a " + type);
  std::string const* id = identifier.text("id", presence::required);
  close_but_for_jsonapi(identifier);
  return id;
}

} // namespace

std::size_t file_in(json const& body) {
  std::size_t size = 0;
  auto const add = [&](json const& holder) {
    auto const content = holder.is_object() ? holder.find("content_base64") : holder.end();
    if (holder.is_object() && content != holder.end() && content->is_string()) {
      size += content->get_ref<std::string const&>().size();
    }
  };
  json const none;
  auto const inside = [&](json const& object, char const* member) -> json const& {
    return object.is_object() && object.contains(member) ? object[member] : none;
  };
  json const& attributes = inside(inside(body, "data"), "attributes");
  add(attributes);
  add(inside(attributes, "document")); // of a bulk creation
  return size;
}

json parse_json(std::string const& text) {
  return too_much(text) ? json(json::value_t::discarded) : json::parse(text, nullptr, false);
}

json parse_body(std::string const& text, std::string const& root_member, bool may_hold_file) {
  if (!may_hold_file && text.size() > limits::largest_plain_body) reject_too_large();
  json body = parse_json(text);
  bool const usable = body.is_object() && body.contains(root_member) && !body[root_member].is_null();
  if (!usable) reject(400, schema_error('/' + root_member, root_member + " deve ser informado(a)"));
  if (text.size() > limits::largest_plain_body + file_in(body)) reject_too_large();
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
  if (!link) return nullptr;
  bool const may_be_null = need == presence::optional && relationship_cleared(name);
  auto identifier = link->object("data", may_be_null ? presence::optional : presence::required);
  std::string const* id = identifier ? read_identifier(*identifier, type) : nullptr;
  close_but_for_jsonapi(*link);
  return id;
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

} // namespace sandbox
RUBRICA_END_NAMESPACE
