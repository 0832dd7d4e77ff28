#pragma once

#include <rubrica/core/error.hpp>

#include <exception>

RUBRICA_BEGIN_NAMESPACE

/// What `result::value()` throws. Nothing else in rubrica throws on purpose.
class RUBRICA_EXPORT failure : public std::exception {
public:
  explicit failure(error_info error);
  ~failure() override;

  [[nodiscard]] const char* what() const noexcept override;
  [[nodiscard]] error_info const& error() const noexcept { return error_; }

private:
  error_info error_;
  std::string text_;
};

RUBRICA_END_NAMESPACE
