#include "session.h"

namespace kartei::simulation {
namespace {

template <class T>
Result<void> without_value(const Result<T>& result) {
  if (!result) return std::unexpected(result.error());
  return {};
}

}  // namespace

Result<void> Session::perform(const Action& action, bool goes_on) {
  if (!book_ && action.kind != Action::Kind::open) {
    if (auto opened = open(); !opened) return opened;
  }
  if (book_) book_->begin_request(action.request);
  switch (action.kind) {
    case Action::Kind::open:
      return open();
    case Action::Kind::save:
      return save(action);
    case Action::Kind::remove:
      return without_value(book_->remove(action.ids));
    case Action::Kind::restore:
      return without_value(book_->restore(action.ids));
    case Action::Kind::update:
      return without_value(book_->update(action.ids, action.edit));
    case Action::Kind::erase:
      return erase(action);
    case Action::Kind::undo:
    case Action::Kind::redo:
      return take_back(action);
    case Action::Kind::export_all:
      return export_all();
    case Action::Kind::search:
      return without_value(
          book_->search({.filter = {.kind = Filter::Kind::text, .text = action.text}}));
    default:
      return import(action, goes_on);
  }
}

Result<void> Session::open() {
  book_.reset();
  auto opened = ContactBook::open(files_, environment_);
  if (!opened) return std::unexpected(opened.error());
  book_ = std::move(*opened);
  return {};
}

Result<void> Session::save(const Action& action) {
  auto saved = book_->save(action.draft);
  if (!saved) return std::unexpected(saved.error());
  saved_ = std::move(*saved);
  return {};
}

// What is gone already stays gone.
Result<void> Session::erase(const Action& action) {
  const auto erased = book_->erase(action.ids);
  if (!erased && erased.error().code == ErrorCode::contact_unknown) return {};
  return without_value(erased);
}

Result<void> Session::take_back(const Action& action) {
  UndoRequest request{.overwrite = action.overwrite};
  if (action.place > 0) {
    const auto history = book_->history(action.place - 1, 1);
    if (!history) return std::unexpected(history.error());
    if (history->rows.empty()) return {};
    request.entry = history->rows[0].entry.entry;
  }
  const auto done = action.kind == Action::Kind::undo ? book_->undo(request) : book_->redo(request);
  if (done || done.error().code == ErrorCode::nothing_to_undo ||
      done.error().code == ErrorCode::nothing_to_redo) {
    return {};
  }
  return std::unexpected(done.error());
}

Result<Model> Session::answer(const Action& action, const Model& before) {
  if (action.kind == Action::Kind::import || !action.is_modelled())
    return read_book(*book_, before);
  Model model;
  if (action.kind == Action::Kind::save) model.contacts[saved_.id] = saved_;
  return model;
}

Result<void> Session::import(const Action& action, bool goes_on) {
  if (!goes_on || !book_->import()) {
    book_->cancel_import();
    const std::string text = action.csv();
    if (auto begun =
            book_->begin_import({.duplicates = action.duplicates, .file_name = action.file_name});
        !begun) {
      return begun;
    }
    if (auto fed = book_->feed_import(bytes_of(text)); !fed) return fed;
    if (auto finished = book_->finish_import(); !finished) return finished;
  }
  const bool is_cancelled = action.kind == Action::Kind::cancelled_import;
  const auto importer = book_->import();
  if (!importer) return std::unexpected(importer.error());
  // Rows that are not written take no step of their own.
  const ImportCounts counts = (*importer)->counts();
  const uint64_t unwritten = counts.skipped + counts.rejected;
  for (uint64_t done = 0;; done += action.rows_a_step) {
    if (is_cancelled && done + action.rows_a_step + unwritten >= action.rows.size()) break;
    const auto progress = book_->commit_import(action.rows_a_step);
    if (!progress) return std::unexpected(progress.error());
    if (progress->is_done) break;
  }
  book_->cancel_import();
  return {};
}

Result<void> Session::export_all() {
  if (auto begun = book_->begin_export({.sort = {{Field::name}}}); !begun) return begun;
  while (true) {
    const auto piece = book_->read_output();
    if (!piece) return std::unexpected(piece.error());
    if (piece->empty()) return {};
  }
}

}  // namespace kartei::simulation
