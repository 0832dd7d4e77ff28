#include "browser/webdriver.hpp"

#include "crypto/base64.hpp"
#include "support/clock/wait_until.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>

namespace rubrica_test {

using nlohmann::json;

namespace {

constexpr auto patience = std::chrono::seconds(20);
constexpr char driver_path[] = "/usr/bin/chromedriver";
constexpr char browser_path[] = "/usr/bin/chromium";
constexpr char element_name[] = "element-6066-11e4-a52e-4f735466cecf"; // W3C WebDriver, "web element identifier"

/// `ChromeDriver was started successfully on port 41234.`
int port_of(process& driver) {
  for (std::string line = driver.read_line(); !line.empty() || driver.pid() > 0; line = driver.read_line()) {
    auto const at = line.find(" on port ");
    bool const is_it = line.find("successfully") != std::string::npos && at != std::string::npos;
    if (is_it) return std::stoi(line.substr(at + 9));
    if (line.empty()) break;
  }
  throw std::runtime_error("chromedriver did not start");
}

json capabilities(std::string const& profile, std::string const& downloads) {
  json const arguments = {"--headless=new",
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--disable-dev-shm-usage",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync",
                          "--force-prefers-reduced-motion",
                          "--hide-scrollbars",
                          "--lang=pt-BR",
                          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                          "--user-data-dir=" + profile};
  json const preferences = {{"download.default_directory", downloads},
                            {"download.prompt_for_download", false},
                            {"profile.content_settings.exceptions.clipboard", {{"*", {{"setting", 1}}}}}};
  json const options = {{"binary", browser_path}, {"args", arguments}, {"prefs", preferences}};
  json const timeouts = {{"script", std::chrono::milliseconds(patience).count()}};
  json const wanted = {{"browserName", "chrome"}, {"goog:chromeOptions", options}, {"timeouts", timeouts}};
  return {{"capabilities", {{"alwaysMatch", wanted}}}};
}

std::string id_of(json const& element) {
  if (!element.is_object()) throw std::runtime_error("there is no such element on the page");
  return element.at(element_name);
}

json keys_of(std::string const& what) {
  json const down = {{"type", "keyDown"}, {"value", what}};
  json const up = {{"type", "keyUp"}, {"value", what}};
  return {{"actions", json::array({{{"type", "key"}, {"id", "keyboard"}, {"actions", json::array({down, up})}}})}};
}

/// ChromeDriver has one code for a part of the page that is gone, and for what else may happen meanwhile only sentences.
bool has_page_changed(std::string const& why) {
  constexpr char const* signs[] = {"stale element", "does not belong to the document", "unloaded", "navigat", "detached",
                                   "context"};
  return std::any_of(std::begin(signs), std::end(signs), [&](char const* sign) { return why.find(sign) != std::string::npos; });
}

// A page knows at once that a click or a key has led away from it; the next one comes later, and until then the driver shows the
// one that is left.
constexpr char know_leaving[] = R"js(
  const leave = event => { window.isLeft ||= !event.defaultPrevented; };
  addEventListener('submit', leave);
  addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (link && !link.getAttribute('href').startsWith('#')) leave(event);
  });
)js";

/// Chromium keeps the name by an empty file, and writes into one beside it until all is there.
std::string whole_file_in(std::string const& folder) {
  for (auto const& one : std::filesystem::directory_iterator(folder)) {
    std::string const name = one.path().filename().string();
    bool const is_begun = name[0] == '.' || one.path().extension() == ".crdownload";
    if (!is_begun && one.file_size() > 0) return name;
  }
  return {};
}

/// ctest reads the sentence, and skips the test.
void require_browser() {
  bool const is_there = std::filesystem::exists(driver_path) && std::filesystem::exists(browser_path);
  if (!is_there) throw std::runtime_error("no browser on this machine: install chromium and chromium-driver");
}

} // namespace

webdriver::webdriver()
    : driver_({(require_browser(), driver_path), "--port=0", "--allowed-ips=127.0.0.1"},
              {{"HOME", folder_.path("home")}, {"TZ", "America/Sao_Paulo"}}) {
  std::filesystem::create_directories(folder_.path("home"));
  std::filesystem::create_directories(folder_.path("downloads"));
  client_ = std::make_unique<httplib::Client>("127.0.0.1", port_of(driver_));
  client_->set_read_timeout(60);
  client_->set_keep_alive(true);
  client_->set_tcp_nodelay(true);
  session_ = call("POST", "/session", capabilities(folder_.path("profile"), folder_.path("downloads"))).at("sessionId");
  json const on_each_page = {{"cmd", "Page.addScriptToEvaluateOnNewDocument"}, {"params", {{"source", know_leaving}}}};
  call("POST", session("/goog/cdp/execute"), on_each_page);
}

