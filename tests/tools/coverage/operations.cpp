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
  constexpr std::string_view instantiation = "template class basic_";
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

std::string verb_of(std::string_view enumerator) {
  if (enumerator == "del") return "DELETE";
  std::string name(enumerator);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

constexpr std::string_view verb_prefix = "http::method::";

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

struct callee {
  std::string owner; ///< empty: a method of the caller's class, or a function of its file
  std::string name;
};

/// `documents` of `documents const all(session_);`, when `all` is the variable.
std::string resource_of(std::string const& body, std::string_view variable) {
  std::size_t const at = body.find(" " + std::string(variable) + "(session_)");
  if (variable.empty() || at == std::string::npos) return {};
  std::string_view const last = word_before(body, at);
  return std::string(last == "const" ? word_before(body, at - last.size() - 1) : last);
}

/// What the body calls by plain names, on a resource and on a variable that is one.
std::vector<callee> called_in(std::string const& body) {
  constexpr std::string_view made = "(session_).";
  std::vector<callee> all;
  for (std::size_t open = body.find('(', 1); open != std::string::npos; open = body.find('(', open + 1)) {
    std::string_view const name = word_before(body, open);
    std::string_view const before = std::string_view(body).substr(0, open - name.size());
    if (name.empty() || ends_with(before, "::") || ends_with(before, "->")) continue;
    callee one{{}, std::string(name)};
    if (ends_with(before, made)) {
      one.owner = word_before(body, before.size() - made.size());
    } else if (ends_with(before, ".")) {
      one.owner = resource_of(body, word_before(body, before.size() - 1));
      if (one.owner.empty()) continue;
    }
    all.push_back(std::move(one));
  }
  return all;
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
    // inline constexpr http::method membership_update = http::method::put;
    std::string const wire = text_of(root / "src/clicksign/protocol/wire.hpp");
    constexpr std::string_view constant = "constexpr http::method ";
    for (std::size_t at = wire.find(constant); at != std::string::npos; at = wire.find(constant, at + 1)) {
      std::size_t const value = wire.find(verb_prefix, at) + verb_prefix.size();
      verbs_.emplace(word_at(wire, at + constant.size()), verb_of(word_at(wire, value)));
    }
  }

  [[nodiscard]] std::vector<operation> of(std::string const& owner, std::string const& resource) const {
    std::vector<operation> all;
    for (auto const& [file, source] : sources_) {
      auto place = source.made_here == owner ? 0 : static_cast<std::ptrdiff_t>(all.size());
      for (function const& one : source.functions) {
        if (one.owner != owner) continue;
        auto requests = requests_of(one, 3);
        if (requests.empty() && owner != "raw_calls")
          throw std::runtime_error("no request found in basic_" + owner + "::" + one.name + " of " + file + ".cpp");
        if (requests.empty()) requests.emplace_back();
        for (request const& each : requests) {
          all.insert(all.begin() + place++, {resource, one.name, each.method, each.route, own_type_of(one), file});
        }
      }
    }
    forget_needless_arguments(all);
    return all;
  }

private:
  struct request {
    std::string method;
    std::string route;
    bool operator==(request const& other) const { return method == other.method && route == other.route; }
  };

  /// The function's own request, or else those of the functions that it calls.
  [[nodiscard]] std::vector<request> requests_of(function const& from, int depth) const {
    request own = parts_in(from, depth);
    if (!own.route.empty() && !own.method.empty()) return {std::move(own)};
    std::vector<request> all;
    if (depth == 0) return all;
    for (function const* next : called_by(from)) {
      for (request& each : requests_of(*next, depth - 1)) {
        if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(std::move(each));
      }
    }
    return all;
  }

  /// What the body says; when that is a half, the other half is looked for in the functions of the file that it calls.
  [[nodiscard]] request parts_in(function const& from, int depth) const {
    request own{method_in(from.body), route_in(from.body, sources_.at(from.file))};
    if (own.method.empty() == own.route.empty() || depth == 0) return own;
    for (function const* next : called_by(from)) {
      if (!next->owner.empty()) continue;
      request const other = parts_in(*next, depth - 1);
      if (own.method.empty()) own.method = other.method;
      if (own.route.empty()) own.route = other.route;
    }
    return own;
  }

  [[nodiscard]] std::string method_in(std::string const& body) const {
    for (std::size_t at = 0; at < body.size(); ++at) {
      if (has_at(body, at, verb_prefix)) return verb_of(word_at(body, at + verb_prefix.size()));
      if (has_at(body, at, "run_list<")) return "GET";
      if (!has_at(body, at, "wire::")) continue;
      auto const known = verbs_.find(word_at(body, at + 6));
      if (known != verbs_.end()) return known->second;
    }
    return {};
  }

  [[nodiscard]] std::vector<function const*> called_by(function const& caller) const {
    std::vector<function const*> found;
    for (callee const& each : called_in(caller.body)) {
      if (function const* const one = find(each, caller)) found.push_back(one);
    }
    return found;
  }

  [[nodiscard]] function const* find(callee const& what, function const& caller) const {
    std::string const& owner = what.owner.empty() ? caller.owner : what.owner;
    for (auto const& [file, source] : sources_) {
      for (function const& one : source.functions) {
        bool const method = !owner.empty() && one.owner == owner;
        bool const helper = what.owner.empty() && one.owner.empty() && file == caller.file;
        if (one.name == what.name && (method || helper) && &one != &caller) return &one;
      }
    }
    return nullptr;
  }

  std::map<std::string, source> sources_;
  std::map<std::string, std::string, std::less<>> verbs_; ///< of wire.hpp
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
  constexpr std::string_view made = "(session_);";
  for (std::size_t at = text.find(made); at != std::string::npos; at = text.find(made, at + 1)) {
    std::string const resource(word_before(text, text.rfind("() const", at)));
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
