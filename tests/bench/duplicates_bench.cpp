// How well near-duplicates are found: altered copies of photos among photos, for each kind of alteration on its own.
// Usage: duplicates_bench make CACHE ORIGINALS BUILTIN_FOLDER|MODEL_FOLDER PHOTO_FOLDER...
//        duplicates_bench spreads CACHE
//        duplicates_bench measure CACHE [LINKS [HALF [THRESHOLD...]]]
//        duplicates_bench list GROUPS
//        duplicates_bench hashes PHOTO_FOLDER...
// `make` alters ORIGINALS photos, writes each copy as a JPEG (in memory), and embeds copies and photos as indexing
// does. `spreads` shows what the rule has to work with; `measure` makes a library of all photos and one kind of copy at
// a time, finds groups as the program does, and counts; `list` says what memory a list of found groups takes; `hashes`
// what hashing costs beside what indexing does with a photo anyway.
#include "core/api/duplicates.h"
#include "core/base/file_system.h"
#include "core/embed/embedder.h"
#include "core/engine/duplicate_list.h"
#include "core/explore/alike_pictures.h"
#include "core/explore/near_duplicates.h"
#include "core/media/media.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <thread>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

constexpr int kIngestEdgePx = 474; // what indexing decodes to
constexpr int kThumbnailQuality = 85;

// --- Altering -------------------------------------------------------------------------------------------------------

std::uint8_t* at(Image& image, int x, int y)
{
    return image.pixels.data()
           + (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 3;
}

Image blank(int width, int height, std::uint8_t value = 0)
{
    return {width, height, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height) * 3, value)};
}

/// The picture whose pixel (x, y) is that of `from` at `place(x, y)`.
template <class Place> Image moved(Image from, int width, int height, Place place)
{
    Image image = blank(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto [fromX, fromY] = place(x, y);
            std::copy_n(at(from, fromX, fromY), 3, at(image, x, y));
        }
    }
    return image;
}

template <class Change> Image recoloured(Image image, Change change)
{
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        change(image.pixels.data() + i);
    }
    return image;
}

Image smaller(const Image& image, double share)
{
    return shrunkTo(image, std::max(1, static_cast<int>(std::max(image.width, image.height) * share)));
}

/// `share` of the width and height is cut away, from sides that `seed` decides.
Image cutDown(const Image& image, double share, std::uint32_t seed)
{
    std::minstd_rand random(seed + 1);
    const int width = std::max(1, static_cast<int>(std::lround(image.width * (1 - share))));
    const int height = std::max(1, static_cast<int>(std::lround(image.height * (1 - share))));
    const auto place
        = [&](int room) { return room > 0 ? static_cast<int>(random() % static_cast<unsigned>(room + 1)) : 0; };
    auto cut = cropped(image, place(image.width - width), place(image.height - height), width, height);
    return cut ? std::move(*cut) : image;
}

Image framed(const Image& image, std::uint8_t value)
{
    const int edge = std::max(2, std::max(image.width, image.height) / 20);
    Image result = blank(image.width + 2 * edge, image.height + 2 * edge, value);
    Image from = image;
    for (int y = 0; y < image.height; ++y) {
        std::copy_n(at(from, 0, y), static_cast<std::size_t>(image.width) * 3, at(result, edge, y + edge));
    }
    return result;
}

/// A pale band with dark strokes, about a tenth of the picture, across its lower part.
Image marked(Image image)
{
    const int top = image.height * 7 / 10, bottom = image.height * 8 / 10;
    const int left = image.width / 4, right = image.width * 3 / 4;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const bool stroke = (x / std::max(2, image.width / 50)) % 3 == 0;
            for (int c = 0; c < 3; ++c) {
                std::uint8_t& value = at(image, x, y)[c];
                value = static_cast<std::uint8_t>((value + (stroke ? 30 : 255)) / 2);
            }
        }
    }
    return image;
}

struct Variant {
    const char* name;
    int quality; ///< of the JPEG it is written as
    Image (*alter)(const Image&, std::uint32_t seed);
};

std::uint8_t clamped(double value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)); }

template <int kPercent> Image brightened(const Image& image, std::uint32_t)
{
    return recoloured(image, [](std::uint8_t* p) {
        for (int c = 0; c < 3; ++c) {
            p[c] = clamped(p[c] * (kPercent / 100.0));
        }
    });
}

