#include "core/embed/pixel_recipe.h"

#include "core/base/file_system.h"
#include "core/embed/json_fields.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr int kSizeMaxPx = 2048;

/// What transformers' classes do where the file is silent.
struct Processor {
    const char* name; ///< also followed by "Fast" or "Pil", the same in another library
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

/// A field that is there and not null.
const Json* fieldOf(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::array<double, 3> readTriple(JsonFields& fields, const Json& json, const char* name, bool positive)
{
    std::array<double, 3> values = {1, 1, 1};
    const Json* field = fieldOf(json, name);
    bool fits = field != nullptr && field->is_array() && field->size() == 3;
    for (std::size_t i = 0; fits && i < 3; ++i) {
        const Json& item = (*field)[i];
        fits = item.is_number() && std::abs(item.get<double>()) < 1000 && (!positive || item.get<double>() > 1e-6);
        values[i] = fits ? item.get<double>() : 1;
    }
    if (!fits) {
        fields.complain(name, field == nullptr ? "is missing"
                              : positive       ? "must be three positive numbers"
                                               : "must be three numbers");
    }
    return values;
}

/// A text of the file as it may stand in a message: short and on one line.
std::string shown(const std::string& text)
{
    return Json(text.substr(0, 60)).dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
}

/// A number of pixels; `name` is only for the complaint.
int readPixels(JsonFields& fields, const char* name, const Json& value)
{
    if (!value.is_number_integer() || value < 1 || value > kSizeMaxPx) {
        fields.complain(name, "must be whole pixels from 1 to " + std::to_string(kSizeMaxPx));
        return 1;
    }
    return value.get<int>();
}

struct Edges {
    int width = 0;
    int height = 0;
    bool isShortEdge = false;
};

/// {"height": h, "width": w}, {"shortest_edge": s} or, in old files, a number.
Edges readEdges(JsonFields& fields, const Json& json, const char* name, bool integerIsShortEdge)
{
    const Json* field = fieldOf(json, name);
    if (field == nullptr) {
        fields.complain(name, "is missing");
        return {};
    }
    if (!field->is_object()) {
        const int edge = readPixels(fields, name, *field);
        return {edge, edge, integerIsShortEdge};
    }
    Json given = Json::object(); // what is not null
    for (const auto& [key, value] : field->items()) {
        if (!value.is_null()) {
            given[key] = value;
        }
    }
    if (given.size() == 1 && given.contains("shortest_edge")) {
        const int edge = readPixels(fields, name, given["shortest_edge"]);
        return {edge, edge, true};
    }
    if (given.size() == 2 && given.contains("height") && given.contains("width")) {
        return {readPixels(fields, name, given["width"]), readPixels(fields, name, given["height"]), false};
    }
    for (const char* other : {"longest_edge", "max_height", "max_width"}) {
        if (given.contains(other)) {
            fields.complain(name, std::string("asks for a ") + other + ", which Likeness does not do",
                            ErrorCode::Unsupported);
        }
    }
    fields.complain(name, "must have a \"shortest_edge\", or a \"height\" and a \"width\"");
    return {};
}

const Processor* processorNamed(const std::string& name)
{
    for (const Processor& processor : kProcessors) {
        for (const char* ending : {"", "Fast", "Pil"}) {
            if (name == std::string(processor.name) + ending) {
                return &processor;
            }
        }
    }
    return nullptr;
}

void refuseForeignSteps(JsonFields& fields, const Json& json)
{
    for (const auto& [name, value] : json.items()) {
        const bool known = std::ranges::find(kKnownSteps, name) != std::end(kKnownSteps);
        if (!known && name.starts_with("do_") && value.is_boolean() && value.get<bool>()) {
            fields.complain(name, "is a step that Likeness does not do", ErrorCode::Unsupported);
        }
    }
    for (const char* name : kForeignFields) {
        if (const Json* field = fieldOf(json, name); field != nullptr && *field != false && *field != 0) {
            fields.complain(name, "asks for something that Likeness does not do", ErrorCode::Unsupported);
        }
    }
}

PilFilter readFilter(JsonFields& fields, const Json& json, const Processor* processor)
{
    const Json* field = fieldOf(json, "resample");
    if (field == nullptr && processor != nullptr) {
        return processor->filter;
    }
    if (field == nullptr) {
        fields.complain("resample", "is missing");
    } else if (!field->is_number_integer()) {
        fields.complain("resample", "must be the number of one of Pillow's filters");
    } else if (*field < 0 || *field > 3) {
        fields.complain("resample",
                        "is " + field->dump() + "; Likeness has nearest (0), lanczos (1), bilinear (2) and bicubic (3)",
                        ErrorCode::Unsupported);
    } else {
        return static_cast<PilFilter>(field->get<int>());
    }
    return PilFilter::Bicubic;
}

/// transformers' preprocessor_config.json.
Result<PixelRecipe> readTransformers(const std::string& place, const Json& json)
{
    JsonFields fields(place, {&json});
    const std::string className
        = fields.text("image_processor_type", fields.text("feature_extractor_type", "").c_str());
    const Processor* processor = processorNamed(className);
    if (processor == nullptr && !className.empty()) {
        fields.complain("image_processor_type", "is " + shown(className) + ", which Likeness does not know",
                        ErrorCode::Unsupported);
    }
    refuseForeignSteps(fields, json);
    if (!fields.flag("do_resize", true)) {
        fields.complain("do_resize", "is false: pictures would keep their many sizes", ErrorCode::Unsupported);
    }
    PixelRecipe recipe;
    const bool integerIsShortEdge
        = !fields.flag("default_to_square", processor != nullptr && !processor->integerIsShortEdge);
    const Edges fit = readEdges(fields, json, "size", integerIsShortEdge);
    recipe.fit = fit.isShortEdge ? PixelRecipe::Fit::ShortEdge : PixelRecipe::Fit::Squash;
    recipe.fitWidth = fit.width;
    recipe.fitHeight = fit.height;
    recipe.filter = readFilter(fields, json, processor);
    recipe.inFloats = processor != nullptr && processor->inFloats;
    if (recipe.inFloats && recipe.filter == PilFilter::Lanczos) {
        fields.complain("resample", "is 1 (lanczos), which this processor cannot do", ErrorCode::Unsupported);
    }
    Edges crop = fit;
    if (fields.flag("do_center_crop",
                    processor != nullptr ? processor->crops : fieldOf(json, "crop_size") != nullptr)) {
        crop = readEdges(fields, json, "crop_size", /*integerIsShortEdge=*/false);
        if (crop.isShortEdge) {
            fields.complain("crop_size", "must have a \"height\" and a \"width\"");
        }
    } else if (fit.isShortEdge) {
        fields.complain("do_center_crop", "is off: pictures would keep their many shapes", ErrorCode::Unsupported);
    }
    recipe.cropWidth = crop.width;
    recipe.cropHeight = crop.height;
    if (crop.width > fit.width || crop.height > fit.height) {
        fields.complain("crop_size", "is larger than \"size\"; Likeness does not pad", ErrorCode::Unsupported);
    }
    recipe.rescaleFactor = fields.number("rescale_factor", 1.0 / 255, 1e-6, 1e6);
    if (!fields.flag("do_rescale", true)) {
        recipe.rescaleFactor = 1;
    }
    if (fields.flag("do_normalize", true)) {
        recipe.mean = readTriple(fields, json, "image_mean", /*positive=*/false);
        recipe.deviation = readTriple(fields, json, "image_std", /*positive=*/true);
    }
    if (const Status status = fields.status(); !status) {
        return status.failure();
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
    JsonFields fields(place, {preprocess});
    Json size = vision->contains("image_size") ? (*vision)["image_size"]
                : preprocess->contains("size") ? (*preprocess)["size"]
                                               : Json(224);
    if (size.is_array() && size.size() == 3) {
        size.erase(0); // channels, height, width
    }
    PixelRecipe recipe;
    const bool isPair = size.is_array() && size.size() == 2;
    recipe.fitHeight = recipe.cropHeight = readPixels(fields, "size", isPair ? size[0] : size);
    recipe.fitWidth = recipe.cropWidth = readPixels(fields, "size", isPair ? size[1] : size);
    recipe.evenMiddle = true;

    const std::string mode = fields.text("resize_mode", "shortest");
    if (mode == "squash") {
        recipe.fit = PixelRecipe::Fit::Squash;
    } else if (mode == "longest") {
        recipe.fit = PixelRecipe::Fit::LongEdge;
    } else if (mode != "shortest") {
        fields.complain("resize_mode", "is " + shown(mode) + "; Likeness has shortest, longest and squash",
                        ErrorCode::Unsupported);
    } else if (recipe.fitWidth != recipe.fitHeight) {
        fields.complain("resize_mode", "is shortest for a size that is not square", ErrorCode::Unsupported);
    }
    const std::string interpolation = fields.text("interpolation", "bicubic");
    if (interpolation == "bilinear") {
        recipe.filter = PilFilter::Bilinear;
    } else if (interpolation != "bicubic" && interpolation != "random") { // "random" is for training, else bicubic
        fields.complain("interpolation", "is " + shown(interpolation) + "; Likeness has bicubic and bilinear",
                        ErrorCode::Unsupported);
    }
    if (fields.text("mode", "RGB") != "RGB") {
        fields.complain("mode", "is " + shown(fields.text("mode", "")) + "; Likeness has RGB", ErrorCode::Unsupported);
    }
    recipe.fillLevel = fields.whole("fill_color", 0, 0, 255);
    recipe.rescaleFactor = 1.0 / 255;
    recipe.mean = readTriple(fields, *preprocess, "mean", /*positive=*/false);
    recipe.deviation = readTriple(fields, *preprocess, "std", /*positive=*/true);
    if (const Status status = fields.status(); !status) {
        return status.failure();
    }
    return recipe;
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
    const auto isThere = [&](const char* name) {
        std::error_code ignored;
        return std::filesystem::exists(folder / name, ignored);
    };
    const bool isOpenClip = isThere("open_clip_config.json");
    if (!isOpenClip || isThere("config.json")) {
        const bool isNested = !isThere("preprocessor_config.json") && isThere("processor_config.json");
        const std::filesystem::path path = folder / (isNested ? "processor_config.json" : "preprocessor_config.json");
        const auto json = readJsonObject(path);
        const Json* object = json ? &*json : nullptr;
        if (object != nullptr && isNested) {
            object = fieldOf(*json, "image_processor");
        }
        if (object != nullptr && object->is_object()) {
            return readTransformers(displayPath(path), *object);
        }
        if (!json && json.error().code != ErrorCode::NotFound) {
            return json.failure();
        }
    }
    if (!isOpenClip) {
        return fail(ErrorCode::NotFound,
                    displayPath(folder)
                        + ": no preprocessor_config.json, which says how the model wants its pictures; fetch it too");
    }
    const std::filesystem::path path = folder / "open_clip_config.json";
    const auto json = readJsonObject(path);
    return json ? readOpenClip(displayPath(path), *json) : json.failure();
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
