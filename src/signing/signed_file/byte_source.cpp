#include "signing/signed_file/byte_source.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::size_t window_size = 256 * 1024;

} // namespace

void byte_source::load(std::uint64_t position) {
  buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(window_size, size_ - position)));
  std::size_t have = 0;
  while (have < buffer_.size()) {
    auto const got = file_->read_at(position + have, buffer_.data() + have, buffer_.size() - have);
    if (!got || *got == 0) {
      failed_ = true;
      size_ = position + have;
      break;
    }
    have += *got;
  }
  buffer_.resize(have);
  window_ = buffer_;
  begin_ = position;
}

std::string_view byte_source::at(std::uint64_t position, std::size_t least) {
  if (position >= size_) return {};
  if (file_ != nullptr) {
    std::uint64_t const wanted = std::min<std::uint64_t>(position + least, size_);
    if (position < begin_ || wanted > begin_ + window_.size()) load(position);
  }
  return window_.substr(static_cast<std::size_t>(position - begin_));
}

std::optional<std::uint64_t> byte_source::find(std::string_view word, std::uint64_t from) {
  for (;;) {
    std::string_view const part = at(from, word.size());
    if (part.size() < word.size()) return std::nullopt;
    std::size_t const found = part.find(word);
    if (found != std::string_view::npos) return from + found;
    from += part.size() - (word.size() - 1);
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
