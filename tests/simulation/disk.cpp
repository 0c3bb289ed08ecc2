#include "disk.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "random.h"

namespace kartei::simulation {
namespace {

// Up to so many pending operations every subset of them is tried.
constexpr size_t kExhaustive = 4;

// A write as far as it lies within one sector; a truncation.
struct Fragment {
  const Operation* operation;
  size_t begin, end;
};

// How a crash decides what stays. `percent` of it, by operation or by sector.
enum class Style : uint8_t { operations, sectors, versions, all_but_one, only_one };

struct Crash {
  Random random;
  Style style = Style::operations;
  size_t sector = 512;
  uint64_t percent = 50;
  bool has_garbage = false, has_lost_bytes = false;

  explicit Crash(uint64_t seed) : random(seed) {
    style = static_cast<Style>(random.below(5));
    sector = random.chance(50) ? 512 : 4096;
    percent = std::array<uint64_t, 4>{10, 50, 90, 97}[random.below(4)];
    has_garbage = style != Style::operations && random.chance(20);
    has_lost_bytes = random.chance(30);
  }
};

std::vector<Fragment> fragments_of(const std::vector<Operation>& pending, const Crash& crash) {
  const bool is_whole = crash.style == Style::operations;
  std::vector<Fragment> fragments;
  for (const Operation& operation : pending) {
    const size_t end = operation.offset + operation.bytes.size();
    if (is_whole || operation.kind == Operation::Kind::truncate) {
      fragments.push_back({&operation, operation.offset, end});
      continue;
    }
    for (size_t begin = operation.offset; begin < end;) {
      const size_t next = std::min(end, (begin / crash.sector + 1) * crash.sector);
      fragments.push_back({&operation, begin, next});
      begin = next;
    }
  }
  return fragments;
}

std::vector<bool> choose(const std::vector<Fragment>& fragments, Crash& crash) {
  std::vector<bool> is_kept(fragments.size(), crash.style == Style::all_but_one);
  const size_t one = crash.random.below(fragments.size());
  // Each sector has come as far as its own moment.
  std::map<std::pair<FileSlot, size_t>, size_t> moments;
  for (size_t i = 0; i < fragments.size(); ++i) {
    if (crash.style == Style::all_but_one || crash.style == Style::only_one) {
      if (i == one) is_kept[i] = !is_kept[i];
    } else if (crash.style == Style::versions) {
      const auto sector =
          std::pair(fragments[i].operation->slot, fragments[i].begin / crash.sector);
      const auto [moment, is_new] = moments.try_emplace(sector, 0);
      if (is_new) moment->second = crash.random.below(fragments.size() + 1);
      is_kept[i] = i < moment->second;
    } else {
      is_kept[i] = crash.random.chance(crash.percent);
    }
  }
  return is_kept;
}

void keep(std::vector<std::byte>& file, const Fragment& fragment) {
  const Operation& operation = *fragment.operation;
  if (operation.kind == Operation::Kind::truncate) {
    file.resize(operation.offset);
  } else {
    write_at(file, fragment.begin,
             std::span(operation.bytes)
                 .subspan(fragment.begin - operation.offset, fragment.end - fragment.begin));
  }
}

void spoil(std::vector<std::byte>& file, const Fragment& fragment, Random& random) {
  if (fragment.operation->kind == Operation::Kind::truncate) return;
  std::vector<std::byte> garbage(fragment.end - fragment.begin);
  for (std::byte& byte : garbage) byte = static_cast<std::byte>(random.next() & 0xFF);
  write_at(file, fragment.begin, garbage);
}

}  // namespace

uint64_t Image::hash() const {
  uint64_t hash = 0;
  for (const auto& file : slots) {
    hash = mix(hash, file.size());
    size_t at = 0;
    for (uint64_t word; at + sizeof word <= file.size(); at += sizeof word) {
      std::memcpy(&word, file.data() + at, sizeof word);
      hash = (hash ^ word) * 0x9e3779b97f4a7c15;
      hash ^= hash >> 29;
    }
    for (; at < file.size(); ++at) hash = mix(hash, static_cast<uint64_t>(file[at]));
  }
  return hash;
}

void write_at(std::vector<std::byte>& file, size_t offset, std::span<const std::byte> bytes) {
  const size_t end = offset + bytes.size();
  if (file.size() < end) file.resize(end);
  std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(offset));
}

void Disk::apply(Operation operation) {
  if (operation.kind != Operation::Kind::flush) {
    pending_.push_back(std::move(operation));
    return;
  }
  for (const Operation& done : pending_) {
    if (done.slot != operation.slot) continue;
    keep(durable_[done.slot], {&done, done.offset, done.offset + done.bytes.size()});
  }
  forget(operation.slot);
}

void Disk::forget(FileSlot slot) {
  std::erase_if(pending_, [&](const Operation& operation) { return operation.slot == slot; });
}

uint32_t Disk::fixed_variants() const {
  if (pending_.size() <= kExhaustive) return uint32_t{1} << pending_.size();
  return 2;
}

uint32_t Disk::crash_variants(uint32_t random) const {
  return pending_.empty() ? 1 : fixed_variants() + random;
}

Image Disk::crash(uint64_t seed, uint32_t variant) const {
  Image image = durable_;
  const bool is_exhaustive = pending_.size() <= kExhaustive;
  if (variant < fixed_variants()) {
    for (size_t i = 0; i < pending_.size(); ++i) {
      const Operation& operation = pending_[i];
      const bool is_kept = is_exhaustive ? (variant >> i & 1) != 0 : variant == 1;
      if (!is_kept) continue;
      keep(image[operation.slot],
           {&operation, operation.offset, operation.offset + operation.bytes.size()});
    }
    return image;
  }
  Crash crash(mix(seed, variant));
  const std::vector<Fragment> fragments = fragments_of(pending_, crash);
  const std::vector<bool> is_kept = choose(fragments, crash);
  for (size_t i = 0; i < fragments.size(); ++i) {
    auto& file = image[fragments[i].operation->slot];
    const size_t end = fragments[i].end;
    if (crash.has_garbage && crash.random.chance(10)) {
      spoil(file, fragments[i], crash.random);
    } else if (is_kept[i]) {
      keep(file, fragments[i]);
    } else if (crash.has_lost_bytes && fragments[i].begin < end && file.size() < end) {
      file.resize(end);
    }
  }
  return image;
}

}  // namespace kartei::simulation
