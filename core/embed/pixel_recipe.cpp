#include "core/embed/pixel_recipe.h"

#include "core/base/file_system.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kConfigMaxBytes = 1 << 20;
constexpr int kSizeMaxPx = 2048;

/// What transformers' classes do where the file is silent.
struct Processor {
    const char* name; ///< how the class names begin
    bool integerIsShortEdge;
    bool crops;
    bool inFloats;
    PilFilter filter;
};

constexpr Processor kProcessors[] = {
    {"CLIPImageProcessor", true, true, false, PilFilter::Bicubic},
    {"CLIPFeatureExtractor", true, true, false, PilFilter::Bicubic},
    {"BitImageProcessor", true, true, false, PilFilter::Bicubic},
    {"SiglipImageProcessor", false, false, false, PilFilter::Bicubic},
    {"DINOv3ViTImageProcessor", false, false, true, PilFilter::Bilinear},
};

/// Steps and sizes of other processors; a file that asks for one of them is not understood in full.
constexpr const char* kForeignFields[]
    = {"max_num_patches",   "patch_size",     "pad_size", "size_divisor",      "crop_pct",
       "crop_margin_ratio", "rescale_offset", "offset",   "keep_aspect_ratio", "ensure_multiple_of"};
constexpr const char* kKnownSteps[] = {"do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb"};

/// Takes fields out of the JSON and keeps the first thing that is wrong with them. A field that is null counts as
/// absent.
class Fields {
public:
    Fields(std::string place, const Json& json)
        : m_place(std::move(place))
        , m_json(json)
    {
    }

    const Json* find(const char* name) const
    {
        const auto found = m_json.find(name);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }

    bool flag(const char* name, bool otherwise)
    {
        const Json* field = find(name);
        if (field != nullptr && !field->is_boolean()) {
            complain(ErrorCode::Corrupt, name, "must be true or false");
        }
        return field != nullptr && field->is_boolean() ? field->get<bool>() : otherwise;
    }

    std::string text(const char* name, const char* otherwise)
    {
        const Json* field = find(name);
        if (field != nullptr && !field->is_string()) {
            complain(ErrorCode::Corrupt, name, "must be a text");
        }
        return field != nullptr && field->is_string() ? field->get<std::string>() : otherwise;
    }

    double number(const char* name, double otherwise)
    {
        const Json* field = find(name);
        const double value = field == nullptr ? otherwise : field->is_number() ? field->get<double>() : -1;
        if (!(value >= 1e-6 && value <= 1e6)) {
            complain(ErrorCode::Corrupt, name, "must be a positive number");
        }
        return value;
    }

    std::array<double, 3> triple(const char* name, bool positive)
    {
        std::array<double, 3> values = {1, 1, 1};
        const Json* field = find(name);
        bool fits = field != nullptr && field->is_array() && field->size() == 3;
        for (std::size_t i = 0; fits && i < 3; ++i) {
            const Json& item = (*field)[i];
            fits = item.is_number() && std::abs(item.get<double>()) < 1000 && (!positive || item.get<double>() > 1e-6);
            values[i] = fits ? item.get<double>() : 1;
        }
        if (!fits) {
            complain(ErrorCode::Corrupt, name,
                     field == nullptr ? "is missing"
                     : positive       ? "must be three positive numbers"
                                      : "must be three numbers");
        }
        return values;
    }

    /// A number of pixels; `name` is only for the complaint.
    int pixels(const char* name, const Json& value)
    {
        if (!value.is_number_integer() || value < 1 || value > kSizeMaxPx) {
            complain(ErrorCode::Corrupt, name, "must be whole pixels from 1 to " + std::to_string(kSizeMaxPx));
            return 1;
        }
        return value.get<int>();
    }

    void complain(ErrorCode code, const std::string& name, const std::string& problem)
    {
        if (!m_problem) {
            m_problem = fail(code, m_place + ": \"" + name + "\" " + problem);
        }
    }

    const std::optional<Failure>& problem() const { return m_problem; }

private:
    std::string m_place;
    const Json& m_json;
    std::optional<Failure> m_problem;
};

