#pragma once

#include "signer_argument.hpp"

#include <rubrica/signing/sender.hpp>

#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace sign = rubrica::signing;

inline constexpr char usage[] = "usage: rubrica-send FILE... --signer 'NAME <EMAIL>[;OPTION=VALUE]...'... [OPTIONS]\n"
                                "       rubrica-send --template ID --data FILE.json --signer ... [OPTIONS]\n"
                                "       rubrica-send --resume --journal FOLDER [--sweep] [OPTIONS]\n"
                                "       rubrica-send --sweep [--journal FOLDER] [OPTIONS]\n"
                                "       rubrica-send --help | --version\n";

inline constexpr char help[] =
    "\n"
    "Sends the files to the signers with ClickSign. CLICKSIGN_TOKEN holds the access token.\n"
    "\n"
    "  --signer 'NAME <EMAIL>;...'  a person who signs, with any of these:\n"
    "        phone=P cpf=C birthday=YYYY-MM-DD\n"
    "        auth=email|sms|...[,A...]     role=R[,R...]   group=N\n"
    "        files=1,3                     signs these files only, counted from 1; all unless given\n"
    "        positions=1:0.8,0.9[,...]     initials at places: page, part of its width, part of its height from the top\n"
    "        pages=all|1,3                 initials at the usual place of these pages\n"
    "        field=position_sign_ID        initials at a place that the file names\n"
    "        kind=initials|manuscript      what is put there: initials, or a signature drawn by hand\n"
    "  --template ID         a file that ClickSign makes of a template\n"
    "  --data FILE.json      the values of that template's variables, a JSON object\n"
    "  --copy ID             a file that is a copy of an earlier document\n"
    "  --as NAME             how the file before is called: NAME.docx for a template\n"
    "  --watcher EMAIL       follows the envelope without signing\n"
    "  --message M, --subject S, --name N, --deadline D, --at-deadline closed|canceled\n"
    "  --replaces ID         the former envelope: cancelled, deleted or ended without all signatures\n"
    "  --creation bulk       everything by one request, for one file, without key and journal; then envelope_id may be null\n"
    "  --key K               your name of this sending: the same key again, from any machine, finds the same envelope and never\n"
    "                        makes a second one\n"
    "  --journal FOLDER      records the sending there before the first request; made when it does not exist\n"
    "  --resume              finishes, or gives up, what is open in the journal: with --json one line each, with key, envelope_id,\n"
    "                        state (sent, given_up, or open and giving_up for a later try), notified and error\n"
    "  --sweep               removes drafts of rubrica's that are older than a day and not in the journal; let another machine\n"
    "                        that has a journal of its own --resume first; with --json one line each, with envelope_id and\n"
    "                        state (removed)\n"
    "  --unchecked           does not look into the files\n"
    "  --base-url URL        where ClickSign is; its production unless given\n"
    "  --timeout SECONDS     for everything together; 600 unless given\n"
    "  --quiescence SECONDS  how long after a lost answer the request may still arrive: only then it is looked for; 120 unless\n"
    "                        given. With a shorter timeout the sending is given up instead\n"
    "  --json                one line: envelope_id, key, job_id, document_ids, signer_ids, requests, notified (true; false; null: not\n"
    "                        known), notification_error (null, or as below)\n"
    "\n"
    "exit codes:\n"
    "  0  sent: the envelope runs. See `notified` for whether its signers were called. With --resume: nothing is open any more\n"
    "  1  not sent, and nothing is left at ClickSign\n"
    "  2  the arguments cannot be used\n"
    "  3  not known, or something is left: look at ClickSign before sending again\n"
    "\n"
    "With 1 and 3 standard error has one line of JSON: code, message, outcome (not_sent, rejected, ambiguous), http_status,\n"
    "errors, help (the page below docs, without .md), and envelope_left_behind (null, or the id of what is left; envelope_id is the same). Of a draft whose id is not\n"
    "known, the message says how its name ends.\n";

struct arguments {
  sign::request request;
  std::string base_url = rubrica::clicksign::production_url;
  sign::send_options options;
  std::string journal; ///< empty: none
  bool resume = false;
  bool sweep = false;
  bool json = false;
};

/// Reads the command line. What is wrong is told on standard error.
class argument_reader {
public:
  explicit argument_reader(arguments& out) : out_(out) {}

