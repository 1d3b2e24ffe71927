#include "core/base/file_system.h"
#include "core/base/half.h"
#include "core/base/text.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace likeness;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCameraIsCalledByItsMakerOnce()
    {
        QCOMPARE(cameraTitle("Canon", "Canon EOS 6D"), std::string("Canon EOS 6D"));
        QCOMPARE(cameraTitle("NIKON CORPORATION", "NIKON Z 6"), std::string("NIKON Z 6"));
        QCOMPARE(cameraTitle("samsung", "SAMSUNG NX1"), std::string("SAMSUNG NX1"));
        QCOMPARE(cameraTitle("Apple", "iPhone 12"), std::string("Apple iPhone 12"));
        QCOMPARE(cameraTitle("", "X100"), std::string("X100"));
        QCOMPARE(cameraTitle("DJI", ""), std::string("DJI"));
        QCOMPARE(cameraTitle("", ""), std::string());
    }

    void caseIsFoldedInAllBicameralScriptsOfEurope()
    {
        QCOMPARE(foldCase("Canon EOS 5D"), "canon eos 5d");
        QCOMPARE(foldCase("ÀÉÎÕÜÝÞ ×÷ ß"), "àéîõüýþ ×÷ ß");
        QCOMPARE(foldCase("ŁÓDŹ ŠKODA ĐŽ ŒUVRE Ÿ"), "łódź škoda đž œuvre ÿ");
        QCOMPARE(foldCase("ΑΘΗΝΑΣ ς"), "αθηνασ σ");
        QCOMPARE(foldCase("МОСКВА Ёж Ґ"), "москва ёж ґ");
        QCOMPARE(foldCase("Tiếng VIỆT Ặ"), "tiếng việt ặ");
        QCOMPARE(foldCase("日本 😀"), "日本 😀");
        QCOMPARE(foldCase("ԱԲԳ"), "աբգ");
    }

    void bytesThatAreNotUtf8StayAsTheyAre()
    {
        QCOMPARE(foldCase("A\xFF\xC3Z\xE2\x82"), std::string("a\xFF\xC3z\xE2\x82"));
        QVERIFY(isUtf8("a日😀"));
        QVERIFY(isUtf8(""));
        for (const std::string& wrong :
             {std::string("\xFF"), std::string("\xC0\x80"), std::string("\xE0\x80\x80"), std::string("\xED\xA0\x80"),
              std::string("\xF4\x90\x80\x80"), std::string("\xE2\x82"), std::string("a\x80")}) {
            QVERIFY(!isUtf8(wrong));
        }
    }

    void foldingEverythingNeverGrowsWildAndIsStable()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (std::size_t i = random() % 12; i > 0; --i) {
                text += static_cast<char>(random() % 256);
            }
            const std::string once = foldCase(text);
            QCOMPARE(foldCase(once), once);
            QCOMPARE(isUtf8(once), isUtf8(text));
        }
    }

    void aStarStandsForAnything()
    {
        QVERIFY(matchesText("canon*", "canon eos 5d"));
        QVERIFY(matchesText("*5d", "canon eos 5d"));
        QVERIFY(matchesText("c*n*5*", "canon eos 5d"));
        QVERIFY(matchesText("**", ""));
        QVERIFY(matchesText("", ""));
        QVERIFY(!matchesText("canon", "canon eos"));
        QVERIFY(!matchesText("", "x"));
        QVERIFY(!matchesText("*x", "xy"));
        QVERIFY(matchesText("*a*b", "aabab"));
        // No pattern may take for ever.
        QVERIFY(!matchesText("*a*a*a*a*a*a*a*a*b", std::string(3000, 'a')));
    }

    void pathsAreShownAsUtf8()
    {
        QCOMPARE(displayPath("/a/日本.jpg"), "/a/日本.jpg");
        QCOMPARE(displayPath("/a/\xFF\xE9x"), "/a/\uFFFD\uFFFDx");
        QCOMPARE(displayPath("/a/\xE2\x82"), "/a/\uFFFD\uFFFD");
        QCOMPARE(displayPath(""), "");
        std::mt19937 random(6);
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes;
            for (std::size_t i = random() % 12; i > 0; --i) {
                bytes += static_cast<char>(1 + random() % 255);
            }
            const std::string shown = displayPath(bytes);
            QVERIFY2(isUtf8(shown), QByteArray::fromStdString(bytes).toHex());
            QVERIFY(!isUtf8(bytes) || shown == bytes);
        }
    }

    void everyHalfSurvivesTheWayToFloatAndBack()
    {
        for (std::uint32_t half = 0; half < 0x10000; ++half) {
            const float value = floatFromHalf(static_cast<std::uint16_t>(half));
            if (std::isnan(value)) {
                QVERIFY((half & 0x7C00U) == 0x7C00U && (half & 0x3FFU) != 0);
                QVERIFY((halfFromFloat(value) & 0x7FFFU) > 0x7C00U);
            } else {
                QCOMPARE(static_cast<std::uint32_t>(halfFromFloat(value)), half);
            }
        }
    }

    void floatsGoToTheNearestHalfTiesToEven()
    {
        // Between each two neighbours: just below the middle, the middle, just above it.
        for (std::uint32_t half = 0; half < 0x7BFF; ++half) {
            const float low = floatFromHalf(static_cast<std::uint16_t>(half));
            const float high = floatFromHalf(static_cast<std::uint16_t>(half + 1));
            const float middle = (low + high) / 2; // exact in float
            const std::uint32_t even = half % 2 == 0 ? half : half + 1;
            QCOMPARE(static_cast<std::uint32_t>(halfFromFloat(middle)), even);
            QCOMPARE(static_cast<std::uint32_t>(halfFromFloat(std::nextafter(middle, 0.0F))), half);
            QCOMPARE(static_cast<std::uint32_t>(halfFromFloat(std::nextafter(middle, 1e9F))), half + 1);
            QCOMPARE(static_cast<std::uint32_t>(halfFromFloat(-middle)), even | 0x8000U);
        }
        QCOMPARE(halfFromFloat(65519.0F), 0x7BFF);
        QCOMPARE(halfFromFloat(65520.0F), 0x7C00);
        QCOMPARE(halfFromFloat(std::numeric_limits<float>::infinity()), 0x7C00);
        QCOMPARE(halfFromFloat(1e-30F), 0);
        QCOMPARE(halfFromFloat(-0.0F), 0x8000);
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
