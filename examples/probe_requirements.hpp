#pragma once

// The questions about requirements, places on pages and bulk creations (docs/wire-uncertainties.md).
#include "probe_session.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace probe {

/// Two empty pages of A4.
inline constexpr char two_pages[] =
    "data:application/pdf;base64,"
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIF"
    "IgNCAwIFJdL0NvdW50IDI+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgNTk1IDg0Ml0+PmVu"
    "ZG9iago0IDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgNTk1IDg0Ml0+PmVuZG9iagp4cmVmCjAgNQowMDAwMD"
    "AwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMDkgMDAwMDAgbiAKMDAwMDAwMDA1MiAwMDAwMCBuIAowMDAwMDAwMTA3IDAwMDAwIG4gCjAwMDAwMDAx"
    "NzAgMDAwMDAgbiAKdHJhaWxlcjw8L1NpemUgNS9Sb290IDEgMCBSPj4Kc3RhcnR4cmVmCjIzMwolJUVPRgo=";

inline json told(answer const& got) {
  return {{"status", got.status}, {"problems", got.problems()}};
}

/// A draft with files and signers.
class probe_envelope {
public:
  probe_envelope(account& with, int files, std::vector<std::string> const& emails) : with_(with), draft_(with, {{"name", name}}) {
    for (int i = 0; i < files && exists(); ++i) {
      documents.push_back(add("/documents", "documents", {{"filename", "probe.pdf"}, {"content_base64", two_pages}}));
    }
    for (std::size_t i = 0; i < emails.size() && exists(); ++i) {
      signers.push_back(add("/signers", "signers", {{"name", i == 0 ? "Prova Um" : "Prova Dois"}, {"email", emails[i]}}));
    }
  }

  [[nodiscard]] bool usable() const { return exists() && is_complete_; }
  [[nodiscard]] std::string path() const { return "/envelopes/" + draft_.id; }

  [[nodiscard]] json requirement(json const& attributes, std::size_t file = 0, std::size_t signer = 0) const {
    json out = resource("requirements", attributes);
    out["data"]["relationships"] = {{"document", {{"data", {{"type", "documents"}, {"id", documents[file]}}}}},
                                    {"signer", {{"data", {{"type", "signers"}, {"id", signers[signer]}}}}}};
    return out;
  }

