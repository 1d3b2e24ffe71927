#include "core/base/file_system.h"
#include "core/embed/device_choice.h"
#include "core/embed/embedder.h"
#include "core/embed/model_folder.h"
#include "core/embed/processor.h"
#include "core/embed/torch_module.h"
#include "core/embed/torch_threads.h"
#include "core/embed/transformer.h"
#include "core/embed/weights_hash.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <torch/cuda.h>

namespace likeness {
namespace {

constexpr std::int64_t kGpuBatch = 64;
constexpr std::int64_t kCpuImagesPerThread = 4;
/// What a batch may need beside the weights; large networks and images get smaller batches.
constexpr std::int64_t kActivationsMaxBytes = std::int64_t{512} << 20;

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

/// About what one image needs while it goes through a block.
std::int64_t activationBytes(const BlockShape& shape, std::int64_t tokens, std::int64_t numberBytes)
{
    const std::int64_t perToken = 8 * std::int64_t{shape.width} + (shape.gated ? 3 : 2) * std::int64_t{shape.mlpWidth};
    return numberBytes * tokens * (perToken + 2 * shape.heads * tokens);
}

at::ScalarType cpuType(Precision precision)
{
    switch (precision) {
    case Precision::Auto:
        return processorHasBfloat16() ? at::kBFloat16 : at::kFloat;
    case Precision::BFloat16:
        return at::kBFloat16;
    case Precision::Float16: // no processor that torch knows computes it
    case Precision::Float32:
        break;
    }
    return at::kFloat;
}

at::ScalarType gpuType(Precision precision)
{
    switch (precision) {
    case Precision::Float32:
        return at::kFloat;
    case Precision::BFloat16:
        return at::kBFloat16;
    case Precision::Auto:
    case Precision::Float16:
        break;
    }
    return at::kHalf; // nearer to float than bfloat16, and every CUDA device has it
}

const char* typeName(at::ScalarType type)
{
    return type == at::kBFloat16 ? "bfloat16" : type == at::kHalf ? "float16" : "float32";
}

class TransformerEmbedder final : public Embedder {
public:
    /// A model that has been read and chosen a place for. Throws what torch throws.
    TransformerEmbedder(ModelFolder folder, std::unique_ptr<Tokenizer> tokenizer, const EmbedderOptions& options)
        : m_folder(std::move(folder))
        , m_recipe(m_folder.recipe)
        , m_preprocessing(textHash(m_recipe.recipe()))
        , m_tokenizer(std::move(tokenizer))
        , m_precision(options.precision)
        , m_rows(m_recipe.height() / m_folder.architecture.vision.patchPx)
        , m_columns(m_recipe.width() / m_folder.architecture.vision.patchPx)
    {
        m_threads = useTorchThreads(options.threads);
        const DeviceChoice choice = chooseDevice(options.device, "transformers");
        m_reason = choice.reason;
        if (choice.onGpu) {
            try {
                load({at::kCUDA, gpuType(m_precision)});
                return;
            } catch (const c10::Error& error) {
                m_reason = "the GPU failed: " + firstLine(error.what_without_backtrace());
            }
        }
        load({at::kCPU, cpuType(m_precision)});
    }

    const ModelInfo& info() const override { return m_folder.info; }
    const std::string& preprocessingHash() const override { return m_preprocessing; }
    int inputEdgePx() const override { return m_recipe.shortEdgePx(); }
    int batchSize() const override { return static_cast<int>(m_batch); }
    std::string device() const override
    {
        const ComputePlace& place = m_transformer->place();
        return (place.device.is_cuda() ? "GPU (CUDA)" : cpuName(m_threads)) + ", " + typeName(place.type);
    }
    std::string deviceReason() const override { return m_reason; }