struct Edges {
    int width = 0;
    int height = 0;
    bool isShortEdge = false;
};

/// {"height": h, "width": w}, {"shortest_edge": s} or, in old files, a number.
Edges readEdges(Fields& fields, const char* name, bool integerIsShortEdge)
{
    const Json* field = fields.find(name);
    if (field == nullptr) {
        fields.complain(ErrorCode::Corrupt, name, "is missing");
        return {};
    }
    if (!field->is_object()) {
        const int edge = fields.pixels(name, *field);
        return {edge, edge, integerIsShortEdge};
    }
    Json given = Json::object(); // what is not null
    for (const auto& [key, value] : field->items()) {
        if (!value.is_null()) {
            given[key] = value;
        }
    }
    if (given.size() == 1 && given.contains("shortest_edge")) {
        const int edge = fields.pixels(name, given["shortest_edge"]);
        return {edge, edge, true};
    }
    if (given.size() == 2 && given.contains("height") && given.contains("width")) {
        return {fields.pixels(name, given["width"]), fields.pixels(name, given["height"]), false};
    }
    for (const char* other : {"longest_edge", "max_height", "max_width"}) {
        if (given.contains(other)) {
            fields.complain(ErrorCode::Unsupported, name,
                            std::string("asks for a ") + other + ", which Likeness does not do");
        }
    }
    fields.complain(ErrorCode::Corrupt, name, "must have a \"shortest_edge\", or a \"height\" and a \"width\"");
    return {};
}

const Processor* processorNamed(const std::string& name)
{
    for (const Processor& processor : kProcessors) {
        if (name == processor.name || name == std::string(processor.name) + "Fast") {
            return &processor;
        }
    }
    return nullptr;
}

void refuseForeignSteps(Fields& fields, const Json& json)
{
    for (const auto& [name, value] : json.items()) {
        const bool known = std::ranges::find(kKnownSteps, name) != std::end(kKnownSteps);
        if (!known && name.starts_with("do_") && value.is_boolean() && value.get<bool>()) {
            fields.complain(ErrorCode::Unsupported, name, "is a step that Likeness does not do");
        }
    }
    for (const char* name : kForeignFields) {
        if (const Json* field = fields.find(name); field != nullptr && *field != false && *field != 0) {
            fields.complain(ErrorCode::Unsupported, name, "asks for something that Likeness does not do");
        }
    }
}

PilFilter readFilter(Fields& fields, const Processor* processor)
{
    const Json* field = fields.find("resample");
    if (field == nullptr && processor != nullptr) {
        return processor->filter;
    }
    if (field == nullptr) {
        fields.complain(ErrorCode::Corrupt, "resample", "is missing");
    } else if (!field->is_number_integer()) {
        fields.complain(ErrorCode::Corrupt, "resample", "must be the number of one of Pillow's filters");
    } else if (*field < 0 || *field > 3) {
        fields.complain(ErrorCode::Unsupported, "resample",
                        "is " + field->dump()
                            + "; Likeness has nearest (0), lanczos (1), bilinear (2) and bicubic (3)");
    } else {
        return static_cast<PilFilter>(field->get<int>());
    }
    return PilFilter::Bicubic;
}

