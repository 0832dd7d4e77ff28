#pragma once

// Debian 12 ships Catch2 2.13, newer releases 3.x: tests include this and compile with both.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
