#include "app/cli/bench.h"
#include "app/cli/bench_vectors.h"
#include "app/cli/text.h"
#include "core/embed/embedder.h"
#include "core/engine/open_engine.h"
#include "core/media/media.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

namespace likeness::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kThumbnailQuality = 82; // near what ingest uses; a few points more or less cost nothing
constexpr std::int64_t kFileMaxBytes = std::int64_t{2} << 30;

double rounded(double value) { return std::round(value * 1000) / 1000; }

int threadsFor(const GlobalOptions& global)
{
    return global.threads > 0 ? global.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// --- decode ---------------------------------------------------------------------------------------------------------

/// What one pass over a folder did.
struct Pass {
    std::chrono::duration<double> took{0};
    std::atomic<std::int64_t> photos{0};
    std::atomic<std::int64_t> failures{0};
    std::atomic<std::int64_t> pixels{0};
};

/// Calls `process` for every file on `threads` threads.
template <class Process> void runPass(const std::vector<fs::path>& files, int threads, Pass& pass, Process process)
{
    const Clock::time_point begun = Clock::now();
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> workers;
    workers.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            for (std::size_t at = next++; at < files.size(); at = next++) {
                const Result<std::int64_t> pixels = process(files[at]);
                ++(pixels ? pass.photos : pass.failures);
                pass.pixels += pixels ? *pixels : 0;
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    pass.took = Clock::now() - begun;
}

Result<std::int64_t> decodeOnly(const fs::path& path)
{
    const auto bytes = readFile(path, kFileMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    const auto photo = decodePhoto(*bytes, path, static_cast<int>(ThumbnailSize::Large474));
    return photo ? Result(std::int64_t{photo->fullWidth} * photo->fullHeight) : photo.failure();
}

/// Everything ingest does with a file before the model: the same calls in the same order.
Result<std::int64_t> decodeAndTheRest(const fs::path& path)
{
    const auto bytes = readFile(path, kFileMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    hashContent(*bytes);
    const auto photo = decodePhoto(*bytes, path, static_cast<int>(ThumbnailSize::Large474));
    if (!photo) {
        return photo.failure();
    }
    readMetadata(*bytes, path);
    const Image large = shrunkTo(photo->image, static_cast<int>(ThumbnailSize::Large474));
    const Image small = shrunkTo(large, static_cast<int>(ThumbnailSize::Small236));
    averageRgb(small);
    for (const Image* image : {&large, &small}) {
        if (const auto encoded = encodeJpeg(*image, kThumbnailQuality); !encoded) {
            return encoded.failure();
        }
    }
    return std::int64_t{photo->fullWidth} * photo->fullHeight;
}

Status benchDecode(const BenchCommand& command, const GlobalOptions& global, Report& report)
{
    if (Status media = initialiseMedia(); !media) {
        return media;
    }
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(command.input, error)) {
        if (entry.is_regular_file(error) && hasPhotoExtension(entry.path())) {
            files.push_back(entry.path());
        }
    }
    if (files.empty()) {
        return fail(ErrorCode::NotFound, "there are no photos in " + printable(command.input));
    }
    const int threads = threadsFor(global);
    Pass warmUp;
    runPass(files, threads, warmUp, [](const fs::path& path) -> Result<std::int64_t> {
        const auto bytes = readFile(path, kFileMaxBytes);
        return bytes ? Result(static_cast<std::int64_t>(bytes->size())) : bytes.failure();
    });
    Pass decode;
    runPass(files, threads, decode, decodeOnly);
    Pass whole;
    runPass(files, threads, whole, decodeAndTheRest);
    const double photos = static_cast<double>(decode.photos);
    report.measurement({{"bench", "decode"},
                        {"photos", decode.photos.load()},
                        {"failed", decode.failures.load()},
                        {"megapixels", rounded(static_cast<double>(decode.pixels) / 1e6)},
                        {"bytes", warmUp.pixels.load()},
                        {"threads", threads},
                        {"read_per_second", rounded(photos / warmUp.took.count())},
                        {"decode_per_second", rounded(photos / decode.took.count())},
                        {"ingest_per_second", rounded(photos / whole.took.count())},
                        {"ratio", rounded(decode.took / whole.took)}});
    return {};
}

// --- embed ----------------------------------------------------------------------------------------------------------

/// A picture with structure at every scale, as photos have: sums of random waves.
Image generatedPicture(std::mt19937& random, int edgePx)
{
    std::uniform_real_distribution<float> phase(0, 6.2831853F);
    Image image{edgePx, edgePx * 3 / 4, 3, {}};
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
    struct Wave {
        float x, y, offset, strength;
    };
    std::array<Wave, 18> waves{};
    for (std::size_t i = 0; i < waves.size(); ++i) {
        const float frequency = 0.004F * std::pow(1.35F, static_cast<float>(i));
        const float direction = phase(random);
        waves[i] = {frequency * std::cos(direction), frequency * std::sin(direction), phase(random),
                    90.0F / static_cast<float>(i + 2)};
    }
    std::size_t at = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                float value = 128;
                for (std::size_t i = channel; i < waves.size(); i += 3) {
                    const Wave& wave = waves[i];
                    value += wave.strength
                             * std::sin(wave.x * static_cast<float>(x) + wave.y * static_cast<float>(y) + wave.offset);
                }
                image.pixels[at++] = static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
            }
        }
    }
    return image;
}

