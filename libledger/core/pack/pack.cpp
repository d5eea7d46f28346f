#include "core/pack/pack.hpp"

#include <algorithm>

namespace proviso {
namespace {

/// In the order of SkuBilling.
constexpr std::string_view billing_names[] = {"cycle", "own", "counted", "each", "arrears"};

/// Halves a list that is sorted by the text that `key` picks.
template <class T, class Key> const T *find_sorted(const std::vector<T> &list, std::string_view wanted, Key key) {
    auto it = std::lower_bound(list.begin(), list.end(), wanted, [&](const T &item, std::string_view text) {
        return std::string_view(key(item)) < text;
    });
    return it != list.end() && key(*it) == wanted ? &*it : nullptr;
}

template <class T, class Key> const T *find_any(const std::vector<T> &list, std::string_view wanted, Key key) {
    auto it = std::find_if(list.begin(), list.end(), [&](const T &item) { return key(item) == wanted; });
    return it != list.end() ? &*it : nullptr;
}

template <class T> void sort_by_id(std::vector<T> &list) {
    std::stable_sort(list.begin(), list.end(), [](const T &a, const T &b) { return a.id < b.id; });
}

constexpr auto id_of = [](const auto &item) -> const std::string & { return item.id; };

} // namespace

std::string_view billing_name(SkuBilling billing) { return billing_names[static_cast<std::size_t>(billing)]; }

std::optional<SkuBilling> billing_from(std::string_view name) {
    const auto *at = std::find(std::begin(billing_names), std::end(billing_names), name);
    if (at == std::end(billing_names)) return std::nullopt;
    return static_cast<SkuBilling>(at - std::begin(billing_names));
}

const Clause *Pack::clause(std::string_view wanted) const { return find_any(clauses, wanted, id_of); }
const Parameter *Pack::parameter(std::string_view wanted) const { return find_sorted(parameters, wanted, id_of); }
const Reading *Pack::reading(std::string_view wanted) const { return find_sorted(readings, wanted, id_of); }
const Provision *Pack::provision(std::string_view wanted) const { return find_sorted(provisions, wanted, id_of); }
const Sku *Pack::sku(std::string_view wanted) const { return find_sorted(skus, wanted, id_of); }

const Reading *Pack::reading_that_decides(std::string_view question) const {
    return find_any(readings, question, [](const Reading &reading) -> const std::string & { return reading.decides; });
}
const NoticeMethod *Pack::notice_method(std::string_view name) const {
    return find_any(notice_methods, name,
                    [](const NoticeMethod &method) -> const std::string & { return method.name; });
}
const NoticeMethod *Pack::notice_method(std::string_view name, std::string_view by, std::string_view option) const {
    for (const NoticeMethod &method : notice_methods) {
        const auto &options = method.options;
        if (method.name == name && (method.by.empty() || method.by == by) &&
            (options.empty() || std::find(options.begin(), options.end(), option) != options.end()))
            return &method;
    }
    return nullptr;
}

const Paper *Pack::paper(std::string_view name) const {
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const Paper &one) { return one.name == name; });
    return found == papers.end() ? nullptr : &*found;
}

const RetentionClass *Pack::retention_class(std::string_view data) const {
    return find_any(retention, data, [](const RetentionClass &kept) -> const std::string & { return kept.data; });
}
const RetentionClass *Pack::retention_from(RetentionStart start) const {
    for (const RetentionClass &kept : retention)
        if (kept.counts_from == start) return &kept;
    return nullptr;
}
const RetentionClass *Pack::retention_of_usage() const {
    for (const RetentionClass &kept : retention)
        if (kept.usage) return &kept;
    return nullptr;
}

const Checklist *Pack::checklist(std::string_view ask) const {
    return find_any(checklists, ask, [](const Checklist &list) -> const std::string & { return list.ask; });
}

void sort_pack(Pack &pack) {
    std::stable_sort(pack.checklists.begin(), pack.checklists.end(),
                     [](const Checklist &a, const Checklist &b) { return a.ask < b.ask; });
    sort_by_id(pack.provisions);
    sort_by_id(pack.parameters);
    sort_by_id(pack.readings);
    sort_by_id(pack.skus);
    for (Parameter &parameter : pack.parameters)
        std::stable_sort(parameter.values.begin(), parameter.values.end(),
                         [](const ParameterValue &a, const ParameterValue &b) { return a.from < b.from; });
}

} // namespace proviso
