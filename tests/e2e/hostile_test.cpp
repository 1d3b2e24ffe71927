// Files that are broken, huge, unreadable, or not what they say: never a crash, each named with a reason.

#include "tests/e2e/command_line.h"
#include "tests/support/photo_factory.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace likeness::testing;
namespace fs = std::filesystem;

namespace {

QByteArray photo(int width, int height, std::uint32_t seed)
{
    const auto bytes = makePhoto({width, height, seed, 85});
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

void write(const fs::path& path, const QByteArray& bytes)
{
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.constData(), bytes.size());
}

/// CRC-32 as PNG wants it (polynomial 0xEDB88320).
quint32 crcOf(const QByteArray& bytes)
{
    quint32 crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray pngChunk(const QByteArray& type, const QByteArray& data)
{
    return bigEndian(static_cast<quint32>(data.size())) + type + data + bigEndian(crcOf(type + data));
}

/// A grey PNG that says it is `width` by `height` and has `rows` rows of pixels.
QByteArray png(quint32 width, quint32 height, quint32 rows)
{
    QByteArray pixels;
    for (quint32 y = 0; y < rows; ++y) {
        pixels += '\0'; // no filter
        QByteArray row(static_cast<qsizetype>(width), static_cast<char>(y));
        for (quint32 x = 0; x < width; x += 97) {
            row[x] = static_cast<char>(x / 97 + y);
        }
        pixels += row;
    }
    const QByteArray header = bigEndian(width) + bigEndian(height) + QByteArray("\x08\x00\x00\x00\x00", 5);
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + pngChunk("IHDR", header) + pngChunk("IDAT", qCompress(pixels, 1).mid(4))
           + pngChunk("IEND", {});
}

/// A JPEG whose header says another size than its data has.
QByteArray jpegClaiming(quint16 width, quint16 height)
{
    QByteArray bytes = photo(64, 48, 1);
    const qsizetype frame = bytes.indexOf(QByteArray("\xFF\xC0", 2));
    qToBigEndian(height, bytes.data() + frame + 5);
    qToBigEndian(width, bytes.data() + frame + 7);
    return bytes;
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_root = fs::canonical(m_folder.path().toStdString()) / "photos";
        const QByteArray good = photo(800, 600, 1);
        write(m_root / "good.jpg", good);
        write(m_root / "empty.jpg", "");
        write(m_root / "header_only.jpg", good.left(200));
        write(m_root / "half.jpg", good.left(good.size() / 2));
        write(m_root / "words.jpg", "this is not a picture\n");
        write(m_root / "noise.png", QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(5000, '\x5A'));
        write(m_root / "jpeg_called_png.png", photo(320, 240, 2));
        write(m_root / "png_called_jpeg.jpg", png(300, 200, 200));
        write(m_root / "wide.png", png(60000, 700, 700));
        write(m_root / "wide.jpg", photo(60000, 500, 3));
        write(m_root / "bomb.png", png(60000, 60000, 2));
        write(m_root / "bomb.jpg", jpegClaiming(65000, 65000));
        write(m_root / "caf\xE9.jpg", photo(320, 240, 4));
        write(m_root / "line\nbreak.jpg", photo(320, 240, 5));
        write(m_root / (std::string(240, 'n') + ".jpg"), photo(320, 240, 6));
        write(m_root / "folder.jpg" / "inside.jpg", photo(320, 240, 7));
        write(m_root / "notes.txt", "not a photo, and not called one");
        write(m_root / "one.bmp", "BM");
        write(m_root / "raw.cr2", "II*");
        write(m_root / "broken.heic", QByteArray("\0\0\0\x18"
                                                 "ftypheic\0\0\0\0heicmif1",
                                                 24));
        fs::create_symlink("loop.jpg", m_root / "loop.jpg");
        fs::create_directory_symlink("..", m_root / "folder.jpg" / "up");
        fs::create_symlink("nowhere.jpg", m_root / "dangling.jpg");
        QCOMPARE(::mkfifo((m_root / "pipe.jpg").c_str(), 0644), 0);
        QCOMPARE(m_cli.run({"add", QString::fromStdString(m_root.string())}).exitCode, 0);
        m_indexed = m_cli.run({"index"});
    }

    /// QTemporaryDir cannot name what is not UTF-8, so it could not remove it.
    void cleanupTestCase() { fs::remove_all(m_root); }

    void theRunFinishesAndSaysThatSomeFailed() { QVERIFY2(m_indexed.exitCode == 3, m_indexed.explain()); }

    void everyBrokenFileIsNamedWithAReason()
    {
        QMap<QString, QString> reasons;
        for (const QJsonObject& failure : m_cli.run({"failures"}).lines()) {
            reasons.insert(
                QString::fromStdString(fs::path(failure["path"].toString().toStdString()).filename().string()),
                failure["reason"].toString());
        }
        for (const char* name : {"empty.jpg", "header_only.jpg", "words.jpg", "noise.png", "bomb.png", "bomb.jpg",
                                 "one.bmp", "raw.cr2", "broken.heic"}) {
            QVERIFY2(reasons.contains(name), name);
            qInfo("%s: %s", name, qPrintable(reasons[name]));
        }
        for (const QString& reason : reasons) {
            QVERIFY(reason.size() > 8);
            for (const char* jargon : {"exception", "std::", "errno", "VipsJpeg", "Internal"}) {
                QVERIFY2(!reason.contains(jargon), qPrintable(reason));
            }
        }
        for (const char* name : {"notes.txt", "good.jpg", "folder.jpg", "wide.png", "wide.jpg"}) {
            QVERIFY2(!reasons.contains(name), qPrintable(QString(name) + ": " + reasons[name]));
        }
    }

    void whatIsReadableIsIndexed()
    {
        QMap<QString, QJsonObject> hits;
        for (const QJsonObject& hit : m_cli.run({"search", "--filter", "width:>0", "-k", "1000"}).lines()) {
            const QString path = hit["path"].toString();
            QVERIFY2(!hits.contains(path), qPrintable(path)); // a loop would show photos twice
            hits.insert(path.mid(static_cast<qsizetype>(m_root.string().size()) + 1), hit);
        }
        for (const QString& name :
             {QString("good.jpg"), QString("jpeg_called_png.png"), QString("png_called_jpeg.jpg"), QString("wide.png"),
              QString("wide.jpg"), QString("caf\uFFFD.jpg"), QString("line\nbreak.jpg"), QString(240, 'n') + ".jpg",
              QString("folder.jpg/inside.jpg")}) {
            QVERIFY2(hits.contains(name), qPrintable(name));
        }
        QCOMPARE(hits["wide.png"]["width"].toInt(), 60000);
        QCOMPARE(hits["wide.jpg"]["width"].toInt(), 60000);
        QVERIFY(hits[QString("caf\uFFFD.jpg")]["path_bytes"].toString().endsWith("caf%E9.jpg"));
    }

    void aNameThatIsNotUtf8CanBeSearchedBy()
    {
        QProcess process; // arguments of QProcess are UTF-8; the shell passes any bytes on
        process.start("/bin/sh",
                      {"-c", QString("exec \"$0\" --library \"$1\" --json search \"$2\"/caf*.jpg -k 1"),
                       LIKENESS_BIN "/likeness-cli", m_cli.library(), QString::fromStdString(m_root.string())});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("caf%E9.jpg"));
    }

