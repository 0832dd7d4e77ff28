#pragma once

#include <string>

// `test_clicksign --record FILE` writes a line of JSON for each exchange between a test and a simulator:
// {"test": its name, "file": where it stands, "method", "target", "request", "status", "answer"}, the bodies as texts. tests/tools reads them.

namespace rubrica_test {

/// False when the file cannot be written.
bool start_recording(std::string const& file);
bool recording_is_on();
/// What follows belongs to this test case of the source file.
void record_for(std::string const& test, std::string const& file);
/// May be called from any thread. A body over 256 KiB is recorded as `null`.
void record(std::string const& method, std::string const& target, std::string const& request, int status,
            std::string const& answer);

} // namespace rubrica_test
