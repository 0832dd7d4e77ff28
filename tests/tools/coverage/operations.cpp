#include "tools/coverage/operations.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "tools/coverage/text.hpp"

namespace coverage {
namespace {

struct function {
  std::string owner; ///< `envelopes` of `basic_envelopes`; empty: a function of its file
  std::string name;
  std::string body; ///< with the parameters
  std::string file;
};

struct source {
  std::string made_here; ///< `envelopes`: the class whose explicit instantiation the file holds
  std::vector<function> functions;
  std::map<std::string, std::string, std::less<>> routes; ///< constants at the file's level
};

/// From a function's parameters to its closing brace.
std::string body_from(std::string const& text, std::size_t at) {
  return text.substr(at, text.find("\n}", at) - at);
}

/// The name and the class of the function whose definition begins on the line, if one does.
std::optional<function> function_at(std::string const& text, std::size_t line) {
  std::size_t const open = text.find('(', line);
  std::size_t const end = text.find('\n', line);
  if (text[line] == ' ' || open == std::string::npos || open > end) return std::nullopt;
  function out;
  out.name = word_before(text, open);
  std::string_view const before = std::string_view(text).substr(0, open - out.name.size());
  constexpr std::string_view of_class = "<Mode>::";
  if (ends_with(before, of_class)) {
    std::string_view const owner = word_before(text, before.size() - of_class.size());
    if (owner.substr(0, 6) == "basic_") out.owner = owner.substr(6);
  }
  out.body = body_from(text, open);
  return out;
}

source read_source(std::filesystem::path const& path) {
  std::string const text = text_of(path);
  constexpr std::string_view constant = "constexpr std::string_view ";
  constexpr std::string_view instantiation = "template class RUBRICA_EXPORT basic_";
  source out;
  if (std::size_t const at = text.find(instantiation); at != std::string::npos)
    out.made_here = word_at(text, at + instantiation.size());
  for (std::size_t line = 0; line < text.size(); line = text.find('\n', line) + 1) {
    if (has_at(text, line, constant)) {
      std::size_t const quote = text.find('"', line);
      if (has_at(text, quote + 1, "/"))
        out.routes.emplace(word_at(text, line + constant.size()), text.substr(quote + 1, text.find('"', quote + 1) - quote - 1));
    } else if (auto found = function_at(text, line)) {
      found->file = path.stem().string();
      out.functions.push_back(*std::move(found));
    }
    if (text.find('\n', line) == std::string::npos) break;
  }
  return out;
}

std::string method_in(std::string const& body) {
  constexpr std::string_view verb = "http::method::";
  std::size_t const at = body.find(verb);
  if (at == std::string::npos) return body.find("run_list<") == std::string::npos ? "" : "GET";
  std::string name(word_at(body, at + verb.size()));
  if (name == "del") return "DELETE";
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

std::string route_in(std::string const& body, source const& in) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (has_at(body, at, "\"/")) return body.substr(at + 1, body.find('"', at + 1) - at - 1);
    if (!is_word(body[at])) continue;
    std::string_view const word = word_at(body, at);
    if (auto const known = in.routes.find(word); known != in.routes.end()) return known->second;
    at += word.size() - 1;
  }
  return {};
}

/// The functions that the body calls by their plain names, or on the resource itself.
std::vector<std::string> called_in(std::string const& body) {
  std::vector<std::string> names;
  for (std::size_t open = body.find('(', 1); open != std::string::npos; open = body.find('(', open + 1)) {
    std::string_view const name = word_before(body, open);
    std::string_view const before = std::string_view(body).substr(0, open - name.size());
    bool const of_another = ends_with(before, "::") || ends_with(before, "->") || ends_with(before, ".");
    if (!name.empty() && (!of_another || ends_with(before, "(session_)."))) names.emplace_back(name);
  }
  return names;
}

/// The first type of the parameters that begins with `new_`.
std::string own_type_of(function const& from) {
  std::string const parameters = from.body.substr(0, from.body.find('{'));
  std::size_t const at = parameters.find("new_");
  return at == std::string::npos ? std::string() : std::string(word_at(parameters, at));
}

void forget_needless_arguments(std::vector<operation>& all) {
  auto const is_same = [](operation const& a, operation const& b) {
    return a.name == b.name && a.method == b.method && a.route == b.route && a.argument != b.argument;
  };
  std::vector<operation> const whole = all;
  for (operation& one : all) {
    if (std::none_of(whole.begin(), whole.end(), [&](operation const& other) { return is_same(one, other); }))
      one.argument.clear();
  }
}

class reader {
public:
  explicit reader(std::filesystem::path const& root) {
    for (auto const& path : sources_in(root / "src/clicksign")) sources_.emplace(path.stem().string(), read_source(path));
  }

