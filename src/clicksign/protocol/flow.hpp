#pragma once

#include "clicksign/protocol/call_runner.hpp"
#include "clicksign/protocol/calls.hpp"

#include <iterator>
#include <limits>
#include <type_traits>
#include <vector>

// Puts calls together. What is written with these functions is written once: `run_flow` makes the calls on the caller's thread,
// `async_client` on its engine's.
//
//   return then(envelopes.get(id), [=](envelope const& found) { return signers.list(found.id); });

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

using runner = std::shared_ptr<call_runner>;

template <class Step> struct step_of; // a step is a result, or a call that leads to one
template <class T> struct step_of<result<T>> { using type = T; };
template <class T> struct step_of<pending_call<T>> { using type = T; };

template <class T> void take_step(runner const&, result<T> now, completion<T> const& done) {
  done(std::move(now));
}
template <class T> void take_step(runner const& by, pending_call<T> const& next, completion<T> const& done) {
  call_access::start(by, next, done);
}

template <class Next, class T> auto next_with(Next const& next, result<T>& answer) {
  if constexpr (std::is_void_v<T>)
    return next();
  else
    return next(*answer);
}

/// Calls that are put together anew each time that they are started: `make` returns a step.
template <class Make> auto flow_of(Make make) {
  using T = typename step_of<std::invoke_result_t<Make const&>>::type;
  return call_access::make_flow<T>(
      [make = std::move(make)](runner const& by, completion<T> done) { take_step(by, make(), done); });
}

/// Calls of which none is left to be made.
template <class T> pending_call<T> ended(result<T> answer) {
  return flow_of([answer = std::move(answer)] { return answer; });
}

/// Goes on after `first` whatever its result is: `next` takes that result and returns a step.
template <class T, class Next> auto after(pending_call<T> first, Next next) {
  using U = typename step_of<std::invoke_result_t<Next const&, result<T>>>::type;
  return call_access::make_flow<U>([first = std::move(first), next = std::move(next)](runner const& by, completion<U> done) {
    call_access::start(by, first, completion<T>([by, next, done = std::move(done)](result<T> answer) {
                         take_step(by, next(std::move(answer)), done);
                       }));
  });
}

/// Goes on with the value of `first`; its error is the result.
template <class T, class Next> auto then(pending_call<T> first, Next next) {
  using U = typename step_of<decltype(next_with(next, std::declval<result<T>&>()))>::type;
  return call_access::make_flow<U>([first = std::move(first), next = std::move(next)](runner const& by, completion<U> done) {
    call_access::start(by, first, completion<T>([by, next, done = std::move(done)](result<T> answer) {
                         if (!answer) return done(std::move(answer).error());
                         take_step(by, next_with(next, answer), done);
                       }));
  });
}

/// Goes on at a moment of the client's clock, or ends with `errc::cancelled` when the flag, which may be null, is raised.
template <class Next> auto at(std::chrono::steady_clock::time_point moment, std::shared_ptr<cancel_flag> cancelled, Next next) {
  auto wait = call_access::make_flow<void>([moment, cancelled = std::move(cancelled)](runner const& by, completion<void> done) {
    by->wake_at(moment, cancelled, [done = std::move(done)](result<void> over) { done(std::move(over)); });
  });
  return then(std::move(wait), std::move(next));
}

/// One call for each item, in turn, until one fails. `step` returns that call; its value is dropped.
template <class Item, class Step> pending_call<void> for_each(std::vector<Item> items, Step step) {
  struct loop : std::enable_shared_from_this<loop> {
    loop(runner const& runs, std::vector<Item> all, Step each, completion<void> ends)
        : by(runs), items(std::move(all)), step(std::move(each)), done(std::move(ends)) {}
    void go_on() {
      if (at == items.size()) return done({});
      auto call = step(items[at++]);
      using T = typename step_of<decltype(call)>::type;
      call_access::start(by, call, completion<T>([self = this->shared_from_this()](result<T> answer) {
                           if (!answer) return self->done(std::move(answer).error());
                           self->go_on();
                         }));
    }
    runner by;
    std::vector<Item> items;
    Step step;
    completion<void> done;
    std::size_t at = 0;
  };
  return call_access::make_flow<void>(
      [items = std::move(items), step = std::move(step)](runner const& by, completion<void> done) {
        std::make_shared<loop>(by, items, step, std::move(done))->go_on();
      });
}

/// The call for the page at a position.
template <class T> using page_at = detail::shared_function<pending_call<page<T>>(std::string const& from)>;
/// Takes the items of a page, and says whether to go on.
template <class T> using page_taker = detail::shared_function<bool(std::vector<T>& items)>;

/// A list, page by page.
template <class T>
pending_call<void> walk_pages(page_at<T> list, page_taker<T> take,
                              std::uint64_t most_bytes = (std::numeric_limits<std::uint64_t>::max)()) {
  struct loop : std::enable_shared_from_this<loop> {
    loop(runner const& runs, page_at<T> pages, page_taker<T> taker, std::uint64_t most, completion<void> ends)
        : by(runs), list(std::move(pages)), take(std::move(taker)), most_bytes(most), done(std::move(ends)) {}
    void go_on() {
      if (walk.ended()) return done(walk.check_total());
      if (auto allowed = walk.turn(); !allowed) return done(std::move(allowed));
      call_access::start(by, list(walk.from()), completion<page<T>>([self = this->shared_from_this()](result<page<T>> got) {
                           if (!got) return self->done(std::move(got).error());
                           self->turned(*got);
                         }));
    }
    void turned(page<T>& got) {
      if (auto fits = walk.take(got); !fits) return done(std::move(fits));
      if (auto fits = walk.check_size(most_bytes); !fits) return done(std::move(fits));
      if (!take(got.items)) return done({});
      go_on();
    }
    runner by;
    page_at<T> list;
    page_taker<T> take;
    std::uint64_t most_bytes;
    completion<void> done;
    list_walk walk{paging()};
  };
  return call_access::make_flow<void>(
      [list = std::move(list), take = std::move(take), most_bytes](runner const& by, completion<void> done) {
        std::make_shared<loop>(by, list, take, most_bytes, std::move(done))->go_on();
      });
}

/// A whole list, within the limit of `pages::all`.
template <class T> pending_call<std::vector<T>> all_of(page_at<T> list) {
  return flow_of([list = std::move(list)] {
    auto const all = std::make_shared<std::vector<T>>();
    page_taker<T> const take = [all](std::vector<T>& items) {
      all->insert(all->end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
      return true;
    };
    return then(walk_pages<T>(list, take, pages<T>::usual_most_bytes), [all] { return result<std::vector<T>>(std::move(*all)); });
  });
}

template <class List>
using item_of = std::remove_reference_t<
    decltype(std::declval<typename step_of<std::invoke_result_t<List const&, std::string const&>>::type>().items.front())>;

/// The same with what the items are taken from the list.
template <class List> auto all_pages(List list) {
  return all_of<item_of<List>>(std::move(list));
}

/// Makes the calls now, or returns them for the caller to start.
template <class Mode, class T> typename Mode::template reply<T> run_flow(session const& session, pending_call<T> calls) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return calls;
  } else {
    auto const answer = std::make_shared<std::optional<result<T>>>();
    auto const here = std::make_shared<blocking_runner>(session.clock());
    call_access::start(here, calls, completion<T>([answer](result<T> got) { answer->emplace(std::move(got)); }));
    here->run();
    return std::move(**answer);
  }
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
