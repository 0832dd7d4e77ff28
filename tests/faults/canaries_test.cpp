// No secret and no personal value may appear in a log line, a notice or an error, whatever the server says: every operation runs
// against servers that repeat what they were sent, that answer with everything they know, and that break off.
#include "support/catch.hpp"

#include "operations/operation.hpp"
#include "operations/values.hpp"
#include "support/canaries.hpp"
#include "support/clock/skipping_clock.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/run_in_threads.hpp"

#include <rubrica/http/log_observer.hpp>
#include <rubrica/signing/sender.hpp>

#include <nlohmann/json.hpp>

#include <mutex>
#include <set>

namespace canaries_test {

using namespace rubrica;
using namespace rubrica_test;
using nlohmann::json;

namespace {

class notebook {
public:
  void add(std::string_view line) {
    std::lock_guard<std::mutex> const lock(mutex_);
    text_.append(line).append("\n");
  }
  std::string const& text() const { return text_; }

private:
  std::mutex mutex_;
  std::string text_;
};

/// Records every text of every notice, and the lines that the log makes of it; skips the waits.
class witness final : public http::observer {
public:
  witness(notebook& into, std::shared_ptr<skipping_clock> time)
      : into_(into), time_(std::move(time)), log_([&into](std::string_view line) { into.add(line); }) {}

