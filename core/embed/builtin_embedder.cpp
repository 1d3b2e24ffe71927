#include "core/base/file_system.h"
#include "core/embed/builtin_descriptor.h"
#include "core/embed/builtin_file.h"
#include "core/embed/builtin_network.h"
#include "core/embed/builtin_tensors.h"
#include "core/embed/device_choice.h"
#include "core/embed/embedder.h"
#include "core/embed/torch_module.h"
#include "core/embed/torch_threads.h"
#include "core/embed/weights_hash.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <thread>

namespace likeness {
namespace {

/// One for every four that decode, which is about how the two costs relate (7 ms and 44 and more): a team of threads
/// between decoders that take every core mostly waits for itself (2 threads: 13 to 100 ms of CPU a picture).
int networkThreads(int threads)
{
    const int all = threads > 0 ? threads : static_cast<int>(std::thread::hardware_concurrency());
    return std::max(1, all / 4);
}

/// The parts of a built-in model; which there are is its kind.
struct BuiltinParts {
    std::unique_ptr<const BuiltinDescriptor> descriptor;
    std::unique_ptr<const BuiltinNetwork> network;
    at::Tensor combineMean;  // [both dimensions], only where there are both
    at::Tensor combineBasis; // [both dimensions, dimension]

    /// Errors: Corrupt, Unsupported, OutOfResources.
    static Result<BuiltinParts> open(const BuiltinFile& file);
};

Result<BuiltinParts> BuiltinParts::open(const BuiltinFile& file)
{
    BuiltinParts parts;
    if (file.kind != BuiltinKind::Network) {
        auto descriptor = BuiltinDescriptor::open(file.tensors);
        if (!descriptor) {
            return descriptor.failure();
        }
        parts.descriptor = std::move(*descriptor);
    }
    if (file.kind != BuiltinKind::Fisher) {
        auto network = BuiltinNetwork::open(file.tensors);
        if (!network) {
            return network.failure();
        }
        parts.network = std::move(*network);
    }
    if (file.kind == BuiltinKind::FisherAndNetwork) {
        const std::int64_t both = parts.descriptor->dimension() + parts.network->dimension();
        auto mean = builtinTensor(file.tensors, "combine.mean", {both});
        if (!mean) {
            return mean.failure();
        }
        auto basis = builtinTensor(file.tensors, "combine.basis", {both, -1});
        if (!basis) {
            return basis.failure();
        }
        parts.combineMean = std::move(*mean);
        parts.combineBasis = std::move(*basis);
    }
    return parts;
}

/// The built-in model: the classical descriptor, the learned network, or both projected together.
/// The descriptor does nearly all of its work in `prepare`, so that it spreads over the threads that decode.
class BuiltinEmbedder final : public Embedder {
public:
    BuiltinEmbedder(BuiltinParts parts, ModelInfo info, std::string fileHash, int threads)
        : m_parts(std::move(parts))
        , m_info(std::move(info))
        , m_preprocessing(std::move(fileHash))
        , m_threads(threads)
    {
    }

    const ModelInfo& info() const override { return m_info; }
    const std::string& preprocessingHash() const override { return m_preprocessing; }
    int inputEdgePx() const override
    {
        return std::max(m_parts.descriptor ? BuiltinDescriptor::kLongEdgePx : 0,
                        m_parts.network ? m_parts.network->edgePx() : 0);
    }
    int batchSize() const override { return 8; }
    std::string device() const override { return cpuName(m_threads); }
    std::string deviceReason() const override
    {
        return "the built-in model is small: a GPU would wait for the decoding";
    }

