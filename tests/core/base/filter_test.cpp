#include "core/base/filter.h"

#include "core/api/filter_text.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace likeness;

namespace {

constexpr double kDay = 86400;

FilterTerm term(const std::string& expression)
{
    auto filter = parseFilter(expression);
    if (!filter || filter->terms.size() != 1) {
        return {};
    }
    return filter->terms[0];
}

QStringList words(const FilterTerm& term)
{
    QStringList list;
    if (const auto* text = std::get_if<FilterTerm::Text>(&term.value)) {
        for (const std::string& word : text->alternatives) {
            list << QString::fromStdString(word);
        }
    }
    return list;
}

FilterTerm::Range range(const std::string& expression, std::size_t index = 0)
{
    const FilterTerm parsed = term(expression);
    const auto* ranges = std::get_if<FilterTerm::Ranges>(&parsed.value);
    return ranges != nullptr && index < ranges->alternatives.size() ? ranges->alternatives[index]
                                                                    : FilterTerm::Range{-1, -1};
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsUnderstood_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<int>("key");
        using Key = FilterTerm::Key;
        const std::pair<const char*, Key> rows[] = {
            {"camera:X100", Key::Camera},
            {"lens:50mm", Key::Lens},
            {"date:2019", Key::Date},
            {"rating:3", Key::Rating},
            {"folder:Trips", Key::Folder},
            {"format:raw", Key::Format},
            {"orientation:portrait", Key::Orientation},
            {"width:>3000", Key::Width},
            {"height:<500", Key::Height},
            {"iso:100..400", Key::Iso},
            {"aperture:2.8", Key::Aperture},
            {"f:2.8", Key::Aperture},
            {"focal:35", Key::FocalLength},
            {"focallength:35mm", Key::FocalLength},
            {"size:>5MB", Key::Size},
            {"has:gps", Key::Has},
            {"near:1,2,3km", Key::Near},
            {"place:Paris", Key::Place},
            {"aspect:3:2", Key::Aspect},
            {"megapixels:>12", Key::Megapixels},
            {"mp:12", Key::Megapixels},
            {"tag:print", Key::Tag},
            {"name:img", Key::Name},
            {"beach", Key::Name},
            {"CAMERA:x", Key::Camera},
        };
        for (const auto& [expression, key] : rows) {
            QTest::newRow(expression) << expression << static_cast<int>(key);
        }
    }
    void everyKeyIsUnderstood()
    {
        QFETCH(QString, expression);
        QFETCH(int, key);
        auto filter = parseFilter(expression.toStdString());
        QVERIFY2(filter, filter ? "" : filter.error().message.c_str());
        QCOMPARE(filter->terms.size(), 1U);
        QCOMPARE(static_cast<int>(filter->terms[0].key), key);
        QVERIFY(!filter->terms[0].negated);
        auto negated = parseFilter("-" + expression.toStdString());
        QVERIFY(negated && negated->terms.size() == 1);
        QVERIFY(negated->terms[0].negated);
        QCOMPARE(static_cast<int>(negated->terms[0].key), key);
    }

    void theExampleOfTheManualIsUnderstood()
    {
        auto filter = parseFilter("camera:\"Canon EOS 5D\" date:2019-01..2020-06 rating:>=3 folder:Trips "
                                  "format:raw,heic\torientation:portrait  width:>3000 has:gps near:48.85,2.35,5km "
                                  "-tag:print ");
        QVERIFY2(filter, filter ? "" : filter.error().message.c_str());
        QCOMPARE(filter->terms.size(), 10U);
        QCOMPARE(words(filter->terms[0]), QStringList{"Canon EOS 5D"});
        QCOMPARE(words(filter->terms[4]), (QStringList{"raw", "heif"}));
        QVERIFY(filter->terms[9].negated);
        const auto circle = std::get<FilterTerm::Circle>(filter->terms[8].value);
        QCOMPARE(circle.centre.latitudeDegrees, 48.85);
        QCOMPARE(circle.centre.longitudeDegrees, 2.35);
        QCOMPARE(circle.radiusMetres, 5000.0);
    }

