#pragma once

#include <rubrica/core/open_enum.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// The language of e-mails, signing page and log of an envelope (clicksign-rest §5.1).
struct locale : open_enum<locale> {
  using open_enum::open_enum;
  static constexpr known pt_br{"pt-BR"};
  static constexpr known en_us{"en-US"};
  static constexpr known all[] = {pt_br, en_us};
};

}}} // namespace rubrica::v0_1::clicksign
