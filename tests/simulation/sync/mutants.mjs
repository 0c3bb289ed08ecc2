// The mutants of the sync engine (tests/simulation/mutants.mjs runs them): a text that stands once
// in a file of core, and what stands there instead.

/** @type {[name: string, file: string, before: string, after: string][]} */
export const mutants = [
  // --- five planted bugs: what an engine without this list of faults would do ---
  [
    'planted: a create is repeated blindly',
    'sync/engine_push.cpp',
    'if (!work.is_absent) return prepare_find(key, **link);',
    '',
  ],
  [
    'planted: nothing is read before a blind write',
    'sync/engine_push.cpp',
    'return !has_condition && !is_fresh;',
    'return false && !has_condition && !is_fresh;',
  ],
  [
    'planted: an acknowledgement covers later edits',
    'sync/reconciler.cpp',
    'rest.empty() ? ledger_.drop_outbox(key) : ledger_.put_outbox(key)',
    'ledger_.drop_outbox(key)',
  ],
  [
    'planted: what a walk has not met is deleted',
    'sync/engine_pull.cpp',
    'return prepare_read(**key, (*link)->id);',
    'pull_.confirmed = **key;\n  auto gone = not_there(**key);\n  if (!gone) return ' +
      'std::unexpected(gone.error());\n  return std::nullopt;',
  ],
  [
    'planted: the cursor runs ahead of its rows',
    'sync/engine_pull.cpp',
    'overlap + pull_.round_ms);',
    '0 * overlap - 1000);',
  ],
  // --- merge ---
  [
    'the other side always wins',
    'sync/merge.cpp',
    'take(ours);\n      const bool',
    'take(other);\n      const bool',
  ],
  [
    'their change is overlooked',
    'sync/merge.cpp',
    'if ((ours == before && !is_open) || is_guess) {',
    'if (is_guess) {',
  ],
  [
    'my change is overlooked',
    'sync/merge.cpp',
    'ours == other || other == before',
    'ours == other',
  ],
  [
    'conflicts are not kept',
    'sync/merge.cpp',
    'if (!is_mine) merged',
    'if (false && !is_mine) merged',
  ],
  [
    'an open conflict forgets its base',
    'sync/merge.cpp',
    'is_open ? known->base : field_value(base, name)',
    'is_open && false ? known->base : field_value(base, name)',
  ],
  [
    'removed tags come back',
    'sync/merge.cpp',
    '!is_removed && !has(united',
    '(true || is_removed) && !has(united',
  ],
  // --- reconciler ---
  [
    'records are found by id alone',
    'sync/reconciler.cpp',
    'if (record.ref) {\n    const auto named',
    'if (false) {\n    const auto named',
  ],
  [
    'a deletion here beats an edit there',
    'sync/reconciler.cpp',
    'if (link && is_same(base_of(*link, theirs))) return link_only(key, record);',
    'if (link && (is_same(theirs) || true)) return link_only(key, record);',
  ],
  [
    // Not that link_only() leaves the outbox alone: the deletion itself has filled it.
    'a deletion is never sent',
    'sync/engine_push.cpp',
    'if (needs_read(key, profile_.remove.precondition, **link)) ' +
      'return prepare_read(key, (*link)->id);',
    'if (is_gone) return forget_unsent(key);',
  ],
  [
    'a tombstone is overlooked',
    'sync/reconciler.cpp',
    'if (record.is_deleted) return *link ? apply_gone(key) : Result<void>();',
    'if (record.is_deleted) return {};',
  ],
  [
    'a tombstone makes a contact',
    'sync/reconciler.cpp',
    'if (record.is_deleted) return {};\n  const auto named',
    'const auto named',
  ],
  [
    'the base stays what was sent',
    'sync/reconciler.cpp',
    'return absorb(key, **contact, ours, record, ',
    'return absorb(key, **contact, Json::object(), record, ',
  ],
  [
    'deleted there with edits is not sent anew',
    'sync/reconciler.cpp',
    'existence(kDeletedThere, base, mine)}); })\n      .and_then([&] { return ' +
      'ledger_.put_outbox(key); });',
    'existence(kDeletedThere, base, mine)}); });',
  ],
  [
    'an edit goes with its record',
    'sync/reconciler.cpp',
    'if (!has_edits) return ledger_.set_deleted',
    'if (true || !has_edits) return ledger_.set_deleted',
  ],
  [
    'a list that is behind is believed',
    'sync/reconciler.cpp',
    'if (!is_doubtful(**key, record, **link)) return apply(record);',
    'if (true) return apply(record);',
  ],
  [
    'conflicting fields are sent',
    'sync/reconciler.cpp',
    'std::erase_if(names, [&]',
    'if (false) std::erase_if(names, [&]',
  ],
  [
    'references are given away twice',
    'sync/reconciler.cpp',
    'contact.id = is_free ? *record.ref : ids_.next();',
    'contact.id = is_free ? ids_.next() : ids_.next();',
  ],
  // --- sending ---
  [
    'no intent is written before a create',
    'sync/engine_push.cpp',
    'auto written = in_transaction([&] {\n    return ledger_.put_link(key, link, ' +
      'pull_.walk).and_then([&] {\n      return reconciler_.note_sent(key, link, body);\n' +
      '    });\n  });\n  if (!written) return std::unexpected(written.error());\n  HttpRequest',
    'HttpRequest',
  ],
  [
    'two requests for one contact',
    'sync/engine_push.cpp',
    'if (busy_.contains(key)) return false;',
    '',
  ],
  [
    // Not that only the outbox is cleared: what has made it stale is read with the next pull, and
    // the contact differs from it still.
    'stale answers are taken for done',
    'sync/engine_push.cpp',
    'return read_first(key, answer.message);\n  }\n  if (is_remove',
    'const auto sent = read_record(profile_, flight.sent);\n    works_.erase(key);\n    return ' +
      'in_transaction([&] { return sent ? reconciler_.acknowledge(key, flight.sent, *sent) : ' +
      'ledger_.drop_outbox(key); });\n  }\n  if (is_remove',
  ],
  [
    'a lost answer is taken for done',
    'sync/engine_push.cpp',
    'case Verdict::duplicate:\n      return retry_later(key, answer.message);',
    'case Verdict::duplicate:\n      works_.erase(key);\n      return ' +
      'in_transaction([&] { return ledger_.drop_outbox(key); });',
  ],
  [
    // Not that nothing is read after a lost answer: a condition is refused, a create is looked for,
    // and a look is good for one write.
    "what a lost answer has done is somebody else's edit",
    'sync/reconciler.cpp',
    'if (is_ours) base[name] = there;',
    'if (false && is_ours) base[name] = there;',
  ],
  [
    'a refusal is tried for ever',
    'sync/engine_push.cpp',
    'return park(key, ErrorCode::sync_refused, answer.message);',
    'return {};',
  ],
  [
    'a clash is taken for our own',
    'sync/engine_push.cpp',
    'works_[key].is_refused = true;\n        return flight.is_first ? forget_sent(key) : ' +
      'Result<void>();',
    'works_.erase(key);\n        return in_transaction([&] { return ledger_.drop_outbox(key); });',
  ],
  [
    'a whole record leaves out what was never shown',
    'sync/engine_push.cpp',
    '|| is_partial(link)) {',
    ') {',
  ],
  [
    'rows of a bulk answer go by position',
    'sync/engine_bulk.cpp',
    'const auto item = flight.items.find(scalar_text(find_at(row, profile_.bulk->id)));',
    'const auto item = std::next(flight.items.begin(), ' +
      'static_cast<long>(std::min(answered.size(), flight.items.size() - ' +
      '1)));',
  ],
  [
    'errors of bulk rows are overlooked',
    'sync/engine_bulk.cpp',
    'if (error && !error->is_null()) {',
    'if (false && error) {',
  ],
  [
    'what was not read back is believed',
    'sync/engine_push.cpp',
    'const bool is_blind = (!ack.is_full && ack.version.empty()) || overwritten;',
    'const bool is_blind = false;',
  ],
  // --- pulling ---
  ['a walk never ends in deletions', 'sync/engine_pull.cpp', 'pull_.mode = PullMode::confirm;', ''],
  [
    'a page past the end is an error',
    'sync/engine_pull.cpp',
    'if (is_past_end) return store_page({}, nullptr);',
    'if (is_past_end) return receive_no_page(answer);',
  ],
  [
    'the last page is read over and over',
    'sync/engine_pull.cpp',
    '!pull_.position.empty() && (is_circle || these == pull_.last_page)',
    'is_circle && false',
  ],
  ['there is no overlap', 'sync/engine_pull.cpp', 'overlap + pull_.round_ms);', '0 * overlap);'],
  [
    'the log is left after one page',
    'sync/engine_pull.cpp',
    'page.records.empty() || next.empty() || next == pull_.from',
    'true',
  ],
  [
    'no walk without tombstones',
    'sync/engine_pull.cpp',
    '!profile_.delta.has_tombstones && profile_.list.is_complete',
    'false',
  ],
  [
    'nothing is sent after the first pull',
    'sync/engine_pull.cpp',
    'Result<void>() : ledger_.collect_unlinked()',
    'Result<void>() : Result<void>()',
  ],
  // --- whose turn it is ---
  [
    'late answers are taken',
    'sync/engine.cpp',
    'if (found == flights_.end()) return {};',
    'if (found == flights_.end()) return receive_page(read_answer(profile_, response), response);',
  ],
  [
    'Retry-After is overlooked',
    'sync/engine.cpp',
    'const int64_t asked = find_pause(response, now).value_or(0);',
    'const int64_t asked = 0 * find_pause(response, now).value_or(0);',
  ],
  [
    'no backoff',
    'sync/engine.cpp',
    'if (!is_about_all) return;',
    'if (true || !is_about_all) return;',
  ],
  [
    'expired credentials are not renewed',
    'sync/engine.cpp',
    'void(wants_fresh_auth_ = true)',
    'void()',
  ],
];
