#include "core/embed/embedder.h"
#include "core/embed/safetensors.h"
#include "tests/core/embed/builtin_pictures.h"
#include "tests/support/embed_one.h"

#include <QtTest>
#include <dlfcn.h>
#include <hwy/targets.h>
#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace {

std::unique_ptr<Embedder> openBuiltin()
{
    EmbedderOptions options;
    options.threads = 2;
    options.builtinFolder = LIKENESS_BUILTIN;
    auto opened = openBuiltinEmbedder(options);
    if (!opened) {
        qWarning("%s", opened.error().message.c_str());
        return nullptr;
    }
    return std::move(*opened);
}

} // namespace

class BuiltinTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { hwy::SetSupportedTargetsForTest(0); }

    void nullModelTellsPicturesApartAndNothingMore()
    {
        const auto null = makeNullEmbedder();
        QCOMPARE(null->info().dimension, 32);
        const auto a = embedOne(*null, noiseImage(64, 48, 1));
        const auto b = embedOne(*null, noiseImage(64, 48, 2));
        QCOMPARE(a.size(), std::size_t(32));
        QVERIFY(std::abs(length(a) - 1) < 1e-5);
        QVERIFY(cosine(a, b) < 0.99);
        QVERIFY(std::abs(length(embedOne(*null, flatImage(1, 1, 0))) - 1) < 1e-5);
        QVERIFY(!null->prepare(Image{}));
        QVERIFY(!null->embedTexts({}));
    }

    void builtinComputesWhatTheTrainingScriptComputes()
    {
        const auto embedder = openBuiltin();
        QVERIFY(embedder);
        const std::filesystem::path folder = std::filesystem::path(LIKENESS_TEST_DATA) / "embed";
        const auto golden = SafetensorsFile::open(folder / "builtin-golden.safetensors");
        QVERIFY(golden);
        QVERIFY(golden->tensors().size() >= 4);
        for (const auto& [name, view] : golden->tensors()) {
            const std::string seed = name.substr(name.find('.') + 1);
            const Image image = readPpm(folder / ("generated-" + seed + ".ppm"));
            QVERIFY(!image.empty());
            const auto expected = toFloats(view);
            QVERIFY(expected);
            for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) { // the same on every processor
                hwy::SetSupportedTargetsForTest(target);
                const auto vector = embedOne(*embedder, image);
                QCOMPARE(vector.size(), expected->size());
                const double similarity = cosine(vector, *expected);
                QVERIFY2(
                    similarity > 0.9999,
                    qPrintable(
                        QString("%1 on %2: %3").arg(name.c_str(), hwy::TargetName(target)).arg(similarity, 0, 'f', 6)));
            }
        }
    }

    void builtinVectorsHaveUnitLengthAndAtMost512Numbers()
    {
        const auto embedder = openBuiltin();
        QVERIFY(embedder);
        QVERIFY(embedder->info().dimension <= 512);
        for (const Image& image : {noiseImage(300, 200, 1), flatImage(300, 200, 128), flatImage(1, 1, 255),
                                   noiseImage(2000, 3, 2), noiseImage(3, 700, 3)}) {
            const auto vector = embedOne(*embedder, image);
            QCOMPARE(static_cast<int>(vector.size()), embedder->info().dimension);
            QVERIFY(std::abs(length(vector) - 1) < 1e-4);
        }
    }

    void builtinGivesTheSameBitsAgainInABatchAndFromEveryThread()
    {
        const auto embedder = openBuiltin();
        QVERIFY(embedder);
        std::vector<Image> images;
        for (unsigned seed = 0; seed < 6; ++seed) {
            images.push_back(noiseImage(250 + static_cast<int>(seed) * 20, 200, seed));
        }
        std::vector<std::vector<float>> alone;
        for (const Image& image : images) {
            alone.push_back(embedOne(*embedder, image));
        }
        std::vector<ModelInput> inputs(images.size());
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < images.size(); ++i) {
            threads.emplace_back([&embedder, &images, &inputs, i] {
                if (auto input = embedder->prepare(images[i])) {
                    inputs[i] = std::move(*input);
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        const auto batch = embedder->embedImages(inputs);
        QVERIFY(batch);
        const auto dimension = static_cast<std::size_t>(embedder->info().dimension);
        for (std::size_t i = 0; i < images.size(); ++i) {
            QVERIFY(std::equal(alone[i].begin(), alone[i].end(), batch->begin() + static_cast<long>(i * dimension)));
        }
    }

    void builtinTellsShrunkCopiesFromOtherPictures()
    {
        const auto embedder = openBuiltin();
        QVERIFY(embedder);
        const std::filesystem::path folder = std::filesystem::path(LIKENESS_TEST_DATA) / "embed";
        const Image first = readPpm(folder / "generated-900001.ppm");
        const Image other = readPpm(folder / "generated-900002.ppm");
        Image half{first.width / 2, first.height / 2, 3, {}};
        for (int y = 0; y < half.height; ++y) {
            for (int x = 0; x < half.width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    const auto at = [&](int dx, int dy) {
                        return first
                            .pixels[static_cast<std::size_t>(((2 * y + dy) * first.width + 2 * x + dx) * 3 + c)];
                    };
                    half.pixels.push_back(static_cast<std::uint8_t>((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4));
                }
            }
        }
        const auto a = embedOne(*embedder, first);
        QVERIFY(cosine(a, embedOne(*embedder, half)) > 0.8);
        QVERIFY(cosine(a, embedOne(*embedder, other)) < 0.7);
    }

    void builtinIsDescribedWithoutBeingLoaded()
    {
        const auto info = describeBuiltin(LIKENESS_BUILTIN);
        QVERIFY(info);
        QCOMPARE(info->id, std::string("builtin-2"));
        QVERIFY(!info->understandsWords);
        QVERIFY(info->sizeBytes > 100000);
        const auto embedder = openBuiltin();
        QVERIFY(embedder);
        QCOMPARE(embedder->info().dimension, info->dimension);
        QCOMPARE(embedder->preprocessingHash().size(), std::size_t(32));
    }

    void libtorchMultipliesWithTheKernelsOfThisProcessor()
    {
#ifdef __x86_64__
        if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
            QSKIP("this processor has no kernels to choose from");
        }
        QVERIFY(openBuiltin());
        void* blas = ::dlopen("libopenblas.so.0", RTLD_NOW | RTLD_NOLOAD);
        if (blas == nullptr) {
            QSKIP("libtorch multiplies with another library than OpenBLAS");
        }
        const auto kernels = reinterpret_cast<char* (*)()>(::dlsym(blas, "openblas_get_corename"));
        QVERIFY(kernels != nullptr);
        QVERIFY2(std::string_view(kernels()) != "Prescott", "OpenBLAS did not know this processor, nor was it told");
#else
        QSKIP("OpenBLAS knows other processors by what they can do");
#endif
    }

    void missingOrDamagedConstantsAreRefused()
    {
        QTemporaryDir folder;
        EmbedderOptions options;
        options.builtinFolder = folder.path().toStdString();
        QCOMPARE(openBuiltinEmbedder(options).error().code, ErrorCode::NotFound);
        const std::filesystem::path name = "likeness-builtin-2.safetensors";
        std::filesystem::copy_file(std::filesystem::path(LIKENESS_BUILTIN) / name, options.builtinFolder / name);
        QVERIFY(openBuiltinEmbedder(options));
        std::filesystem::resize_file(options.builtinFolder / name,
                                     std::filesystem::file_size(options.builtinFolder / name) - 1);
        QCOMPARE(openBuiltinEmbedder(options).error().code, ErrorCode::Corrupt);
        QCOMPARE(describeBuiltin(options.builtinFolder).error().code, ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(BuiltinTest)
#include "builtin_test.moc"
