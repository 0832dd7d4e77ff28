#include "sandbox/routes/schema.hpp"

#include "sandbox/formats/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

std::string joined(std::vector<std::string_view> const& values) {
  std::string list;
  for (std::string_view one : values) list.append(list.empty() ? "" : ", ").append(one);
  return list;
}

fields::fields(json const* object, std::string pointer, problem_list& problems)
    : object_(object), pointer_(std::move(pointer)), problems_(&problems) {}

bool fields::has(std::string const& name) const {
  return object_ != nullptr && object_->contains(name);
}

bool fields::is_null(std::string const& name) const {
  return has(name) && (*object_)[name].is_null();
}

void fields::add(std::string const& name, std::string const& detail) {
  problems_->add(schema_error(pointer_ + '/' + name, detail));
}

void fields::wrong_format(std::string const& name) {
  add(name, name + " não está em um formato válido");
}

json const* fields::present(std::string const& name, presence need) {
  known_.insert(name);
  json const* value = has(name) ? &object_->at(name) : nullptr;
  if (value != nullptr && !value->is_null()) return value;
  if (need == presence::required) add(name, name + " deve ser informado(a)");
  return nullptr;
}

std::string const* fields::text(std::string const& name, presence need) {
  json const* value = present(name, need);
  if (value == nullptr) return nullptr;
  auto const* text = value->get_ptr<std::string const*>();
  if (text == nullptr) wrong_format(name);
  return text;
}

std::string const* fields::one_of(std::string const& name, std::vector<std::string_view> const& values, presence need) {
  std::string const* value = text(name, need);
  if (value == nullptr || std::find(values.begin(), values.end(), *value) != values.end()) return value;
  add(name, fmt::format("{} deve estar em: {}", name, joined(values)));
  return nullptr;
}

std::optional<bool> fields::flag(std::string const& name) {
  json const* value = present(name, presence::optional);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  wrong_format(name);
  return std::nullopt;
}

std::optional<std::int64_t> fields::integer(std::string const& name) {
  json const* value = present(name, presence::optional);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  wrong_format(name);
  return std::nullopt;
}

std::optional<instant> fields::date_time(std::string const& name) {
  std::string const* written = text(name);
  if (written == nullptr) return std::nullopt;
  auto const at = read_date_time(*written);
  if (!at) wrong_format(name);
  return at;
}

std::optional<std::vector<std::string>> fields::texts(std::string const& name, presence need) {
  json const* value = present(name, need);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> list;
  for (json const& one : *value) {
    auto const* text = one.get_ptr<std::string const*>();
    if (text != nullptr) list.push_back(*text);
  }
  if (value->is_array() && list.size() == value->size()) return list;
  wrong_format(name);
  return std::nullopt;
}

std::optional<fields> fields::object(std::string const& name, presence need) {
  json const* value = present(name, need);
  if (value == nullptr) return std::nullopt;
  if (value->is_object()) return fields(value, pointer_ + '/' + name, *problems_);
  add(name, name + " deve ser um hash");
  return std::nullopt;
}

json const* fields::anything(std::string const& name) {
  return present(name, presence::optional);
}

void fields::close() {
  if (object_ == nullptr) return;
  for (auto const& member : object_->items()) {
    if (known_.count(member.key()) == 0) add(member.key(), member.key() + " não está disponível");
  }
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