    /// The Fisher vectors, then the network's pixels, of what there is.
    Result<ModelInput> prepare(const Image& image) const override
    {
        ModelInput input;
        if (m_parts.descriptor) {
            auto fisher = m_parts.descriptor->fisherVectors(image);
            if (!fisher) {
                return fisher.failure();
            }
            input.values = std::move(*fisher);
        }
        if (m_parts.network) {
            const auto pixels = m_parts.network->pixels(image);
            if (!pixels) {
                return pixels.failure();
            }
            input.values.insert(input.values.end(), pixels->begin(), pixels->end());
        }
        input.width = static_cast<int>(input.values.size());
        input.height = 1;
        return input;
    }

    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        if (!m_parts.network) {
            return classical(inputs);
        }
        const std::size_t fisherSize = m_parts.descriptor ? m_parts.descriptor->fisherSize() : 0;
        std::vector<std::span<const float>> pictures;
        pictures.reserve(inputs.size());
        for (const ModelInput& input : inputs) {
            if (input.values.size() < fisherSize) {
                return fail(ErrorCode::InvalidInput, "built-in model: input was prepared by another model");
            }
            pictures.push_back(std::span(input.values).subspan(fisherSize));
        }
        auto learned = m_parts.network->embed(pictures);
        if (!learned || !m_parts.descriptor) {
            return learned;
        }
        auto described = classical(inputs);
        return described ? combined(*described, *learned) : described;
    }

    Result<std::vector<float>> embedTexts(std::span<const std::string> /*texts*/) override
    {
        return fail(ErrorCode::Unsupported, "the built-in model understands no words");
    }

private:
    /// Shape: returns [inputs.size(), the descriptor's dimension].
    Result<std::vector<float>> classical(std::span<const ModelInput> inputs) const
    {
        std::vector<float> vectors;
        vectors.reserve(inputs.size() * static_cast<std::size_t>(m_parts.descriptor->dimension()));
        for (const ModelInput& input : inputs) {
            // With a network the pixels follow; without one, whatever is too much is an error.
            const std::span<const float> values = input.values;
            const auto fisher = m_parts.network ? values.first(m_parts.descriptor->fisherSize()) : values;
            if (const auto done = m_parts.descriptor->project(fisher, vectors); !done) {
                return done.failure();
            }
        }
        return vectors;
    }

    /// Both embeddings side by side, projected. Shape: [n, each dimension] -> [n, dimension], unit length.
    Result<std::vector<float>> combined(std::vector<float>& described, std::vector<float>& learned) const
    {
        return guarded("built-in model", ErrorCode::Internal, [&]() -> Result<std::vector<float>> {
            const c10::InferenceMode inference;
            const auto rows = [](std::vector<float>& vectors, int dimension) {
                return at::from_blob(vectors.data(), {static_cast<std::int64_t>(vectors.size()) / dimension, dimension},
                                     at::kFloat);
            };
            const at::Tensor both = at::cat(
                {rows(described, m_parts.descriptor->dimension()), rows(learned, m_parts.network->dimension())}, 1);
            const at::Tensor projected = at::mm(both - m_parts.combineMean, m_parts.combineBasis);
            const at::Tensor vectors = projected / projected.norm(2, {1}, /*keepdim=*/true).clamp_min_(1e-12);
            const float* values = vectors.data_ptr<float>();
            return std::vector<float>(values, values + vectors.numel());
        });
    }

    BuiltinParts m_parts;
    ModelInfo m_info;
    std::string m_preprocessing;
    int m_threads;
};

} // namespace

Result<std::unique_ptr<Embedder>> openBuiltinOnTorch(const EmbedderOptions& options)
{
    auto info = describeBuiltin(options.builtinFolder, options.builtinVersion);
    if (!info) {
        return info.failure();
    }
    const auto file = BuiltinFile::find(options.builtinFolder, builtinVersion(info->id));
    if (!file) {
        return file.failure();
    }
    const auto hash = weightsHash(file->tensors.path());
    if (!hash) {
        return hash.failure();
    }
    const int threads
        = useTorchThreads(file->kind == BuiltinKind::Fisher ? options.threads : networkThreads(options.threads));
    auto parts = BuiltinParts::open(*file);
    if (!parts) {
        return parts.failure();
    }
    return std::unique_ptr<Embedder>(
        std::make_unique<BuiltinEmbedder>(std::move(*parts), std::move(*info), *hash, threads));
}

} // namespace likeness
