#pragma once

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/signing/history.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

// Callbacks of ClickSign's as bytes, for sequences of events that arrive in every order.

namespace rubrica_test {

using json = nlohmann::json;
using rubrica::clicksign::webhook::event;
using rubrica::signing::history;

inline json signer_data(std::string const& key) {
  return {{"key", key}, {"name", "Pessoa " + key}, {"email", key + "@rubrica.test"}, {"sign_as", "sign"}};
}

inline std::string at_minute(int minute) {
  char text[40];
  std::snprintf(text, sizeof text, "2026-03-02T%02d:%02d:00.000-03:00", 9 + minute / 60, minute % 60);
  return text;
}

/// One event without its document, as in `document.events`.
inline json happened(std::string const& name, int minute, std::initializer_list<std::string> signers = {}) {
  json data = {{"account", {{"key", "acc"}}}};
  bool const many = name == "add_signer" || name == "remove_signer";
  if (many) data["user"] = {{"name", "Olga Pereira"}, {"email", "olga@rubrica.test"}};
  for (std::string const& key : signers) {
    if (many)
      data["signers"].push_back(signer_data(key));
    else
      data["signer"] = signer_data(key);
  }
  if (name == "refusal") data["refusal"] = {{"reasons", {"Outros"}}, {"comment", "Valor errado"}};
  if (name == "auto_close") data = nullptr;
  return {{"name", name}, {"data", data}, {"occurred_at", at_minute(minute)}};
}

inline event parsed(json const& body) {
  using namespace rubrica::clicksign::webhook;
  return parse(unverified_body(body.dump())).value();
}

/// The callback: the event, and the document in its state.
inline json callback(json const& body, std::string const& status, std::vector<std::string> const& signers,
                     json const& embedded = json::array(), std::string const& document = "doc-1") {
  json list = json::array();
  for (std::string const& key : signers) list.push_back(signer_data(key));
  return {{"event", body},
          {"document",
           {{"key", document},
            {"status", status},
            {"signers", list},
            {"events", embedded},
            {"downloads", {{"original_file_url", "https://files.rubrica.test/1?X-Amz-Signature=abc"}}}}}};
}

/// Two signers sign, and the document is finished.
inline std::vector<event> seven_events() {
  std::vector<std::string> const both{"ana", "bia"};
  return {parsed(callback(happened("upload", 0), "running", {})),
          parsed(callback(happened("add_signer", 1, {"ana", "bia"}), "running", both)),
          parsed(callback(happened("signature_started", 5, {"ana"}), "running", both)),
          parsed(callback(happened("sign", 6, {"ana"}), "running", both)),
          parsed(callback(happened("sign", 30, {"bia"}), "running", both)),
          parsed(callback(happened("auto_close", 30), "closed", both)),
          parsed(callback(happened("document_closed", 31), "closed", both))};
}

/// The same with a refusal, a failed check, a removed signer and a new deadline.
inline std::vector<event> twelve_events() {
  std::vector<std::string> const three{"ana", "bia", "caio"};
  std::vector<std::string> const both{"ana", "bia"};
  json deadline = happened("update_deadline", 2);
  deadline["data"]["deadline_at"] = "2026-04-20T09:00:00.000-03:00";
  return {parsed(callback(happened("upload", 0), "running", {})),
          parsed(callback(happened("add_signer", 1, {"ana", "bia", "caio"}), "running", three)),
          parsed(callback(deadline, "running", three)),
          parsed(callback(happened("signature_started", 5, {"ana"}), "running", three)),
          parsed(callback(happened("attempts_by_whatsapp_exceeded", 6, {"ana"}), "running", three)),
          parsed(callback(happened("sign", 8, {"ana"}), "running", three)),
          parsed(callback(happened("refusal", 10, {"bia"}), "running", three)),
          parsed(callback(happened("remove_signer", 20, {"caio"}), "running", both)),
          parsed(callback(happened("signature_started", 25, {"bia"}), "running", both)),
          parsed(callback(happened("sign", 30, {"bia"}), "running", both)),
          parsed(callback(happened("auto_close", 30), "closed", both)),
          parsed(callback(happened("document_closed", 31), "closed", both))};
}

inline history told(std::vector<event> const& events) {
  history h;
  for (event const& each : events) h.apply(each);
  return h;
}

/// Kind and signer of each change, sorted: `signer_signed ana`.
inline std::vector<std::string> names(std::vector<rubrica::signing::change> const& changes) {
  std::vector<std::string> out;
  for (auto const& one : changes) {
    out.push_back(std::string(one.kind.text()) + (one.signer.empty() ? "" : " " + one.signer.text()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The keys of all changes that a sequence of callbacks reported, sorted; a change that was reported twice appears twice.
inline std::vector<std::string> keys_told(std::vector<event> const& events) {
  history h;
  std::vector<std::string> keys;
  for (event const& each : events) {
    for (auto const& one : h.apply(each)) keys.push_back(one.key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

inline bool contains(std::vector<std::string> const& list, std::string const& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

} // namespace rubrica_test
