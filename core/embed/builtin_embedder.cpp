#include "core/embed/builtin_descriptor.h"
#include "core/embed/embedder.h"
#include "core/embed/torch_module.h"
#include "core/embed/torch_threads.h"
#include "core/embed/weights_hash.h"

namespace likeness {
namespace {

/// The built-in model. Nearly all of its work is in `prepare`, so that it spreads over the threads that decode.
class BuiltinEmbedder final : public Embedder {
public:
    BuiltinEmbedder(std::unique_ptr<BuiltinDescriptor> descriptor, ModelInfo info, std::string constantsHash,
                    int threads)
        : m_descriptor(std::move(descriptor))
        , m_info(std::move(info))
        , m_preprocessing(std::move(constantsHash))
        , m_threads(threads)
    {
    }

    const ModelInfo& info() const override { return m_info; }
    const std::string& preprocessingHash() const override { return m_preprocessing; }
    int inputEdgePx() const override { return BuiltinDescriptor::kLongEdgePx; }
    int batchSize() const override { return 8; }
    std::string device() const override
    {
        return "CPU, " + std::to_string(m_threads) + (m_threads == 1 ? " thread" : " threads");
    }
    std::string deviceReason() const override
    {
        return "the built-in model is small: a GPU would wait for the decoding";
    }

    Result<ModelInput> prepare(const Image& image) const override
    {
        auto fisher = m_descriptor->fisherVectors(image);
        if (!fisher) {
            return fisher.failure();
        }
        ModelInput input;
        input.width = static_cast<int>(fisher->size());
        input.height = 1;
        input.values = std::move(*fisher);
        return input;
    }

    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        std::vector<float> vectors;
        vectors.reserve(inputs.size() * static_cast<std::size_t>(m_info.dimension));
        for (const ModelInput& input : inputs) {
            if (const auto done = m_descriptor->project(input.values, vectors); !done) {
                return done.failure();
            }
        }
        return vectors;
    }

    Result<std::vector<float>> embedTexts(std::span<const std::string> /*texts*/) override
    {
        return fail(ErrorCode::Unsupported, "the built-in model understands no words");
    }

private:
    std::unique_ptr<const BuiltinDescriptor> m_descriptor;
    ModelInfo m_info;
    std::string m_preprocessing;
    int m_threads;
};

} // namespace

Result<std::unique_ptr<Embedder>> openBuiltinOnTorch(const EmbedderOptions& options)
{
    auto info = describeBuiltin(options.builtinFolder);
    if (!info) {
        return info.failure();
    }
    const std::filesystem::path constants = options.builtinFolder / kBuiltinConstantsName;
    const auto hash = weightsHash(constants);
    if (!hash) {
        return hash.failure();
    }
    const int threads = useTorchThreads(options.threads);
    auto descriptor = BuiltinDescriptor::open(constants);
    if (!descriptor) {
        return descriptor.failure();
    }
    return std::unique_ptr<Embedder>(
        std::make_unique<BuiltinEmbedder>(std::move(*descriptor), std::move(*info), *hash, threads));
}

} // namespace likeness
