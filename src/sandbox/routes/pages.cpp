#include "sandbox/routes/pages.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/http/errors.hpp"
#include "text/percent.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::size_t default_size = clicksign::wire::default_page_size;
constexpr std::size_t largest_size = clicksign::wire::largest_page_size;

bool contains(std::initializer_list<char const*> names, std::string const& name) {
  return std::any_of(names.begin(), names.end(), [&](char const* one) { return name == one; });
}

std::vector<std::string> split(std::string const& text) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', start)) {
    parts.push_back(text.substr(start, comma - start));
    start = comma + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

/// `name` of `filter[name]`; nothing for another parameter.
std::optional<std::string> inside(std::string const& parameter, std::string const& family) {
  if (parameter.rfind(family + '[', 0) != 0 || parameter.back() != ']') return std::nullopt;
  return parameter.substr(family.size() + 1, parameter.size() - family.size() - 2);
}

std::optional<std::size_t> positive(std::string const& text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  std::size_t const value = std::stoul(text);
  return value == 0 ? std::nullopt : std::optional<std::size_t>(value);
}

[[noreturn]] void reject_filter(std::string const& value, char const* name) {
  // INFERRED: 107 is the code of jsonapi-resources.
  reject(400, query_error("107", "Valor de filtro inválido", value + " não é um valor válido para " + name));
}

std::string page_link(call const& request, std::string const& link_path, std::size_t number, std::size_t size) {
  std::string link = request.service.api_origin + "/api/v3" + link_path + '?';
  for (auto const& [name, value] : request.query) {
    if (!inside(name, "filter") && !inside(name, "fields") && name != "sort" && name != "include") continue;
    link += detail::percent_encoded(name) + '=' + detail::percent_encoded(value) + '&';
  }
  return link + "page%5Bnumber%5D=" + std::to_string(number) + "&page%5Bsize%5D=" + std::to_string(size);
}

} // namespace

list_query::list_query(call const& request, std::initializer_list<char const*> filters, std::initializer_list<char const*> sorts)
    : size_(default_size) {
  for (auto const& [name, value] : request.query) {
    if (auto const filter = inside(name, "filter")) {
      if (!contains(filters, *filter)) {
        reject(400, query_error("102", "Filtro não permitido", *filter + " não é permitido"));
      }
      if (!value.empty()) filters_[*filter] = {value, split(value), std::nullopt};
    } else if (name == "sort") {
      read_sort(value, sorts);
    } else if (inside(name, "page")) {
      read_page(name, value);
    }
  }
}

void list_query::read_sort(std::string const& value, std::initializer_list<char const*> sorts) {
  for (std::string field : split(value)) {
    bool const descending = !field.empty() && field.front() == '-';
    if (descending) field.erase(0, 1);
    if (field.empty()) continue;
    // INFERRED: 114 is the code of jsonapi-resources; the service's own text is not recorded.
    if (!contains(sorts, field)) {
      reject(400, query_error("114", "Ordenação não permitida", field + " não é permitido"));
    }
    sorting_.push_back({field, descending});
  }
}

void list_query::read_page(std::string const& name, std::string const& value) {
  auto const number = positive(value);
  bool const is_number = name == "page[number]";
  // INFERRED: 118 is the code of jsonapi-resources.
  if (!number || (!is_number && name != "page[size]")) {
    reject(400, query_error("118", "Valor de página inválido", value + " não é um valor válido para " + name));
  }
  (is_number ? page_ : size_) = is_number ? *number : std::min(*number, largest_size);
}

list_query::wanted_values const* list_query::find(char const* name) const {
  auto const found = filters_.find(name);
  return found == filters_.end() ? nullptr : &found->second;
}

std::string const* list_query::wanted(char const* filter) const {
  auto const* found = find(filter);
  return found == nullptr ? nullptr : &found->whole;
}

std::vector<std::string> list_query::values(char const* filter) const {
  auto const* found = find(filter);
  return found == nullptr ? std::vector<std::string>() : found->values;
}

bool list_query::accepts(char const* filter, std::string const& value) const {
  auto const* found = find(filter);
  return found == nullptr || std::find(found->values.begin(), found->values.end(), value) != found->values.end();
}

bool list_query::accepts_whole(char const* filter, std::string const& value) const {
  std::string const* whole = wanted(filter);
  return whole == nullptr || *whole == value;
}

