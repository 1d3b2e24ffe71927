// make_photos FOLDER COUNT WIDTH HEIGHT [SEED [QUALITY]]: writes generated photos for the benches.
#include "tests/support/photo_factory.h"

#include <cstdlib>
#include <iostream>
#include <thread>

int main(int argc, char** argv)
{
    if (argc < 5) {
        std::cerr << "make_photos FOLDER COUNT WIDTH HEIGHT [SEED [QUALITY]]\n";
        return 2;
    }
    likeness::testing::PhotoSeries series;
    series.folder = argv[1];
    series.count = std::atoi(argv[2]);
    series.first.width = std::atoi(argv[3]);
    series.first.height = std::atoi(argv[4]);
    series.first.seed = argc > 5 ? static_cast<std::uint32_t>(std::atoi(argv[5])) : 1U;
    series.first.quality = argc > 6 ? std::atoi(argv[6]) : 90;
    series.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto paths = likeness::testing::writePhotos(series);
    if (paths.empty()) {
        std::cerr << "make_photos: cannot write to " << argv[1] << '\n';
        return 1;
    }
    std::cout << paths.size() << " photos, seed " << series.first.seed << '\n';
    return 0;
}
