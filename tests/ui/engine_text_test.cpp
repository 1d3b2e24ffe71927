#include "core/base/filter.h"
#include "core/media/photo_format.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtTest/QTest>

using namespace likeness;

namespace {

/// A language in which every sentence of the engine stands between angle quotes.
class Quoted : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        return qstrcmp(context, "Engine") == 0 ? QStringLiteral("«%1»").arg(QString::fromUtf8(source)) : QString();
    }
};

} // namespace

class EngineTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        QCoreApplication::installTranslator(&m_quoted);
    }
    void cleanup() { QCoreApplication::removeTranslator(&m_quoted); }

    void whateverIsWrongWithAFilterIsKnown_data()
    {
        QTest::addColumn<QByteArray>("filter");
        for (const char* filter :
             {"bogus:3",        "orientation:up", "has:fun",  "cluster:x",    "near:1,2",   "iso:400..100",
              "\"a\"b",         "name:a\"b\"",    "camera:",  "camera:a,",    "camera:\"a", "date:x",
              "date:2019-13",   "size:big",       "aspect:x", "megapixels:x", "aperture:x", "focal:x",
              "rating:9",       "rating:x",       "iso:x",    "width:x",      "iso:..",     "near:100,2,5km",
              "near:1,200,5km", "near:1,2,far"}) {
            QTest::newRow(filter) << QByteArray(filter);
        }
    }
    void whateverIsWrongWithAFilterIsKnown()
    {
        QFETCH(QByteArray, filter);
        const auto parsed = parseFilter(filter.toStdString());
        QVERIFY(!parsed);
        const std::string& message = parsed.error().message;
        const std::string sentence = message.substr(message.find(": ") + 2);
        const QString shown = engineText(sentence);
        QVERIFY2(shown.startsWith(u'«') && shown.endsWith(u'»'), qPrintable(shown));
        // What is not in quotes is a sentence too, and as well known.
        if (shown.contains(QStringLiteral(" is not "))) {
            QVERIFY2(shown.count(u'«') == 2 || shown.contains(QStringLiteral("number of a cluster")),
                     qPrintable(shown));
        }
    }

    void whatIsNoPictureIsNamed()
    {
        const auto reason = [](std::string_view bytes) {
            const auto format = sniffFormat(std::as_bytes(std::span(bytes)), "a.jpg");
            return format ? QString() : engineText(format.error().message);
        };
        QCOMPARE(reason(""), QStringLiteral("«the file is empty»"));
        QCOMPARE(reason("%PDF-1.4 and so on"), QStringLiteral("«not an image: «looks like «a PDF document»»»"));
    }

    void namesAndNumbersAreKept()
    {
        QCOMPARE(engineText("comparing with every photo is fast enough below 10000"),
                 QStringLiteral("«comparing with every photo is fast enough below 10,000»"));
        QCOMPARE(
            engineText("codes of 20000 photos point out the few to compare with in full; the 12 newer ones are"
                       " compared with one by one"),
            QStringLiteral("«codes of 20,000 photos point out the few to compare with in full»; «the 12 newer ones are"
                           " compared with one by one»"));
        // What a person wrote is neither formatted nor translated, whatever it says.
        QCOMPARE(engineText("there is no filter called \"10000\""),
                 QStringLiteral("«there is no filter called \"10000\"»"));
        QCOMPARE(engineText("\"a video\" is not a whole number"),
                 QStringLiteral("«\"a video\" is not «a whole number»»"));
        QCOMPARE(engineText("\"%2\" is not a whole number"), QStringLiteral("«\"%2\" is not «a whole number»»"));
    }

    void anythingElseStaysAsItIs()
    {
        QCOMPARE(engineText("the moon is full"), QStringLiteral("the moon is full"));
        QCOMPARE(engineText(""), QString());
    }

private:
    Quoted m_quoted;
};

QTEST_GUILESS_MAIN(EngineTextTest)
#include "engine_text_test.moc"