  /// Asks again for some seconds while the service still processes the file.
  answer require(json const& attributes, std::size_t file = 0, std::size_t signer = 0) {
    for (int tries = 1;; ++tries) {
      answer got = with_.send(http::method::post, path() + "/requirements", requirement(attributes, file, signer));
      std::string const text = got.problems().dump();
      bool const waits = text.find("processadas") != std::string::npos || text.find("documento não está") != std::string::npos;
      if (!waits || tries == 5) return got;
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
  }

  void remove(answer const& made) {
    std::string const id = id_of(made);
    if (!id.empty()) with_.send(http::method::del, path() + "/requirements/" + id);
  }

  answer activate() { return with_.send(http::method::patch, path(), resource("envelopes", {{"status", "running"}}, draft_.id)); }

  std::string const name = unique_name();
  std::vector<std::string> documents;
  std::vector<std::string> signers;

private:
  [[nodiscard]] bool exists() const { return !draft_.id.empty(); }

  std::string add(char const* route, char const* type, json const& attributes) {
    answer const made = with_.send(http::method::post, path() + route, resource(type, attributes));
    std::string id = id_of(made);
    if (!id.empty()) return id;
    is_complete_ = false;
    say(std::string("probe of ") + type, told(made));
    return id;
  }

  account& with_;
  draft draft_;
  bool is_complete_ = true;
};

/// What the account says to these attributes of a requirement, which is removed again.
inline void ask_about_requirement(probe_envelope& in, std::string_view question, json const& attributes) {
  answer const got = in.require(attributes);
  json found = told(got);
  for (char const* name : {"kind", "pages", "positions", "rubric_pages"}) {
    if (got.attributes().contains(name)) found[name] = got.attributes()[name];
  }
  say(question, found);
  in.remove(got);
}

inline json rubric_at(json const& page, double x) {
  return {{"action", "rubricate"}, {"positions", json::array({{{"page", page}, {"position", {x, 0.5}}}})}};
}

/// Whether the good one of two operations is done when the other fails.
inline void ask_about_mixed_batch(account& with, probe_envelope& in) {
  json const good = in.requirement({{"action", "agree"}, {"role", "sign"}});
  json bad = good;
  bad["data"]["relationships"]["signer"]["data"]["id"] = "00000000-0000-4000-8000-000000000000";
  json const operations = json::array({{{"op", "add"}, {"data", good["data"]}}, {{"op", "add"}, {"data", bad["data"]}}});
  auto const got = with.send(http::method::post, in.path() + "/bulk_requirements", {{"atomic:operations", operations}});
  auto const after = with.send(http::method::get, in.path() + "/requirements");
  json const made = after.body.is_object() ? after.body.value("data", json::array()) : json::array();
  say("bulk_requirements_mixed",
      {{"status", got.status}, {"problems", got.problems()}, {"body", shape_of(got.body)}, {"requirements_after", made.size()}});
}

inline void ask_about_requirements(account& with) {
  probe_envelope in(with, 1, {"rubrica-probe@example.com"});
  if (!in.usable()) return;
  json manuscript = rubric_at("2", 0.25);
  manuscript["kind"] = "manuscript";
  ask_about_requirement(in, "positions", manuscript);
  ask_about_requirement(in, "positions_page_as_number", rubric_at(1, 0.25));
  ask_about_requirement(in, "positions_beyond_last_page", rubric_at("3", 0.25));
  ask_about_requirement(in, "positions_out_of_range", rubric_at("1", 1.5));
  json both = rubric_at("1", 0.25);
  both["pages"] = "1";
  ask_about_requirement(in, "positions_with_pages", both);
  ask_about_requirement(in, "pages_without_blank", {{"action", "rubricate"}, {"pages", "1,2"}});
  ask_about_requirement(in, "pages_with_blank", {{"action", "rubricate"}, {"pages", "1, 2"}});
  ask_about_mixed_batch(with, in);
}

/// The envelopes of this name.
inline json envelopes_named(account& with, std::string const& name) {
  auto const found = with.send(http::method::get, "/envelopes?filter%5Bname%5D=" + name);
  return found.body.is_object() ? found.body.value("data", json::array()) : json::array();
}

/// Removes a draft, and cancels the documents of an envelope that runs.
inline void end_envelope(account& with, std::string const& id) {
  std::string const path = "/envelopes/" + id;
  if (with.send(http::method::del, path).status < 300) return;
  auto const listed = with.send(http::method::get, path + "/documents");
  for (json const& one : listed.body.is_object() ? listed.body.value("data", json::array()) : json::array()) {
    std::string const document = one.value("id", std::string());
    with.send(http::method::patch, path + "/documents/" + document, resource("documents", {{"status", "canceled"}}, document));
  }
}

/// By requests that are refused: one with another type, and one that lacks what may be demanded.
inline void ask_about_bulk_creations(account& with) {
  std::string const name = unique_name();
  json const too_little{{"envelope", {{"name", name}}},
                        {"document", {{"filename", "probe.pdf"}, {"content_base64", two_pages}}},
                        {"signers", json::array()}};
  say("bulk_creation_type", told(with.send(http::method::post, "/envelope_bulk_creations", resource("probe", too_little))));
  for (char const* type : {"envelope_bulk_creations", "envelope-bulk-creation"}) {
    auto const got = with.send(http::method::post, "/envelope_bulk_creations", resource(type, too_little));
    say(std::string("bulk_creation_demands ") + type, told(got));
    for (json const& made : envelopes_named(with, name)) end_envelope(with, made.value("id", std::string()));
  }
}

/// Two documents: the first signer signs one of them, and the second signer both, authenticated for the first one only.
inline void ask_about_pairs(account& with, std::vector<std::string> const& emails) {
  probe_envelope in(with, 2, emails);
  if (!in.usable()) return;
  json const agree{{"action", "agree"}, {"role", "sign"}};
  json const evidence{{"action", "provide_evidence"}, {"auth", "email"}};
  for (std::size_t signer : {std::size_t{0}, std::size_t{1}}) {
    in.require(agree, 0, signer);
    in.require(evidence, 0, signer);
  }
  in.require(agree, 1, 1);
  auto activated = in.activate();
  say("evidence_on_another_document", told(activated));
  if (activated.status >= 300) {
    in.require(evidence, 1, 1);
    activated = in.activate();
  }
  say("pairs", told(activated));
  end_envelope(with, in.path().substr(std::string("/envelopes/").size()));
  auto const after = with.send(http::method::get, in.path());
  say("pairs_cancelled", {{"status", after.status}, {"envelope", after.attributes().value("status", json())}});
}

inline void ask_for_bulk_creation(account& with, std::string const& email) {
  std::string const name = unique_name();
  json const metadata{{"source", "rubrica-probe"}, {"origin", "rubrica-probe"}};
  json const requirements =
      json::array({{{"action", "agree"}, {"role", "sign"}}, {{"action", "provide_evidence"}, {"auth", "email"}}});
  json const whole{{"envelope", {{"name", name}, {"metadata", metadata}}},
                   {"document", {{"filename", "probe.pdf"}, {"content_base64", two_pages}, {"metadata", metadata}}},
                   {"signers", json::array({{{"name", "Prova Um"}, {"email", email}, {"requirements", requirements}}})}};
  auto const got = with.send(http::method::post, "/envelope_bulk_creations", resource("envelope_bulk_creations", whole));
  say("bulk_creation", {{"status", got.status}, {"problems", got.problems()}, {"body", shape_of(got.body)}});
  if (got.status >= 300) return;
  for (int seconds = 0; seconds <= 10; ++seconds) {
    json const found = envelopes_named(with, name);
    if (found.empty()) {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      continue;
    }
    json const made = found[0];
    say("bulk_creation_made", {{"seconds", seconds},
                               {"envelope", made.value(json::json_pointer("/attributes/status"), json())},
                               {"id_is_that_of_the_answer", made.value("id", json()) == json(id_of(got))}});
    end_envelope(with, made.value("id", std::string()));
    return;
  }
  say("bulk_creation_made", json());
}

inline void ask_with_running_envelopes(account& with, std::string const& email) {
  std::string other = email;
  other.insert(std::min(other.find('@'), other.size()), "+2");
  ask_about_pairs(with, {email, other});
  ask_for_bulk_creation(with, email);
}

} // namespace probe
