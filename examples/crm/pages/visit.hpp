#pragma once

#include "desk.hpp"
#include "pages/html.hpp"
#include "records.hpp"

#include <httplib.h>

#include <optional>
#include <string>
#include <utility>

namespace crm {

/// What all pages share.
struct app {
  database& tables;
  signing_desk& desk;
  bool is_demo = false; ///< the simulator stands in for ClickSign: pages say where its tokens are
};

/// A part of a form that was sent with files.
struct form_part {
  std::string file_name{}; ///< empty for a field
  std::string content{};
};

/// A request of somebody who has signed in: of one tenant, and of nobody else's data.
struct visit {
  crm::app& app;
  tenant const& whose;
  login const& who;
  httplib::Request const& request;

  /// A field of the form or of the query, without blanks around it; empty when it was not sent.
  [[nodiscard]] std::string field(std::string const& name) const;
  /// A part of the form, a file or a field, as it was sent.
  [[nodiscard]] std::optional<form_part> part(std::string const& name) const;
  /// The number at this place of the path, counted from 1.
  [[nodiscard]] long long number(std::size_t place = 1) const;

  template <class F> auto read(F&& what) const { return app.tables.read(std::forward<F>(what)); }
  template <class F> auto write(F&& what) const { return app.tables.write(std::forward<F>(what)); }
};

/// What a handler gives back.
struct answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::string location{};  ///< of a redirect
  std::string file_name{}; ///< the browser keeps it as this file
};

/// The whole page around its content.
answer page(visit const& of, std::string const& title, html const& content, int status = 200);
/// Goes to another page, which shows the sentence once.
answer go(visit const& of, std::string const& location, std::string const& notice = {});
answer not_found(visit const& of);

/// Begins a form that changes something: without its token the request is refused.
html form_begin(visit const& of, std::string const& action);

} // namespace crm
