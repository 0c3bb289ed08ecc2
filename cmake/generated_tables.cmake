# Tables made at build time from pinned data of others; one generator per table, in cmake/tables/.
# Each writes one header with constexpr arrays that a single .cpp file of core/ includes.
find_program(NODE_PROGRAM NAMES node REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set(KARTEI_UCD "/usr/share/unicode"
    CACHE PATH "The Unicode Character Database (package unicode-data)")
set(phone_metadata "${CMAKE_SOURCE_DIR}/node_modules/libphonenumber-js/metadata.max.json")
set(KARTEI_PHONE_METADATA "${phone_metadata}" CACHE FILEPATH
    "Phone metadata: metadata.max.json (npm package libphonenumber-js) or PhoneNumberMetadata.xml \
(libphonenumber)")
set(root_collation "${CMAKE_SOURCE_DIR}/node_modules/.cldr-8.0.0/allkeys_CLDR.txt")
set(KARTEI_ROOT_COLLATION "${root_collation}" CACHE FILEPATH
    "The root collation: CLDR's allkeys_CLDR.txt, as scripts/setup.sh takes it out of the npm \
package cldr, or as Debian 13's unicode-cldr-core has it")
if(NOT EXISTS "${KARTEI_ROOT_COLLATION}")
  message(FATAL_ERROR "${KARTEI_ROOT_COLLATION} is missing: run scripts/setup.sh build")
endif()
set(tables "${CMAKE_BINARY_DIR}/tables")
file(MAKE_DIRECTORY "${tables}")

# kartei_add_table(OUT NAME SOURCE...): OUT out of cmake/tables/NAME.mjs and the named data files.
function(kartei_add_table out name)
  set(generator "${CMAKE_SOURCE_DIR}/cmake/tables/${name}.mjs")
  file(GLOB parts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/tables/*/*.mjs")
  add_custom_command(OUTPUT "${out}"
    COMMAND "${NODE_PROGRAM}" "${generator}" "${out}" ${ARGN}
    DEPENDS "${generator}" ${parts} ${ARGN} VERBATIM)
endfunction()

# kartei_table(NAME SOURCE...): NAME.h out of cmake/tables/NAME.mjs and the named data files.
set(headers "")
function(kartei_table name)
  if(NOT EXISTS "${CMAKE_SOURCE_DIR}/cmake/tables/${name}.mjs")
    return()
  endif()
  kartei_add_table("${tables}/${name}.h" ${name} ${ARGN})
  set(headers ${headers} "${tables}/${name}.h" PARENT_SCOPE)
endfunction()

kartei_table(unicode_tables "${KARTEI_UCD}/UnicodeData.txt" "${KARTEI_UCD}/CaseFolding.txt"
             "${KARTEI_UCD}/CompositionExclusions.txt")
kartei_table(country_name_tables "${phone_metadata}")
kartei_table(phone_tables "${KARTEI_PHONE_METADATA}")
kartei_table(idna_tables "${KARTEI_UCD}/UnicodeData.txt"
             "${KARTEI_UCD}/DerivedNormalizationProps.txt"
             "${KARTEI_UCD}/extracted/DerivedJoiningType.txt")
kartei_table(collation_tables "${KARTEI_ROOT_COLLATION}" "${KARTEI_UCD}/UnicodeData.txt")

add_custom_target(kartei_table_files DEPENDS ${headers})
add_library(kartei_tables INTERFACE)
target_include_directories(kartei_tables SYSTEM INTERFACE "${tables}")
add_dependencies(kartei_tables kartei_table_files)