/// transformers' preprocessor_config.json.
Result<PixelRecipe> readTransformers(const std::string& place, const Json& json)
{
    Fields fields(place, json);
    const std::string className
        = fields.text("image_processor_type", fields.text("feature_extractor_type", "").c_str());
    const Processor* processor = processorNamed(className);
    if (processor == nullptr && !className.empty()) {
        fields.complain(ErrorCode::Unsupported, "image_processor_type",
                        "is " + className + ", which Likeness does not know");
    }
    refuseForeignSteps(fields, json);
    if (!fields.flag("do_resize", true)) {
        fields.complain(ErrorCode::Unsupported, "do_resize", "is false: pictures would keep their many sizes");
    }
    PixelRecipe recipe;
    const bool integerIsShortEdge
        = !fields.flag("default_to_square", processor != nullptr && !processor->integerIsShortEdge);
    const Edges fit = readEdges(fields, "size", integerIsShortEdge);
    recipe.fit = fit.isShortEdge ? PixelRecipe::Fit::ShortEdge : PixelRecipe::Fit::Squash;
    recipe.fitWidth = fit.width;
    recipe.fitHeight = fit.height;
    recipe.filter = readFilter(fields, processor);
    recipe.inFloats = processor != nullptr && processor->inFloats;
    if (recipe.inFloats && recipe.filter == PilFilter::Lanczos) {
        fields.complain(ErrorCode::Unsupported, "resample", "is 1 (lanczos), which this processor cannot do");
    }
    const bool crops = processor != nullptr ? processor->crops : fields.find("crop_size") != nullptr;
    const Edges crop
        = fields.flag("do_center_crop", crops) ? readEdges(fields, "crop_size", /*integerIsShortEdge=*/false) : fit;
    recipe.cropWidth = crop.width;
    recipe.cropHeight = crop.height;
    if (crop.width > fit.width || crop.height > fit.height) {
        fields.complain(ErrorCode::Unsupported, "crop_size", "is larger than \"size\"; Likeness does not pad");
    } else if (crop.isShortEdge) {
        fields.complain(ErrorCode::Unsupported, "do_center_crop", "is off: pictures would keep their many shapes");
    }
    recipe.rescaleFactor = fields.number("rescale_factor", 1.0 / 255);
    if (!fields.flag("do_rescale", true)) {
        recipe.rescaleFactor = 1;
    }
    if (fields.flag("do_normalize", true)) {
        recipe.mean = fields.triple("image_mean", /*positive=*/false);
        recipe.deviation = fields.triple("image_std", /*positive=*/true);
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return recipe;
}

/// open_clip_config.json. What open_clip does differently: the size is the model's ("image_size") whatever the
/// preprocessing says, the middle is rounded as torchvision rounds it, and a picture may be padded ("longest").
Result<PixelRecipe> readOpenClip(const std::string& place, const Json& json)
{
    const Json* model = json.contains("model_cfg") ? &json["model_cfg"] : nullptr;
    const Json* vision
        = model != nullptr && model->is_object() && model->contains("vision_cfg") ? &(*model)["vision_cfg"] : nullptr;
    const Json* preprocess = json.contains("preprocess_cfg") ? &json["preprocess_cfg"] : nullptr;
    if (vision == nullptr || !vision->is_object() || preprocess == nullptr || !preprocess->is_object()) {
        return fail(ErrorCode::Corrupt, place + ": \"model_cfg.vision_cfg\" and \"preprocess_cfg\" must be there");
    }
    Fields fields(place, *preprocess);
    Json size = vision->contains("image_size") ? (*vision)["image_size"]
                : preprocess->contains("size") ? (*preprocess)["size"]
                                               : Json(224);
    if (size.is_array() && size.size() == 3) {
        size.erase(0); // channels, height, width
    }
    PixelRecipe recipe;
    const bool isPair = size.is_array() && size.size() == 2;
    recipe.fitHeight = recipe.cropHeight = fields.pixels("size", isPair ? size[0] : size);
    recipe.fitWidth = recipe.cropWidth = fields.pixels("size", isPair ? size[1] : size);
    recipe.evenMiddle = true;

    const std::string mode = fields.text("resize_mode", "shortest");
    if (mode == "squash") {
        recipe.fit = PixelRecipe::Fit::Squash;
    } else if (mode == "longest") {
        recipe.fit = PixelRecipe::Fit::LongEdge;
    } else if (mode != "shortest") {
        fields.complain(ErrorCode::Unsupported, "resize_mode",
                        "is " + mode + "; Likeness has shortest, longest and squash");
    } else if (recipe.fitWidth != recipe.fitHeight) {
        fields.complain(ErrorCode::Unsupported, "resize_mode", "is shortest for a size that is not square");
    }
    const std::string interpolation = fields.text("interpolation", "bicubic");
    if (interpolation == "bilinear") {
        recipe.filter = PilFilter::Bilinear;
    } else if (interpolation != "bicubic" && interpolation != "random") { // "random" is for training, else bicubic
        fields.complain(ErrorCode::Unsupported, "interpolation",
                        "is " + interpolation + "; Likeness has bicubic and bilinear");
    }
    if (fields.text("mode", "RGB") != "RGB") {
        fields.complain(ErrorCode::Unsupported, "mode", "is " + fields.text("mode", "") + "; Likeness has RGB");
    }
    if (const Json* fill = fields.find("fill_color"); fill != nullptr) {
        const bool fits = fill->is_number_integer() && *fill >= 0 && *fill <= 255;
        recipe.fillLevel = fits ? fill->get<int>() : 0;
        if (!fits) {
            fields.complain(ErrorCode::Corrupt, "fill_color", "must be a whole number from 0 to 255");
        }
    }
    recipe.rescaleFactor = 1.0 / 255;
    recipe.mean = fields.triple("mean", /*positive=*/false);
    recipe.deviation = fields.triple("std", /*positive=*/true);
    if (fields.problem()) {
        return *fields.problem();
    }
    return recipe;
}

Result<Json> readJson(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kConfigMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    const char* text = reinterpret_cast<const char*>(bytes->data());
    Json json = Json::parse(text, text + bytes->size(), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": not a JSON object; fetch the file again");
    }
    return json;
}

