#include "core/media/jpeg_quality.h"

#include "core/media/media.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace likeness;

namespace {

void write(const std::filesystem::path& file, std::span<const std::byte> bytes)
{
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

} // namespace

class JpegQualityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theQualityThatAFileWasWrittenWithIsRead()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.jpg").toStdString();
        Image image{64, 48, 3, std::vector<std::uint8_t>(64 * 48 * 3)};
        for (std::size_t i = 0; i < image.pixels.size(); ++i) {
            image.pixels[i] = static_cast<std::uint8_t>(i * 7);
        }
        for (const int quality : {10, 30, 50, 60, 75, 85, 90, 95, 98, 100}) {
            const auto bytes = encodeJpeg(image, quality);
            QVERIFY(bytes);
            write(file, *bytes);
            const auto read = jpegQualityOf(file);
            QVERIFY(read);
            QVERIFY2(std::abs(*read - quality) <= 1, qPrintable(QString("%1 read as %2").arg(quality).arg(*read)));
            // Anything may stand before the tables: a profile, a preview.
            std::vector<std::byte> longer(bytes->begin(), bytes->begin() + 2);
            longer.insert(longer.end(), {std::byte{0xFF}, std::byte{0xE2}, std::byte{0xFF}, std::byte{0xFE}});
            longer.resize(longer.size() + 0xFFFC, std::byte{0xDB});
            longer.insert(longer.end(), bytes->begin() + 2, bytes->end());
            write(file, longer);
            QCOMPARE(jpegQualityOf(file), read);
        }
    }

    void whatIsNoJpegHasNone()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a").toStdString();
        QVERIFY(!jpegQualityOf(file));
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("\xFF\xD8", 2), QByteArray("\xFF\xD8\xFF\xDB\x00\x43\x00", 7),
              QByteArray("\xFF\xD8\xFF\xDA\x00\x08", 6), QByteArray("\x89PNG\r\n\x1A\n", 8),
              QByteArray("\xFF\xD8\xFF\xE0\x00\x00", 6), QByteArray("\xFF\xD8", 2) + QByteArray(100000, '\xFF')}) {
            write(file, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
            QVERIFY(!jpegQualityOf(file));
        }
        QVERIFY(!jpegQualityOf(folder.path().toStdString()));
    }
};

QTEST_GUILESS_MAIN(JpegQualityTest)
#include "jpeg_quality_test.moc"
