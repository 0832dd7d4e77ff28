# Sources that RUBRICA_UNITY_BUILD compiles together. A source that is not named here is compiled alone: nothing needs to be
# done for a new one. When names of two sources clash, take one of them out of its group, or give the name its subject.
# sandbox/server/listener, sandbox/server/server and sandbox/service/webhooks have members of unnamed namespaces, which g++ takes in a main source only.
function(rubrica_unity group)
  list(TRANSFORM ARGN APPEND .cpp OUTPUT_VARIABLE sources)
  list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set_source_files_properties(${sources} PROPERTIES UNITY_GROUP ${group})
endfunction()

rubrica_unity(detail crypto/base64 crypto/random json/json_reader json/member_names json/json_parse json/json_token text/percent crypto/hmac
  http/file http/input_file json/duplicate_key_check json/json_nlohmann json/json_location json/json_simdjson json/json_writer text/utf8
  text/code_point text/folding text/nearest text/person text/plain text/points json/identifier)
rubrica_unity(core_1 callbacks/delivery callbacks/receive callbacks/router core/error core/id core/secret text/form_field
  callbacks/path_form callbacks/route core/clock core/failure core/personal core/timestamp assinebem/callback assinebem/kinds
  assinebem/security assinebem/parse assinebem/reading pacto/aliases pacto/keys pacto/name pacto/names pacto/nodes pacto/parse
  pacto/unit pacto/values core/loose_time callbacks/token_index json/delivered_text
  core/pointer_names)
rubrica_unity(core_2 clicksign/webhook/body_spellings clicksign/webhook/diagnose clicksign/webhook/parse
  clicksign/webhook/payloads clicksign/webhook/verify signing/history signing/history/assinebem signing/history/changes
  signing/history/clicksign signing/history/facts signing/history/json signing/history/state signing/history/timeline
  signing/history/index signing/history/update
  clicksign/webhook/payload)
rubrica_unity(core_3 signing/pdf_signature signing/signed_file/byte_source signing/signed_file/certificate
  signing/signed_file/certificate_chain signing/signed_file/cms_form signing/signed_file/contents signing/signed_file/pdf_time
  signing/signed_file/pdf_tokens signing/signed_file/range_digests signing/signed_file/signature_dictionary
  signing/signed_file/signature_scan signing/trust_store)
rubrica_unity(client_1 clicksign/acceptance_term clicksign/access_control_list clicksign/async_client
  clicksign/auto_signature_term clicksign/bulk_requirement clicksign/client clicksign/folder clicksign/group
  clicksign/envelope clicksign/envelope_bulk_creation clicksign/pages clicksign/raw clicksign/webhook_endpoint
  clicksign/requirement)
rubrica_unity(client_2 clicksign/cancel clicksign/document clicksign/document_event clicksign/download clicksign/ensure_webhook
  clicksign/membership clicksign/notification clicksign/oauth_account clicksign/signer clicksign/template
  clicksign/template_field clicksign/user clicksign/watcher)
rubrica_unity(client_3 clicksign/protocol/answers clicksign/protocol/api_error clicksign/protocol/call_answer clicksign/protocol/credentials clicksign/protocol/file_check
  clicksign/protocol/hidden_values clicksign/protocol/json_api clicksign/protocol/service_texts clicksign/protocol/session
  clicksign/protocol/setup_advice clicksign/protocol/unknowns clicksign/protocol/upload_body signing/br_identifiers
  signing/sender signing/preflight/file_name signing/rules signing/envelope_progress signing/plan
  signing/preflight signing/withdrawal
  signing/preflight/content signing/preflight/content_pdf signing/preflight/content_word signing/preflight/listed signing/preflight/signer signing/preflight/spelling signing/sending/refusal)
rubrica_unity(client_4 signing/sending/bulk signing/sending/doubt signing/sending/machine signing/sending/machine_answers signing/sending/machine_ending
  signing/sending/machine_look signing/sending/new_sending signing/sending/plan_json signing/sending/reference signing/sending
  signing/sending/run signing/sending/carry_out signing/sending/driver signing/sending/make_call signing/sending/sweep signing/sending/async_run
  signing/async_sender signing/preparation signing/progress)
rubrica_unity(http http/curl/curl_attempt http/curl/curl_global http/curl/curl_handles http/curl/curl_pool http/curl/curl_url
  http/curl/tls_store http/curl/curl_error http/curl/curl_handle http/curl/curl_headers http/curl/curl_transfer
  crypto/digest_stream http/curl/sigpipe http/retry/back_off http/curl_transport http/log_observer http/quota/quota_slot
  http/quota/rate_window http/quota/window_counts http/quota/call_queue http/quota/kept_places http/retry/call_report http/curl/curl_engine http/curl/async_call http/observer
  http/request http/retry/call_policy http/retry/retry_machine http/headers http/pipeline http/retry http/quota/call_spacing
  http/time/http_date http/quota http/time/retry_after http/time/server_clock http/transport
  http/internal_address http/outcome)
rubrica_unity(sandbox_1 sandbox/routes/acceptance sandbox/routes/auto_signature sandbox/routes/body sandbox/routes/bulk
  sandbox/routes/bulk_creations sandbox/routes/documents sandbox/routes/pages sandbox/routes/envelopes sandbox/routes/events
  sandbox/routes/folders sandbox/routes/groups sandbox/routes/lookup sandbox/routes/memberships sandbox/routes/resources)
rubrica_unity(sandbox_2 sandbox/routes/new_requirement sandbox/routes/notifications sandbox/routes/requirements
  sandbox/routes/router sandbox/routes/schema sandbox/routes/signers sandbox/routes/templates sandbox/routes/users
  sandbox/routes/watchers sandbox/routes/webhooks)
rubrica_unity(sandbox_3 sandbox/service/acceptance sandbox/service/acceptance_lines sandbox/service/account_state
  sandbox/service/auto_signature sandbox/service/bulk_creations sandbox/service/events sandbox/service/lifecycle
  sandbox/service/links sandbox/service/notices sandbox/service/requirement_rules sandbox/service/scheduler
  sandbox/records/envelope_store sandbox/records/files sandbox/records/outbox sandbox/records/requirement_list
  sandbox/accounts/accounts sandbox/accounts/callback)
rubrica_unity(sandbox_4 sandbox/server/api sandbox/server/controls sandbox/server/http_answer sandbox/server/http_request
  sandbox/server/workers sandbox/http/errors sandbox/server/connection sandbox/http/faults
  sandbox/http/rate_limit sandbox/formats/bytes sandbox/formats/pdf sandbox/formats/pdf_objects sandbox/formats/docx sandbox/formats/ids sandbox/formats/text
  sandbox/formats/word_items sandbox/formats/word_template sandbox/formats/zip sandbox/accounts/media sandbox/accounts/storage)
