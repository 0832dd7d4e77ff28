#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The rules of the signing process: `process_rule(error.rule)` with `errc::rule_refused`. The functions of rules.hpp say what each
/// of them allows. The names are stable; later versions may add some.
struct process_rule : open_enum<process_rule> {
  using open_enum::open_enum;
  static constexpr known cancel_only_unsigned{"cancel_only_unsigned"};       ///< `may_cancel`
  static constexpr known delete_only_cancelled{"delete_only_cancelled"};     ///< `may_delete`
  static constexpr known send_again_only_ended{"send_again_only_ended"};     ///< `may_send_again`
  static constexpr known signed_is_final{"signed_is_final"};                 ///< `may_change`
  static constexpr known describe_only_unsigned{"describe_only_unsigned"};   ///< `may_describe`
  static constexpr known file_only_complete{"file_only_complete"};           ///< `may_download_signed`
  static constexpr known partial_file_only_ended{"partial_file_only_ended"}; ///< `may_download_partial`
  static constexpr known replace_only_unsigned{"replace_only_unsigned"};     ///< `may_replace`
  static constexpr known all[] = {cancel_only_unsigned,   delete_only_cancelled, send_again_only_ended,   signed_is_final,
                                  describe_only_unsigned, file_only_complete,    partial_file_only_ended, replace_only_unsigned};
};

} // namespace signing
RUBRICA_END_NAMESPACE
