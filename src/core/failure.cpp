#include <rubrica/core/failure.hpp>

RUBRICA_BEGIN_NAMESPACE

failure::failure(error_info error) : error_(std::move(error)), text_(to_string(error_)) {}

failure::~failure() = default;

const char* failure::what() const noexcept {
  return text_.c_str();
}

RUBRICA_END_NAMESPACE
