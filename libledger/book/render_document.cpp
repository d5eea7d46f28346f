#include <algorithm>

#include "book/facts.hpp"
#include "book/find_document.hpp"
#include "book/internal.hpp"
#include "book/render_invoice.hpp"

namespace proviso {
namespace {

/// The pack that the document was computed by; another revision of it if that one cannot be found.
const Pack *pack_of(const LoadedTerms &loaded, const Document &document) {
    const auto same = std::find_if(loaded.packs.begin(), loaded.packs.end(), [&](const Pack &pack) {
        return pack.id == document.pack && pack.version == document.pack_version &&
               pack.revision == document.pack_revision;
    });
    return same == loaded.packs.end() ? loaded.terms.pack(document.pack, document.date) : &*same;
}

} // namespace

Result<std::string> render_document(Book &book, const std::string &ref, const std::string &account,
                                    RenderFormat format) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const DocumentView view, show_document(book, ref, account));
    PV_TRY(const BookInfo info, book.info());
    PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book.impl().load_terms());
    RenderNotes notes;
    if (const Pack *pack = pack_of(*loaded, view.document)) {
        notes.contract = pack->title;
        if (const Provision *interest = pack->provision("interest")) notes.interest_clauses = interest->clauses;
    }
    if (!view.document.refers_to.empty()) {
        // One that is a draft itself has no number yet: its draft id stands on the document.
        if (const auto about = find_issued(store, view.document.refers_to, view.document.account))
            notes.refers_to_number = about->name;
    }
    return format == RenderFormat::html ? render_invoice_html(view, info.seller, notes)
                                        : render_invoice_text(view, info.seller, notes);
}

} // namespace proviso
