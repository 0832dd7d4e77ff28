#include "simulation/process.hpp"

#include "signing/sending/carry_out.hpp"
#include "signing/sending/new_sending.hpp"

#include <rubrica/http/log_observer.hpp>

namespace simulation {

using namespace rubrica;
using signing::machine;

namespace {

/// Nothing in a simulation goes over it.
class no_transport final : public http::transport {
public:
  result<http::response> send(http::request const&, http::context const&) override { return make_error(errc::connect); }
};

clicksign::client_options client_options_of(office& in, host& at) {
  clicksign::client_options out;
  out.base_url = base_url;
  out.token = secret(access_token);
  out.clock = at.clock;
  static auto const nowhere = std::make_shared<no_transport>();
  out.transport = nowhere;
  out.quota = std::make_shared<http::quota>(in.how.clicksign.quota);
  if (in.how.logs) {
    out.observer = std::make_shared<http::log_observer>([&in](std::string_view line) { in.check_line(line); });
  }
  return out;
}

/// The bytes of a request's body as the network gets them.
result<std::string> body_of(http::request const& request) {
  if (auto const* text = std::get_if<std::string>(&request.body)) return *text;
  auto const& source = std::get<http::body_source>(request.body);
  auto read = source.open();
  if (!read) return std::move(read).error();
  std::string bytes(source.size, '\0');
  std::size_t filled = 0;
  for (;;) {
    auto got = (*read)(bytes.data() + filled, bytes.size() - filled);
    if (!got) return std::move(got).error();
    filled += *got;
    if (*got == 0 || filled == bytes.size()) break;
  }
  bytes.resize(filled);
  return bytes;
}

} // namespace

process::process(office& in, host& at)
    : in_(in), at_(at), session_(std::make_shared<clicksign::session const>(client_options_of(in, at))), client_(session_),
      rules_(session_->rules()) {
  rules_.random = [&in] { return in.all.chance.fraction(); };
}

template <class Act> void process::at_time(duration when, Act act) {
  in_.all.at(when, [self = weak_from_this(), act = std::move(act)]() mutable {
    auto const alive = self.lock();
    if (alive && !alive->dead_) alive->awake(std::move(act));
  });
}

template <class Act> void process::awake(Act act) {
  if (in_.all.now() >= stands_until_) return act();
  at_time(stands_until_, std::move(act));
}

void process::start() {
  at_time(in_.all.now(), [this] { look_for_work(); });
}

/// What the journal has goes before what it does not know.
void process::look_for_work() {
  if (at_.records != nullptr) {
    for (journal_entry& one : at_.records->load_open()) {
      order* const of = in_.order_of(one.value.key);
      if (of == nullptr || has_task_of(one.value.key)) continue;
      resume(*of, std::move(one));
      if (dead_) return;
    }
  }
  for (order* one : at_.orders) {
    if (one->done || dead_) continue;
    bool known = false;
    std::vector<std::string> const recorded = at_.records == nullptr ? std::vector<std::string>() : at_.records->keys();
    for (std::string const& key : one->keys) {
      known = known || has_task_of(key) || std::find(recorded.begin(), recorded.end(), key) != recorded.end();
    }
    if (!known) begin(*one);
  }
}

bool process::has_task_of(std::string const& key) const {
  return std::any_of(tasks_.begin(), tasks_.end(), [&](shared_task const& one) { return one->course->value().key == key; });
}

void process::die() {
  dead_ = true;
  at_.running = nullptr;
}

void process::cancel_something() {
  if (tasks_.empty()) return;
  shared_task const one = *std::next(tasks_.begin(), static_cast<std::ptrdiff_t>(in_.all.chance.below(tasks_.size())));
  in_.all.note("cancelled");
  one->course->stop(make_error(errc::cancelled));
  at_time(in_.all.now(), [this, one] { pump(one); });
}

signing::run_limits process::limits_now(local_time& licence) {
  signing::run_limits limits;
  limits.deadline = at_.clock->now() + in_.how.timeout;
  licence = limits.deadline + signing::run_limits::grace;
  limits.licence = in_.fault == planted::licence_ignored ? licence + std::chrono::hours(24) : licence;
  if (in_.fault == planted::licence_ignored) limits.deadline += std::chrono::hours(24);
  limits.parallel = in_.how.parallel;
  limits.seed = static_cast<std::uint32_t>(in_.all.chance.bits());
  return limits;
}

template <class T, class Done> void process::engine::start(clicksign::pending_call<T> call, Done done) {
  shared_task const what = of.lock();
  auto one = std::make_shared<flight>();
  auto const kept = std::make_shared<clicksign::pending_call<T>>(std::move(call));
  one->prepared = [kept]() -> clicksign::prepared_call const& { return clicksign::call_access::prepared(*kept); };
  one->finish = [kept, done = std::move(done)](clicksign::finished_call& ended) mutable {
    done(clicksign::call_access::read(*kept, ended));
  };
  by->add_flight(what, std::move(one));
}

process::shared_task process::new_task(order& of) {
  auto what = std::make_shared<task>();
  what->calls = {this, what};
  what->of = &of;
  tasks_.push_back(what);
  return what;
}

void process::begin(order& of) {
  bool const gives_key = !of.given_key.empty();
  std::string const key = gives_key ? of.given_key : in_.draw_key(of);
  in_.all.note("host", at_.number, "begins", of.number, key);
  auto const what = new_task(of);
  auto value = signing::new_sending(signing::make_plan(*of.request, key)).value();
  auto const limits = limits_now(what->licence);
  value.held_until = at_.clock->today() + std::chrono::duration_cast<duration>(what->licence - at_.clock->now());
  value.quiescence = in_.fault == planted::no_quiescence ? std::chrono::milliseconds(0) : in_.how.quiescence;
  what->course = std::make_unique<machine>(std::move(value), limits,
                                           gives_key ? signing::ownership::shared : signing::ownership::sole,
                                           at_.records != nullptr);
  pump(what);
}

void process::resume(order& of, journal_entry found) {
  in_.all.note("host", at_.number, "resumes", of.number, found.value.key);
  auto const what = new_task(of);
  what->claimed = true;
  what->resumed = true;
  *what->version = found.version;
  if (in_.fault == planted::key_not_saved) {
    std::string const key = in_.draw_key(of);
    signing::sending other = signing::new_sending(signing::make_plan(*of.request, key)).value();
    other.held_until = found.value.held_until;
    other.quiescence = found.value.quiescence;
    found.value = std::move(other);
    *what->version = 0;
  }
  auto const limits = limits_now(what->licence);
  instant const today = at_.clock->today();
  auto const quiet = at_.records->last_request(found.value, today) + found.value.quiescence - today;
  found.value.held_until = today + std::chrono::duration_cast<duration>(what->licence - at_.clock->now());
  what->course = std::make_unique<machine>(std::move(found.value), limits, at_.clock->now() + quiet, true);
  pump(what);
}

void process::pump(shared_task const& what) {
  if (what->is_pumped || what->over || dead_ || what->course == nullptr) return;
  what->is_pumped = true;
  constexpr int most_decisions = 1000;
  int decisions = 0;
  for (bool going = true; going && !dead_ && !what->over;) {
    if (++decisions > most_decisions) throw std::logic_error("the machine decides without end");
    if (in_.is_upset()) in_.upset(*this);
    if (dead_) break;
    if (in_.all.now() < stands_until_) {
      at_time(stands_until_, [this, what] { pump(what); });
      break;
    }
    going = carry_out(what, what->course->next(at_.clock->now()));
  }
  what->is_pumped = false;
}

/// Whether the machine is to be asked again at once.
bool process::carry_out(shared_task const& what, machine::decision decision) {
  for (signing::progress const& one : what->course->take_progress()) {
    in_.all.note("host", at_.number, "step", one.step, one.index, one.id);
  }
  if (auto* call = std::get_if<machine::start>(&decision)) {
    start_call(what, std::move(*call));
    return true;
  }
  if (std::holds_alternative<machine::save>(decision)) {
    save(what);
    return true;
  }
  if (auto const* pause = std::get_if<machine::wait>(&decision)) {
    at_time(at_.clock->moment_of(pause->until), [this, what] { pump(what); });
    return false;
  }
  if (std::holds_alternative<machine::end>(decision)) end(what);
  return false;
}

void process::start_call(shared_task const& what, machine::start call) {
  in_.all.note("host", at_.number, "asks", call.call.index());
  machine& course = *what->course;
  clicksign::call_options options;
  options.timeout = call.timeout;
  bool const reads_back = std::holds_alternative<signing::calls::list_documents>(call.call);
  if (in_.fault == planted::early_activation && reads_back && !std::exchange(what->called_early, true))
    what->calls.start(client_.envelopes().activate(course.envelope(), options), [](auto const&) {});
  signing::carrier<engine> carrier(what->calls, client_, course, options);
  carrier.start(call.call, [this, &course](auto const& asked, auto answer) {
    tampering(in_.fault).alter(asked, answer, course.value().plan);
    course.answered(asked, std::move(answer));
  });
}

void process::add_flight(shared_task const& what, shared_flight one) {
  prepare_attempts(*one);
  what->flights.push_back(one);
  // From the loop of events, so that the machine is not called from within itself.
  at_time(in_.all.now(), [this, what, one] { advance(what, one); });
}

void process::prepare_attempts(flight& one) {
  one.attempts.reset();
  auto const& prepared = one.prepared();
  if (!prepared.request) return;
  one.limits = session_->context_for(*prepared.request, prepared.options);
  one.attempts.emplace(*prepared.request, one.limits, rules_);
}

void process::advance(shared_task const& what, shared_flight const& one) {
  if (one->over || what->over || one->out) return;
  std::optional<clicksign::finished_call> ended;
  if (!one->attempts) {
    ended.emplace(clicksign::finished_call{one->prepared().request.error()});
  } else {
    auto step = one->attempts->next();
    if (auto const* pause = std::get_if<http::retry_machine::wait>(&step))
      return at_time(at_.clock->moment_of(pause->until), [this, what, one] { advance(what, one); });
    if (std::holds_alternative<http::retry_machine::send>(step)) return depart(what, one);
    ended.emplace(clicksign::finished_call{std::move(std::get<result<http::call_response>>(step))});
  }
  auto const& answer = ended->answer;
  bool const is_open = answer ? answer->status >= 500 : answer.error().outcome == outcome::ambiguous;
  bool const may_have_created = one->attempts && one->prepared().request->verb == http::method::post && is_open;
  if (in_.fault == planted::blind_retry && may_have_created && one->number < 3) {
    prepare_attempts(*one);
    return advance(what, one);
  }
  one->over = true;
  what->flights.remove(one);
  one->finish(*ended);
  pump(what);
}

void process::depart(shared_task const& what, shared_flight const& one) {
  auto const& request = *one->prepared().request;
  if (at_.clock->now() > what->licence) in_.all.violation("a request left after its licence");
  int const attempt = ++one->number;
  one->out = true;
  auto const tell = [this, self = weak_from_this(), what, one, attempt](result<http::response> answer) {
    auto const alive = self.lock();
    if (!alive || dead_) return;
    awake([this, what, one, attempt, answer = std::move(answer)]() mutable { arrived(what, one, attempt, std::move(answer)); });
  };
  auto body = body_of(request);
  if (!body) return tell(std::move(body).error());
  in_.all.note("host", at_.number, "sends", http::to_string(request.verb), std::string_view(request.url).substr(26));
  in_.network.send(request, *std::move(body), tell);
  at_time(at_.clock->moment_of(one->limits.deadline), [tell]() mutable { tell(make_error(errc::timeout)); });
}

void process::arrived(shared_task const& what, shared_flight const& one, int attempt, result<http::response> answer) {
  if (one->over || what->over || !one->out || attempt != one->number) return;
  if (in_.is_upset()) in_.upset(*this);
  if (dead_) return;
  if (in_.all.now() < stands_until_) {
    at_time(stands_until_,
            [this, what, one, attempt, answer = std::move(answer)]() mutable { arrived(what, one, attempt, std::move(answer)); });
    return;
  }
  one->out = false;
  in_.all.note("host", at_.number, "hears", answer ? answer->status : -1);
  one->attempts->answered(std::move(answer));
  advance(what, one);
}

void process::save(shared_task const& what) {
  machine& course = *what->course;
  in_.all.note("host", at_.number, "saves", course.value().state);
  if (!what->claimed) {
    auto known = at_.records->load(course.value().key);
    if (!known) {
      course.saved(std::move(known).error());
      return;
    }
    if (*known) {
      journal_entry found = **std::move(known);
      what->claimed = true;
      what->resumed = true;
      *what->version = found.version;
      instant const today = at_.clock->today();
      auto const quiet = at_.records->last_request(found.value, today) + found.value.quiescence - today;
      found.value.held_until = course.value().held_until;
      course.take_over(std::move(found.value), at_.clock->now() + quiet);
      return;
    }
  }
  auto steps = std::make_shared<std::vector<journal_step>>(at_.records->save(course.value(), what->version));
  auto const told = [this, what](result<void> done) {
    if (done) what->claimed = true;
    what->course->saved(std::move(done));
    pump(what);
  };
  bool const first = course.value().state == signing::sending_state::open && !what->resumed;
  if (in_.fault == planted::save_after_sending && first) {
    at_time(in_.all.now() + std::chrono::seconds(2), [this, steps] { do_steps(steps, 0, [](result<void>) {}); });
    at_time(in_.all.now(), [told] { told({}); });
    return;
  }
  do_steps(std::move(steps), 0, told);
}

void process::do_steps(std::shared_ptr<std::vector<journal_step>> steps, std::size_t next,
                       std::function<void(result<void>)> then) {
  at_time(in_.all.now() + in_.all.chance.between(duration(50), duration(3000)), [this, steps, next, then] {
    if (in_.is_upset()) in_.upset(*this);
    if (dead_) return;
    awake([this, steps, next, then] {
      result<void> done = (*steps)[next]();
      bool const last = next + 1 == steps->size();
      if (!done || last) return then(std::move(done));
      do_steps(steps, next + 1, then);
    });
  });
}

void process::end(shared_task const& what) {
  what->over = true;
  auto const state = what->course->value().state;
  auto told = what->course->take_result();
  if (in_.fault == planted::notify_before_save && what->resumed && told && told->notification_error) call_again(what, *told);
  bool const recorded = at_.records != nullptr && what->claimed;
  bool const ended = state == signing::sending_state::sent || state == signing::sending_state::given_up;
  in_.all.note("host", at_.number, "ends", state, told ? "sent" : to_string(told.error().code),
               told ? "" : to_string(told.error().outcome));
  if (!recorded || !ended) return tell_end(what, std::move(told), ended || !recorded);
  bool const keeps_key = !what->of->given_key.empty();
  auto steps = std::make_shared<std::vector<journal_step>>(at_.records->forget(what->course->value().key, what->version));
  auto const shared = std::make_shared<result<signing::sent>>(std::move(told));
  // Who lets the sender draw the key knows of it from the journal only: it may not forget before the caller knows.
  if (!keeps_key) in_.told(*what->of, {what->course->value().key, *shared, true});
  do_steps(std::move(steps), 0, [this, what, shared](result<void>) { tell_end(what, std::move(*shared), true); });
}

void process::call_again(shared_task const& what, signing::sent const& told) {
  auto const another = std::make_shared<task>();
  another->calls = {this, another};
  another->of = what->of;
  another->licence = what->licence;
  another->over = false;
  another->calls.start(client_.notifications().notify(told.envelope, *what->course->value().plan.notification),
                       [another](auto const&) { another->over = true; });
}

void process::tell_end(shared_task const& what, result<signing::sent> told, bool is_final) {
  tasks_.remove(what);
  in_.told(*what->of, {what->course->value().key, std::move(told), is_final});
}

} // namespace simulation
