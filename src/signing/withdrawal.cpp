#include <rubrica/signing/withdrawal.hpp>

#include "signing/flows.hpp"
#include "signing/sending/doubt.hpp"

#include <rubrica/signing/rules.hpp>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::call_options;
using clicksign::ended;
using clicksign::pending_call;
using clicksign::status;

/// The envelope, and what was done to it; copied into each call.
struct task {
  deferred_resources of;
  envelope_id envelope;
  call_options options;
  std::shared_ptr<withdrawal> done = std::make_shared<withdrawal>();

  [[nodiscard]] pending_call<envelope_progress> progress() const { return progress_of(of, envelope, options); }
  [[nodiscard]] pending_call<clicksign::envelope> read() const { return of.envelopes().get(envelope, options); }
};

pending_call<void> cancel_documents(task const& one, envelope_progress const& now) {
  std::vector<document_standing> running;
  std::copy_if(now.documents.begin(), now.documents.end(), std::back_inserter(running),
               [](document_standing const& document) { return document.status == status::running; });
  return clicksign::for_each(std::move(running), [one](document_standing const& document) {
    auto const cancelling = one.of.documents().cancel(one.envelope, document.id, one.options);
    return then(cancelling, [one, id = document.id](clicksign::document const&) {
      one.done->cancelled.push_back(id);
      return result<void>();
    });
  });
}

/// Deletes a draft; ClickSign keeps every other envelope.
pending_call<void> delete_envelope(task const& one) {
  return after(one.of.envelopes().remove(one.envelope, one.options), [one](result<void> deleted) -> result<void> {
    if (deleted) {
      one.done->deleted = true;
      return {};
    }
    if (deleted.error().code != errc::not_draft) return deleted;
    one.done->not_possible.emplace_back("ClickSign deletes drafts only: the cancelled envelope stays in its list.");
    return {};
  });
}

pending_call<void> cancel_running(task const& one, envelope_progress const& now) {
  return then(cancel_documents(one, now), [one, signed_before = now.anybody_signed()]() -> pending_call<void> {
    if (one.done->cancelled.empty()) return ended(result<void>());
    // A signer may sign in between, so the result is read, not assumed.
    return then(one.progress(), [one, signed_before](envelope_progress const& after) {
      one.done->signed_meanwhile = !signed_before && after.anybody_signed();
      return result<void>();
    });
  });
}

pending_call<void> withdraw_what_is_there(task const& one) {
  return then(one.progress(), [one](envelope_progress const& now) -> pending_call<void> {
    if (now.everybody_signed()) {
      one.done->left_complete = true;
      return ended(result<void>());
    }
    return then(cancel_running(one, now), [one] { return delete_envelope(one); });
  });
}

/// `steps`, and then what they did.
template <class Steps> pending_call<withdrawal> done_by(task const& start, Steps steps) {
  return clicksign::flow_of([start, steps] {
    task const one{start.of, start.envelope, start.options};
    return then(steps(one), [one] { return result<withdrawal>(std::move(*one.done)); });
  });
}

pending_call<withdrawal> cancelling(task const& start) {
  return done_by(start, [](task const& one) {
    return then(one.progress(), [one](envelope_progress const& now) -> pending_call<void> {
      if (auto allowed = may_cancel(now); !allowed) return ended(std::move(allowed));
      return now.status == status::draft ? delete_envelope(one) : cancel_running(one, now);
    });
  });
}

pending_call<withdrawal> removing(task const& start) {
  return done_by(start, [](task const& one) {
    return then(one.read(), [one](clicksign::envelope const& now) -> pending_call<void> {
      envelope_progress seen;
      seen.status = now.status;
      if (auto allowed = may_delete(seen); !allowed) return ended(std::move(allowed));
      return delete_envelope(one);
    });
  });
}

/// The missing record may be a document while the envelope still exists.
pending_call<void> note_that_it_is_gone(task const& one, error_info const& missing) {
  return after(one.read(), [one, missing](result<clicksign::envelope> const& there) -> result<void> {
    if (there || !is_gone(there.error())) return missing;
    one.done->gone = one.done->deleted = true;
    return {};
  });
}

