# Debian packages, one for each component: `cpack -G DEB` in a build folder that was configured with the prefix /usr
# (./dev package does both). libproviso1 carries the SOVERSION in its name, so that the next one can stand beside it.
set(CPACK_PACKAGE_NAME proviso)
set(CPACK_PACKAGE_VENDOR Proviso)
set(CPACK_PACKAGE_CONTACT "Proviso <packages@proviso.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL runtime development command)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/libledger)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libproviso1)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "tzdata")
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "Billing by the clause, shared library
 Turns service contracts into exact, explained, replayable billing. Programs
 link it through its C interface.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libproviso-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libproviso1 (= ${PROJECT_VERSION}), libsqlite3-dev, libsodium-dev, libtomlplusplus-dev")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "proviso")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "Billing by the clause, development files
 The C header, the static library, and files for CMake and pkg-config.")

set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME proviso)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_COMMAND_PACKAGE_DEPENDS "libproviso1 (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_COMMAND_DESCRIPTION "Billing by the clause, the command
 Imports what happened, drafts, issues and explains invoices, closes months
 and verifies books; with the rule packs, manual pages and completions.")

# Every package carries its licence where Debian looks for it.
foreach(package runtime:libproviso1 development:libproviso-dev command:proviso)
  string(REPLACE ":" ";" pair ${package})
  list(GET pair 0 component)
  list(GET pair 1 name)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} RENAME copyright COMPONENT ${component})
endforeach()
include(CPack)