const Variant kVariants[] = {
    {"resize 75 %", 90, [](const Image& i, std::uint32_t) { return smaller(i, 0.75); }},
    {"resize 50 %", 90, [](const Image& i, std::uint32_t) { return smaller(i, 0.5); }},
    {"resize 25 %", 90, [](const Image& i, std::uint32_t) { return smaller(i, 0.25); }},
    {"JPEG 95", 95, [](const Image& i, std::uint32_t) { return i; }},
    {"JPEG 70", 70, [](const Image& i, std::uint32_t) { return i; }},
    {"JPEG 50", 50, [](const Image& i, std::uint32_t) { return i; }},
    {"JPEG 30", 30, [](const Image& i, std::uint32_t) { return i; }},
    {"crop 5 %", 90, [](const Image& i, std::uint32_t s) { return cutDown(i, 0.05, s); }},
    {"crop 10 %", 90, [](const Image& i, std::uint32_t s) { return cutDown(i, 0.10, s); }},
    {"crop 20 %", 90, [](const Image& i, std::uint32_t s) { return cutDown(i, 0.20, s); }},
    {"turned 90°", 90,
     [](const Image& i, std::uint32_t) {
         return moved(i, i.height, i.width, [&](int x, int y) { return std::pair(y, i.height - 1 - x); });
     }},
    {"turned 180°", 90,
     [](const Image& i, std::uint32_t) {
         return moved(i, i.width, i.height, [&](int x, int y) { return std::pair(i.width - 1 - x, i.height - 1 - y); });
     }},
    {"turned 270°", 90,
     [](const Image& i, std::uint32_t) {
         return moved(i, i.height, i.width, [&](int x, int y) { return std::pair(i.width - 1 - y, x); });
     }},
    {"mirrored", 90,
     [](const Image& i, std::uint32_t) {
         return moved(i, i.width, i.height, [&](int x, int y) { return std::pair(i.width - 1 - x, y); });
     }},
    {"brighter by 30 %", 90, brightened<130>},
    {"darker by 30 %", 90, brightened<70>},
    {"greyscale", 90,
     [](const Image& i, std::uint32_t) {
         return recoloured(
             i, [](std::uint8_t* p) { p[0] = p[1] = p[2] = clamped(0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]); });
     }},
    {"white border", 90, [](const Image& i, std::uint32_t) { return framed(i, 255); }},
    {"black border", 90, [](const Image& i, std::uint32_t) { return framed(i, 0); }},
    {"watermark", 90, [](const Image& i, std::uint32_t) { return marked(i); }},
};
constexpr int kVariantCount = static_cast<int>(std::size(kVariants));

// --- Making ---------------------------------------------------------------------------------------------------------

/// A picture as the library knows it. Layout of the cache, each: photo (i32), variant (i32, -1 = the photo itself),
/// length of the path (u32), path, sketch (4,096 bytes), vector (dimension × f32); before all, the dimension (u32).
struct Entry {
    std::int32_t photo = 0;
    std::int32_t variant = -1;
    std::string path;
    Sketch sketch;
    std::vector<float> vector;
};

struct Prepared {
    Entry entry;
    ModelInput input;
};

/// As indexing sees a file.
bool prepare(std::span<const std::byte> file, const Embedder& embedder, Prepared& prepared)
{
    auto photo = decodePhoto(file, prepared.entry.path, DecodeSize(kIngestEdgePx, embedder.inputEdgePx()));
    if (!photo) {
        return false;
    }
    auto input = embedder.prepare(photo->image);
    const auto thumbnail = encodeJpeg(shrunkTo(shrunkTo(photo->image, 474), 236), kThumbnailQuality);
    auto seen = thumbnail ? decodePhoto(*thumbnail, {}, DecodeSize(0)) : Result<DecodedPhoto>(thumbnail.failure());
    if (!input || !seen) {
        return false;
    }
    prepared.input = std::move(*input);
    prepared.entry.sketch = sketchOf(seen->image);
    return true;
}

