#include "browser/person.hpp"

#include <stdexcept>

namespace rubrica_test {

using nlohmann::json;

namespace {

// Shared by the scripts: what an element is called, and the part of the page in which to look.
constexpr char naming[] = R"js(
  const text = e => (e.innerText || '').replace(/\s+/g, ' ').trim();
  const shown = e => e.checkVisibility();
  const fits = (name, wanted) => name === wanted || name.startsWith(wanted + ' ');
  const part = wanted => {
    if (!wanted) return document;
    const group = [...document.querySelectorAll('fieldset')].find(e => text(e.querySelector('legend')) === wanted);
    return group || [...document.querySelectorAll('tbody tr, main li')].find(e => text(e).includes(wanted));
  };
  const best = (all, name, wanted) => all.find(e => name(e) === wanted) || all.find(e => fits(name(e), wanted)) || null;
)js";

constexpr char find_control[] = R"js(
  const root = part(arguments[1]);
  const found = root && best([...root.querySelectorAll('a, button, summary')].filter(shown), text, arguments[0]);
)js";

std::string const is_usable = std::string(find_control) + "\nreturn !!found && !found.disabled;";

constexpr char find_field[] = R"js(
  const root = part(arguments[1]);
  if (!root) return null;
  const label = best([...root.querySelectorAll('label')].filter(shown), text, arguments[0]);
  return label && label.control;
)js";

constexpr char name_of_focus[] = R"js(
  const one = document.activeElement;
  if (one.labels && one.labels.length) return text(one.labels[0]);
  return one === document.body ? '' : text(one);
)js";

std::string script(std::string const& rest) {
  return naming + rest;
}

/// Between finding a part of the page and using it, the page may be shown anew: by a script that shows what has changed, or because
/// the next one comes only now. Then it is found again.
template <class Use> auto found_anew(Use use) -> decltype(use()) {
  for (int tries = 0;; ++tries) {
    try {
      return use();
    } catch (page_changed const&) {
      if (tries == 5) throw;
    }
  }
}

} // namespace

bool person::sees(std::string const& text) {
  return at_.wait("return document.body && document.body.innerText.includes(arguments[0]);", json::array({text}));
}

bool person::misses(std::string const& text) {
  return at_.wait("return document.body && !document.body.innerText.includes(arguments[0]);", json::array({text}));
}

std::string person::page() {
  return found_anew([&] { return at_.run("return document.body.innerText"); });
}

/// What is not on the page yet may be on the one that comes.
json person::there(std::string const& find, json const& arguments) {
  json const found = at_.run(script(find), arguments);
  if (!found.is_null() || !at_.wait("return !!(function () {" + script(find) + "}).apply(null, arguments);", arguments))
    return found;
  return at_.run(script(find), arguments);
}

json person::control(std::string const& name, std::string const& in) {
  json found = there(std::string(find_control) + "\nreturn found;", json::array({name, in}));
  if (found.is_null()) throw std::runtime_error("there is no button \"" + name + "\" on the page");
  return found;
}

json person::field(std::string const& label, std::string const& in) {
  json found = there(find_field, json::array({label, in}));
  if (found.is_null()) throw std::runtime_error("there is no field \"" + label + "\" on the page");
  return found;
}

void person::press(std::string const& name, std::string const& in) {
  found_anew([&] { at_.click(control(name, in)); });
}

std::string person::download(std::string const& name) {
  return found_anew([&] { return at_.download(control(name, {})); });
}

bool person::can_press(std::string const& name, std::string const& in) {
  return found_anew([&] { return at_.run(script(is_usable), json::array({name, in})); });
}

bool person::comes_to_press(std::string const& name) {
  return at_.wait(script(is_usable), json::array({name, ""}));
}

void person::fill(std::string const& label, std::string const& text, std::string const& in) {
  found_anew([&] {
    json const found = field(label, in);
    at_.clear(found);
    at_.type(found, text);
  });
}

void person::paste(std::string const& label, std::string const& text) {
  found_anew([&] { at_.run("arguments[0].value = arguments[1]", json::array({field(label, {}), text})); });
}

void person::choose(std::string const& label, std::string const& option, std::string const& in) {
  found_anew([&] {
    json const found = field(label, in);
    json const chosen =
        at_.run(script("return best([...arguments[0].options], text, arguments[1]);"), json::array({found, option}));
    if (chosen.is_null()) throw std::runtime_error("there is no \"" + option + "\" to choose");
    at_.click(chosen);
  });
}

void person::attach(std::string const& label, std::string const& path) {
  found_anew([&] { at_.type(field(label, {}), path); });
}

std::string person::value_of(std::string const& label, std::string const& in) {
  return found_anew([&] { return at_.run("return arguments[0].value", json::array({field(label, in)})); });
}

bool person::has_field(std::string const& label, std::string const& in) {
  return found_anew([&] { return !at_.run(script(find_field), json::array({label, in})).is_null(); });
}

std::string person::focus() {
  return found_anew([&] { return at_.run(script(name_of_focus)); });
}

webdriver& shared_browser() {
  static webdriver one;
  return one;
}

bool person::tab_to(std::string const& name) {
  constexpr int most = 120;
  for (int i = 0; i < most; ++i) {
    std::string const now = focus();
    if (now == name || now.rfind(name + ' ', 0) == 0) return true;
    at_.press(key::tab);
  }
  return false;
}

} // namespace rubrica_test
