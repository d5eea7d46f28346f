#include "core/pack/pack.hpp"

namespace proviso {
namespace {

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    for (char c : text) {
        if (c == ' ' || c == ',' || c == '\t') {
            if (!part.empty()) parts.push_back(std::move(part));
            part.clear();
        } else {
            part += c;
        }
    }
    if (!part.empty()) parts.push_back(std::move(part));
    return parts;
}

Error wrong_form(const Parameter &parameter, std::string_view text, std::string_view todo) {
    return Error(Code::parameter_type, parameter.id + " cannot be '" + std::string(text) + "'", std::string(todo), {},
                 parameter.clause);
}

} // namespace

ParameterForm parameter_form(std::string_view unit) {
    if (unit == "text") return ParameterForm::text;
    if (unit == "list") return ParameterForm::list;
    if (unit == "flag") return ParameterForm::flag;
    return ParameterForm::number;
}

Result<ParameterValue> parse_parameter_value(const Parameter &parameter, std::string_view text) {
    ParameterValue value;
    value.text = std::string(text);
    value.clause = parameter.clause;
    switch (parameter_form(parameter.unit)) {
    case ParameterForm::text:
        if (text.empty()) return wrong_form(parameter, text, "write a text that is not empty");
        value.data = std::string(text);
        return value;
    case ParameterForm::list: {
        std::vector<std::string> parts = split(text);
        if (parts.empty()) return wrong_form(parameter, text, "write at least one entry");
        value.data = std::move(parts);
        return value;
    }
    case ParameterForm::flag:
        if (text != "yes" && text != "no" && text != "true" && text != "false")
            return wrong_form(parameter, text, "write yes or no");
        value.data = text == "yes" || text == "true";
        return value;
    case ParameterForm::number:
        break;
    }
    Result<Ratio> number = Ratio::parse(text);
    if (!number)
        return wrong_form(parameter, text, "write a number such as 30, 0.015 or 1/120 (" + parameter.unit + ")");
    value.data = *number;
    return value;
}

} // namespace proviso
