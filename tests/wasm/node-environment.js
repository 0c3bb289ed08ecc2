// Linked into the wasm suites: Emscripten gives a program an environment of its own, and the suites
// want to see KARTEI_SHARED and the like. `Module` and `ENV` are the names of the code around it.
// @ts-nocheck
Module.preRun = () => Object.assign(ENV, process.env);
