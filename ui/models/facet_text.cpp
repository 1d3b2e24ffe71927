#include "facet_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <cmath>
#include <functional>

namespace likeness {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Facets", text); }

QDate dateOf(std::int64_t seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date(); }

/// 2019, 2019-06 or 2019-06-01 for people; other texts stay as they are.
QString dateTitle(const QString& text)
{
    const QLocale locale;
    if (text.size() == 7) {
        const QDate month = QDate::fromString(text + QStringLiteral("-01"), Qt::ISODate);
        return month.isValid() ? locale.toString(month, QStringLiteral("MMM yyyy")) : text;
    }
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return text.size() == 10 && day.isValid() ? locale.toString(day, QLocale::ShortFormat) : text;
}

QString number(QString text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber) {
        return text;
    }
    const int decimals = text.contains(u'.') && value != std::floor(value) ? 1 : 0;
    return QLocale().toString(value, 'f', decimals);
}

/// "a..b", ">=a", "<=b" with `one` saying each end and `whole` putting the unit around all of it.
QString rangeTitle(const QString& value, const std::function<QString(const QString&)>& one, const QString& whole)
{
    const qsizetype dots = value.indexOf(QLatin1String(".."));
    QString words;
    if (value.startsWith(QLatin1String("<="))) {
        words = QCoreApplication::translate("Facets", "up to %1").arg(whole.arg(one(value.mid(2))));
    } else if (value.startsWith(QLatin1String(">="))) {
        words = QCoreApplication::translate("Facets", "%1 and more").arg(whole.arg(one(value.mid(2))));
    } else if (value.startsWith(u'>') || value.startsWith(u'<')) {
        words = value.left(1) + u' ' + whole.arg(one(value.mid(1)));
    } else if (dots == 0) {
        words = QCoreApplication::translate("Facets", "up to %1").arg(whole.arg(one(value.mid(2))));
    } else if (dots > 0 && dots + 2 == value.size()) {
        words = QCoreApplication::translate("Facets", "%1 and more").arg(whole.arg(one(value.left(dots))));
    } else if (dots > 0) {
        words = whole.arg(one(value.left(dots)) + QStringLiteral(" – ") + one(value.mid(dots + 2)));
    } else {
        words = whole.arg(one(value));
    }
    return words;
}

/// File sizes carry their unit at both ends; said once is enough.
QString sizeTitle(const QString& value)
{
    static const QRegularExpression unit(QStringLiteral("([0-9.])([kMG]i?B)"));
    const auto match = unit.match(value);
    QString bare = value;
    bare.remove(match.hasMatch() ? match.captured(2) : QStringLiteral("\n"));
    return rangeTitle(bare, number,
                      match.hasMatch() ? QStringLiteral("%1 ") + match.captured(2) : QStringLiteral("%1"));
}

} // namespace

QString facetName(const FacetCounts& facet)
{
    QString name = QString::fromStdString(facet.key);
    if (facet.facet == Facet::Gps) {
        name += QStringLiteral(":gps");
    } else if (facet.facet == Facet::Duplicate) {
        name += QStringLiteral(":duplicate");
    }
    return name;
}

QString facetTitle(const QString& name)
{
    static const std::pair<const char*, const char*> kTitles[]
        = {{"camera", QT_TRANSLATE_NOOP("Facets", "Camera")},
           {"lens", QT_TRANSLATE_NOOP("Facets", "Lens")},
           {"iso", QT_TRANSLATE_NOOP("Facets", "ISO")},
           {"aperture", QT_TRANSLATE_NOOP("Facets", "Aperture")},
           {"focal", QT_TRANSLATE_NOOP("Facets", "Focal length")},
           {"folder", QT_TRANSLATE_NOOP("Facets", "Folder")},
           {"format", QT_TRANSLATE_NOOP("Facets", "Format")},
           {"orientation", QT_TRANSLATE_NOOP("Facets", "Orientation")},
           {"megapixels", QT_TRANSLATE_NOOP("Facets", "Megapixels")},
           {"size", QT_TRANSLATE_NOOP("Facets", "File size")},
           {"rating", QT_TRANSLATE_NOOP("Facets", "Rating")},
           {"tag", QT_TRANSLATE_NOOP("Facets", "Tag")},
           {"place", QT_TRANSLATE_NOOP("Facets", "Place")},
           {"has:gps", QT_TRANSLATE_NOOP("Facets", "Position")},
           {"has:duplicate", QT_TRANSLATE_NOOP("Facets", "Copies")},
           {"has", QT_TRANSLATE_NOOP("Facets", "Has")},
           {"date", QT_TRANSLATE_NOOP("Facets", "Date")},
           {"width", QT_TRANSLATE_NOOP("Facets", "Width")},
           {"height", QT_TRANSLATE_NOOP("Facets", "Height")},
           {"aspect", QT_TRANSLATE_NOOP("Facets", "Proportion")},
           {"near", QT_TRANSLATE_NOOP("Facets", "Near")},
           {"name", QT_TRANSLATE_NOOP("Facets", "Name")},
           {"cluster", QT_TRANSLATE_NOOP("Facets", "Cluster")}};
    for (const auto& [key, title] : kTitles) {
        if (name == QLatin1String(key)) {
            return tr(title);
        }
    }
    return name;
}

