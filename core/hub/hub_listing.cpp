#include "core/hub/hub_listing.h"

#include "core/hub/checksum.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kFilesMax = 10'000; // real ones have dozens
constexpr std::size_t kNameMaxBytes = 150;
constexpr std::size_t kPathMaxBytes = 1'000;
/// The largest tokenizer.json that people use has 34 MB.
constexpr std::int64_t kTextMaxBytes = std::int64_t{256} << 20;
constexpr std::int64_t kTotalMaxBytes = std::int64_t{1} << 40;

constexpr std::string_view kSafetensors = ".safetensors";
constexpr std::string_view kIndex = ".safetensors.index.json";
/// Beside the weights, whichever layout they have.
constexpr std::array<std::string_view, 11> kCompanions{"preprocessor_config.json",
                                                       "processor_config.json",
                                                       "tokenizer.json",
                                                       "tokenizer_config.json",
                                                       "special_tokens_map.json",
                                                       "added_tokens.json",
                                                       "vocab.json",
                                                       "merges.txt",
                                                       "spiece.model",
                                                       "tokenizer.model",
                                                       "README.md"};

/// The part that "model-00002-of-00005.safetensors" is, and of how many; nullopt for other names.
std::optional<std::pair<int, int>> partOf(std::string_view name, std::string_view stem)
{
    if (!name.starts_with(stem) || !name.ends_with(kSafetensors) || name.size() <= stem.size() + kSafetensors.size()) {
        return std::nullopt;
    }
    name.remove_prefix(stem.size());
    name.remove_suffix(kSafetensors.size());
    constexpr std::string_view kOf = "-of-";
    const std::size_t of = name.find(kOf);
    if (!name.starts_with('-') || of == std::string_view::npos) {
        return std::nullopt;
    }
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
    };
    const auto part = number(name.substr(1, of - 1));
    const auto count = number(name.substr(of + kOf.size()));
    return part && count ? std::optional(std::pair(*part, *count)) : std::nullopt;
}

/// Paths from outside: none of a git repository is like this, so something is wrong with whoever sent it.
bool leadsOut(std::string_view path)
{
    if (path.empty() || path.size() > kPathMaxBytes || path.front() == '/'
        || std::any_of(path.begin(), path.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; })) {
        return true;
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view step = path.substr(begin, end - begin);
        if (step.empty() || step == "." || step == "..") {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

std::string textOf(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Large files lie outside git, whose own checksum is then that of a pointer to them.
std::string checksumOf(const Json& entry)
{
    const auto large = entry.find("lfs");
    if (large == entry.end() || !large->is_object()) {
        return textOf(entry, "blobId");
    }
    const std::string sum = textOf(*large, "sha256");
    return sum.empty() ? textOf(*large, "oid") : sum;
}

/// Errors: Corrupt.
Result<HubFile> fileOf(const Json& entry)
{
    HubFile file{textOf(entry, "rfilename"), -1, checksumOf(entry)};
    if (leadsOut(file.name)) {
        return fail(ErrorCode::Corrupt, "lists a file whose name cannot be one");
    }
    if (!file.checksum.empty() && !Checksum::isOne(file.checksum)) {
        return fail(ErrorCode::Corrupt, "lists " + file.name + " with a checksum that cannot be one");
    }
    if (const auto size = entry.find("size"); size != entry.end() && !size->is_null()) {
        // A float, a negative or a number beyond 64 bits is not `unsigned` here.
        if (!size->is_number_unsigned() || size->get<std::uint64_t>() > std::uint64_t{kHubFileMaxBytes}) {
            return fail(ErrorCode::Corrupt, "lists " + file.name + " with a size that cannot be");
        }
        file.sizeBytes = size->get<std::int64_t>();
    }
    return file;
}

using Files = std::vector<HubFile>;

constexpr std::string_view kConfig = "config.json";
constexpr std::string_view kWeights = "model";
constexpr std::string_view kOpenClipConfig = "open_clip_config.json";
constexpr std::string_view kOpenClipWeights = "open_clip_model";

bool isCompanion(std::string_view name)
{
    return std::find(kCompanions.begin(), kCompanions.end(), name) != kCompanions.end()
           || (isPlainFileName(name) && (name.starts_with("LICENSE") || name.starts_with("LICENCE")));
}

bool isWeights(std::string_view name, std::string_view stem)
{
    return name == std::string(stem).append(kSafetensors) || name == std::string(stem).append(kIndex)
           || partOf(name, stem);
}

const HubFile* named(const Files& files, std::string_view name)
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const HubFile& file) { return file.name == name; });
    return found == files.end() ? nullptr : &*found;
}

