// Another model takes over while the first one answers, killed again and again on the way.

#include "tests/e2e/command_line.h"
#include "tests/e2e/library_digest.h"
#include "tests/support/photo_factory.h"

#include <QDir>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace likeness::testing;

class SwitchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // LIKENESS_SWITCH_PHOTOS=2000 is the full measurement.
        const int asked = qEnvironmentVariableIntValue("LIKENESS_SWITCH_PHOTOS");
        m_count = asked > 0 ? asked : 150;
        m_photos = QDir(m_folder.path()).canonicalPath() + "/photos";
        PhotoSeries series;
        series.folder = m_photos.toStdString();
        series.count = m_count;
        series.first = {640, 480, 400, 90};
        QCOMPARE(static_cast<int>(writePhotos(series).size()), m_count);
    }

    void theFirstModelAnswersUntilTheSecondHasAll()
    {
        const CommandLine cli(m_folder.path() + "/library");
        QCOMPARE(cli.run({"add", m_photos}).exitCode, 0);
        QCOMPARE(cli.run({"index"}).exitCode, 0);
        const QByteArray before = answer(cli);
        QVERIFY(!before.isEmpty());

        const CliResult imported = cli.run({"models", "import", LIKENESS_TEST_DATA "/embed/clip"});
        QVERIFY2(imported.exitCode == 0, imported.explain());
        const QString model = modelOf(cli, "clip")["id"].toString();
        QVERIFY(!model.isEmpty());
        const CliResult used = cli.run({"models", "use", model});
        QVERIFY2(used.exitCode == 0, used.explain());

        int kills = 0;
        for (int done = m_count / 8; done < m_count && kills < 4; done += m_count / 8) {
            const auto process = cli.start({"index"});
            if (!waitForDone(*process, m_count / 8)) {
                process->waitForFinished();
                break; // it was faster
            }
            process->kill();
            process->waitForFinished();
            ++kills;
            if (modelOf(cli, "clip")["active"].toBool()) {
                break; // killed after the last photo
            }
            QCOMPARE(answer(cli), before);
        }
        QVERIFY(kills > 0);
        const CliResult last = cli.run({"index"});
        QVERIFY2(last.exitCode == 0, last.explain());
        QVERIFY(modelOf(cli, "clip")["active"].toBool());
        QVERIFY(answer(cli) != before);
        QCOMPARE(cli.run({"verify"}).exitCode, 0);
        const LibraryDigest digest = digestOf(cli.library().toStdString(), model);
        QCOMPARE(digest.problem, QString());
        QCOMPARE(digest.vectors, m_count);
        QCOMPARE(digest.photos.size(), m_count);
        // What the first model knew is kept: going back embeds nothing.
        QCOMPARE(answer(cli, {"--model", "builtin"}), before);
        QCOMPARE(cli.run({"models", "use", "builtin"}).exitCode, 0);
        QCOMPARE(cli.run({"index"}).object()["embedded"].toInt(-1), 0);
        QCOMPARE(answer(cli), before);
        qInfo("%d photos, %d kills on the way", m_count, kills);
    }

    void wordsFindPhotosOnceTheModelUnderstandsThem()
    {
        const CommandLine cli(m_folder.path() + "/words");
        QCOMPARE(cli.run({"add", m_photos}).exitCode, 0);
        QCOMPARE(cli.run({"models", "import", LIKENESS_TEST_DATA "/embed/siglip2"}).exitCode, 0);
        const QString model = modelOf(cli, "siglip2")["id"].toString();
        QCOMPARE(cli.run({"models", "use", model}).exitCode, 0);
        QCOMPARE(cli.run({"index"}).exitCode, 0);
        const CliResult words = cli.run({"search", "--text", "ein Sonnenuntergang am Meer", "-k", "5"});
        QVERIFY2(words.exitCode == 0, words.explain());
        QCOMPARE(words.lines().size(), 5);
        const CliResult mixed = cli.run({"search", m_photos + "/000/photo_000001.jpg", "--text", "at night", "--not",
                                         m_photos + "/000/photo_000002.jpg", "-k", "5"});
        QVERIFY2(mixed.exitCode == 0, mixed.explain());
        QCOMPARE(mixed.lines().size(), 5);
    }

private:
    /// What the library answers to one photo, without the times.
    QByteArray answer(const CommandLine& cli, const QStringList& more = {}) const
    {
        return cli.run(QStringList{"search", m_photos + "/000/photo_000003.jpg", "-k", "20"} + more).out;
    }

    static QJsonObject modelOf(const CommandLine& cli, const QString& family)
    {
        for (const QJsonObject& model : cli.run({"models", "list"}).lines()) {
            if (model["family"].toString() == family) {
                return model;
            }
        }
        return {};
    }

    QTemporaryDir m_folder;
    QString m_photos;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(SwitchTest)
#include "switch_test.moc"
