# An overlay of the tree that it lies in: there is no archive to download yet. vcpkg does not see when the sources change, so it is
# used with --no-binarycaching, as try_vcpkg.sh does.
get_filename_component(SOURCE_PATH "${CURRENT_PORT_DIR}/../../.." ABSOLUTE)

vcpkg_check_features(OUT_FEATURE_OPTIONS FEATURE_OPTIONS
  FEATURES
    client RUBRICA_BUILD_CLIENT
    sandbox RUBRICA_BUILD_SANDBOX
    simdjson RUBRICA_WITH_SIMDJSON
    workflow RUBRICA_WITH_WORKFLOW
)
vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    ${FEATURE_OPTIONS}
    -DRUBRICA_BUILD_EXAMPLES=OFF
    -DRUBRICA_BUILD_TESTS=OFF
    -DRUBRICA_UNITY_BUILD=ON
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/rubrica)
vcpkg_fixup_pkgconfig()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/doc") # the licence lies in share/rubrica/copyright
file(INSTALL "${CURRENT_PORT_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