pending_call<withdrawal> withdrawing(task const& start) {
  return done_by(start, [](task const& one) {
    return after(withdraw_what_is_there(one), [one](result<void> done) -> pending_call<void> {
      if (done || !is_gone(done.error())) return ended(std::move(done));
      return note_that_it_is_gone(one, done.error());
    });
  });
}

pending_call<clicksign::envelope> updating(task const& one, clicksign::envelope_changes const& changes) {
  return then(one.progress(), [one, changes](envelope_progress const& now) -> pending_call<clicksign::envelope> {
    if (auto allowed = may_change(now); !allowed) return ended(result<clicksign::envelope>(std::move(allowed).error()));
    return one.of.envelopes().update(one.envelope, changes, one.options);
  });
}

using download_rule = result<void> (*)(envelope_progress const&, document_id const&);

pending_call<clicksign::download> downloading(task const& one, download_rule allows, document_id const& document,
                                              std::string const& path) {
  return then(one.progress(), [=](envelope_progress const& now) -> pending_call<clicksign::download> {
    auto allowed = allows(now, document);
    // Only the file itself is worth waiting for.
    bool const waits = one.options.wait_for_file && !allowed && allowed.error().retry_after.count() > 0;
    if (!allowed && !waits) return ended(result<clicksign::download>(std::move(allowed).error()));
    auto const which = clicksign::document_file::signed_file;
    return one.of.documents().download(one.envelope, document, path, which, one.options);
  });
}

} // namespace

result<withdrawal> cancel(clicksign::client const& client, envelope_id const& envelope, call_options const& options) {
  return make_now(client, cancelling({deferred_of(client), envelope, options}));
}
result<withdrawal> remove(clicksign::client const& client, envelope_id const& envelope, call_options const& options) {
  return make_now(client, removing({deferred_of(client), envelope, options}));
}
result<withdrawal> withdraw(clicksign::client const& client, envelope_id const& envelope, call_options const& options) {
  return make_now(client, withdrawing({deferred_of(client), envelope, options}));
}
result<clicksign::envelope> update_unsigned(clicksign::client const& client, envelope_id const& envelope,
                                            clicksign::envelope_changes const& changes, call_options const& options) {
  return make_now(client, updating({deferred_of(client), envelope, options}, changes));
}
result<clicksign::download> download_signed(clicksign::client const& client, envelope_id const& envelope,
                                            document_id const& document, std::string const& path, call_options const& options) {
  return make_now(client, downloading({deferred_of(client), envelope, options}, &may_download_signed, document, path));
}
result<clicksign::download> download_partial(clicksign::client const& client, envelope_id const& envelope,
                                             document_id const& document, std::string const& path, call_options const& options) {
  return make_now(client, downloading({deferred_of(client), envelope, options}, &may_download_partial, document, path));
}

pending_call<withdrawal> cancel(clicksign::async_client const& async, envelope_id const& envelope, call_options const& options) {
  return cancelling({async, envelope, options});
}
pending_call<withdrawal> remove(clicksign::async_client const& async, envelope_id const& envelope, call_options const& options) {
  return removing({async, envelope, options});
}
pending_call<withdrawal> withdraw(clicksign::async_client const& async, envelope_id const& envelope,
                                  call_options const& options) {
  return withdrawing({async, envelope, options});
}
pending_call<clicksign::envelope> update_unsigned(clicksign::async_client const& async, envelope_id const& envelope,
                                                  clicksign::envelope_changes const& changes, call_options const& options) {
  return updating({async, envelope, options}, changes);
}
pending_call<clicksign::download> download_signed(clicksign::async_client const& async, envelope_id const& envelope,
                                                  document_id const& document, std::string const& path,
                                                  call_options const& options) {
  return downloading({async, envelope, options}, &may_download_signed, document, path);
}
pending_call<clicksign::download> download_partial(clicksign::async_client const& async, envelope_id const& envelope,
                                                   document_id const& document, std::string const& path,
                                                   call_options const& options) {
  return downloading({async, envelope, options}, &may_download_partial, document, path);
}

} // namespace signing
RUBRICA_END_NAMESPACE
