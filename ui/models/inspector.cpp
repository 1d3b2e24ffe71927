#include "inspector.h"

#include "selection.h"
#include "ui/bridge/convert.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <cmath>

namespace likeness {

Inspector::Inspector(EngineBridge& bridge, const Selection& selection, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_selection(selection)
{
    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(40); // holding an arrow key down asks for the photo where it stops
    connect(&m_loadSoon, &QTimer::timeout, this, &Inspector::load);
    m_refreshLater.setSingleShot(true);
    m_refreshLater.setInterval(1000); // while indexing, the library changes several times a second
    connect(&m_refreshLater, &QTimer::timeout, this, &Inspector::load);
    connect(&selection, &Selection::currentChanged, this, [this] {
        if (m_selection.currentId() != photoId()) {
            m_loadSoon.start();
        }
    });
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        if (valid() && !m_refreshLater.isActive()) {
            m_refreshLater.start();
        }
    });
}

void Inspector::load()
{
    m_bridge.forget(m_request);
    m_request = {};
    const PhotoId photo{m_selection.currentId()};
    if (!photo) {
        m_details = {};
        Q_EMIT changed();
        return;
    }
    m_request = m_bridge.ask<DetailsLoaded>(
        LoadDetails{photo}, this,
        [this](const DetailsLoaded& loaded) {
            m_request = {};
            m_details = loaded.details;
            Q_EMIT changed();
        },
        [this](const Error&) {
            m_request = {};
            m_details = {};
            Q_EMIT changed();
        });
}

QString Inspector::path() const { return shownPath(m_details.row.path); }

QString Inspector::name() const { return displayName(m_details.row.path); }

QString Inspector::folder() const { return shownPath(m_details.row.path.parent_path()); }

QUrl Inspector::image() const { return valid() ? QUrl(QStringLiteral("image://thumb/%1/474").arg(photoId())) : QUrl(); }

QString Inspector::dimensions() const
{
    if (width() <= 0 || height() <= 0) {
        return {};
    }
    const double megapixels = double(width()) * height() / 1e6;
    return tr("%1 × %2 (%3 MP)").arg(width()).arg(height()).arg(QLocale().toString(megapixels, 'f', 1));
}

QString Inspector::sizeText() const
{
    return valid() ? QLocale().formattedDataSize(m_details.row.sizeBytes) : QString();
}

QString Inspector::dateText() const
{
    if (const auto& taken = m_details.metadata.taken ? m_details.metadata.taken : m_details.row.taken) {
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

QString Inspector::camera() const
{
    const QString make = QString::fromStdString(m_details.metadata.cameraMake).trimmed();
    const QString model = QString::fromStdString(m_details.metadata.cameraModel).trimmed();
    // Many cameras put the maker into the model's name as well.
    return model.startsWith(make.section(u' ', 0, 0), Qt::CaseInsensitive) ? model : (make + u' ' + model).trimmed();
}

QString Inspector::lens() const { return QString::fromStdString(m_details.metadata.lens); }

QString Inspector::exposureText() const
{
    const Metadata& meta = m_details.metadata;
    QStringList parts;
    if (meta.focalLengthMm) {
        parts << tr("%1 mm").arg(QLocale().toString(*meta.focalLengthMm, 'g', 4));
    }
    if (meta.apertureF) {
        parts << tr("f/%1").arg(QLocale().toString(*meta.apertureF, 'g', 3));
    }
    if (meta.exposureSeconds && *meta.exposureSeconds > 0) {
        const double seconds = *meta.exposureSeconds;
        parts << (seconds < 0.3 ? tr("1/%1 s").arg(std::lround(1 / seconds))
                                : tr("%1 s").arg(QLocale().toString(seconds, 'g', 3)));
    }
    return parts.join(QStringLiteral("  "));
}

QString Inspector::iso() const
{
    return m_details.metadata.iso ? tr("ISO %1").arg(*m_details.metadata.iso) : QString();
}

QString Inspector::place() const
{
    if (!m_details.metadata.place) {
        return {};
    }
    const GeoPoint& at = *m_details.metadata.place;
    const QLocale locale;
    return tr("%1° %2, %3° %4")
        .arg(locale.toString(std::abs(at.latitudeDegrees), 'f', 5), at.latitudeDegrees < 0 ? tr("S") : tr("N"),
             locale.toString(std::abs(at.longitudeDegrees), 'f', 5), at.longitudeDegrees < 0 ? tr("W") : tr("E"));
}

QString Inspector::formatText() const { return QString::fromStdString(m_details.row.format).toUpper(); }

QStringList Inspector::copies() const
{
    QStringList paths;
    for (const auto& copy : m_details.copies) {
        paths << shownPath(copy);
    }
    return paths;
}

QStringList Inspector::tags() const
{
    QStringList tags;
    for (const auto& tag : m_details.metadata.tags) {
        tags << QString::fromStdString(tag);
    }
    return tags;
}

QString Inspector::title() const { return QString::fromStdString(m_details.metadata.title); }

QString Inspector::description() const { return QString::fromStdString(m_details.metadata.description); }

} // namespace likeness
