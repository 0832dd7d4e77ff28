#pragma once

namespace rubrica { inline namespace v0_1 { namespace http {

/// Who goes first when calls wait for the account's rate limit.
enum class lane {
  interactive, ///< somebody is waiting for it
  bulk,        ///< a nightly run: lets the others pass, but gets one place of five while they keep coming
};

}}} // namespace rubrica::v0_1::http
