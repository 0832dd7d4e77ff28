#include "assinebem/reading.hpp"

#include "json/identifier.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {
namespace {

struct noted_member {
  std::string_view name;
  key noted_as;
  target (*to)(void* reading);
};

/// An object whose keys are recorded, because their presence distinguishes the callbacks. Case and separators are ignored; a
/// member in two spellings would be ambiguous.
template <class Table> struct noted_object {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view name, std::size_t&) {
    auto& read = as<reading>(object);
    for (noted_member const& each : Table::list) {
      if (!detail::same_plain_name(each.name, name)) continue;
      auto const place = static_cast<std::size_t>(each.noted_as);
      read.is_ambiguous = read.is_ambiguous || read.seen[place];
      read.seen.set(place);
      return each.to(object);
    }
    return Table::other(object, name);
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
  static target itself(void* object) { return {object, &value}; }
};

struct documento_table {
  static constexpr noted_member list[] = {
      {"id_externo", key::documento_id, id_at<&reading::document>},
      {"motivo", key::motivo, text_at<&reading::motive>},
  };
  static target other(void*, std::string_view) { return {}; }
};

struct dados_table {
  static constexpr noted_member list[] = {
      {"documento", key::documento, &noted_object<documento_table>::itself},
      {"partes", key::partes, member_as<&reading::parties, objects<party_signature>>},
  };
  static target other(void*, std::string_view) { return {}; }
};

struct root_table {
  static constexpr noted_member list[] = {
      {"dados", key::dados, &noted_object<dados_table>::itself},
      {"id_externo", key::id_externo, id_at<&reading::external>},
      {"id_status_parte", key::id_status_parte, code_at<&reading::status>},
      {"id_externo_documento", key::id_externo_documento, id_at<&reading::party_document>},
      {"id_externo_contato", key::id_externo_contato, id_at<&reading::contact>},
      {"identificador_assinatura", key::identificador_assinatura, id_at<&reading::signature>},
      {"motivo_recusa", key::motivo_recusa, text_at<&reading::refusal>},
      {"cpf", key::cpf, member_as<&reading::cpf, cpf_text>},
      {"dt_nascimento", key::dt_nascimento, member<&reading::birth_date>},
      {"id_externo_delegador", key::id_externo_delegador, id_at<&reading::delegator>},
      {"id_externo_delegado", key::id_externo_delegado, id_at<&reading::delegated_to>},
      {"parte_delegado", key::parte_delegado, member_as<&reading::delegates, objects<delegate_details>>},
      {"dt_visualizado", key::dt_visualizado, member<&reading::viewed_at>},
      {"anexo", key::anexo, member_as<&reading::attachments, objects<attachment>>},
  };
  /// Two callbacks have a `descricao`, so it does not indicate the kind.
  static target other(void* object, std::string_view name) {
    return detail::same_plain_name(name, "descricao") ? text_at<&reading::description>(object) : target{};
  }
};

struct root {
  static target begin(void* object) {
    as<reading>(object).is_object = true;
    return noted_object<root_table>::itself(object);
  }
  static target begin_list(void* object) {
    as<reading>(object).is_list = true;
    return {};
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_array(&begin_list);
};

template <class T> T taken(T& from) {
  return std::move(from);
}

/// The delegate, which may be in a list. Of several nobody knows who signs.
delegate_details only_one(std::vector<delegate_details>& from) {
  return from.size() == 1 ? std::move(from.front()) : delegate_details();
}

// Each makes one payload of the members, in the order of the variant.
constexpr payload (*makers[])(reading&) = {
    [](reading& r) -> payload {
      return document_signed{taken(r.document), taken(r.parties)};
    },
    [](reading& r) -> payload {
      return party_status_changed{taken(r.external), taken(r.status)};
    },
    [](reading& r) -> payload {
      return document_invalidated{taken(r.document), taken(r.motive)};
    },
    [](reading& r) -> payload {
      return party_signed{taken(r.party_document), taken(r.contact), taken(r.signature)};
    },
    [](reading& r) -> payload {
      return party_refused{taken(r.party_document), taken(r.contact), taken(r.refusal), taken(r.description)};
    },
    [](reading& r) -> payload {
      return party_data_filled{taken(r.external), taken(r.cpf), taken(r.birth_date), taken(r.description)};
    },
    [](reading& r) -> payload {
      return party_delegated{taken(r.party_document), taken(r.delegator), taken(r.delegated_to), only_one(r.delegates)};
    },
    [](reading& r) -> payload {
      return document_viewed{taken(r.party_document), taken(r.contact), taken(r.viewed_at)};
    },
    [](reading& r) -> payload {
      return attachment_sent{taken(r.party_document), taken(r.contact), taken(r.attachments)};
    },
};
static_assert(std::size(makers) == kind_count);

} // namespace

target reading::target_for(reading& object) {
  return {&object, &root::value};
}

payload reading::take(std::size_t kind) {
  return makers[kind](*this);
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
