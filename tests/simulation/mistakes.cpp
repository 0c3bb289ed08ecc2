#include "mistakes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kartei::simulation {
namespace {

class MistakenFiles final : public Files {
 public:
  MistakenFiles(Mistake mistake, Files& files) : mistake_(mistake), files_(files) {}

  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override {
    release();
    const int64_t count = files_.read(slot, bytes, offset);
    const int64_t wanted = std::min(static_cast<int64_t>(bytes.size()), files_.size(slot) - offset);
    if (mistake_ != Mistake::short_reads_filled || count < 0 || count >= wanted) return count;
    std::ranges::fill(bytes.subspan(static_cast<size_t>(count)), std::byte{0});
    return wanted;
  }

  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override {
    const bool is_now = ++writes_ % 16 == 0;
    is_header_ = slot == FileSlot::journal && offset == 0;
    if (mistake_ == Mistake::writes_cut && is_now) bytes = bytes.first(bytes.size() / 2);
    if (mistake_ == Mistake::writes_swapped && is_now && slot == FileSlot::journal) {
      held_ = Held{{bytes.begin(), bytes.end()}, offset};
      return FileStatus::ok;
    }
    const FileStatus status = files_.write(slot, bytes, offset);
    release();
    return answer(status);
  }

  FileStatus truncate(FileSlot slot, int64_t size) override {
    release();
    return answer(files_.truncate(slot, size));
  }

  FileStatus flush(FileSlot slot) override {
    const bool is_journal = slot == FileSlot::journal;
    if (mistake_ == Mistake::never_flushes) return FileStatus::ok;
    if (mistake_ == Mistake::journal_not_flushed && is_journal) return FileStatus::ok;
    if (mistake_ == Mistake::database_not_flushed && !is_journal) return FileStatus::ok;
    if (mistake_ == Mistake::end_not_flushed && is_journal && is_header_) return FileStatus::ok;
    if (mistake_ == Mistake::journal_flushed_late) {
      if (is_journal) return FileStatus::ok;
      if (const auto status = files_.flush(slot); status != FileStatus::ok) return status;
      return files_.flush(FileSlot::journal);
    }
    const FileStatus status = files_.flush(slot);
    return mistake_ == Mistake::failed_flush_swallowed ? FileStatus::ok : answer(status);
  }

  int64_t size(FileSlot slot) override {
    release();
    return files_.size(slot);
  }

 private:
  struct Held {
    std::vector<std::byte> bytes;
    int64_t offset;
  };

  void release() {
    const auto held = std::exchange(held_, std::nullopt);
    if (held) files_.write(FileSlot::journal, held->bytes, held->offset);
  }

  FileStatus answer(FileStatus status) const {
    if (status == FileStatus::ok || mistake_ == Mistake::errors_swallowed) return FileStatus::ok;
    if (mistake_ == Mistake::full_called_failed) return FileStatus::failed;
    if (mistake_ == Mistake::failed_called_full) return FileStatus::full;
    return status;
  }

  Mistake mistake_;
  Files& files_;
  uint64_t writes_ = 0;
  bool is_header_ = false;
  std::optional<Held> held_;
};

}  // namespace

const char* mistake_name(Mistake mistake) {
  constexpr const char* kNames[] = {
      "none",        "never_flushes",   "journal_not_flushed", "database_not_flushed",
      "late",        "end_not_flushed", "writes_cut",          "writes_swapped",
      "swallowed",   "flush_swallowed", "full_called_failed",  "failed_called_full",
      "short_filled"};
  return kNames[static_cast<size_t>(mistake)];
}

std::unique_ptr<Files> plant(Mistake mistake, Files& files) {
  return std::make_unique<MistakenFiles>(mistake, files);
}

}  // namespace kartei::simulation
