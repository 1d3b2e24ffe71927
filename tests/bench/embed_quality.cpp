// How well an embedding finds: leave-one-out P@1 and mAP@100 on folders of labelled photos (label = folder), and
// whether altered copies of photos come first among all photos and generated ones. Usage: embed_quality
// BUILTIN_FOLDER|MODEL_FOLDER SET_FOLDER...
//        embed_quality --copies GENERATED_FOLDER BUILTIN_FOLDER|MODEL_FOLDER PHOTO_FOLDER...
#include "core/base/file_system.h"
#include "core/embed/embedder.h"
#include "core/media/exif_orientation.h"
#include "core/media/media.h"
#include "tests/support/leave_one_out.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <thread>

using namespace likeness;
using likeness::test::leaveOneOut;
using likeness::test::similarity;

namespace {

using Path = std::filesystem::path;
using Vector = std::vector<float>;

constexpr std::int64_t kFileMaxBytes = std::int64_t{1} << 30;
constexpr int kIngestEdgePx = 474; // what the program decodes to when it indexes
constexpr std::size_t kThreads = 2;
constexpr std::size_t kCopyPhotos = 300;
constexpr std::size_t kLibrarySize = 20000;

double threadMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

std::vector<Path> photosUnder(const Path& folder)
{
    std::vector<Path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && hasPhotoExtension(entry.path())) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

/// Runs `body(i)` for 0..count-1 on a few threads.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& body)
{
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < kThreads; ++t) {
        threads.emplace_back([&] {
            for (std::size_t i = next++; i < count; i = next++) {
                body(i);
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
}

Image decoded(std::span<const std::byte> file, const Path& path, int edgePx)
{
    auto photo = decodePhoto(file, path, edgePx);
    return photo ? std::move(photo->image) : Image{};
}

Image loaded(const Path& path, int edgePx)
{
    const auto file = readFile(path, kFileMaxBytes);
    return file ? decoded(*file, path, edgePx) : Image{};
}

/// Embeds what `imageOf(i)` gives, in chunks so that inputs never pile up. An empty image gives an empty vector.
std::vector<Vector> embedAll(Embedder& embedder, std::size_t count, const std::function<Image(std::size_t)>& imageOf)
{
    std::vector<Vector> vectors(count);
    std::atomic<double> prepareMs = 0;
    double embedMs = 0;
    for (std::size_t first = 0; first < count; first += 64) {
        const std::size_t size = std::min<std::size_t>(64, count - first);
        std::vector<ModelInput> inputs(size);
        inParallel(size, [&](std::size_t i) {
            const Image image = imageOf(first + i);
            const double start = threadMilliseconds();
            if (auto input = embedder.prepare(image)) {
                inputs[i] = std::move(*input);
            }
            prepareMs += threadMilliseconds() - start;
        });
        const double start = threadMilliseconds();
        for (std::size_t i = 0; i < size; ++i) {
            if (!inputs[i].values.empty()) {
                auto vector = embedder.embedImages(std::span(inputs).subspan(i, 1));
                vectors[first + i] = vector ? std::move(*vector) : Vector{};
            }
        }
        embedMs += threadMilliseconds() - start;
    }
    std::fprintf(stderr, "%zu images: prepare %.1f, embed %.1f ms CPU each\n", count,
                 prepareMs / static_cast<double>(count), embedMs / static_cast<double>(count));
    return vectors;
}

void scoreSets(Embedder& embedder, std::span<char*> folders)
{
    std::printf("| %s, %d numbers | P@1 | mAP@100 | photos |\n|---|---|---|---|\n", embedder.info().id.c_str(),
                embedder.info().dimension);
    for (const Path folder : folders) {
        const auto paths = photosUnder(folder);
        std::vector<std::string> labels;
        for (const auto& path : paths) {
            labels.push_back(path.parent_path().filename());
        }
        const auto vectors
            = embedAll(embedder, paths.size(), [&](std::size_t i) { return loaded(paths[i], embedder.inputEdgePx()); });
        const auto quality = leaveOneOut(vectors, labels);
        std::printf("| %s | %.3f | %.3f | %zu |\n", folder.filename().c_str(), quality.precisionAt1,
                    quality.meanAverage, paths.size());
    }
}

Image brightened(Image image, double factor)
{
    for (auto& sample : image.pixels) {
        sample = static_cast<std::uint8_t>(std::min(255.0, sample * factor + 0.5));
    }
    return image;
}

Image trimmed(const Image& image, double share)
{
    const int dx = static_cast<int>(image.width * share / 2);
    const int dy = static_cast<int>(image.height * share / 2);
    auto inner = cropped(image, dx, dy, image.width - 2 * dx, image.height - 2 * dy);
    return inner ? std::move(*inner) : Image{};
}

Image greyed(Image image)
{
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3) {
        const int grey = (299 * image.pixels[i] + 587 * image.pixels[i + 1] + 114 * image.pixels[i + 2] + 500) / 1000;
        std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(i), 3, static_cast<std::uint8_t>(grey));
    }
    return image;
}

Image recompressed(const Image& image, int quality)
{
    const auto bytes = encodeJpeg(image, quality);
    return bytes ? decoded(*bytes, "copy.jpg", 0) : Image{};
}

struct Alteration {
    const char* name;
    std::function<Image(const Image&)> apply;
};

const std::vector<Alteration>& alterations()
{
    static const std::vector<Alteration> all = {
        {"resized to half",
         [](const Image& image) { return shrunkTo(image, std::max(image.width, image.height) / 2); }},
        {"resized to 160 px", [](const Image& image) { return shrunkTo(image, 160); }},
        {"JPEG 90", [](const Image& image) { return recompressed(image, 90); }},
        {"JPEG 30", [](const Image& image) { return recompressed(image, 30); }},
        {"cropped by 5 %", [](const Image& image) { return trimmed(image, 0.05); }},
        {"cropped by 10 %", [](const Image& image) { return trimmed(image, 0.10); }},
        {"cropped by 20 %", [](const Image& image) { return trimmed(image, 0.20); }},
        {"brightened by 25 %", [](const Image& image) { return brightened(image, 1.25); }},
        {"darkened by 25 %", [](const Image& image) { return brightened(image, 0.75); }},
        {"in shades of grey", greyed},
        {"mirrored", [](const Image& image) { return upright(image, 2); }},
    };
    return all;
}

/// A generated picture serves nine times: whole, and its four corners of six and of four tenths of its edges.
constexpr std::size_t kPieces = 9;

Image piece(Image whole, std::size_t which)
{
    if (which == 0) {
        return whole;
    }
    const int tenths = which <= 4 ? 6 : 4;
    const int width = whole.width * tenths / 10;
    const int height = whole.height * tenths / 10;
    const bool right = which % 2 == 0;
    const bool low = (which - 1) % 4 >= 2;
    auto corner = cropped(whole, right ? whole.width - width : 0, low ? whole.height - height : 0, width, height);
    return corner ? std::move(*corner) : Image{};
}

void scoreCopies(Embedder& embedder, const Path& generated, std::span<char*> folders)
{
    std::vector<Path> paths;
    for (const Path folder : folders) {
        const auto more = photosUnder(folder);
        paths.insert(paths.end(), more.begin(), more.end());
    }
    const std::size_t photoCount = paths.size();
    const auto drawn = photosUnder(generated);
    const std::size_t size = std::min(kLibrarySize, photoCount + kPieces * drawn.size());
    const auto library = embedAll(embedder, size, [&](std::size_t i) {
        if (i < photoCount) {
            return loaded(paths[i], kIngestEdgePx);
        }
        const std::size_t which = i - photoCount;
        return piece(loaded(drawn[which / kPieces], 0), which % kPieces);
    });
    std::printf("| %s: copy of a photo | first among %zu | of %zu |\n|---|---|---|\n", embedder.info().id.c_str(), size,
                std::min(kCopyPhotos, photoCount));
    const std::size_t step = std::max<std::size_t>(1, photoCount / kCopyPhotos);
    for (const Alteration& alteration : alterations()) {
        const std::size_t count = std::min(kCopyPhotos, photoCount);
        const auto queries
            = embedAll(embedder, count, [&](std::size_t i) { return alteration.apply(loaded(paths[i * step], 0)); });
        std::atomic<int> first = 0;
        inParallel(count, [&](std::size_t i) {
            const float own = similarity(queries[i], library[i * step]);
            bool best = own > -1;
            for (std::size_t other = 0; best && other < library.size(); ++other) {
                // A photo that is in the set twice, byte for byte, is no mistake.
                best = other == i * step || similarity(queries[i], library[other]) < own
                       || similarity(library[i * step], library[other]) > 0.99999F;
            }
            first += best ? 1 : 0;
        });
        std::printf("| %s | %.1f %% | %d |\n", alteration.name, 100.0 * first / static_cast<double>(count),
                    first.load());
    }
}

std::unique_ptr<Embedder> opened(const Path& folder)
{
    EmbedderOptions options;
    options.threads = 1;
    options.builtinFolder = folder;
    auto embedder = std::filesystem::exists(folder / "likeness.json") ? openModelFolder(folder, options)
                                                                      : openBuiltinEmbedder(options);
    if (!embedder) {
        std::fprintf(stderr, "%s\n", embedder.error().message.c_str());
        return nullptr;
    }
    return std::move(*embedder);
}

} // namespace

int main(int argumentCount, char** arguments)
{
    const std::span<char*> all(arguments, static_cast<std::size_t>(argumentCount));
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const bool copies = all.size() > 1 && std::string(all[1]) == "--copies";
    const std::size_t model = copies ? 3 : 1;
    if (all.size() < model + 2) {
        std::fprintf(stderr, "usage: embed_quality [--copies GENERATED_FOLDER] MODEL_FOLDER PHOTO_FOLDER...\n");
        return 2;
    }
    if (!initialiseMedia()) {
        return 1;
    }
    const auto embedder = opened(all[model]);
    if (!embedder) {
        return 1;
    }
    if (copies) {
        scoreCopies(*embedder, all[2], all.subspan(model + 1));
    } else {
        scoreSets(*embedder, all.subspan(model + 1));
    }
    return 0;
}
