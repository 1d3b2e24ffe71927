#include "core/embed/builtin_network.h"

#include "core/base/file_system.h"
#include "core/embed/builtin_tensors.h"
#include "core/embed/pixel_recipe.h"

#include <ATen/ATen.h>
#include <array>
#include <c10/core/InferenceMode.h>
#include <charconv>
#include <optional>

namespace likeness {
namespace {

// These numbers are part of the model, as the weights are: network.py has the same.
constexpr std::size_t kStages = 4;
constexpr double kGridShare = 0.5;
constexpr double kMiddleShare = 0.7;
constexpr int kEdgeMinPx = 32; // one cell in the last stage
constexpr int kEdgeMaxPx = 1024;

/// A convolution with the normalisation folded in, its weights in the order that oneDNN computes in: otherwise they are
/// put in order at every call, which costs a batch of one more than its convolutions (18.5 ms against 8.5).
struct Convolution {
    at::Tensor weight;
    at::Tensor bias;
    std::int64_t stride = 1;
    std::int64_t padding = 0;

    at::Tensor operator()(const at::Tensor& x) const
    {
        return at::conv2d(x, weight, bias, {stride, stride}, {padding, padding});
    }
};

struct Block {
    Convolution first;
    Convolution second;
    std::optional<Convolution> skip;

    at::Tensor operator()(const at::Tensor& x) const
    {
        return second(first(x).relu_()).add_(skip ? (*skip)(x) : x).relu_();
    }
};

at::Tensor unit(const at::Tensor& rows) { return rows / rows.norm(2, {1}, /*keepdim=*/true).clamp_min_(1e-12); }

/// Reads a file's convolutions in the order in which they are computed, and counts what it has read.
class LayerReader {
public:
    explicit LayerReader(const SafetensorsFile& file)
        : m_file(file)
    {
    }

    Result<at::Tensor> tensor(const std::string& name, at::IntArrayRef shape)
    {
        ++m_read;
        return builtinTensor(m_file, name, shape);
    }

    bool has(const std::string& name) const { return m_file.tensors().contains(name); }

    /// `channels` is what comes in, and becomes what goes out. Outputs: -1 = as many as the file says.
    Result<Convolution> convolution(const std::string& name, std::int64_t& channels, std::int64_t outputs,
                                    std::int64_t kernel, std::int64_t stride)
    {
        const auto weight = tensor(name + ".weight", {outputs, channels, kernel, kernel});
        if (!weight) {
            return weight.failure();
        }
        const auto bias = tensor(name + ".bias", {weight->size(0)});
        if (!bias) {
            return bias.failure();
        }
        channels = weight->size(0);
        Convolution made{*weight, *bias, stride, kernel / 2};
        if (at::hasMKLDNN()) {
            const std::int64_t pad = made.padding;
            made.weight
                = at::mkldnn_reorder_conv2d_weight(made.weight.to_mkldnn(), {pad, pad}, {stride, stride}, {1, 1});
            made.bias = made.bias.to_mkldnn();
        }
        return made;
    }

    Result<Block> block(const std::string& name, std::int64_t& channels, std::int64_t stride)
    {
        std::int64_t inputs = channels;
        auto first = convolution(name + ".first", channels, -1, 3, stride);
        if (!first) {
            return first.failure();
        }
        auto second = convolution(name + ".second", channels, channels, 3, 1);
        if (!second) {
            return second.failure();
        }
        Block made{std::move(*first), std::move(*second), std::nullopt};
        if (stride > 1 || inputs != channels) {
            auto skip = convolution(name + ".skip", inputs, channels, 1, stride);
            if (!skip) {
                return skip.failure();
            }
            made.skip = std::move(*skip);
        }
        return made;
    }

    std::size_t tensorsRead() const { return m_read; }

private:
    const SafetensorsFile& m_file;
    std::size_t m_read = 0;
};

/// How many tensors of the file belong to the network; those of the other half and of the combination do not.
std::size_t networkTensors(const SafetensorsFile& file)
{
    std::size_t count = 0;
    for (const auto& [name, view] : file.tensors()) {
        const bool others = name.starts_with("sift.") || name.starts_with("colour.") || name.starts_with("combine.");
        count += others ? 0 : 1;
    }
    return count;
}

Result<int> edgeOf(const SafetensorsFile& file)
{
    const auto value = [&](const char* key) {
        const auto found = file.metadata().find(key);
        return found != file.metadata().end() ? found->second : std::string("unknown");
    };
    if (const std::string resize = value("resize"); resize != "stretch") {
        return fail(ErrorCode::Unsupported, displayPath(file.path()) + ": wants pictures resized by \"" + resize
                                                + "\", which this Likeness does not know; install a newer one");
    }
    const std::string text = value("input_px");
    int edge = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), edge);
    if (error != std::errc() || end != text.data() + text.size() || edge < kEdgeMinPx || edge > kEdgeMaxPx) {
        return fail(ErrorCode::Corrupt, displayPath(file.path()) + ": its input_px is " + text
                                            + " and not a number of pixels from 32 to 1024; install Likeness again");
    }
    return edge;
}

/// Stretched as Pillow does it, bit for bit; from 0..1 to -2..2.
PixelRecipe recipeOf(int edgePx)
{
    PixelRecipe recipe;
    recipe.fit = PixelRecipe::Fit::Squash;
    recipe.fitWidth = recipe.fitHeight = recipe.cropWidth = recipe.cropHeight = edgePx;
    recipe.filter = PilFilter::Bilinear;
    recipe.rescaleFactor = 1.0 / 255;
    recipe.mean = {0.5, 0.5, 0.5};
    recipe.deviation = {0.25, 0.25, 0.25};
    return recipe;
}

} // namespace

