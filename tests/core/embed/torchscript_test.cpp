#include "core/embed/embedder.h"
#include "tests/support/embed_one.h"

#include <QtTest>
#include <cmath>
#include <fstream>

using namespace likeness;
using likeness::test::embedOne;

namespace {

using Path = std::filesystem::path;

/// A picture whose left half is red and right half blue.
Image redAndBlue(int width, int height)
{
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool left = 2 * x < width;
            image.pixels.insert(image.pixels.end(), {static_cast<std::uint8_t>(left ? 255 : 0), 0,
                                                     static_cast<std::uint8_t>(left ? 0 : 255)});
        }
    }
    return image;
}

/// A model folder in the making: a TorchScript file of the test data and a likeness.json.
class ModelFolder {
public:
    explicit ModelFolder(const std::string& model)
    {
        std::filesystem::copy_file(Path(LIKENESS_TEST_DATA) / "embed" / model, path() / "weights.ts.pt");
    }

    Path path() const { return m_folder.path().toStdString(); }

    void describe(const std::string& json) const { std::ofstream(path() / "likeness.json") << json; }

    Result<std::unique_ptr<Embedder>> open() const
    {
        EmbedderOptions options;
        options.threads = 1;
        return openModelFolder(path(), options);
    }

private:
    QTemporaryDir m_folder;
};

constexpr const char* kCorners
    = R"({"name":"Tiny Corners!","file":"weights.ts.pt","size":32,"dimension":12,"resize":"stretch","licence":"CC0"})";

} // namespace

class TorchScriptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModelFolderIsDescribedAndOpened()
    {
        const ModelFolder folder("tiny-corners.ts.pt");
        folder.describe(kCorners);
        const auto info = describeModelFolder(folder.path());
        QVERIFY2(info.has_value(), info ? "" : info.error().message.c_str());
        QVERIFY2(QRegularExpression("^tiny-corners-[0-9a-f]{8}$").match(info->id.c_str()).hasMatch(), info->id.c_str());
        QCOMPARE(info->dimension, 12);
        QCOMPARE(info->licence, std::string("CC0"));
        QCOMPARE(info->family, std::string("torchscript"));
        QCOMPARE(info->sizeBytes,
                 static_cast<std::int64_t>(std::filesystem::file_size(folder.path() / "weights.ts.pt")));
        const auto embedder = folder.open();
        QVERIFY2(embedder.has_value(), embedder ? "" : embedder.error().message.c_str());
        QCOMPARE((*embedder)->info().id, info->id);
        QVERIFY(!(*embedder)->device().empty());
        QCOMPARE((*embedder)->embedTexts({}).error().code, ErrorCode::Unsupported);
        QCOMPARE((*embedder)->prepare(Image{}).error().code, ErrorCode::InvalidInput);
        QVERIFY((*embedder)->embedImages({})->empty());
    }

    void preprocessingFollowsTheDescription_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QList<double>>("expected"); // before the length is made one: top left, top right, bottom ...
        QTest::newRow("stretch") << R"("resize":"stretch")" << QList<double>{1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1};
        QTest::newRow("crop") << R"("resize":"crop")" << QList<double>{1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1};
        // 64 x 32 in a square: half of it is filled with the mean
        QTest::newRow("pad") << R"("resize":"pad","mean":[0.5,0.5,0.5])"
                             << QList<double>{.25, -.25, .25, -.25, -.25, -.25, -.25, -.25, -.25, .25, -.25, .25};
        QTest::newRow("blue first") << R"("resize":"stretch","colours":"BGR")"
                                    << QList<double>{0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0};
        QTest::newRow("mean and std") << R"("resize":"stretch","mean":[1,0,0.5],"std":[1,1,0.5])"
                                      << QList<double>{0, -1, 0, -1, 0, 0, 0, 0, -1, 1, -1, 1};
    }

    void preprocessingFollowsTheDescription()
    {
        QFETCH(QString, fields);
        QFETCH(QList<double>, expected);
        const ModelFolder folder("tiny-corners.ts.pt");
        folder.describe(R"({"name":"t","file":"weights.ts.pt","size":32,"dimension":12,)" + fields.toStdString() + "}");
        const auto embedder = folder.open();
        QVERIFY2(embedder.has_value(), embedder ? "" : embedder.error().message.c_str());
        // Sizes that meet the halves at a pixel edge, so that no filter mixes the colours.
        const auto vector = embedOne(**embedder, redAndBlue(64, 32));
        QCOMPARE(vector.size(), std::size_t(12));
        double squares = 0;
        for (const double value : expected) {
            squares += value * value;
        }
        for (int i = 0; i < 12; ++i) {
            const double wanted = expected[i] / std::sqrt(squares);
            QVERIFY2(std::abs(static_cast<double>(vector[static_cast<std::size_t>(i)]) - wanted) < 0.03,
                     qPrintable(QString("%1: %2 %3").arg(i).arg(vector[static_cast<std::size_t>(i)]).arg(wanted)));
        }
    }

    void theIdChangesWithTheRecipeAndWithTheWeights()
    {
        const ModelFolder folder("tiny-corners.ts.pt");
        folder.describe(kCorners);
        const auto first = folder.open();
        QVERIFY(first);
        folder.describe(QString(kCorners).replace("stretch", "crop").toStdString());
        const auto second = folder.open();
        QVERIFY(second);
        QVERIFY((*first)->preprocessingHash() != (*second)->preprocessingHash());
        QVERIFY((*first)->info().id != (*second)->info().id);
        const ModelFolder other("tiny-small.ts.pt");
        other.describe(kCorners);
        const auto third = other.open();
        QVERIFY(third);
        QVERIFY((*third)->info().id != (*first)->info().id);
    }

    void brokenFoldersAreRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("reason");
        const QString good = kCorners;
        const auto with = [&](const char* from, const char* to) { return QString(good).replace(from, to); };
        const QString corners = "tiny-corners.ts.pt";
        QTest::newRow("no description") << corners << QString() << "no likeness.json";
        QTest::newRow("not JSON") << corners << "hello"
                                  << "not a JSON object";
        QTest::newRow("a list") << corners << "[]"
                                << "not a JSON object";
        QTest::newRow("no name") << corners << with("\"name\"", "\"title\"") << "\"name\" is missing";
        QTest::newRow("unknown field") << corners << with("licence", "license") << "not a field that Likeness knows";
        QTest::newRow("file elsewhere") << corners << with("weights.ts.pt", "../weights.ts.pt") << "in this folder";
        QTest::newRow("absolute file") << corners << with("weights.ts.pt", "/etc/passwd") << "in this folder";
        QTest::newRow("parent folder") << corners << with("weights.ts.pt", "..") << "in this folder";
        QTest::newRow("missing file") << corners << with("weights", "other") << "which cannot be read";
        QTest::newRow("not TorchScript") << "generated-900001.ppm" << good << "not a TorchScript file";
        QTest::newRow("size a text") << corners << with("32", "\"32\"") << "\"size\" must be a whole number";
        QTest::newRow("size a fraction") << corners << with("32", "32.5") << "\"size\" must be a whole number";
        QTest::newRow("size too small") << corners << with("32", "4") << "\"size\" must be a whole number";
        QTest::newRow("size too large") << corners << with("32", "1000000000000") << "\"size\" must be a whole number";
        QTest::newRow("std of zero") << corners << with("\"CC0\"", "\"CC0\",\"std\":[1,0,1]")
                                     << "three positive numbers";
        QTest::newRow("mean of two") << corners << with("\"CC0\"", "\"CC0\",\"mean\":[1,0]") << "three numbers";
        QTest::newRow("unknown resize") << corners << with("stretch", "squash") << "\"resize\" must be";
        QTest::newRow("unknown colours") << corners << with("\"CC0\"", "\"CC0\",\"colours\":\"RBG\"")
                                         << "\"colours\" must";
        QTest::newRow("wrong dimension") << corners << with("12", "13") << "does not return 13 numbers";
        QTest::newRow("wrong size") << "tiny-small.ts.pt" << with("32", "48") << "does not run as likeness.json says";
        QTest::newRow("two outputs") << "tiny-pair.ts.pt" << good << "does not return one tensor";
        QTest::newRow("no direction") << "tiny-nowhere.ts.pt" << good << "no direction";
    }

    void brokenFoldersAreRefusedWithAReason()
    {
        QFETCH(QString, model);
        QFETCH(QString, json);
        QFETCH(QString, reason);
        const ModelFolder folder(model.toStdString());
        if (!json.isNull()) {
            folder.describe(json.toStdString());
        }
        const auto opened = folder.open();
        QVERIFY(!opened);
        const QString message = QString::fromStdString(opened.error().message);
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(!message.contains('\n'), qPrintable(message));
        QVERIFY(opened.error().code == ErrorCode::NotFound || opened.error().code == ErrorCode::Corrupt);
    }

    void aDamagedArchiveIsRefused()
    {
        const ModelFolder folder("tiny-corners.ts.pt");
        folder.describe(kCorners);
        std::filesystem::resize_file(folder.path() / "weights.ts.pt",
                                     std::filesystem::file_size(folder.path() / "weights.ts.pt") / 2);
        const auto opened = folder.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Corrupt);
        QVERIFY2(opened.error().message.find('\n') == std::string::npos, opened.error().message.c_str());
    }

    void aRealNetworkGivesTheSameInABatchAsAlone()
    {
        const Path weights = Path(LIKENESS_SHARED) / "weights" / "squeezenet1.1_onnxzoo_fp32_feat512.ts.pt";
        if (!std::filesystem::exists(weights)) {
            QSKIP("the real networks are not on this machine");
        }
        QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        std::filesystem::create_symlink(weights, path / "squeezenet.ts.pt");
        std::ofstream(path / "likeness.json") << R"({"name":"SqueezeNet 1.1","file":"squeezenet.ts.pt","size":224,)"
                                                 R"("dimension":512,"licence":"Apache-2.0"})";
        EmbedderOptions options;
        options.threads = 2;
        const auto embedder = openModelFolder(path, options);
        QVERIFY2(embedder.has_value(), embedder ? "" : embedder.error().message.c_str());
        std::vector<ModelInput> inputs;
        std::vector<float> alone;
        for (int i = 0; i < 3; ++i) {
            const Image image = redAndBlue(300 + 40 * i, 240);
            inputs.push_back(std::move(*(*embedder)->prepare(image)));
            const auto vector = embedOne(**embedder, image);
            alone.insert(alone.end(), vector.begin(), vector.end());
        }
        const auto batch = (*embedder)->embedImages(inputs);
        QVERIFY(batch);
        QCOMPARE(batch->size(), alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            QVERIFY(std::abs((*batch)[i] - alone[i]) < 1e-4F);
        }
    }
};

QTEST_GUILESS_MAIN(TorchScriptTest)
#include "torchscript_test.moc"
