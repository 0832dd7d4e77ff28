from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

import os
import re

required_conan_version = ">=2.1"


class RubricaConan(ConanFile):
    name = "rubrica"
    description = "Electronic signatures on ClickSign, and every callback that comes back"
    license = "Apache-2.0"
    url = "https://github.com/conan-io/conan-center-index"  # where recipes live; the project has no address of its own yet
    topics = ("clicksign", "e-signature", "webhook", "brazil")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {
        "shared": [True, False],
        "fPIC": [True, False],
        "with_client": [True, False],
        "with_sandbox": [True, False],
        "with_workflow": [True, False],
        "with_simdjson": [True, False],
    }
    default_options = {
        "shared": False,
        "fPIC": True,
        "with_client": True,
        "with_sandbox": False,
        "with_workflow": False,
        "with_simdjson": False,
        "soci/*:with_sqlite3": True,
    }
    implements = ["auto_shared_fpic"]

    def set_version(self):
        # The version stands in one place.
        text = load(self, os.path.join(self.recipe_folder, "CMakeLists.txt"))
        self.version = re.search(r"project\(rubrica VERSION ([0-9.]+)", text).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, self.recipe_folder, self.export_sources_folder)

    def layout(self):
        cmake_layout(self, src_folder="src")

    def validate(self):
        check_min_cppstd(self, 17)
        if self.settings.os == "Windows":
            raise ConanInvalidConfiguration("rubrica's files, locks and sockets are those of POSIX: there is no Windows yet")
        if self.options.with_workflow and not self.options.with_client:
            raise ConanInvalidConfiguration("with_workflow needs with_client: the engine sends")

    def requirements(self):
        self.requires("fmt/11.2.0")
        self.requires("nlohmann_json/3.11.3")
        self.requires("openssl/[>=3 <4]")
        if self.options.with_client:
            self.requires("libcurl/[>=7.85 <9]")
        if self.options.with_simdjson:
            self.requires("simdjson/3.12.0")
        if self.options.with_sandbox:
            self.requires("cpp-httplib/0.18.3")
            self.requires("zlib/[>=1.2.11 <2]")
        if self.options.with_workflow:
            self.requires("soci/4.0.3")

    def build_requirements(self):
        self.tool_requires("cmake/[>=3.23 <5]")

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("CLIENT", "SANDBOX"):
            toolchain.cache_variables[f"RUBRICA_BUILD_{part}"] = bool(self.options.get_safe(f"with_{part.lower()}"))
        for part in ("WORKFLOW", "SIMDJSON"):
            toolchain.cache_variables[f"RUBRICA_WITH_{part}"] = "ON" if self.options.get_safe(f"with_{part.lower()}") else "OFF"
        for part in ("EXAMPLES", "TESTS"):
            toolchain.cache_variables[f"RUBRICA_BUILD_{part}"] = False
        toolchain.user_presets_path = False  # the tree has presets of its own
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure(build_script_folder=os.pardir)
        cmake.build()

    def package(self):
        copy(self, "LICENSE", os.path.join(self.source_folder, os.pardir), os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        # Conan writes its own, from package_info.
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "rubrica")
        # Before 1.0 a minor version may change what a program sees.
        self.cpp_info.set_property("cmake_config_version_compat", "SameMinorVersion")
        # Conan's target of all components has the name of the package, which is the client's.
        self.cpp_info.set_property("cmake_target_name", "rubrica::everything")

        simdjson = ["simdjson::simdjson"] if self.options.with_simdjson else []
        detail = ["fmt::fmt", "nlohmann_json::nlohmann_json", "openssl::crypto"]
        self._component("core", "rubrica_core", "rubrica-core", detail + simdjson)
        if self.options.with_client:
            client = self._component("client", "rubrica", "rubrica", ["core", "libcurl::libcurl", "openssl::ssl"])
            client.set_property("cmake_target_name", "rubrica::rubrica")
            client.set_property("cmake_target_aliases", ["rubrica::client"])
        if self.options.with_sandbox:
            self._component("sandbox", "rubrica_sandbox", "rubrica-sandbox", ["core", "cpp-httplib::cpp-httplib", "zlib::zlib"])
        if self.options.with_workflow:
            self._component("workflow", "rubrica_workflow", "rubrica-workflow", ["client", "soci::soci"])

    def _component(self, name, library, pkg_config_name, requires):
        component = self.cpp_info.components[name]
        component.set_property("cmake_target_name", f"rubrica::{name}")
        component.set_property("pkg_config_name", pkg_config_name)
        component.libs = [library]
        component.requires = requires
        if not self.options.shared:
            component.defines = ["RUBRICA_STATIC_DEFINE"]
        if self.settings.os in ("Linux", "FreeBSD"):
            component.system_libs = ["pthread"]
        return component
