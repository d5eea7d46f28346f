# What is installed: the command, libproviso (shared and static) with its header, the rule packs, and the two ways in which
# others find it, find_package(Proviso) and pkg-config.
include(CMakePackageConfigHelpers)

set(PROVISO_RULES_DIR ${CMAKE_INSTALL_DATADIR}/proviso/rules)
install(DIRECTORY rules/ DESTINATION ${PROVISO_RULES_DIR} FILES_MATCHING PATTERN "*.toml")
# what a checker needs who does not trust the rest: the forms, and a program of its own
install(DIRECTORY docs/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso FILES_MATCHING PATTERN "*.json")
install(PROGRAMS tests/evidence/check_book.py DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET proviso_command)
  install(TARGETS proviso_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

if(TARGET proviso)
  install(TARGETS proviso EXPORT ProvisoTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS)
  install(TARGETS proviso_static EXPORT ProvisoTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Proviso)
  install(EXPORT ProvisoTargets NAMESPACE proviso:: DESTINATION ${config_dir})
  configure_package_config_file(packaging/cmake/ProvisoConfig.cmake.in ${PROJECT_BINARY_DIR}/ProvisoConfig.cmake
    INSTALL_DESTINATION ${config_dir} PATH_VARS PROVISO_RULES_DIR)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/ProvisoConfig.cmake ${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake
    DESTINATION ${config_dir})
  file(RELATIVE_PATH PROVISO_PC_TO_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" PROVISO_PC_TO_PREFIX "${PROVISO_PC_TO_PREFIX}")
  configure_file(packaging/proviso.pc.in ${PROJECT_BINARY_DIR}/proviso.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/proviso.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
