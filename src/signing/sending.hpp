#pragma once

#include <rubrica/signing/sender.hpp>

#include <functional>
#include <mutex>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// One request on its way: what was created so far, and the time that is left.
class sending {
public:
  sending(clicksign::client const& client, plan const& plan, send_options const& options);

  result<sent> run();

private:
  static constexpr std::chrono::milliseconds longest_call = std::chrono::seconds(30);
  static constexpr std::chrono::milliseconds longest_upload = std::chrono::seconds(120);

  result<void> create_envelope();
  result<void> create_documents_and_signers();
  result<void> create_document(std::size_t index);
  result<void> create_signer(std::size_t index);
  result<void> set_requirements();
  result<void> activate();
  void notify(sent& out);
  error_info give_up(error_info error);

  // After answers that left something open.
  template <class T> result<T> create_once(std::function<result<T>()> create, std::function<result<std::optional<T>>()> find);
  result<std::optional<clicksign::envelope>> find_envelope();
  result<std::optional<clicksign::document>> find_document(std::size_t index);
  result<std::optional<clicksign::signer>> find_signer(std::size_t index);
  result<std::vector<clicksign::new_requirement>> missing_requirements();
  result<void> remove_strays();

  [[nodiscard]] clicksign::call_options limits(std::chrono::milliseconds longest) const;
  result<void> pause(std::chrono::milliseconds time);
  void report(progress what);

  clicksign::client const& client_;
  plan const& plan_;
  send_options const& options_;
  std::shared_ptr<clock> clock_;
  std::chrono::steady_clock::time_point deadline_;
  std::mutex reporting_;
  std::atomic<bool> doubtful_{false}; ///< some answer left open what it did

  envelope_id envelope_;
  std::vector<document_id> documents_;
  std::vector<signer_id> signers_;
};

}}} // namespace rubrica::v0_1::signing
