// What is behind the opaque handles. A handle owns a shared reference, so parents and children go in any order.
#pragma once

#include <memory>
#include <string>

#include "book/book.hpp"
#include "capi/context.hpp"

namespace proviso::capi {

/// A book with the context that it was opened with: its callbacks are those of the book's rim.
struct OpenBook {
    std::shared_ptr<const Context> context;
    std::string path;
    BookOptions options;
    Book book;
};

} // namespace proviso::capi

struct pv_ctx {
    /// Replaced, never changed: a handle made earlier keeps the context as it was then.
    std::shared_ptr<const proviso::capi::Context> state;
};

struct pv_pack {
    std::shared_ptr<const proviso::capi::LoadedPack> state;
};

struct pv_book {
    std::shared_ptr<proviso::capi::OpenBook> state;
};

struct pv_buffer {
    std::string bytes;
};
