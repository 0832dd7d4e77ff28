#include <rubrica/callbacks/router.hpp>

#include "callbacks/route_book.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

router::router(router_options options) : options_(options), book_(std::make_unique<book>()) {}

router::router(router const& other) : options_(other.options_) {
  if (!other.book_) return;
  std::lock_guard<std::mutex> const no_change(other.book_->changing);
  book_ = std::make_unique<book>(*other.book_);
}

router::router(router&&) noexcept = default;

router& router::operator=(router const& other) {
  return *this = router(other);
}

router& router::operator=(router&&) noexcept = default;
router::~router() = default;

std::size_t router::size() const noexcept {
  return book_ ? book_->size.load() : 0;
}

result<void> router::add(route route) {
  if (!book_) book_ = std::make_unique<book>();
  return book_->add(std::move(route));
}

result<void> router::replace(route route) {
  if (!book_) book_ = std::make_unique<book>();
  return book_->replace(std::move(route));
}

std::size_t router::retire(std::string_view tenant) {
  return book_ ? book_->retire(tenant, std::nullopt) : 0;
}

std::size_t router::retire(std::string_view tenant, provider provider) {
  return book_ ? book_->retire(tenant, provider) : 0;
}

std::size_t router::remove(std::string_view tenant) {
  return book_ ? book_->remove(tenant, std::nullopt) : 0;
}

std::size_t router::remove(std::string_view tenant, provider provider) {
  return book_ ? book_->remove(tenant, provider) : 0;
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
