// std::string once more: Emscripten's own copy is compiled for size without inlining, so that each
// assignment of a cell is five calls. The linker takes this one, which is compiled for speed
// (core/CMakeLists.txt) and no larger: reading a file and writing its contacts takes a sixth less.
#include <string>

template class std::basic_string<char>;
