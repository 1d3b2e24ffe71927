// What running a Hugging Face model costs beside the same blocks written down in bare torch: images per second of
// prepared inputs, both in one run, taking turns. The weights are random, the layout is the real one.
// Usage: models_bench TOKENIZER_FOLDER [b32|b16|l14]...      (tests/data/embed/clip has a small tokenizer)
#include "core/embed/embedder.h"
#include "core/embed/processor.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <thread>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

constexpr int kRounds = 5;
constexpr int kImagePx = 224;
constexpr int kTextLayers = 2; // only images are measured
constexpr int kTextWidth = 64;
constexpr int kVocabulary = 934;

struct Shape {
    const char* name;
    int layers;
    int width;
    int heads;
    int patch;

    int tokens() const { return (kImagePx / patch) * (kImagePx / patch) + 1; }
};
constexpr Shape kShapes[] = {{"b32", 12, 768, 12, 32}, {"b16", 12, 768, 12, 16}, {"l14", 24, 1024, 16, 14}};

struct Entry {
    std::string name;
    std::vector<std::int64_t> shape;
};

std::vector<Entry> blockEntries(const std::string& tower, int layers, std::int64_t width)
{
    std::vector<Entry> entries;
    for (int layer = 0; layer < layers; ++layer) {
        const std::string block = tower + ".encoder.layers." + std::to_string(layer) + ".";
        for (const char* part : {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.out_proj"}) {
            entries.push_back({block + part + ".weight", {width, width}});
            entries.push_back({block + part + ".bias", {width}});
        }
        for (const char* part : {"layer_norm1", "layer_norm2"}) {
            entries.push_back({block + part + ".weight", {width}});
            entries.push_back({block + part + ".bias", {width}});
        }
        entries.push_back({block + "mlp.fc1.weight", {4 * width, width}});
        entries.push_back({block + "mlp.fc1.bias", {4 * width}});
        entries.push_back({block + "mlp.fc2.weight", {width, 4 * width}});
        entries.push_back({block + "mlp.fc2.bias", {width}});
    }
    return entries;
}

std::vector<Entry> modelEntries(const Shape& shape)
{
    const std::int64_t width = shape.width;
    std::vector<Entry> entries = blockEntries("vision_model", shape.layers, width);
    const auto text = blockEntries("text_model", kTextLayers, kTextWidth);
    entries.insert(entries.end(), text.begin(), text.end());
    const std::string vision = "vision_model.";
    entries.push_back({vision + "embeddings.patch_embedding.weight", {width, 3, shape.patch, shape.patch}});
    entries.push_back({vision + "embeddings.class_embedding", {width}});
    entries.push_back({vision + "embeddings.position_embedding.weight", {shape.tokens(), width}});
    for (const char* norm : {"vision_model.pre_layrnorm", "vision_model.post_layernorm"}) {
        entries.push_back({std::string(norm) + ".weight", {width}});
        entries.push_back({std::string(norm) + ".bias", {width}});
    }
    entries.push_back({"text_model.embeddings.token_embedding.weight", {kVocabulary, kTextWidth}});
    entries.push_back({"text_model.embeddings.position_embedding.weight", {77, kTextWidth}});
    entries.push_back({"text_model.final_layer_norm.weight", {kTextWidth}});
    entries.push_back({"text_model.final_layer_norm.bias", {kTextWidth}});
    entries.push_back({"visual_projection.weight", {512, width}});
    entries.push_back({"text_projection.weight", {512, kTextWidth}});
    entries.push_back({"logit_scale", {}});
    return entries;
}

/// A folder as Hugging Face has it, with random weights in float.
void writeModel(const Path& folder, const Shape& shape, const Path& tokenizer)
{
    std::filesystem::create_directories(folder);
    for (const char* name : {"tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json"}) {
        if (std::filesystem::exists(tokenizer / name)) {
            std::filesystem::copy_file(tokenizer / name, folder / name);
        }
    }
    std::ofstream(folder / "config.json")
        << R"({"model_type":"clip","projection_dim":512,"text_config":{"vocab_size":)" << kVocabulary
        << R"(,"hidden_size":)" << kTextWidth << R"(,"intermediate_size":)" << 4 * kTextWidth
        << R"(,"num_hidden_layers":)" << kTextLayers << R"(,"num_attention_heads":2,"eos_token_id":2},)"
        << R"("vision_config":{"hidden_act":"gelu","hidden_size":)" << shape.width << R"(,"intermediate_size":)"
        << 4 * shape.width << R"(,"num_hidden_layers":)" << shape.layers << R"(,"num_attention_heads":)" << shape.heads
        << R"(,"patch_size":)" << shape.patch << R"(,"image_size":)" << kImagePx << "}}";
    std::ofstream(folder / "preprocessor_config.json")
        << R"({"image_processor_type":"CLIPImageProcessor","size":224,"crop_size":224,"resample":3,)"
        << R"("image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]})";
    std::ostringstream header;
    std::int64_t offset = 0;
    const auto entries = modelEntries(shape);
    for (const Entry& entry : entries) {
        std::int64_t count = 1;
        header << (offset == 0 ? "{" : ",") << '"' << entry.name << R"(":{"dtype":"F32","shape":[)";
        for (std::size_t i = 0; i < entry.shape.size(); ++i) {
            header << (i == 0 ? "" : ",") << entry.shape[i];
            count *= entry.shape[i];
        }
        header << R"(],"data_offsets":[)" << offset << ',' << offset + 4 * count << "]}";
        offset += 4 * count;
    }
    std::string text = header.str() + "}";
    text.resize((text.size() + 7) / 8 * 8, ' ');
    std::ofstream file(folder / "model.safetensors", std::ios::binary);
    const std::uint64_t length = text.size();
    file.write(reinterpret_cast<const char*>(&length), sizeof length);
    file << text;
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0, 0.02F);
    std::vector<float> block(1 << 20);
    std::generate(block.begin(), block.end(), [&] { return normal(random); });
    for (std::int64_t left = offset; left > 0;) {
        const std::int64_t bytes
            = std::min<std::int64_t>(left, static_cast<std::int64_t>(block.size() * sizeof(float)));
        file.write(reinterpret_cast<const char*>(block.data()), bytes);
        left -= bytes;
    }
}

