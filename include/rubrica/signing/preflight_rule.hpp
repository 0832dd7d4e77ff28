#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The rules of `preflight`, of which each problem names one: `preflight_rule(problem.code)`. The names are stable; later versions
/// may add some. `label(rule, language)` is the sentence for whoever entered the values; `problem::detail` says more, in English.
struct preflight_rule : open_enum<preflight_rule> {
  using open_enum::open_enum;
  // the files
  static constexpr known no_file{"no_file"};                       ///< there is no file to sign
  static constexpr known too_many_files{"too_many_files"};         ///< more than 20 files
  static constexpr known envelope_too_large{"envelope_too_large"}; ///< more than 100 MB together
  static constexpr known file_unsigned{"file_unsigned"};           ///< nobody signs the file
  static constexpr known file_source{"file_source"};               ///< more than one of path, bytes, template and copy
  static constexpr known file_unreadable{"file_unreadable"};       ///< it cannot be opened, or not read to its end
  static constexpr known file_empty{"file_empty"};                 ///< 0 bytes
  static constexpr known file_too_large{"file_too_large"};         ///< more than 10 MB
  static constexpr known file_extension{"file_extension"};         ///< not .doc, .docx or .pdf
  static constexpr known file_content{"file_content"};             ///< the content is of another kind than the extension says
  static constexpr known file_truncated{"file_truncated"};         ///< its end is missing
  static constexpr known file_broken{"file_broken"};               ///< a .docx that no program can open
  static constexpr known file_encrypted{"file_encrypted"};         ///< protected by a password
  static constexpr known template_name{"template_name"}; ///< the name of a file made of a template does not end in .docx
  static constexpr known template_data{
      "template_data"}; ///< data that is given twice, is no JSON object, or belongs to no template
  // the signers
  static constexpr known no_signer{"no_signer"};             ///< there is nobody to sign
  static constexpr known signer_name{"signer_name"};         ///< not a first name and a surname
  static constexpr known signer_email{"signer_email"};       ///< missing though it is needed, or not an address
  static constexpr known signer_mobile{"signer_mobile"};     ///< missing though it is needed, or not a Brazilian mobile number
  static constexpr known signer_contact{"signer_contact"};   ///< neither an e-mail address nor a mobile number
  static constexpr known signer_channel{"signer_channel"};   ///< a way of calling that ClickSign does not have for this message
  static constexpr known signer_cpf{"signer_cpf"};           ///< missing though it is needed, or with wrong check digits
  static constexpr known signer_birthday{"signer_birthday"}; ///< missing though it is needed, or no date in the past
  static constexpr known signer_documentation{"signer_documentation"}; ///< CPF or birthday of a signer who is not asked for a CPF
  static constexpr known signer_host{
      "signer_host"}; ///< the host of a signature in person is missing or not usable, or there is one without such a signature
  static constexpr known signer_group{"signer_group"}; ///< a group below 1
  static constexpr known signer_duplicated{
      "signer_duplicated"}; ///< the same CPF, or the same name and addresses, as an earlier signer
  // authentication
  static constexpr known signer_authentication{"signer_authentication"};     ///< missing, or unknown to ClickSign
  static constexpr known authentication_repeated{"authentication_repeated"}; ///< the same one twice
  static constexpr known auto_signature_alone{"auto_signature_alone"}; ///< an automatic signature with another authentication
  static constexpr known one_token{"one_token"};                       ///< more than one of e-mail, SMS, WhatsApp and Pix
  static constexpr known authentications_exclude{"authentications_exclude"}; ///< two that ClickSign does not take together
  // what a signer does with a file
  static constexpr known signer_role{"signer_role"};                   ///< missing, or unknown to ClickSign
  static constexpr known role_repeated{"role_repeated"};               ///< the same role twice
  static constexpr known assignment_file{"assignment_file"};           ///< there is no such file in the request
  static constexpr known assignment_repeated{"assignment_repeated"};   ///< a file twice for one signer
  static constexpr known rubric_target{"rubric_target"};               ///< not exactly one of pages, field and positions
  static constexpr known rubric_kind{"rubric_kind"};                   ///< missing, or unknown to ClickSign
  static constexpr known rubric_kind_repeated{"rubric_kind_repeated"}; ///< a second rubric of this kind on the same file
  static constexpr known rubric_pages{"rubric_pages"};                 ///< neither `all` nor numbers with commas between them
  static constexpr known rubric_field{"rubric_field"};                 ///< not written `position_sign_ID`
  static constexpr known rubric_position{"rubric_position"};           ///< a page below 1, or a place outside of it
  // watchers and the e-mail
  static constexpr known watcher_email{"watcher_email"};             ///< not an address
  static constexpr known watcher_duplicated{"watcher_duplicated"};   ///< the same address as an earlier one
  static constexpr known watcher_kind{"watcher_kind"};               ///< unknown to ClickSign
  static constexpr known watcher_channel{"watcher_channel"};         ///< another way than e-mail
  static constexpr known email_text_too_long{"email_text_too_long"}; ///< a text of the e-mail is over its limit
  static constexpr known email_align{"email_align"};                 ///< not `left`, `center`, `right` or `justify`
  // the envelope
  static constexpr known text_encoding{"text_encoding"};       ///< a text that is not UTF-8
  static constexpr known subject_too_long{"subject_too_long"}; ///< more than 100 characters
  static constexpr known locale{"locale"};                     ///< unknown to ClickSign
  static constexpr known deadline_form{"deadline_form"};       ///< no date, or no such day
  static constexpr known deadline_past{"deadline_past"};       ///< not after now
  static constexpr known deadline_too_far{"deadline_too_far"}; ///< more than 90 days away
  static constexpr known at_deadline{"at_deadline"};           ///< unknown to ClickSign
  static constexpr known remind_interval{"remind_interval"};   ///< not 1, 2, 3, 7 or 14 days
  // what `creation::bulk` does not take
  static constexpr known bulk_files{"bulk_files"};           ///< more than one file
  static constexpr known bulk_copy{"bulk_copy"};             ///< a copy of a document
  static constexpr known bulk_folder{"bulk_folder"};         ///< a folder
  static constexpr known bulk_watchers{"bulk_watchers"};     ///< watchers
  static constexpr known bulk_group{"bulk_group"};           ///< an order of signing
  static constexpr known bulk_presential{"bulk_presential"}; ///< a signature in person

