#include <rubrica/signing/preflight.hpp>

#include "signing/preflight/content.hpp"
#include "signing/preflight/file_name.hpp"
#include "signing/preflight/findings.hpp"
#include "signing/preflight/listed.hpp"
#include "signing/preflight/pairs.hpp"
#include "signing/preflight/recipients.hpp"
#include "text/plain.hpp"
#include "json/member_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t largest_file = 10 * megabyte;
constexpr std::uint64_t largest_envelope = 100 * megabyte;
constexpr std::size_t most_files = 20;
constexpr std::size_t longest_subject = 100;
constexpr auto longest_deadline = std::chrono::hours(24 * 90);

/// The name that ClickSign gets, of its own or of the path, takes the place of the one that was given.
void check_name(file& one, std::string const& pointer, findings& out) {
  std::string const own = pointer + (one.name.empty() && !one.path.empty() ? "/path" : "/name");
  one.name = file_name_of(one);
  std::string const& name = one.name;
  if (!detail::is_valid_utf8(name))
    out.add(own, preflight_rule::text_encoding,
            "The name of the file is not valid UTF-8: rename it, or give it another name to be shown.");
  if (!has_accepted_extension(name)) {
    out.add(pointer + (one.path.empty() ? "/name" : "/path"), preflight_rule::file_extension,
            "The file must be a .doc, .docx or .pdf.");
  }
}

bool is_json_object(std::string_view text) {
  auto const begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == '{' && detail::member_names(text);
}

/// The template's data becomes the text that is sent.
void check_template(file& one, std::string const& pointer, findings& out) {
  if (!one.name.empty() && extension_of(one.name) != ".docx" && has_accepted_extension(one.name))
    out.add(pointer + "/name", preflight_rule::template_name, "A file made of a template has a name that ends in .docx.");
  if (!one.data.empty() && !one.data_json.empty()) {
    out.add(pointer + "/data_json", preflight_rule::template_data, "The data of the template is given twice.");
  } else if (one.data_json.empty()) {
    auto text = clicksign::to_json(one.data);
    if (text) {
      one.data_json = *std::move(text);
      one.data.clear();
    } else {
      out.add(pointer + "/data", preflight_rule::template_data, text.error().message);
    }
  } else if (!is_json_object(one.data_json)) {
    out.add(pointer + "/data_json", preflight_rule::template_data, "The data of the template must be a JSON object.");
  }
}

/// The size of the content, which is checked.
std::uint64_t check_content(file const& one, std::string const& where, findings& out) {
  auto read = content::of(one);
  if (!read) {
    out.add(where, preflight_rule::file_unreadable, fmt::format("The file cannot be read. {}", read.error().message));
    return 0;
  }
  std::uint64_t const size = read->size();
  if (size == 0) out.add(where, preflight_rule::file_empty, "The file is empty.");
  if (size > largest_file) out.add(where, preflight_rule::file_too_large, "The file is larger than 10 MB.");
  if (one.check_content && size > 0 && size <= largest_file) {
    if (auto const fault = fault_of(*read, one.name)) out.add(where, fault->rule, fault->sentence);
  }
  return size;
}

/// The size of the file; 0 when its content is ClickSign's.
std::uint64_t check_file(file& one, std::string const& pointer, findings& out) {
  check_name(one, pointer, out);
  out.check_text(one.type, pointer + "/type");
  out.check_text(one.description, pointer + "/description");
  int const sources =
      int{!one.path.empty()} + int{!one.bytes.empty()} + int{!one.from_template.empty()} + int{!one.copy_of.empty()};
  if (sources > 1) {
    out.add(pointer, preflight_rule::file_source, "A file has one source only: a path, bytes, a template or another document.");
    return 0;
  }
  if (!one.from_template.empty()) {
    check_template(one, pointer, out);
    return 0;
  }
  if (!one.data.empty() || !one.data_json.empty())
    out.add(pointer + "/from_template", preflight_rule::template_data, "There is data, but no template that it belongs to.");
  if (!one.copy_of.empty()) return 0;
  return check_content(one, pointer + (one.path.empty() ? "/bytes" : "/path"), out);
}

void check_files(request& request, findings& out) {
  if (request.files.empty()) out.add("/files", preflight_rule::no_file, "There is no file to sign.");
  if (request.files.size() > most_files) out.add("/files", preflight_rule::too_many_files, "An envelope takes at most 20 files.");
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < request.files.size(); ++i) total += check_file(request.files[i], fmt::format("/files/{}", i), out);
  if (total > largest_envelope)
    out.add("/files", preflight_rule::envelope_too_large, "The files are larger than 100 MB together.");
}

void check_deadline(std::optional<timestamp>& deadline, instant now, findings& out) {
  if (!deadline) {
    deadline = timestamp(one_month_after(now));
    return;
  }
  deadline = normalized(*deadline);
  if (!deadline)
    out.add("/deadline", preflight_rule::deadline_form, "The deadline cannot be read, or there is no such day.");
  else if (*deadline->at() <= now)
    out.add("/deadline", preflight_rule::deadline_past, "The deadline has passed.");
  else if (*deadline->at() > now + longest_deadline)
    out.add("/deadline", preflight_rule::deadline_too_far, "The deadline is more than 90 days away.");
}

/// After the files: the envelope may take the name of the first.
void check_settings(request& request, instant now, findings& out) {
  constexpr std::array intervals{1, 2, 3, 7, 14};
  out.check_text(request.name, "/name");
  out.check_text(request.subject, "/subject");
  out.check_text(request.message, "/message");
  out.check_text(request.record.id, "/record/id");
  check_listed(request.locale, "/locale", preflight_rule::locale, "locale", out);
  check_listed(request.at_deadline, "/at_deadline", preflight_rule::at_deadline, "action at the deadline", out);
  request.name = text::one_line(request.name);
  if (request.name.empty() && !request.files.empty()) request.name = request.files.front().name;
  request.subject = text::one_line(request.subject);
  if (text::characters_in(request.subject) > longest_subject) {
    out.add("/subject", preflight_rule::subject_too_long, "The subject takes at most 100 characters.");
  }
  if (int const* days = request.remind_interval.value();
      days != nullptr && std::find(intervals.begin(), intervals.end(), *days) == intervals.end()) {
    out.add("/remind_interval", preflight_rule::remind_interval, "Reminders come every 1, 2, 3, 7 or 14 days.");
  }
  check_deadline(request.deadline, now, out);
}

} // namespace

checked_request::checked_request(signing::request request) : request_(std::move(request)) {}

request checked_request::get() && {
  return std::move(request_);
}

result<checked_request> preflight(request request, instant now) {
  findings out;
  check_files(request, out);
  check_signers(request.signers, now, out);
  check_pairs(request, out);
  check_recipients(request, out);
  check_settings(request, now, out);
  if (auto good = out.take(); !good) return std::move(good).error();
  return checked_request(std::move(request));
}

} // namespace signing
RUBRICA_END_NAMESPACE
