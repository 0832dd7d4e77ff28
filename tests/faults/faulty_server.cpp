#include "faults/faulty_server.hpp"

namespace rubrica_test {

SSL_CTX* identities::at(place where) const {
  switch (where) {
  case place::here_over_tls: return right_.get();
  case place::self_signed: return self_signed_.get();
  case place::expired: return expired_.get();
  case place::other_name: return other_name_.get();
  case place::other_authority: return other_authority_.get();
  case place::tls_1_1: return old_.get();
  default: return nullptr;
  }
}

tls_context_ptr identities::old_server() const {
  auto context = authority_.server();
  only_tls_1_1(context.get());
  return context;
}

raw_server::handler right_for(operation by) {
  return [by = std::move(by)](connection& peer) {
    while (auto const asked = peer.read_request()) {
      if (!peer.write(answer(200, by.answer_to_another(*asked).value_or(good_body(by))))) return;
    }
  };
}

faulty_server::faulty_server(identities const& known, fault const& has, operation by, std::string good,
                             std::shared_ptr<rubrica::cancel_flag> flag)
    : reads_requests_(has.reads_requests), others_before_(by.before) {
  if (has.where == place::refused_port) {
    url_ = refusing_.url("");
  } else if (has.where == place::unknown_name) {
    // A label has at most 63 characters, so no resolver is asked, however the machine is configured.
    url_ = "https://" + std::string(64, 'x') + ".example";
  } else {
    auto const serve = [act = has.serve, by = std::move(by), good = std::move(good), flag = std::move(flag)](connection& peer) {
      if (act) act({peer, good, *flag, by});
    };
    server_ = std::make_unique<raw_server>(serve, known.at(has.where));
    url_ = has.where == place::not_tls ? "https://127.0.0.1:" + std::to_string(server_->port()) : server_->url("");
  }
}

int faulty_server::requests() const {
  if (server_ == nullptr) return 0;
  int count = 0;
  for (auto const& one : server_->requests()) count += one.target.find("/warm-up") == std::string::npos ? 1 : 0;
  return count;
}

bool faulty_server::was_reached() const {
  if (server_ == nullptr) return true;
  return reads_requests_ ? requests() > others_before_ : server_->connections() > 0;
}

} // namespace rubrica_test
