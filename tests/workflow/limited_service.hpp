#pragma once

#include <rubrica/http/response.hpp>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace tenants_simulation {

/// ClickSign's rate limit for many accounts, and nothing else of it: 50 requests in each window of ten seconds.
class limited_service {
public:
  static constexpr int limit = 50;
  static constexpr std::int64_t window_length = 10'000;

  rubrica::http::response answer(std::string const& account, std::int64_t now) {
    std::int64_t const window = now / window_length;
    int& used = used_[account][window];
    bool const is_refused = used >= limit;
    if (!is_refused) ++used;
    refused_ += is_refused ? 1 : 0;
    rubrica::http::response out;
    out.status = is_refused ? 429 : 201;
    out.fields = {{"Date", date(now / 1'000)},
                  {"X-Rate-Limit", std::to_string(limit)},
                  {"X-Rate-Limit-Remaining", std::to_string(limit - used)},
                  {"X-Rate-Limit-Reset", std::to_string((window + 1) * window_length / 1'000)}};
    return out;
  }

  [[nodiscard]] int refused() const { return refused_; }
  /// What the account used of its windows between its first and its last one, which it need not have filled.
  [[nodiscard]] double part_used(std::string const& account) const {
    auto const found = used_.find(account);
    if (found == used_.end() || found->second.size() < 3) return 1;
    auto const first = std::next(found->second.begin());
    auto const last = std::prev(found->second.end());
    double used = 0;
    for (auto at = first; at != last; ++at) used += at->second;
    return used / static_cast<double>((last->first - first->first) * limit);
  }

private:
  static std::string date(std::int64_t seconds) {
    auto const moment = static_cast<std::time_t>(seconds);
    std::tm parts{};
    ::gmtime_r(&moment, &parts);
    char text[64];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return text;
  }

  std::map<std::string, std::map<std::int64_t, int>> used_;
  int refused_ = 0;
};

} // namespace tenants_simulation
