#include "io/pack_form.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::int64_t days_most = 36'525;

bool is_option_name(std::string_view name) {
    auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.front() != '_' && name.front() != '.' &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.'; });
}

class PackForm {
  public:
    PackForm(const TomlNode &root, TomlErrors &errors, PackPlaces &places)
        : root_(root, errors, "the pack file"), errors_(errors), places_(places) {}

    Pack read() {
        TomlTable head = root_.table("pack", Need::required);
        read_head(head);
        for (TomlTable &form : root_.tables("clause", "clause")) read_clause(form);
        TomlTable provisions = root_.table("provision");
        read_provisions(provisions);
        TomlTable parameters = root_.table("parameters");
        read_parameters(parameters);
        for (TomlTable &form : root_.tables("reading", "reading")) read_reading(form);
        for (TomlTable &form : root_.tables("sku", "sku")) read_sku(form);
        for (TomlTable &form : root_.tables("notice_method", "notice method")) read_notice_method(form);
        for (TomlTable &form : root_.tables("retention", "retention class")) read_retention(form);
        for (TomlTable &form : root_.tables("checklist", "checklist")) read_checklist(form, pack_, places_);
        for (TomlTable &form : root_.tables("duty", "duty")) read_duty(form, pack_, places_);
        for (TomlTable &form : root_.tables("document", "document")) read_paper(form);
        for (TomlTable &form : root_.tables("printed", "printed number")) read_printed(form);
        for (TomlTable &form : root_.tables("defect", "defect")) read_defect(form);
        for (TomlTable &form : root_.tables("conflict", "conflict")) read_conflict(form);
        root_.finish();
        sort_pack(pack_);
        return std::move(pack_);
    }

  private:
    void remember(std::string part, const TomlTable &form) { places_.emplace(std::move(part), form.place()); }

    void read_head(TomlTable &form) {
        pack_.id = form.text("id");
        pack_.title = form.text("title");
        pack_.version = form.text("version");
        pack_.revision = static_cast<std::int32_t>(form.integer("revision", 1, 1'000'000));
        if (std::string code = form.text("currency"); !code.empty()) {
            Result<Currency> currency = currency_from_code(code);
            if (currency)
                pack_.currency = *currency;
            else
                form.fail("currency", std::move(currency).error());
        }
        pack_.jurisdiction = form.text("jurisdiction");
        pack_.calendar = form.text("calendar");
        pack_.zone = form.maybe_text("zone").value_or("");
        pack_.beside = form.texts("beside");
        form.finish();
    }

    void read_clause(TomlTable &form) {
        Clause clause;
        clause.id = form.text("id");
        clause.section = form.text("section");
        clause.title = form.text("title");
        clause.summary = form.text("summary");
        std::string priority = form.text("priority");
        if (priority.size() == 1 && priority[0] >= 'A' && priority[0] <= 'D')
            clause.priority = priority[0];
        else if (!priority.empty())
            form.fail("priority",
                      Error(Code::value_range, "there is no priority '" + priority + "'", "use A, B, C or D"));
        clause.check = form.maybe_text("check").value_or("");
        form.finish();
        remember("clause:" + clause.id, form);
        pack_.clauses.push_back(std::move(clause));
    }

    void read_provisions(TomlTable &form) {
        for (const TomlEntry &entry : form.node().entries) {
            places_.emplace("provision:" + entry.key, entry.place);
            pack_.provisions.push_back({entry.key, form.texts(entry.key)});
            if (pack_.provisions.back().clauses.empty())
                form.fail(entry.key,
                          Error(Code::value_range, "the provision " + entry.key + " has no clause", "name one"));
        }
        form.finish();
    }

    void read_parameters(TomlTable &form) {
        for (const TomlEntry &entry : form.node().entries) {
            TomlTable group = form.table(entry.key);
            read_parameter_group(group, entry.key, errors_, pack_, places_);
        }
        form.finish();
    }

    void read_reading(TomlTable &form) {
        Reading reading;
        reading.id = form.text("id");
        reading.decides = form.text("decides");
        reading.clauses = form.texts("clauses", Need::required);
        reading.question = form.text("question");
        reading.default_option = form.maybe_text("default").value_or("");
        reading.recorded_only = form.flag("recorded_only", false);
        std::string fixture = form.maybe_text("fixture").value_or("");
        for (TomlTable &option : form.tables("options", "option")) {
            ReadingOption read{option.text("name"), option.maybe_text("figure").value_or(""),
                               option.maybe_text("fixture").value_or(fixture)};
            if (!read.name.empty() && !is_option_name(read.name))
                option.fail("name", Error(Code::value_range, "'" + read.name + "' cannot name an option",
                                          "use small letters, digits, '_' and '.', a letter or digit first"));
            TomlTable values = option.table("values");
            read_supplied_values(values, reading.id, read.name, pack_);
            option.finish();
            reading.options.push_back(std::move(read));
        }
        form.finish();
        remember("reading:" + reading.id, form);
        pack_.readings.push_back(std::move(reading));
    }

