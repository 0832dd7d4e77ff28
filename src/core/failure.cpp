#include <rubrica/core/failure.hpp>

namespace rubrica { inline namespace v0_1 {

failure::failure(error_info error) : error_(std::move(error)), text_(to_string(error_)) {}

failure::~failure() = default;

const char* failure::what() const noexcept {
  return text_.c_str();
}

}} // namespace rubrica::v0_1
