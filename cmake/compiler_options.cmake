# One target that carries how every file of ours is compiled.
add_library(kartei_options INTERFACE)
target_compile_options(kartei_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion
                       -Wno-missing-designated-field-initializers -Werror)
target_include_directories(kartei_options INTERFACE "${CMAKE_SOURCE_DIR}/core")

if(EMSCRIPTEN)
  # Everything, SQLite included, must agree on how exceptions work.
  add_compile_options(-fwasm-exceptions -msimd128)
  add_link_options(-fwasm-exceptions)
  # For code that an exception only ever passes through on its way to wasm/dispatch.cpp, after which
  # the instance is thrown away: without clean-up for it, every function is smaller.
  set(KARTEI_NO_EXCEPTIONS -fno-exceptions)
  # And for the core, which asks no object for its type, and runs in one thread.
  set(KARTEI_CORE_ALONE ${KARTEI_NO_EXCEPTIONS} -fno-rtti -fno-threadsafe-statics)
  # embind's headers use a GNU extension for their macros.
  target_compile_options(kartei_options INTERFACE -Wno-gnu-zero-variadic-macro-arguments
                         -Wno-dollar-in-identifier-extension)
else()
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-stdlib=libc++>")
  add_link_options(-stdlib=libc++)
endif()

set(KARTEI_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them (address,undefined)")
if(KARTEI_SANITIZE)
  add_compile_options(-fsanitize=${KARTEI_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${KARTEI_SANITIZE})
endif()
