// A program includes its own headers first: those of Windows and X11 define words like these as macros. None of them may affect
// our headers. The standard's headers come before, because they need not withstand it.
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#define HOSTILE ] a macro of somebody else was expanded here [
#define min(a, b) HOSTILE
#define max(a, b) HOSTILE
#define major(device) HOSTILE
#define minor(device) HOSTILE
#define small HOSTILE
#define near HOSTILE
#define far HOSTILE
#define interface HOSTILE
#define unix HOSTILE
#define linux HOSTILE
#define ERROR HOSTILE
#define NO_ERROR HOSTILE
#define DELETE HOSTILE
#define IN HOSTILE
#define OUT HOSTILE
#define OPTIONAL HOSTILE
#define CONST HOSTILE
#define VOID HOSTILE
#define TRUE HOSTILE
#define FALSE HOSTILE
#define BOOL HOSTILE
#define CALLBACK HOSTILE
#define GetObject HOSTILE
#define GetMessage HOSTILE
#define SendMessage HOSTILE
#define CreateFile HOSTILE
#define DeleteFile HOSTILE
#define Always HOSTILE
#define Bool HOSTILE
#define None HOSTILE
#define Status HOSTILE
#define Success HOSTILE

#include <rubrica/rubrica.hpp>
