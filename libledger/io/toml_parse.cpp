// The only file that includes toml++. Its tree is copied into ours, so that no other file depends on it.
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "io/toml_reader.hpp"

namespace proviso {
namespace {

constexpr std::size_t dots_in_a_line = 1000;

TomlPlace place_of(const toml::source_region &region) { return {region.begin.line, region.begin.column}; }

template <class T> std::string printed(const T &value) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << value;
    return out.str();
}

/// Copies nodes. Depth is bounded: toml++ nests values at most 256 deep and a line's dots bound the rest.
class Copier {
  public:
    explicit Copier(const std::string &name) : name_(name) {}
    std::optional<Error> error;

    TomlNode copy(const toml::node &from) {
        TomlNode node;
        node.place = place_of(from.source());
        if (const auto *table = from.as_table()) {
            node.kind = TomlKind::table;
            for (const auto &[key, value] : *table)
                node.entries.push_back({std::string(key.str()), place_of(key.source()), copy(value)});
            std::stable_sort(node.entries.begin(), node.entries.end(), [](const TomlEntry &a, const TomlEntry &b) {
                return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
            });
            for (std::size_t i = 0; i < node.entries.size(); ++i) node.by_key.push_back(static_cast<std::uint32_t>(i));
            std::stable_sort(node.by_key.begin(), node.by_key.end(), [&](std::uint32_t a, std::uint32_t b) {
                return node.entries[a].key < node.entries[b].key;
            });
        } else if (const auto *list = from.as_array()) {
            node.kind = TomlKind::list;
            for (const toml::node &item : *list) node.items.push_back(copy(item));
        } else {
            scalar(from, node);
        }
        return node;
    }

  private:
    void scalar(const toml::node &from, TomlNode &node) {
        if (const auto *text = from.as_string()) {
            node.kind = TomlKind::text;
            node.text = text->get();
        } else if (const auto *integer = from.as_integer()) {
            node.kind = TomlKind::integer;
            node.integer = integer->get();
            node.text = std::to_string(node.integer);
        } else if (const auto *flag = from.as_boolean()) {
            node.kind = TomlKind::flag;
            node.flag = flag->get();
            node.text = node.flag ? "true" : "false";
        } else if (const auto *date = from.as_date()) {
            node.kind = TomlKind::date;
            node.day = day(date->get(), node.place);
            node.text = node.day.text();
        } else if (const auto *moment = from.as_date_time()) {
            node.kind = moment->get().offset ? TomlKind::instant : TomlKind::local_time;
            node.day = day(moment->get().date, node.place);
            node.text = printed(moment->get());
        } else if (const auto *time = from.as_time()) {
            node.kind = TomlKind::time;
            node.text = printed(time->get());
        } else {
            node.kind = TomlKind::real;
        }
    }

    Day day(const toml::date &date, TomlPlace place) {
        Result<Day> result = Day::of({date.year, date.month, date.day});
        if (result) return *result;
        if (!error) error = std::move(result).error().at(toml_where(name_, place));
        return {};
    }

    const std::string &name_;
};

Error syntax_error(const toml::parse_error &thrown, const std::string &name) {
    std::string what(thrown.description());
    for (char &c : what)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    Code code = Code::toml_syntax;
    std::string todo;
    if (what.find("cannot redefine") != std::string::npos) {
        code = Code::key_duplicate;
        todo = "keep one of them";
    } else if (what.find("day between 1 and") != std::string::npos ||
               what.find("month between 1 and") != std::string::npos) {
        code = Code::date_invalid;
        todo = "write a date that exists";
    } else if (what.find("UTF-8") != std::string::npos || what.find("utf-8") != std::string::npos) {
        code = Code::text_not_utf8;
        todo = "save the file as UTF-8";
    }
    return Error(code, std::move(what), std::move(todo), toml_where(name, place_of(thrown.source())));
}

/// Dotted keys nest a table per dot and toml++ walks tables by recursion: a bound on dots bounds the stack.
Result<void> check_dots(std::string_view bytes, const std::string &name) {
    std::size_t dots = 0;
    TomlPlace place;
    for (char c : bytes) {
        if (c == '\n') {
            ++place.line;
            dots = 0;
        } else if (c == '.' && ++dots > dots_in_a_line) {
            return Error(Code::input_too_large, "a line has more than 1,000 dots", "break the line",
                         toml_where(name, place));
        }
    }
    return {};
}

} // namespace

std::string toml_where(const std::string &name, TomlPlace place) {
    return name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

Result<TomlNode> parse_toml(std::string_view bytes, const std::string &name, std::size_t size_limit) {
    if (bytes.size() > size_limit)
        return Error(Code::input_too_large,
                     "the file has " + std::to_string(bytes.size()) + " bytes, more than " + std::to_string(size_limit),
                     "split it", name);
    PV_CHECK(check_dots(bytes, name));
    try {
        toml::table table = toml::parse(bytes, std::string_view(name));
        Copier copier(name);
        TomlNode root = copier.copy(table);
        if (copier.error) return std::move(*copier.error);
        return root;
    } catch (const toml::parse_error &thrown) { return syntax_error(thrown, name); } catch (const std::bad_alloc &) {
        return Error(Code::out_of_memory, {}, {}, name);
    } catch (const std::exception &thrown) { return Error(Code::toml_syntax, thrown.what(), {}, name); }
}

} // namespace proviso
