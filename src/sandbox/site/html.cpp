#include "sandbox/site/html.hpp"

#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"
#include "sandbox/formats/text.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light dark;--line:#8886;--main:#0b5cad;--good:#1a7f37;--bad:#b42318;--wrong:#b42318}
@media (prefers-color-scheme:dark){:root{--wrong:#ff9a8f}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:64rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
a{color:inherit}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible{outline:3px solid var(--main);outline-offset:2px}
section,form.box{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
section h2,form.box h2{margin-top:0}
label{display:block;margin:.75rem 0 .25rem;font-weight:600}
input,select,textarea{font:inherit;width:100%;padding:.6rem;border:1px solid #777;border-radius:.375rem}
button{font:inherit;font-weight:600;margin:1rem .5rem 0 0;padding:.7rem 1.1rem;border:1px solid var(--main);border-radius:.375rem;background:var(--main);color:#fff;cursor:pointer}
button.quiet{background:none;color:inherit;border-color:#777}
.alert{border-left:.35rem solid var(--bad);padding:.75rem 1rem;margin:1rem 0;background:#b4231822}
.wrong{margin:.25rem 0;font-weight:600;color:var(--wrong)}
.done{border-left:.35rem solid var(--good);padding:.75rem 1rem;margin:1rem 0;background:#1a7f3722}
summary{padding:.6rem 0;cursor:pointer}
.row{display:flex;gap:1rem;flex-wrap:wrap}.row>*{flex:1 1 12rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}td bdi{overflow-wrap:anywhere}td ul{margin:0}
ul{padding-left:1.25rem}small{opacity:.8}
)";

/// The page may use this style and nothing else: the policy names it by its hash.
std::string style_hash() {
  detail::digest digest{};
  std::string out;
  if (detail::sha256(style, digest)) detail::append_base64(out, {reinterpret_cast<char const*>(digest.data()), digest.size()});
  return out;
}

std::string policy() {
  return fmt::format("default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                     style_hash());
}

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += c;
    }
  }
  return out;
}

std::string isolated(std::string_view text) {
  return "<bdi>" + escaped(text) + "</bdi>";
}

std::string shown_time(instant at) {
  std::string const iso = iso_text(at); // 2024-02-29T09:17:36.417-03:00
  return fmt::format("{}/{}/{} {}", iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4), iso.substr(11, 5));
}

std::string button(std::string_view action, std::string_view text) {
  return fmt::format("<button name=\"acao\" value=\"{}\">{}</button>", escaped(action), escaped(text));
}

std::string alert(std::string_view text) {
  return fmt::format("<p class=\"alert\" role=\"alert\">{}</p>", escaped(text));
}

reply html_page(int status, std::string_view title, std::string_view body) {
  static std::string const allowed = policy();
  reply out;
  out.status = status;
  out.content_type = "text/html; charset=UTF-8";
  out.body = fmt::format("<!DOCTYPE html>\n<html lang=\"pt-BR\">\n<head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>"
                         "<style>{}</style></head>\n<body><main>\n{}\n</main></body>\n</html>\n",
                         escaped(title), style, body);
  out.headers = {{"Content-Security-Policy", allowed},
                 {"X-Content-Type-Options", "nosniff"},
                 {"Referrer-Policy", "same-origin"},
                 {"Cache-Control", "no-store"}};
  return out;
}

reply see_other(std::string const& path) {
  reply out;
  out.status = 303;
  out.content_type.clear();
  out.headers = {{"Location", path}, {"Cache-Control", "no-store"}};
  return out;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
