#include "core/embed/embedder.h"
#include "core/embed/safetensors.h"
#include "tests/core/embed/builtin_pictures.h"
#include "tests/support/embed_one.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <QtTest>
#include <functional>
#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace fs = std::filesystem;

namespace {

/// Tiny models of random numbers, and what the training script makes of a few pictures with them
/// (train/learned/golden.py).
const fs::path kData = fs::path(LIKENESS_TEST_DATA) / "embed";
const fs::path kLearned = kData / "builtin-learned";
const fs::path kCombined = kData / "builtin-combined";

Result<std::unique_ptr<Embedder>> opened(const fs::path& folder, int version = 0)
{
    EmbedderOptions options;
    options.threads = 2;
    options.builtinFolder = folder;
    options.builtinVersion = version;
    return openBuiltinEmbedder(options);
}

/// A safetensors file taken apart, to be damaged and put together again.
struct TensorFile {
    QJsonObject header;
    QByteArray data;

    static TensorFile read(const fs::path& path)
    {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("cannot read %s", path.c_str());
        }
        const QByteArray all = file.readAll();
        const auto length = static_cast<qsizetype>(qFromLittleEndian<quint64>(all.constData()));
        return {QJsonDocument::fromJson(all.mid(8, length)).object(), all.mid(8 + length)};
    }

    void write(const fs::path& path) const
    {
        const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray length(8, '\0');
        qToLittleEndian(static_cast<quint64>(text.size()), length.data());
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(length + text + data) < 0) {
            qFatal("cannot write %s", path.c_str());
        }
    }

    void setMetadata(const QString& key, const QString& value)
    {
        QJsonObject metadata = header["__metadata__"].toObject();
        metadata[key] = value;
        header["__metadata__"] = metadata;
    }

    void rename(const QString& from, const QString& to) { header[to] = header.take(from); }

    void setShape(const QString& name, const QJsonArray& shape)
    {
        QJsonObject entry = header[name].toObject();
        entry["shape"] = shape;
        header[name] = entry;
    }

    /// Overwrites a tensor's first number.
    void setFirst(const QString& name, const QByteArray& number)
    {
        const auto begin = header[name].toObject()["data_offsets"].toArray()[0].toInteger();
        data.replace(begin, number.size(), number);
    }
};

using Damage = std::function<void(TensorFile&)>;

} // namespace

Q_DECLARE_METATYPE(Damage)

class BuiltinLearnedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorsAreThoseOfTheTrainingScript_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("learned") << QString::fromStdString(kLearned) << "learned.";
        QTest::newRow("combined") << QString::fromStdString(kCombined) << "combined.";
    }

    void vectorsAreThoseOfTheTrainingScript()
    {
        QFETCH(const QString, folder);
        QFETCH(const QString, prefix);
        const auto embedder = opened(folder.toStdString());
        QVERIFY2(embedder, embedder ? "" : embedder.error().message.c_str());
        const auto golden = SafetensorsFile::open(kData / "builtin-learned-golden.safetensors");
        QVERIFY(golden);
        int compared = 0;
        for (const auto& [name, view] : golden->tensors()) {
            if (!name.starts_with(prefix.toStdString())) {
                continue;
            }
            const Image image = readPpm(kData / ("generated-" + name.substr(name.find('.') + 1) + ".ppm"));
            QVERIFY(!image.empty());
            const auto expected = toFloats(view);
            QVERIFY(expected);
            const auto vector = embedOne(**embedder, image);
            QCOMPARE(vector.size(), expected->size());
            const double similarity = cosine(vector, *expected);
            // Pillow's pixels bit for bit: what remains is the order of sums. Another filter costs .003.
            QVERIFY2(similarity > 0.9999, qPrintable(QString("%1: %2").arg(name.c_str()).arg(similarity, 0, 'f', 6)));
            ++compared;
        }
        QCOMPARE(compared, 4);
    }

    void everyPictureGetsAUnitVector_data() { models(); }

    void everyPictureGetsAUnitVector()
    {
        QFETCH(const QString, folder);
        const auto embedder = opened(folder.toStdString());
        QVERIFY(embedder);
        for (const Image& image :
             {noiseImage(300, 200, 1), flatImage(300, 200, 128), flatImage(1, 1, 255), noiseImage(2000, 3, 2),
              noiseImage(3, 700, 3), noiseImage(40, 30, 4, 1), noiseImage(40, 30, 5, 4)}) {
            const auto vector = embedOne(**embedder, image);
            QCOMPARE(static_cast<int>(vector.size()), (*embedder)->info().dimension);
            QVERIFY(std::abs(length(vector) - 1) < 1e-4);
        }
        QCOMPARE((*embedder)->prepare(Image{}).error().code, ErrorCode::InvalidInput);
        QCOMPARE((*embedder)->embedTexts({}).error().code, ErrorCode::Unsupported);
        QVERIFY((*embedder)->embedImages({})->empty());
    }

    void aBatchGivesTheSameBitsAgainAndWhatItsPicturesGiveAlone_data() { models(); }

    void aBatchGivesTheSameBitsAgainAndWhatItsPicturesGiveAlone()
    {
        QFETCH(const QString, folder);
        const auto embedder = opened(folder.toStdString());
        QVERIFY(embedder);
        QCOMPARE((*embedder)->batchSize(), 8);
        std::vector<ModelInput> inputs(8);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            threads.emplace_back([&embedder, &inputs, i] {
                if (auto input = (*embedder)->prepare(noiseImage(200, 150, static_cast<unsigned>(i)))) {
                    inputs[i] = std::move(*input);
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        const auto batch = (*embedder)->embedImages(inputs);
        QVERIFY(batch);
        QVERIFY(*(*embedder)->embedImages(inputs) == *batch);
        const auto again = opened(folder.toStdString());
        QVERIFY(again);
        QVERIFY(*(*again)->embedImages(inputs) == *batch);
        const auto dimension = static_cast<std::size_t>((*embedder)->info().dimension);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const auto alone = embedOne(**embedder, noiseImage(200, 150, static_cast<unsigned>(i)));
            QVERIFY(cosine(alone, std::span(*batch).subspan(i * dimension, dimension)) > 0.999999);
        }
    }

    void inputOfAnotherModelIsRefused()
    {
        const auto learned = opened(kLearned);
        const auto combined = opened(kCombined);
        const auto classical = opened(LIKENESS_BUILTIN);
        QVERIFY(learned && combined && classical);
        std::vector<Embedder*> models{learned->get(), combined->get(), classical->get()};
        for (Embedder* maker : models) {
            for (Embedder* taker : models) {
                std::vector<ModelInput> inputs{*maker->prepare(noiseImage(100, 80, 1))};
                const auto vectors = taker->embedImages(inputs);
                QCOMPARE(vectors.has_value(), maker == taker);
                QVERIFY(vectors || vectors.error().code == ErrorCode::InvalidInput);
            }
        }
    }

    void theVersionIsPartOfTheIdAndTheNewestIsTaken()
    {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        const fs::path first = "likeness-builtin-2.safetensors";
        const fs::path old = "likeness-builtin-1.safetensors"; // what it computes has changed: as if it were not there
        fs::copy_file(fs::path(LIKENESS_BUILTIN) / first, folder / old);
        QCOMPARE(describeBuiltin(folder).error().code, ErrorCode::NotFound);
        QCOMPARE(opened(folder, 1).error().code, ErrorCode::NotFound);
        fs::copy_file(fs::path(LIKENESS_BUILTIN) / first, folder / first);
        QCOMPARE(describeBuiltin(folder)->id, std::string("builtin-2"));
        TensorFile ninth = TensorFile::read(kLearned / "likeness-builtin-1001.safetensors");
        ninth.setMetadata("version", "9");
        ninth.write(folder / "likeness-builtin-9.safetensors");
        QCOMPARE(describeBuiltin(folder)->id, std::string("builtin-9"));
        TensorFile tenth
            = TensorFile::read(kCombined / "likeness-builtin-1002.safetensors"); // 10 is newer than 9, not older
        tenth.setMetadata("version", "10");
        tenth.write(folder / "likeness-builtin-10.safetensors");
        QCOMPARE(describeBuiltin(folder)->id, std::string("builtin-10"));
        QCOMPARE(describeBuiltin(folder)->dimension, 16);
        for (const char* other : {"likeness-builtin-11.safetensors.part", "likeness-builtin-x.safetensors",
                                  "likeness-builtin-012.safetensors", "likeness-builtin-.safetensors"}) {
            fs::copy_file(folder / first, folder / other);
        }
        const auto newest = opened(folder);
        QVERIFY(newest);
        QCOMPARE((*newest)->info().id, std::string("builtin-10"));
        for (const int version : {2, 9, 10}) {
            const auto embedder = opened(folder, version);
            QVERIFY(embedder);
            QCOMPARE((*embedder)->info().id, builtinId(version));
            QCOMPARE((*embedder)->info().dimension, describeBuiltin(folder, version)->dimension);
        }
        QVERIFY((*newest)->preprocessingHash() != (*opened(folder, 9))->preprocessingHash());
        QCOMPARE(opened(folder, 3).error().code, ErrorCode::NotFound);
    }

    void idsAreReadBack()
    {
        QCOMPARE(builtinVersion(builtinId(12)), 12);
        for (const char* other : {"", "builtin", "builtin-", "builtin-0", "builtin-1x", "builtin--1", "builtin-01",
                                  "clip-1", "builtin-99999999999999999999"}) {
            QCOMPARE(builtinVersion(other), 0);
        }
    }

    void badFilesAreRefusedInOneSentence_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const QByteArray halfNan("\x00\x7E", 2);
        const QByteArray floatInfinity("\x00\x00\x80\x7F", 4);
        const auto row = [](const char* name, const char* model, const Damage& damage, const char* says,
                            ErrorCode code = ErrorCode::Corrupt) {
            QTest::newRow(name) << QString(model) << damage << static_cast<int>(code) << QString(says);
        };
        row(
            "cut off", "learned", [](TensorFile& f) { f.data.chop(1); }, "lies outside the file");
        row(
            "cut off in the middle", "combined", [](TensorFile& f) { f.data.truncate(f.data.size() / 2); },
            "lies outside the file");
        row(
            "transposed weights", "learned",
            [](TensorFile& f) {
                f.setShape("stem2.weight", {4, 6, 3, 3});
            },
            "tensor stem2.weight is [4, 6, 3, 3] and not [any, 4, 3, 3]");
        row(
            "kernel of 1 x 9", "learned",
            [](TensorFile& f) {
                f.setShape("stages.1.0.first.weight", {8, 6, 1, 9});
            },
            "tensor stages.1.0.first.weight is [8, 6, 1, 9] and not [any, 6, 3, 3]");
        row(
            "whitening of other features", "learned",
            [](TensorFile& f) {
                f.setShape("whiten.basis", {16, 70});
            },
            "tensor whiten.basis is [16, 70] and not [70, any]");
        row(
            "not a number in a kernel", "learned",
            [=](TensorFile& f) { f.setFirst("stages.2.1.second.weight", halfNan); },
            "tensor stages.2.1.second.weight holds numbers that are not finite");
        row(
            "infinity in a bias", "learned", [=](TensorFile& f) { f.setFirst("stages.3.0.skip.bias", floatInfinity); },
            "tensor stages.3.0.skip.bias holds numbers that are not finite");
        row(
            "not a number in the whitening", "combined", [=](TensorFile& f) { f.setFirst("whiten.basis", halfNan); },
            "tensor whiten.basis holds numbers that are not finite");
        row(
            "not a number in the classical half", "combined", [=](TensorFile& f) { f.setFirst("sift.basis", halfNan); },
            "tensor sift.basis holds numbers that are not finite");
        row(
            "not a number in the combination", "combined", [=](TensorFile& f) { f.setFirst("combine.basis", halfNan); },
            "tensor combine.basis holds numbers that are not finite");
        row(
            "a layer is missing", "learned",
            [](TensorFile& f) { f.rename("stages.1.0.skip.weight", "stages.1.0.skap.weight"); },
            "tensor stages.1.0.skip.weight is missing");
        row(
            "a stage has no blocks", "learned",
            [](TensorFile& f) { f.rename("stages.3.0.first.weight", "stages.4.0.first.weight"); },
            "tensor stages.3.0.first.weight is missing");
        row(
            "a block that nothing leads to", "learned",
            [](TensorFile& f) { f.rename("stages.2.1.first.weight", "stages.2.7.first.weight"); },
            "holds tensors that are no part of the network");
        row(
            "no combination", "combined", [](TensorFile& f) { f.rename("combine.basis", "combine.base"); },
            "lacks the matrix combine.basis");
        row(
            "a combination of less", "combined",
            [](TensorFile& f) {
                f.setShape("combine.mean", {15, 2});
            },
            "tensor combine.mean is [15, 2] and not [30]");
        row(
            "a network that says it is both", "learned",
            [](TensorFile& f) { f.setMetadata("kind", "Fisher vectors and residual network"); },
            "lacks the matrix combine.basis");
        row(
            "no kind", "learned", [](TensorFile& f) { f.setMetadata("kind", ""); },
            "lacks the matrix sift.whiten_basis");
        row(
            "a kind to come", "learned", [](TensorFile& f) { f.setMetadata("kind", "transformer"); },
            "of the kind \"transformer\", which this Likeness does not know; install a newer one",
            ErrorCode::Unsupported);
        row(
            "another version", "learned", [](TensorFile& f) { f.setMetadata("version", "3"); },
            "is version 3 by what it says itself");
        row(
            "no version", "learned", [](TensorFile& f) { f.header.remove("__metadata__"); },
            "is version unknown by what it says itself");
        row(
            "no size", "learned", [](TensorFile& f) { f.setMetadata("input_px", "big"); }, "its input_px is big");
        row(
            "a huge size", "learned", [](TensorFile& f) { f.setMetadata("input_px", "100000"); },
            "its input_px is 100000");
        row(
            "another way to resize", "learned", [](TensorFile& f) { f.setMetadata("resize", "crop"); },
            "wants pictures resized by \"crop\"", ErrorCode::Unsupported);
    }

    void badFilesAreRefusedInOneSentence()
    {
        QFETCH(const QString, model);
        QFETCH(const Damage, damage);
        QFETCH(const int, code);
        QFETCH(const QString, says);
        const int version = model == "learned" ? 1001 : 1002;
        const std::string name = "likeness-builtin-" + std::to_string(version) + ".safetensors";
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        TensorFile file = TensorFile::read((model == "learned" ? kLearned : kCombined) / name);
        file.write(folder / name);
        QVERIFY(opened(folder)); // taking apart and putting together changes nothing
        damage(file);
        file.write(folder / name);
        const auto refused = opened(folder);
        QVERIFY(!refused);
        const QString message = QString::fromStdString(refused.error().message);
        QVERIFY2(message.contains(says) && message.contains(QString::fromStdString(name)), qPrintable(message));
        QVERIFY2(!message.contains('\n') && message.size() < 300, qPrintable(message));
        QCOMPARE(static_cast<int>(refused.error().code), code);
    }

    void anEmptyFolderIsNamed()
    {
        QTemporaryDir folder;
        const auto refused = opened(folder.path().toStdString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QVERIFY(QString::fromStdString(refused.error().message).contains(folder.path()));
    }

private:
    static void models()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("learned") << QString::fromStdString(kLearned);
        QTest::newRow("combined") << QString::fromStdString(kCombined);
    }
};

QTEST_GUILESS_MAIN(BuiltinLearnedTest)
#include "builtin_learned_test.moc"
