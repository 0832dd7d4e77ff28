#pragma once

#include <rubrica/core/export.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Receives a JSON text as a sequence of events. Views are valid during the call only.
class json_handler {
public:
  virtual ~json_handler() = default;

  virtual void null() = 0;
  virtual void boolean(bool value) = 0;
  /// The number as text: the receiver decides about precision.
  virtual void number(std::string_view text) = 0;
  virtual void string(std::string_view text) = 0;
  virtual void begin_object() = 0;
  virtual void key(std::string_view text) = 0;
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
};

/// Ignores all events, for callers that only need to know whether a text is valid.
class null_handler : public json_handler {
public:
  void null() override {}
  void boolean(bool) override {}
  void number(std::string_view) override {}
  void string(std::string_view) override {}
  void begin_object() override {}
  void key(std::string_view) override {}
  void end_object() override {}
  void begin_array() override {}
  void end_array() override {}
};

} // namespace detail
RUBRICA_END_NAMESPACE
