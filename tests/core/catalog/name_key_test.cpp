#include "core/catalog/name_key.h"

#include <QtTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using likeness::nameKey;

class NameKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesComeInTheOrderThatPeopleExpect()
    {
        // Letters with accents follow the plain ones: the order of code points, not of a language.
        const std::vector<std::string> expected{"2.jpg",      "10.jpg",   "a.jpg",   "a-copy.jpg", "A1.jpg",
                                                "a01b.jpg",   "a2.jpg",   "a2.png",  "IMG_9.JPG",  "img_0010.jpg",
                                                "IMG_11.jpg", "z.tar.gz", "éco.jpg", "École.jpg",  "Ω.jpg"};
        std::vector<std::string> names = expected;
        std::ranges::shuffle(names, std::mt19937(3));
        std::ranges::sort(names, {}, [](const std::string& name) { return nameKey(name); });
        QCOMPARE(names, expected);
    }

    void hugeNumbersAndOddBytesHaveAPlaceToo()
    {
        QVERIFY(nameKey(std::string(250, '9')) < nameKey("1" + std::string(250, '0')));
        QVERIFY(!nameKey(std::string(300, '7')).empty());
        QVERIFY(nameKey("\xFF\x01.jpg") != nameKey("\xFE\x01.jpg"));
        QCOMPARE(nameKey("IMG_1.JPG"), nameKey("img_01.jpg"));
    }
};

QTEST_GUILESS_MAIN(NameKeyTest)
#include "name_key_test.moc"
