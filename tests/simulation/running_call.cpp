#include "simulation/running_call.hpp"

#include "clicksign/protocol/calls.hpp"

namespace simulation {

using namespace rubrica;
namespace calls = signing::calls;
using clicksign::call_access;

namespace {

template <class Asked, class T> class single final : public running_call {
public:
  single(Asked asked, signing::machine& to, tampering& hand, clicksign::pending_call<T> call)
      : asked_(std::move(asked)), to_(to), hand_(hand), call_(std::move(call)) {}

  [[nodiscard]] clicksign::prepared_call const& prepared() const override { return call_access::prepared(call_); }
  bool take(clicksign::finished_call ended) override {
    auto got = call_access::read(call_, ended);
    if constexpr (std::is_same_v<T, clicksign::envelope>) {
      if (got) hand_.alter(*got);
    }
    to_.answered(asked_, std::move(got));
    return false;
  }

private:
  Asked asked_;
  signing::machine& to_;
  tampering& hand_;
  clicksign::pending_call<T> call_;
};

template <class Asked, class T, class Ask> class listing final : public running_call {
public:
  listing(Asked asked, signing::machine& to, tampering& hand, Ask ask)
      : asked_(std::move(asked)), to_(to), hand_(hand), ask_(std::move(ask)), call_(ask_(clicksign::paging())) {}

  [[nodiscard]] clicksign::prepared_call const& prepared() const override { return call_access::prepared(call_); }
  bool take(clicksign::finished_call ended) override {
    auto got = call_access::read(call_, ended);
    if (!got) {
      to_.answered(asked_, std::move(got).error());
      return false;
    }
    for (T& one : got->items) all_.push_back(std::move(one));
    if (!got->next.empty()) {
      clicksign::paging next;
      next.from = got->next;
      call_ = ask_(next);
      return true;
    }
    if constexpr (std::is_same_v<T, clicksign::envelope>) hand_.alter(all_);
    to_.answered(asked_, std::move(all_));
    return false;
  }

private:
  Asked asked_;
  signing::machine& to_;
  tampering& hand_;
  Ask ask_;
  clicksign::pending_call<clicksign::page<T>> call_;
  std::vector<T> all_;
};

/// Turns what a machine asks for into calls of the client.
struct caller {
  clicksign::resources<clicksign::deferred> const& client;
  signing::machine& to;
  clicksign::call_options limits;
  tampering& hand;

  using made = std::unique_ptr<running_call>;
  [[nodiscard]] signing::plan const& plan() const { return to.value().plan; }
  [[nodiscard]] envelope_id const& envelope() const { return to.envelope(); }

  template <class Asked, class T> made one(Asked asked, clicksign::pending_call<T> call) const {
    return std::make_unique<single<Asked, T>>(std::move(asked), to, hand, std::move(call));
  }
  template <class T, class Asked, class Ask> made list(Asked asked, Ask ask) const {
    return std::make_unique<listing<Asked, T, Ask>>(std::move(asked), to, hand, std::move(ask));
  }

  made operator()(calls::list_envelopes asked) const {
    return list<clicksign::envelope>(asked, [client = client, name = plan().envelope.name, limits = limits](auto page) {
      clicksign::envelope_query query;
      query.name = name;
      query.paging = page;
      return client.envelopes().list(query, limits);
    });
  }
  made operator()(calls::create_envelope asked) const {
    return one(asked, client.envelopes().create(plan().envelope, limits));
  }
  made operator()(calls::get_envelope asked) const { return one(asked, client.envelopes().get(envelope(), limits)); }
  made operator()(calls::activate_envelope asked) const {
    return one(asked, client.envelopes().activate(envelope(), limits));
  }
  made operator()(calls::remove_envelope asked) const {
    auto call = client.envelopes().remove(asked.envelope, limits);
    return one(std::move(asked), std::move(call));
  }

  made operator()(calls::list_documents asked) const {
    return list<clicksign::document>(asked, [client = client, id = envelope(), limits = limits](auto page) {
      clicksign::document_query query;
      query.paging = page;
      return client.documents().list(id, query, limits);
    });
  }
  made operator()(calls::create_document asked) const {
    return one(asked, client.documents().create(envelope(), plan().documents[asked.index], limits));
  }
  made operator()(calls::remove_document asked) const {
    auto call = client.documents().remove(envelope(), asked.document, limits);
    return one(std::move(asked), std::move(call));
  }

  made operator()(calls::list_signers asked) const {
    return list<clicksign::signer>(asked, [client = client, id = envelope(), limits = limits](auto page) {
      return client.signers().list(id, {page}, limits);
    });
  }
  made operator()(calls::create_signer asked) const {
    return one(asked, client.signers().create(envelope(), plan().signers[asked.index], limits));
  }
  made operator()(calls::remove_signer asked) const {
    auto call = client.signers().remove(envelope(), asked.signer, limits);
    return one(std::move(asked), std::move(call));
  }

  made operator()(calls::list_watchers asked) const {
    return list<clicksign::watcher>(asked, [client = client, id = envelope(), limits = limits](auto page) {
      return client.watchers().list(id, {page}, limits);
    });
  }
  made operator()(calls::create_watcher asked) const {
    return one(asked, client.watchers().create(envelope(), plan().watchers[asked.index], limits));
  }
  made operator()(calls::remove_watcher asked) const {
    auto call = client.watchers().remove(envelope(), asked.watcher, limits);
    return one(std::move(asked), std::move(call));
  }

  made operator()(calls::list_requirements asked) const {
    document_id const document = to.documents()[asked.document];
    signer_id const signer = to.signers()[asked.signer];
    return list<clicksign::requirement>(asked, [client = client, id = envelope(), document, signer, limits = limits](auto page) {
      return client.requirements().list(id, {document, signer, {}, page}, limits);
    });
  }
  made operator()(calls::create_requirements asked) const {
    std::vector<clicksign::bulk_operation> operations;
    for (std::size_t const each : asked.which)
      operations.push_back(signing::with_ids(plan().requirements[each], to.documents(), to.signers()));
    auto call = client.bulk_requirements().apply(envelope(), operations, limits);
    return one(std::move(asked), std::move(call));
  }
  made operator()(calls::remove_requirement asked) const {
    auto call = client.requirements().remove(envelope(), asked.requirement, limits);
    return one(std::move(asked), std::move(call));
  }

  made operator()(calls::notify asked) const {
    return one(asked, client.notifications().notify(envelope(), *plan().notification, limits));
  }
};

} // namespace

std::unique_ptr<running_call> begin_call(calls::any call, clicksign::resources<clicksign::deferred> const& client,
                                         signing::machine& asking, clicksign::call_options limits, tampering& hand) {
  caller const make{client, asking, std::move(limits), hand};
  return std::visit([&](auto& asked) { return make(std::move(asked)); }, call);
}

} // namespace simulation
