// The bytes of a block of call rows: docs/usage-batches.md.
#include <limits>

#include "io/usage_batch.hpp"

namespace proviso {
namespace {

constexpr std::string_view magic = "PVC1";
constexpr std::uint64_t rows_max = 16 << 20;

class Writer {
  public:
    void bytes(std::string_view text) { out_ += text; }
    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
    /// Seven bits a byte, the lowest first; the high bit says that more follow.
    void number(std::uint64_t value) {
        for (; value >= 128; value >>= 7) byte(static_cast<std::uint8_t>(value | 128));
        byte(static_cast<std::uint8_t>(value));
    }
    /// 0, -1, 1, -2, ... as 0, 1, 2, 3, ...
    void signed_number(std::int64_t value) {
        number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view value) {
        number(value.size());
        bytes(value);
    }
    void price(const UnitPrice &value) {
        signed_number(value.mantissa);
        byte(value.scale);
    }
    /// A column: its length in bytes, then what `fill` writes.
    template <class Fill> void column(Fill fill) {
        Writer inner;
        fill(inner);
        text(inner.out_);
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

/// Reads what Writer wrote; after the first fault every value is 0 and ok() is false.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::string_view bytes(std::uint64_t size) {
        if (size > rest_.size()) {
            ok_ = false;
            rest_ = {};
            return {};
        }
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    std::uint8_t byte() {
        const std::string_view one = bytes(1);
        return one.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(one.front());
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            if (shift == 63 && next > 1) break;
            value |= std::uint64_t{next & 127U} << shift;
            if (next >= 128) continue;
            if (next == 0 && shift > 0) break; // one form for each number
            return value;
        }
        ok_ = false;
        return 0;
    }
    std::int64_t signed_number() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::string_view text() { return bytes(number()); }
    UnitPrice price(Currency currency) {
        UnitPrice value;
        value.mantissa = signed_number();
        value.scale = byte();
        value.currency = currency;
        ok_ = ok_ && value.scale <= 9 && value.mantissa >= 0;
        return value;
    }
    /// A count of things of at least one byte each.
    std::uint64_t count() {
        const std::uint64_t value = number();
        ok_ = ok_ && value <= rows_max;
        return ok_ ? value : 0;
    }
    /// A column of `rows` values.
    template <class Value, class Next> void column(std::vector<Value> &into, std::uint64_t rows, Next next) {
        Reader inner(text());
        for (std::uint64_t i = 0; ok_ && inner.ok_ && i < rows; ++i) into.push_back(static_cast<Value>(next(inner)));
        ok_ = ok_ && inner.ok_ && inner.rest_.empty();
    }
    void fail_unless(bool right) { ok_ = ok_ && right; }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

void write_identity(Writer &out, const CallIdentity &identity) {
    for (const std::uint64_t half : {identity.high, identity.low})
        for (int shift = 56; shift >= 0; shift -= 8) out.byte(static_cast<std::uint8_t>(half >> shift));
}

CallIdentity read_identity(Reader &in) {
    CallIdentity identity;
    for (std::uint64_t *half : {&identity.high, &identity.low})
        for (int i = 0; i < 8; ++i) *half = *half << 8 | in.byte();
    return identity;
}

void read_head(Reader &in, CallRows &rows) {
    in.fail_unless(in.bytes(magic.size()) == magic);
    for (char &letter : rows.currency.letters) letter = static_cast<char>(in.byte());
    rows.currency.exponent = in.byte();
    rows.denominator = in.signed_number();
    in.fail_unless(rows.denominator > 0);
    for (std::uint64_t left = in.count(); in.ok() && left > 0; --left) rows.accounts.emplace_back(in.text());
    for (std::uint64_t left = in.count(); in.ok() && left > 0; --left) {
        BatchPrice price;
        price.sku = in.text();
        price.per_minute = in.price(rows.currency);
        price.surcharge = in.price(rows.currency);
        rows.prices.push_back(std::move(price));
    }
}

/// Indices and order, which the columns' bytes alone do not show.
bool is_sound(const CallRows &rows) {
    for (std::size_t i = 1; i < rows.accounts.size(); ++i)
        if (rows.accounts[i - 1] >= rows.accounts[i]) return false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool billed = rows.status[i] == static_cast<std::uint8_t>(RowStatus::billed);
        if (i > 0 && rows.row[i - 1] >= rows.row[i]) return false;
        if (rows.account[i] >= rows.accounts.size()) return false;
        if (row_status_name(static_cast<RowStatus>(rows.status[i])).empty()) return false;
        if (billed != (rows.price[i] != Rater::no_price)) return false;
        if (billed && rows.price[i] >= rows.prices.size()) return false;
    }
    return true;
}

} // namespace

std::string encode_call_rows(const CallRows &rows) {
    Writer out;
    out.bytes(magic);
    for (const char letter : rows.currency.letters) out.byte(static_cast<std::uint8_t>(letter));
    out.byte(rows.currency.exponent);
    out.signed_number(rows.denominator);
    out.number(rows.accounts.size());
    for (const std::string &name : rows.accounts) out.text(name);
    out.number(rows.prices.size());
    for (const BatchPrice &price : rows.prices) {
        out.text(price.sku);
        out.price(price.per_minute);
        out.price(price.surcharge);
    }
    out.number(rows.size());
    const auto differences = [&](const auto &values) {
        out.column([&](Writer &column) {
            std::int64_t before = 0;
            for (const auto value : values) {
                column.signed_number(static_cast<std::int64_t>(value) - before);
                before = static_cast<std::int64_t>(value);
            }
        });
    };
    const auto numbers = [&](const auto &values) {
        out.column([&](Writer &column) {
            for (const auto value : values) column.number(value);
        });
    };
    const auto signed_numbers = [&](const std::vector<std::int64_t> &values) {
        out.column([&](Writer &column) {
            for (const std::int64_t value : values) column.signed_number(value);
        });
    };
    differences(rows.row);
    numbers(rows.account);
    differences(rows.answered);
    differences(rows.day);
    signed_numbers(rows.millis);
    signed_numbers(rows.billed_millis);
    signed_numbers(rows.numerator);
    numbers(rows.number);
    out.column([&](Writer &column) {
        for (const std::uint8_t value : rows.status) column.byte(value);
    });
    out.column([&](Writer &column) {
        for (const std::uint32_t value : rows.price) column.number(value == Rater::no_price ? 0 : value + 1);
    });
    out.column([&](Writer &column) {
        for (const CallIdentity &value : rows.identity) write_identity(column, value);
    });
    return out.take();
}

Result<CallRows> decode_call_rows(std::string_view bytes) {
    Reader in(bytes);
    CallRows rows;
    read_head(in, rows);
    const std::uint64_t count = in.count();
    const auto differences = [&](auto &values) {
        std::int64_t before = 0;
        in.column(values, count, [&](Reader &column) {
            std::int64_t value = 0;
            column.fail_unless(!__builtin_add_overflow(before, column.signed_number(), &value));
            return before = value;
        });
    };
    differences(rows.row);
    in.column(rows.account, count, [](Reader &column) {
        const std::uint64_t value = column.number();
        column.fail_unless(value <= std::numeric_limits<std::uint32_t>::max());
        return value;
    });
    differences(rows.answered);
    std::vector<std::int64_t> days;
    differences(days);
    for (const std::int64_t day : days) {
        in.fail_unless(day >= day_first.number() && day <= day_last.number());
        rows.day.push_back(static_cast<std::int32_t>(day));
    }
    in.column(rows.millis, count, [](Reader &column) { return column.signed_number(); });
    in.column(rows.billed_millis, count, [](Reader &column) { return column.signed_number(); });
    in.column(rows.numerator, count, [](Reader &column) { return column.signed_number(); });
    in.column(rows.number, count, [](Reader &column) { return column.number(); });
    in.column(rows.status, count, [](Reader &column) { return column.byte(); });
    in.column(rows.price, count, [](Reader &column) {
        const std::uint64_t value = column.number();
        column.fail_unless(value <= rows_max);
        return value == 0 ? Rater::no_price : static_cast<std::uint32_t>(value - 1);
    });
    in.column(rows.identity, count, [](Reader &column) { return read_identity(column); });
    if (!in.at_end() || !is_sound(rows))
        return Error(Code::row_invalid, "the bytes are no block of call rows", "restore the book from a good copy");
    return rows;
}

} // namespace proviso