std::vector<Path> photosUnder(std::span<char*> folders)
{
    std::vector<Path> paths;
    for (const Path folder : folders) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file() && hasPhotoExtension(entry.path())) {
                paths.push_back(entry.path());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    std::mt19937 random(1);
    std::shuffle(paths.begin(), paths.end(), random);
    return paths;
}

int make(const Path& cache, std::size_t originals, Embedder& embedder, const std::vector<Path>& paths)
{
    std::ofstream out(cache, std::ios::binary);
    const auto put = [&out](const void* bytes, std::size_t size) {
        out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    };
    const auto dimension = static_cast<std::uint32_t>(embedder.info().dimension);
    put(&dimension, sizeof dimension);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto file = readFile(paths[i], std::int64_t{1} << 30);
        if (!file) {
            continue;
        }
        std::vector<Prepared> all(1);
        all[0].entry = {static_cast<std::int32_t>(i), -1, paths[i].native(), {}, {}};
        if (!prepare(*file, embedder, all[0])) {
            continue;
        }
        if (i < originals) {
            const auto whole = decodePhoto(*file, paths[i], DecodeSize(0));
            std::vector<Prepared> copies(kVariantCount);
            std::atomic<int> next = 0;
            const auto work = [&] {
                for (int v = next++; v < kVariantCount; v = next++) {
                    auto& copy = copies[static_cast<std::size_t>(v)];
                    copy.entry = {static_cast<std::int32_t>(i), v, paths[i].native(), {}, {}};
                    const auto bytes = encodeJpeg(kVariants[v].alter(whole->image, static_cast<std::uint32_t>(i)),
                                                  kVariants[v].quality);
                    if (!bytes || !prepare(*bytes, embedder, copy)) {
                        copy.entry.variant = -2;
                    }
                }
            };
            if (whole) {
                std::thread other(work);
                work();
                other.join();
                std::erase_if(copies, [](const Prepared& copy) { return copy.entry.variant == -2; });
                std::move(copies.begin(), copies.end(), std::back_inserter(all));
            }
        }
        for (Prepared& one : all) {
            auto vector = embedder.embedImages(std::span(&one.input, 1));
            if (!vector) {
                std::fprintf(stderr, "%s\n", vector.error().message.c_str());
                return 1;
            }
            const auto length = static_cast<std::uint32_t>(one.entry.path.size());
            put(&one.entry.photo, sizeof one.entry.photo);
            put(&one.entry.variant, sizeof one.entry.variant);
            put(&length, sizeof length);
            put(one.entry.path.data(), length);
            put(one.entry.sketch.luma.data(), one.entry.sketch.luma.size());
            put(vector->data(), vector->size() * sizeof(float));
        }
        if (i % 100 == 0) {
            std::fprintf(stderr, "%zu of %zu\n", i, paths.size());
        }
    }
    return out.flush() ? 0 : 1;
}

std::vector<Entry> load(const Path& cache, std::uint32_t& dimension)
{
    std::ifstream in(cache, std::ios::binary);
    const auto take = [&in](void* to, std::size_t size) {
        return static_cast<bool>(in.read(static_cast<char*>(to), static_cast<std::streamsize>(size)));
    };
    std::vector<Entry> entries;
    take(&dimension, sizeof dimension);
    Entry entry;
    std::uint32_t length = 0;
    while (take(&entry.photo, sizeof entry.photo) && take(&entry.variant, sizeof entry.variant)
           && take(&length, sizeof length)) {
        entry.path.resize(length);
        entry.vector.resize(dimension);
        take(entry.path.data(), length);
        take(entry.sketch.luma.data(), entry.sketch.luma.size());
        take(entry.vector.data(), dimension * sizeof(float));
        entries.push_back(entry);
    }
    return entries;
}