    void read_sku(TomlTable &form) {
        Sku sku;
        sku.id = form.text("id");
        sku.title = form.text("title");
        if (std::optional<std::string> price = form.maybe_text("price")) {
            Result<UnitPrice> parsed = parse_unit_price(*price, pack_.currency);
            if (parsed)
                sku.price = *parsed;
            else
                form.fail("price", std::move(parsed).error());
        }
        sku.per = one_of(form, "per", form.text("per"), {"seat", "device", "server", "number", "minute", "unit"});
        sku.every = one_of(form, "every", form.maybe_text("every").value_or(""), {"cycle", "month", "year", "once"});
        sku.clause = form.text("clause");
        sku.seat = form.flag("seat", false);
        sku.included = form.flag("included", false);
        sku.by_minute = form.flag("by_minute", false);
        sku.price_parameter = form.maybe_text("price_parameter").value_or("");
        sku.kind = form.maybe_text("kind").value_or("");
        sku.term_parameter = form.maybe_text("term").value_or("");
        sku.overage = form.maybe_text("overage").value_or("");
        sku.needs = form.texts("needs");
        sku.price_at_renewal = form.flag("price_at_renewal", false);
        sku.billing = billing_from(one_of(form, "billing", form.maybe_text("billing").value_or("cycle"),
                                          {"cycle", "own", "counted", "each", "arrears"}))
                          .value_or(SkuBilling::cycle);
        form.finish();
        remember("sku:" + sku.id, form);
        pack_.skus.push_back(std::move(sku));
    }

    void read_notice_method(TomlTable &form) {
        NoticeMethod method;
        method.name = form.text("name");
        method.by = one_of(form, "by", form.maybe_text("by").value_or(""), {"customer", "vendor"});
        const std::string from =
            one_of(form, "counts_from", form.text("counts_from"), {"sending", "receipt", "arrival"});
        method.counts_from_sending = from == "sending";
        method.on_arrival = from == "arrival";
        method.open_day = form.flag("open_day", false);
        if (std::optional<std::string> parameter = form.maybe_text("business_days")) {
            method.parameter = *parameter;
            method.business_days = days_of(form, *parameter);
        }
        method.proof_required = form.flag("proof_required", true);
        method.number_required = form.flag("number_required", false);
        method.proof = form.maybe_text("proof").value_or("");
        method.options = form.texts("options");
        method.clause = form.text("clause");
        form.finish();
        remember("notice_method:" + method.name, form);
        pack_.notice_methods.push_back(std::move(method));
    }

    /// The first value of a parameter that counts days.
    std::int32_t days_of(TomlTable &form, const std::string &parameter) {
        for (const Parameter &candidate : pack_.parameters)
            if (candidate.id == parameter && !candidate.values.empty())
                if (const auto *number = std::get_if<Ratio>(&candidate.values.front().data);
                    number && number->is_integer() && *number >= Ratio(0) && *number <= Ratio(days_most))
                    return static_cast<std::int32_t>(number->numerator());
        form.fail("business_days",
                  Error(Code::parameter_unknown, "'" + parameter + "' is no parameter that counts days",
                        "name a parameter of the pack with a whole number as value"));
        return 0;
    }

    void read_retention(TomlTable &form) {
        RetentionClass data{form.text("data"), static_cast<std::int32_t>(form.integer("days", 0, days_most)),
                            form.text("way_out"), form.text("clause")};
        if (const auto from = form.maybe_text("counts_from")) {
            const std::string start = one_of(form, "counts_from", *from, {"data", "complete-by", "disabled"});
            if (start == "complete-by") data.counts_from = RetentionStart::complete_by;
            if (start == "disabled") data.counts_from = RetentionStart::disabled;
        }
        data.offload = form.flag("offload", false);
        data.usage = form.flag("usage", false);
        form.finish();
        remember("retention:" + data.data, form);
        pack_.retention.push_back(std::move(data));
    }

    void read_paper(TomlTable &form) {
        Paper paper;
        paper.name = form.text("name");
        paper.rank = static_cast<std::int32_t>(form.integer("rank", 1, 1'000));
        paper.clause = form.text("clause");
        paper.is_order = form.flag("is_order", false);
        form.finish();
        remember("document:" + paper.name, form);
        pack_.papers.push_back(std::move(paper));
    }

    void read_printed(TomlTable &form) {
        Printed printed{form.text("number"), form.text("unit"), form.text("clause"),
                        form.maybe_text("parameter").value_or(""), form.maybe_text("fixture").value_or("")};
        form.finish();
        remember("printed:" + std::to_string(pack_.printed.size()), form);
        pack_.printed.push_back(std::move(printed));
    }

    void read_defect(TomlTable &form) {
        TextDefect defect;
        defect.where = form.text("where");
        defect.says = form.text("says");
        defect.actually = form.text("actually");
        const std::string kind =
            one_of(form, "kind", form.maybe_text("kind").value_or("other"),
                   {"reference", "undefined", "conflict", "repeated", "numbering", "open", "sound", "other"});
        defect.kind = defect_kind_from(kind).value_or(DefectKind::other);
        defect.reading = form.maybe_text("reading").value_or("");
        form.finish();
        remember("defect:" + std::to_string(pack_.defects.size()), form);
        pack_.defects.push_back(std::move(defect));
    }

    void read_conflict(TomlTable &form) {
        std::string name = form.text("name");
        std::string summary = form.text("summary");
        form.finish();
        pack_.conflicts.push_back(name + ": " + summary);
    }

    static std::string one_of(TomlTable &form, std::string_view key, std::string value,
                              std::initializer_list<std::string_view> allowed) {
        if (value.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
        std::string list;
        for (std::string_view item : allowed) list += (list.empty() ? "" : ", ") + std::string(item);
        form.fail(key, Error(Code::value_range, "'" + value + "' is not known here", "use one of " + list));
        return {};
    }

    TomlTable root_;
    TomlErrors &errors_;
    PackPlaces &places_;
    Pack pack_;
};

} // namespace

Pack read_pack_form(const TomlNode &root, TomlErrors &errors, PackPlaces &places) {
    return PackForm(root, errors, places).read();
}

} // namespace proviso