    void verifyFindsNothingWrong()
    {
        const CliResult verified = m_cli.run({"verify"});
        QVERIFY2(verified.exitCode == 0, verified.explain());
    }

    void aSecondRunRemembersTheFailures()
    {
        const CliResult again = m_cli.run({"index"});
        QCOMPARE(again.exitCode, 3);
        QCOMPARE(again.object()["indexed"].toInt(-1), 0);
    }

    void aMendedFileIsTakenUpByRetry()
    {
        write(m_root / "empty.jpg", photo(320, 240, 8));
        const CliResult retried = m_cli.run({"failures", "--retry"});
        QCOMPARE(retried.exitCode, 3);
        QVERIFY(!retried.out.contains("empty.jpg"));
        QVERIFY(retried.out.contains("words.jpg"));
    }

    void unreadableFilesAreNamed()
    {
        const fs::path root = fs::canonical(m_folder.path().toStdString()) / "forbidden";
        write(root / "open.jpg", photo(320, 240, 9));
        write(root / "closed.jpg", photo(320, 240, 10));
        fs::permissions(root / "closed.jpg", fs::perms::none);
        QProcess process;
        const QString script = "\"$0\" --library \"$1\" add \"$2\" && \"$0\" --library \"$1\" index; code=$?; "
                               "\"$0\" --library \"$1\" --json failures; exit $code";
        QStringList arguments{"-c", script, LIKENESS_BIN "/likeness-cli", m_folder.path() + "/forbidden-library",
                              QString::fromStdString(root.string())};
        QString program = "/bin/sh";
        if (::geteuid() == 0) { // root reads everything: become somebody else
            if (QProcess::execute("setpriv",
                                  {"--reuid", "65534", "--clear-groups", "test", "-x", LIKENESS_BIN "/likeness-cli"})
                != 0) {
                QSKIP("running as root, and nobody else could run the program");
            }
            fs::permissions(m_folder.path().toStdString(), fs::perms::all);
            arguments = QStringList{"--reuid", "65534", "--clear-groups", program} + arguments;
            program = "setpriv";
        }
        process.start(program, arguments);
        QVERIFY(process.waitForFinished(120'000));
        const QByteArray out = process.readAllStandardOutput();
        QVERIFY2(process.exitCode() == 3, process.readAllStandardError());
        QVERIFY2(out.contains("closed.jpg") && out.toLower().contains("permission denied"), out);
        QVERIFY(!out.contains("open.jpg"));
        fs::permissions(root / "closed.jpg", fs::perms::owner_all);
    }

    void theSharedFormatsNeverCrash()
    {
        const QString shared = LIKENESS_SHARED "/photos/formats";
        if (!QDir(shared).exists()) {
            QSKIP("the shared photos are missing");
        }
        const CommandLine cli(m_folder.path() + "/formats");
        QCOMPARE(cli.run({"add", shared}).exitCode, 0);
        const CliResult indexed = cli.run({"index"});
        QVERIFY2(indexed.exitCode == 3 || indexed.exitCode == 0, indexed.explain());
        const QList<QJsonObject> failures = cli.run({"failures"}).lines();
        for (const QJsonObject& failure : failures) {
            QVERIFY(!failure["reason"].toString().isEmpty());
            qInfo("%s: %s", qPrintable(QFileInfo(failure["path"].toString()).fileName()),
                  qPrintable(failure["reason"].toString()));
        }
        const QJsonObject status = cli.run({"status"}).object();
        qInfo("%lld photos, %lld failures", static_cast<long long>(status["photos"].toInteger()),
              static_cast<long long>(failures.size()));
        QVERIFY(status["photos"].toInt() > 30);
        QCOMPARE(cli.run({"verify"}).exitCode, 0);
    }

private:
    QTemporaryDir m_folder;
    fs::path m_root;
    CommandLine m_cli{m_folder.path() + "/library"};
    CliResult m_indexed;
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostile_test.moc"
