#include "inspector.h"

#include "photo_facts.h"
#include "selection.h"
#include "ui/bridge/convert.h"

#include <QtCore/QLocale>

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

QString Inspector::dimensions() const { return PhotoFacts::dimensions(m_details.row); }

QString Inspector::sizeText() const
{
    return valid() ? QLocale().formattedDataSize(m_details.row.sizeBytes, 1, QLocale::DataSizeSIFormat) : QString();
}

QString Inspector::dateText() const { return PhotoFacts::date(m_details); }

QString Inspector::camera() const { return PhotoFacts::camera(m_details.metadata); }

QString Inspector::lens() const { return QString::fromStdString(m_details.metadata.lens); }

QString Inspector::exposureText() const { return PhotoFacts::exposure(m_details.metadata); }

QString Inspector::iso() const { return PhotoFacts::iso(m_details.metadata); }

QString Inspector::place() const { return PhotoFacts::place(m_details.metadata); }

QString Inspector::formatText() const { return PhotoFacts::format(m_details.row); }

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
