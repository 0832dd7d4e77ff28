#include <rubrica/core/failure.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE

struct failure::state {
  error_info error;
  std::string text;
};

failure::failure(error_info error) {
  std::string text = to_string(error);
  state_ = std::make_shared<state const>(state{std::move(error), std::move(text)});
}

failure::~failure() = default;

const char* failure::what() const noexcept {
  return state_->text.c_str();
}

error_info const& failure::error() const noexcept {
  return state_->error;
}

void failure::raise(error_info const& error) {
  throw failure(error);
}

RUBRICA_END_NAMESPACE