double cosine(const Entry& a, const Entry& b)
{
    std::array<float, 8> sums{}; // side by side, so that the compiler can add them at once
    const std::size_t whole = a.vector.size() / sums.size() * sums.size();
    for (std::size_t i = 0; i < whole; i += sums.size()) {
        for (std::size_t lane = 0; lane < sums.size(); ++lane) {
            sums[lane] += a.vector[i + lane] * b.vector[i + lane];
        }
    }
    const float rest = std::inner_product(a.vector.begin() + static_cast<std::ptrdiff_t>(whole), a.vector.end(),
                                          b.vector.begin() + static_cast<std::ptrdiff_t>(whole), 0.0F);
    return static_cast<double>(std::accumulate(sums.begin(), sums.end(), rest));
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? NAN : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// A picture and what is computed from it once.
struct Looked {
    const Entry* entry;
    LookHashes hashes;
};

/// What the rule has to work with: how like two pictures are, by vector and by pixels.
struct Spread {
    std::vector<double> cosines, wholes, parts, correlations;

    void add(const Looked& a, const Looked& b)
    {
        const Alignment best = alignmentOf(a.hashes, b.hashes);
        cosines.push_back(cosine(*a.entry, *b.entry));
        wholes.push_back(alignmentOf(a.hashes.whole, b.hashes.whole).distance);
        parts.push_back(best.distance);
        correlations.push_back(static_cast<double>(
            correlationOf(a.entry->sketch, b.entry->sketch, refined(a.entry->sketch, b.entry->sketch, best))));
    }
};

void spreads(const std::vector<Entry>& entries)
{
    std::map<std::int32_t, Looked> photos;
    for (const Entry& entry : entries) {
        if (entry.variant < 0) {
            photos[entry.photo] = {&entry, lookHashesOf(entry.sketch)};
        }
    }
    std::printf("| copy | cosine 1 %% | 5 %% | 50 %% | hash 50 %% | 95 %% | 99 %% | with parts 50 %% | 95 %% | 99 %% |"
                " correlation 1 %% | 5 %% | 50 %% |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int v = 0; v < kVariantCount; ++v) {
        Spread spread;
        for (const Entry& entry : entries) {
            if (entry.variant == v) {
                spread.add({&entry, lookHashesOf(entry.sketch)}, photos.at(entry.photo));
            }
        }
        std::printf("| %s | %.3f | %.3f | %.3f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.3f | %.3f | %.3f |\n",
                    kVariants[v].name, quantile(spread.cosines, 0.01), quantile(spread.cosines, 0.05),
                    quantile(spread.cosines, 0.5), quantile(spread.wholes, 0.5), quantile(spread.wholes, 0.95),
                    quantile(spread.wholes, 0.99), quantile(spread.parts, 0.5), quantile(spread.parts, 0.95),
                    quantile(spread.parts, 0.99), quantile(spread.correlations, 0.01),
                    quantile(spread.correlations, 0.05), quantile(spread.correlations, 0.5));
    }
    // Photos against photos: what must not be taken for a copy.
    std::vector<const Looked*> all;
    for (const auto& [_, photo] : photos) {
        all.push_back(&photo);
    }
    std::map<int, Spread> byDistance;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) {
            const Alignment best = alignmentOf(all[i]->hashes, all[j]->hashes);
            if (best.distance <= 14) {
                byDistance[best.distance].add(*all[i], *all[j]);
            }
        }
    }
    std::printf(
        "\n| photos that differ in bits | pairs | cosine 50 %% | 95 %% | 99 %% | correlation 50 %% | 95 %% | 99 %% |\n"
        "|---|---|---|---|---|---|---|---|\n");
    for (const auto& [distance, spread] : byDistance) {
        std::printf("| %d | %zu | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", distance, spread.cosines.size(),
                    quantile(spread.cosines, 0.5), quantile(spread.cosines, 0.95), quantile(spread.cosines, 0.99),
                    quantile(spread.correlations, 0.5), quantile(spread.correlations, 0.95),
                    quantile(spread.correlations, 0.99));
    }
}

// --- Measuring ------------------------------------------------------------------------------------------------------

using Pictures = std::vector<const Looked*>;

/// Pictures of one search. The photos are the same in all; copies come after them.
struct Library {
    Pictures pictures;
    std::size_t photos = 0;
};

/// What the engine knows of a library: who is near whom and how alike two are. What is true of the photos alone is
/// computed once: they meet again with every kind of copy, at every threshold.
class Knowledge {
public:
    explicit Knowledge(std::size_t links)
        : m_links(links)
    {
    }

    float score(const Looked& a, const Looked& b)
    {
        const auto [at, isNew] = m_scores.try_emplace(std::minmax(&a, &b));
        if (isNew) {
            at->second = alikeScore(static_cast<float>(cosine(*a.entry, *b.entry)), a.entry->sketch, b.entry->sketch,
                                    alignmentOf(a.hashes, b.hashes));
        }
        return at->second;
    }

