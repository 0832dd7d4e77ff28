#include "sandbox/site/site.hpp"

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/service/scheduler.hpp"
#include "text/ascii.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using detail::begins_with;

constexpr std::string_view signer_pages = "/assinar/";
constexpr std::string_view clicksign_links = "/notarial/widget/signatures/";
constexpr std::string_view clicksign_ending = "/redirect";

reply foreign() {
  return html_page(403, "Recusado", "<h1>Recusado</h1><p>Esta página só aceita o que vem dela mesma.</p>");
}

reply wrong_method() {
  return html_page(405, "Método", "<h1>Método não permitido</h1>");
}

} // namespace

std::optional<reply> site::answer(http_request const& request) const {
  std::string const& path = request.path;
  bool const is_signer = begins_with(path, signer_pages);
  bool const is_link = begins_with(path, clicksign_links);
  bool const is_account = path == "/conta" || path == "/";
  if (!is_signer && !is_link && !is_account) return std::nullopt;
  bool const posts = request.method == "POST";
  if (!posts && request.method != "GET") return wrong_method();
  if (posts && is_foreign(request)) return foreign();
  if (is_signer) return answer_signer(request, path.substr(signer_pages.size()));
  if (is_account) return path == "/" ? see_other("/conta") : posts ? account_.act(read_form(request)) : account_.show();
  std::string const rest = path.substr(clicksign_links.size());
  return see_other(std::string(signer_pages) + rest.substr(0, rest.find(clicksign_ending)));
}

reply site::answer_signer(http_request const& request, std::string const& rest) const {
  auto const slash = std::min(rest.find('/'), rest.size());
  std::string const id = rest.substr(0, slash);
  locked const lock(shared_.mutex);
  for (auto const& one : accounts_) catch_up(*one);
  if (slash < rest.size()) return signing_.file(id, rest.substr(slash + 1));
  reply out = request.method == "POST" ? signing_.act(id, read_form(request)) : signing_.show(id);
  for (auto const& one : accounts_) wake_poster(*one);
  return out;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
