#include "pacto/nodes.hpp"
#include "text/ascii.hpp"

#include "json/json_writer.hpp"

#include <rubrica/pacto/notification.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

constexpr std::size_t longest_path = 256;
constexpr std::size_t deepest_node = 5;
constexpr std::size_t elements_followed = 4;
constexpr std::size_t most_nodes = 1000;
constexpr std::size_t longest_text = 1024;

class outline_reader final : public detail::json_handler {
public:
  explicit outline_reader(outline& out) : out_(out) {}

  void null() override { add(node::type::null, {}); }
  void boolean(bool) override { add(node::type::boolean, {}); }
  void number(std::string_view text) override { add(node::type::number, text); }
  void string(std::string_view text) override { add(node::type::string, text); }
  void begin_object() override {
    add(node::type::object, {});
    at_.enter(false);
  }
  void key(std::string_view text) override { at_.key(text); }
  void end_object() override { at_.leave(); }
  void begin_array() override {
    add(node::type::array, {});
    at_.enter(true);
  }
  void end_array() override { at_.leave(); }

private:
  void add(node::type type, std::string_view text) {
    at_.value();
    if (at_.depth() == 0) out_.root = type;
    bool const wanted = at_.depth() > 0 && at_.is_followed() && out_.nodes.size() < most_nodes;
    std::string_view const kept = text.size() <= longest_text ? text : std::string_view();
    if (wanted) out_.nodes.push_back({at_.path(), plain_path(at_.path()), std::string(kept), type, at_.depth()});
  }

  outline& out_;
  path_tracker at_;
};

/// Writes the value at one path.
class value_finder final : public detail::json_handler {
public:
  explicit value_finder(std::string_view wanted) : wanted_(wanted) {}

  std::optional<std::string> take() && { return found_ ? std::optional<std::string>(std::move(text_)) : std::nullopt; }

  void null() override {
    scalar([&] { writer_.null(); });
  }
  void boolean(bool value) override {
    scalar([&] { writer_.boolean(value); });
  }
  void number(std::string_view text) override {
    scalar([&] { writer_.number(text); });
  }
  void string(std::string_view text) override {
    scalar([&] { writer_.string(text); });
  }
  void begin_object() override {
    if (enter(false)) writer_.begin_object();
  }
  void key(std::string_view text) override {
    if (inside_ > 0) return writer_.key(text);
    at_.key(text);
  }
  void end_object() override {
    if (leave()) writer_.end_object();
  }
  void begin_array() override {
    if (enter(true)) writer_.begin_array();
  }
  void end_array() override {
    if (leave()) writer_.end_array();
  }

private:
  bool is_here() const { return !found_ && at_.is_followed() && at_.path() == wanted_; }

  template <class Write> void scalar(Write write) {
    if (inside_ > 0) return write();
    at_.value();
    if (!is_here()) return;
    write();
    found_ = true;
  }
  bool enter(bool is_array) {
    if (inside_ == 0) {
      at_.value();
      if (!is_here()) return at_.enter(is_array), false;
    }
    return ++inside_, true;
  }
  bool leave() {
    if (inside_ == 0) return at_.leave(), false;
    if (--inside_ == 0) found_ = true;
    return true;
  }

  std::string_view wanted_;
  std::string text_;
  detail::json_writer writer_{text_};
  path_tracker at_;
  std::size_t inside_ = 0;
  bool found_ = false;
};

} // namespace

std::string plain(std::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (char c : key) {
    if (c == '_' || c == '-' || c == ' ') continue;
    out += detail::lower(c);
  }
  return out;
}

void path_tracker::enter(bool is_array) {
  bool const reachable = is_followed() && frames_.size() < deepest_node;
  frames_.push_back({path_.size(), 0, is_array, reachable, reachable});
}

void path_tracker::leave() {
  path_.resize(frames_.back().length);
  frames_.pop_back();
}

void path_tracker::append(std::string_view part) {
  frame& top = frames_.back();
  top.followed = top.reachable && path_.size() + part.size() <= longest_path;
  if (top.followed) path_.append(part);
}

void path_tracker::key(std::string_view name) {
  path_.resize(frames_.back().length);
  frames_.back().followed = frames_.back().reachable;
  if (!path_.empty()) append(".");
  if (is_followed()) append(name);
}

void path_tracker::value() {
  if (frames_.empty() || !frames_.back().is_array) return;
  frame& top = frames_.back();
  path_.resize(top.length);
  std::size_t const index = top.next++;
  if (index >= elements_followed) {
    top.followed = false;
    return;
  }
  append("[" + std::to_string(index) + "]");
}

std::vector<node const*> outline::at(std::string_view wanted) const {
  std::vector<node const*> found;
  for (node const& each : nodes) {
    if (each.plain == wanted) found.push_back(&each);
  }
  return found;
}

result<outline> read_outline(std::string_view json, detail::json_limits const& limits) {
  result<outline> out{outline{}};
  outline_reader reader(*out);
  if (auto const done = detail::parse_json(json, reader, limits); !done) return done.error();
  return out;
}

std::optional<std::string> json_at(notification const& from, std::string_view path) {
  value_finder finder(path);
  if (path.empty() || !detail::parse_json(from.payload, finder)) return std::nullopt;
  return std::move(finder).take();
}

} // namespace pacto
RUBRICA_END_NAMESPACE
