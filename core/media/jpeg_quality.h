#pragma once

#include <filesystem>
#include <optional>

namespace likeness {

/// How strongly a JPEG was compressed, on the scale of libjpeg (1..100), from its quantisation table for brightness;
/// reads no more than the headers. Programs with tables of their own get the number of the IJG table that is nearest
/// on average. Absent for other files and those that cannot be read.
/// Source: ITU-T T.81, Annex K, table K.1; the scaling is that of libjpeg's jpeg_quality_scaling.
/// Thread: any.
std::optional<int> jpegQualityOf(const std::filesystem::path& file);

} // namespace likeness
