#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The language of e-mails, signing page and log of an envelope (clicksign-rest §5.1).
struct locale : open_enum<locale> {
  using open_enum::open_enum;
  static constexpr known pt_br{"pt-BR"};
  static constexpr known en_us{"en-US"};
  static constexpr known all[] = {pt_br, en_us};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
