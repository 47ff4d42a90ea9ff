# What the library stands on, as one interface target. tools/install-packages names the Debian packages.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(LIBXML2 REQUIRED IMPORTED_TARGET libxml-2.0)

add_library(dgm_libraries INTERFACE)
target_link_libraries(dgm_libraries INTERFACE PkgConfig::XXHASH PkgConfig::UTF8PROC PkgConfig::LIBXML2 Threads::Threads m)