    /// Pairs of rows that are brought together: by neighbours, by comparing all with all as an exact index gives them,
    /// and by hashes.
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairsOf(const Library& library)
    {
        const Pictures& pictures = library.pictures;
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t a = 0; a < pictures.size(); ++a) {
            const bool isPhoto = a < library.photos && m_nearPhotos.size() == library.photos;
            std::vector<Near> near = isPhoto ? m_nearPhotos[a] : std::vector<Near>();
            for (auto b = static_cast<std::uint32_t>(isPhoto ? library.photos : 0); b < pictures.size(); ++b) {
                if (a != b) {
                    near.emplace_back(cosine(*pictures[a]->entry, *pictures[b]->entry), b);
                }
            }
            const auto end = near.begin() + std::min(static_cast<std::ptrdiff_t>(m_links), std::ssize(near));
            std::partial_sort(near.begin(), end, near.end(), std::greater<>());
            near.erase(end, near.end());
            for (const auto& [likeness, b] : near) {
                if (likeness >= static_cast<double>(kAlikeCosineMin)) {
                    pairs.insert(std::minmax(a, b));
                }
            }
            if (library.photos == pictures.size()) {
                m_nearPhotos.push_back(std::move(near));
            }
        }
        std::vector<PerceptualHash> wholes;
        for (const Looked* one : pictures) {
            wholes.push_back(one->hashes.whole);
        }
        (void)forEachHashPair(wholes, {}, [&](std::uint32_t a, std::uint32_t b) { // cannot fail: nobody stops it
            pairs.insert(std::minmax(a, b));
            return Status();
        });
        return pairs;
    }

private:
    using Near = std::pair<double, std::uint32_t>;

    const std::size_t m_links;
    std::map<std::pair<const Looked*, const Looked*>, float> m_scores;
    std::vector<std::vector<Near>> m_nearPhotos; // of the photos alone
};

/// The whole search as the engine does it, without its files around, at each threshold.
std::vector<AlikeGroups> search(const Library& library, const std::vector<float>& thresholds, Knowledge& knowledge)
{
    const Pictures& pictures = library.pictures;
    const auto scoreOf = [&](std::uint32_t a, std::uint32_t b) { return knowledge.score(*pictures[a], *pictures[b]); };
    std::vector<AlikePair> pairs;
    for (const auto& [a, b] : knowledge.pairsOf(library)) {
        pairs.push_back({a, b, scoreOf(a, b)});
    }
    std::vector<AlikeGroups> groups;
    for (const float threshold : thresholds) {
        groups.push_back(groupAlike(static_cast<std::uint32_t>(pictures.size()), pairs, {threshold, {}}, scoreOf));
    }
    return groups;
}

/// Two photos, the lower first, by their numbers.
using PhotoPair = std::pair<std::int32_t, std::int32_t>;

struct Counted {
    double copies = 0; ///< there were
    double found = 0;  ///< of those, in one group with their photo
    /// Pairs in one group that are no copies of one another, and an entry of each.
    std::map<PhotoPair, std::pair<const Entry*, const Entry*>> strangers;
    double strangerPairs = 0;
};

/// `known`: photos that are in a group without any copies; what joins them again is no news.
Counted countIn(const AlikeGroups& groups, const Pictures& pictures, const Counted* known)
{
    Counted counted;
    for (std::size_t i = 0; i < groups.count(); ++i) {
        const auto rows = groups.group(i);
        for (std::size_t a = 0; a < rows.size(); ++a) {
            for (std::size_t b = a + 1; b < rows.size(); ++b) {
                const Entry *first = pictures[rows[a]]->entry, *second = pictures[rows[b]]->entry;
                if (first->photo == second->photo) {
                    ++counted.found;
                    continue;
                }
                if (second->photo < first->photo) {
                    std::swap(first, second);
                }
                const PhotoPair pair(first->photo, second->photo);
                if (known == nullptr || !known->strangers.contains(pair)) {
                    counted.strangers.try_emplace(pair, first, second);
                    ++counted.strangerPairs;
                }
            }
        }
    }
    return counted;
}

