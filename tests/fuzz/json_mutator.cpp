// Teaches libFuzzer to change JSON as JSON. Random changes of bytes hardly ever give a second signer or a member in another
// place. Half of the mutations are of this kind, the other half still change bytes.

#include "property.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <random>

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t largest);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t largest, unsigned seed);
std::size_t LLVMFuzzerCustomCrossOver(std::uint8_t const* first, std::size_t first_size, std::uint8_t const* second,
                                      std::size_t second_size, std::uint8_t* out, std::size_t largest, unsigned seed);
}

namespace {

using json = nlohmann::ordered_json;
using generator = std::minstd_rand;

/// A JSON text inside an input, and what is around it: other records, the lines of a request, the choosing byte.
struct document {
  std::string before{};
  json value{};
  std::string after{};
};

std::optional<document> document_in(std::string_view input, generator& random) {
  auto const records = rubrica_fuzz::records_of(input, input.size() + 1);
  std::string_view const record = records[random() % records.size()];
  std::size_t const begin = record.find_first_of("{[");
  if (begin == std::string_view::npos) return std::nullopt;
  for (std::size_t const choice : {0, 1}) { // bytes at the end that are no JSON
    std::string_view const text = record.substr(begin, record.size() - begin - choice);
    json value = json::parse(text, nullptr, false);
    if (value.is_discarded()) continue;
    auto const place = static_cast<std::size_t>(text.data() - input.data());
    return document{std::string(input.substr(0, place)), std::move(value), std::string(input.substr(place + text.size()))};
  }
  return std::nullopt;
}

void collect(json& from, std::vector<json*>& out) {
  constexpr std::size_t most = 2000;
  if (out.size() >= most) return;
  out.push_back(&from);
  if (!from.is_structured()) return;
  for (json& child : from) collect(child, out);
}

json& any_node(json& tree, generator& random) {
  std::vector<json*> nodes;
  collect(tree, nodes);
  return *nodes[random() % nodes.size()];
}

/// Changed by libFuzzer, so that its dictionary and the values that it compared are used.
std::string changed_text(std::string text) {
  constexpr std::size_t growth = 64;
  std::size_t const size = text.size();
  text.resize(size + growth);
  text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, size + growth));
  return text;
}

json any_value(generator& random) {
  static char const* const values[] = {"null", "true", "false", "0",  "-1", "7",    "1e300",
                                       "1.5",  "\"\"", "\"0\"", "[]", "{}", "[{}]", "\"2026-03-02T10:00:00.000-03:00\""};
  return json::parse(values[random() % std::size(values)]);
}

void rename_member(json& object, generator& random) {
  std::size_t at = random() % object.size();
  json renamed = json::object();
  for (auto const& [key, value] : object.items()) renamed[at-- == 0 ? changed_text(key) : key] = value;
  object = std::move(renamed);
}

void add_child(json& container, json child, generator& random) {
  if (container.is_array())
    container.insert(container.begin() + static_cast<std::ptrdiff_t>(random() % (container.size() + 1)), std::move(child));
  else if (container.empty())
    container[changed_text("name")] = std::move(child);
  else
    container[changed_text(std::next(container.begin(), static_cast<std::ptrdiff_t>(random() % container.size())).key())] =
        std::move(child);
}

void change(json& tree, generator& random) {
  json& node = any_node(tree, random);
  bool const has_children = node.is_structured() && !node.empty();
  auto const child = [&] { return std::next(node.begin(), static_cast<std::ptrdiff_t>(random() % node.size())); };
  switch (random() % 8) {
  case 0: // remove something
    if (has_children) node.erase(child());
    return;
  case 1: // repeat something
    if (has_children) add_child(node, json(*child()), random);
    return;
  case 2: // take something from elsewhere, as replacement or in addition
    if (node.is_structured() && random() % 2 == 0) return add_child(node, json(any_node(tree, random)), random);
    node = json(any_node(tree, random));
    return;
  case 3: node = any_value(random); return;
  case 4: node = random() % 2 == 0 ? json::array({json(node)}) : json{{"data", json(node)}}; return;
  case 5:
    if (node.is_object() && !node.empty()) rename_member(node, random);
    return;
  default:
    if (node.is_string()) node = changed_text(node.get<std::string>());
    if (node.is_number_integer()) node = node.get<std::int64_t>() ^ static_cast<std::int64_t>(1ull << (random() % 63));
    return;
  }
}

/// The input with its new JSON; 0 when there is no room for it.
std::size_t write(document const& from, std::uint8_t* out, std::size_t largest) {
  std::string const text = from.before + from.value.dump(-1, ' ', false, json::error_handler_t::replace) + from.after;
  if (text.size() > largest) return 0;
  std::copy(text.begin(), text.end(), out);
  return text.size();
}

} // namespace

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t largest, unsigned seed) {
  generator random(seed);
  if (random() % 2 == 0) {
    if (auto found = document_in(rubrica_fuzz::text_of(data, size), random)) {
      for (unsigned changes = 1 + random() % 3; changes > 0; --changes) change(found->value, random);
      if (std::size_t const written = write(*found, data, largest); written > 0) return written;
    }
  }
  return LLVMFuzzerMutate(data, size, largest);
}

/// Part of the second input's JSON goes into the first one's; rarely, because it parses two texts.
std::size_t LLVMFuzzerCustomCrossOver(std::uint8_t const* first, std::size_t first_size, std::uint8_t const* second,
                                      std::size_t second_size, std::uint8_t* out, std::size_t largest, unsigned seed) {
  generator random(seed);
  if (random() % 4 != 0) return 0;
  auto into = document_in(rubrica_fuzz::text_of(first, first_size), random);
  auto from = document_in(rubrica_fuzz::text_of(second, second_size), random);
  if (!into || !from) return 0;
  json& node = any_node(into->value, random);
  json part = any_node(from->value, random);
  if (node.is_structured())
    add_child(node, std::move(part), random);
  else
    node = std::move(part);
  return write(*into, out, largest);
}