/// The weights called `stem`, in one file or in several with their index; empty when they are not all there.
Files weightsNamed(const Files& files, std::string_view stem)
{
    if (const HubFile* whole = named(files, std::string(stem).append(kSafetensors))) {
        return {*whole};
    }
    const HubFile* index = named(files, std::string(stem).append(kIndex));
    if (index == nullptr) {
        return {};
    }
    Files parts;
    int count = 0;
    for (const HubFile& file : files) {
        if (const auto part = partOf(file.name, stem)) {
            parts.push_back(file);
            count = part->second;
        }
    }
    if (parts.empty() || static_cast<int>(parts.size()) != count) {
        return {};
    }
    parts.push_back(*index);
    return parts;
}

/// Why a repository without weights we read has none.
Failure nothingToRead(const Files& files)
{
    const auto any = [&](std::string_view ending) {
        return std::any_of(files.begin(), files.end(),
                           [&](const HubFile& file) { return file.name.ends_with(ending); });
    };
    if (any(kSafetensors)) {
        return fail(ErrorCode::Unsupported, "has no model that Likeness can run; it needs a config.json that names a "
                                            "model_type and model.safetensors, or open_clip_config.json and "
                                            "open_clip_model.safetensors");
    }
    if (any(".bin") || any(".pt") || any(".pth")) {
        return fail(ErrorCode::Unsupported, "has its weights only as PyTorch files, which may run programs when they "
                                            "are opened; look for a copy of the model with .safetensors files");
    }
    return fail(ErrorCode::Unsupported, "has no weights as .safetensors files");
}

/// Configuration and weights of a layout; empty when they are not all there.
Files coreOf(const Files& files, HubLayout layout)
{
    const bool isOpenClip = layout == HubLayout::OpenClip;
    const HubFile* config = named(files, isOpenClip ? kOpenClipConfig : kConfig);
    Files core = weightsNamed(files, isOpenClip ? kOpenClipWeights : kWeights);
    if (config == nullptr || core.empty()) {
        return {};
    }
    core.push_back(*config);
    return core;
}

} // namespace

bool isPlainFileName(std::string_view name)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
               || c == '.';
    };
    return !name.empty() && name.size() <= kNameMaxBytes && name.front() != '.'
           && std::all_of(name.begin(), name.end(), isPlain);
}

bool isModelFileName(std::string_view name)
{
    return name == kConfig || name == kOpenClipConfig || isCompanion(name) || isWeights(name, kWeights)
           || isWeights(name, kOpenClipWeights);
}

Result<HubListing> readListing(std::string_view json)
{
    const Json whole = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    const auto siblings = whole.is_object() ? whole.find("siblings") : whole.end();
    HubListing listing;
    listing.revision = whole.is_object() ? textOf(whole, "sha") : "";
    if (!whole.is_object() || siblings == whole.end() || !siblings->is_array() || listing.revision.size() != 40
        || !Checksum::isOne(listing.revision)) {
        return fail(ErrorCode::Corrupt, "does not answer as a model hub does; if this network has a login page, open "
                                        "it in a browser first");
    }
    if (siblings->size() > kFilesMax) {
        return fail(ErrorCode::Corrupt,
                    "lists " + std::to_string(siblings->size()) + " files, which is more than any model has");
    }
    // false, or how access is given: "auto", "manual".
    const auto gated = whole.find("gated");
    listing.gated = gated != whole.end() && (gated->is_string() || (gated->is_boolean() && gated->get<bool>()));
    Files files;
    std::set<std::string> names;
    for (const Json& entry : *siblings) {
        auto file = entry.is_object() ? fileOf(entry) : fail(ErrorCode::Corrupt, "lists something that is no file");
        if (!file) {
            return file.failure();
        }
        if (!names.insert(file->name).second) {
            return fail(ErrorCode::Corrupt, "lists " + file->name + " twice");
        }
        files.push_back(std::move(*file));
    }
    listing.files = std::move(files);
    return listing;
}

std::string modelTypeOf(std::string_view configJson)
{
    const Json config = Json::parse(configJson, nullptr, /*allow_exceptions=*/false);
    return config.is_object() ? textOf(config, "model_type") : std::string();
}

bool offers(const HubListing& listing, HubLayout layout) { return !coreOf(listing.files, layout).empty(); }

Result<std::vector<HubFile>> chooseFiles(const HubListing& listing, HubLayout layout)
{
    Files chosen = coreOf(listing.files, layout);
    if (chosen.empty()) {
        return nothingToRead(listing.files);
    }
    std::copy_if(listing.files.begin(), listing.files.end(), std::back_inserter(chosen),
                 [](const HubFile& file) { return isCompanion(file.name); });
    std::int64_t total = 0;
    for (const HubFile& file : chosen) {
        total += std::max<std::int64_t>(0, file.sizeBytes);
        if (total > kTotalMaxBytes || (file.sizeBytes > kTextMaxBytes && !file.name.ends_with(kSafetensors))) {
            return fail(ErrorCode::Corrupt, "lists " + file.name + " with a size that cannot be");
        }
    }
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const HubFile& a, const HubFile& b) { return a.sizeBytes < b.sizeBytes; });
    return chosen;
}

} // namespace likeness
