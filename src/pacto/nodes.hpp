#pragma once

#include "json/json_parse.hpp"

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// A key without case and separators. Names are compared in this form, because Pacto's spelling is not known.
std::string plain(std::string_view key);
/// The same for a path; its `.` and `[0]` stay.
inline std::string plain_path(std::string_view path) {
  return plain(path);
}

/// A value inside a payload.
struct node {
  enum class type { null, boolean, number, string, object, array };

  std::string path{};  ///< `cliente.telefones[0]`
  std::string plain{}; ///< the same, for comparison
  std::string text{};  ///< of a number or a string
  type is = type::null;
  std::size_t depth = 0; ///< 1: a member of the payload itself

  bool is_scalar() const { return (is == type::number || is == type::string) && !text.empty(); }
};

/// The path of the value that a parser is at. Paths that become long or deep are not followed, so that the cost stays linear.
class path_tracker {
public:
  void enter(bool is_array);
  void leave();
  void key(std::string_view name);
  /// Call it before each value; it also counts the elements of arrays.
  void value();

  /// False when the path is longer or deeper than any path that is looked up.
  bool is_followed() const { return frames_.empty() || frames_.back().followed; }
  std::string const& path() const { return path_; }
  std::size_t depth() const { return frames_.size(); }

private:
  struct frame {
    std::size_t length; // of the path to the container
    std::size_t next = 0;
    bool is_array = false;
    bool reachable = true; // the container's own path is followed
    bool followed = true;  // the current member's is
  };

  void append(std::string_view part);

  std::string path_;
  std::vector<frame> frames_;
};

/// The kind of the payload's root, and its values near the top: up to five levels deep, the first four elements of arrays, at
/// most 1000 values; texts over 1024 bytes are empty.
struct outline {
  node::type root = node::type::null;
  std::vector<node> nodes{};

  /// The values at a plain path: several, when the payload spells one path in several ways.
  std::vector<node const*> at(std::string_view plain) const;
};

result<outline> read_outline(std::string_view json, detail::json_limits const& limits);

} // namespace pacto
RUBRICA_END_NAMESPACE
