from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, cmake_layout

import os


class RubricaTestConan(ConanFile):
    settings = "os", "arch", "compiler", "build_type"
    generators = "CMakeDeps", "CMakeToolchain"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self)

    @property
    def _options(self):
        return self.dependencies["rubrica"].options

    def build(self):
        cmake = CMake(self)
        sends = bool(self._options.with_client and self._options.with_sandbox)
        cmake.configure(variables={"SENDS": "ON" if sends else "OFF"})
        cmake.build()

    def test(self):
        if can_run(self):
            self.run(os.path.join(self.cpp.build.bindir, "test_package"), env="conanrun")
