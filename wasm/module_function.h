// A module has one object, and its methods are what JavaScript sees as functions: embind's classes,
// with handles, inheritance and finalizers, would be 2 KB of the loader.
#pragma once

#include <emscripten/bind.h>

namespace kartei {

template <class Object>
Object& only_object() {
  static auto* const object = new Object;
  return *object;
}

template <auto method>
struct ModuleFunction;

template <class Object, class Answer, class... Arguments, Answer (Object::*method)(Arguments...)>
struct ModuleFunction<method> {
  static Answer call(Arguments... arguments) {
    return (only_object<Object>().*method)(arguments...);
  }
};

template <auto method>
void module_function(const char* name) {
  emscripten::function(name, &ModuleFunction<method>::call);
}

}  // namespace kartei
