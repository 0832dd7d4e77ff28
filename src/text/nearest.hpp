#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace text {

/// A word that people write, and the service's word for it.
struct synonym {
  std::string_view said; ///< folded: lower case, without accents, `_` between words
  std::string_view meant;
};

/// Lower case, without the accents of Latin letters, `_` for a blank or a hyphen.
std::string folded(std::string_view text);

/// The value of the list that was probably meant: the same but for case, accents and separators; a synonym; or a value with few
/// wrong letters. Empty when none is near.
std::string_view nearest(std::string_view written, std::vector<std::string_view> const& list,
                         std::vector<synonym> const& synonyms = {});

} // namespace text
RUBRICA_END_NAMESPACE