  bool read(int argc, char** argv) {
    if (argc < 2) return refuse("nothing to send");
    for (int i = 1; i < argc; ++i) {
      std::string_view const option = argv[i];
      if (option == "--json") {
        out_.json = true;
      } else if (option == "--resume") {
        out_.resume = true;
      } else if (option == "--sweep") {
        out_.sweep = true;
      } else if (option == "--unchecked") {
        checks_ = false;
      } else if (option.substr(0, 2) != "--") {
        out_.request.files.push_back({.path = std::string(option)});
      } else if (!read_option(option, ++i < argc ? argv[i] : nullptr)) {
        return false;
      }
    }
    for (sign::file& one : out_.request.files) one.check_content = checks_;
    if (out_.resume && out_.journal.empty()) return refuse("--resume needs --journal");
    if ((out_.resume || out_.sweep) && !out_.request.files.empty()) return refuse("--resume and --sweep send no files");
    return true;
  }

private:
  bool read_option(std::string_view option, char const* given) {
    std::string_view const value = given == nullptr ? "" : given;
    sign::request& request = out_.request;
    std::map<std::string_view, std::function<bool()>> const options{
        {"--message", [&] { return set(request.message, value); }},
        {"--subject", [&] { return set(request.subject, value); }},
        {"--name", [&] { return set(request.name, value); }},
        {"--base-url", [&] { return set(out_.base_url, value); }},
        {"--deadline", [&] { return set(request.deadline, rubrica::timestamp(value)); }},
        {"--at-deadline",
         [&] { return set(request.at_deadline, read_listed<rubrica::clicksign::partial_signature_action>(value)); }},
        {"--replaces", [&] { return set(request.replaces, rubrica::envelope_id(std::string(value))); }},
        {"--watcher", [&] { return set(request.watchers.emplace_back().email, value); }},
        {"--key", [&] { return set(out_.options.key, value) && (!value.empty() || refuse("--key is empty")); }},
        {"--journal", [&] { return set(out_.journal, value) && (!value.empty() || refuse("--journal is empty")); }},
        {"--creation", [&] { return read_creation(value); }},
        {"--timeout", [&] { return read_seconds(value, 1, out_.options.timeout) || refuse_seconds(option); }},
        {"--quiescence", [&] { return read_seconds(value, 0, out_.options.quiescence) || refuse_seconds(option); }},
        {"--template", [&] { return add_template(value); }},
        {"--data", [&] { return read_data(std::string(value)); }},
        {"--copy", [&] { return set(request.files.emplace_back().copy_of, rubrica::document_id(std::string(value))); }},
        {"--as", [&] { return name_file(value); }},
        {"--signer", [&] { return add_signer(value); }},
    };
    auto const known = options.find(option);
    if (known == options.end()) return refuse("unknown option " + std::string(option));
    return given == nullptr ? refuse(std::string(option) + " needs a value") : known->second();
  }

  template <class T, class Value> static bool set(T& member, Value const& value) {
    member = value;
    return true;
  }

  static bool refuse(std::string const& why) {
    std::cerr << "rubrica-send: " << why << '\n' << usage;
    return false;
  }
  static bool refuse_seconds(std::string_view option) { return refuse(std::string(option) + " takes a number of seconds"); }

  /// A whole number of seconds, at least `least`.
  static bool read_seconds(std::string_view value, int least, std::chrono::milliseconds& out) {
    int seconds = 0;
    if (!read_number(value, seconds) || seconds < least) return false;
    out = std::chrono::seconds(seconds);
    return true;
  }

  bool read_creation(std::string_view value) {
    if (value == "bulk") return set(out_.options.creation, sign::creation::bulk);
    if (value == "stepwise") return set(out_.options.creation, sign::creation::stepwise);
    return refuse("--creation takes bulk or stepwise");
  }

  bool add_template(std::string_view id) {
    sign::file& added = out_.request.files.emplace_back();
    added.from_template = rubrica::template_id(std::string(id));
    added.name = "documento.docx";
    return true;
  }

  /// The whole file: the preflight checks that it is an object.
  bool read_data(std::string const& path) {
    if (out_.request.files.empty() || out_.request.files.back().from_template.empty())
      return refuse("--data belongs behind --template");
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse("the file of --data cannot be read");
    sign::file& made = out_.request.files.back();
    made.data_json.assign(std::istreambuf_iterator<char>(in), {});
    if (made.data_json.empty()) return refuse("the file of --data is empty");
    return true;
  }

  bool name_file(std::string_view name) {
    if (out_.request.files.empty()) return refuse("--as belongs behind a file");
    return set(out_.request.files.back().name, name);
  }

  bool add_signer(std::string_view text) {
    auto signer = read_signer(text);
    if (!signer)
      return refuse(
          "a signer is written 'NAME <EMAIL>;phone=P;auth=A,A;role=R;group=N;files=1,2;positions=1:0.8,0.9', each once");
    out_.request.signers.push_back(*std::move(signer));
    return true;
  }

  arguments& out_;
  bool checks_ = true;
};
