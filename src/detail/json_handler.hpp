#pragma once

#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Receives a JSON text as a sequence of events. Views are valid during the call only.
class json_handler {
public:
  virtual ~json_handler() = default;

  virtual void null() = 0;
  virtual void boolean(bool value) = 0;
  /// The number as text: precision is the receiver's matter.
  virtual void number(std::string_view text) = 0;
  virtual void string(std::string_view text) = 0;
  virtual void begin_object() = 0;
  virtual void key(std::string_view text) = 0;
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
};

}}} // namespace rubrica::v0_1::detail
