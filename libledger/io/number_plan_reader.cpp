#include "io/number_plan_reader.hpp"

#include "io/toml_reader.hpp"

namespace proviso {
namespace {

constexpr std::size_t plan_size_limit = 1 << 20;
constexpr std::int64_t code_least = 200, code_most = 999;

void read_codes(TomlTable &form, TomlErrors &errors, std::uint16_t region, std::vector<AreaCode> &codes) {
    const TomlNode *list = form.take("codes", Need::required);
    if (list == nullptr) return;
    if (list->kind != TomlKind::list) return form.fail("codes", Error(Code::value_type, "codes is not a list"));
    for (const TomlNode &item : list->items) {
        if (item.kind != TomlKind::integer || item.integer < code_least || item.integer > code_most)
            errors.add(item.place, Error(Code::value_range, "an area code is a number from 200 to 999"));
        else
            codes.push_back({static_cast<std::uint16_t>(item.integer), region, day_first});
    }
}

/// Codes that are newer than the list, with their first day.
void read_since(TomlTable form, TomlErrors &errors, std::uint16_t region, Period valid, std::vector<AreaCode> &codes) {
    for (const TomlEntry &entry : form.node().entries) {
        const Day from = form.day(entry.key);
        AreaCode *known = nullptr;
        for (AreaCode &code : codes)
            if (code.region == region && std::to_string(code.code) == entry.key) known = &code;
        if (known == nullptr)
            errors.add(entry.place, Error(Code::value_range, "area code " + entry.key + " is not among the region's",
                                          "add it to codes"));
        else if (!valid.contains(from))
            errors.add(entry.place,
                       Error(Code::value_range, "area code " + entry.key + " begins outside the plan's days",
                             "leave it out of since, or widen from and until"));
        else
            known->from = from;
    }
    form.finish();
}

} // namespace

Result<NumberPlan> read_number_plan(std::string_view bytes, const std::string &name) {
    PV_TRY(const TomlNode root, parse_toml(bytes, name, plan_size_limit));
    TomlErrors errors{name, {}};
    TomlTable file(root, errors, "the number plan file");
    TomlTable head = file.table("plan", Need::required);
    const std::string id = head.text("id"), version = head.text("version");
    const Period valid{head.day("from"), head.day("until")};
    head.finish();
    std::vector<Region> regions;
    std::vector<AreaCode> codes;
    for (TomlTable &form : file.tables("region", "region")) {
        Region region;
        region.id = form.text("id");
        region.name = form.text("name");
        const std::string kind_text = form.text("kind");
        const auto kind = region_kind_from_name(kind_text);
        if (kind)
            region.kind = *kind;
        else if (!kind_text.empty())
            form.fail("kind", kind.error());
        const auto index = static_cast<std::uint16_t>(regions.size());
        for (const Region &other : regions)
            if (other.id == region.id)
                form.fail("id", Error(Code::key_duplicate, "region " + region.id + " stands twice"));
        read_codes(form, errors, index, codes);
        if (auto since = form.maybe_table("since")) read_since(*since, errors, index, valid, codes);
        form.finish();
        regions.push_back(std::move(region));
    }
    file.finish();
    if (!errors.none()) return std::move(errors.list.front());
    auto plan = NumberPlan::make(id, version, valid, std::move(regions), std::move(codes));
    if (!plan) return std::move(plan).error().at(name);
    return plan;
}

} // namespace proviso
