#pragma once

#include "browser/webdriver.hpp"

#include <string>

namespace rubrica_test {

/// Somebody who uses pages by what stands on them: the names of buttons, the labels of fields, the text that is shown.
///
/// `in` is the part of the page that is meant: the legend of a group of fields, or a text in a row or an item of a list.
class person {
public:
  explicit person(webdriver& at) : at_(at) {}

  void open(std::string const& url) { at_.open(url); }
  /// Waits until the text is shown; false when it does not come.
  bool sees(std::string const& text);
  /// Waits until the text is gone.
  bool misses(std::string const& text);
  /// All that is shown.
  std::string page();

  /// Presses a button or follows a link.
  void press(std::string const& name, std::string const& in = {});
  /// Follows a link that leads to a file, and returns what arrives.
  std::string download(std::string const& name);
  /// Whether there is such a button or link, and it can be pressed.
  bool can_press(std::string const& name, std::string const& in = {});
  /// Waits until it can be pressed.
  bool comes_to_press(std::string const& name);

  void fill(std::string const& label, std::string const& text, std::string const& in = {});
  /// The same for a text that no keyboard has: it is pasted.
  void paste(std::string const& label, std::string const& text);
  void choose(std::string const& label, std::string const& option, std::string const& in = {});
  void attach(std::string const& label, std::string const& path);
  std::string value_of(std::string const& label, std::string const& in = {});
  bool has_field(std::string const& label, std::string const& in = {});

  /// Presses Tab until the focus is on the button, link or field of this name.
  bool tab_to(std::string const& name);
  /// What the focus is on, by its name.
  std::string focus();

  webdriver& browser() { return at_; }

private:
  nlohmann::json there(std::string const& find, nlohmann::json const& arguments);
  nlohmann::json control(std::string const& name, std::string const& in);
  nlohmann::json field(std::string const& label, std::string const& in);

  webdriver& at_;
};

/// One browser for all tests: each starts with a page and cookies of its own.
webdriver& shared_browser();

} // namespace rubrica_test
