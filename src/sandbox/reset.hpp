#pragma once

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// Resets (RST) the TCP connection of this process between the two ports, while the thread that serves it has it open. Its
/// descriptor stays valid and behaves like that of a peer who has gone, so httplib closes it in its own time.
void reset_connection(int local_port, int remote_port);

}}} // namespace rubrica::v0_1::sandbox
