#include "simulation/process.hpp"

#include "signing/sending/new_sending.hpp"
#include "simulation/tampering.hpp"

#include <rubrica/http/log_observer.hpp>

namespace simulation {

using namespace rubrica;
using signing::machine;
using signing::sending;

namespace {

/// Nothing in a simulation goes over it.
class no_transport final : public http::transport {
public:
  result<http::response> send(http::request const&, http::context const&) override { return make_error(errc::connect); }
};

clicksign::client_options client_options_of(office& in, host& at) {
  static auto const nowhere = std::make_shared<no_transport>();
  clicksign::client_options out;
  out.base_url = base_url;
  out.token = secret(access_token);
  out.clock = at.clock;
  out.transport = nowhere;
  out.quota = std::make_shared<http::quota>(in.how.clicksign.quota);
  if (in.how.logs) {
    out.observer = std::make_shared<http::log_observer>([&in](std::string_view line) { in.check_line(line); });
  }
  return out;
}

/// The journal of a process as its runs see it, which do not outlive it.
std::shared_ptr<signing::journal> journal_of(process& one, host const& at) {
  return at.records == nullptr ? nullptr : std::shared_ptr<signing::journal>(std::shared_ptr<void>(), &one);
}

} // namespace

process::process(office& in, host& at)
    : in_(in), at_(at), session_(std::make_shared<clicksign::session const>(client_options_of(in, at))), client_(session_),
      rules_(session_->rules()) {
  rules_.random = [&in] { return in.all.chance.fraction(); };
  visits_.process = ++at.processes;
  visits_.survives = [this] {
    meet_upset();
    return !dead_;
  };
}

// ---- time ----

template <class Act> void process::at_time(duration when, Act act) {
  in_.all.at(when, [self = weak_from_this(), act = std::move(act)]() mutable {
    auto const alive = self.lock();
    if (alive && !alive->dead_) alive->awake(std::move(act));
  });
}

template <class Act> void process::awake(Act act) {
  if (!stands()) return act();
  at_time(stands_until_, std::move(act));
}

void process::meet_upset() {
  if (!dead_ && in_.is_upset()) in_.upset(*this);
}

// ---- the journal ----

result<void> process::save(sending const& one) {
  visits_.today = at_.clock->today();
  in_.all.note("host", at_.number, "saves", one.state);
  bool const first = one.state == signing::sending_state::open && visits_.held.count(one.holder) == 0;
  if (in_.fault == planted::save_after_sending && first) {
    at_time(in_.all.now() + std::chrono::seconds(2), [this, one] { static_cast<void>(at_.records->save(one, visits_)); });
    return {};
  }
  return at_.records->save(one, visits_);
}

result<void> process::claim(sending const& one, std::string const& former) {
  visits_.today = at_.clock->today();
  in_.all.note("host", at_.number, "claims", one.state);
  return at_.records->claim(one, former, visits_);
}

result<std::optional<sending>> process::load(std::string const& key) {
  visits_.today = at_.clock->today();
  return at_.records->load(key, visits_);
}

result<std::vector<result<sending>>> process::load_open() {
  visits_.today = at_.clock->today();
  std::vector<result<sending>> out;
  for (sending& one : at_.records->load_open(visits_)) out.emplace_back(std::move(one));
  return out;
}

result<void> process::forget(sending const& one) {
  visits_.today = at_.clock->today();
  return at_.records->forget(one, visits_);
}

// ---- what there is to do ----

void process::start() {
  at_time(in_.all.now(), [this] { look_for_work(); });
}

/// What the journal has goes before what it does not know.
void process::look_for_work() {
  std::set<std::string> recorded;
  if (at_.records != nullptr) {
    auto const open = load_open();
    for (auto const& one : *open) {
      order* const of = in_.order_of(one->key);
      if (of == nullptr || has_task_of(one->key)) continue;
      resume(*of, *one);
      if (dead_) return;
    }
    recorded = at_.records->keys();
  }
  for (order* one : at_.orders) {
    if (one->done || dead_) continue;
    bool const is_known = std::any_of(one->keys.begin(), one->keys.end(),
                                      [&](std::string const& key) { return has_task_of(key) || recorded.count(key) > 0; });
    if (!is_known && may_begin(*one)) begin(*one);
  }
}

bool process::may_begin(order const& of) const {
  auto const in_bulk = std::count_if(tasks_.begin(), tasks_.end(), [](shared_task const& one) { return one->of->in_bulk; });
  return !of.in_bulk || static_cast<std::size_t>(in_bulk) < in_.how.under_way;
}

bool process::has_task_of(std::string const& key) const {
  return std::any_of(tasks_.begin(), tasks_.end(),
                     [&](shared_task const& one) { return one->course->course().value().key == key; });
}

void process::cancel_something() {
  if (tasks_.empty()) return;
  shared_task const one = *std::next(tasks_.begin(), static_cast<std::ptrdiff_t>(in_.all.chance.below(tasks_.size())));
  in_.all.note("cancelled");
  one->cancelled->store(true);
  at_time(in_.all.now(), [this, one] { pump(one); });
}

signing::send_options process::options_for(task const& one, order const& of) const {
  signing::send_options out;
  out.key = of.given_key;
  out.timeout = in_.how.timeout;
  out.quiescence = in_.fault == planted::no_quiescence ? std::chrono::milliseconds(0) : in_.how.quiescence;
  out.parallel = in_.how.parallel;
  if (of.in_bulk) out.priority = http::priority::bulk;
  out.cancelled = one.cancelled;
  return out;
}

void process::begin(order& of) {
  auto what = std::make_shared<task>();
  what->of = &of;
  bool const gives_key = !of.given_key.empty();
  std::string const key = gives_key ? of.given_key : in_.draw_key(of);
  in_.all.note("host", at_.number, "begins", of.number, key);
  auto value = signing::make_sending(signing::make_plan(*of.request, key)).value();
  auto options = options_for(*what, of);
  value.quiescence = options.quiescence;
  auto const limits = signing::limits_of(options, at_.clock->now(), at_.records != nullptr);
  add(std::move(what), std::move(value), limits, std::move(options), std::nullopt);
}

void process::resume(order& of, sending found) {
  auto what = std::make_shared<task>();
  what->of = &of;
  what->resumed = true;
  in_.all.note("host", at_.number, "resumes", of.number, found.key);
  if (in_.fault == planted::key_not_saved) {
    sending other = signing::make_sending(signing::make_plan(*of.request, in_.draw_key(of))).value();
    other.held_until = found.held_until;
    other.holder = found.holder;
    other.quiescence = found.quiescence;
    at_.records->exchange(found.key, other, visits_);
    found = std::move(other);
  }
  auto options = options_for(*what, of);
  auto const now = at_.clock->now();
  auto const quiet_at = in_.fault == planted::no_quiescence ? now : signing::quiet_after(found, *at_.clock);
  auto limits = signing::limits_of(options, now, true);
  limits.deadline += quiet_at - now;
  limits.licence += quiet_at - now;
  add(std::move(what), std::move(found), limits, std::move(options), quiet_at);
}

void process::add(shared_task what, sending value, signing::run_limits limits, signing::send_options options,
                  std::optional<local_time> quiet_at) {
  limits.seed = static_cast<std::uint32_t>(in_.all.chance.bits());
  what->licence = limits.licence;
  if (in_.fault == planted::licence_ignored) {
    limits.deadline += std::chrono::hours(24);
    if (at_.records != nullptr) limits.licence += std::chrono::hours(24);
  }
  bool const recorded = at_.records != nullptr;
  auto const whose = options.key.empty() ? signing::ownership::sole : signing::ownership::shared;
  machine course =
      quiet_at ? machine(std::move(value), limits, *quiet_at, recorded) : machine(std::move(value), limits, whose, recorded);
  what->course = std::make_unique<signing::run>(std::move(course), std::move(options), at_.clock, journal_of(*this, at_));
  tasks_.push_back(what);
  pump(what);
}

void process::pump(shared_task const& what) {
  if (what->is_pumped || what->over || dead_) return;
  what->is_pumped = true;
  constexpr int most_calls = 1000;
  for (int calls = 0; !dead_; ++calls) {
    if (calls > most_calls) in_.all.violation("a run asks without end");
    meet_upset();
    if (dead_ || calls > most_calls) break;
    if (stands()) {
      at_time(stands_until_, [this, what] { pump(what); });
      break;
    }
    auto const call = what->course->next();
    if (dead_) break;
    if (call) {
      start_call(what, *call);
      continue;
    }
    if (what->course->has_ended())
      end(what);
    else if (what->course->wake())
      at_time(at_.clock->moment_of(*what->course->wake()), [this, what] { pump(what); });
    break;
  }
  what->is_pumped = false;
}

// ---- calls ----

void process::start_call(shared_task const& what, machine::start const& wanted) {
  in_.all.note("host", at_.number, "asks", wanted.call.index());
  clicksign::call_options options;
  options.timeout = wanted.timeout;
  options.priority = what->course->options().priority;
  if (wanted.may_be_cancelled) options.cancelled = what->cancelled;
  auto const by = std::make_shared<runner>(*this, what);
  machine const& course = what->course->course();
  bool const reads_back = std::holds_alternative<signing::calls::list_documents>(wanted.call);
  if (in_.fault == planted::early_activation && reads_back && !std::exchange(what->called_early, true)) {
    clicksign::call_access::start(by, client_.envelopes().activate(course.envelope(), options),
                                  clicksign::completion<clicksign::envelope>([](auto const&) {}));
  }
  auto const start = [&](auto const& asked) {
    using reply = typename std::decay_t<decltype(asked)>::reply;
    clicksign::completion<reply> told([self = weak_from_this(), what, asked](result<reply> answer) {
      auto const alive = self.lock();
      if (!alive || alive->dead_ || what->over) return;
      tampering(alive->in_.fault).alter(asked, answer, what->course->course().value().plan);
      what->course->answered(asked, std::move(answer));
      alive->pump(what);
    });
    clicksign::call_access::start(by, signing::call_maker(client_, course, options)(asked), std::move(told));
  };
  std::visit(start, wanted.call);
}

void process::runner::send(std::shared_ptr<clicksign::prepared_call const> call, std::shared_ptr<cancel_flag>, answered done) {
  auto one = std::make_shared<flight>();
  one->call = std::move(call);
  one->done = std::move(done);
  if (one->call->request) {
    one->limits = by_.session_->context_for(*one->call->request, one->call->options);
    if (by_.in_.fault == planted::quota_forgotten) by_.rules_.quota = std::make_shared<http::quota>(0);
    one->attempts.emplace(*one->call->request, one->limits, by_.rules_);
  }
  by_.at_time(by_.in_.all.now(), [by = &by_, of = of_, one] { by->advance(of, one); });
}

void process::runner::wake_at(time_point until, std::shared_ptr<cancel_flag>, http::wake_up done) {
  by_.at_time(by_.at_.clock->moment_of(until), [done = std::move(done)]() mutable { done(result<void>()); });
}

void process::advance(shared_task const& what, shared_flight const& one) {
  if (one->over || one->out) return;
  clicksign::finished_call ended(*one->call, make_error(errc::cancelled));
  if (!one->attempts) {
    ended.answer = one->call->request.error();
  } else {
    auto step = one->attempts->next();
    if (auto const* pause = std::get_if<http::retry_machine::wait>(&step))
      return at_time(at_.clock->moment_of(pause->until), [this, what, one] { advance(what, one); });
    if (std::holds_alternative<http::retry_machine::send>(step)) return depart(what, one);
    ended.answer = std::move(std::get<result<http::call_response>>(step));
  }
  auto const& answer = ended.answer;
  bool const is_open = answer ? answer->status >= 500 : answer.error().outcome == outcome::ambiguous;
  bool const may_have_created = one->attempts && one->call->request->verb == http::method::post && is_open;
  if (in_.fault == planted::blind_retry && may_have_created && one->number < 3) {
    one->attempts.emplace(*one->call->request, one->limits, rules_);
    return advance(what, one);
  }
  one->over = true;
  one->done(ended);
}

/// Only where the calendar is right: what a wrong one shows is corrected by answers, which themselves come late.
void process::count(shared_flight const& one) {
  int const most = in_.how.clicksign.quota;
  if (most == 0 || in_.how.skew != duration(0)) return;
  std::int64_t const window = (first_moment + in_.all.now()) / std::chrono::seconds(10);
  if (window != window_) left_in_window_ = 0;
  one->window = window_ = window;
  if (++left_in_window_ > most) in_.all.violation("a process sent more in a window than the rate limit allows");
}

void process::depart(shared_task const& what, shared_flight const& one) {
  http::call_request const& request = *one->call->request;
  if (at_.clock->now() > what->licence) in_.all.violation("a request left after its licence");
  count(one);
  int const attempt = ++one->number;
  one->out = true;
  auto const tell = [self = weak_from_this(), what, one, attempt](result<http::response> answer) {
    auto const alive = self.lock();
    if (!alive || alive->dead_) return;
    alive->awake([by = alive.get(), what, one, attempt, answer = std::move(answer)]() mutable {
      by->arrived(what, one, attempt, std::move(answer));
    });
  };
  auto body = body_of(request);
  if (!body) return tell(std::move(body).error());
  if (in_.fault == planted::body_logged && in_.how.logs) in_.check_line("sending " + *body);
  in_.all.note("host", at_.number, "sends", http::to_string(request.verb), path_of(request));
  in_.network.send(request, *std::move(body), tell);
  in_.all.at(at_.clock->moment_of(one->limits.deadline), [tell] { tell(make_error(errc::timeout)); });
}

void process::arrived(shared_task const& what, shared_flight const& one, int attempt, result<http::response> answer) {
  if (one->over || !one->out || attempt != one->number) return;
  meet_upset();
  if (dead_) return;
  if (stands()) {
    at_time(stands_until_,
            [this, what, one, attempt, answer = std::move(answer)]() mutable { arrived(what, one, attempt, std::move(answer)); });
    return;
  }
  one->out = false;
  bool const never_left = !answer && answer.error().outcome == outcome::not_sent;
  if (never_left && one->window == window_) --left_in_window_;
  in_.all.note("host", at_.number, "hears", answer ? answer->status : -1);
  one->attempts->answered(std::move(answer));
  advance(what, one);
}

// ---- the end ----

void process::end(shared_task const& what) {
  what->over = true;
  tasks_.remove(what);
  sending const& value = what->course->course().value();
  bool const recorded = what->course->course().is_recorded();
  bool const ended = value.state == signing::sending_state::sent || value.state == signing::sending_state::given_up;
  std::string const key = value.key;
  auto const state = value.state;
  auto told = what->course->take_result();
  in_.all.note("host", at_.number, "ends", state, told ? "sent" : to_string(told.error().code),
               told ? "" : to_string(told.error().outcome));
  if (in_.fault == planted::notify_before_save && what->resumed && told && told->notification_error) {
    auto const by = std::make_shared<runner>(*this, what);
    clicksign::call_access::start(by, client_.notifications().notify(told->envelope),
                                  clicksign::completion<clicksign::notification>([](auto const&) {}));
  }
  in_.told(*what->of, {key, std::move(told), ended || !recorded});
  if (what->of->in_bulk) start(); // the next one
}

} // namespace simulation
