// pv_snapshot and pv_cursor: lists out of one state of a book, as blocks of NDJSON.
#include <deque>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/method.hpp"
#include "capi/progress.hpp"

namespace proviso::capi {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10;
constexpr std::size_t rows_between_questions = 4096;

/// A reading connection that sees one state. `view` must go before `book`.
struct View {
    std::shared_ptr<const Context> context;
    Book book;
    Book::Snapshot snapshot;
};

const List *find_list(std::string_view name) {
    for (const List &list : lists())
        if (list.name == name) return &list;
    return nullptr;
}

} // namespace
} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

struct pv_snapshot {
    std::shared_ptr<View> view;
};

struct pv_cursor {
    std::deque<std::string> blocks; ///< the front one is the caller's
    bool started = false;
};

std::int32_t pv_snapshot_open(pv_book *book, pv_snapshot **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("book", book));
        PV_CHECK(needed("out", out));
        BookOptions options = book->state->options;
        options.read_only = true;
        PV_TRY(Book reader, Book::open(book->state->path, std::move(options)));
        PV_TRY(Book::Snapshot snapshot, reader.snapshot());
        auto made = std::make_unique<pv_snapshot>();
        made->view = std::make_shared<View>(View{book->state->context, std::move(reader), std::move(snapshot)});
        *out = made.release();
        return {};
    });
}

void pv_snapshot_free(pv_snapshot *snapshot) { delete snapshot; }

std::int32_t pv_cursor_open(pv_snapshot *snapshot, const char *list, std::size_t list_size, const char *json,
                            std::size_t json_size, pv_cursor **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("snapshot", snapshot));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view name, text_argument("list", list, list_size));
        PV_TRY(const std::string_view text, text_argument("json", json, json_size, false));
        const List *found = find_list(name);
        if (!found)
            return Error(Code::method_unknown, "there is no list \"" + std::string(name) + "\"",
                         "call \"methods\" for the lists", std::string(name));
        PV_TRY(const Json arguments, parse_json(text.empty() ? "{}" : text));
        PV_CHECK(check_arguments(found->args, arguments));
        const Context &context = *snapshot->view->context;
        auto cursor = std::make_unique<pv_cursor>();
        std::size_t rows = 0;
        std::optional<Error> cancelled;
        PV_CHECK(found->run(Call(context, &snapshot->view->book, arguments), [&](const Json &row) {
            if (cursor->blocks.empty() || cursor->blocks.back().size() >= block_bytes) cursor->blocks.emplace_back();
            cursor->blocks.back() += json_text(row);
            cursor->blocks.back() += '\n';
            if (++rows % rows_between_questions != 0) return true;
            if (auto told = tell_progress(context, name, rows, 0); !told) cancelled = std::move(told.error());
            return !cancelled.has_value();
        }));
        if (cancelled) return std::move(*cancelled);
        *out = cursor.release();
        return {};
    });
}

std::int32_t pv_cursor_next(pv_cursor *cursor, const char **block, std::size_t *size, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("cursor", cursor));
        PV_CHECK(needed("block", block));
        PV_CHECK(needed("size", size));
        if (cursor->started && !cursor->blocks.empty()) cursor->blocks.pop_front();
        cursor->started = true;
        const bool over = cursor->blocks.empty();
        *block = over ? nullptr : cursor->blocks.front().c_str();
        *size = over ? 0 : cursor->blocks.front().size();
        return {};
    });
}

void pv_cursor_free(pv_cursor *cursor) { delete cursor; }
