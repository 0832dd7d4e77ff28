#pragma once

// What probe_account asks with: a session that waits for the quota, drafts that go away, and how answers are told.
#include <rubrica/rubrica.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace probe {

namespace http = rubrica::http;
using json = nlohmann::ordered_json;

/// The text without words that look like an e-mail address.
inline std::string without_addresses(std::string text) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@')) {
    std::size_t const before = text.rfind(' ', at);
    std::size_t const begin = before == std::string::npos ? 0 : before + 1;
    text.replace(begin, std::min(text.find(' ', at), text.size()) - begin, "...");
  }
  return text;
}

/// One answer, of any status.
struct answer {
  int status = 0;
  http::headers fields;
  json body;
  bool is_json = false;

  /// The service's error messages, without the values.
  [[nodiscard]] json problems() const {
    json list = json::array();
    for (json const& one : body.is_object() ? body.value("errors", json::array()) : json::array()) {
      json const detail = one.value("detail", json());
      list.push_back(
          {{"status", one.value("status", json())}, {"detail", detail.is_string() ? json(without_addresses(detail)) : detail}});
      json const pointer = one.value("source", json::object()).value("pointer", json());
      if (!pointer.is_null()) list.back()["pointer"] = pointer;
    }
    return list;
  }
  [[nodiscard]] json attributes() const {
    return is_json ? body.value(json::json_pointer("/data/attributes"), json::object()) : json::object();
  }
};

class account {
public:
  account(std::string base_url, rubrica::secret token) : base_url_(std::move(base_url)), token_(std::move(token)) {}

  answer send(http::method verb, std::string const& path, json const& body = {}) { return send(verb, path, body, token_); }

  /// Waits when the account's quota is used up: the sandbox allows 20 requests in ten seconds.
  answer send(http::method verb, std::string const& path, json const& body, rubrica::secret const& authorization) {
    for (;;) {
      answer got = send_once(verb, path, body, authorization);
      if (got.status != 429) return got;
      std::this_thread::sleep_for(std::chrono::seconds(10));
    }
  }

  answer send_once(http::method verb, std::string const& path, json const& body, rubrica::secret const& authorization) {
    http::request request;
    request.verb = verb;
    request.url = base_url_ + path;
    request.fields = {{"Accept", "application/vnd.api+json"}};
    request.authorization = authorization;
    if (!body.is_null()) {
      request.body = body.dump();
      request.fields.push_back({"Content-Type", "application/vnd.api+json"});
    }
    http::context limits;
    limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    auto const got = curl_.send(request, limits);
    if (!got) {
      std::cerr << "probe_account: " << to_string(got.error()) << '\n';
      std::exit(1);
    }
    answer out{got->status, got->fields, json::parse(got->body, nullptr, false), false};
    out.is_json = !out.body.is_discarded();
    if (!out.is_json) out.body = json();
    return out;
  }

  [[nodiscard]] rubrica::secret const& token() const { return token_; }

private:
  std::string base_url_;
  rubrica::secret token_;
  http::curl_transport curl_{http::curl_options{.user_agent = "rubrica-probe"}};
};

inline void say(std::string_view question, json const& found) {
  std::cout << json{{"question", question}, {"answer", found}}.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
}

inline json field(answer const& from, std::string_view name) {
  std::string const* value = http::find(from.fields, name);
  return value != nullptr ? json(*value) : json();
}

inline json rate_fields(answer const& from) {
  json out;
  for (char const* name : {"Date", "Retry-After", "X-Rate-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset",
                           "X-RateLimit-Remaining", "X-RateLimit-Reset"}) {
    out[name] = field(from, name);
  }
  return out;
}

inline json resource(std::string_view type, json const& attributes, std::string const& id = {}) {
  json data{{"type", type}, {"attributes", attributes}};
  if (!id.empty()) data["id"] = id;
  return {{"data", data}};
}

inline std::string id_of(answer const& created) {
  return created.is_json ? created.body.value(json::json_pointer("/data/id"), std::string()) : std::string();
}

/// A draft that is always deleted at the end.
class draft {
public:
  draft(account& with, json const& attributes)
      : with_(with), made(with.send(http::method::post, "/envelopes", resource("envelopes", attributes))), id(id_of(made)) {}
  ~draft() {
    if (!id.empty()) with_.send(http::method::del, "/envelopes/" + id);
  }
  draft(draft const&) = delete;
  draft& operator=(draft const&) = delete;

private:
  account& with_;

public:
  answer const made;
  std::string const id;
};

inline std::string unique_name() {
  return "rubrica-probe-" + std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
}

/// The same with each text replaced by what kind of value it is: answers may hold names and addresses.
inline json shape_of(json const& value) {
  if (!value.is_structured()) return value.type_name();
  json out = value;
  for (json& one : out) one = shape_of(one);
  return out;
}

} // namespace probe