  static constexpr known all[] = {no_file,
                                  too_many_files,
                                  envelope_too_large,
                                  file_unsigned,
                                  file_source,
                                  file_unreadable,
                                  file_empty,
                                  file_too_large,
                                  file_extension,
                                  file_content,
                                  file_truncated,
                                  file_broken,
                                  file_encrypted,
                                  template_name,
                                  template_data,
                                  no_signer,
                                  signer_name,
                                  signer_email,
                                  signer_mobile,
                                  signer_contact,
                                  signer_channel,
                                  signer_cpf,
                                  signer_birthday,
                                  signer_documentation,
                                  signer_host,
                                  signer_group,
                                  signer_duplicated,
                                  signer_authentication,
                                  authentication_repeated,
                                  auto_signature_alone,
                                  one_token,
                                  authentications_exclude,
                                  signer_role,
                                  role_repeated,
                                  assignment_file,
                                  assignment_repeated,
                                  rubric_target,
                                  rubric_kind,
                                  rubric_kind_repeated,
                                  rubric_pages,
                                  rubric_field,
                                  rubric_position,
                                  watcher_email,
                                  watcher_duplicated,
                                  watcher_kind,
                                  watcher_channel,
                                  email_text_too_long,
                                  email_align,
                                  text_encoding,
                                  subject_too_long,
                                  locale,
                                  deadline_form,
                                  deadline_past,
                                  deadline_too_far,
                                  at_deadline,
                                  remind_interval,
                                  bulk_files,
                                  bulk_copy,
                                  bulk_folder,
                                  bulk_watchers,
                                  bulk_group,
                                  bulk_presential};
};

} // namespace signing
RUBRICA_END_NAMESPACE