bool list_query::accepts(char const* filter, instant value) const {
  auto const* found = find(filter);
  return found == nullptr || (found->between->first <= value && value <= found->between->second);
}

std::optional<bool> list_query::flag(char const* filter) const {
  std::string const* whole = wanted(filter);
  if (whole == nullptr) return std::nullopt;
  // INFERRED: the spellings of the languages that the libraries are written in.
  for (char const* yes : {"true", "True", "TRUE", "1"}) {
    if (*whole == yes) return true;
  }
  for (char const* no : {"false", "False", "FALSE", "0"}) {
    if (*whole == no) return false;
  }
  reject_filter(*whole, filter);
}

void list_query::read_instants(std::initializer_list<char const*> filters) {
  for (char const* name : filters) {
    auto const found = filters_.find(name);
    if (found == filters_.end()) continue;
    auto const& parts = found->second.values;
    auto const from = read_date_time(parts.front());
    auto const to = read_date_time(parts.back());
    if (parts.size() != 2 || !from || !to) {
      reject_filter(found->second.whole, name);
    }
    found->second.between = {*from, *to};
  }
}

reply page_reply(call const& request, list_query const& query, std::size_t rows, std::function<json(std::size_t)> const& row,
                 std::string const& link_path) {
  std::size_t const last = std::max<std::size_t>(1, (rows + query.size() - 1) / query.size());
  json data = json::array();
  std::size_t const begin = (query.page() - 1) * query.size();
  for (std::size_t i = begin; i < std::min(rows, begin + query.size()); ++i) data.push_back(row(i));
  auto const link = [&](std::size_t number) { return page_link(request, link_path, number, query.size()); };
  json links = {{"first", link(1)}};
  if (query.page() > 1) links["prev"] = link(std::min(query.page() - 1, last));
  if (query.page() < last) links["next"] = link(query.page() + 1);
  links["last"] = link(last);
  return json_reply(200, {{"data", data}, {"meta", {{"record_count", rows}}}, {"links", links}});
}

std::set<std::string> asked_includes(call const& request, std::string_view known) {
  std::set<std::string> asked;
  auto const [begin, end] = request.query.equal_range("include");
  for (auto it = begin; it != end; ++it) {
    for (std::string const& name : split(it->second)) {
      if (name.empty()) continue;
      // INFERRED: 112 is the code of jsonapi-resources.
      if (name != known) {
        reject(400, query_error("112", "Inclusão não permitida", name + " não é permitido"));
      }
      asked.insert(name);
    }
  }
  return asked;
}

namespace {

/// Removes from a resource the members that `fields[type]` does not name; nothing when the request has no such parameter.
/// INFERRED: as jsonapi-resources does it, on which the official libraries rely (clicksign-rest §2.4).
void keep_fields(call const& request, json& resource) {
  auto const asked = request.query.find("fields[" + resource["type"].get<std::string>() + "]");
  if (asked == request.query.end()) return;
  auto const wanted = split(asked->second);
  for (char const* const part : {"attributes", "relationships"}) {
    if (!resource.contains(part)) continue;
    json kept = json::object();
    for (auto const& member : resource[part].items()) {
      if (std::find(wanted.begin(), wanted.end(), member.key()) != wanted.end()) kept[member.key()] = member.value();
    }
    resource[part] = std::move(kept);
  }
}

bool asks_for_fields(call const& request) {
  auto const first = request.query.lower_bound("fields[");
  return first != request.query.end() && first->first.rfind("fields[", 0) == 0;
}

} // namespace

reply apply_fieldsets(call const& request, reply answer) {
  bool const as_it_is = request.asked.empty() && !asks_for_fields(request);
  if (answer.status != 200 || as_it_is || answer.content_type != jsonapi_type) return answer;
  json body = json::parse(answer.body);
  if (!request.asked.empty()) body["included"] = request.included.is_null() ? json::array() : request.included;
  for (char const* const part : {"data", "included"}) {
    if (!body.contains(part)) continue;
    if (body[part].is_object()) keep_fields(request, body[part]);
    if (!body[part].is_array()) continue;
    for (json& one : body[part]) keep_fields(request, one);
  }
  answer.body = body.dump();
  return answer;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
