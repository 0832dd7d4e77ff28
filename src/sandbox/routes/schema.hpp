#pragma once

#include "sandbox/http/errors.hpp"

#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

enum class presence { optional, required };

template <class Set> std::vector<std::string_view> values_of() {
  std::vector<std::string_view> all;
  for (auto const& one : Set::all) all.push_back(one.text);
  return all;
}

/// `a, b, c`
std::string joined(std::vector<std::string_view> const& values);

/// Reads the members of one JSON object and collects all errors against the schema. A reader returns null or nothing when the
/// member is absent, null or invalid. `close` reports the members that no reader asked for.
class fields {
public:
  /// `object` may be null: then every member is absent.
  fields(json const* object, std::string pointer, problem_list& problems);

  [[nodiscard]] bool has(std::string const& name) const;
  /// Present with the value null.
  [[nodiscard]] bool is_null(std::string const& name) const;

  std::string const* text(std::string const& name, presence = presence::optional);
  std::string const* one_of(std::string const& name, std::vector<std::string_view> const& values, presence = presence::optional);
  /// One of the client's constants, so that each list is written only once.
  template <class Set> std::string const* one_of_set(std::string const& name, presence need = presence::optional) {
    return one_of(name, values_of<Set>(), need);
  }
  std::optional<bool> flag(std::string const& name);
  std::optional<std::int64_t> integer(std::string const& name);
  std::optional<instant> date_time(std::string const& name);
  /// A list of texts.
  std::optional<std::vector<std::string>> texts(std::string const& name, presence = presence::optional);
  /// A nested object, to be read and closed by the caller.
  std::optional<fields> object(std::string const& name, presence = presence::optional);
  /// Any value.
  json const* anything(std::string const& name);

  void wrong_format(std::string const& name);
  void add(std::string const& name, std::string const& detail);
  /// Marks a member as known without reading it.
  void known(std::string const& name) { known_.insert(name); }
  /// Reports the unknown members.
  void close();

private:
  json const* present(std::string const& name, presence need);

  json const* object_;
  std::string pointer_;
  problem_list* problems_;
  std::set<std::string> known_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
