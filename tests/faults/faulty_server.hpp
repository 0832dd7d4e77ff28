#pragma once

#include "faults/fault.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"

#include <memory>
#include <string>

namespace rubrica_test {

/// The TLS identities of servers, created once.
class identities {
public:
  /// The identity of the server at that place; null without TLS.
  [[nodiscard]] SSL_CTX* at(place where) const;
  /// The file of the authority that clients trust.
  [[nodiscard]] std::string const& trusted() const { return authority_.file(); }

private:
  test_authority authority_;
  test_authority stranger_;
  tls_context_ptr right_ = authority_.server();
  tls_context_ptr self_signed_ = self_signed_server();
  tls_context_ptr expired_ = authority_.expired_server();
  tls_context_ptr other_name_ = authority_.server("DNS:example.com");
  tls_context_ptr other_authority_ = stranger_.server();
  tls_context_ptr old_ = old_server();

  tls_context_ptr old_server() const;
};

/// Gives the right answer to every request with the operation's method.
raw_server::handler right_for(operation by);

/// A server with a fault, or a place without a server.
class faulty_server {
public:
  faulty_server(identities const& known, fault const& has, operation by, std::string good,
                std::shared_ptr<rubrica::cancel_flag> flag);

  [[nodiscard]] std::string const& url() const noexcept { return url_; }
  /// Complete requests that arrived; those that only warmed a connection up do not count.
  [[nodiscard]] int requests() const;
  /// Whether everything arrived that can arrive with this fault from the operation's own request.
  [[nodiscard]] bool was_reached() const;
  [[nodiscard]] bool has_seen(std::string_view text) const { return server_ != nullptr && server_->has_seen(text); }

private:
  bool reads_requests_;
  int others_before_;
  std::unique_ptr<raw_server> server_; // null: no server
  refusing_port refusing_;
  std::string url_;
};

} // namespace rubrica_test
