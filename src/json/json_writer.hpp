#pragma once

#include "json/json_handler.hpp"

#include <cstdint>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Appends JSON to a text, compact and escaped. As a handler it writes the events of a parser.
class json_writer final : public json_handler {
public:
  explicit json_writer(std::string& out) : out_(out) {}

  /// False when a text was not valid UTF-8, or not valid JSON as claimed; the output must not be used then.
  [[nodiscard]] bool valid() const { return valid_; }

  void null() override;
  void boolean(bool value) override;
  void number(std::string_view text) override;
  void string(std::string_view text) override;
  void begin_object() override;
  void key(std::string_view text) override;
  void end_object() override;
  void begin_array() override;
  void end_array() override;

  void integer(std::int64_t value);
  /// Text that is already JSON.
  void json(std::string_view text);

  void member(std::string_view name, std::string_view text);
  void member(std::string_view name, char const* text) { member(name, std::string_view(text)); }
  void member(std::string_view name, bool value);
  void member(std::string_view name, std::int64_t value);

private:
  void separate();
  void literal(std::string_view text);
  void quoted(std::string_view text);

  std::string& out_;
  bool needs_comma_ = false;
  bool valid_ = true;
};

/// Writes the member unless the text is empty.
inline void write_unless_empty(json_writer& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

} // namespace detail
RUBRICA_END_NAMESPACE
