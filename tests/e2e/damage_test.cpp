// Two processes on one library, and libraries whose files were damaged.

#include "tests/e2e/command_line.h"
#include "tests/e2e/library_digest.h"
#include "tests/support/photo_factory.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace likeness::testing;

namespace {

constexpr int kPhotos = 40;

QByteArray readWhole(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool replaceWith(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_photos = QDir(m_folder.path()).canonicalPath() + "/photos";
        PhotoSeries series;
        series.folder = m_photos.toStdString();
        series.count = kPhotos;
        series.first = {640, 480, 700, 90};
        QCOMPARE(static_cast<int>(writePhotos(series).size()), kPhotos);
        QCOMPARE(m_cli.run({"add", m_photos}).exitCode, 0);
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        m_expected = digestOf(m_cli.library().toStdString(), "builtin");
        QCOMPARE(m_expected.problem, QString());
        QCOMPARE(m_expected.vectors, kPhotos);
        m_query = m_photos + "/000/photo_000017.jpg";
    }

    void aSecondProcessIsToldWhoHasTheLibrary()
    {
        const auto holder = m_cli.start({"watch"});
        holder->setReadChannel(QProcess::StandardError);
        QByteArray err;
        QTRY_VERIFY_WITH_TIMEOUT((err += holder->readAllStandardError()).contains("Following changes"), 60'000);
        const CliResult second = m_cli.run({"status"});
        QVERIFY2(second.exitCode == 4, second.explain());
        QVERIFY2(second.err.contains(QByteArray::number(holder->processId())), second.explain());
        holder->kill();
        QVERIFY(holder->waitForFinished());
        QCOMPARE(m_cli.run({"status"}).exitCode, 0); // the lock died with its holder
    }

    void aDamagedCatalogIsNotTouched_data()
    {
        QTest::addColumn<QByteArray>("damaged");
        const QByteArray whole = readWhole(m_cli.library() + "/catalog.db");
        QVERIFY(whole.size() > 8192);
        QTest::newRow("not a database") << QByteArray("hello, I was a catalog").repeated(500);
        QByteArray header = whole;
        header.replace(0, 100, QByteArray(100, '\x55'));
        QTest::newRow("first page") << header;
        QByteArray middle = whole;
        middle.replace(4096, whole.size() - 8192, QByteArray(whole.size() - 8192, '\xAA'));
        QTest::newRow("pages") << middle;
        QTest::newRow("cut short") << whole.left(whole.size() / 2);
    }

    void aDamagedCatalogIsNotTouched()
    {
        QFETCH(const QByteArray, damaged);
        const QString file = m_cli.library() + "/catalog.db";
        const QByteArray whole = readWhole(file);
        QVERIFY(replaceWith(file, damaged));
        const CliResult refused = m_cli.run({"search", m_query});
        QVERIFY2(refused.exitCode == 5, refused.explain());
        QVERIFY2(refused.err.size() > 40, refused.explain());
        QVERIFY(refused.out.isEmpty());
        QCOMPARE(readWhole(file), damaged);
        QVERIFY(replaceWith(file, whole));
        answersRightly();
    }

    void lostThumbnailsAreMadeAgain_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("gone") << QByteArray();
        QTest::newRow("rubbish") << QByteArray(20'000, 'x');
        const QByteArray whole = readWhole(m_cli.library() + "/thumbs.db");
        QTest::newRow("cut short") << whole.left(whole.size() / 2);
    }

    void lostThumbnailsAreMadeAgain()
    {
        QFETCH(const QByteArray, bytes);
        const QString file = m_cli.library() + "/thumbs.db";
        QFile::remove(file + "-wal");
        QFile::remove(file + "-shm");
        QVERIFY(bytes.isEmpty() ? QFile::remove(file) : replaceWith(file, bytes));
        answersRightly(); // at once
        const CliResult indexed = m_cli.run({"index"});
        QVERIFY2(indexed.exitCode == 0, indexed.explain());
        QCOMPARE(indexed.object()["embedded"].toInt(-1), 0);
        QVERIFY(digestOf(m_cli.library().toStdString(), "builtin") == m_expected);
        QCOMPARE(m_cli.run({"verify"}).exitCode, 0);
    }

    void lostVectorsAreMadeAgain()
    {
        QVERIFY(QDir(m_cli.library() + "/vectors").removeRecursively());
        const CliResult indexed = m_cli.run({"index"});
        QVERIFY2(indexed.exitCode == 0, indexed.explain());
        QCOMPARE(indexed.object()["embedded"].toInt(), kPhotos);
        answersRightly();
        QVERIFY(digestOf(m_cli.library().toStdString(), "builtin") == m_expected);
    }

    void damagedVectorsNeverCrash()
    {
        const QDir folder(m_cli.library() + "/vectors");
        for (const QString& name : folder.entryList({"builtin*.db"})) {
            QVERIFY(replaceWith(folder.filePath(name), QByteArray(50'000, 'x')));
        }
        const CliResult told = m_cli.run({"search", m_query});
        QVERIFY2(told.exitCode == 5 || told.exitCode == 0, told.explain());
        QVERIFY(folder.exists() && QDir(folder.path()).removeRecursively());
        QCOMPARE(m_cli.run({"index"}).exitCode, 0);
        answersRightly();
    }

    void derivedFilesAreNeverTrusted()
    {
        QDirIterator files(m_cli.library() + "/index", QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QByteArray bytes = readWhole(path);
            for (qsizetype at = 0; at < bytes.size(); at += 61) {
                bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
            }
            QVERIFY(replaceWith(path, bytes));
        }
        answersRightly();
        QDir(m_cli.library() + "/index").removeRecursively();
        answersRightly();
        QCOMPARE(m_cli.run({"rebuild"}).exitCode, 0);
        QCOMPARE(m_cli.run({"verify"}).exitCode, 0);
    }

    void verifyNoticesADamagedThumbnail()
    {
        const QString file = m_cli.library() + "/thumbs.db";
        const QByteArray whole = readWhole(file);
        QByteArray damaged = whole;
        for (qsizetype at = damaged.size() / 2; at < damaged.size(); at += 512) {
            damaged[at] = static_cast<char>(~damaged[at]);
        }
        QVERIFY(replaceWith(file, damaged));
        const CliResult verified = m_cli.run({"verify"});
        QVERIFY2(verified.exitCode != 0 || damaged == whole, verified.explain());
        QVERIFY(replaceWith(file, whole));
        QFile::remove(file + "-wal");
        QFile::remove(file + "-shm");
        QCOMPARE(m_cli.run({"verify"}).exitCode, 0);
    }

private:
    void answersRightly()
    {
        const CliResult found = m_cli.run({"search", m_query, "-k", "1"});
        QVERIFY2(found.exitCode == 0, found.explain());
        QCOMPARE(found.object()["path"].toString(), m_query);
        QVERIFY(found.object()["score"].toDouble() > 0.99);
    }

    QTemporaryDir m_folder;
    CommandLine m_cli{m_folder.path() + "/library"};
    QString m_photos;
    QString m_query;
    LibraryDigest m_expected;
};

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