  void call_started(http::call_notice const& n) noexcept override {
    into_.add(n.route);
    log_.call_started(n);
  }
  void request_started(http::request_notice const& n) noexcept override {
    into_.add(n.route);
    log_.request_started(n);
  }
  void request_finished(http::end_notice const& n) noexcept override {
    into_.add(n.request_id);
    log_.request_finished(n);
  }
  void retry(http::wait_notice const& n) noexcept override {
    into_.add(n.route);
    log_.retry(n);
    time_->skip(n.wait);
  }
  void quota_wait(http::wait_notice const& n) noexcept override {
    into_.add(n.route);
    log_.quota_wait(n);
    time_->skip(n.wait);
  }
  void error(http::error_notice const& n) noexcept override {
    into_.add(n.request_id);
    log_.error(n);
  }
  void call_finished(http::end_notice const& n) noexcept override {
    into_.add(n.request_id);
    log_.call_finished(n);
  }
  void unknown(http::unknown_notice const& n) noexcept override {
    into_.add(n.where);
    log_.unknown(n);
  }

private:
  notebook& into_;
  std::shared_ptr<skipping_clock> time_;
  http::log_observer log_;
};

void note(notebook& into, error_info const& error) {
  into.add(to_string(error));
  into.add(explain(error));
  into.add(failure(error).what());
  for (std::string const* text : {&error.message, &error.request_id, &error.rule, &error.envelope_left_behind}) into.add(*text);
  for (problem const& one : error.problems) {
    for (std::string const* text : {&one.code, &one.title, &one.detail, &one.pointer, &one.for_logs}) into.add(*text);
  }
}

/// Whether the text has no character that could split a line or hide a part of it.
bool is_readable(std::string_view text) {
  for (char const* bad : {"\x1B", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    if (text.find(bad) != std::string_view::npos) return false;
  }
  return true;
}

// ---- servers that reveal too much ----

using speaker = std::function<std::string(raw_request const& asked, std::string const& good)>;

void collect_texts(json const& from, std::vector<std::string>& into) {
  if (from.is_string()) into.push_back(from.get<std::string>().substr(0, 5000));
  if (!from.is_structured()) return;
  for (json const& one : from) collect_texts(one, into);
}

/// The values of the query, as sent and decoded.
void collect_parameters(std::string const& target, std::vector<std::string>& into) {
  for (std::size_t at = target.find('='); at != std::string::npos; at = target.find('=', at + 1)) {
    std::string const sent = target.substr(at + 1, target.find('&', at) - at - 1);
    std::string meant;
    for (std::size_t i = 0; i < sent.size(); ++i) {
      meant += sent[i] == '%' ? static_cast<char>(std::stoi(sent.substr(i + 1, 2), nullptr, 16)) : sent[i];
      if (sent[i] == '%') i += 2;
    }
    into.insert(into.end(), {sent, meant});
  }
}

std::string in_capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

/// A problem for each text of the request, including the token, which is repeated in every member; and in capitals.
std::string repeated(raw_request const& asked) {
  std::vector<std::string> texts{asked.field("Authorization"), "o token " + asked.field("Authorization") + " expirou"};
  if (!asked.body.empty()) collect_texts(json::parse(asked.body), texts);
  collect_parameters(asked.target, texts);
  texts.push_back("forged\r\n2026-11-28 \x1B[2K \xC2\x85 \xE2\x80\xA8 \xE2\x80\xA9 \xE2\x80\xAE \xE2\x81\xA6");
  for (std::size_t i = texts.size(); i-- > 0;) texts.push_back(in_capitals(texts[i]));
  json problems = json::array();
  for (std::string const& text : texts) {
    problems.push_back({{"code", text},
                        {"title", text + " inv\u00e1lido"},
                        {"detail", "o valor " + text + " n\u00e3o pode ser usado"},
                        {"source", {{"pointer", "/data/attributes/" + text}}}});
  }
  return json{{"errors", problems}}.dump();
}

std::string everything() {
  std::string out;
  for (std::string const& one : values::secret_ones()) out += one + " ";
  return out;
}

std::string fields() {
  return std::string("X-Request-Id: ") + values::token + " " + values::name + "\r\nRetry-After: " + values::phone +
         "\r\nLocation: https://evil.example/?" + values::link_query + "\r\nSet-Cookie: a=" + values::webhook_secret + "\r\n";
}

std::vector<speaker> speakers() {
  std::vector<speaker> all;
  for (int status : {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
    all.push_back([status](auto const& asked, auto const&) { return answer(status, repeated(asked), fields()); });
    all.push_back([status](auto const&, auto const&) { return answer(status, "<html>" + everything(), fields()); });
  }
  all.push_back([](auto const&, auto const& good) { return answer(200, good, fields()); });
  for (int status : {200, 422}) {
    all.push_back([status](auto const& asked, auto const&) {
      return answer(status, "{}", "X-Request-Id: " + asked.field("Authorization") + "\r\n");
    });
  }
  all.push_back([](auto const&, auto const& good) { return answer(200, good.substr(0, good.size() / 2), fields()); });
  all.push_back([](auto const&, auto const&) { return answer(200, "<html>" + everything(), fields()); });
  all.push_back([](auto const& asked, auto const&) { return answer(200, repeated(asked), fields()); });
  all.push_back([](auto const&, auto const&) { return answer(302, everything(), fields()); });
  all.push_back([](auto const&, auto const&) { return "HTTP/1.1 " + everything() + "\r\n\r\n"; });
  all.push_back([](auto const&, auto const&) { return everything() + "\r\n\r\n"; });
  all.push_back([](auto const&, auto const&) { return std::string(); }); // and closes the connection
  return all;
}

raw_server::handler says(speaker const& speaker, operation const& by) {
  return [speaker, by, good = good_body(by)](connection& peer) {
    while (auto const asked = peer.read_request()) {
      auto const other = by.answer_to_another(*asked);
      std::string const text = other ? answer(200, *other) : speaker(*asked, good);
      if (text.empty() || !peer.write(text)) return;
    }
  };
}

using credential = secret clicksign::client_options::*;

clicksign::client talking_client(raw_server const& server, notebook& log, credential by = &clicksign::client_options::token) {
  clicksign::client_options options;
  options.base_url = server.url("/api/v3");
  options.*by = secret(values::token);
  auto const time = std::make_shared<skipping_clock>();
  options.clock = time;
  options.observer = std::make_shared<witness>(log, time);
  options.quota = std::make_shared<http::quota>(0);
  options.retry.throttled_attempts = 2;
  return clicksign::client(options);
}

clicksign::call_options for_hours() {
  clicksign::call_options options;
  options.timeout = std::chrono::hours(10);
  return options;
}

std::vector<std::string> in_capitals(std::vector<std::string> all) {
  for (std::string& one : all) one = in_capitals(one);
  return all;
}

std::vector<std::string> with_ids() {
  auto out = values::secret_ones();
  out.emplace_back(values::id);
  return out;
}

} // namespace

TEST_CASE("no operation lets a secret or a personal value out, whatever it is told",
          "[faults][socket][threads][secrets][rule8]") {
  credential const by_token = GENERATE(&clicksign::client_options::token, &clicksign::client_options::oauth_token);
  notebook log;
  notebook problems;
  std::atomic<int> failures{0};
  std::mutex mutex;
  std::set<std::string> sent;
  auto const all = speakers();
  auto const& operations = all_operations();
  run_in_threads(4, all.size() * operations.size(), [&](std::size_t i) {
    operation const& by = operations[i % operations.size()];
    raw_server const server(says(all[i / operations.size()], by));
    auto const error = by.run(talking_client(server, log, by_token), for_hours());
    {
      std::lock_guard<std::mutex> const lock(mutex);
      for (std::string const& value : values::sent_ones()) {
        if (server.has_seen(value)) sent.insert(value);
      }
    }
    if (!error) return;
    ++failures;
    note(problems, *error);
  });
  CHECK(sent.size() == values::sent_ones().size());
  CHECK(static_cast<std::size_t>(failures) > (all.size() - 2) * operations.size() * 9 / 10);
  CHECK(log.text().size() > 100'000);
  CHECK(problems.text().find("***") != std::string::npos);
  CHECK(canaries_in(log.text(), with_ids()) == std::vector<std::string>());
  CHECK(canaries_in(problems.text(), values::secret_ones()) == std::vector<std::string>());
  CHECK(canaries_in(problems.text(), in_capitals(values::secret_ones())) == std::vector<std::string>());
  CHECK(is_readable(log.text()));
  CHECK(is_readable(problems.text()));
}

TEST_CASE("a whole sending lets no secret or personal value out of its failures", "[faults][socket][secrets][rule8]") {
  notebook log;
  notebook problems;
  signing::request request;
  request.record = {signing::record_kind::opportunity, "OP-1207"};
  request.files.push_back({"", values::file_bytes(), "contrato.pdf", "contract", "Contrato de teste"});
  signing::signer signer;
  signer.name = values::name;
  signer.email = values::email;
  signer.mobile = values::phone;
  signer.cpf = values::cpf;
  signer.birthday = values::birthday;
  request.signers.push_back(signer);
  signing::send_options options;
  options.timeout = std::chrono::hours(1);
  for (speaker const& one : speakers()) {
    raw_server const server(says(one, {}));
    auto const sent = signing::sender(talking_client(server, log)).send(request, options);
    REQUIRE_FALSE(sent);
    note(problems, sent.error());
  }
  // Values that the preflight refuses.
  for (char const* wrong : {values::email, values::cpf, values::phone}) {
    request.signers[0].name = wrong;
    request.signers[0].birthday = wrong;
    request.signers[0].mobile = std::string(values::name) + wrong;
    raw_server const server(always(answer(200, "{}")));
    auto const refused = signing::sender(talking_client(server, log)).send(request, options);
    REQUIRE_FALSE(refused);
    note(problems, refused.error());
  }
  CHECK(canaries_in(log.text(), with_ids()) == std::vector<std::string>());
  CHECK(canaries_in(problems.text(), values::secret_ones()) == std::vector<std::string>());
}

} // namespace canaries_test
