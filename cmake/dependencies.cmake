# Foreign code, pinned: SQLite's source out of the npm package `sqlite3`, nlohmann/json and doctest
# as Debian packages them. Nothing is downloaded here.

# --- header-only libraries ---------------------------------------------------------------------
# Both builds see them through one folder that holds nothing else: /usr/include itself in an em++
# call would mix glibc's headers into a wasm build.
set(KARTEI_HEADERS "/usr/include" CACHE PATH "Where nlohmann/json.hpp and doctest/doctest.h are")
set(headers "${CMAKE_BINARY_DIR}/headers")
file(MAKE_DIRECTORY "${headers}")
set(libraries nlohmann)
if(KARTEI_TESTS)
  list(APPEND libraries doctest)
endif()
foreach(library IN LISTS libraries)
  if(NOT EXISTS "${KARTEI_HEADERS}/${library}")
    message(FATAL_ERROR "${KARTEI_HEADERS}/${library} is missing: install nlohmann-json3-dev and "
                        "doctest-dev (for the tests), or name their folder with "
                        "-DKARTEI_HEADERS=DIR")
  endif()
  file(CREATE_LINK "${KARTEI_HEADERS}/${library}" "${headers}/${library}" SYMBOLIC)
endforeach()
add_library(kartei_headers INTERFACE)
target_include_directories(kartei_headers SYSTEM INTERFACE "${headers}")

# --- SQLite ------------------------------------------------------------------------------------
set(KARTEI_SQLITE_SOURCE "" CACHE PATH "A folder with sqlite3.c and sqlite3.h, to use another one")
if(KARTEI_SQLITE_SOURCE)
  set(sqlite "${KARTEI_SQLITE_SOURCE}")
else()
  set(name "sqlite-autoconf-3520000")
  set(archive "${CMAKE_SOURCE_DIR}/node_modules/sqlite3/deps/${name}.tar.gz")
  set(sha256 f6b50b0c103392af32a8be15b2b9d25959de9a00a70c3979128aafeaa5338b3f)
  if(NOT EXISTS "${archive}")
    message(FATAL_ERROR "${archive} is missing: run npm ci --ignore-scripts")
  endif()
  file(SHA256 "${archive}" found)
  if(NOT found STREQUAL sha256)
    message(FATAL_ERROR "${archive} is not the pinned SQLite: SHA-256 is ${found}")
  endif()
  set(sqlite "${CMAKE_BINARY_DIR}/${name}")
  if(NOT EXISTS "${sqlite}/sqlite3.c")
    file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${CMAKE_BINARY_DIR}"
         PATTERNS "*/sqlite3.c" "*/sqlite3.h")
  endif()
endif()
# It includes sqlite3.c.
add_library(kartei_sqlite STATIC core/store/sqlite_insert.c)
target_include_directories(kartei_sqlite SYSTEM PUBLIC "${sqlite}")
target_include_directories(kartei_sqlite PRIVATE "${CMAKE_SOURCE_DIR}/core")
# https://sqlite.org/compile.html#recommended_compile_time_options, and: one thread, one
# connection, no file system but our own (SQLITE_OS_OTHER, see core/store/file_vfs).
target_compile_definitions(kartei_sqlite PUBLIC
  SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_TEMP_STORE=3 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_MAX_EXPR_DEPTH=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_USE_ALLOCA SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_PROGRESS_CALLBACK
  SQLITE_OMIT_AUTOINIT SQLITE_OMIT_UTF16 SQLITE_OMIT_TCL_VARIABLE SQLITE_OMIT_TRACE
  SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_COMPLETE SQLITE_OMIT_GET_TABLE SQLITE_OMIT_DESERIALIZE
  # What no statement of ours uses (docs/decisions.md, Size).
  SQLITE_OMIT_JSON SQLITE_OMIT_LOCALTIME SQLITE_OMIT_WAL SQLITE_OMIT_INCRBLOB SQLITE_OMIT_DECLTYPE
  SQLITE_OMIT_COMPILEOPTION_DIAGS SQLITE_OMIT_CASE_SENSITIVE_LIKE_PRAGMA
  SQLITE_OMIT_AUTORESET SQLITE_OMIT_LIKE_OPTIMIZATION SQLITE_OMIT_LOOKASIDE
  SQLITE_OMIT_AUTOMATIC_INDEX SQLITE_OMIT_FOREIGN_KEY SQLITE_OMIT_AUTOVACUUM SQLITE_OMIT_UPSERT
  SQLITE_OMIT_EXPLAIN SQLITE_OMIT_GENERATED_COLUMNS SQLITE_OMIT_XFER_OPT
  SQLITE_UNTESTABLE)
# Debug builds are for the sanitizers, and nobody steps through SQLite: unoptimised, it is most of
# the time of a simulation.
target_compile_options(kartei_sqlite PRIVATE -w $<$<CONFIG:Debug>:-O2>)
if(KARTEI_SANITIZE)
  # Its memory is watched, as what we lend it is used there; its arithmetic is its authors'.
  target_compile_options(kartei_sqlite PRIVATE -fno-sanitize=undefined)
endif()