  [[nodiscard]] std::vector<operation> of(std::string const& owner, std::string const& resource) const {
    std::vector<operation> all;
    for (auto const& [file, source] : sources_) {
      bool const first = source.made_here == owner;
      std::size_t place = first ? 0 : all.size();
      for (function const& one : source.functions) {
        if (one.owner != owner) continue;
        operation made;
        made.resource = resource;
        made.name = one.name;
        made.argument = own_type_of(one);
        made.file = file;
        complete(made, one, 3);
        if (made.route.empty() && owner != "raw_calls")
          throw std::runtime_error("no route found in basic_" + owner + "::" + one.name + " of " + file + ".cpp");
        if (made.route.empty()) made.method.clear();
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(place++), std::move(made));
      }
    }
    forget_needless_arguments(all);
    return all;
  }

private:
  /// From the function itself, or else from those that it calls.
  void complete(operation& made, function const& from, int depth) const {
    source const& in = sources_.at(from.file);
    if (made.method.empty()) made.method = method_in(from.body);
    if (made.route.empty()) made.route = route_in(from.body, in);
    if (depth == 0) return;
    for (std::string const& name : called_in(from.body)) {
      if (!made.method.empty() && !made.route.empty()) return;
      if (function const* const next = find(name, from)) complete(made, *next, depth - 1);
    }
  }

  [[nodiscard]] function const* find(std::string const& name, function const& caller) const {
    for (auto const& [file, source] : sources_) {
      for (function const& one : source.functions) {
        bool const method = !caller.owner.empty() && one.owner == caller.owner;
        bool const helper = one.owner.empty() && file == caller.file;
        if (one.name == name && (method || helper) && &one != &caller) return &one;
      }
    }
    return nullptr;
  }

  std::map<std::string, source> sources_;
};

/// How well a path fits a route: one more than the number of its words that are the route's own; 0: not at all.
int fit(std::string_view route, std::string_view path) {
  int words = 1;
  while (!route.empty() && !path.empty()) {
    auto const cut = [](std::string_view& rest) {
      auto const end = std::min(rest.find('/', 1), rest.size());
      auto const segment = rest.substr(0, end);
      rest.remove_prefix(end);
      return segment;
    };
    auto const wanted = cut(route);
    auto const given = cut(path);
    if (wanted == given)
      ++words;
    else if (wanted.substr(0, 2) != "/{" || given.size() < 2)
      return 0;
  }
  return route.empty() && path.empty() ? words : 0;
}

} // namespace

std::vector<operation> operations_of(std::filesystem::path const& root) {
  // [[nodiscard]] clicksign::envelopes envelopes() const { return clicksign::envelopes(session_); }
  std::string const text = text_of(root / "include/rubrica/clicksign/client.hpp");
  reader const sources(root);
  std::vector<operation> all;
  constexpr std::string_view made = "(session_); }";
  for (std::size_t at = text.find(made); at != std::string::npos; at = text.find(made, at + 1)) {
    std::size_t const line = text.rfind('\n', at);
    std::string const resource(word_before(text, text.find("() const", line)));
    auto found = sources.of(std::string(word_before(text, at)), resource);
    if (found.empty()) throw std::runtime_error("no operation of client::" + resource + " found");
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<std::size_t> made_by(std::vector<operation> const& all, std::string const& method, std::string const& path) {
  std::vector<std::size_t> found;
  int best = 1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    int const words = all[i].method == method ? fit(all[i].route, path) : 0;
    if (words < best || words == 0) continue;
    if (words > best) found.clear();
    best = words;
    found.push_back(i);
  }
  return found;
}

} // namespace coverage
