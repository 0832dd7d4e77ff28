#include "sign_bodies.hpp"

#include "measure.hpp"

#include "json/json_writer.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <random>
#include <string_view>

using rubrica::detail::json_writer;

namespace rubrica_bench {
namespace {

constexpr std::size_t room_behind = 64;

constexpr std::string_view first_names[] = {"João", "Conceição", "Antônio", "Lúcia", "Mário", "Inês", "Cauã", "Ana"};
constexpr std::string_view last_names[] = {"de Araújo Gonçalves", "Magalhães", "da Conceição Brandão", "Sá", "Müller Corrêa"};
constexpr std::string_view contracts[] = {"Contrato de locação nº ", "Procuração ", "Aditivo à adesão ", "Proposta "};
constexpr std::string_view roles[] = {"contractor", "contractee", "witness", "party", "guarantor"};

struct person {
  std::string key;
  std::string name;
  std::string email;
  std::string cpf;
  std::string_view role;
  bool by_whatsapp = false;
};

class generator {
public:
  explicit generator(unsigned seed) : random_(seed) {}

  std::string body() {
    body_.clear();
    signers_ = {somebody(), somebody(), somebody()};
    document_ = uuid();
    account_ = uuid();
    minute_ = static_cast<int>(random_() % 600);
    out_.begin_object();
    out_.key("event");
    signed_now();
    out_.key("document");
    document();
    out_.end_object();
    must(out_.valid(), "the generator wrote no JSON");
    std::string copy;
    copy.reserve(body_.size() + room_behind);
    copy += body_;
    return copy;
  }

private:
  template <class List> auto one_of(List const& list) { return list[random_() % std::size(list)]; }

  std::string digits(std::string_view form) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string out(form);
    for (char& c : out) {
      if (c == 'x') c = hexadecimal[random_() % 16];
      if (c == '9') c = hexadecimal[random_() % 10];
    }
    return out;
  }
  std::string uuid() { return digits("xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx"); }

  std::string time_of(int minutes_later) const {
    char text[40];
    int const minute = minute_ + minutes_later;
    std::snprintf(text, sizeof text, "2026-03-%02dT%02d:%02d:07.497-03:00", 2 + minute / 1440, minute / 60 % 24, minute % 60);
    return text;
  }

  person somebody() {
    person one;
    one.key = uuid();
    one.name = std::string(one_of(first_names)).append(" ").append(one_of(last_names));
    one.email = digits("ana.999999@casa.com.br");
    one.cpf = digits("999.999.999-99");
    one.role = one_of(roles);
    one.by_whatsapp = random_() % 4 == 0;
    return one;
  }

  void text(std::string_view name, std::string_view value) { out_.member(name, value); }
  void flag(std::string_view name, bool value) { out_.member(name, value); }
  void nothing(std::string_view name) {
    out_.key(name);
    out_.null();
  }

  void account() {
    out_.key("account");
    out_.begin_object();
    text("key", account_);
    out_.end_object();
  }

  void user() {
    out_.key("user");
    out_.begin_object();
    text("email", "operacao@imobiliaria.com.br");
    text("name", "Operação");
    out_.end_object();
  }

  void begin_event(std::string_view name) {
    out_.begin_object();
    text("name", name);
    out_.key("data");
    out_.begin_object();
  }

  void end_event(int minutes_later) {
    out_.end_object();
    text("occurred_at", time_of(minutes_later));
    out_.end_object();
  }

  void signer(person const& one, bool has_signed) {
    out_.begin_object();
    text("sign_as", one.role);
    text("key", one.key);
    text("email", one.email);
    text("name", one.name);
    text("documentation", one.cpf);
    flag("has_documentation", true);
    out_.key("auths");
    out_.begin_array();
    out_.string(one.by_whatsapp ? "whatsapp" : "email");
    out_.end_array();
    if (one.by_whatsapp)
      text("phone_number", "11987654321");
    else
      nothing("phone_number");
    if (has_signed) {
      text("address", digits("200.147.99.99"));
      out_.key("latitude");
      out_.number("-23.5505");
    }
    out_.end_object();
  }

  void signed_now() {
    begin_event("sign");
    out_.key("signer");
    signer(signers_[0], true);
    account();
    text("log_version", "1.1495.0");
    end_event(95);
  }

  void uploaded() {
    begin_event("upload");
    user();
    text("deadline_at", time_of(10080));
    flag("auto_close", true);
    text("locale", "pt-BR");
    end_event(0);
  }

  void signers_added() {
    begin_event("add_signer");
    user();
    account();
    out_.key("signers");
    out_.begin_array();
    for (person const& one : signers_) {
      out_.begin_object();
      text("key", one.key);
      text("email", one.email);
      out_.end_object();
    }
    out_.end_array();
    end_event(3);
  }

  void started() {
    begin_event("signature_started");
    out_.key("signer");
    out_.begin_object();
    text("key", signers_[0].key);
    out_.end_object();
    end_event(90);
  }

  void downloads() {
    out_.key("downloads");
    out_.begin_object();
    out_.key("original_file_url");
    out_.json("\"https://clicksign-files.s3.amazonaws.com/2026/" + document_ + "/original.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
              "\\u0026X-Amz-Date=20260302T120000Z\\u0026X-Amz-Expires=300\\u0026X-Amz-SignedHeaders=host\\u0026X-Amz-Signature=" +
              digits(std::string(64, 'x')) + "\"");
    out_.end_object();
  }

  void document() {
    std::string const name = std::string(one_of(contracts)) + digits("9999");
    out_.begin_object();
    text("key", document_);
    text("account_key", account_);
    text("path", "/" + name + "/contrato.pdf");
    text("filename", "contrato.pdf");
    text("uploaded_at", time_of(0));
    text("updated_at", time_of(95));
    nothing("finished_at");
    text("deadline_at", time_of(10080));
    text("status", "running");
    flag("auto_close", true);
    text("locale", "pt-BR");
    out_.key("metadata");
    out_.begin_object();
    text("opportunity", digits("OP-99999"));
    out_.end_object();
    flag("sequence_enabled", false);
    nothing("signable_group");
    out_.member("remind_interval", std::int64_t{3});
    flag("block_after_refusal", true);
    downloads();
    out_.key("signers");
    out_.begin_array();
    for (person const& one : signers_) signer(one, false);
    out_.end_array();
    out_.key("events");
    out_.begin_array();
    uploaded();
    signers_added();
    started();
    out_.end_array();
    out_.end_object();
  }

  std::mt19937 random_;
  std::string body_;
  json_writer out_{body_};
  std::array<person, 3> signers_;
  std::string document_;
  std::string account_;
  int minute_ = 0;
};

} // namespace

std::vector<std::string> sign_bodies(std::size_t count) {
  std::vector<std::string> bodies;
  for (std::size_t i = 0; i < count; ++i) bodies.push_back(generator(static_cast<unsigned>(i)).body());
  return bodies;
}

} // namespace rubrica_bench