/// Where the part begins; negative halves cannot occur.
int middle(int whole, int part, bool even)
{
    const int rest = whole - part;
    return rest / 2 + (even && rest % 4 == 3 ? 1 : 0);
}

/// One value for each level and channel: 768 of them are computed instead of 150,528.
using Values = std::array<std::array<float, 256>, 3>;

Values valuesOf(const PixelRecipe& recipe)
{
    Values values;
    for (std::size_t c = 0; c < 3; ++c) {
        for (int level = 0; level < 256; ++level) {
            const auto scaled = static_cast<float>(level * recipe.rescaleFactor);
            values[c][static_cast<std::size_t>(level)]
                = (scaled - static_cast<float>(recipe.mean[c])) / static_cast<float>(recipe.deviation[c]);
        }
    }
    return values;
}

} // namespace

Result<PixelRecipe> PixelRecipe::read(const std::filesystem::path& folder)
{
    std::filesystem::path path = folder / "preprocessor_config.json";
    auto json = readJson(path);
    if (json) {
        return readTransformers(displayPath(path), *json);
    }
    if (json.error().code != ErrorCode::NotFound) {
        return json.failure();
    }
    path = folder / "processor_config.json";
    json = readJson(path);
    if (json && json->contains("image_processor") && (*json)["image_processor"].is_object()) {
        return readTransformers(displayPath(path), (*json)["image_processor"]);
    }
    if (!json && json.error().code != ErrorCode::NotFound) {
        return json.failure();
    }
    path = folder / "open_clip_config.json";
    json = readJson(path);
    if (json) {
        return readOpenClip(displayPath(path), *json);
    }
    if (json.error().code != ErrorCode::NotFound) {
        return json.failure();
    }
    return fail(ErrorCode::NotFound,
                displayPath(folder)
                    + ": no preprocessor_config.json, which says how the model wants its pictures; fetch it too");
}

std::string PixelRecipe::recipe() const
{
    constexpr const char* kFits[] = {"squash", "short edge", "long edge"};
    constexpr const char* kFilters[] = {"nearest", "lanczos", "bilinear", "bicubic"};
    char line[600];
    std::snprintf(line, sizeof line,
                  "pixels 1: %s %dx%d, %s in %s, middle %dx%d rounded %s, fill %d, times %.17g, mean %.9g %.9g %.9g, "
                  "std %.9g %.9g %.9g",
                  kFits[static_cast<int>(fit)], fitWidth, fitHeight, kFilters[static_cast<int>(filter)],
                  inFloats ? "floats" : "levels", cropWidth, cropHeight, evenMiddle ? "to even" : "down", fillLevel,
                  rescaleFactor, mean[0], mean[1], mean[2], deviation[0], deviation[1], deviation[2]);
    return line;
}

