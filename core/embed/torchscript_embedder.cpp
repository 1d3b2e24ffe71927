#include "core/base/file_system.h"
#include "core/embed/device_choice.h"
#include "core/embed/embedder.h"
#include "core/embed/model_config.h"
#include "core/embed/resample.h"
#include "core/embed/torch_module.h"
#include "core/embed/torch_threads.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

namespace likeness {
namespace {

constexpr int kCpuBatch = 8;
constexpr int kGpuBatch = 64;

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The part of `image` that "crop" leaves when the short edge becomes `sizePx`, and where it goes, in target pixels.
struct Placement {
    int width = 0; ///< of the whole picture, resampled
    int height = 0;
    int left = 0; ///< of the square inside it; negative where the square sticks out
    int top = 0;
};

Placement placementOf(const Image& image, int sizePx, ResizeMode mode)
{
    if (mode == ResizeMode::Stretch) {
        return {sizePx, sizePx, 0, 0};
    }
    const int edge
        = mode == ResizeMode::Crop ? std::min(image.width, image.height) : std::max(image.width, image.height);
    const auto scaled = [&](int full) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(full) * sizePx / edge)));
    };
    Placement place{scaled(image.width), scaled(image.height), 0, 0};
    place.left = static_cast<int>(std::floor((place.width - sizePx) / 2.0));
    place.top = static_cast<int>(std::floor((place.height - sizePx) / 2.0));
    return place;
}

class TorchScriptEmbedder final : public Embedder {
public:
    TorchScriptEmbedder(torch::jit::Module module, ModelConfig config, ModelInfo info, const EmbedderOptions& options)
        : m_module(std::move(module))
        , m_config(std::move(config))
        , m_info(std::move(info))
        , m_recipe(m_config.recipe())
    {
        const DeviceChoice choice = chooseDevice(options.device, "TorchScript models");
        m_onGpu = choice.onGpu;
        m_reason = choice.reason;
        if (m_onGpu) {
            m_module.to(at::kCUDA);
        }
        m_threads = useTorchThreads(options.threads);
    }

    const ModelInfo& info() const override { return m_info; }
    const std::string& preprocessingHash() const override { return m_recipe; }
    int inputEdgePx() const override { return m_config.sizePx; }
    int batchSize() const override { return m_onGpu ? kGpuBatch : kCpuBatch; }
    std::string device() const override { return m_onGpu ? "GPU (CUDA)" : cpuName(m_threads); }
    std::string deviceReason() const override { return m_reason; }

