// Calls without a book: the same classes of rows, and exact totals per account.
#include "capi/import.hpp"
#include "capi/progress.hpp"
#include "capi/services.hpp"
#include "capi/terms.hpp"
#include "capi/usage_json.hpp"
#include "io/cdr/call_totals.hpp"

namespace proviso::capi {
namespace {

constexpr std::uint64_t bytes_between_questions = std::uint64_t{16} << 20;

class TotalsImporter : public Importer {
  public:
    TotalsImporter(const ImportTarget &target, std::shared_ptr<const Rater> rater, Rounding rounding)
        : target_(target), rater_(std::move(rater)), rounding_(rounding), totals_(*rater_) {}

    [[nodiscard]] Result<void> open(CallImportSpec spec) {
        file_ = spec.where;
        source_ = spec.source;
        format_ = spec.format;
        PV_TRY(CallImport import, CallImport::open(std::move(spec), totals_));
        import_.emplace(std::move(import));
        return {};
    }

    Result<void> feed(std::string_view block) override {
        PV_CHECK(import_->feed(block));
        fed_ += block.size();
        if (fed_ / bytes_between_questions == told_) return {};
        told_ = fed_ / bytes_between_questions;
        return tell_progress(*target_.context, "rate", fed_, 0);
    }

    /// Accounts are written one by one: as values all of them would take ten times the memory of their text.
    Result<ImportText> finish() override {
        PV_TRY(const CallReport report, import_->finish());
        import_.reset();
        Json head = schema("rate");
        head["file"] = file_;
        head["source"] = source_;
        head["format"] = format_;
        append_calls(head, report, rater_->currency());
        std::string text = json_text(head);
        text.back() = ',';
        text += "\"totals\":[";
        bool first = true;
        PV_CHECK(totals_.each_account(rounding_, [&](const AccountCalls &account) {
            if (!std::exchange(first, false)) text += ',';
            account_json(account).append_to(text);
        }));
        text += "],\"held\":";
        held_json().append_to(text);
        return ImportText(std::move(text += '}'));
    }

  private:
    [[nodiscard]] static Json account_json(const AccountCalls &account) {
        return {{"account", account.account},
                {"calls", account.calls},
                {"billed_seconds", seconds_json(account.billed_millis)},
                {"currency", account.amount.currency().code()},
                {"amount", account.amount.text()},
                {"exact", account.exact.text()}};
    }
    [[nodiscard]] Json held_json() const {
        Json held = Json::array();
        for (const HeldRow &row : totals_.held_rows()) {
            Json entry = {{"row", row.row},
                          {"line", row.line},
                          {"class", row_class_name(row.row_class)},
                          {"account", row.account}};
            entry.update(to_json(row.reason));
            entry["raw"] = row.raw;
            held.push_back(std::move(entry));
        }
        return held;
    }

    ImportTarget target_;
    std::shared_ptr<const Rater> rater_;
    Rounding rounding_;
    CallTotals totals_;
    std::optional<CallImport> import_;
    std::string file_, source_, format_;
    std::uint64_t fed_ = 0, told_ = 0;
};

} // namespace

Result<ImporterPtr> open_call_totals(const ImportTarget &target, const Call &call) {
    if (!call.has("pack"))
        return Error(Code::argument_missing, "calls without a book need a pack", "give its id", "pack");
    PV_TRY(const LoadedPack *loaded, target.context->pack(call.text("pack")));
    PV_TRY(Rater made, make_rater(*target.context, loaded->value, call, call.text("deck")));
    const auto rater = std::make_shared<const Rater>(std::move(made));
    PV_TRY(const Terms terms, terms_of(*target.context, loaded->value, call));
    Rounding rounding = Rounding::half_up;
    if (terms.decides("rounding.mode")) {
        PV_TRY(const ChosenReading mode, terms.option("rounding.mode"));
        PV_TRY(rounding, rounding_from_name(mode.option));
    }
    CallImportSpec spec;
    PV_TRY(spec.mapping, read_mapping(call));
    spec.format = call.has("format") ? call.text("format") : spec.mapping.format;
    spec.source = call.has("source") ? call.text("source") : spec.format;
    spec.skus.clear();
    for (const CallService &service : rater->services()) spec.skus.push_back(service.sku);
    spec.rater = rater;
    if (target.context->number_plan)
        spec.plan = std::shared_ptr<const NumberPlan>(target.context->number_plan, &target.context->number_plan->value);
    spec.zone = call.text("zone");
    spec.zones = target.context->zones.get();
    spec.where = call.text("file");
    spec.rating_clause = terms.clause("rating");
    spec.zone_clause = terms.clause("call_zone");
    auto importer = std::make_unique<TotalsImporter>(target, rater, rounding);
    PV_CHECK(importer->open(std::move(spec)));
    return ImporterPtr(std::move(importer));
}

} // namespace proviso::capi
