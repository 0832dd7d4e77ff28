#include <rubrica/clicksign/async_client.hpp>

#include "clicksign/protocol/session.hpp"
#include "text/cleanse.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class async_client::engine {
public:
  explicit engine(std::unique_ptr<http::curl_engine> given) : curl(std::move(given)) {}

  std::unique_ptr<http::curl_engine> curl;
};

async_client::async_client(client const& like, async_options const& options)
    : session_(like.shared()), engine_(std::make_unique<engine>(session_->make_engine(options.max_in_flight))) {}

async_client::~async_client() = default;

void async_client::begin(result<http::request> what, call_options const& how, std::function<void(result<http::response>&)> done) {
  auto const limits = what ? session_->context_for(*what, how) : http::context();
  engine_->curl->start(std::move(what), limits, [done = std::move(done)](result<http::response> answer) {
    std::string none;
    detail::cleansed_at_end const guard(answer ? answer->body : none); // lists of webhooks contain their secrets
    done(answer);
  });
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
