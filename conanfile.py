from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, rmdir

import os

required_conan_version = ">=2.0"


class RubricaConan(ConanFile):
    name = "rubrica"
    version = "0.1.0"
    description = "Electronic signatures on ClickSign, and every callback that comes back"
    license = "Apache-2.0"
    homepage = "https://github.com/rubrica/rubrica"
    topics = ("clicksign", "e-signature", "webhook")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False], "sandbox": [True, False], "with_simdjson": [True, False]}
    default_options = {"shared": False, "fPIC": True, "sandbox": False, "with_simdjson": False}
    implements = ["auto_shared_fpic"]
    exports_sources = "CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*"

    def validate(self):
        check_min_cppstd(self, 17)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("fmt/[>=9 <13]")
        self.requires("libcurl/[>=7.85 <9]")
        self.requires("nlohmann_json/[>=3.10 <4]")
        self.requires("openssl/[>=3 <4]")
        if self.options.with_simdjson:
            self.requires("simdjson/[>=3 <5]")
        if self.options.sandbox:
            self.requires("cpp-httplib/[>=0.11 <1]")
            self.requires("zlib/[>=1.2 <2]")

    def build_requirements(self):
        self.tool_requires("cmake/[>=3.23 <5]")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["RUBRICA_BUILD_SANDBOX"] = bool(self.options.sandbox)
        toolchain.cache_variables["RUBRICA_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["RUBRICA_BUILD_TESTS"] = False
        toolchain.cache_variables["RUBRICA_WITH_SIMDJSON"] = "ON" if self.options.with_simdjson else "OFF"
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        # Conan writes its own, from package_info.
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "rubrica")

        core = self._component("core", "rubrica_core", "rubrica-core")
        core.requires = ["fmt::fmt", "nlohmann_json::nlohmann_json", "openssl::crypto"]
        if self.options.with_simdjson:
            core.requires.append("simdjson::simdjson")

        client = self._component("rubrica", "rubrica", "rubrica")
        client.requires = ["core", "libcurl::libcurl", "openssl::ssl"]

        if self.options.sandbox:
            sandbox = self._component("sandbox", "rubrica_sandbox", "rubrica-sandbox")
            sandbox.requires = ["core", "cpp-httplib::cpp-httplib", "zlib::zlib"]

    def _component(self, name, library, pkg_config_name):
        component = self.cpp_info.components[name]
        component.set_property("cmake_target_name", f"rubrica::{name}")
        component.set_property("pkg_config_name", pkg_config_name)
        component.libs = [library]
        if not self.options.shared:
            component.defines = ["RUBRICA_STATIC_DEFINE"]
        if self.settings.os in ("Linux", "FreeBSD"):
            component.system_libs = ["pthread"]
        return component
