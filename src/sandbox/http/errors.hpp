#pragma once

#include "sandbox/http/reply.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The error objects of clicksign-rest §3.1, one function for each shape. Some have numbers where others have text, as in the
/// service.

/// (a) Schema: 400.
json schema_error(std::string const& pointer, std::string const& detail);
/// (b) Model: 422. `detail` becomes `field - message`.
json model_error(std::string const& field, std::string const& message);
/// (b) Model, for a text of too many characters. INFERRED: the sentence is Rails', none is recorded.
json too_long_error(std::string const& field, std::size_t most);
/// (b) Model, without a field.
json base_error(std::string const& message);
/// (c) Unknown record: 404.
json record_error(std::string const& id);
/// (g) Query: 400.
json query_error(std::string const& code, std::string const& title, std::string const& detail);
/// (h) Controller: 422.
json controller_error(std::string const& detail);

/// Collects errors of one kind and rejects the request with all of them together.
class problem_list {
public:
  explicit problem_list(int status) : status_(status) {}

  void add(json error) { errors_.push_back(std::move(error)); }
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] json const& errors() const { return errors_; }
  /// Throws `rejection` when there is an error.
  void check() const;

private:
  int status_;
  json errors_ = json::array();
};

reply errors_reply(int status, json const& error);
[[noreturn]] void reject(int status, json const& error);
/// (e) Permission: 403.
[[noreturn]] void reject_forbidden(std::string const& title, std::string const& detail);
/// (e) State: 403.
[[noreturn]] void reject_state(std::string const& detail);
[[noreturn]] void reject_unknown(std::string const& id);
/// 422 when an envelope has this many already; INFERRED, because no limit of the service is known.
void require_room(std::size_t there, std::size_t most, char const* of);
/// (d) Token: 401.
reply unauthorized_reply();
/// (e) Permission or state: 403.
reply forbidden_reply(std::string const& title, std::string const& detail);
/// (f) Feature off: 503.
reply feature_off_reply();

inline constexpr char const* not_draft = "envelope não está com status draft";
inline constexpr char const* not_past = "deve ser anterior à data atual";
inline constexpr char const* not_a_data_uri =
    "content_base64 Formatação do campo inválida. O valor deve ser um Data URI completo.";
inline constexpr char const* no_such_feature = "A conta não possui acesso a essa funcionalidade";
inline constexpr char const* signed_already = "Já assinou um documento. Não pode ser excluído";
// INFERRED: the text for a refusal because the envelope has ended is not recorded.
inline constexpr char const* not_open = "envelope não está com status draft, running";

} // namespace sandbox
RUBRICA_END_NAMESPACE
