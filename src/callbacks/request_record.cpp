#include "callbacks/request_record.hpp"

#include "text/ascii.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

/// The parameters in which Pacto names the kind (pacto §4); the value of any other may be a secret.
constexpr std::string_view kind_parameters[] = {"evento", "event", "tipo", "acao", "metodo"};

constexpr std::string_view recorded_headers[] = {"Content-Type", "Event", "Content-Hmac", "User-Agent"};

bool names_kind(std::string_view parameter) {
  std::string const name = detail::lower(std::string(parameter));
  return std::find(std::begin(kind_parameters), std::end(kind_parameters), name) != std::end(kind_parameters);
}

/// The parts between separators, each as `change` makes it.
template <class Change> void append_parts(std::string& out, std::string_view text, char separator, Change const& change) {
  while (true) {
    std::size_t const end = text.find(separator);
    change(out, text.substr(0, end));
    if (end == std::string_view::npos) return;
    out += separator;
    text.remove_prefix(end + 1);
  }
}

std::string target_of(std::string_view target, std::string_view token) {
  target = target.substr(0, target.find('#'));
  std::size_t const mark = target.find('?');
  std::string out;
  append_parts(out, target.substr(0, mark), '/',
               [&](std::string& to, std::string_view part) { to += part == token ? std::string_view("{TOKEN}") : part; });
  if (mark == std::string_view::npos) return out;
  out += '?';
  append_parts(out, target.substr(mark + 1), '&', [&](std::string& to, std::string_view part) {
    std::size_t const equals = part.find('=');
    bool const has_value = equals != std::string_view::npos;
    bool const is_kept = has_value && names_kind(part.substr(0, equals)) && part.find(token) == std::string_view::npos;
    if (is_kept)
      to += part;
    else if (has_value && part.substr(0, equals).find(token) == std::string_view::npos)
      to.append(part.substr(0, equals + 1)).append(hidden);
    else
      to += hidden; // a word by itself may be a secret too
  });
  return out;
}

} // namespace

std::string without_hidden(std::string_view target) {
  std::size_t const mark = target.find('?');
  if (mark == std::string_view::npos) return std::string(target);
  std::string out(target.substr(0, mark + 1));
  append_parts(out, target.substr(mark + 1), '&', [](std::string& to, std::string_view part) {
    if (part.find(hidden) == std::string_view::npos) to += part;
  });
  return out;
}

void record(incoming const& request, std::string_view token, delivery& into) {
  into.target = target_of(request.path, token);
  if (!request.headers) return;
  for (std::string_view const name : recorded_headers) {
    std::string value = request.headers(name);
    bool const shows_token = value.find(token) != std::string::npos;
    if (!value.empty()) into.headers.push_back({std::string(name), shows_token ? std::string(hidden) : std::move(value)});
  }
  bool const has_chave = into.provider == provider::pacto && !request.headers(chave_header).empty();
  if (has_chave) into.headers.push_back({std::string(chave_header), std::string(hidden)});
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
