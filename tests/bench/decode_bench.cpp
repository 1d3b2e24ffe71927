// What each media stage of the ingest costs, and how the sum compares with a bare libjpeg-turbo decode of the same
// files at the same scale in the same run. Usage: decode_bench FOLDER [ROUNDS]
#include "core/base/file_system.h"
#include "core/media/media.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include <jpeglib.h>

namespace {

using Bytes = std::vector<std::byte>;

constexpr int kLargePx = 474;
constexpr int kSmallPx = 236;
constexpr int kQuality = 85;

double cpuMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Milliseconds of CPU time of each run of each stage.
class Stages {
public:
    template <class Body> auto measure(const std::string& name, Body body)
    {
        const double start = cpuMilliseconds();
        auto result = body();
        m_runs[name].push_back(cpuMilliseconds() - start);
        return result;
    }

    double median(const std::string& name) const
    {
        std::vector<double> runs = m_runs.at(name);
        std::ranges::sort(runs);
        return runs[runs.size() / 2];
    }

private:
    std::map<std::string, std::vector<double>> m_runs;
};

/// Decodes all rows at the smallest DCT scale that leaves `kLargePx`, and does nothing else.
int bareDecode(const Bytes& file)
{
    jpeg_decompress_struct info = {};
    jpeg_error_mgr errors = {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&info, TRUE);
    const unsigned longEdge = std::max(info.image_width, info.image_height);
    info.scale_denom = 8;
    info.scale_num = 1;
    while (info.scale_num < 8 && longEdge * info.scale_num / 8 < kLargePx) {
        info.scale_num *= 2;
    }
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    std::vector<unsigned char> pixels(std::size_t{info.output_width} * 3 * info.output_height);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels.data() + std::size_t{info.output_width} * 3 * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    const int edge = static_cast<int>(std::max(info.output_width, info.output_height));
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return edge;
}

/// All that the ingest does with a file, in its order.
bool ingestOnce(Stages& stages, const Bytes& file, const std::filesystem::path& path)
{
    using namespace likeness;
    stages.measure("hash", [&] { return hashContent(file); });
    stages.measure("metadata", [&] { return readMetadata(file, path); });
    const Result<DecodedPhoto> photo = stages.measure("decode", [&] { return decodePhoto(file, path, kLargePx); });
    if (!photo) {
        std::fprintf(stderr, "%s\n", photo.error().message.c_str());
        return false;
    }
    const Image large = stages.measure("shrink to 474", [&] { return shrunkTo(photo->image, kLargePx); });
    const Image small = stages.measure("shrink to 236", [&] { return shrunkTo(large, kSmallPx); });
    const bool encoded = stages.measure("encode 474", [&] { return encodeJpeg(large, kQuality).has_value(); })
                         && stages.measure("encode 236", [&] { return encodeJpeg(small, kQuality).has_value(); });
    stages.measure("average colour", [&] { return averageRgb(small); });
    return encoded;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2 || !likeness::initialiseMedia()) {
        std::fprintf(stderr, "usage: decode_bench FOLDER [ROUNDS]\n");
        return 2;
    }
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
    double wholeSum = 0;
    double bareSum = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        const auto file = likeness::readFile(entry.path(), std::int64_t{1} << 30);
        if (!likeness::hasPhotoExtension(entry.path()) || !file || (*file)[0] != std::byte{0xFF}) {
            continue;
        }
        Stages stages;
        for (int i = 0; i < rounds; ++i) {
            stages.measure("bare decode", [&] { return bareDecode(*file); });
            if (!stages.measure("all", [&] { return ingestOnce(stages, *file, entry.path()); })) {
                return 1;
            }
        }
        std::printf("%s, %zu kB, median of %d, CPU ms:\n", entry.path().filename().c_str(), file->size() / 1000,
                    rounds);
        for (const char* stage : {"hash", "metadata", "decode", "shrink to 474", "shrink to 236", "encode 474",
                                  "encode 236", "average colour", "all", "bare decode"}) {
            std::printf("  %-16s %8.3f\n", stage, stages.median(stage));
        }
        std::printf("  speed, all / bare: %.3f\n", stages.median("bare decode") / stages.median("all"));
        wholeSum += stages.median("all");
        bareSum += stages.median("bare decode");
    }
    if (wholeSum > 0) {
        std::printf("speed of all stages together, as a part of the bare decode's: %.3f\n", bareSum / wholeSum);
    }
    return 0;
}