    Result<ModelInput> prepare(const Image& image) const override { return likeness::prepare(image, m_recipe); }

    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        const auto expected = static_cast<std::size_t>(3 * m_recipe.width() * m_recipe.height());
        for (const ModelInput& input : inputs) {
            if (input.values.size() != expected || input.width != m_recipe.width()) {
                return fail(ErrorCode::InvalidInput, info().name + ": input was prepared by another model");
            }
        }
        return embed(static_cast<std::int64_t>(inputs.size()), [&](std::int64_t first, std::int64_t count) {
            std::vector<const float*> images;
            for (const ModelInput& input :
                 inputs.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count))) {
                images.push_back(input.values.data());
            }
            const at::Tensor patches = m_transformer->patches(images, m_recipe.height(), m_recipe.width());
            return m_transformer->vision(patches, m_rows, m_columns).embedding;
        });
    }

    Result<std::vector<float>> embedTexts(std::span<const std::string> texts) override
    {
        if (!m_tokenizer) {
            return fail(ErrorCode::Unsupported, info().name + " understands no words");
        }
        const TextShape& shape = *m_folder.architecture.text;
        const auto count = static_cast<std::int64_t>(texts.size());
        at::Tensor ids = at::empty({count, shape.contextLength}, at::kLong);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto encoded = m_tokenizer->encode(texts[static_cast<std::size_t>(i)]);
            if (!encoded) {
                return encoded.failure();
            }
            if (static_cast<int>(encoded->size()) != shape.contextLength) {
                return fail(ErrorCode::Internal, info().name + ": the tokenizer gives texts of another length");
            }
            std::copy(encoded->begin(), encoded->end(), ids.data_ptr<std::int64_t>() + i * shape.contextLength);
        }
        return embed(count, [&](std::int64_t first, std::int64_t length) {
            at::Tensor some = ids.narrow(0, first, length);
            if (shape.causal) {
                // What comes after the token that is read can change nothing: queries are short, contexts long.
                const auto ends = m_transformer->pooledPositions(some);
                some = some.narrow(1, 0, *std::max_element(ends.begin(), ends.end()) + 1);
            }
            return m_transformer->text(some).embedding;
        });
    }

private:
    void load(const ComputePlace& place)
    {
        m_transformer.reset();
        m_transformer = std::make_unique<Transformer>(m_folder.architecture, m_folder.files, m_folder.weights, place);
        const std::int64_t numberBytes = place.type == at::kFloat ? 4 : 2;
        const VisionShape& vision = m_folder.architecture.vision;
        const std::int64_t each
            = activationBytes(vision.blocks, m_rows * m_columns + 1 + vision.registers, numberBytes);
        const std::int64_t wanted = place.device.is_cuda() ? kGpuBatch : kCpuImagesPerThread * m_threads;
        m_batch = std::clamp<std::int64_t>(kActivationsMaxBytes / each, 1, wanted);
        m_folder.info.memoryBytes = computedParameters(m_folder.architecture) * numberBytes + m_batch * each;
    }

    /// Runs `embedSome(first, count)`, which returns [count, dimension], over all items and makes lengths one.
    /// On the CPU each thread takes a slice: inside a slice torch and the BLAS keep to that thread, so that no
    /// operation waits for another thread. On the GPU, memory running out halves the slice.
    template <class Body> Result<std::vector<float>> embed(std::int64_t count, const Body& embedSome)
    {
        if (count == 0) {
            return std::vector<float>{};
        }
        const auto run = [&]() -> Result<std::vector<float>> {
            std::vector<float> vectors(static_cast<std::size_t>(count * info().dimension));
            if (m_transformer->place().device.is_cuda()) {
                embedOnGpu(count, embedSome, vectors);
            } else {
                const std::int64_t slice
                    = std::min((count + m_threads - 1) / m_threads, std::max<std::int64_t>(1, m_batch / m_threads));
                const std::int64_t slices = (count + slice - 1) / slice;
                at::parallel_for(0, slices, 1, [&](std::int64_t begin, std::int64_t end) {
                    const c10::InferenceMode inference;
                    for (std::int64_t i = begin; i < end; ++i) {
                        const std::int64_t length = std::min(slice, count - i * slice);
                        store(embedSome(i * slice, length), i * slice, vectors);
                    }
                });
            }
            return normalised(std::move(vectors));
        };
        try {
            return run();
        } catch (const c10::OutOfMemoryError& error) {
            return onCpuInstead(firstLine(error.what_without_backtrace()), run);
        } catch (const c10::Error& error) {
            const std::string what = firstLine(error.what_without_backtrace());
            if (m_transformer->place().device.is_cuda()) {
                return onCpuInstead(what, run);
            }
            const bool memory = what.find("alloc") != std::string::npos;
            return fail(memory ? ErrorCode::OutOfResources : ErrorCode::Internal, info().name + ": " + what);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfResources, info().name + ": out of memory");
        } catch (const std::exception& error) {
            return fail(ErrorCode::Internal, info().name + ": " + firstLine(error.what()));
        }
    }

    template <class Body> void embedOnGpu(std::int64_t count, const Body& embedSome, std::vector<float>& vectors)
    {
        const c10::InferenceMode inference;
        for (std::int64_t first = 0; first < count;) {
            const std::int64_t length = std::min(m_batch, count - first);
            try {
                store(embedSome(first, length), first, vectors);
                first += length;
            } catch (const c10::OutOfMemoryError&) {
                if (m_batch == 1) {
                    throw;
                }
                m_batch /= 2;
            }
        }
    }

    /// The GPU cannot go on: load the model for the CPU and do the same there.
    template <class Run> Result<std::vector<float>> onCpuInstead(const std::string& why, const Run& run)
    {
        if (!m_transformer->place().device.is_cuda()) {
            return fail(ErrorCode::OutOfResources, info().name + ": " + why);
        }
        m_reason = "the GPU failed: " + why;
        return guarded(info().name.c_str(), ErrorCode::OutOfResources, [&] {
            load({at::kCPU, cpuType(m_precision)});
            return run();
        });
    }

    void store(const at::Tensor& embeddings, std::int64_t first, std::vector<float>& vectors) const
    {
        const at::Tensor rows = embeddings.to(at::kCPU, at::kFloat).contiguous();
        std::copy_n(rows.data_ptr<float>(), rows.numel(), vectors.data() + first * info().dimension);
    }

    Result<std::vector<float>> normalised(std::vector<float> vectors) const
    {
        const auto dimension = static_cast<std::size_t>(info().dimension);
        for (std::size_t row = 0; row < vectors.size(); row += dimension) {
            double squares = 0;
            for (std::size_t i = row; i < row + dimension; ++i) {
                squares += static_cast<double>(vectors[i]) * static_cast<double>(vectors[i]);
            }
            if (!std::isfinite(squares) || squares <= 0) {
                return fail(ErrorCode::Internal, info().name + ": the model returned numbers that have no direction");
            }
            const auto scale = static_cast<float>(1 / std::sqrt(squares));
            for (std::size_t i = row; i < row + dimension; ++i) {
                vectors[i] *= scale;
            }
        }
        return vectors;
    }

    ModelFolder m_folder;
    PixelRecipe m_recipe;
    std::string m_preprocessing;
    std::unique_ptr<Tokenizer> m_tokenizer;
    Precision m_precision;
    std::int64_t m_rows;
    std::int64_t m_columns;
    int m_threads = 1;
    std::int64_t m_batch = 1;
    std::string m_reason;
    std::unique_ptr<Transformer> m_transformer;
};

