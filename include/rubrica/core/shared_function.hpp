#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// A function that its copies share, so that it need not be copyable itself. For rubrica only, which has hundreds of them: each
/// is two small functions, where `std::function` makes twice as much code and a name of its type.
template <class Signature> class shared_function;

/// One that takes these arguments.
template <class Result, class... Arguments> class shared_function<Result(Arguments...)> {
public:
  shared_function() = default;
  shared_function(std::nullptr_t) {}
  template <class Function, class = std::enable_if_t<!std::is_same_v<Function, shared_function>>>
  shared_function(Function function)
      : kept_(static_cast<void*>(new Function(std::move(function))), &end<Function>), call_(&call<Function>) {}

  /// Only when there is a function.
  Result operator()(Arguments... arguments) const { return call_(kept_.get(), std::forward<Arguments>(arguments)...); }
  explicit operator bool() const noexcept { return kept_ != nullptr; }

private:
  template <class Function> static void end(void* function) noexcept { delete static_cast<Function*>(function); }
  template <class Function> static Result call(void* function, Arguments... arguments) {
    return (*static_cast<Function*>(function))(std::forward<Arguments>(arguments)...);
  }

  std::shared_ptr<void> kept_;
  Result (*call_)(void*, Arguments...) = nullptr;
};

} // namespace detail
RUBRICA_END_NAMESPACE
