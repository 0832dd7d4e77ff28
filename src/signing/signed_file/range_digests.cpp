#include "signing/signed_file/range_digests.hpp"

#include <algorithm>
#include <map>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using context_ptr = openssl_ptr<EVP_MD_CTX>;

/// The digest of the bytes from the first one to a position that moves on.
struct running_digest {
  context_ptr context;
  std::uint64_t position = 0;
};

bool add(byte_source& source, EVP_MD_CTX* context, std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    std::string_view const part = source.at(from);
    if (part.empty()) return false;
    std::size_t const size = static_cast<std::size_t>(std::min<std::uint64_t>(part.size(), to - from));
    if (EVP_DigestUpdate(context, part.data(), size) != 1) return false;
    from += size;
  }
  return true;
}

bool is_last_of_algorithm(std::vector<covered_range> const& ranges, std::size_t index) {
  return std::none_of(ranges.begin() + static_cast<std::ptrdiff_t>(index) + 1, ranges.end(),
                      [&](covered_range const& other) { return other.algorithm == ranges[index].algorithm; });
}

std::string finish(EVP_MD_CTX* context) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_DigestFinal_ex(context, bytes, &size) != 1) return {};
  return {reinterpret_cast<char const*>(bytes), size};
}

} // namespace

void digest_ranges(byte_source& source, std::vector<covered_range>& ranges) {
  std::map<EVP_MD const*, running_digest> running;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    covered_range& range = ranges[i];
    running_digest& before = running[range.algorithm];
    if (before.context == nullptr) {
      before.context.reset(EVP_MD_CTX_new());
      if (before.context == nullptr || EVP_DigestInit_ex(before.context.get(), range.algorithm, nullptr) != 1) continue;
    }
    if (!add(source, before.context.get(), before.position, range.hole_begin)) continue;
    before.position = range.hole_begin;
    context_ptr own;
    EVP_MD_CTX* context = before.context.get();
    if (!is_last_of_algorithm(ranges, i)) {
      own.reset(EVP_MD_CTX_new());
      if (own == nullptr || EVP_MD_CTX_copy_ex(own.get(), before.context.get()) != 1) continue;
      context = own.get();
    }
    if (add(source, context, range.hole_end, range.end)) range.digest = finish(context);
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
