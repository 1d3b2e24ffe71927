#include "photo_facts.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <cmath>

namespace likeness {

QString PhotoFacts::dimensions(const PhotoRow& row)
{
    if (row.width <= 0 || row.height <= 0) {
        return {};
    }
    const double megapixels = double(row.width) * row.height / 1e6;
    return tr("%1 × %2 (%3 MP)").arg(row.width).arg(row.height).arg(QLocale().toString(megapixels, 'f', 1));
}

QString PhotoFacts::date(const PhotoDetails& details)
{
    if (const auto& taken = details.metadata.taken ? details.metadata.taken : details.row.taken) {
        QString text
            = QLocale().toString(QDateTime::fromSecsSinceEpoch(taken->localSeconds, Qt::UTC), QLocale::ShortFormat);
        if (taken->zoneMinutes) {
            const int minutes = *taken->zoneMinutes;
            text += QStringLiteral(" UTC%1%2:%3")
                        .arg(minutes < 0 ? QStringLiteral("−") : QStringLiteral("+"))
                        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
        }
        return text;
    }
    return {};
}

QString PhotoFacts::camera(const Metadata& metadata)
{
    const QString make = QString::fromStdString(metadata.cameraMake).trimmed();
    const QString model = QString::fromStdString(metadata.cameraModel).trimmed();
    // Many cameras put the maker into the model's name as well.
    return model.startsWith(make.section(u' ', 0, 0), Qt::CaseInsensitive) ? model : (make + u' ' + model).trimmed();
}

QString PhotoFacts::exposure(const Metadata& metadata)
{
    QStringList parts;
    if (metadata.focalLengthMm) {
        parts << tr("%1 mm").arg(QLocale().toString(*metadata.focalLengthMm, 'g', 4));
    }
    if (metadata.apertureF) {
        parts << tr("f/%1").arg(QLocale().toString(*metadata.apertureF, 'g', 3));
    }
    if (metadata.exposureSeconds && *metadata.exposureSeconds > 0) {
        const double seconds = *metadata.exposureSeconds;
        parts << (seconds < 0.3 ? tr("1/%1 s").arg(std::lround(1 / seconds))
                                : tr("%1 s").arg(QLocale().toString(seconds, 'g', 3)));
    }
    return parts.join(QStringLiteral("  "));
}

QString PhotoFacts::iso(const Metadata& metadata) { return metadata.iso ? tr("ISO %1").arg(*metadata.iso) : QString(); }

QString PhotoFacts::place(const Metadata& metadata)
{
    if (!metadata.place) {
        return {};
    }
    const GeoPoint& at = *metadata.place;
    const QLocale locale;
    return tr("%1° %2, %3° %4")
        .arg(locale.toString(std::abs(at.latitudeDegrees), 'f', 5), at.latitudeDegrees < 0 ? tr("S") : tr("N"),
             locale.toString(std::abs(at.longitudeDegrees), 'f', 5), at.longitudeDegrees < 0 ? tr("W") : tr("E"));
}

QString PhotoFacts::format(const PhotoRow& row) { return QString::fromStdString(row.format).toUpper(); }

} // namespace likeness
