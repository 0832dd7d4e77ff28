#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <chrono>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// What is masked wherever the service repeats it: a name or a token looks like any other word.
using hidden_texts = std::vector<std::string_view>;

/// What an answer that is not 2xx means (clicksign-v3 §3).
error_info error_from(http::response const& answer, http::method verb, std::chrono::system_clock::time_point now,
                      hidden_texts hidden);

/// The meaning of one `errors` array that came with a status.
error_info error_from(int status, std::vector<problem> problems, hidden_texts hidden);

/// A 2xx answer that is not what the API promises: something happened, but what is not known.
error_info unexpected_answer(http::response const& answer, http::method verb, std::string_view what);

}}} // namespace rubrica::v0_1::clicksign