    void nothingMeansEverything()
    {
        QVERIFY(parseFilter("")->terms.empty());
        QVERIFY(parseFilter(" \t\n ")->terms.empty());
    }

    void quotesKeepThingsTogether()
    {
        QCOMPARE(words(term("tag:\"a, b: c\",d,\"e\"")), (QStringList{"a, b: c", "d", "e"}));
        QCOMPARE(words(term("\"my: file\"")), QStringList{"my: file"});
        const std::string escaped = "tag:\"say \\\"hi\\\" \\\\ ok\"";
        QCOMPARE(words(term(escaped)), QStringList{"say \"hi\" \\ ok"});
        QCOMPARE(words(term("-\"two words\"")), QStringList{"two words"});
        QVERIFY(term("-\"two words\"").negated);
    }

    void unicodeGoesThrough()
    {
        QCOMPARE(words(term("tag:日本,Été")), (QStringList{"日本", "Été"}));
        QCOMPARE(words(term("мир")), QStringList{"мир"});
        // What is not UTF-8 stays as it is: file names may be like that.
        auto filter = parseFilter("name:\xFF\xFE");
        QCOMPARE(std::get<FilterTerm::Text>(filter->terms[0].value).alternatives[0], std::string("\xFF\xFE"));
    }

    void aDashAloneIsAWord()
    {
        QCOMPARE(words(term("-")), QStringList{"-"});
        QCOMPARE(words(term("a-b")), QStringList{"a-b"});
    }

    void datesMeanAllThatIsWrittenLikeThem()
    {
        constexpr double k2019 = 17897 * kDay;
        QCOMPARE(*range("date:2019").from, k2019);
        QCOMPARE(*range("date:2019").to, k2019 + 365 * kDay - 1);
        QCOMPARE(*range("date:2020-02").to - *range("date:2020-02").from, 29 * kDay - 1);
        QCOMPARE(*range("date:2019-12").to, k2019 + 365 * kDay - 1);
        QCOMPARE(*range("date:2019-01-02").from, k2019 + kDay);
        QCOMPARE(*range("date:2019-01-02T10:30").from, k2019 + kDay + 37800);
        QCOMPARE(*range("date:2019-01-02T10:30").to, k2019 + kDay + 37859);
        QCOMPARE(*range("date:2019-01-02T10:30:05").to, k2019 + kDay + 37805);
        QCOMPARE(*range("date:2019-01-01..2019-01-02").to, k2019 + 2 * kDay - 1);
        QCOMPARE(*range("date:>2018").from, k2019);
        QVERIFY(!range("date:>2018").to);
        QCOMPARE(*range("date:>=2019").from, k2019);
        QCOMPARE(*range("date:<2019").to, k2019 - 1);
        QCOMPARE(*range("date:<=2018").to, k2019 - 1);
        QCOMPARE(*range("date:2019..").from, k2019);
        QVERIFY(!range("date:2019..").to);
        QCOMPARE(*range("date:..2018").to, k2019 - 1);
        QCOMPARE(*range("date:1969-12-31").from, -kDay);
    }

    void numbersHaveBothEndsIncluded()
    {
        QCOMPARE(*range("rating:>=3").from, 3.0);
        QCOMPARE(*range("width:>3000").from, 3001.0);
        QCOMPARE(*range("height:<500").to, 499.0);
        QCOMPARE(*range("iso:100..400").from, 100.0);
        QCOMPARE(*range("iso:100..400").to, 400.0);
        QCOMPARE(*range("rating:1,3..5", 1).to, 5.0);
        QCOMPARE(*range("rating:1,3..5", 0).to, 1.0);
    }

    void measuresMeanWhatIsWrittenLikeThem()
    {
        QVERIFY(std::abs(*range("aperture:2.8").from - 2.75) < 1e-9);
        QVERIFY(std::abs(*range("aperture:f/2.8").to - 2.85) < 1e-9);
        QCOMPARE(*range("focal:35mm").from, 34.5);
        QVERIFY(*range("focal:>35").from > 35.5);
        QCOMPARE(*range("focal:>=35").from, 34.5);
        QVERIFY(*range("focal:<35").to < 34.5);
        QCOMPARE(*range("focal:<=35").to, 35.5);
    }

