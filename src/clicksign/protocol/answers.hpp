#pragma once

#include "clicksign/protocol/json_api.hpp"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Answers with one resource and with a list of them. The code is the same for all models: it knows a model by a shape, a few
// functions that the compiler makes for each.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class session;

/// What every model has in its own place.
struct model_shape {
  value_handler const* handler = nullptr;
  std::string const& (*id)(void const* model) = nullptr;
  std::string& (*raw)(void* model) = nullptr;             ///< null: unknown attributes are not kept
  std::vector<related>& (*others)(void* model) = nullptr; ///< null: no other records are named
};

template <class T, class = void> inline constexpr bool names_related = false;
template <class T> inline constexpr bool names_related<T, std::void_t<decltype(std::declval<T&>().related)>> = true;
template <class T, class = void> inline constexpr bool keeps_unknown = false;
template <class T> inline constexpr bool keeps_unknown<T, std::void_t<decltype(std::declval<T&>().raw)>> = true;

template <class T> std::string const& id_in(void const* model) {
  return static_cast<T const*>(model)->id.text();
}
template <class T> std::string& raw_in(void* model) {
  return as<T>(model).raw;
}
template <class T> std::vector<related>& related_in(void* model) {
  return as<T>(model).related;
}
template <class T> constexpr model_shape make_shape() {
  model_shape shape{&detail::handler_of<T>::value, &id_in<T>};
  if constexpr (keeps_unknown<T>) shape.raw = &raw_in<T>;
  if constexpr (names_related<T>) shape.others = &related_in<T>;
  return shape;
}
template <class T> inline constexpr model_shape shape_of = make_shape<T>();

/// A resource object while it is read.
struct resource_object {
  void* model = nullptr;
  model_shape const* shape = nullptr;
  std::string* type = nullptr; ///< for the caller to check
};
/// `relationships` are the same for all models, the rest is read by the model's table.
target resource_member(resource_object const& read, std::string_view key, std::size_t& hint);

struct resource_object_reader {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    return resource_member(as<resource_object>(object), key, hint);
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};
resource_object_reader json_reader(detail::tag<resource_object>);

/// A resource object that is part of something else.
template <class T> struct resource {
  std::string type{};
  T value{};
};

template <class T> struct resource_reader {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    auto& read = as<resource<T>>(object);
    return resource_member({&read.value, &shape_of<T>, &read.type}, key, hint);
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};
template <class T> resource_reader<T> json_reader(detail::tag<resource<T>>);

struct answer_of_one {
  std::string type{};
  resource_object data{};
  std::vector<included_resource> included{};
};

constexpr auto json_members(detail::tag<answer_of_one>) {
  return member_list({{"data", member<&answer_of_one::data>}, {"included", member<&answer_of_one::included>}});
}

/// A `std::vector` of models.
struct list_shape {
  model_shape const* model = nullptr;
  void* (*append)(void* list) = nullptr;
  void* (*at)(void* list, std::size_t index) = nullptr;
  void (*drop)(void* list, std::size_t first) = nullptr; ///< the first so many
};

template <class T> void* appended_to(void* list) {
  auto& models = as<std::vector<T>>(list);
  if (models.capacity() == 0) models.reserve(detail::handler_of<std::vector<T>>::at_first);
  return &models.emplace_back();
}
template <class T> void* at_in(void* list, std::size_t index) {
  return &as<std::vector<T>>(list)[index];
}
template <class T> void drop_from(void* list, std::size_t first) {
  auto& models = as<std::vector<T>>(list);
  if (first == 0) return;
  auto const kept = std::make_move_iterator(models.begin() + static_cast<std::ptrdiff_t>(first));
  models = std::vector<T>(kept, std::make_move_iterator(models.end())); // moving them to the front makes more code
}
template <class T> inline constexpr list_shape list_shape_of{&shape_of<T>, &appended_to<T>, &at_in<T>, &drop_from<T>};

struct answer_of_list {
  void* models = nullptr;
  list_shape const* shape = nullptr;
  bool is_list = false;             ///< which differs from an empty list
  std::vector<std::string> types{}; ///< of the models, in their order
  resource_object current{};
  std::vector<included_resource> included{};
  list_meta meta{};
  list_links links{};
};

/// The list in an answer. Of several the last one counts.
struct models_reader {
  static void restart(answer_of_list& read) {
    read.shape->drop(read.models, read.types.size());
    read.types.clear();
  }
  static void none(void* object) {
    restart(as<answer_of_list>(object));
    as<answer_of_list>(object).is_list = false;
  }
  static target begin(void* object) {
    restart(as<answer_of_list>(object));
    as<answer_of_list>(object).is_list = true;
    return {object, &value};
  }
  static target element(void* object) {
    auto& read = as<answer_of_list>(object);
    std::string& type = read.types.emplace_back();
    read.current = {read.shape->append(read.models), read.shape->model, &type};
    return target_for(read.current);
  }
  static constexpr value_handler value = value_handler().on_null(&none).on_array(&begin).on_element(&element);
};
inline target models_in(void* answer) {
  return {answer, &models_reader::value};
}

constexpr auto json_members(detail::tag<answer_of_list>) {
  return member_list({
      {"data", models_in},
      {"included", member<&answer_of_list::included>},
      {"meta", member<&answer_of_list::meta>},
      {"links", member<&answer_of_list::links>},
  });
}

/// Completes a model after the whole answer was parsed; false when it takes too much memory.
bool complete(session const& session, std::string_view type, void* model, model_shape const& shape, included_records& included);

} // namespace clicksign
RUBRICA_END_NAMESPACE
