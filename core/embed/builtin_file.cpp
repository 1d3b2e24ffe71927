#include "core/embed/builtin_file.h"

#include "core/base/file_system.h"
#include "core/embed/embedder.h"

#include <algorithm>
#include <charconv>

namespace likeness {
namespace {

constexpr std::string_view kIdStart = "builtin-";
constexpr std::string_view kNameStart = "likeness-builtin-";
constexpr std::string_view kNameEnd = ".safetensors";
/// What is computed from older files has changed since: they count as not there.
constexpr int kOldestVersion = 2;

/// The number a text consists of, without leading zeros; 0 if it is none.
int wholeNumber(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0 && text.front() != '0';
    return whole ? number : 0;
}

std::string fileName(int version) { return std::string(kNameStart) + std::to_string(version) + std::string(kNameEnd); }

int versionOfFile(const std::string& name)
{
    if (!name.starts_with(kNameStart) || !name.ends_with(kNameEnd)
        || name.size() < kNameStart.size() + kNameEnd.size()) {
        return 0;
    }
    return wholeNumber(
        std::string_view(name).substr(kNameStart.size(), name.size() - kNameStart.size() - kNameEnd.size()));
}

int newestVersion(const std::filesystem::path& folder)
{
    int newest = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        newest = std::max(newest, versionOfFile(entry.path().filename().string()));
    }
    return newest >= kOldestVersion ? newest : 0;
}

/// How many numbers a matrix [any, columns] makes. Errors: Corrupt.
Result<int> columnsOf(const SafetensorsFile& file, const std::string& name)
{
    const auto basis = file.tensor(name);
    if (!basis || basis->shape.size() != 2 || basis->shape[1] <= 0 || basis->shape[1] > 4096) {
        return fail(ErrorCode::Corrupt,
                    displayPath(file.path()) + ": lacks the matrix " + name + "; install Likeness again");
    }
    return static_cast<int>(basis->shape[1]);
}

Result<BuiltinKind> kindOf(const SafetensorsFile& file)
{
    const auto found = file.metadata().find("kind");
    const std::string kind = found != file.metadata().end() ? found->second : "";
    if (kind.empty()) {
        return BuiltinKind::Fisher;
    }
    if (kind == "residual network") {
        return BuiltinKind::Network;
    }
    if (kind == "Fisher vectors and residual network") {
        return BuiltinKind::FisherAndNetwork;
    }
    return fail(ErrorCode::Unsupported, displayPath(file.path()) + ": is a built-in model of the kind \"" + kind
                                            + "\", which this Likeness does not know; install a newer one");
}

Result<int> dimensionOf(const SafetensorsFile& file, BuiltinKind kind)
{
    if (kind != BuiltinKind::Fisher) {
        return columnsOf(file, kind == BuiltinKind::Network ? "whiten.basis" : "combine.basis");
    }
    const auto gradients = columnsOf(file, "sift.whiten_basis");
    const auto colours = gradients ? columnsOf(file, "colour.whiten_basis") : gradients;
    return colours ? Result<int>(*gradients + *colours) : colours;
}

} // namespace

std::string builtinId(int version) { return std::string(kIdStart) + std::to_string(version); }

int builtinVersion(const std::string& modelId)
{
    return modelId.starts_with(kIdStart) ? wholeNumber(std::string_view(modelId).substr(kIdStart.size())) : 0;
}

Result<BuiltinFile> BuiltinFile::find(const std::filesystem::path& folder, int version)
{
    const int wanted = version > 0 ? version : newestVersion(folder);
    if (wanted == 0) {
        return fail(ErrorCode::NotFound, displayPath(folder) + ": holds no " + fileName(kOldestVersion)
                                             + " or later; install Likeness again");
    }
    if (wanted < kOldestVersion) {
        return fail(ErrorCode::NotFound, "version " + std::to_string(wanted)
                                             + " of the built-in model is computed by older versions of Likeness only");
    }
    auto tensors = SafetensorsFile::open(folder / fileName(wanted));
    if (!tensors && tensors.error().code == ErrorCode::NotFound) {
        return fail(ErrorCode::NotFound, "version " + std::to_string(wanted)
                                             + " of the built-in model is not installed: there is no "
                                             + displayPath(folder / fileName(wanted)));
    }
    if (!tensors) {
        return tensors.failure();
    }
    const auto says = tensors->metadata().find("version");
    if (says == tensors->metadata().end() || wholeNumber(says->second) != wanted) {
        return fail(ErrorCode::Corrupt,
                    displayPath(tensors->path()) + ": is version "
                        + (says == tensors->metadata().end() ? std::string("unknown") : says->second)
                        + " by what it says itself, not the one in its name; install Likeness again");
    }
    const auto kind = kindOf(*tensors);
    if (!kind) {
        return kind.failure();
    }
    const auto dimension = dimensionOf(*tensors, *kind);
    if (!dimension) {
        return dimension.failure();
    }
    return BuiltinFile{std::move(*tensors), wanted, *kind, *dimension};
}

} // namespace likeness