    void proportionsAreOfTheLongEdgeToTheShort()
    {
        QVERIFY(range("aspect:3:2") == range("aspect:2:3"));
        QVERIFY(range("aspect:3:2") == range("aspect:1.5"));
        QVERIFY(range("aspect:3:2").contains(4272.0 / 2848));
        QVERIFY(!range("aspect:3:2").contains(4.0 / 3));
        QVERIFY(range("aspect:>=16:9").contains(3.0));
    }

    void whatWasReadIsWrittenSoThatItReadsTheSame_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("written");
        const std::pair<const char*, const char*> rows[] = {
            {"", ""},
            {"camera:\"Canon EOS 5D\",X100", "camera:\"Canon EOS 5D\",X100"},
            {"-tag:\"say \\\"hi\\\" \\\\ ok\"", "-tag:\"say \\\"hi\\\" \\\\ ok\""},
            {"beach", "name:beach"},
            {"-\"-a b\"", "-name:\"-a b\""},
            {"date:2019", "date:2019"},
            {"date:2019-01..2020-06", "date:2019..2020-06"},
            {"date:2019-06-01..2019-06-30", "date:2019-06"},
            {"date:>2018", "date:>=2019"},
            {"date:..2019-06-01T10:30", "date:<=2019-06-01T10:30"},
            {"date:2019-06-01T10:30:05", "date:2019-06-01T10:30:05"},
            {"rating:>=3", "rating:>=3"},
            {"rating:1,3..5", "rating:1,3..5"},
            {"rating:>5", "rating:>5"},
            {"rating:<0", "rating:<0"},
            {"width:>3000", "width:>=3001"},
            {"f:2.8", "aperture:2.8"},
            {"f:f/1.4..2.8", "aperture:1.4..2.8"},
            {"focal:>35mm", "focal:>35"},
            {"mp:12.0..24", "megapixels:12.0..24"},
            {"aspect:3:2,16:9", "aspect:3:2,16:9"},
            {"size:>5MB", "size:>=5500001"},
            {"format:JPG,heic", "format:jpeg,heif"},
            {"has:location -has:tags", "has:gps -has:tag"},
            {"near:-33.9,-151.2,5km", "near:-33.9,-151.2,5000m"},
            {"place:\"New York\",France", "place:\"New York\",France"},
        };
        for (const auto& [expression, written] : rows) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(written);
        }
    }
    void whatWasReadIsWrittenSoThatItReadsTheSame()
    {
        QFETCH(QString, expression);
        QFETCH(QString, written);
        auto filter = parseFilter(expression.toStdString());
        QVERIFY(filter);
        const std::string printed = printFilter(*filter);
        QCOMPARE(QString::fromStdString(printed), written);
        auto again = parseFilter(printed);
        QVERIFY(again && *again == *filter);
    }

    void anyRangeIsWrittenSoThatItReadsTheSame()
    {
        std::mt19937 random(77);
        const auto number = [&](int decimals) {
            std::string text = std::to_string(random() % 5000);
            for (int i = 0; i < decimals; ++i) {
                text += (i == 0 ? "." : "") + std::to_string(random() % 10);
            }
            return text;
        };
        const auto value = [&](const std::string& key) {
            if (key == "rating") {
                return std::to_string(random() % 6);
            }
            if (key == "date") {
                std::string text = "2019-06-01T10:30:05";
                text[3] = static_cast<char>('0' + random() % 10);
                text[6] = static_cast<char>('1' + random() % 9);
                text[18] = static_cast<char>('0' + random() % 10);
                constexpr std::size_t kLengths[] = {4, 7, 10, 13, 16, 19};
                return text.substr(0, kLengths[random() % 6]);
            }
            if (key == "aspect") {
                return std::to_string(1 + random() % 30) + ":" + std::to_string(1 + random() % 30);
            }
            if (key == "size") {
                constexpr const char* kUnits[] = {"kB", "MB", "GB", "MiB"};
                return number(static_cast<int>(random() % 3)) + kUnits[random() % 4];
            }
            const bool whole = key == "width" || key == "height" || key == "iso";
            return number(whole ? 0 : static_cast<int>(random() % 4));
        };
        const std::string keys[]
            = {"rating", "date", "aspect", "size", "width", "height", "iso", "aperture", "focal", "megapixels"};
        int read = 0;
        for (int round = 0; round < 20'000; ++round) {
            const std::string& key = keys[random() % std::size(keys)];
            std::string text = key + ":";
            switch (random() % 6) {
            case 0:
                text += value(key);
                break;
            case 1:
                text += value(key) + "..";
                break;
            case 2:
                text += ".." + value(key);
                break;
            case 3:
                text += (random() % 2 == 0 ? ">" : ">=") + value(key);
                break;
            case 4:
                text += (random() % 2 == 0 ? "<" : "<=") + value(key);
                break;
            default:
                text += value(key) + ".." + value(key);
            }
            auto filter = parseFilter(text);
            if (filter) { // a range may end before it begins
                ++read;
                const std::string printed = printFilter(*filter);
                auto again = parseFilter(printed);
                QVERIFY2(again && *again == *filter, (text + " became " + printed).c_str());
            }
        }
        QVERIFY(read > 15'000);
    }

    void boundsThatNoExpressionGivesAreWrittenNearly()
    {
        FilterTerm term;
        term.key = FilterTerm::Key::Aperture;
        term.value = FilterTerm::Ranges{{{2.123456789, 4.0}}};
        const std::string printed = printFilter({{term}});
        auto again = parseFilter(printed);
        QVERIFY2(again, printed.c_str());
        const auto bounds = std::get<FilterTerm::Ranges>(again->terms[0].value).alternatives[0];
        QVERIFY(std::abs(*bounds.from - 2.123456789) < 1e-5);
        QVERIFY(std::abs(*bounds.to - 4.0) < 1e-5);
    }

    void termsAreCutOutOfTheTextAndJoinedAgain()
    {
        const std::string expression = "  CAMERA:\"EOS 5D\",x  -f:2.8 beach";
        const FilterText text = splitFilter(expression);
        QCOMPARE(text.terms.size(), 3U);
        QCOMPARE(expression.substr(text.terms[0].at, text.terms[0].end - text.terms[0].at),
                 std::string("CAMERA:\"EOS 5D\",x"));
        QCOMPARE(text.terms[1].key, std::string("aperture"));
        QVERIFY(text.terms[1].negated);
        QCOMPARE(text.terms[2].key, std::string());
        QCOMPARE(joinFilter(text.terms), std::string("camera:\"EOS 5D\",x -aperture:2.8 beach"));
        const FilterText broken = splitFilter("tag:a tag:\"b");
        QCOMPARE(broken.terms.size(), 1U);
        QCOMPARE(broken.problemAt, 10U);
    }

    void sizesHaveUnits()
    {
        QCOMPARE(*range("size:>=5MB").from, 4'500'000.0);
        QCOMPARE(*range("size:>5MB").from, 5'500'001.0);
        QCOMPARE(*range("size:>5.0MB").from, 5'050'001.0);
        QCOMPARE(*range("size:100").from, 100.0);
        QCOMPARE(*range("size:100").to, 100.0);
        QCOMPARE(*range("size:..1MiB").to, 1.5 * 1048576);
        QCOMPARE(*range("size:1.5gb").from, 1.45e9);
    }

    void formatsAndThingsHaveOtherNames()
    {
        QCOMPARE(words(term("format:JPG,heic,tif")), (QStringList{"jpeg", "heif", "tiff"}));
        QCOMPARE(words(term("has:location,tags,Duplicates")), (QStringList{"gps", "tag", "duplicate"}));
        QCOMPARE(words(term("orientation:Portrait,square")), (QStringList{"portrait", "square"}));
    }

    void circlesHaveUnits()
    {
        QCOMPARE(std::get<FilterTerm::Circle>(term("near:-33.9,-151.2,500m").value).radiusMetres, 500.0);
        QCOMPARE(std::get<FilterTerm::Circle>(term("near:-33.9,-151.2,500m").value).centre.longitudeDegrees, -151.2);
        QCOMPARE(std::get<FilterTerm::Circle>(term("near:0,0,1mi").value).radiusMetres, 1609.344);
    }

    void aWrongExpressionSaysWhere_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<int>("column");
        const std::pair<const char*, int> rows[] = {
            {"camra:x", 1},
            {"rating:3 camra:x", 10},
            {"-foo:x", 2},
            {"tag:", 5},
            {"tag:a,", 7},
            {"tag:,a", 5},
            {"tag:\"open", 5},
            {"tag:\"a\"b", 8},
            {"tag:a\"b\"", 6},
            {"rating:6", 8},
            {"rating:-1", 8},
            {"rating:x", 8},
            {"rating:3,x", 10},
            {"rating:5..3", 8},
            {"rating:..", 8},
            {"rating:3.5", 8},
            {"date:19", 6},
            {"date:2019-13", 6},
            {"date:2019-02-30", 6},
            {"date:2019-1", 6},
            {"date:2019-01-01T25", 6},
            {"date:2019x", 6},
            {"width:", 7},
            {"width:>", 7},
            {"width:1e3", 7},
            {"size:5XB", 6},
            {"has:wings", 5},
            {"orientation:up", 13},
            {"near:1,2", 6},
            {"near:91,2,3km", 6},
            {"near:1,181,3km", 6},
            {"near:1,2,3", 6},
            {"near:1,2,km", 6},
            {"tag:日本 foo:x", 8},
            {"near:1,2,3,4km", 6},
            {"width:999999999999999999999", 7},
            {"date:-2019", 6},
            {"aspect:0:2", 8},
            {"aspect:3:", 8},
            {"aspect:wide", 8},
            {"mp:-1", 4},
        };
        for (const auto& [expression, column] : rows) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << column;
        }
    }
    void aWrongExpressionSaysWhere()
    {
        QFETCH(QString, expression);
        QFETCH(int, column);
        auto filter = parseFilter(expression.toStdString());
        QVERIFY(!filter);
        QCOMPARE(filter.error().code, ErrorCode::InvalidInput);
        const QString message = QString::fromStdString(filter.error().message);
        const QString head = QString("column %1: ").arg(column);
        QVERIFY2(message.startsWith(head), qPrintable(message));
        QVERIFY(message.size() > head.size() + 5);
    }

    void anythingTypedIsAnsweredOrRefused()
    {
        // Pieces that mean something, and bytes that do not.
        const std::string pieces[]
            = {"camera", ":",  ",", "\"", "-",    "..",   ">=", "<",   "2019", "-01", "near", "5km", " ",
               "rating", "\\", "*", "日", "\xFF", "size", "MB", "1.5", ".",    "T10", "has",  "gps"};
        std::mt19937 random(4711);
        int accepted = 0;
        for (int round = 0; round < 200'000; ++round) {
            std::string expression;
            const auto count = random() % 12;
            for (std::size_t i = 0; i < count; ++i) {
                if (random() % 10 == 0) {
                    expression += static_cast<char>(random() % 256);
                } else {
                    expression += pieces[random() % std::size(pieces)];
                }
            }
            auto filter = parseFilter(expression);
            accepted += filter ? 1 : 0;
            if (filter) {
                const std::string printed = printFilter(*filter);
                auto again = parseFilter(printed);
                QVERIFY2(again && *again == *filter, (expression + " became " + printed).c_str());
                auto joined = parseFilter(joinFilter(splitFilter(expression).terms));
                QVERIFY2(joined && *joined == *filter, expression.c_str());
            }
            QVERIFY(filter || QString::fromStdString(filter.error().message).startsWith("column "));
            for (const FilterTerm& parsed : filter ? filter->terms : std::vector<FilterTerm>{}) {
                if (const auto* ranges = std::get_if<FilterTerm::Ranges>(&parsed.value)) {
                    for (const FilterTerm::Range& one : ranges->alternatives) {
                        QVERIFY(one.from || one.to);
                        QVERIFY(!one.from || std::isfinite(*one.from));
                        QVERIFY(!one.to || std::isfinite(*one.to));
                    }
                }
            }
        }
        QVERIFY(accepted > 10'000);
    }
};

QTEST_GUILESS_MAIN(FilterTest)
#include "filter_test.moc"