Status benchEmbed(const BenchCommand& command, const GlobalOptions& global, Report& report)
{
    const auto resources = findResources({});
    if (!resources) {
        return resources.failure();
    }
    const Clock::time_point opening = Clock::now();
    EmbedderOptions options;
    options.device = global.device;
    options.threads = global.threads;
    options.builtinFolder = *resources / "builtin";
    const auto embedder = openBuiltinEmbedder(options);
    if (!embedder) {
        return embedder.failure();
    }
    const std::chrono::duration<double, std::milli> open = Clock::now() - opening;
    std::mt19937 random(1);
    constexpr std::size_t kPictures = 16; // different enough; more would only cost time to make
    std::vector<Image> pictures;
    pictures.reserve(kPictures);
    while (pictures.size() < kPictures) {
        pictures.push_back(generatedPicture(random, std::max((*embedder)->inputEdgePx(), 64)));
    }
    std::chrono::duration<double, std::milli> prepare{0};
    std::chrono::duration<double, std::milli> embed{0};
    const auto batchSize = static_cast<std::size_t>(std::max(1, (*embedder)->batchSize()));
    for (std::size_t done = 0; done < static_cast<std::size_t>(command.count);) {
        std::vector<ModelInput> batch;
        Clock::time_point begun = Clock::now();
        for (; batch.size() < batchSize && done < static_cast<std::size_t>(command.count); ++done) {
            auto input = (*embedder)->prepare(pictures[done % pictures.size()]);
            if (!input) {
                return input.failure();
            }
            batch.push_back(std::move(*input));
        }
        prepare += Clock::now() - begun;
        begun = Clock::now();
        if (const auto vectors = (*embedder)->embedImages(batch); !vectors) {
            return vectors.failure();
        }
        embed += Clock::now() - begun;
    }
    report.measurement({{"bench", "embed"},
                        {"model", (*embedder)->info().id},
                        {"device", (*embedder)->device()},
                        {"device_reason", (*embedder)->deviceReason()},
                        {"images", command.count},
                        {"batch", batchSize},
                        {"open_ms", rounded(open.count())},
                        {"prepare_ms", rounded(prepare.count() / command.count)},
                        {"embed_ms", rounded(embed.count() / command.count)},
                        {"images_per_second", rounded(1000 * command.count / (prepare + embed).count())}});
    return {};
}

// --- search ---------------------------------------------------------------------------------------------------------

/// Takes the last rows away to search by: asking for a row that is indexed would be too easy.
Matrix holdBack(Matrix& base, std::size_t count)
{
    Matrix queries{count, base.columns, {}};
    const std::size_t kept = (base.rows - count) * base.columns;
    queries.values.assign(base.values.begin() + static_cast<std::ptrdiff_t>(kept), base.values.end());
    base.values.resize(kept);
    base.rows -= count;
    return queries;
}

Status benchVectors(const BenchCommand& command, const GlobalOptions& global, Report& report)
{
    Result<Matrix> base = readNpy(command.input);
    if (!base) {
        return base.failure();
    }
    std::vector<QuerySet> queries;
    if (command.queries.empty()) {
        const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(command.count), base->rows / 10);
        if (count == 0) {
            return fail(ErrorCode::InvalidInput, "there are too few rows to hold any back as queries");
        }
        queries.push_back({"image", holdBack(*base, count)});
    }
    for (const auto& [kind, file] : {std::pair("image", command.queries), std::pair("words", command.words)}) {
        if (file.empty()) {
            continue;
        }
        Result<Matrix> rows = readNpy(file);
        if (!rows) {
            return rows.failure();
        }
        queries.push_back({kind, std::move(*rows)});
    }
    const auto figures = measureSearches(std::move(*base), std::move(queries), command.count, threadsFor(global));
    if (!figures) {
        return figures.failure();
    }
    for (const SearchFigures& row : *figures) {
        report.measurement({{"index", row.index},
                            {"query", row.query},
                            {"rows", row.rows},
                            {"recall10", std::round(row.recall10 * 1e5) / 1e5},
                            {"median_us", std::round(row.median.count() * 10) / 10},
                            {"p99_us", std::round(row.p99.count() * 10) / 10},
                            {"ratio_hnsw", rounded(row.ratioHnsw)},
                            {"memory_bytes", row.memoryBytes},
                            {"disk_bytes", row.diskBytes},
                            {"build_s", rounded(row.build.count())}});
    }
    return {};
}

} // namespace

bool needsNoLibrary(const BenchCommand& command)
{
    using What = BenchCommand::What;
    return command.what == What::Decode || command.what == What::Embed
           || (command.what == What::Search && !command.input.empty());
}

Status benchWithoutLibrary(const BenchCommand& command, const GlobalOptions& global, Report& report)
{
    switch (command.what) {
    case BenchCommand::What::Decode:
        return benchDecode(command, global, report);
    case BenchCommand::What::Embed:
        return benchEmbed(command, global, report);
    case BenchCommand::What::Search:
    case BenchCommand::What::Index:
        break;
    }
    return benchVectors(command, global, report);
}

} // namespace likeness::cli
