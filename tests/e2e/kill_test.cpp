// kill -9 at random moments of an ingest, then finish: as if nothing had happened.

#include "tests/e2e/command_line.h"
#include "tests/e2e/library_digest.h"
#include "tests/support/photo_factory.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <random>
#include <thread>

using namespace likeness::testing;

namespace {

constexpr unsigned kSeed = 20261121;
constexpr int kPhotos = 240;
/// LIKENESS_KILLS=50 is the full measurement; every run of the tests does a few.
constexpr int kQuickKills = 8;

} // namespace

class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_photos = QDir(m_folder.path()).canonicalPath() + "/photos";
        PhotoSeries series;
        series.folder = m_photos.toStdString();
        series.count = kPhotos;
        series.first = {1200, 900, 9000, 90};
        QCOMPARE(static_cast<int>(writePhotos(series).size()), kPhotos);
        // Copies and a broken file: the same must come of them too.
        for (int i = 0; i < 10; ++i) {
            QVERIFY(QFile::copy(m_photos + QString("/000/photo_00000%1.jpg").arg(i),
                                m_photos + QString("/copy_%1.jpg").arg(i)));
        }
        QFile broken(m_photos + "/broken.jpg");
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no picture") > 0);
    }

    void aLibraryThatWasKilledAgainAndAgainIsLikeOneThatWasNot_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("null model") << "null";
        QTest::newRow("built-in model") << "";
    }

    void aLibraryThatWasKilledAgainAndAgainIsLikeOneThatWasNot()
    {
        QFETCH(const QString, model);
        const QStringList index = model.isEmpty() ? QStringList{"index"} : QStringList{"index", "--model", model};
        const QString name = model.isEmpty() ? QStringLiteral("builtin") : model;
        const CommandLine undisturbed(m_folder.path() + "/undisturbed-" + name);
        QCOMPARE(undisturbed.run({"add", m_photos}).exitCode, 0);
        QElapsedTimer clock;
        clock.start();
        const CliResult run = undisturbed.run(index);
        const qint64 wholeMs = clock.elapsed();
        QVERIFY2(run.exitCode == 3, run.explain()); // the broken file
        const LibraryDigest expected = digestOf(undisturbed.library().toStdString(), name);
        QCOMPARE(expected.problem, QString());
        QCOMPARE(expected.photos.size(), kPhotos + 10);
        QCOMPARE(expected.contents, kPhotos);
        QCOMPARE(expected.thumbnails, kPhotos);
        QCOMPARE(expected.vectors, kPhotos);
        QCOMPARE(expected.failures.size(), 1);

        const int asked = qEnvironmentVariableIntValue("LIKENESS_KILLS");
        const int kills = ((asked > 0 ? asked : kQuickKills) + 1) / 2; // half for each model
        std::mt19937 random(kSeed);
        int killed = 0;
        int rounds = 0;
        while (killed < kills) {
            const CommandLine cli(m_folder.path() + QString("/killed-%1-%2").arg(name).arg(rounds++));
            QCOMPARE(cli.run({"add", m_photos}).exitCode, 0);
            while (killed < kills && killOnce(cli, index, random, wholeMs)) {
                ++killed;
                // What is committed answers at once, whatever was under way.
                const CliResult status = cli.run(QStringList{"status"} + index.mid(1));
                QVERIFY2(status.exitCode == 0, status.explain());
            }
            const CliResult last = cli.run(index);
            QVERIFY2(last.exitCode == 3, last.explain());
            const CliResult verified = cli.run(QStringList{"verify"} + index.mid(1));
            QVERIFY2(verified.exitCode == 0, verified.explain());
            const LibraryDigest found = digestOf(cli.library().toStdString(), name);
            QCOMPARE(found.problem, QString());
            QCOMPARE(found.photos.keys(), expected.photos.keys());
            QCOMPARE(found.photos, expected.photos);
            QVERIFY(found == expected);
            QVERIFY(QDir(cli.library()).removeRecursively());
        }
        qInfo("%s: seed %u, %d kills in %d libraries, an undisturbed run takes %lld ms", qPrintable(name), kSeed,
              killed, rounds, static_cast<long long>(wholeMs));
    }

    /// Neighbours, map and clusters of one library, begun again and again.
    void aMapThatWasKilledAgainAndAgainIsLikeOneThatWasNot()
    {
        const CommandLine indexed(m_folder.path() + "/indexed");
        QCOMPARE(indexed.run({"add", m_photos}).exitCode, 0);
        QCOMPARE(indexed.run({"index", "--model", "null"}).exitCode, 3);
        const QStringList map{"map", "--model", "null"};
        const CommandLine undisturbed(m_folder.path() + "/mapped");
        copyLibrary(indexed, undisturbed);
        QElapsedTimer clock;
        clock.start();
        const CliResult run = undisturbed.run(map);
        const qint64 wholeMs = clock.elapsed();
        QVERIFY2(run.exitCode == 0, run.explain());
        QCOMPARE(run.lines().size(), kPhotos + 10);
        const auto expected = exploredFiles(undisturbed);
        QVERIFY(expected.contains("neighbours") && expected.contains("map") && expected.contains("clusters"));

        const int asked = qEnvironmentVariableIntValue("LIKENESS_KILLS");
        const int kills = (asked > 0 ? asked : kQuickKills) / 2;
        std::mt19937 random(kSeed);
        int killed = 0;
        int rounds = 0;
        while (killed < kills) {
            const CommandLine cli(m_folder.path() + QString("/map-killed-%1").arg(rounds++));
            copyLibrary(indexed, cli);
            while (killed < kills && killWithin(*cli.start(map), static_cast<qint64>(random()) % wholeMs)) {
                ++killed;
            }
            const CliResult last = cli.run(map);
            QVERIFY2(last.exitCode == 0, last.explain());
            QCOMPARE(last.out, run.out);
            QCOMPARE(exploredFiles(cli), expected);
            QVERIFY(QDir(cli.library()).removeRecursively());
        }
        qInfo("seed %u, %d kills in %d libraries, an undisturbed map takes %lld ms", kSeed, killed, rounds,
              static_cast<long long>(wholeMs));
    }

