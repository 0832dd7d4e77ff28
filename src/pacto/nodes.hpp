#pragma once

#include "json/json_parse.hpp"

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// A key without case and separators: names are compared so, because nobody knows how Pacto spells them.
std::string plain(std::string_view key);
/// The same for a path, whose `.` and `[0]` stay.
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

/// The path of the value that a parser is at. Paths that grow long or deep are given up, so that the cost stays linear.
class path_tracker {
public:
  void enter(bool is_array);
  void leave();
  void key(std::string_view name);
  /// To be called before each value; an array counts its elements by it.
  void value();

  /// False while the path is beyond what anybody asks for.
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

/// What the payload's root is, and its values near the top: up to five levels deep, the first four elements of arrays, at
/// most 1000 of them; longer texts than 1024 bytes are empty.
struct outline {
  node::type root = node::type::null;
  std::vector<node> nodes{};

  node const* find(std::string_view plain) const;
};

result<outline> read_outline(std::string_view json, detail::json_limits const& limits);

} // namespace pacto
RUBRICA_END_NAMESPACE
