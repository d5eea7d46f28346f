// Documents: invoices, interest documents and credit notes, with lines that add up exactly. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

enum class DocumentKind : std::uint8_t { invoice, interest, credit_note };
/// "invoice", "interest", "credit-note".
[[nodiscard]] std::string_view document_kind_name(DocumentKind kind);
[[nodiscard]] std::optional<DocumentKind> document_kind_from_name(std::string_view name);

enum class LineKind : std::uint8_t {
    recurring,
    proration,
    usage,
    extra_seat,
    trueup,
    one_off,
    interest,
    cost,
    tax,
    deposit,
    credit,
    refund,
    adjustment
};
[[nodiscard]] std::string_view line_kind_name(LineKind kind);
[[nodiscard]] std::optional<LineKind> line_kind_from_name(std::string_view name);

/// The due day of a document that is payable only once it is demanded (credit).
inline constexpr Day on_demand = day_last;

struct Line {
    std::string key; ///< stable: agreement, sku, service period, kind, source event (product, section 5)
    LineKind kind{};
    std::string sku;
    std::string text;          ///< what a customer reads
    std::int64_t quantity = 0; ///< seats, calls, ...
    std::optional<UnitPrice> unit_price;
    std::optional<Fraction> fraction;
    Period service; ///< service period, half open
    Amount amount;
    Amount tax; ///< the tax inside the amount (inclusive), 0 if unsplit
    std::string tax_jurisdiction;
    Ratio exact;
    std::string ledger; ///< credited ledger: "liabilities:deferred", "income:usage", ...
    std::string income; ///< the income ledger that a deferred line ends in
    std::vector<std::string> clauses;
    std::vector<ReadingUse> readings;
    std::string adjusts;       ///< of a correction: the key of the line that it corrects
    std::string of;            ///< of a credit: the line that it takes from, "2013-03-31:1"
    Derivation derivation;     ///< of the amount
    Derivation tax_derivation; ///< of the tax inside it; empty if unsplit
};

struct Document {
    std::string account;
    DocumentKind kind = DocumentKind::invoice;
    Day date;                 ///< billing day
    Day due;                  ///< or on_demand
    std::int32_t ordinal = 1; ///< n-th of this account, kind and date
    Currency currency{};
    std::vector<Line> lines;
    Amount total;
    Amount tax;            ///< sum of the lines' taxes
    std::string refers_to; ///< interest, credit note: the draft id of the document it is about
    std::string pack;      ///< id
    std::string pack_version;
    std::int32_t pack_revision = 1;
    std::string terms; ///< the posted version of the terms that governed; empty: the pack's own

    /// "2013-04-01", "2013-05-16/interest", "2013-04-01#2" (product, section 6).
    [[nodiscard]] std::string draft_id() const;
};

/// Canonical JSON of a document: what is hashed and stored. Derivations are inside, in canonical form.
[[nodiscard]] std::string document_json(const Document &document);
/// Strict inverse of document_json. Error: json.syntax.
[[nodiscard]] Result<Document> document_from_json(std::string_view json);

} // namespace proviso