QString valueTitle(const QString& key, const QString& value)
{
    static const QSet<QString> kNumbers{QStringLiteral("iso"), QStringLiteral("width"), QStringLiteral("height")};
    if (key == QLatin1String("aperture")) {
        return rangeTitle(value, number, QStringLiteral("f/%1"));
    }
    if (key == QLatin1String("focal")) {
        return rangeTitle(QString(value).remove(QStringLiteral("mm")), number,
                          QCoreApplication::translate("Facets", "%1 mm"));
    }
    if (key == QLatin1String("megapixels")) {
        return rangeTitle(value, number, QCoreApplication::translate("Facets", "%1 MP"));
    }
    if (key == QLatin1String("size")) {
        return sizeTitle(value);
    }
    if (key == QLatin1String("rating")) {
        return value == QLatin1String("0") ? QCoreApplication::translate("Facets", "Unrated")
                                           : rangeTitle(value, number, QStringLiteral("%1 ★"));
    }
    if (key == QLatin1String("date")) {
        return rangeTitle(value, dateTitle, QStringLiteral("%1"));
    }
    if (kNumbers.contains(key)) {
        return rangeTitle(
            value, [](const QString& text) { return text; }, QStringLiteral("%1"));
    }
    if (key == QLatin1String("format")) {
        return value == QLatin1String("webp") ? QStringLiteral("WebP") : value.toUpper();
    }
    static const std::pair<const char*, const char*> kWords[]
        = {{"portrait", QT_TRANSLATE_NOOP("Facets", "Portrait")},
           {"landscape", QT_TRANSLATE_NOOP("Facets", "Landscape")},
           {"square", QT_TRANSLATE_NOOP("Facets", "Square")},
           {"gps", QT_TRANSLATE_NOOP("Facets", "position")},
           {"duplicate", QT_TRANSLATE_NOOP("Facets", "copies")},
           {"camera", QT_TRANSLATE_NOOP("Facets", "camera")},
           {"lens", QT_TRANSLATE_NOOP("Facets", "lens")},
           {"date", QT_TRANSLATE_NOOP("Facets", "date")},
           {"tag", QT_TRANSLATE_NOOP("Facets", "tags")},
           {"rating", QT_TRANSLATE_NOOP("Facets", "rating")},
           {"title", QT_TRANSLATE_NOOP("Facets", "title")},
           {"description", QT_TRANSLATE_NOOP("Facets", "description")}};
    if (key == QLatin1String("orientation") || key == QLatin1String("has")) {
        for (const auto& [word, title] : kWords) {
            if (value == QLatin1String(word)) {
                return tr(title);
            }
        }
    }
    if (key == QLatin1String("folder") && value.startsWith(u'/')) {
        return value.section(u'/', -1);
    }
    return value;
}

QString termTitle(const FilterTermText& term)
{
    const QString key = term.key.empty() ? QStringLiteral("name") : QString::fromStdString(term.key);
    QStringList values;
    for (const FilterValueText& value : term.values) {
        values << valueTitle(key, QString::fromStdString(value.text));
    }
    return QCoreApplication::translate("Facets", "%1: %2").arg(facetTitle(key), values.join(QStringLiteral(", ")));
}

std::string dateValue(const DateSpan& span)
{
    const QDate from = dateOf(span.from);
    const QDate to = dateOf(span.to);
    const auto written = [](const QDate& day, bool wholeMonth, bool wholeYear) {
        return day
            .toString(wholeYear    ? QStringLiteral("yyyy")
                      : wholeMonth ? QStringLiteral("yyyy-MM")
                                   : QStringLiteral("yyyy-MM-dd"))
            .toStdString();
    };
    const bool monthBegins = from.day() == 1;
    const bool monthEnds = to.day() == to.daysInMonth();
    // "2019" only where it means the same at both ends: a range from 2019 to the end of June 2019 is said in months.
    const bool years = monthBegins && from.month() == 1 && monthEnds && to.month() == 12;
    const std::string first = written(from, monthBegins && monthEnds, years);
    const std::string last = written(to, monthBegins && monthEnds, years);
    return first == last ? first : first + ".." + last;
}

QString dayTitle(std::int64_t seconds) { return QLocale().toString(dateOf(seconds), QLocale::ShortFormat); }

QString barTitle(DateHistogram::Step step, const DateHistogram::Bar& bar)
{
    const QLocale locale;
    const QDate from = dateOf(bar.from);
    const QDate to = dateOf(bar.to);
    switch (step) {
    case DateHistogram::Step::Day:
        return locale.toString(from, QStringLiteral("ddd d MMM yyyy"));
    case DateHistogram::Step::Week:
        return locale.toString(from, QStringLiteral("d MMM")) + QStringLiteral(" – ")
               + locale.toString(to, QStringLiteral("d MMM yyyy"));
    case DateHistogram::Step::Month:
        return locale.toString(from, QStringLiteral("MMMM yyyy"));
    case DateHistogram::Step::Quarter:
        return locale.toString(from, QStringLiteral("MMM")) + QStringLiteral(" – ")
               + locale.toString(to, QStringLiteral("MMM yyyy"));
    case DateHistogram::Step::Year:
        break;
    }
    return QString::number(from.year());
}

} // namespace likeness
