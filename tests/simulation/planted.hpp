#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace simulation {

/// A mistake that is made on purpose, to see that a run finds it.
enum class planted {
  none,
  blind_retry,        ///< a creation without an answer is sent again at once
  no_quiescence,      ///< nobody waits before looking
  early_activation,   ///< activated before what exists was compared with what is wanted
  key_not_saved,      ///< a resumed sending has another key
  save_after_sending, ///< the journal has it only some time after the first request
  licence_ignored,    ///< requests leave without a limit
  adopt_by_prefix,    ///< an envelope whose name begins like ours counts as ours
  newest_adopted,     ///< oldest and newest confused
  notify_before_save, ///< a resumed sending calls the signers (again)
  sweep_open,         ///< drafts of sendings that are not finished are swept
  quota_forgotten,    ///< each call counts by itself what it uses of the account's rate limit
  body_logged,        ///< the body of a creation stands in the log
  forgery_believed,   ///< callbacks count without their signature
  no_healing,         ///< nobody asks for what lost callbacks would have said
  quiescence_short,   ///< lists are behind by more than the quiescence
};

inline constexpr std::pair<planted, std::string_view> planted_names[] = {{planted::none, "none"},
                                                                         {planted::blind_retry, "blind-retry"},
                                                                         {planted::no_quiescence, "no-quiescence"},
                                                                         {planted::early_activation, "early-activation"},
                                                                         {planted::key_not_saved, "key-not-saved"},
                                                                         {planted::save_after_sending, "save-after-sending"},
                                                                         {planted::licence_ignored, "licence-ignored"},
                                                                         {planted::adopt_by_prefix, "adopt-by-prefix"},
                                                                         {planted::newest_adopted, "newest-adopted"},
                                                                         {planted::notify_before_save, "notify-before-save"},
                                                                         {planted::sweep_open, "sweep-open"},
                                                                         {planted::quota_forgotten, "quota-forgotten"},
                                                                         {planted::body_logged, "body-logged"},
                                                                         {planted::forgery_believed, "forgery-believed"},
                                                                         {planted::no_healing, "no-healing"},
                                                                         {planted::quiescence_short, "quiescence-short"}};

inline std::string_view name_of(planted fault) {
  for (auto const& [one, name] : planted_names) {
    if (one == fault) return name;
  }
  return "none";
}

inline std::optional<planted> planted_named(std::string_view wanted) {
  for (auto const& [one, name] : planted_names) {
    if (name == wanted) return one;
  }
  return std::nullopt;
}

} // namespace simulation