void listStrangers(const char* copies, const Counted& counted)
{
    const auto name = [](const Entry& entry) { return entry.variant < 0 ? "photo" : kVariants[entry.variant].name; };
    for (const auto& [_, pair] : counted.strangers) {
        std::fprintf(stderr, "%s\t%s\t%s\t%s\t%s\n", copies, name(*pair.first), pair.first->path.c_str(),
                     name(*pair.second), pair.second->path.c_str());
    }
}

struct MeasureOptions {
    std::size_t links = 15; ///< as in the neighbours that the map is made from
    int half = -1; ///< 0 or 1: only every other photo, so that what was chosen on one half is tried on the other
    std::vector<float> thresholds = {0.80F, kNearDuplicateScore, 0.90F};
};

/// Pairs that the photos have among themselves are listed, for eyes to judge: sets of photos have duplicates too. Only
/// what comes on top of them with the copies counts against precision. Strangers are named on stderr, those at the
/// first threshold.
void measure(const std::vector<Entry>& entries, const MeasureOptions& options)
{
    std::vector<Looked> looked;
    looked.reserve(entries.size());
    for (const Entry& entry : entries) {
        if (options.half < 0 || entry.photo % 2 == options.half) {
            looked.push_back({&entry, lookHashesOf(entry.sketch)});
        }
    }
    Library photos;
    for (const Looked& one : looked) {
        if (one.entry->variant < 0) {
            photos.pictures.push_back(&one);
        }
    }
    photos.photos = photos.pictures.size();
    Knowledge knowledge(options.links);
    std::vector<Counted> alone;
    for (const AlikeGroups& groups : search(photos, options.thresholds, knowledge)) {
        alone.push_back(countIn(groups, photos.pictures, nullptr));
    }
    listStrangers("none", alone.front());
    std::string header = "| copy | copies |", line = "|---|---|";
    for (std::size_t i = 0; i < alone.size(); ++i) {
        char text[100];
        std::snprintf(text, sizeof text, " %.2f: recall | strangers | precision |",
                      static_cast<double>(options.thresholds[i]));
        header += text;
        line += "---|---|---|";
        std::printf("threshold %.2f: %.0f pairs among %zu photos alone\n", static_cast<double>(options.thresholds[i]),
                    alone[i].strangerPairs, photos.photos);
    }
    std::printf("\n%s\n%s\n", header.c_str(), line.c_str());
    const auto print = [](const char* name, const std::vector<Counted>& counts) {
        std::printf("| %s | %.0f |", name, counts.front().copies);
        for (const Counted& counted : counts) {
            std::printf(" %.3f | %.0f | %.3f |", counted.found / counted.copies, counted.strangerPairs,
                        counted.found / std::max(1.0, counted.found + counted.strangerPairs));
        }
        std::printf("\n");
        std::fflush(stdout);
    };
    std::vector<Counted> all(alone.size());
    for (int v = 0; v < kVariantCount; ++v) {
        Library library = photos;
        for (const Looked& one : looked) {
            if (one.entry->variant == v) {
                library.pictures.push_back(&one);
            }
        }
        const auto groups = search(library, options.thresholds, knowledge);
        std::vector<Counted> counts;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            counts.push_back(countIn(groups[i], library.pictures, &alone[i]));
            counts[i].copies = static_cast<double>(library.pictures.size() - photos.photos);
            all[i].copies += counts[i].copies;
            all[i].found += counts[i].found;
            all[i].strangerPairs += counts[i].strangerPairs;
        }
        print(kVariants[v].name, counts);
        listStrangers(kVariants[v].name, counts.front());
    }
    print("all", all);
}

/// Anonymous memory of this process.
double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon:")) {
            return std::stod(line.substr(8)) / 1000;
        }
    }
    return 0;
}

/// What a list of groups costs while it is kept.
void measureList(std::int64_t groups)
{
    const double before = residentMegabytes();
    DuplicateList list(DuplicateKind::Near);
    std::int64_t photo = 0;
    for (std::int64_t i = 0; i < groups; ++i) {
        std::vector<PhotoId> photos(2 + static_cast<std::size_t>(i % 3));
        for (PhotoId& one : photos) {
            one = {++photo};
        }
        list.add(photos, false);
    }
    list.sort();
    std::printf("%zu groups, %zu photos: %.1f MB\n", list.count(), list.photoCount(), residentMegabytes() - before);
}

