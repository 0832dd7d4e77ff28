#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The role in which a person signs ("papel"; wire: `role` in requirements, `sign_as` in events; clicksign-rest §8.3).
/// `contractor` is the Contratante, `contractee` the Contratada, `surety` the Fiador, `approve` approves, `witness` is the
/// Testemunha; `sign` just signs. Seven are in ClickSign's own list, but not documented publicly: `condominium_member`, `donee`,
/// `donor`, `first_amending`, `landlord`, `second_amending`, `tenant`.
struct role : open_enum<role> {
  using open_enum::open_enum;
  static constexpr known account_holder{"account_holder"};
  static constexpr known accountant{"accountant"};
  static constexpr known administrator{"administrator"};
  static constexpr known approve{"approve"};
  static constexpr known associate{"associate"};
  static constexpr known attorney{"attorney"};
  static constexpr known bailee{"bailee"};
  static constexpr known borrower{"borrower"};
  static constexpr known broker{"broker"};
  static constexpr known building_manager{"building_manager"};
  static constexpr known buyer{"buyer"};
  static constexpr known co_responsible{"co_responsible"};
  static constexpr known collateral_provider{"collateral_provider"};
  static constexpr known comforter{"comforter"};
  static constexpr known condominium_member{"condominium_member"};
  static constexpr known consented{"consented"};
  static constexpr known consenting{"consenting"};
  static constexpr known consenting_intervenor{"consenting_intervenor"};
  static constexpr known consignee{"consignee"};
  static constexpr known contractee{"contractee"};
  static constexpr known contractor{"contractor"};
  static constexpr known creditor{"creditor"};
  static constexpr known debtor{"debtor"};
  static constexpr known director{"director"};
  static constexpr known distracted{"distracted"};
  static constexpr known distracting{"distracting"};
  static constexpr known donee{"donee"};
  static constexpr known donor{"donor"};
  static constexpr known employee{"employee"};
  static constexpr known employer{"employer"};
  static constexpr known endorsee{"endorsee"};
  static constexpr known endorser{"endorser"};
  static constexpr known first_amending{"first_amending"};
  static constexpr known franchisee{"franchisee"};
  static constexpr known franchisor{"franchisor"};
  static constexpr known grantee{"grantee"};
  static constexpr known grantor{"grantor"};
  static constexpr known guarantor{"guarantor"};
  static constexpr known guarantor_spouse{"guarantor_spouse"};
  static constexpr known insurance_broker{"insurance_broker"};
  static constexpr known insured{"insured"};
  static constexpr known intermediary{"intermediary"};
  static constexpr known intervening{"intervening"};
  static constexpr known intervening_guarantor{"intervening_guarantor"};
  static constexpr known issuer{"issuer"};
  static constexpr known joint_debtor{"joint_debtor"};
  static constexpr known landlord{"landlord"};
  static constexpr known lawyer{"lawyer"};
  static constexpr known legal_guardian{"legal_guardian"};
  static constexpr known legal_representative{"legal_representative"};
  static constexpr known lender{"lender"};
  static constexpr known lessee{"lessee"};
  static constexpr known lessor{"lessor"};
  static constexpr known licensed{"licensed"};
  static constexpr known licensor{"licensor"};
  static constexpr known manager{"manager"};
  static constexpr known owner{"owner"};
  static constexpr known partner{"partner"};
  static constexpr known party{"party"};
  static constexpr known pledged{"pledged"};
  static constexpr known president{"president"};
  static constexpr known ratify{"ratify"};
  static constexpr known real_estate_broker{"real_estate_broker"};
  static constexpr known receipt{"receipt"};
  static constexpr known resident{"resident"};
  static constexpr known second_amending{"second_amending"};
  static constexpr known secretary{"secretary"};
  static constexpr known secured{"secured"};
  static constexpr known seller{"seller"};
  static constexpr known service_provider{"service_provider"};
  static constexpr known sign{"sign"};
  static constexpr known surety{"surety"};
  static constexpr known surveyor{"surveyor"};
  static constexpr known tenant{"tenant"};
  static constexpr known transferee{"transferee"};
  static constexpr known transferor{"transferor"};
  static constexpr known treasurer{"treasurer"};
  static constexpr known validator{"validator"};
  static constexpr known witness{"witness"};
  static constexpr known all[] = {account_holder,
                                  accountant,
                                  administrator,
                                  approve,
                                  associate,
                                  attorney,
                                  bailee,
                                  borrower,
                                  broker,
                                  building_manager,
                                  buyer,
                                  co_responsible,
                                  collateral_provider,
                                  comforter,
                                  condominium_member,
                                  consented,
                                  consenting,
                                  consenting_intervenor,
                                  consignee,
                                  contractee,
                                  contractor,
                                  creditor,
                                  debtor,
                                  director,
                                  distracted,
                                  distracting,
                                  donee,
                                  donor,
                                  employee,
                                  employer,
                                  endorsee,
                                  endorser,
                                  first_amending,
                                  franchisee,
                                  franchisor,
                                  grantee,
                                  grantor,
                                  guarantor,
                                  guarantor_spouse,
                                  insurance_broker,
                                  insured,
                                  intermediary,
                                  intervening,
                                  intervening_guarantor,
                                  issuer,
                                  joint_debtor,
                                  landlord,
                                  lawyer,
                                  legal_guardian,
                                  legal_representative,
                                  lender,
                                  lessee,
                                  lessor,
                                  licensed,
                                  licensor,
                                  manager,
                                  owner,
                                  partner,
                                  party,
                                  pledged,
                                  president,
                                  ratify,
                                  real_estate_broker,
                                  receipt,
                                  resident,
                                  second_amending,
                                  secretary,
                                  secured,
                                  seller,
                                  service_provider,
                                  sign,
                                  surety,
                                  surveyor,
                                  tenant,
                                  transferee,
                                  transferor,
                                  treasurer,
                                  validator,
                                  witness};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
