// What embind knows of C++ in our modules: the types that cross, and nothing else. Stands in for
// embind's own bind.cpp, which registers every type that there is, with the JavaScript for each.
#include <emscripten/bind.h>

#include <cstdlib>

namespace {

emscripten::internal::InitFunc* first_bindings = nullptr;

}  // namespace

extern "C" {

void _embind_register_bindings(emscripten::internal::InitFunc* bindings) {
  bindings->next = first_bindings;
  first_bindings = bindings;
}

// Called by the loader once the memory stands.
void _embind_initialize_bindings() {
  for (auto* bindings = first_bindings; bindings; bindings = bindings->next) bindings->init_func();
}

// For the words of an error about a type that is not registered; freed by the loader.
const char* __getTypeName(const std::type_info*) {
  return static_cast<const char*>(std::calloc(1, 1));
}

}  // extern "C"

EMSCRIPTEN_BINDINGS(types) {
  using namespace emscripten::internal;
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_bool(TypeID<bool>::get(), "bool", true, false);
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  _embind_register_std_string(TypeID<std::string>::get(), "std::string");
}
