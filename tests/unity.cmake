# As src/unity.cmake.
rubrica_unity(test_core_1 unit/core/clock_test unit/core/error_test unit/core/field_test unit/core/id_test unit/core/open_enum_test
  unit/core/personal_test unit/core/result_failure_test unit/core/secret_test unit/core/timestamp_test
  unit/core/version_test)
rubrica_unity(test_text_1 unit/text/percent_test unit/text/person_test unit/text/plain_test)
rubrica_unity(test_json_1 unit/json/model_handlers_test unit/json/duplicate_key_check_test unit/json/json_location_test
  unit/json/json_token_test unit/json/json_writer_test unit/json/whole_number_test)
rubrica_unity(test_json_2 unit/json/json_limits_test unit/json/json_producers_test)
rubrica_unity(test_webhook_1 unit/clicksign/webhook/delivered_test unit/clicksign/webhook/diagnose_test
  unit/clicksign/webhook/document_test unit/clicksign/webhook/new_events_test unit/clicksign/webhook/oddities_test
  unit/clicksign/webhook/payloads_test)
rubrica_unity(test_assinebem_1 unit/assinebem/callback_test unit/assinebem/fields_test unit/assinebem/input_test
  unit/assinebem/recognition_test unit/assinebem/security_test)
rubrica_unity(test_pacto_1 unit/pacto/fields_test unit/pacto/input_test unit/pacto/kind_test unit/pacto/unit_test)
rubrica_unity(test_http_1 unit/http/curl/curl_engine_test unit/http/curl_transport_process_test
  unit/http/retry/retry_machine_test unit/http/headers_test unit/http/quota_test unit/http/retry_test
  unit/http/quota/call_queue_test)
rubrica_unity(test_http_2 unit/http/curl_transport_bodies_test unit/http/curl_transport_exchange_test
  unit/http/curl_transport_limits_test unit/http/curl_transport_never_twice_test
  unit/http/curl_transport_refusals_test unit/http/curl_transport_time_test unit/http/curl_transport_tls_test)
rubrica_unity(test_http_3 unit/http/log_observer_test unit/http/pipeline_test unit/http/quota_shared_test)
rubrica_unity(test_sandbox_1 unit/sandbox/acceptance_test unit/sandbox/bounces_test unit/sandbox/connections_test
  unit/sandbox/documents_test unit/sandbox/envelopes_test unit/sandbox/users_test)
rubrica_unity(test_sandbox_2 unit/sandbox/account_test unit/sandbox/bulk_creations_test unit/sandbox/fault_test
  unit/sandbox/foreign_client_test unit/sandbox/groups_test unit/sandbox/storage_test)
rubrica_unity(test_sandbox_3 unit/sandbox/auto_signature_test unit/sandbox/controls_test unit/sandbox/memberships_test
  unit/sandbox/oauth_test unit/sandbox/template_documents_test unit/sandbox/webhooks_test)
rubrica_unity(test_sandbox_4 unit/sandbox/lifecycle_test unit/sandbox/limits_test unit/sandbox/notification_test
  unit/sandbox/rate_limit_test unit/sandbox/requirements_test unit/sandbox/server_test)
rubrica_unity(test_sandbox_5 unit/sandbox/notifications_test unit/sandbox/scale_test unit/sandbox/signers_test
  unit/sandbox/templates_test unit/sandbox/webhook_routes_test)
rubrica_unity(test_signing_1 unit/signing/exceptions_test unit/signing/late_requests_test unit/signing/plan_test
  unit/signing/rules_test unit/signing/sender_test unit/signing/sending/refusal_test)
rubrica_unity(test_signing_2 unit/signing/lost_answers_test unit/signing/preflight_test unit/signing/envelope_progress_test
  unit/signing/withdrawal_test unit/signing/sending/doubt_test)
rubrica_unity(test_signing_3 unit/signing/history_bounces_test unit/signing/history_laws_test
  unit/signing/history_sandbox_test)
rubrica_unity(test_signing_4 unit/signing/history_test unit/signing/history/json_test)
rubrica_unity(test_signing_5 unit/signing/history_order_test unit/signing/history_examples_test)
rubrica_unity(test_signing_6 unit/signing/br_identifiers_test unit/signing/preflight/content_test)
rubrica_unity(test_faults_1 operations/operation operations/rows_in_other_ways operations/rows_of_envelopes
  operations/rows_of_the_account)
rubrica_unity(test_faults_2 faults/expectation faults/fault faults/faulty_server)
rubrica_unity(test_clicksign_1 unit/clicksign/acceptance_term_test unit/clicksign/async_client_test
  unit/clicksign/envelope_bulk_creation_test unit/clicksign/oauth_account_test
  unit/clicksign/role_authentication_status_locale_test unit/clicksign/template_test unit/clicksign/protocol/unknowns_test)
rubrica_unity(test_clicksign_2 unit/clicksign/access_control_list_test unit/clicksign/document_test
  unit/clicksign/ensure_webhook_test unit/clicksign/membership_test unit/clicksign/notification_test
  unit/clicksign/signer_test)
rubrica_unity(test_clicksign_3 unit/clicksign/auto_signature_term_test unit/clicksign/envelope_test unit/clicksign/errors_test
  unit/clicksign/future_test unit/clicksign/webhook_endpoint_test unit/clicksign/template_field_test
  unit/clicksign/watcher_test)
rubrica_unity(test_clicksign_4 unit/clicksign/bulk_requirement_test unit/clicksign/call_options_test unit/clicksign/pending_call_test
  unit/clicksign/client_test unit/clicksign/folder_test unit/clicksign/pages_test unit/clicksign/related_test)
rubrica_unity(test_clicksign_5 unit/clicksign/document_event_test unit/clicksign/event_query_test unit/clicksign/group_test
  unit/clicksign/raw_test unit/clicksign/requirement_test unit/clicksign/user_test)