private:
    static void copyLibrary(const CommandLine& from, const CommandLine& to)
    {
        std::filesystem::copy(from.library().toStdString(), to.library().toStdString(),
                              std::filesystem::copy_options::recursive);
    }

    /// What is in the files that hold neighbours, map and clusters, by their names.
    static QMap<QString, QByteArray> exploredFiles(const CommandLine& cli)
    {
        QMap<QString, QByteArray> files;
        QDirIterator at(cli.library() + "/explore", QDir::Files, QDirIterator::Subdirectories);
        while (at.hasNext()) {
            QFile file(at.next());
            if (file.open(QIODevice::ReadOnly)) {
                files[at.fileName()] = file.readAll();
            }
        }
        return files;
    }

    /// False when the program was faster.
    static bool killWithin(QProcess& process, qint64 delayMs)
    {
        // A deadline, not a sleep: the moment itself is what is tested.
        if (process.waitForFinished(static_cast<int>(delayMs))) {
            return false;
        }
        process.kill();
        process.waitForFinished();
        return process.exitStatus() == QProcess::CrashExit;
    }

    /// Kills a run at a random moment: every other time counted from the first committed file. False when it was
    /// faster.
    static bool killOnce(const CommandLine& cli, const QStringList& index, std::mt19937& random, qint64 wholeMs)
    {
        const bool afterFirst = random() % 2 == 0;
        const qint64 longest = afterFirst ? wholeMs / 3 : wholeMs;
        const auto delayMs = static_cast<qint64>(random() % static_cast<unsigned>(longest + 1));
        const auto process = cli.start(index);
        if (afterFirst && !waitForDone(*process, 1)) {
            process->waitForFinished();
            return false;
        }
        return killWithin(*process, delayMs);
    }

    QTemporaryDir m_folder;
    QString m_photos;
};

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
