# As src/unity.cmake.
rubrica_unity(core_1 unit/core/error_test unit/core/id_test unit/core/personal_test unit/core/secret_test
  unit/core/version_test)
rubrica_unity(core_2 unit/core/field_test unit/core/open_enum_test unit/core/result_failure_test unit/core/timestamp_test)
rubrica_unity(detail_1 unit/detail/eight_bytes_test unit/detail/json_bind_test unit/detail/json_names_test
  unit/detail/json_producers_test unit/detail/json_token_test unit/detail/percent_test)
rubrica_unity(detail_2 unit/detail/hmac_test unit/detail/json_limits_test unit/detail/json_place_test
  unit/detail/json_writer_test)
rubrica_unity(webhook_1 unit/clicksign/webhook/diagnose_test unit/clicksign/webhook/document_test)
rubrica_unity(webhook_2 unit/clicksign/webhook/oddities_test unit/clicksign/webhook/payloads_test)
rubrica_unity(assinebem_1 unit/assinebem/callback_test unit/assinebem/input_test unit/assinebem/security_test)
rubrica_unity(assinebem_2 unit/assinebem/fields_test unit/assinebem/recognition_test)
rubrica_unity(pacto_1 unit/pacto/fields_test unit/pacto/input_test unit/pacto/kind_test unit/pacto/unit_test)
rubrica_unity(http_1 unit/http/curl_engine_test unit/http/curl_transport_process_test unit/http/exchange_test
  unit/http/headers_test unit/http/quota_test unit/http/retry_test unit/http/waiting_calls_test)
rubrica_unity(http_2 unit/http/curl_transport_bodies_test unit/http/curl_transport_exchange_test
  unit/http/curl_transport_never_twice_test unit/http/curl_transport_tls_test unit/http/pipeline_test
  unit/http/quota_shared_test unit/http/server_clock_test)
rubrica_unity(http_3 unit/http/curl_transport_limits_test unit/http/curl_transport_refusals_test
  unit/http/curl_transport_time_test unit/http/log_observer_test unit/http/observer_test unit/http/retry_after_test)
rubrica_unity(sandbox_1 unit/sandbox/acceptance_test unit/sandbox/envelopes_test unit/sandbox/notification_test
  unit/sandbox/rate_limit_test)
rubrica_unity(sandbox_2 unit/sandbox/account_test unit/sandbox/fault_test unit/sandbox/foreign_client_test
  unit/sandbox/storage_test)
rubrica_unity(sandbox_3 unit/sandbox/auto_signature_test unit/sandbox/controls_test unit/sandbox/oauth_test
  unit/sandbox/template_documents_test unit/sandbox/webhooks_test)
rubrica_unity(sandbox_4 unit/sandbox/bulk_creations_test unit/sandbox/groups_test unit/sandbox/notifications_test
  unit/sandbox/users_test)
rubrica_unity(sandbox_5 unit/sandbox/documents_test unit/sandbox/lifecycle_test unit/sandbox/server_test
  unit/sandbox/webhook_routes_test)
rubrica_unity(sandbox_6 unit/sandbox/memberships_test unit/sandbox/requirements_test unit/sandbox/signers_test
  unit/sandbox/templates_test)
rubrica_unity(signing_1 unit/signing/brazil_test unit/signing/history_sandbox_test unit/signing/plan_test
  unit/signing/rules_test)
rubrica_unity(signing_2 unit/signing/history_assinebem_test unit/signing/history_json_test unit/signing/preflight_test
  unit/signing/withdrawal_test)
rubrica_unity(signing_3 unit/signing/history_laws_test unit/signing/history_test unit/signing/lost_answers_test
  unit/signing/sender_test)
rubrica_unity(clicksign_1 unit/clicksign/acceptance_term_test unit/clicksign/async_client_test
  unit/clicksign/envelope_bulk_creation_test unit/clicksign/oauth_account_test
  unit/clicksign/role_authentication_status_locale_test unit/clicksign/template_test unit/clicksign/unknowns_test)
rubrica_unity(clicksign_2 unit/clicksign/access_control_list_test unit/clicksign/document_test
  unit/clicksign/ensure_webhook_test unit/clicksign/membership_test unit/clicksign/notification_test
  unit/clicksign/signer_test)
rubrica_unity(clicksign_3 unit/clicksign/auto_signature_term_test unit/clicksign/envelope_test unit/clicksign/errors_test
  unit/clicksign/future_test unit/clicksign/registered_webhook_test unit/clicksign/template_field_test
  unit/clicksign/watcher_test)
rubrica_unity(clicksign_4 unit/clicksign/bulk_requirement_test unit/clicksign/call_options_test unit/clicksign/call_test
  unit/clicksign/client_test unit/clicksign/folder_test unit/clicksign/pages_test unit/clicksign/related_test)
rubrica_unity(clicksign_5 unit/clicksign/document_event_test unit/clicksign/event_query_test unit/clicksign/group_test
  unit/clicksign/raw_test unit/clicksign/requirement_test unit/clicksign/user_test)
rubrica_unity(faults_1 faults/canaries_test faults/expectation faults/matrix_test faults/operations_of_the_account)
rubrica_unity(faults_2 faults/exposed_server faults/fault faults/operations_in_other_ways faults/operations_of_envelopes)
rubrica_unity(faults_3 faults/operation faults/peers_test faults/rows_test)
rubrica_unity(load_1 load/clients_test load/threads_test)