/// The image tower as one writes it down in torch, every operation on the whole batch, in one number format.
struct BareTorch {
    struct Block {
        at::Tensor normWeight, normBias, qkv, qkvBias, out, outBias, up, upBias, down, downBias;
    };

    BareTorch(const Shape& s, at::ScalarType type)
        : shape(s)
    {
        const auto made = [&](at::IntArrayRef extents) { return (at::randn(extents) * 0.02).to(type); };
        const std::int64_t width = s.width;
        patch = made({width, 3, s.patch, s.patch});
        positions = made({1, s.tokens(), width});
        classToken = made({1, 1, width});
        projection = made({512, width});
        for (int layer = 0; layer < s.layers; ++layer) {
            blocks.push_back({at::ones({width}).to(type), made({width}), made({3 * width, width}), made({3 * width}),
                              made({width, width}), made({width}), made({4 * width, width}), made({4 * width}),
                              made({width, 4 * width}), made({width})});
        }
    }

    at::Tensor run(const at::Tensor& pixels) const
    {
        const std::int64_t n = pixels.size(0);
        const std::int64_t width = shape.width;
        const std::int64_t tokens = shape.tokens();
        const std::int64_t heads = shape.heads;
        const Block& first = blocks.front();
        at::Tensor x = at::conv2d(pixels.to(patch.scalar_type()), patch, {}, {shape.patch, shape.patch});
        x = at::cat({classToken.expand({n, 1, width}), x.flatten(2).transpose(1, 2)}, 1) + positions;
        x = at::layer_norm(x, {width}, first.normWeight, first.normBias);
        for (const Block& block : blocks) {
            const at::Tensor qkv
                = at::linear(at::layer_norm(x, {width}, block.normWeight, block.normBias), block.qkv, block.qkvBias)
                      .view({n, tokens, 3, heads, width / heads})
                      .permute({2, 0, 3, 1, 4});
            const at::Tensor scores
                = at::matmul(qkv[0] * (1 / std::sqrt(static_cast<double>(width / heads))), qkv[1].transpose(2, 3));
            const at::Tensor answers = at::matmul(at::softmax(scores, -1), qkv[2]);
            x = x + at::linear(answers.transpose(1, 2).reshape({n, tokens, width}), block.out, block.outBias);
            const at::Tensor wide
                = at::linear(at::layer_norm(x, {width}, block.normWeight, block.normBias), block.up, block.upBias);
            x = x + at::linear(at::gelu(wide), block.down, block.downBias);
        }
        const at::Tensor pooled = at::layer_norm(x.select(1, 0), {width}, first.normWeight, first.normBias);
        const at::Tensor vectors = at::linear(pooled, projection).to(at::kFloat);
        return vectors / vectors.norm(2, {1}, true);
    }

