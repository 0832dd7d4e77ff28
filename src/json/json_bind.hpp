#pragma once

#include "json/json_handler.hpp"
#include "json/json_parse.hpp"
#include "json/json_writer.hpp"

#include <rubrica/core/result.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct shape;
class unknown_values;

/// Where the next JSON value goes: an object of ours and how values reach it. An empty slot, `{}`, swallows the value.
struct slot {
  void* object;
  shape const* how;
};

/// How JSON values reach an object of one type. What a shape does not name is ignored: a value of the wrong type counts as
/// absent, because a callback must not be lost over one field.
struct shape {
  void (*null)(void*) = nullptr;
  void (*boolean)(void*, bool) = nullptr;
  void (*number)(void*, std::string_view) = nullptr;
  void (*string)(void*, std::string_view) = nullptr;
  slot (*begin_object)(void*) = nullptr; ///< the slot whose `member` is asked for its keys
  slot (*member)(void*, std::string_view key, std::size_t& hint) = nullptr;
  slot (*begin_array)(void*) = nullptr; ///< the slot whose `element` is asked for each item
  slot (*element)(void*) = nullptr;
  std::string& (*capture)(void*) = nullptr;           ///< kinds of value not named above are added here as JSON text
  void (*captured)(void*) = nullptr;                  ///< the text of `capture` is complete
  void (*unknowns)(void*, unknown_values&) = nullptr; ///< names what in the object has a text that no constant stands for
};

/// Fills objects from JSON events, without recursion and without a tree in between.
class json_binder final : public json_handler {
public:
  explicit json_binder(slot root) : next_(root) {}

  void null() override;
  void boolean(bool value) override;
  void number(std::string_view text) override;
  void string(std::string_view text) override;
  void begin_object() override;
  void key(std::string_view text) override;
  void end_object() override;
  void begin_array() override;
  void end_array() override;

private:
  struct frame { // without initialisers: sixty-four of them are made for each text, and most are never used
    slot container;
    std::size_t hint;
    bool is_array;
  };

  slot const& target();
  void open(slot container, bool is_array);
  void close();
  bool start_capture(slot const& to);
  void value_captured();

  std::array<frame, json_deepest> frames_; // the parser goes no deeper
  std::size_t depth_ = 0;
  slot next_;
  std::optional<json_writer> capture_;
  std::string captured_text_; // shared by all captures, so that each member gets exactly what it needs
  slot captured_{};
  std::size_t capture_depth_ = 0;
};

/// Reads again what was valid once, where there is nobody to tell of a refusal: only memory can lack, and then it throws for the
/// reader outside to catch (`within_memory`).
void read_again(std::string_view text, slot into);

/// Reads a JSON text into what the slot names.
inline result<void> read_json(std::string_view text, slot into, json_limits const& limits = {},
                              json_producer producer = &parse_json) {
  json_binder binder(into);
  return producer(text, binder, limits);
}

} // namespace detail
RUBRICA_END_NAMESPACE
