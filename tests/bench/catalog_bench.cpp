// The catalog at the size of a large collection.
// Usage: catalog_bench FOLDER [COUNT]   (default 1,000,000 photos; a library that is there already is used again)

#include "core/catalog/catalog.h"
#include "tests/bench/best_of.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>

using namespace likeness;
namespace fs = std::filesystem;

namespace {

/// Ends the program with the error if there is one.
template <class Body> void measure(const char* what, int rounds, Body body)
{
    bench::measure(what, rounds, [&]() -> std::size_t {
        auto result = body();
        if (!result) {
            std::fprintf(stderr, "%s: %s\n", what, result.error().message.c_str());
            std::exit(1);
        }
        if constexpr (requires { result->size(); }) {
            return result->size();
        } else {
            return 0;
        }
    });
}

/// Twelve years of photos in folders of fifty, as a busy photographer has them; one in twenty is a copy.
IndexedFile photo(FolderId folder, std::int64_t i, std::mt19937& random)
{
    char path[96];
    const std::int64_t shoot = i / 50;
    std::snprintf(path, sizeof path, "%lld/%02lld/shoot-%05lld/IMG_%04lld.JPG",
                  static_cast<long long>(2008 + shoot % 12), static_cast<long long>(1 + shoot / 12 % 12),
                  static_cast<long long>(shoot), static_cast<long long>(i % 10000));
    IndexedFile file;
    file.folder = folder;
    file.relativePath = path;
    const std::int64_t taken = 1'200'000'000 + shoot * 18'000 + i % 50 * 7;
    file.stamp = {2'000'000 + static_cast<std::int64_t>(random() % 8'000'000), taken * 1'000'000'000, 5,
                  static_cast<std::uint64_t>(i)};
    const std::uint64_t bytes = static_cast<std::uint64_t>(i % 20 == 19 ? i - 1 : i) * 0x9E3779B97F4A7C15ULL;
    for (std::size_t k = 0; k < 8; ++k) {
        file.hash[k] = static_cast<std::uint8_t>(bytes >> (8 * k));
    }
    IndexedFile::Content content{
        4000, 3000, i % 9 == 0 ? "raw" : "jpeg", static_cast<std::uint32_t>(random() & 0xFFFFFF), {}};
    Metadata& metadata = content.metadata;
    metadata.taken = CaptureTime{taken, 60};
    metadata.cameraMake = "Maker " + std::to_string(shoot % 5);
    metadata.cameraModel = "Model " + std::to_string(shoot % 40);
    metadata.lens = "Lens " + std::to_string(shoot % 25);
    metadata.focalLengthMm = 24.0 + static_cast<double>(random() % 100);
    metadata.apertureF = 2.8;
    metadata.exposureSeconds = 0.005;
    metadata.iso = 100 << random() % 6;
    if (shoot % 3 == 0) {
        metadata.place = GeoPoint{-60 + static_cast<double>(random() % 120'000) / 1000,
                                  -180 + static_cast<double>(random() % 360'000) / 1000};
    }
    if (i % 10 == 0) {
        metadata.rating = static_cast<int>(random() % 6);
        metadata.tags = {"tag " + std::to_string(random() % 200), "shoot"};
    }
    file.content = std::move(content);
    return file;
}

void fill(Catalog& catalog, std::int64_t count)
{
    const auto folder = catalog.addFolder("/home/anna/Photos", {});
    std::mt19937 random(3);
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = bench::cpuSeconds();
    constexpr std::int64_t kBatch = 256;
    for (std::int64_t from = 0; from < count; from += kBatch) {
        CatalogBatch batch;
        for (std::int64_t i = from; i < std::min(from + kBatch, count); ++i) {
            batch.indexed.push_back(photo(*folder, i, random));
        }
        if (auto outcome = catalog.commit(batch); !outcome) {
            std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
            std::exit(1);
        }
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    std::printf("filled in batches of %lld: %.0f photos/s, %.0f photos per second of CPU time\n",
                static_cast<long long>(kBatch), static_cast<double>(count) / wall.count(),
                static_cast<double>(count) / (bench::cpuSeconds() - cpu));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FOLDER [COUNT]\n", argv[0]);
        return 2;
    }
    const fs::path library = argv[1];
    const std::int64_t count = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
    auto writer = Catalog::open(library, Catalog::Access::ReadWrite);
    if (!writer) {
        std::fprintf(stderr, "%s\n", writer.error().message.c_str());
        return 1;
    }
    if ((*writer)->counts()->photos == 0) {
        fill(**writer, count);
    }
    const std::int64_t photos = (*writer)->counts()->photos;
    std::printf("%lld photos, %.0f MB on disk, %.0f bytes per photo\n\n", static_cast<long long>(photos),
                static_cast<double>(fs::file_size(library / "catalog.db")) / 1e6,
                static_cast<double>(fs::file_size(library / "catalog.db")) / static_cast<double>(photos));
    std::printf("| question | answers | wall | CPU |\n|---|---|---|---|\n");
    auto opened = Catalog::open(library, Catalog::Access::ReadOnly);
    const Catalog& catalog = **opened;
    const auto list = [&](const char* expression, SortKey sort = SortKey::Date, const char* folder = "") {
        Query query;
        query.sort = sort;
        query.folder = folder;
        return catalog.photosMatching(query, *parseFilter(expression));
    };
    measure("all by date", 3, [&] { return list(""); });
    measure("all by name", 3, [&] { return list("", SortKey::Name); });
    measure("all by size", 3, [&] { return list("", SortKey::Size); });
    measure("below one folder of 50", 3,
            [&] { return list("", SortKey::Date, "/home/anna/Photos/2010/01/shoot-00002"); });
    measure("below one year", 3, [&] { return list("", SortKey::Date, "/home/anna/Photos/2010"); });
    for (const char* expression :
         {"date:2010-03", "camera:\"Model 7\"", "lens:\"Lens 3\"", "rating:>=4", "iso:>=1600", "tag:\"tag 7\"",
          "format:raw", "orientation:portrait", "near:48.85,2.35,50km", "has:gps", "has:duplicate",
          "folder:shoot-00012", "name:IMG_0042", "-tag:shoot", "camera:\"Model 7\" rating:>=3 date:2010..2015"}) {
        measure(expression, 3, [&] { return list(expression); });
    }
    measure("contents of rating:>=4", 3, [&] { return catalog.contentsMatching({}, *parseFilter("rating:>=4")); });
    measure("contents of everything", 3, [&] { return catalog.contentsMatching({}, {}); });
    measure("subfolders of the root", 3, [&] { return catalog.subfolders("/home/anna/Photos"); });
    measure("subfolders of a year", 3, [&] { return catalog.subfolders("/home/anna/Photos/2010"); });
    measure("folders with counts", 3, [&] { return catalog.folders(); });
    measure("counts", 3, [&] { return catalog.counts(); });
    measure("exact duplicates", 3, [&] { return catalog.exactDuplicates(); });
    const auto all = list("");
    std::vector<PhotoId> some;
    for (std::size_t i = 0; i < 500; ++i) {
        some.push_back((*all)[i * 7919 % all->size()]);
    }
    measure("500 rows from everywhere", 3, [&] { return catalog.rows(some); });
    measure("500 rows side by side", 3, [&] { return catalog.rows(std::span(*all).first(500)); });
    measure("files of one folder, for a scan", 3, [&] { return catalog.filesUnder({1}, "2010"); });
    measure("files of everything, for a scan", 1, [&] { return catalog.filesUnder({1}, ""); });
    int rating = 0;
    measure("a rating", 6, [&] { return (*writer)->setRating(std::span(some).first(1), rating++ % 6); });
    measure("verify", 1, [&] { return catalog.verify(); });
    return 0;
}
