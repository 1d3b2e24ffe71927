// The whole program on real files: index, look, change, export, put right.

#include "core/media/media.h"
#include "tests/e2e/command_line.h"
#include "tests/support/photo_factory.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace likeness;
using namespace likeness::testing;

namespace {

constexpr int kGenerated = 30;

/// A copy as it comes back from the web: cut at the edges, smaller, compressed again.
QByteArray editedCopy(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray bytes = file.readAll();
    const auto decoded = decodePhoto(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))), path.toStdString(), 0);
    if (!decoded) {
        return {};
    }
    const Image& image = decoded->image;
    const auto cut = cropped(image, image.width / 50, image.height / 50, image.width * 48 / 50, image.height * 48 / 50);
    const auto encoded
        = cut ? encodeJpeg(shrunkTo(*cut, std::max(image.width, image.height) * 3 / 5), 60) : cut.failure();
    return encoded ? QByteArray(reinterpret_cast<const char*>(encoded->data()), static_cast<qsizetype>(encoded->size()))
                   : QByteArray();
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray readWhole(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QMap<QString, qint64> idsByName(const CommandLine& cli)
{
    QMap<QString, qint64> ids;
    for (const QJsonObject& hit : cli.run({"search", "--filter", "width:>0", "-k", "10000"}).lines()) {
        ids.insert(QFileInfo(hit["path"].toString()).fileName(), hit["photo"].toInteger());
    }
    return ids;
}

} // namespace

class LibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initialiseMedia());
        m_photos = QDir(m_folder.path()).canonicalPath() + "/photos";
        PhotoSeries series;
        series.folder = m_photos.toStdString();
        series.count = kGenerated;
        series.first = {640, 480, 1, 90};
        QCOMPARE(static_cast<int>(writePhotos(series).size()), kGenerated);
        copyShared("exif/drone-gps", 2);
        copyShared("semantic/objects50", 40);
        copyShared("exif/orientation", 4);
        m_first = m_photos + "/000/photo_000000.jpg";
        QVERIFY(QFile::copy(m_first, m_photos + "/same_bytes.jpg"));
        writeFile(m_photos + "/near_copy.jpg", editedCopy(m_photos + "/000/photo_000007.jpg"));
        QDirIterator files(m_photos, QDir::Files, QDirIterator::Subdirectories);
        for (; files.hasNext(); ++m_fileCount) {
            files.next();
        }
        const CliResult added = m_cli.run({"add", m_photos});
        QVERIFY2(added.exitCode == 0, added.explain());
        const CliResult indexed = m_cli.run({"index"});
        QVERIFY2(indexed.exitCode == 0, indexed.explain());
        QCOMPARE(indexed.object()["indexed"].toInt(), m_fileCount);
    }

    void statusCountsEverything()
    {
        const QJsonObject status = m_cli.run({"status"}).object();
        QCOMPARE(status["photos"].toInt(), m_fileCount);
        QCOMPARE(status["contents"].toInt(), m_fileCount - 1); // one is a copy
        QCOMPARE(status["vectors"].toInt(), m_fileCount - 1);
        QCOMPARE(status["failures"].toInt(), 0);
        QVERIFY(status["thumbnail_bytes"].toInteger() > 0);
        QVERIFY(!status["index"].toString().isEmpty());
        QCOMPARE(status["model"].toObject()["family"].toString(), QString("builtin"));
        QVERIFY(status["measured"].isNull());
    }

    void theIndexIsMeasuredWhenAskedAndTheDateIsKept()
    {
        const CliResult asked = m_cli.run({"status", "--measure"});
        QVERIFY2(asked.exitCode == 0, asked.explain());
        QCOMPARE(asked.object()["recall10"].toDouble(), 1.0); // so few photos are all compared with
        const QJsonObject measured = asked.object()["measured"].toObject();
        QVERIFY2(measured["image"].toObject()["queries"].toInt() > 0, asked.explain());
        QCOMPARE(measured["words"], QJsonValue(QJsonValue::Null)); // the built-in model understands none
        QCOMPARE(m_cli.run({"status"}).object()["measured"].toObject(), measured);
    }

    void anExplanationIsOneMoreLine()
    {
        const QString photo = m_photos + "/000/photo_000003.jpg";
        const QList<QJsonObject> lines
            = m_cli.run({"search", photo, "-k", "3", "--explain", "--filter", "name:photo_0000"}).lines();
        QCOMPARE(lines.size(), 4);
        const QJsonObject explain = lines.last()["explain"].toObject();
        QVERIFY(!explain["plan"].toString().isEmpty());
        QVERIFY(explain["allowed"].toInt() >= 3);
        QCOMPARE(explain["rows_compared"].toInt(), explain["allowed"].toInt());
        for (const char* time : {"embed_us", "catalog_us", "index_us", "search_us"}) {
            QVERIFY2(explain[QLatin1String(time)].isDouble(), time);
        }
    }

    void indexingAgainDoesNothing()
    {
        const CliResult again = m_cli.run({"index"});
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.object()["indexed"].toInt(), 0);
    }

    void searchFindsTheEditedCopyFirst()
    {
        for (const char* name : {"/000/photo_000003.jpg", "/000/photo_000011.jpg", "/000/photo_000025.jpg"}) {
            const QString copy = m_folder.path() + "/query.jpg";
            writeFile(copy, editedCopy(m_photos + name));
            const QList<QJsonObject> hits = m_cli.run({"search", copy, "-k", "3"}).lines();
            QCOMPARE(hits.size(), 3);
            QCOMPARE(hits[0]["path"].toString(), m_photos + name);
            QCOMPARE(hits[0]["rank"].toInt(), 1);
            QVERIFY(hits[0]["score"].toDouble() > hits[1]["score"].toDouble());
            QCOMPARE(hits[0]["width"].toInt(), 640);
        }
    }

    void searchReadsStandardInput()
    {
        const QString original = m_photos + "/000/photo_000004.jpg";
        const CliResult found = m_cli.run({"search", "-", "-k", "1"}, editedCopy(original));
        QVERIFY2(found.exitCode == 0, found.explain());
        QCOMPARE(found.object()["path"].toString(), original);
        QCOMPARE(m_cli.run({"search", "-"}).exitCode, 1);
        QCOMPARE(m_cli.run({"search", "-"}, "this is no picture").exitCode, 1);
    }

    void aPictureFindsItselfWithScoreOne()
    {
        const QList<QJsonObject> hits
            = m_cli.run({"search", m_photos + "/000/photo_000009.jpg", "--exact", "-k", "1"}).lines();
        QCOMPARE(hits.size(), 1);
        QVERIFY(hits[0]["score"].toDouble() > 0.999);
    }

    void lessLikeAPictureMovesItDown()
    {
        const QString a = m_photos + "/000/photo_000001.jpg";
        const QString b = m_photos + "/000/photo_000002.jpg";
        const QList<QJsonObject> hits
            = m_cli.run({"search", a, "--not", b, "--weight", "1", "--weight", "0.5", "-k", "10000"}).lines();
        QCOMPARE(hits.first()["path"].toString(), a);
        const auto at
            = std::find_if(hits.begin(), hits.end(), [&](const QJsonObject& hit) { return hit["path"] == b; });
        QVERIFY(at == hits.end() || at - hits.begin() > hits.size() / 2);
    }

    void aCropSearchesByItsPart()
    {
        const CliResult whole = m_cli.run({"search", m_first, "--crop", "0,0,1,1", "-k", "1"});
        QVERIFY(whole.object()["score"].toDouble() > 0.99);
        QCOMPARE(m_cli.run({"search", m_first, "--crop", "0.25,0.25,0.5,0.5", "-k", "1"}).exitCode, 0);
        QCOMPARE(m_cli.run({"search", m_first, "--crop", "10000,0,10,10"}).exitCode, 2);
    }

    void filtersLimitTheHits()
    {
        const QList<QJsonObject> wide
            = m_cli.run({"search", m_first, "--filter", "camera:\"Likeness One\" width:640", "-k", "10000"}).lines();
        QVERIFY(!wide.isEmpty() && wide.size() < kGenerated);
        for (const QJsonObject& hit : wide) {
            QCOMPARE(hit["width"].toInt(), 640);
        }
        const QList<QJsonObject> dated = m_cli.run({"search", "--filter", "date:2005..2014", "-k", "10000"}).lines();
        QVERIFY(!dated.isEmpty());
        QString last = "9999";
        for (const QJsonObject& hit : dated) {
            const QString taken = hit["taken"].toString();
            QVERIFY(taken >= "2005" && taken < "2015");
            QVERIFY(taken <= last); // newest first
            last = taken;
            QVERIFY(hit["score"].isNull());
        }
        const CliResult wrong = m_cli.run({"search", "--filter", "width:>0 colour:red"});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.err.contains("column"), wrong.explain());
    }

    void gpsIsReadFromRealPhotos()
    {
        if (!QDir(LIKENESS_SHARED "/photos/exif/drone-gps").exists()) {
            QSKIP("the shared photos are missing");
        }
        QCOMPARE(m_cli.run({"search", "--filter", "has:gps", "-k", "100"}).lines().size(), 2);
    }

    void scoresCutOffTheHits()
    {
        const QList<QJsonObject> hits = m_cli.run({"search", m_first, "--min-score", "0.95", "-k", "1000"}).lines();
        QVERIFY(!hits.isEmpty() && hits.size() < m_fileCount);
        for (const QJsonObject& hit : hits) {
            QVERIFY(hit["score"].toDouble() >= 0.95);
        }
    }

    void explainNamesTheIndex()
    {
        const QList<QJsonObject> lines = m_cli.run({"search", m_first, "-k", "1", "--explain"}).lines();
        QCOMPARE(lines.size(), 2);
        QVERIFY(!lines[1]["explain"].toObject()["index"].toString().isEmpty());
    }

    void wordsAreRefusedPlainly()
    {
        const CliResult refused = m_cli.run({"search", "--text", "a bridge"});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("words"), refused.explain());
    }

    void missingAndBrokenQueriesFailPlainly()
    {
        const CliResult missing = m_cli.run({"search", "/nowhere/x.jpg"});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY(missing.err.contains("/nowhere/x.jpg"));
        QVERIFY(missing.out.isEmpty());
    }

    void duplicatesTellSameBytesFromSameLook()
    {
        const CliResult exact = m_cli.run({"duplicates", "--exact"});
        QCOMPARE(exact.exitCode, 0);
        QVERIFY2(exact.lines().size() == 1, exact.explain());
        QCOMPARE(exact.object()["kind"].toString(), QString("exact"));
        QCOMPARE(exact.object()["photos"].toArray().size(), 2);
        bool found = false;
        for (const QJsonObject& group : m_cli.run({"duplicates", "--near", "--threshold", "0.9"}).lines()) {
            QStringList names;
            int kept = 0;
            for (const QJsonValue& photo : group["photos"].toArray()) {
                names += QFileInfo(photo["path"].toString()).fileName();
                kept += photo["keep"].toBool() ? 1 : 0;
                QVERIFY(!photo["reason"].toString().isEmpty());
            }
            QCOMPARE(kept, 1);
            found = found || (names.contains("near_copy.jpg") && names.contains("photo_000007.jpg"));
        }
        QVERIFY(found);
    }

    void embedGivesOneRowPerArgument()
    {
        const QString second = m_photos + "/000/photo_000005.jpg";
        const QList<QJsonObject> rows = m_cli.run({"embed", m_first, second}).lines();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0]["image"].toString(), m_first);
        const QJsonArray vector = rows[1]["vector"].toArray();
        QCOMPARE(vector.size(), rows[1]["dimension"].toInt());
        double squares = 0;
        for (const QJsonValue& value : vector) {
            squares += value.toDouble() * value.toDouble();
        }
        QVERIFY(std::abs(squares - 1) < 1e-3);
        const QString out = m_folder.path() + "/v.npy";
        QCOMPARE(m_cli.run({"embed", m_first, second, "--out", out}).exitCode, 0);
        const QByteArray npy = readWhole(out);
        QVERIFY(npy.startsWith("\x93NUMPY"));
        QCOMPARE(npy.size(), 128 + 2 * vector.size() * 4);
        float written = 0;
        std::memcpy(&written, npy.constData() + 128 + vector.size() * 4, sizeof written);
        QVERIFY(std::abs(static_cast<double>(written) - vector[0].toDouble()) < 1e-6);
    }

    void exportWritesEveryPhoto()
    {
        const QString base = m_folder.path() + "/export";
        for (const char* ending : {".csv", ".jsonl", ".npy"}) {
            const CliResult written = m_cli.run({"export", "--out", base + ending});
            QVERIFY2(written.exitCode == 0, written.explain());
        }
        QCOMPARE(readWhole(base + ".csv").count('\n'), m_fileCount + 1);
        QCOMPARE(readWhole(base + ".jsonl").count('\n'), m_fileCount);
        QVERIFY(readWhole(base + ".npy").size() > m_fileCount * 4 * 100);
        QCOMPARE(m_cli.run({"export", "--out", "/nowhere/x.csv"}).exitCode, 1);
    }

    void modelsListsTheBuiltInOne()
    {
        bool found = false;
        for (const QJsonObject& model : m_cli.run({"models", "list"}).lines()) {
            found = found || (model["active"].toBool() && model["dimension"].toInt() > 0 && !model["words"].toBool());
        }
        QVERIFY(found);
        QCOMPARE(m_cli.run({"models", "info", "no-such-model"}).exitCode, 1);
    }

    void upkeepLeavesACleanLibrary()
    {
        for (const char* command : {"verify", "rebuild", "verify", "compact", "verify"}) {
            const CliResult done = m_cli.run({command});
            QVERIFY2(done.exitCode == 0, done.explain());
        }
        QCOMPARE(m_cli.run({"verify"}).object()["clean"].toBool(), true);
        const CliResult found = m_cli.run({"search", m_first, "-k", "1"});
        QVERIFY(found.object()["score"].toDouble() > 0.99);
    }

    void tagsAreSetAndWrittenAndThePhotosStayTheSame()
    {
        const QString photo = m_photos + "/000/photo_000004.jpg";
        const QMap<QString, qint64> before = idsByName(m_cli);
        const CliResult tagged = m_cli.run({"tag", "--add", "at night", "--rating", "4", photo});
        QVERIFY2(tagged.exitCode == 0, tagged.explain());
        QCOMPARE(tagged.object()["changed"].toInt(), 1);
        QCOMPARE(m_cli.run({"search", "--filter", "tag:\"at night\" rating:4"}).lines().size(), 1);
        QCOMPARE(m_cli.run({"tag"}).object()["tag"].toString(), QString("at night"));
        QCOMPARE(m_cli.run({"tag", photo}).object()["tag"].toString(), QString("at night"));
        QVERIFY(m_cli.run({"tag", "--filter", "rating:5"}).lines().isEmpty());
        const CliResult written = m_cli.run({"write-metadata", "--embedded", photo});
        QVERIFY2(written.exitCode == 0, written.explain());
        QCOMPARE(written.object()["written"].toInt(), 1);
        const CliResult indexed = m_cli.run({"index"});
        QCOMPARE(indexed.object()["embedded"].toInt(-1), 0);
        QCOMPARE(idsByName(m_cli), before);
        const CliResult beside = m_cli.run({"write-metadata", "--filter", "tag:\"at night\""});
        QCOMPARE(beside.object()["unchanged"].toInt(), 1); // the photo says it
        QCOMPARE(m_cli.run({"tag", "--rename", "at night", "night"}).object()["changed"].toInt(), 1);
        QCOMPARE(m_cli.run({"write-metadata", "--filter", "tag:night"}).object()["written"].toInt(), 1);
        QVERIFY(QFile::exists(photo + ".xmp"));
        QCOMPARE(m_cli.run({"index"}).object()["embedded"].toInt(-1), 0);
        QVERIFY(m_cli.run({"verify"}).object()["clean"].toBool());
        QCOMPARE(m_cli.run({"tag", "--add", "x", m_photos + "/none.jpg"}).exitCode, 1);
    }

    void renamesAndMovesKeepIdsAndEmbedNothing()
    {
        const QMap<QString, qint64> before = idsByName(m_cli);
        QVERIFY(QFile::rename(m_photos + "/000/photo_000020.jpg", m_photos + "/000/renamed.jpg"));
        QVERIFY(QDir(m_photos).rename("000", "moved"));
        const CliResult indexed = m_cli.run({"index"});
        QVERIFY2(indexed.exitCode == 0, indexed.explain());
        QCOMPARE(indexed.object()["embedded"].toInt(-1), 0);
        const QMap<QString, qint64> after = idsByName(m_cli);
        QCOMPARE(after.size(), before.size());
        QCOMPARE(after["renamed.jpg"], before["photo_000020.jpg"]);
        for (const char* name : {"photo_000001.jpg", "photo_000029.jpg"}) {
            QCOMPARE(after[name], before[name]);
        }
        QVERIFY(QDir(m_photos).rename("moved", "000"));
        QVERIFY(QFile::rename(m_photos + "/000/renamed.jpg", m_photos + "/000/photo_000020.jpg"));
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        QCOMPARE(idsByName(m_cli), before);
    }

    void aCopyToAnotherDriveKeepsItsEmbedding()
    {
        // A copy with a new inode and time, the original gone: only the bytes tell that it is the same photo.
        const QString from = m_photos + "/000/photo_000021.jpg";
        const QString to = m_photos + "/elsewhere.jpg";
        const qint64 id = idsByName(m_cli)["photo_000021.jpg"];
        writeFile(to, readWhole(from));
        QVERIFY(QFile::remove(from));
        const CliResult indexed = m_cli.run({"index"});
        QCOMPARE(indexed.object()["embedded"].toInt(-1), 0);
        QCOMPARE(idsByName(m_cli)["elsewhere.jpg"], id);
        QCOMPARE(m_cli.run({"status"}).object()["photos"].toInt(), m_fileCount);
        QVERIFY(QFile::rename(to, from));
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
    }

    void anUnpluggedFolderKeepsItsPhotos()
    {
        const QString away = m_folder.path() + "/unplugged";
        QVERIFY(QDir().rename(m_photos, away));
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        const QJsonObject status = m_cli.run({"status"}).object();
        QCOMPARE(status["photos"].toInt(), m_fileCount);
        QCOMPARE(status["offline_photos"].toInt(), m_fileCount);
        const CliResult found = m_cli.run({"search", away + "/000/photo_000003.jpg", "-k", "1"});
        QVERIFY2(found.object()["path"].toString().endsWith("photo_000003.jpg"), found.explain());
        QCOMPARE(found.object()["online"].toBool(true), false);
        QVERIFY(QDir().rename(away, m_photos));
        const CliResult back = m_cli.run({"index"});
        QCOMPARE(back.object()["embedded"].toInt(-1), 0);
        QCOMPARE(m_cli.run({"status"}).object()["offline_photos"].toInt(), 0);
    }

    void excludedFilesAreLeftOut()
    {
        const QString extra = m_folder.path() + "/extra";
        QVERIFY(QDir().mkpath(extra + "/tmp"));
        QVERIFY(QFile::copy(m_first, extra + "/a.jpg") && QFile::copy(m_first, extra + "/tmp/b.jpg")
                && QFile::copy(m_first, extra + "/c.skip.jpg"));
        QCOMPARE(m_cli.run({"add", extra, "--exclude", "tmp", "--exclude", "*.skip.jpg"}).exitCode, 0);
        QCOMPARE(m_cli.run({"add", extra}).exitCode, 0); // again: keeps what it leaves out
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        QCOMPARE(m_cli.run({"status"}).object()["photos"].toInt(), m_fileCount + 1);
        QCOMPARE(m_cli.run({"remove", extra}).exitCode, 0);
        QCOMPARE(m_cli.run({"remove", extra}).exitCode, 1);
        QCOMPARE(m_cli.run({"status"}).object()["photos"].toInt(), m_fileCount);
    }

    void plainOutputIsATable()
    {
        const CliResult found = m_cli.runPlain({"search", m_first, "-k", "2"});
        QCOMPARE(found.exitCode, 0);
        QCOMPARE(found.out.count('\n'), 3);
        QVERIFY(!found.out.contains('\x1b'));
        const CliResult status = m_cli.runPlain({"status"});
        QVERIFY(status.out.startsWith("Library"));
        const CliResult quiet = m_cli.runPlain({"--quiet", "index"});
        QVERIFY2(quiet.err.isEmpty() && quiet.out.isEmpty(), quiet.explain());
    }

    void aReaderThatGoesAwayIsNoError()
    {
        QProcess shell;
        shell.start("/bin/sh",
                    {"-c",
                     QString("set -o 2>/dev/null; { \"$0\" --library \"$1\" --json search --filter 'width:>0' -k "
                             "10000; echo $? >&2; } | head -n 1"),
                     LIKENESS_BIN "/likeness-cli", m_cli.library()});
        QVERIFY(shell.waitForFinished(60'000));
        QCOMPARE(shell.readAllStandardError().trimmed(), QByteArray("0"));
    }

    void interruptingKeepsWhatIsDone()
    {
        const QString many = m_folder.path() + "/many";
        PhotoSeries series;
        series.folder = many.toStdString();
        series.count = 300;
        series.first = {800, 600, 5000, 90};
        QCOMPARE(static_cast<int>(writePhotos(series).size()), series.count);
        const CommandLine cli(m_folder.path() + "/interrupted");
        QCOMPARE(cli.run({"add", many}).exitCode, 0);
        const auto process = cli.start({"index"});
        QVERIFY(waitForDone(*process, 10));
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->exitCode(), 1);
        const int photos = cli.run({"status"}).object()["photos"].toInt();
        QVERIFY(photos >= 10);
        QCOMPARE(cli.run({"verify"}).exitCode, 0);
        const CliResult rest = cli.run({"index"});
        QCOMPARE(rest.exitCode, 0);
        QCOMPARE(rest.object()["indexed"].toInt(), 300 - photos);
        QCOMPARE(cli.run({"status"}).object()["vectors"].toInt(), 300);
    }

    void watchFollowsChanges()
    {
        const auto process = m_cli.start({"watch"});
        process->setReadChannel(QProcess::StandardError);
        QByteArray err;
        QTRY_VERIFY_WITH_TIMEOUT((err += process->readAllStandardError()).contains("Following changes"), 60'000);
        const QString arrived = m_photos + "/arrived.jpg";
        writeFile(arrived, editedCopy(m_photos + "/000/photo_000013.jpg"));
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += process->readAllStandardOutput()).contains("\"indexed\":1"), 60'000);
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
        QCOMPARE(m_cli.run({"status"}).object()["photos"].toInt(), m_fileCount + 1);
        QVERIFY(QFile::remove(arrived));
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        QCOMPARE(m_cli.run({"status"}).object()["photos"].toInt(), m_fileCount);
    }

    void theNullModelCostsNothingAndIsKeptApart()
    {
        QCOMPARE(m_cli.run({"index", "--model", "null"}).exitCode, 0);
        QCOMPARE(m_cli.run({"status"}).object()["model"].toObject()["family"].toString(), QString("builtin"));
        QCOMPARE(m_cli.run({"verify"}).exitCode, 0);
    }

    void measurementsHaveTheFieldsOfTheContract()
    {
        const QList<QJsonObject> rows = m_cli.run({"bench", "search", "--count", "20"}).lines();
        QCOMPARE(rows.size(), 2);
        for (const char* field : {"index", "query", "rows", "recall10", "median_us", "p99_us", "ratio_hnsw",
                                  "memory_bytes", "disk_bytes", "build_s"}) {
            QVERIFY2(rows[0].contains(field), field);
        }
        QCOMPARE(m_cli.run({"bench", "index"}).exitCode, 0);
        QCOMPARE(m_cli.run({"bench", "decode", m_photos + "/000"}).object()["photos"].toInt(), kGenerated);
        QVERIFY(m_cli.run({"bench", "embed", "--count", "4"}).object()["embed_ms"].toDouble() > 0);
    }

    void vectorsFromAFileAreSearchedByEveryKind()
    {
        const QString file = m_folder.path() + "/base.npy";
        QCOMPARE(m_cli.run({"export", "--out", file}).exitCode, 0);
        const CliResult measured = m_cli.run({"bench", "search", "--vectors", file, "--count", "10"});
        QVERIFY2(measured.exitCode == 0, measured.explain());
        QStringList kinds;
        for (const QJsonObject& row : measured.lines()) {
            kinds += row["index"].toString();
            QVERIFY(row["recall10"].toDouble() > 0.9);
            QVERIFY(row["median_us"].toDouble() > 0);
        }
        QCOMPARE(kinds, (QStringList{"exact", "flat", "hnsw-if", "hnsw"}));
    }

    void aMissingLibraryIsNotMadeByLooking()
    {
        const CommandLine nowhere(m_folder.path() + "/no-library");
        const CliResult status = nowhere.run({"status"});
        QCOMPARE(status.exitCode, 1);
        QVERIFY(!QFileInfo::exists(nowhere.library()));
    }

private:
    void copyShared(const QString& name, int countMax)
    {
        const QString from = QString(LIKENESS_SHARED "/photos/") + name;
        QDirIterator files(from, {"*.jpg", "*.JPG", "*.jpeg"}, QDir::Files, QDirIterator::Subdirectories);
        QStringList paths;
        while (files.hasNext()) {
            paths += files.next();
        }
        paths.sort(); // the order of a directory is not fixed
        const QString to = m_photos + "/" + QFileInfo(name).fileName();
        QVERIFY(QDir().mkpath(to));
        for (const QString& path : paths.mid(0, countMax)) {
            QVERIFY(
                QFile::copy(path, to + "/" + QFileInfo(path).path().replace('/', '_') + QFileInfo(path).fileName()));
        }
    }

    QTemporaryDir m_folder;
    CommandLine m_cli{m_folder.path() + "/library"};
    QString m_photos;
    QString m_first;
    int m_fileCount = 0;
};

QTEST_GUILESS_MAIN(LibraryTest)
#include "library_test.moc"
