// bare_decode FOLDER THREADS: the peer of ingest_bench. Reads each JPEG and decodes it with libjpeg-turbo at the
// smallest DCT scale whose long edge is at least 474 px, and does nothing else. Prints one JSON object.
#include <atomic>
#include <chrono>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE and does not include it
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>
#include <vector>

#include <jpeglib.h>

namespace {

namespace fs = std::filesystem;

constexpr unsigned kEdgePx = 474;

struct Jump {
    jpeg_error_mgr manager{};
    std::jmp_buf target{};
};

/// Returns the pixels of the original, 0 when the file is no JPEG.
long long decode(const fs::path& path, std::vector<unsigned char>& bytes, std::vector<unsigned char>& pixels)
{
    std::ifstream in(path, std::ios::binary);
    bytes.resize(fs::file_size(path));
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));

    jpeg_decompress_struct jpeg{};
    Jump jump;
    jpeg.err = ::jpeg_std_error(&jump.manager);
    jump.manager.error_exit
        = [](j_common_ptr common) { std::longjmp(reinterpret_cast<Jump*>(common->err)->target, 1); };
    if (setjmp(jump.target) != 0) {
        ::jpeg_destroy_decompress(&jpeg);
        return 0;
    }
    ::jpeg_create_decompress(&jpeg);
    ::jpeg_mem_src(&jpeg, bytes.data(), bytes.size());
    ::jpeg_read_header(&jpeg, TRUE);
    const unsigned longEdge = std::max(jpeg.image_width, jpeg.image_height);
    jpeg.scale_denom = 8;
    jpeg.scale_num = 1;
    while (jpeg.scale_num < 8 && longEdge * jpeg.scale_num < kEdgePx * 8) {
        ++jpeg.scale_num;
    }
    jpeg.out_color_space = JCS_RGB;
    ::jpeg_start_decompress(&jpeg);
    const std::size_t rowBytes = std::size_t{jpeg.output_width} * 3;
    pixels.resize(rowBytes * jpeg.output_height);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = pixels.data() + rowBytes * jpeg.output_scanline;
        ::jpeg_read_scanlines(&jpeg, &row, 1);
    }
    const long long original = static_cast<long long>(jpeg.image_width) * jpeg.image_height;
    ::jpeg_finish_decompress(&jpeg);
    ::jpeg_destroy_decompress(&jpeg);
    return original;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::cerr << "bare_decode FOLDER THREADS\n";
        return 2;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    const auto begun = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next{0};
    std::atomic<long long> pixelsInAll{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < std::max(1, std::atoi(argv[2])); ++i) {
        workers.emplace_back([&] {
            std::vector<unsigned char> bytes;
            std::vector<unsigned char> pixels;
            for (std::size_t at = next++; at < files.size(); at = next++) {
                pixelsInAll += decode(files[at], bytes, pixels);
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::cout << "{\"files\":" << files.size() << ",\"megapixels\":" << pixelsInAll / 1'000'000
              << ",\"seconds\":" << took.count() << "}\n";
    return 0;
}
