#include "faulty_files.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kartei::simulation {
namespace {

FileStatus status_of(Fault::Kind kind) {
  return kind == Fault::Kind::full ? FileStatus::full : FileStatus::failed;
}

}  // namespace

const char* call_name(Call call) {
  constexpr const char* kNames[] = {"read", "write", "truncate", "flush", "size"};
  return kNames[static_cast<size_t>(call)];
}

const char* fault_name(Fault::Kind kind) {
  constexpr const char* kNames[] = {"failed", "short_read", "full", "lost_flush"};
  return kNames[static_cast<size_t>(kind)];
}

bool can_fail(Call call, Fault::Kind kind) {
  switch (kind) {
    case Fault::Kind::failed:
      return true;
    case Fault::Kind::short_read:
      return call == Call::read;
    case Fault::Kind::full:
      return call == Call::write || call == Call::truncate || call == Call::flush;
    case Fault::Kind::lost_flush:
      return call == Call::flush;
  }
  return false;
}

FaultyFiles::FaultyFiles(Image image, uint64_t seed)
    : view_(std::move(image)), disk_(view_), random_(seed) {}

std::optional<Fault::Kind> FaultyFiles::next(Call call, bool is_growth) {
  if (!is_counting_) return std::nullopt;
  const uint64_t number = calls_.size();
  calls_.push_back(call);
  if (!fault_ || number < fault_->call || !can_fail(call, fault_->kind)) return std::nullopt;
  const bool fails = fault_->duration == Fault::Duration::once     ? number == fault_->call
                     : fault_->duration == Fault::Duration::growth ? is_growth
                                                                   : true;
  if (!fails) return std::nullopt;
  ++failures_;
  return fault_->kind;
}

void FaultyFiles::perform(Operation operation) {
  auto& file = view_[operation.slot];
  if (operation.kind == Operation::Kind::write) write_at(file, operation.offset, operation.bytes);
  if (operation.kind == Operation::Kind::truncate) file.resize(operation.offset);
  if (log_) log_->push_back(operation);
  disk_.apply(std::move(operation));
}

int64_t FaultyFiles::read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) {
  const auto fault = next(Call::read);
  if (fault == Fault::Kind::failed) return -1;
  const auto& file = view_[slot];
  const size_t start = std::min(static_cast<size_t>(offset), file.size());
  size_t count = std::min(bytes.size(), file.size() - start);
  if (fault == Fault::Kind::short_read) count = random_.below(count);
  if (count > 0) std::memcpy(bytes.data(), file.data() + start, count);
  return static_cast<int64_t>(count);
}

FileStatus FaultyFiles::write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) {
  const size_t end = static_cast<size_t>(offset) + bytes.size();
  const auto fault = next(Call::write, end > view_[slot].size());
  // Nothing, a part or all of it is written, and the caller cannot know which.
  if (fault) bytes = bytes.first(random_.chance(30) ? 0 : random_.below(bytes.size() + 1));
  if (!fault || !bytes.empty()) {
    perform({.kind = Operation::Kind::write,
             .slot = slot,
             .offset = static_cast<size_t>(offset),
             .bytes = {bytes.begin(), bytes.end()}});
  }
  return fault ? status_of(*fault) : FileStatus::ok;
}

FileStatus FaultyFiles::truncate(FileSlot slot, int64_t size) {
  const auto fault = next(Call::truncate);
  if (!fault || random_.chance(30)) {
    perform({.kind = Operation::Kind::truncate, .slot = slot, .offset = static_cast<size_t>(size)});
  }
  return fault ? status_of(*fault) : FileStatus::ok;
}

FileStatus FaultyFiles::flush(FileSlot slot) {
  const auto fault = next(Call::flush);
  if (fault == Fault::Kind::lost_flush) {
    disk_.forget(slot);
  } else if (!fault || random_.chance(30)) {
    perform({.kind = Operation::Kind::flush, .slot = slot});
  }
  return fault ? status_of(*fault) : FileStatus::ok;
}

int64_t FaultyFiles::size(FileSlot slot) {
  if (next(Call::size)) return -1;
  return static_cast<int64_t>(view_[slot].size());
}

}  // namespace kartei::simulation
