// Inside io/: reads the tables of a pack file and remembers where each part stands.
#pragma once

#include <map>
#include <string>

#include "core/pack/pack.hpp"
#include "io/toml_reader.hpp"

namespace proviso {

/// Part ("reading:R-SS-10", as in PackFinding) -> its first place.
using PackPlaces = std::map<std::string, TomlPlace, std::less<>>;

/// Fills a pack from the file's tree; what is wrong goes to `errors`.
[[nodiscard]] Pack read_pack_form(const TomlNode &root, TomlErrors &errors, PackPlaces &places);
/// The parameters of one group: [parameters.<group>].
void read_parameter_group(TomlTable &group, const std::string &prefix, TomlErrors &errors, Pack &pack,
                          PackPlaces &places);

/// The values that an option of a reading gives to parameters, which were read before.
void read_supplied_values(TomlTable &form, const std::string &reading, const std::string &option, Pack &pack);

/// One [[checklist]] with its facts and checks; one [[duty]].
void read_checklist(TomlTable &form, Pack &pack, PackPlaces &places);
void read_duty(TomlTable &form, Pack &pack, PackPlaces &places);

} // namespace proviso
