#include "ui_settings.h"

#include <algorithm>

namespace likeness {

UiSettings::UiSettings(const QString& file, QObject* parent)
    : QObject(parent)
    , m_store(file.isEmpty() ? std::make_unique<QSettings>() : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

bool UiSettings::store(const char* key, const QVariant& value)
{
    if (m_store->value(QLatin1String(key)) == value) {
        return false;
    }
    m_store->setValue(QLatin1String(key), value);
    return true;
}

QString UiSettings::theme() const
{
    return m_store->value(QStringLiteral("theme"), QStringLiteral("system")).toString();
}

void UiSettings::setTheme(const QString& theme)
{
    if (store("theme", theme)) {
        Q_EMIT themeChanged();
    }
}

int UiSettings::thumbnailEdge() const
{
    return std::clamp(m_store->value(QStringLiteral("thumbnailEdge"), 180).toInt(), kThumbnailEdgeMin,
                      kThumbnailEdgeMax);
}

void UiSettings::setThumbnailEdge(int edgePx)
{
    if (store("thumbnailEdge", std::clamp(edgePx, kThumbnailEdgeMin, kThumbnailEdgeMax))) {
        Q_EMIT thumbnailEdgeChanged();
    }
}

int UiSettings::sidebarWidth() const { return m_store->value(QStringLiteral("sidebarWidth"), 240).toInt(); }

void UiSettings::setSidebarWidth(int width)
{
    if (store("sidebarWidth", width)) {
        Q_EMIT sidebarWidthChanged();
    }
}

bool UiSettings::sidebarVisible() const { return m_store->value(QStringLiteral("sidebarVisible"), true).toBool(); }

void UiSettings::setSidebarVisible(bool visible)
{
    if (store("sidebarVisible", visible)) {
        Q_EMIT sidebarVisibleChanged();
    }
}

int UiSettings::inspectorWidth() const { return m_store->value(QStringLiteral("inspectorWidth"), 300).toInt(); }

void UiSettings::setInspectorWidth(int width)
{
    if (store("inspectorWidth", width)) {
        Q_EMIT inspectorWidthChanged();
    }
}

bool UiSettings::shortSidecarNames() const { return m_store->value(QStringLiteral("shortSidecarNames")).toBool(); }

void UiSettings::setShortSidecarNames(bool shortNames)
{
    if (store("shortSidecarNames", shortNames)) {
        Q_EMIT shortSidecarNamesChanged();
    }
}

bool UiSettings::inspectorVisible() const { return m_store->value(QStringLiteral("inspectorVisible"), true).toBool(); }

void UiSettings::setInspectorVisible(bool visible)
{
    if (store("inspectorVisible", visible)) {
        Q_EMIT inspectorVisibleChanged();
    }
}

int UiSettings::facetsWidth() const { return m_store->value(QStringLiteral("facetsWidth"), 264).toInt(); }

void UiSettings::setFacetsWidth(int width)
{
    if (store("facetsWidth", width)) {
        Q_EMIT facetsWidthChanged();
    }
}

bool UiSettings::facetsVisible() const { return m_store->value(QStringLiteral("facetsVisible"), false).toBool(); }

void UiSettings::setFacetsVisible(bool visible)
{
    if (store("facetsVisible", visible)) {
        Q_EMIT facetsVisibleChanged();
    }
}

QRect UiSettings::windowGeometry() const { return m_store->value(QStringLiteral("windowGeometry")).toRect(); }

void UiSettings::setWindowGeometry(const QRect& geometry)
{
    if (store("windowGeometry", geometry)) {
        Q_EMIT windowGeometryChanged();
    }
}

bool UiSettings::windowMaximized() const { return m_store->value(QStringLiteral("windowMaximized"), false).toBool(); }

void UiSettings::setWindowMaximized(bool maximized)
{
    if (store("windowMaximized", maximized)) {
        Q_EMIT windowMaximizedChanged();
    }
}

QVariant UiSettings::value(const QString& key, const QVariant& fallback) const { return m_store->value(key, fallback); }

void UiSettings::setValue(const QString& key, const QVariant& value) { m_store->setValue(key, value); }

} // namespace likeness
