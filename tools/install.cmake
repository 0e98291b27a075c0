# `cmake --install`: the program, the three libraries and the headers at the folders' roots, as a package that
# `find_package(kg)` finds. Headers lie below include/kg, so that `#include "kg/term.hpp"` reads the same inside and outside.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kg)
set(header_dir ${CMAKE_INSTALL_INCLUDEDIR}/kg)

foreach(library core query loaders)
  if(TARGET kg_${library})
    target_include_directories(kg_${library} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${header_dir}>)
    set_target_properties(kg_${library} PROPERTIES EXPORT_NAME ${library})
    install(TARGETS kg_${library} EXPORT kgTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  endif()
endforeach()
install(TARGETS kg_options EXPORT kgTargets)
if(TARGET kg)
  install(TARGETS kg RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

foreach(folder kg query loaders)
  file(GLOB public_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.hpp)
  install(FILES ${public_headers} DESTINATION ${header_dir}/${folder})
endforeach()
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(folder model gazetteer)  # where NOTICE says that they are
  file(GLOB notice CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/loaders/text/${folder}/NOTICE*)
  install(FILES ${notice} DESTINATION ${CMAKE_INSTALL_DOCDIR}/loaders/text/${folder})
endforeach()

install(EXPORT kgTargets NAMESPACE kg:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/kgConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/kgConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/kgConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/kgConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/kgConfigVersion.cmake
  DESTINATION ${package_dir})
