# What is installed, in three components that are the three Debian packages (ProvisoPackages.cmake):
#   runtime      libproviso.so.1
#   development  the header, the static library, and the two ways in which others find them: find_package(Proviso), pkg-config
#   command      proviso with its rule packs, manual pages and completions
include(CMakePackageConfigHelpers)

set(PROVISO_RULES_DIR ${CMAKE_INSTALL_DATADIR}/proviso/rules)

if(TARGET proviso_command)
  install(TARGETS proviso_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
  install(DIRECTORY rules/ DESTINATION ${PROVISO_RULES_DIR} COMPONENT command FILES_MATCHING PATTERN "*.toml")
  # what a checker needs who does not trust the rest: the forms, and a program of its own
  install(DIRECTORY docs/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso COMPONENT command FILES_MATCHING PATTERN "*.json")
  install(PROGRAMS tests/evidence/check_book.py DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso COMPONENT command)
  install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/proviso COMPONENT command)
  # Manual pages and completions are what the built command says of itself.
  if(NOT CMAKE_CROSSCOMPILING)
    set(said ${PROJECT_BINARY_DIR}/said)
    add_custom_command(OUTPUT ${said}/proviso.fish
      COMMAND ${CMAKE_COMMAND} -DCOMMAND=$<TARGET_FILE:proviso_command> -DFOLDER=${said}
              -P ${PROJECT_SOURCE_DIR}/packaging/cmake/WriteShellFiles.cmake
      DEPENDS proviso_command packaging/cmake/WriteShellFiles.cmake VERBATIM)
    add_custom_target(proviso_shell_files ALL DEPENDS ${said}/proviso.fish)
    install(DIRECTORY ${said}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT command)
    install(FILES ${said}/proviso.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME proviso COMPONENT command)
    install(FILES ${said}/proviso.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _proviso COMPONENT command)
    install(FILES ${said}/proviso.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT command)
  endif()
endif()

if(TARGET proviso)
  install(TARGETS proviso EXPORT ProvisoTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
    FILE_SET HEADERS COMPONENT development)
  install(TARGETS proviso_static EXPORT ProvisoStaticTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
  set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Proviso)
  foreach(targets ProvisoTargets ProvisoStaticTargets) # apart: what the static library needs is nothing to users of the shared one
    install(EXPORT ${targets} NAMESPACE proviso:: DESTINATION ${config_dir} COMPONENT development)
  endforeach()
  configure_package_config_file(packaging/cmake/ProvisoConfig.cmake.in ${PROJECT_BINARY_DIR}/ProvisoConfig.cmake
    INSTALL_DESTINATION ${config_dir} PATH_VARS PROVISO_RULES_DIR)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/ProvisoConfig.cmake ${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake
    DESTINATION ${config_dir} COMPONENT development)
  file(RELATIVE_PATH PROVISO_PC_TO_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" PROVISO_PC_TO_PREFIX "${PROVISO_PC_TO_PREFIX}")
  configure_file(packaging/proviso.pc.in ${PROJECT_BINARY_DIR}/proviso.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/proviso.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endif()

include(ProvisoPackages)