    Result<ModelInput> prepare(const Image& image) const override
    {
        if (image.empty() || image.width <= 0 || image.height <= 0) {
            return fail(ErrorCode::InvalidInput, m_info.name + ": empty image");
        }
        const int size = m_config.sizePx;
        const auto area = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
        const Placement place = placementOf(image, size, m_config.resize);
        if (static_cast<std::int64_t>(place.width) * place.height > std::int64_t{1} << 26) {
            return fail(ErrorCode::InvalidInput, m_info.name + ": picture is too long and narrow to crop");
        }
        const std::vector<float> planes = resampledPlanes(image, place.width, place.height);
        const auto plane = static_cast<std::size_t>(place.width) * static_cast<std::size_t>(place.height);
        ModelInput input{std::vector<float>(3 * area, 0.0F), size, size}; // zero is the mean, once normalised
        for (std::size_t c = 0; c < 3; ++c) {
            const std::size_t from = m_config.blueFirst ? 2 - c : c;
            const auto mean = static_cast<float>(m_config.mean[c]);
            const auto scale = static_cast<float>(1 / m_config.deviation[c]);
            for (int y = std::max(0, -place.top); y < size && y + place.top < place.height; ++y) {
                const int first = std::max(0, -place.left);
                const int last = std::min(size, place.width - place.left);
                const float* row = planes.data() + from * plane
                                   + static_cast<std::size_t>(y + place.top) * static_cast<std::size_t>(place.width);
                float* to
                    = input.values.data() + c * area + static_cast<std::size_t>(y) * static_cast<std::size_t>(size);
                for (int x = first; x < last; ++x) {
                    to[x] = (row[x + place.left] - mean) * scale;
                }
            }
        }
        return input;
    }

    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        if (inputs.empty()) {
            return std::vector<float>{};
        }
        const auto size = static_cast<std::int64_t>(m_config.sizePx);
        const auto count = static_cast<std::int64_t>(inputs.size());
        for (const ModelInput& input : inputs) {
            if (static_cast<std::int64_t>(input.values.size()) != 3 * size * size) {
                return fail(ErrorCode::InvalidInput, m_info.name + ": input was prepared by another model");
            }
        }
        return guarded(m_info.name.c_str(), ErrorCode::Internal, [&]() -> Result<std::vector<float>> {
            const c10::InferenceMode inference;
            at::Tensor batch = at::empty({count, 3, size, size}, at::kFloat);
            for (std::int64_t i = 0; i < count; ++i) {
                const auto& values = inputs[static_cast<std::size_t>(i)].values;
                std::copy(values.begin(), values.end(), batch.data_ptr<float>() + i * 3 * size * size);
            }
            const torch::jit::IValue output = m_module.forward({m_onGpu ? batch.to(at::kCUDA) : batch});
            if (!output.isTensor()) {
                return fail(ErrorCode::Corrupt, m_info.name + ": the model does not return one tensor");
            }
            at::Tensor vectors = output.toTensor().to(at::kCPU, at::kFloat);
            if (vectors.dim() < 2 || vectors.size(0) != count || vectors.numel() != count * m_info.dimension) {
                return fail(ErrorCode::Corrupt, m_info.name + ": the model does not return "
                                                    + std::to_string(m_info.dimension)
                                                    + " numbers for each picture, as likeness.json says");
            }
            vectors = vectors.reshape({count, m_info.dimension}).contiguous();
            const at::Tensor lengths = vectors.norm(2, {1}, /*keepdim=*/true);
            if (!at::isfinite(lengths).all().item<bool>() || lengths.le(0).any().item<bool>()) {
                return fail(ErrorCode::Internal, m_info.name + ": the model returned numbers that have no direction");
            }
            vectors = vectors / lengths;
            const float* values = vectors.data_ptr<float>();
            return std::vector<float>(values, values + vectors.numel());
        });
    }

    Result<std::vector<float>> embedTexts(std::span<const std::string> /*texts*/) override
    {
        return fail(ErrorCode::Unsupported, m_info.name + " understands no words");
    }

private:
    torch::jit::Module m_module;
    ModelConfig m_config;
    ModelInfo m_info;
    std::string m_recipe;
    std::string m_reason;
    int m_threads = 1;
    bool m_onGpu = false;
};

/// A picture with some structure, to see once what the network makes of it.
Image sampleImage(int sizePx)
{
    Image image{sizePx, sizePx, 3, {}};
    for (int y = 0; y < sizePx; ++y) {
        for (int x = 0; x < sizePx; ++x) {
            for (int c = 0; c < 3; ++c) {
                image.pixels.push_back(static_cast<std::uint8_t>((x * (c + 1) + y * 3 + ((x ^ y) & 16) * 4) & 0xFF));
            }
        }
    }
    return image;
}

} // namespace

Result<std::unique_ptr<Embedder>> openTorchScriptOnTorch(const std::filesystem::path& folder,
                                                         const EmbedderOptions& options)
{
    auto info = describeModelFolder(folder);
    if (!info) {
        return info.failure();
    }
    auto config = ModelConfig::read(folder);
    if (!config) {
        return config.failure();
    }
    const std::filesystem::path weights = folder / config->file;
    return guarded("cannot open the model", ErrorCode::Corrupt, [&]() -> Result<std::unique_ptr<Embedder>> {
        torch::jit::Module module;
        try {
            module = torch::jit::load(weights.string(), at::kCPU);
            module.eval();
        } catch (const c10::Error& error) {
            return fail(ErrorCode::Corrupt, displayPath(weights) + ": torch cannot load it as TorchScript: "
                                                + firstLine(error.what_without_backtrace()));
        }
        const int sizePx = config->sizePx;
        auto embedder
            = std::make_unique<TorchScriptEmbedder>(std::move(module), std::move(*config), std::move(*info), options);
        // One picture through the network: a wrong size or dimension is told now, not in the middle of indexing.
        std::vector<ModelInput> inputs(1);
        auto input = embedder->prepare(sampleImage(sizePx));
        if (!input) {
            return input.failure();
        }
        inputs[0] = std::move(*input);
        if (const auto vector = embedder->embedImages(inputs); !vector) {
            return fail(ErrorCode::Corrupt, displayPath(folder) + ": the model does not run as likeness.json says: "
                                                + firstLine(vector.error().message));
        }
        return std::unique_ptr<Embedder>(std::move(embedder));
    });
}

} // namespace likeness
