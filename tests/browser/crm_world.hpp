#pragma once

#include "browser/person.hpp"
#include "programs/our_programs.hpp"
#include "support/files/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace rubrica_test {

/// rubrica-crm with its two companies, beside rubrica-sandbox, and somebody at a browser. All tests share the browser.
class crm_world {
public:
  explicit crm_world(std::vector<std::string> sandbox_options = {});

  [[nodiscard]] std::string const& url() const { return url_; }
  /// Signs in, at the list of opportunities.
  void enter(std::string const& company = "Acme Consultoria");
  /// Token and webhook of ClickSign, as an administrator sets them up; what forms do, without a browser.
  void integrate(std::string const& token = "token-acme");
  /// Adds a document to an opportunity likewise, and opens its tab.
  void add_document(std::string const& name, std::string const& opportunity = "Consultoria tributária 2027");
  /// Sends it to the contacts of its opportunity, and stays at its page.
  void send(std::string const& name);

  /// What the simulator knows: `state`, `notifications`.
  [[nodiscard]] nlohmann::json sandbox(std::string const& what) const;
  void control(std::string const& what, nlohmann::json const& body) const;
  /// The signer with this address signs.
  void sign(std::string const& email) const;
  /// Opens, on a telephone, the link of the last message to this address.
  void open_link(std::string const& email);
  /// The page of the simulator's account.
  [[nodiscard]] std::string account() const;
  /// Signs there with the code, and comes back.
  void sign_on_page(std::string const& email);
  /// The envelope that was made last, as the simulator shows it; null without one.
  [[nodiscard]] nlohmann::json last_envelope() const;

  /// What the administrator does on ClickSign's own pages: the secret of the new webhook.
  [[nodiscard]] std::string add_webhook(std::string const& address) const;

  /// Pacto tells the company that has signed in of a payment of Joana Dias.
  void tell_of_payment();
  /// Somebody without a browser, with the session of whoever has signed in.
  [[nodiscard]] httplib::Client without_browser();
  /// The session and the form token of whoever has signed in.
  [[nodiscard]] std::string session();
  [[nodiscard]] std::string csrf();

  /// SIGKILL, without warning.
  void kill();
  /// Starts it again, at the same address.
  void start();
  /// Starts another one on the same folder, at an address of its own; ClickSign knows the first one's.
  std::string start_another();
  /// Ends it as a service is ended; its exit status.
  int stop();

  /// One of the files that examples send: its path, and the bytes of contrato.pdf.
  [[nodiscard]] std::string file(std::string const& name) const;
  [[nodiscard]] std::string pdf() const;
  [[nodiscard]] temporary_folder const& folder() const { return folder_; }

  person user;

private:
  [[nodiscard]] std::vector<std::string> command(int port) const;

  temporary_folder folder_;
  simulator box_;
  std::optional<process> program_{};
  std::optional<process> another_{};
  int port_ = 0;
  std::string url_{};
};

} // namespace rubrica_test
