// What it costs to bring a decoded picture into a model's form, with each of this processor's instruction sets, beside
// Pillow (whose result it is, bit for bit) and libvips in the same run. Usage: preprocess_bench [ROUNDS]
// Pillow needs python3-pil for /usr/bin/python3; without it its column is missing.
#include "core/embed/pixel_recipe.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <hwy/targets.h>
#include <string>
#include <vips/vips.h>

namespace {

using namespace likeness;

constexpr int kInputPx = 224;

struct Geometry {
    const char* name;
    int width;
    int height;
    PixelRecipe recipe;
};

double cpuMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double median(int rounds, const std::function<void()>& body)
{
    std::vector<double> runs;
    for (int i = 0; i < rounds + 1; ++i) {
        const double start = cpuMilliseconds();
        body();
        if (i > 0) {
            runs.push_back(cpuMilliseconds() - start);
        }
    }
    std::ranges::sort(runs);
    return runs[runs.size() / 2];
}

PixelRecipe recipeOf(PixelRecipe::Fit fit, PilFilter filter, bool inFloats)
{
    PixelRecipe recipe;
    recipe.fit = fit;
    recipe.fitWidth = recipe.fitHeight = recipe.cropWidth = recipe.cropHeight = kInputPx;
    recipe.filter = filter;
    recipe.inFloats = inFloats;
    recipe.rescaleFactor = 1.0 / 255;
    recipe.mean = {0.48, 0.46, 0.41};
    recipe.deviation = {0.27, 0.26, 0.28};
    return recipe;
}

Image picture(int width, int height)
{
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < 3; ++c) {
                image.pixels.push_back(static_cast<std::uint8_t>((3 * x * x + 5 * y * y + x * y + 91 * c) / 400));
            }
        }
    }
    return image;
}

/// The median of `Image.resize` and `crop` alone, or nothing when there is no Pillow.
std::string pillowMilliseconds(const Geometry& geometry, const ResizedCrop& crop, int rounds)
{
    char command[700];
    std::snprintf(command, sizeof command,
                  "/usr/bin/python3 -c 'import os, time; from PIL import Image\n"
                  "image = Image.frombytes(\"RGB\", (%d, %d), os.urandom(%d)); runs = []\n"
                  "for i in range(%d):\n"
                  " start = time.process_time(); image.resize((%d, %d), %d).crop((%d, %d, %d, %d)).tobytes()\n"
                  " runs.append(time.process_time() - start)\n"
                  "print(\"%%.3f\" %% (1e3 * sorted(runs)[len(runs) // 2]))' 2> /dev/null",
                  geometry.width, geometry.height, 3 * geometry.width * geometry.height, rounds, crop.width,
                  crop.height, static_cast<int>(geometry.recipe.filter), crop.left, crop.top,
                  crop.left + crop.cropWidth, crop.top + crop.cropHeight);
    char answer[64] = {};
    if (FILE* pipe = popen(command, "r"); pipe != nullptr) {
        if (std::fgets(answer, sizeof answer, pipe) == nullptr) {
            answer[0] = '\0';
        }
        pclose(pipe);
    }
    const std::string text = answer;
    return text.substr(0, text.find('\n'));
}

/// libvips' resize with its cubic kernel (which shrinks in whole steps first), then the middle.
void resizeWithVips(const Image& image, const ResizedCrop& crop)
{
    VipsImage* source = vips_image_new_from_memory(image.pixels.data(), image.pixels.size(), image.width, image.height,
                                                   3, VIPS_FORMAT_UCHAR);
    VipsImage* resized = nullptr;
    VipsImage* part = nullptr;
    vips_resize(source, &resized, static_cast<double>(crop.width) / image.width, "vscale",
                static_cast<double>(crop.height) / image.height, "kernel", VIPS_KERNEL_CUBIC, nullptr);
    vips_extract_area(resized, &part, crop.left, crop.top, crop.cropWidth, crop.cropHeight, nullptr);
    std::size_t size = 0;
    g_free(vips_image_write_to_memory(part, &size));
    g_object_unref(part);
    g_object_unref(resized);
    g_object_unref(source);
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 30;
    if (rounds < 1 || vips_init(argv[0]) != 0) {
        std::fprintf(stderr, "usage: preprocess_bench [ROUNDS]\n");
        return 2;
    }
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    const PixelRecipe crop = recipeOf(PixelRecipe::Fit::ShortEdge, PilFilter::Bicubic, /*inFloats=*/false);
    const PixelRecipe squash = recipeOf(PixelRecipe::Fit::Squash, PilFilter::Bilinear, /*inFloats=*/false);
    const PixelRecipe floats = recipeOf(PixelRecipe::Fit::Squash, PilFilter::Bilinear, /*inFloats=*/true);
    std::printf("to %d x %d, one thread, median of %d, CPU ms (resize alone / prepare)\n", kInputPx, kInputPx, rounds);
    for (const Geometry& geometry : {Geometry{"bicubic, crop", 1600, 1200, crop},
                                     {"bicubic, crop", 512, 384, crop},
                                     {"bilinear, squash", 1600, 1200, squash},
                                     {"bilinear, squash", 512, 384, squash},
                                     {"bilinear in floats", 1600, 1200, floats},
                                     {"bilinear in floats", 512, 384, floats}}) {
        const Image image = picture(geometry.width, geometry.height);
        const ResizedCrop placed = geometry.recipe.placement(image.width, image.height);
        std::printf("%d x %d, %s:", geometry.width, geometry.height, geometry.name);
        std::vector<std::uint8_t> pixels(3 * kInputPx * kInputPx);
        std::vector<float> samples(3 * kInputPx * kInputPx);
        for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
            hwy::SetSupportedTargetsForTest(target);
            const double resize = median(rounds, [&] {
                if (geometry.recipe.inFloats) {
                    floatResize(image, placed, geometry.recipe.filter, samples);
                } else {
                    pilResize(image, placed, geometry.recipe.filter, pixels);
                }
            });
            const double whole = median(rounds, [&] { (void)prepare(image, geometry.recipe); });
            std::printf("  %s %.3f / %.3f", hwy::TargetName(target), resize, whole);
        }
        hwy::SetSupportedTargetsForTest(0);
        std::printf("  libvips %.3f", median(rounds, [&] { resizeWithVips(image, placed); }));
        if (!geometry.recipe.inFloats) {
            std::printf("  Pillow %s", pillowMilliseconds(geometry, placed, rounds).c_str());
        }
        std::printf("\n");
    }
    vips_shutdown();
    return 0;
}
