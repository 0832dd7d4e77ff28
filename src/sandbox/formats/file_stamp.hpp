#pragma once

#include <rubrica/core/timestamp.hpp>

#include <memory>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The key with which finished files are stamped, and its certificates. Each is valid for 12 months, like those of the service; when
/// the clock passes the end of one, the next is made.
class file_stamp {
public:
  explicit file_stamp(instant now);
  ~file_stamp();
  file_stamp(file_stamp const&) = delete;
  file_stamp& operator=(file_stamp const&) = delete;

  /// All certificates so far, in PEM.
  [[nodiscard]] std::string certificates();
  /// A detached signature of these bytes: a message of CMS in DER. It differs each time.
  [[nodiscard]] std::string sign(std::string_view bytes, instant at);

private:
  struct material;
  std::unique_ptr<material> material_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
