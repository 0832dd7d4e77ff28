#include "signing/signed_file/signature_dictionary.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// Each of these was used to make readers call a changed file a signed one (the attacks on PDF signatures of 2019 and 2020: keys
// that are missing or twice, a hole that is larger than `Contents`, a second range somewhere else).
std::string_view flaw_of(signature_dictionary const& one, std::uint64_t file_size) {
  auto const& [first, first_size, second, second_size] = one.range;
  if (!one.closed) return "the dictionary of the signature has no end";
  if (one.repeats) return "the dictionary of the signature has a key twice";
  if (one.numbers != one.range.size()) return "ByteRange is not four whole numbers";
  if (one.contents_end == 0) return "Contents is missing, or is not a hexadecimal string in the dictionary itself";
  if (first != 0) return "ByteRange does not begin at the first byte of the file";
  bool const hole_fits = first_size == one.contents_begin && second == one.contents_end;
  if (!hole_fits) return "ByteRange does not leave out Contents, all of it and nothing else";
  if (second > file_size || second_size > file_size - second) return "ByteRange goes beyond the end of the file";
  return {};
}

} // namespace signing
RUBRICA_END_NAMESPACE
