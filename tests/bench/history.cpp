// How the costs of a history grow with what it holds: up to 100,000 events and signers, in microseconds for each of them.
// --check fails when one of the last ten thousand costs four times what one of the first thousand does.
#include <rubrica/signing/history.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace rubrica;
using signing::history;
namespace webhook = clicksign::webhook;

namespace {

constexpr int sizes[] = {1'000, 10'000, 100'000};

std::string text_of(char const* before, int i, char const* behind = "") {
  return before + std::to_string(i) + behind;
}

webhook::signer person(int i) {
  webhook::signer one;
  one.key = signer_id(text_of("22222222-aaaa-4bbb-8ccc-000", 100'000'000 + i));
  one.name = text_of("Pessoa ", i);
  one.email = text_of("pessoa", i, "@rubrica.test");
  return one;
}

timestamp at_second(int i) {
  return timestamp(instant(std::chrono::seconds(1'772'000'000 + i)));
}

webhook::past_event happened(webhook::event_name::known name, int second, webhook::payload data) {
  return {name, at_second(second), std::move(data)};
}

webhook::event callback_of(webhook::past_event const& one) {
  webhook::event event;
  event.name = one.name;
  event.occurred_at = one.occurred_at;
  event.data = one.data;
  event.document.emplace().key = document_id("11111111-aaaa-4bbb-8ccc-000000000001");
  return event;
}

webhook::past_event signature(int i) {
  webhook::signed_event data;
  data.signer = person(i);
  return happened(webhook::event_name::sign, i, std::move(data));
}

webhook::past_event refused_check(int i) {
  webhook::evidence_refused_event data;
  data.signer = person(0);
  return happened(webhook::event_name::liveness_refused, i, std::move(data));
}

/// The last callback of a document with `signers` signers, which contains the whole history.
webhook::event last_callback(int signers) {
  webhook::event event = callback_of(happened(webhook::event_name::document_closed, signers + 1, webhook::file_ready_event{}));
  event.document->status = clicksign::status::closed;
  webhook::signers_added_event added;
  for (int i = 0; i < signers; ++i) added.signers.push_back(person(i));
  event.document->signers = added.signers;
  event.document->events.push_back(happened(webhook::event_name::add_signer, 0, std::move(added)));
  for (int i = 0; i < signers; ++i) event.document->events.push_back(signature(i));
  return event;
}

/// CPU time, because others use the machine, too.
double microseconds(std::function<void()> const& call) {
  std::clock_t const begin = std::clock();
  call();
  return static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
}

history one_by_one(int count, webhook::past_event (*make)(int)) {
  history h;
  for (int i = 0; i < count; ++i) h.apply(callback_of(make(i)));
  return h;
}

/// The document ends, and only then its signatures come, the last signer's first.
void late_signatures(int signers) {
  history h;
  webhook::event ended = last_callback(signers);
  ended.document->events.clear();
  h.apply(ended);
  for (int i = signers; i-- > 0;) h.apply(callback_of(signature(i)));
  if (!h.documents()[0].all_signed) std::abort();
}

struct measurement {
  char const* name;
  std::function<double(int)> microseconds;
};

history const& whole(int size) {
  static std::map<int, history> made;
  history& h = made[size];
  if (h.empty()) h.apply(last_callback(size));
  return h;
}

std::vector<measurement> measurements() {
  return {
      {"apply the last callback, which tells all",
       [](int n) {
         auto const event = last_callback(n);
         history h;
         return microseconds([&] { h.apply(event); });
       }},
      {"apply it again",
       [](int n) {
         auto const event = last_callback(n);
         history h;
         h.apply(event);
         return microseconds([&] { h.apply(event); });
       }},
      {"apply n signatures, one by one", [](int n) { return microseconds([&] { one_by_one(n, &signature); }); }},
      {"apply n refused checks, one by one", [](int n) { return microseconds([&] { one_by_one(n, &refused_check); }); }},
      {"apply n late signatures to an ended document", [](int n) { return microseconds([&] { late_signatures(n); }); }},
      {"expect n signers",
       [](int n) {
         std::vector<signer_id> signers;
         for (int i = 0; i < n; ++i) signers.push_back(person(i).key);
         history h;
         return microseconds([&] { h.expect(envelope_id("e"), {document_id("d")}, signers); });
       }},
      {"expect n documents",
       [](int n) {
         std::vector<document_id> documents;
         for (int i = 0; i < n; ++i) documents.emplace_back(text_of("d", i));
         history h;
         return microseconds([&] { h.expect(envelope_id("e"), documents); });
       }},
      {"merge", [](int n) { return microseconds([&] { history().merge(whole(n)); }); }},
      {"timeline", [](int n) { return microseconds([&] { static_cast<void>(whole(n).timeline()); }); }},
      {"documents", [](int n) { return microseconds([&] { static_cast<void>(whole(n).documents()); }); }},
      {"to_json", [](int n) { return microseconds([&] { static_cast<void>(whole(n).to_json()); }); }},
      {"from_json",
       [](int n) {
         std::string const text = whole(n).to_json();
         return microseconds([&] { static_cast<void>(history::from_json(text).value()); });
       }},
  };
}

/// One more event, as a callback that lists no others: what it costs beside all that is known.
double one_more(int size) {
  constexpr int calls = 200;
  history h = whole(size);
  auto const again = [&](int from) {
    for (int i = from; i < from + calls; ++i) h.apply(callback_of(refused_check(i)));
  };
  again(0); // a copy has to sort what it knows, and the allocator what was freed before, once
  return microseconds([&] { again(calls); }) / calls;
}

bool report(char const* name, std::vector<double> const& each) {
  bool const is_linear = each.back() < each.front() * 4;
  std::printf("%-46s", name);
  for (double const one : each) std::printf(" %9.2f", one);
  std::printf("%s\n", is_linear ? "" : "   grows");
  return is_linear;
}

} // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0); // a run that is stopped has shown what it measured

  std::printf("%-46s", "microseconds for each, of");
  for (int const size : sizes) std::printf(" %9d", size);
  std::printf("\n");
  bool right = true;
  for (auto const& one : measurements()) {
    std::vector<double> each;
    for (int const size : sizes) each.push_back(one.microseconds(size) / size);
    right = report(one.name, each) && right;
  }
  std::vector<double> more;
  for (int const size : sizes) more.push_back(one_more(size));
  right = report("apply one more event", more) && right;
  bool const check = argc > 1 && std::strcmp(argv[1], "--check") == 0;
  return right || !check ? 0 : 1;
}
