#include "core/money/amount.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

// ISO 4217, list one, as of January 2026. Units of account without a minor unit (gold, special drawing rights, test and
// "no currency" codes) are not listed: no amount in them can be kept.
namespace proviso {
namespace {
constexpr std::string_view no_decimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY "
    "COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
    "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR "
    "MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view four_decimals = "CLF UYW";

/// Each list holds sorted codes of three letters with one space between them.
constexpr std::size_t count_in(std::string_view list) { return (list.size() + 1) / 4; }

bool lists(std::string_view list, std::string_view code) {
    std::size_t low = 0, high = count_in(list);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const std::string_view entry = list.substr(middle * 4, 3);
        if (entry == code) return true;
        if (entry < code)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
} // namespace

Result<Currency> currency_from_code(std::string_view code) {
    constexpr std::array lists_by_exponent{no_decimals, std::string_view{}, two_decimals, three_decimals,
                                           four_decimals};
    if (code.size() == 3)
        for (std::size_t exponent = 0; exponent < lists_by_exponent.size(); ++exponent)
            if (lists(lists_by_exponent[exponent], code))
                return Currency{{code[0], code[1], code[2]}, static_cast<std::uint8_t>(exponent)};
    return Error(Code::money_currency_unknown, "the currency is not in the table",
                 "use an ISO 4217 code in capitals, such as USD");
}

} // namespace proviso