/// Processor time of this thread in microseconds.
double processorMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// What the hashes of a photo cost, when its pixels are at hand and when they come from its thumbnail.
void measureHashes(const std::vector<Path>& paths)
{
    std::vector<double> making, again, decoding, differing;
    for (const Path& path : paths) {
        const auto file = readFile(path, std::int64_t{1} << 30);
        const double begun = processorMicroseconds();
        auto photo = file ? decodePhoto(*file, path, DecodeSize(kIngestEdgePx)) : Result<DecodedPhoto>(file.failure());
        if (!photo) {
            continue;
        }
        const Image small = shrunkTo(shrunkTo(photo->image, 474), 236);
        const auto thumbnail = encodeJpeg(small, kThumbnailQuality);
        const double decoded = processorMicroseconds();
        const LookHashes hashes = lookHashesOf(sketchOf(small));
        const double hashed = processorMicroseconds();
        const auto seen = decodePhoto(*thumbnail, {}, DecodeSize(0));
        const LookHashes later = lookHashesOf(sketchOf(seen->image));
        making.push_back(hashed - decoded);
        again.push_back(processorMicroseconds() - hashed);
        decoding.push_back(decoded - begun);
        differing.push_back(alignmentOf(hashes.whole, later.whole).distance);
    }
    std::printf(
        "%zu photos, microseconds of processor time, median and 95 %%: decoding and thumbnails %.0f, %.0f; "
        "hashes %.0f, %.0f; hashes from the thumbnail %.0f, %.0f; bits that differ between the two %.0f, %.0f\n",
        making.size(), quantile(decoding, 0.5), quantile(decoding, 0.95), quantile(making, 0.5), quantile(making, 0.95),
        quantile(again, 0.5), quantile(again, 0.95), quantile(differing, 0.5), quantile(differing, 0.95));
}

} // namespace

int main(int argc, char** argv)
{
    const std::string what = argc > 1 ? argv[1] : "";
    if (auto ready = initialiseMedia(); !ready) {
        std::fprintf(stderr, "%s\n", ready.error().message.c_str());
        return 1;
    }
    // Before hours of embedding, or a table of nothing.
    if ((what == "make" || what == "spreads" || what == "measure") && argc > 2
        && (std::filesystem::is_directory(argv[2]) || (what != "make" && !std::filesystem::exists(argv[2])))) {
        std::fprintf(stderr, "%s is no file; name the one that `make` writes\n", argv[2]);
        return 2;
    }
    if (what == "make" && argc > 5) {
        const Path model = argv[4];
        EmbedderOptions options;
        options.threads = 2;
        options.builtinFolder = model;
        auto embedder = std::filesystem::exists(model / "config.json") ? openModelFolder(model, options)
                                                                       : openBuiltinEmbedder(options);
        if (!embedder) {
            std::fprintf(stderr, "%s\n", embedder.error().message.c_str());
            return 1;
        }
        return make(argv[2], std::stoul(argv[3]), **embedder, photosUnder(std::span(argv + 5, argv + argc)));
    }
    if (what == "spreads" && argc > 2) {
        std::uint32_t dimension = 0;
        spreads(load(argv[2], dimension));
        return 0;
    }
    if (what == "measure" && argc > 2) {
        std::uint32_t dimension = 0;
        MeasureOptions options;
        options.links = argc > 3 ? std::stoul(argv[3]) : options.links;
        options.half = argc > 4 ? std::stoi(argv[4]) : options.half;
        if (argc > 5) {
            options.thresholds.clear();
            std::transform(argv + 5, argv + argc, std::back_inserter(options.thresholds),
                           [](const char* threshold) { return std::stof(threshold); });
        }
        measure(load(argv[2], dimension), options);
        return 0;
    }
    if (what == "list" && argc > 2) {
        measureList(std::stoll(argv[2]));
        return 0;
    }
    if (what == "hashes" && argc > 2) {
        measureHashes(photosUnder(std::span(argv + 2, argv + argc)));
        return 0;
    }
    std::fprintf(stderr, "usage: see the top of duplicates_bench.cpp\n");
    return 2;
}
