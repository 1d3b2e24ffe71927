// What embedding costs: CPU and wall milliseconds per image, by batch and threads.
// Usage: embed_bench BUILTIN_FOLDER [MODEL_FOLDER]...
#include "core/embed/embedder.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>

using namespace likeness;

namespace {

constexpr int kRounds = 3;

struct Cost {
    double cpuMs = 0;
    double wallMs = 0;
};

double cpuMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Median of several rounds, per image.
template <class Body> Cost measured(int images, Body body)
{
    std::vector<double> cpu;
    std::vector<double> wall;
    for (int round = 0; round < kRounds; ++round) {
        const double cpuStart = cpuMilliseconds();
        const auto start = std::chrono::steady_clock::now();
        body();
        cpu.push_back((cpuMilliseconds() - cpuStart) / images);
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count()
                       / images);
    }
    std::ranges::sort(cpu);
    std::ranges::sort(wall);
    return {cpu[kRounds / 2], wall[kRounds / 2]};
}

/// Overlapping rectangles over noise: edges everywhere, as much work for the patches as a busy photo.
Image busyImage(unsigned seed)
{
    std::mt19937 random(seed);
    Image image{474, 316, 3, {}};
    for (int i = 0; i < image.width * image.height * 3; ++i) {
        image.pixels.push_back(static_cast<std::uint8_t>(random() % 40));
    }
    for (int shape = 0; shape < 150; ++shape) {
        const int left = static_cast<int>(random() % 440);
        const int top = static_cast<int>(random() % 290);
        const int right = std::min(image.width, left + 8 + static_cast<int>(random() % 120));
        const int bottom = std::min(image.height, top + 8 + static_cast<int>(random() % 90));
        const auto colour = static_cast<unsigned>(random());
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                for (int c = 0; c < 3; ++c) {
                    auto& sample = image.pixels[static_cast<std::size_t>((y * image.width + x) * 3 + c)];
                    sample = static_cast<std::uint8_t>((sample % 40) + (colour >> (8 * c)) % 200);
                }
            }
        }
    }
    return image;
}

bool report(const Embedder& embedder, Result<std::vector<float>> result)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", embedder.info().id.c_str(), result.error().message.c_str());
        return false;
    }
    return true;
}

void measure(Embedder& embedder, int threads)
{
    std::vector<Image> images;
    for (unsigned seed = 0; seed < 32; ++seed) {
        images.push_back(busyImage(seed));
    }
    std::vector<ModelInput> inputs(images.size());
    const Cost prepare = measured(32, [&] {
        for (std::size_t i = 0; i < images.size(); ++i) {
            if (auto input = embedder.prepare(images[i])) {
                inputs[i] = std::move(*input);
            }
        }
    });
    std::printf("| %s | %d | prepare | %.1f | %.1f |\n", embedder.info().id.c_str(), threads, prepare.cpuMs,
                prepare.wallMs);
    for (const std::size_t batch : {std::size_t{1}, std::size_t{8}, std::size_t{32}}) {
        const Cost cost = measured(32, [&] {
            for (std::size_t first = 0; first < inputs.size(); first += batch) {
                if (!report(embedder, embedder.embedImages(std::span(inputs).subspan(first, batch)))) {
                    return;
                }
            }
        });
        std::printf("| %s | %d | embed, batch %zu | %.1f | %.1f |\n", embedder.info().id.c_str(), threads, batch,
                    cost.cpuMs, cost.wallMs);
    }
}

} // namespace

int main(int argumentCount, char** arguments)
{
    if (argumentCount < 2) {
        std::fprintf(stderr, "usage: embed_bench BUILTIN_FOLDER [MODEL_FOLDER]...\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("| model | threads | step | CPU ms per image | wall ms per image |\n|---|---|---|---|---|\n");
    for (const int threads : {1, 2}) {
        EmbedderOptions options;
        options.threads = threads;
        options.builtinFolder = arguments[1];
        const auto start = std::chrono::steady_clock::now();
        auto builtin = openBuiltinEmbedder(options);
        if (!builtin) {
            std::fprintf(stderr, "%s\n", builtin.error().message.c_str());
            return 1;
        }
        std::fprintf(stderr, "opening the built-in model: %.0f ms\n",
                     std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        measure(**builtin, threads);
        for (int i = 2; i < argumentCount; ++i) {
            auto model = openModelFolder(arguments[i], options);
            if (!model) {
                std::fprintf(stderr, "%s\n", model.error().message.c_str());
                return 1;
            }
            measure(**model, threads);
        }
    }
    return 0;
}
