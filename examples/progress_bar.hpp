#pragma once

#include <rubrica/signing/sender.hpp>

#include <cstdio>
#include <map>
#include <string>
#include <unistd.h>

/// Shows uploads: a bar that redraws itself on a terminal, a line for each quarter otherwise.
class progress_bar {
public:
  void show(rubrica::signing::progress const& news) {
    if (news.total == 0) return;
    int const percent = static_cast<int>(news.bytes * 100 / news.total);
    int& shown = shown_[news.index];
    if (is_terminal_) {
      if (percent == shown && percent != 100) return;
      std::printf("\r  file %zu [%-40s] %3d %%%s", news.index + 1,
                  std::string(static_cast<std::size_t>(percent) * 40 / 100, '#').c_str(), percent,
                  percent == 100 && shown < 100 ? "\n" : "");
      shown = percent;
    } else if (percent / 25 > shown / 25) {
      std::printf("  file %zu: %d %% of %llu bytes sent\n", news.index + 1, percent, static_cast<unsigned long long>(news.total));
      shown = percent;
    }
    std::fflush(stdout);
  }

private:
  bool is_terminal_ = ::isatty(STDOUT_FILENO) == 1;
  std::map<std::size_t, int> shown_;
};
