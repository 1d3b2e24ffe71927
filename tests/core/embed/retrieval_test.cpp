#include "core/base/file_system.h"
#include "core/embed/embedder.h"
#include "core/media/media.h"
#include "tests/support/leave_one_out.h"

#include <QtTest>
#include <fstream>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

const Path kPhotos = Path(LIKENESS_SHARED) / "photos" / "semantic";

/// Leave-one-out quality on one folder of labelled photos (label = folder).
test::Retrieval qualityOn(Embedder& embedder, const Path& folder)
{
    std::vector<Path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && hasPhotoExtension(entry.path())) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    std::vector<std::vector<float>> vectors;
    std::vector<std::string> labels;
    for (const Path& path : paths) {
        const auto file = readFile(path, 1 << 28);
        const auto photo = file ? decodePhoto(*file, path, embedder.inputEdgePx()) : file.failure();
        if (!photo) {
            continue;
        }
        std::vector<ModelInput> inputs(1);
        if (auto input = embedder.prepare(photo->image)) {
            inputs[0] = std::move(*input);
        }
        const auto vector = embedder.embedImages(inputs);
        vectors.push_back(vector ? *vector : std::vector<float>{});
        labels.push_back(path.parent_path().filename());
    }
    return test::leaveOneOut(vectors, labels);
}

QByteArray described(const test::Retrieval& quality)
{
    return QString("P@1 %1, mAP@100 %2")
        .arg(quality.precisionAt1, 0, 'f', 3)
        .arg(quality.meanAverage, 0, 'f', 3)
        .toUtf8();
}

} // namespace

/// Floors and anchors on labelled photos; all sets and all figures are the business of tests/bench/embed_quality.
class RetrievalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!std::filesystem::exists(kPhotos)) {
            QSKIP("the labelled photos are not on this machine");
        }
        QVERIFY(initialiseMedia());
    }

    void builtinFindsPhotosOfTheSameKind()
    {
        EmbedderOptions options;
        options.threads = 1;
        options.builtinFolder = LIKENESS_BUILTIN;
        const auto embedder = openBuiltinEmbedder(options);
        QVERIFY(embedder);
        const auto scenes = qualityOn(**embedder, kPhotos / "scenes8");
        QVERIFY2(scenes.precisionAt1 >= 0.66, described(scenes));
        const auto clothing = qualityOn(**embedder, kPhotos / "clothing10");
        QVERIFY2(clothing.precisionAt1 >= 0.38, described(clothing));
    }

    /// Known figures of a known network: wrong colours, resizing or normalisation would move them.
    void aKnownNetworkReachesItsKnownQuality()
    {
        const Path weights = Path(LIKENESS_SHARED) / "weights" / "squeezenet1.1_onnxzoo_fp32_feat512.ts.pt";
        if (!std::filesystem::exists(weights)) {
            QSKIP("the real networks are not on this machine");
        }
        QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        std::filesystem::create_symlink(weights, path / "squeezenet.ts.pt");
        std::ofstream(path / "likeness.json") << R"({"name":"SqueezeNet 1.1","file":"squeezenet.ts.pt","size":224,)"
                                                 R"("resize":"stretch","dimension":512,"licence":"Apache-2.0"})";
        EmbedderOptions options;
        options.threads = 1;
        const auto embedder = openModelFolder(path, options);
        QVERIFY2(embedder.has_value(), embedder ? "" : embedder.error().message.c_str());
        const auto clothing = qualityOn(**embedder, kPhotos / "clothing10");
        QVERIFY2(std::abs(clothing.precisionAt1 - 0.46) <= 0.02, described(clothing));
    }
};

QTEST_GUILESS_MAIN(RetrievalTest)
#include "retrieval_test.moc"
