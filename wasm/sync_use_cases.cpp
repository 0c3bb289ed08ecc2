#include "sync_use_cases.h"

#include "book/wire_book.h"
#include "book/wire_history.h"
#include "book/wire_sync.h"
#include "use_case_answers.h"

namespace kartei {
namespace {

// clang-format off
constexpr UseCase<ContactBook> kSyncUseCases[] = {
    {"beginProbe", [](ContactBook& book, const Json& json) {
      return read_backend(json)
          .and_then([&](const Backend& backend) { return book.begin_probe(backend); })
          .and_then([&] { return describe_backend(json); });
    }},
    {"nextProbeRequest", [](ContactBook& book, const Json&) {
      return book.next_probe_request().transform(write_probe_request);
    }},
    {"receiveProbeResponse", [](ContactBook& book, const Json& json) {
      return begin(read_response(json), [&](auto&& response) {
        return book.receive_probe_response(response);
      });
    }},
    {"finishProbe", [](ContactBook& book, const Json&) {
      return book.finish_probe().transform(write_probe_answer);
    }},
    {"connectBackend", [](ContactBook& book, const Json& json) {
      return begin(read_backend(json),
                   [&](auto&& backend) { return book.connect_backend(backend); });
    }},
    {"disconnectBackend", [](ContactBook& book, const Json&) {
      return done(book.disconnect_backend());
    }},
    {"syncStatus", [](ContactBook& book, const Json&) {
      return book.sync_status().transform(write_sync_status);
    }},
    {"nextSyncRequest", [](ContactBook& book, const Json& json) {
      return answer(read_account(json),
                    [&](auto& account) { return book.next_sync_request(account); },
                    write_sync_next);
    }},
    {"receiveSyncResponse", [](ContactBook& book, const Json& json) {
      return begin(read_sync_answer(json), [&](auto&& given) {
        return book.receive_sync_response(given.attempt, given.response);
      });
    }},
    {"controlSync", [](ContactBook& book, const Json& json) {
      return begin(read_sync_control(json),
                   [&](SyncControl control) { return book.control_sync(control); });
    }},
    {"parkedContacts", [](ContactBook& book, const Json& json) {
      return answer(read_page_request(json),
                    [&](auto& page) { return book.parked_contacts(page.offset, page.limit); },
                    write_parked);
    }},
    {"retryParked", [](ContactBook& book, const Json& json) {
      return begin(read_ids(json), [&](auto&& ids) { return book.retry_parked(ids); });
    }},
    {"conflicts", [](ContactBook& book, const Json& json) {
      return answer(read_page_request(json),
                    [&](auto& page) { return book.conflicts(page.offset, page.limit); },
                    write_conflicts);
    }},
    {"resolveConflict", [](ContactBook& book, const Json& json) {
      return answer(read_conflict_decision(json),
                    [&](auto& decision) { return book.resolve_conflict(decision); },
                    write_bulk_change);
    }, Effect::write},
};
// clang-format on

}  // namespace

std::span<const UseCase<ContactBook>> sync_use_cases() { return kSyncUseCases; }

}  // namespace kartei
