#pragma once

#include "programs/process.hpp"
#include "support/files/temporary_folder.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rubrica_test {

/// Keys that are no letters, as WebDriver spells them.
namespace key {
inline constexpr char tab[] = "\uE004";
inline constexpr char enter[] = "\uE007";
inline constexpr char space[] = "\uE00D";
inline constexpr char down[] = "\uE015";
} // namespace key

/// The page, or the part of it that was meant, is no longer shown.
struct page_changed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Chromium, driven by the W3C WebDriver protocol. It knows no name but those of this machine, and keeps nothing.
class webdriver {
public:
  webdriver();
  ~webdriver();

  void open(std::string const& url);
  [[nodiscard]] std::string url();
  void resize(int width, int height);
  /// Runs the body of a function; its `arguments` are the list's.
  nlohmann::json run(std::string_view script, nlohmann::json const& arguments = nlohmann::json::array());
  /// Waits until the body of a function returns true, looking again whenever the page changes: false when it does not come. Other
  /// pages may come meanwhile.
  bool wait(std::string const& script, nlohmann::json const& arguments = nlohmann::json::array());
  /// An element that `run` returned. Where it leads to another page, that page is there afterwards.
  void click(nlohmann::json const& element);
  /// An element that leads to a file: what arrives.
  [[nodiscard]] std::string download(nlohmann::json const& element);
  void type(nlohmann::json const& element, std::string const& text);
  /// Of a field: empties it.
  void clear(nlohmann::json const& element);
  /// Presses and releases a key, wherever the focus is. Where it leads to another page, that page is there afterwards.
  void press(std::string const& what);
  [[nodiscard]] nlohmann::json focused();
  void forget_cookies();
  [[nodiscard]] std::string cookie(std::string const& name);
  /// The visible part of the page, as PNG.
  [[nodiscard]] std::string screenshot();

private:
  void touch(nlohmann::json const& element);
  void wait_for_next_page();
  bool wait_on_page(nlohmann::json const& body);
  nlohmann::json call(char const* method, std::string const& path, nlohmann::json const& body = nlohmann::json::object());
  [[nodiscard]] std::string session(std::string const& path) const { return "/session/" + session_ + path; }

  temporary_folder folder_;
  process driver_;
  std::unique_ptr<httplib::Client> client_;
  std::string session_;
};

} // namespace rubrica_test
