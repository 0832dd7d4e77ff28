#pragma once

#include "browser/person.hpp"
#include "support/catch.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/sandbox/server.hpp>
#include <rubrica/signing/sent.hpp>

#include <string>
#include <utility>

namespace rubrica_test {

inline constexpr int telephone_width = 390;

/// The simulator's own pages, and somebody at a browser: a telephone, unless it is made wider.
struct simulator_world {
  explicit simulator_world(rubrica::sandbox::server_options options = {});

  /// Sends for signing; the signers are called.
  rubrica::signing::sent send(rubrica::signing::request const& request) const;
  /// Where the signer signs.
  [[nodiscard]] std::string link_of(rubrica::signer_id const& signer) const;
  [[nodiscard]] std::string account() const { return page("/conta"); }
  [[nodiscard]] std::string page(std::string const& path) const;
  /// The text of the message that was sent last.
  [[nodiscard]] std::string last_message() const { return box.notifications().back().message; }

  rubrica::sandbox::server box;
  person user;
};

/// Asks for the code on the page, and reads it in the message that comes.
template <class Message> std::string ask_for_code(person& user, Message const& last_message) {
  user.press("Receber código");
  REQUIRE(user.sees("Código de 6 algarismos"));
  std::string const text = last_message();
  return text.substr(text.size() - 6);
}

/// Signs with it.
template <class Message> void confirm_with_code(person& user, Message const& last_message) {
  user.fill("Código de 6 algarismos", ask_for_code(user, last_message));
  user.press("Assinar");
}

} // namespace rubrica_test
