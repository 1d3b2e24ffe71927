#include "core/engine/text_vectors.h"
#include "tests/support/faulty_file_system.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace likeness;

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kTexts = {"a dog", "ein Hund am Strand", "犬"};
const std::vector<float> kVectors = {1, 0, 0, 1, 0.6F, -0.8F};

} // namespace

/// The vectors of captions and of words for clusters.
class TextVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasKeptComesBack()
    {
        QVERIFY(keepTextVectors(file(), kTexts, kVectors, m_files));
        const auto again = readTextVectors(file(), kTexts, 2);
        QVERIFY(again && *again == kVectors);
        QVERIFY(!readTextVectors(file().parent_path() / "none", kTexts, 2));
    }

    void thoseOfOtherTextsAreNotTaken()
    {
        QVERIFY(keepTextVectors(file(), kTexts, kVectors, m_files));
        QVERIFY(!readTextVectors(file(), kTexts, 3));
        QVERIFY(!readTextVectors(file(), {"a dog", "ein Hund am Strand"}, 3));
        QVERIFY(!readTextVectors(file(), {"a dog", "ein Hund am Strand", "a cat"}, 2));
        QVERIFY(!readTextVectors(file(), {"ein Hund am Strand", "a dog", "犬"}, 2));
    }

    void noDamagedByteIsBelieved()
    {
        QVERIFY(keepTextVectors(file(), kTexts, kVectors, m_files));
        const auto good = *readFile(file(), 1 << 20);
        for (std::size_t at = 0; at < good.size() * 8; ++at) {
            auto bad = good;
            bad[at / 8] ^= static_cast<std::byte>(1U << (at % 8));
            QVERIFY(m_files.replaceFile(file(), bad));
            QVERIFY(!readTextVectors(file(), kTexts, 2));
        }
        for (std::size_t size = 0; size < good.size(); ++size) {
            QVERIFY(m_files.replaceFile(file(), std::span(good).first(size)));
            QVERIFY(!readTextVectors(file(), kTexts, 2));
        }
        QVERIFY(m_files.replaceFile(file(), good));
        QVERIFY(readTextVectors(file(), kTexts, 2));
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QVERIFY(keepTextVectors(file(), kTexts, kVectors, m_files));
        test::FaultyFileSystem full(0);
        QVERIFY(!keepTextVectors(file(), {"a cat"}, {0, 1}, full));
        QVERIFY(readTextVectors(file(), kTexts, 2));
    }

    void linesWithoutTextAndRemarksAreLeftOut()
    {
        const std::string text = "# what people ask\na dog\n\na cat"; // the last line has no end
        QVERIFY(m_files.replaceFile(file(), std::as_bytes(std::span(text))));
        const auto lines = readLines(file());
        QVERIFY(lines);
        QCOMPARE(*lines, (std::vector<std::string>{"a dog", "a cat"}));
        QVERIFY(!readLines(file().parent_path() / "none"));
    }

private:
    fs::path file() const { return m_folder.filePath("vectors").toStdString(); }

    QTemporaryDir m_folder;
    FileSystem m_files;
};

QTEST_GUILESS_MAIN(TextVectorsTest)
#include "text_vectors_test.moc"