    Shape shape;
    at::Tensor patch, positions, classToken, projection;
    std::vector<Block> blocks;
};

/// The BLAS below torch has threads of its own: the bare loop may use them all, as torch alone would.
void setBlasThreads(int threads)
{
    using SetThreads = void (*)(int);
    if (void* found = ::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")) {
        reinterpret_cast<SetThreads>(found)(threads);
    }
}

struct Cost {
    double wallSeconds = 0;
    double cpuSeconds = 0; ///< of all threads, waiting in a loop for another included
};

double cpuSeconds()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Body> Cost costOf(Body body)
{
    const double cpuStart = cpuSeconds();
    const auto start = std::chrono::steady_clock::now();
    body();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count(), cpuSeconds() - cpuStart};
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

bool measure(const Path& folder, const Shape& shape, Precision precision, int threads)
{
    EmbedderOptions options;
    options.device = Device::Cpu;
    options.precision = precision;
    options.threads = threads;
    auto opened = openModelFolder(folder, options);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return false;
    }
    Embedder& embedder = **opened;
    const c10::InferenceMode inference;
    const BareTorch bare(shape, precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat);
    const auto batch = static_cast<std::size_t>(embedder.batchSize());
    std::vector<ModelInput> inputs(batch);
    std::mt19937 random(2);
    std::normal_distribution<float> normal;
    for (ModelInput& input : inputs) {
        input.width = input.height = kImagePx;
        input.values.resize(3 * kImagePx * kImagePx);
        std::generate(input.values.begin(), input.values.end(), [&] { return normal(random); });
    }
    at::Tensor pixels = at::empty({static_cast<std::int64_t>(batch), 3, kImagePx, kImagePx});
    const auto images = static_cast<double>(batch);
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> oursCpu;
    std::vector<double> theirsCpu;
    std::vector<double> ratios;
    for (int round = -1; round < kRounds; ++round) { // the first one warms up
        setBlasThreads(1);
        bool worked = true;
        const Cost own = costOf([&] { worked = embedder.embedImages(inputs).has_value(); });
        setBlasThreads(threads);
        const Cost other = costOf([&] {
            for (std::size_t i = 0; i < batch; ++i) {
                std::memcpy(pixels[static_cast<std::int64_t>(i)].data_ptr(), inputs[i].values.data(),
                            inputs[i].values.size() * sizeof(float));
            }
            bare.run(pixels);
        });
        if (!worked) {
            std::fprintf(stderr, "the embedder failed\n");
            return false;
        }
        if (round >= 0) {
            ours.push_back(images / own.wallSeconds);
            theirs.push_back(images / other.wallSeconds);
            oursCpu.push_back(own.cpuSeconds * 1e3 / images);
            theirsCpu.push_back(other.cpuSeconds * 1e3 / images);
            ratios.push_back(other.wallSeconds / own.wallSeconds);
        }
    }
    std::printf("| %s | %s | %zu | %.1f | %.1f | %.2f | %.1f | %.1f | %.2f |\n", shape.name, embedder.device().c_str(),
                batch, median(ours), median(theirs), median(ratios), median(oursCpu), median(theirsCpu),
                median(theirsCpu) / median(oursCpu));
    return true;
}

} // namespace

int main(int argumentCount, char** arguments)
{
    if (argumentCount < 2) {
        std::fprintf(stderr, "usage: models_bench TOKENIZER_FOLDER [b32|b16|l14]...\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::printf("| shape | device | batch | images/s | bare torch | ratio | CPU ms per image | bare torch | ratio |\n"
                "|---|---|---|---|---|---|---|---|---|\n");
    for (const Shape& shape : kShapes) {
        const auto asked = std::find_if(arguments + 2, arguments + argumentCount,
                                        [&](const char* name) { return std::strcmp(name, shape.name) == 0; });
        if (argumentCount > 2 && asked == arguments + argumentCount) {
            continue;
        }
        const Path folder = std::filesystem::temp_directory_path() / ("models_bench_" + std::string(shape.name));
        std::filesystem::remove_all(folder);
        writeModel(folder, shape, arguments[1]);
        bool worked = measure(folder, shape, Precision::Float32, threads);
        if (worked && processorHasBfloat16()) {
            worked = measure(folder, shape, Precision::BFloat16, threads);
        }
        std::filesystem::remove_all(folder);
        if (!worked) {
            return 1;
        }
    }
    return 0;
}