int PixelRecipe::shortEdgePx() const { return std::max(fitWidth, fitHeight); }

ResizedCrop PixelRecipe::placement(int imageWidth, int imageHeight) const
{
    ResizedCrop crop{fitWidth, fitHeight, 0, 0, cropWidth, cropHeight};
    if (fit == Fit::LongEdge) {
        // Half to even, as Python rounds; where Python would come to no pixels at all, one is left.
        const double ratio
            = std::max(static_cast<double>(imageWidth) / fitWidth, static_cast<double>(imageHeight) / fitHeight);
        crop.width = std::max(1, static_cast<int>(std::lrint(imageWidth / ratio)));
        crop.height = std::max(1, static_cast<int>(std::lrint(imageHeight / ratio)));
        return {crop.width, crop.height, 0, 0, crop.width, crop.height};
    }
    if (fit == Fit::ShortEdge && imageWidth < imageHeight) {
        crop.height = static_cast<int>(std::int64_t{fitHeight} * imageHeight / imageWidth);
    } else if (fit == Fit::ShortEdge) {
        crop.width = static_cast<int>(std::int64_t{fitWidth} * imageWidth / imageHeight);
    }
    crop.left = middle(crop.width, cropWidth, evenMiddle);
    crop.top = middle(crop.height, cropHeight, evenMiddle);
    return crop;
}

Result<ModelInput> prepare(const Image& image, const PixelRecipe& recipe)
{
    if (image.empty() || image.width <= 0 || image.height <= 0) {
        return fail(ErrorCode::InvalidInput, "cannot prepare an empty image for the model");
    }
    const ResizedCrop crop = recipe.placement(image.width, image.height);
    const auto area = static_cast<std::size_t>(recipe.cropWidth) * static_cast<std::size_t>(recipe.cropHeight);
    const std::size_t sampleCount
        = 3 * static_cast<std::size_t>(crop.cropWidth) * static_cast<std::size_t>(crop.cropHeight);
    ModelInput input{std::vector<float>(3 * area), recipe.cropWidth, recipe.cropHeight};
    if (recipe.inFloats) {
        thread_local std::vector<float> samples;
        samples.resize(sampleCount);
        floatResize(image, crop, recipe.filter, samples);
        const auto factor = static_cast<float>(recipe.rescaleFactor);
        for (std::size_t c = 0; c < 3; ++c) {
            const auto mean = static_cast<float>(recipe.mean[c]);
            const auto deviation = static_cast<float>(recipe.deviation[c]);
            for (std::size_t i = 0; i < area; ++i) {
                input.values[c * area + i] = (samples[3 * i + c] * factor - mean) / deviation;
            }
        }
        return input;
    }
    thread_local std::vector<std::uint8_t> samples;
    samples.resize(sampleCount);
    pilResize(image, crop, recipe.filter, samples);
    const Values values = valuesOf(recipe);
    // Only "longest" leaves a rest; the odd pixel of it is on the right and below.
    const int left = (recipe.cropWidth - crop.cropWidth) / 2;
    const int top = (recipe.cropHeight - crop.cropHeight) / 2;
    for (std::size_t c = 0; c < 3; ++c) {
        float* const plane = input.values.data() + c * area;
        if (sampleCount < 3 * area) {
            std::fill(plane, plane + area, values[c][static_cast<std::size_t>(recipe.fillLevel)]);
        }
        const std::uint8_t* from = samples.data() + c;
        for (int y = 0; y < crop.cropHeight; ++y) {
            float* to = plane + static_cast<std::size_t>(y + top) * static_cast<std::size_t>(recipe.cropWidth) + left;
            for (int x = 0; x < crop.cropWidth; ++x, from += 3) {
                to[x] = values[c][*from];
            }
        }
    }
    return input;
}

} // namespace likeness
