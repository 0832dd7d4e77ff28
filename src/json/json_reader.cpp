#include "json/json_reader.hpp"

#include "text/ascii.hpp"
#include "json/json_writer.hpp"
#include "json/lower_name.hpp"
#include "json/member_table.hpp"

#include <array>
#include <cstddef>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

target exact_member(member_table const& members, void* object, std::string_view key, std::size_t& hint) {
  // Members nearly always come in the same order, so the search begins after the last hit. One object may be read by two tables,
  // so the last hit may have been in the other one, which may be longer.
  std::size_t const begin = hint < members.count ? hint : 0;
  for (std::size_t step = 0; step < members.count; ++step) {
    std::size_t const index = begin + step < members.count ? begin + step : begin + step - members.count;
    json_member const& candidate = members.first[index];
    if (candidate.key == key) {
      hint = index + 1 < members.count ? index + 1 : 0;
      return candidate.to(object);
    }
  }
  return {};
}

target member_of(target const& container, std::string_view key, std::size_t& hint) {
  value_handler const& handler = *container.handler;
  if (handler.member != nullptr) return handler.member(container.object, key, hint);
  target const found = find_member(handler.members, container.object, key, hint);
  return found.handler == nullptr && handler.other != nullptr ? handler.other(container.object, key) : found;
}

target array_of(value_handler const& handler, void* object) {
  return handler.begin_array != nullptr ? handler.begin_array(object) : target{};
}

/// Passes the events of a text to their targets. Values to capture go to a writer instead.
class json_binder final : public json_handler {
public:
  explicit json_binder(target root) : next_(root) {}

  void null() override { pass<&value_handler::null, &json_writer::null>(); }
  void boolean(bool value) override { pass<&value_handler::boolean, &json_writer::boolean>(value); }
  void number(std::string_view text) override { pass<&value_handler::number, &json_writer::number>(text); }
  void string(std::string_view text) override { pass<&value_handler::string, &json_writer::string>(text); }
  void begin_object() override { begin<&object_of, &json_writer::begin_object>(false); }
  void end_object() override { end<&json_writer::end_object>(); }
  void begin_array() override { begin<&array_of, &json_writer::begin_array>(true); }
  void end_array() override { end<&json_writer::end_array>(); }
  void key(std::string_view text) override;

  /// Whether a name that somebody asked for was written with capitals, as none of ours is.
  bool met_capitals() const { return capitals_; }

private:
  struct frame { // without initialisers: sixty-four are created for each text, and most are never used
    target container;
    std::size_t hint;
    bool is_array;
  };

  // The members are template arguments, so that each event calls its own and nothing is looked up while a text is read.
  template <auto Call, auto Write, class... Value> void pass(Value... value);
  template <auto Begin, auto Write> void begin(bool is_array);
  template <auto Write> void end();

  target const& next_target();
  bool start_capture(target const& to);
  void value_captured();

  std::array<frame, json_deepest> frames_; // the parser's largest depth
  std::size_t depth_ = 0;
  target next_;
  std::optional<json_writer> capture_;
  std::string captured_text_; // shared by all captures, so that each member gets exactly what it needs
  target captured_{};
  std::size_t capture_depth_ = 0;
  bool capitals_ = false;
};

/// The target of the next value. Returned by reference: a copy would have to wait until both of its halves are written.
target const& json_binder::next_target() {
  if (depth_ == 0 || !frames_[depth_ - 1].is_array) return next_;
  target const& list = frames_[depth_ - 1].container;
  if (list.handler != nullptr && list.handler->element != nullptr)
    next_ = list.handler->element(list.object);
  else
    next_ = {};
  return next_;
}

bool json_binder::start_capture(target const& to) {
  if (to.handler == nullptr || to.handler->capture == nullptr) return false;
  captured_text_.clear();
  captured_text_.reserve(256);
  capture_.emplace(captured_text_);
  captured_ = to;
  capture_depth_ = 0;
  return true;
}

void json_binder::value_captured() {
  if (capture_depth_ != 0) return;
  capture_.reset();
  captured_.handler->capture(captured_.object).append(captured_text_);
  if (captured_.handler->captured != nullptr) captured_.handler->captured(captured_.object);
}

/// A value that is neither object nor array.
template <auto Call, auto Write, class... Value> void json_binder::pass(Value... value) {
  if (!capture_) {
    target const& to = next_target();
    if (to.handler != nullptr && to.handler->*Call != nullptr) return (to.handler->*Call)(to.object, value...);
    if (!start_capture(to)) return;
  }
  ((*capture_).*Write)(value...);
  value_captured();
}

template <auto Begin, auto Write> void json_binder::begin(bool is_array) {
  if (!capture_) {
    target const& to = next_target();
    target const container = to.handler != nullptr ? Begin(*to.handler, to.object) : target{};
    if (container.handler != nullptr || !start_capture(to)) {
      frames_[depth_++] = {container, 0, is_array};
      return;
    }
  }
  ((*capture_).*Write)();
  ++capture_depth_;
}

template <auto Write> void json_binder::end() {
  if (!capture_) {
    --depth_;
    return;
  }
  ((*capture_).*Write)();
  --capture_depth_;
  value_captured();
}

void json_binder::key(std::string_view text) {
  if (capture_) return capture_->key(text);
  frame& top = frames_[depth_ - 1];
  target const& container = top.container;
  next_ = container.handler != nullptr ? member_of(container, text, top.hint) : target{};
  capitals_ = capitals_ || (next_.handler != nullptr && has_capital(text));
}

/// Looks for an object in which two names differ in nothing but their case.
class spelling_check final : public null_handler {
public:
  void begin_object() override { open_.emplace_back(); }
  void end_object() override { open_.pop_back(); }
  void key(std::string_view text) override {
    bool const is_new = open_.back().insert(lower(std::string(text))).second;
    met_twice_ = met_twice_ || !is_new;
  }
  bool met_twice() const { return met_twice_; }

private:
  std::vector<std::set<std::string>> open_;
  bool met_twice_ = false;
};

} // namespace

target find_member(member_table const& members, void* object, std::string_view key, std::size_t& hint) {
  target const found = exact_member(members, object, key, hint);
  if (found.handler != nullptr) return found;
  lower_name const lower(key);
  return lower.changed() ? exact_member(members, object, lower.view(), hint) : found;
}

result<void> read_json(std::string_view text, target into, json_limits const& limits, json_producer producer) {
  json_binder binder(into);
  result<void> read = producer(text, binder, limits);
  if (!read || limits.duplicate_keys || !binder.met_capitals()) return read;
  // A member that may not come twice may not come in two spellings either: which of them is meant?
  spelling_check spellings;
  if (auto again = producer(text, spellings, limits); !again) return again;
  return spellings.met_twice() ? make_error(errc::malformed, "a member is named twice in two spellings") : read;
}

void read_again(std::string_view text, target into) {
  result<void> const read = read_json(text, into);
  if (!read && read.error().code == errc::out_of_memory) throw std::bad_alloc();
}

} // namespace detail
RUBRICA_END_NAMESPACE