/// The first tensor with a number that is not finite: the reason why a model answers nonsense.
std::string damagedTensor(const SafetensorsSet& files)
{
    for (const auto& [name, file] : files.fileOf()) {
        const auto values = toFloats(files.files()[file].tensors().at(name));
        if (values && !std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); })) {
            return displayPath(files.files()[file].path()) + ": tensor " + name + " holds numbers that are not finite";
        }
    }
    return "";
}

} // namespace

Result<std::unique_ptr<Embedder>> openTransformerOnTorch(const std::filesystem::path& path,
                                                         const EmbedderOptions& options)
{
    auto folder = ModelFolder::read(path);
    if (!folder) {
        return folder.failure();
    }
    std::unique_ptr<Tokenizer> tokenizer;
    if (folder->tokenizer) {
        auto opened = openTokenizer(path, *folder->tokenizer, folder->architecture.text->contextLength);
        if (!opened) {
            return opened.failure();
        }
        tokenizer = std::move(*opened);
    }
    const SafetensorsSet files = folder->files;
    return guarded("cannot open the model", ErrorCode::Corrupt, [&]() -> Result<std::unique_ptr<Embedder>> {
        const bool hasWords = tokenizer != nullptr;
        auto embedder = std::make_unique<TransformerEmbedder>(std::move(*folder), std::move(tokenizer), options);
        // A grey picture and a word: what is wrong with the numbers is told now, not in the middle of indexing.
        const int edge = std::max(1, embedder->inputEdgePx());
        const Image grey{edge, edge, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(edge) * edge * 3, 128)};
        auto input = embedder->prepare(grey);
        if (!input) {
            return input.failure();
        }
        const std::vector<ModelInput> inputs(1, std::move(*input));
        Status works;
        if (const auto vector = embedder->embedImages(inputs); !vector) {
            works = vector.failure();
        }
        if (const std::vector<std::string> words = {"photo"}; works && hasWords) {
            if (const auto vector = embedder->embedTexts(words); !vector) {
                works = vector.failure();
            }
        }
        if (!works) {
            const std::string damaged = damagedTensor(files);
            return damaged.empty() ? works.failure() : fail(ErrorCode::Corrupt, damaged);
        }
        return std::unique_ptr<Embedder>(std::move(embedder));
    });
}

} // namespace likeness