webdriver::~webdriver() {
  try {
    call("DELETE", "/session/" + session_); // ends the browser; the driver is ended by its process
  } catch (std::exception const&) {
    // A browser that is gone already is what is wanted.
  }
}

json webdriver::call(char const* method, std::string const& path, json const& body) {
  httplib::Request request;
  request.method = method;
  request.path = path;
  if (request.method == "POST") request.body = body.dump();
  request.headers = {{"Content-Type", "application/json"}};
  auto const answer = client_->send(request);
  if (!answer) throw std::runtime_error("chromedriver does not answer");
  json const value = json::parse(answer->body).at("value");
  if (answer->status == 200) return value;
  std::string const why = value.at("error").get<std::string>() + ": " + value.at("message").get<std::string>();
  if (has_page_changed(why)) throw page_changed(path + ": " + why);
  throw std::runtime_error(path + ": " + why);
}

void webdriver::open(std::string const& url) {
  call("POST", session("/url"), {{"url", url}});
}

std::string webdriver::url() {
  return call("GET", session("/url"));
}

void webdriver::resize(int width, int height) {
  call("POST", session("/window/rect"), {{"width", width}, {"height", height}});
}

json webdriver::run(std::string_view script, json const& arguments) {
  return call("POST", session("/execute/sync"), {{"script", script}, {"args", arguments}});
}

bool webdriver::wait(std::string const& script, json const& arguments) {
  // In the page, which tells when it changes: asking again and again would keep a processor from those who are waited for.
  json const body = {{"script", "const given = [...arguments], done = given.pop();\n"
                                "const holds = () => (function () {" +
                                    script +
                                    "}).apply(null, given);\n"
                                    "const look = () => { if (!holds()) return; watch.disconnect(); done(true); };\n"
                                    "const watch = new MutationObserver(look);\n"
                                    "watch.observe(document, {subtree: true, childList: true, characterData: true, "
                                    "attributes: true});\nlook();"},
                     {"args", arguments}};
  auto const end = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < end) {
    if (wait_on_page(body)) return true;
  }
  return false;
}

/// False when the page was left, or when it is time to look whether to wait on.
bool webdriver::wait_on_page(json const& body) {
  try {
    return call("POST", session("/execute/async"), body) == true;
  } catch (page_changed const&) {
    return false;
  } catch (std::runtime_error const& why) {
    if (std::string(why.what()).find("script timeout") == std::string::npos) throw;
    return false;
  }
}

void webdriver::touch(json const& element) {
  call("POST", session("/element/" + id_of(element) + "/click"));
}

void webdriver::wait_for_next_page() {
  if (!wait("return !window.isLeft;")) throw std::runtime_error("the next page does not come");
}

void webdriver::click(json const& element) {
  touch(element);
  wait_for_next_page();
}

std::string webdriver::download(json const& element) {
  touch(element);
  std::string name;
  bool const is_there = wait_until([&] { return !(name = whole_file_in(folder_.path("downloads"))).empty(); });
  if (!is_there) throw std::runtime_error("no file was downloaded");
  run("window.isLeft = false;"); // a file comes in the place of no page
  std::string const path = "downloads/" + name;
  std::string bytes = folder_.read(path);
  std::filesystem::remove(folder_.path(path));
  return bytes;
}

void webdriver::type(json const& element, std::string const& text) {
  call("POST", session("/element/" + id_of(element) + "/value"), {{"text", text}});
}

void webdriver::clear(json const& element) {
  call("POST", session("/element/" + id_of(element) + "/clear"));
}

void webdriver::press(std::string const& what) {
  call("POST", session("/actions"), keys_of(what));
  wait_for_next_page();
}

json webdriver::focused() {
  return call("GET", session("/element/active"));
}

void webdriver::forget_cookies() {
  call("DELETE", session("/cookie"));
}

std::string webdriver::cookie(std::string const& name) {
  return call("GET", session("/cookie/" + name)).at("value");
}

std::string webdriver::screenshot() {
  std::string const text = call("GET", session("/screenshot"));
  return rubrica::detail::decode_base64(text).value();
}

} // namespace rubrica_test