struct BuiltinNetwork::Layers {
    Convolution stem;
    Convolution stem2;
    std::array<std::vector<Block>, kStages> stages;
    at::Tensor mean;  // [features]
    at::Tensor basis; // [features, dimension]
    PixelRecipe recipe;

    static Result<std::unique_ptr<Layers>> read(const SafetensorsFile& file);

    /// The last stage as a whole and in quarters, and the stage before. Shape: [n, 3, edge, edge] -> [n, features].
    at::Tensor features(const at::Tensor& pictures) const
    {
        at::Tensor x = at::hasMKLDNN() ? pictures.to_mkldnn() : pictures.contiguous(at::MemoryFormat::ChannelsLast);
        x = stem2(stem(x).relu_()).relu_();
        at::Tensor before;
        for (const auto& stage : stages) {
            before = x;
            for (const Block& block : stage) {
                x = block(x);
            }
        }
        const auto dense = [](const at::Tensor& map) { return map.is_mkldnn() ? map.to_dense() : map; };
        const at::Tensor last = dense(x);
        return at::cat({unit(last.mean({2, 3})), kMiddleShare * unit(dense(before).mean({2, 3})),
                        kGridShare * unit(at::adaptive_avg_pool2d(last, {2, 2}).flatten(1))},
                       1);
    }
};

Result<std::unique_ptr<BuiltinNetwork::Layers>> BuiltinNetwork::Layers::read(const SafetensorsFile& file)
{
    const auto edge = edgeOf(file);
    if (!edge) {
        return edge.failure();
    }
    auto layers = std::make_unique<Layers>();
    layers->recipe = recipeOf(*edge);
    LayerReader reader(file);
    std::int64_t channels = 3;
    for (const auto& [name, into] : {std::pair("stem", &layers->stem), std::pair("stem2", &layers->stem2)}) {
        auto made = reader.convolution(name, channels, -1, 3, 2);
        if (!made) {
            return made.failure();
        }
        *into = std::move(*made);
    }
    std::int64_t middle = 0;
    for (std::size_t s = 0; s < kStages; ++s) {
        middle = channels;
        const auto name = [s](std::size_t b) { return "stages." + std::to_string(s) + "." + std::to_string(b); };
        for (std::size_t b = 0; b == 0 || reader.has(name(b) + ".first.weight"); ++b) {
            auto block = reader.block(name(b), channels, s > 0 && b == 0 ? 2 : 1);
            if (!block) {
                return block.failure();
            }
            layers->stages[s].push_back(std::move(*block));
        }
    }
    const std::int64_t features = channels + middle + 4 * channels;
    auto mean = reader.tensor("whiten.mean", {features});
    if (!mean) {
        return mean.failure();
    }
    auto basis = reader.tensor("whiten.basis", {features, -1});
    if (!basis) {
        return basis.failure();
    }
    layers->mean = std::move(*mean);
    layers->basis = std::move(*basis);
    if (reader.tensorsRead() != networkTensors(file)) {
        return fail(ErrorCode::Corrupt,
                    displayPath(file.path())
                        + ": holds tensors that are no part of the network; install Likeness again");
    }
    return layers;
}

BuiltinNetwork::BuiltinNetwork(std::unique_ptr<const Layers> layers)
    : m_layers(std::move(layers))
{
}

BuiltinNetwork::~BuiltinNetwork() = default;

Result<std::unique_ptr<BuiltinNetwork>> BuiltinNetwork::open(const SafetensorsFile& file)
{
    return guarded("built-in model", ErrorCode::Corrupt, [&]() -> Result<std::unique_ptr<BuiltinNetwork>> {
        const c10::InferenceMode inference;
        auto layers = Layers::read(file);
        if (!layers) {
            return layers.failure();
        }
        return std::unique_ptr<BuiltinNetwork>(new BuiltinNetwork(std::move(*layers)));
    });
}

int BuiltinNetwork::dimension() const { return static_cast<int>(m_layers->basis.size(1)); }

int BuiltinNetwork::edgePx() const { return m_layers->recipe.cropWidth; }

Result<std::vector<float>> BuiltinNetwork::pixels(const Image& image) const
{
    auto input = likeness::prepare(image, m_layers->recipe);
    return input ? Result<std::vector<float>>(std::move(input->values)) : input.failure();
}

Result<std::vector<float>> BuiltinNetwork::embed(const std::vector<std::span<const float>>& pictures) const
{
    const auto count = static_cast<std::int64_t>(pictures.size());
    const std::int64_t edge = edgePx();
    for (const auto& picture : pictures) {
        if (static_cast<std::int64_t>(picture.size()) != 3 * edge * edge) {
            return fail(ErrorCode::InvalidInput, "built-in model: input was prepared by another model");
        }
    }
    if (pictures.empty()) {
        return std::vector<float>{};
    }
    return guarded("built-in model", ErrorCode::Internal, [&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        at::Tensor batch = at::empty({count, 3, edge, edge}, at::kFloat);
        float* to = batch.data_ptr<float>();
        for (const auto& picture : pictures) {
            to = std::copy(picture.begin(), picture.end(), to);
        }
        const at::Tensor vectors = unit(at::mm(m_layers->features(batch) - m_layers->mean, m_layers->basis));
        const float* values = vectors.data_ptr<float>();
        return std::vector<float>(values, values + vectors.numel());
    });
}

} // namespace likeness
