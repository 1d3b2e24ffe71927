#pragma once

#include <QtCore/QRect>
#include <QtCore/QSettings>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// How the window looked when it was last closed, and the person's choices.
/// Thread: gui.
class UiSettings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(int thumbnailEdge READ thumbnailEdge WRITE setThumbnailEdge NOTIFY thumbnailEdgeChanged)
    Q_PROPERTY(int sidebarWidth READ sidebarWidth WRITE setSidebarWidth NOTIFY sidebarWidthChanged)
    Q_PROPERTY(bool sidebarVisible READ sidebarVisible WRITE setSidebarVisible NOTIFY sidebarVisibleChanged)
    Q_PROPERTY(int inspectorWidth READ inspectorWidth WRITE setInspectorWidth NOTIFY inspectorWidthChanged)
    /// New sidecars are called IMG_1.xmp.
    Q_PROPERTY(bool shortSidecarNames READ shortSidecarNames WRITE setShortSidecarNames NOTIFY shortSidecarNamesChanged)
    Q_PROPERTY(bool inspectorVisible READ inspectorVisible WRITE setInspectorVisible NOTIFY inspectorVisibleChanged)
    Q_PROPERTY(int facetsWidth READ facetsWidth WRITE setFacetsWidth NOTIFY facetsWidthChanged)
    Q_PROPERTY(bool facetsVisible READ facetsVisible WRITE setFacetsVisible NOTIFY facetsVisibleChanged)
    Q_PROPERTY(QRect windowGeometry READ windowGeometry WRITE setWindowGeometry NOTIFY windowGeometryChanged)
    Q_PROPERTY(bool windowMaximized READ windowMaximized WRITE setWindowMaximized NOTIFY windowMaximizedChanged)

public:
    static constexpr int kThumbnailEdgeMin = 72;
    static constexpr int kThumbnailEdgeMax = 474;

    /// Kept in `file`; an empty name is the platform's place.
    explicit UiSettings(const QString& file = {}, QObject* parent = nullptr);

    /// "system", "light" or "dark"
    QString theme() const;
    void setTheme(const QString& theme);
    int thumbnailEdge() const;
    void setThumbnailEdge(int edgePx);
    int sidebarWidth() const;
    void setSidebarWidth(int width);
    bool sidebarVisible() const;
    void setSidebarVisible(bool visible);
    int inspectorWidth() const;
    void setInspectorWidth(int width);
    bool shortSidecarNames() const;
    void setShortSidecarNames(bool shortNames);
    bool inspectorVisible() const;
    void setInspectorVisible(bool visible);
    int facetsWidth() const;
    void setFacetsWidth(int width);
    bool facetsVisible() const;
    void setFacetsVisible(bool visible);
    QRect windowGeometry() const;
    void setWindowGeometry(const QRect& geometry);
    bool windowMaximized() const;
    void setWindowMaximized(bool maximized);

    /// Anything else worth keeping, by name: `value("lastQuery")`.
    Q_INVOKABLE QVariant value(const QString& key, const QVariant& fallback = {}) const;
    Q_INVOKABLE void setValue(const QString& key, const QVariant& value);

Q_SIGNALS:
    void themeChanged();
    void thumbnailEdgeChanged();
    void sidebarWidthChanged();
    void sidebarVisibleChanged();
    void inspectorWidthChanged();
    void shortSidecarNamesChanged();
    void inspectorVisibleChanged();
    void facetsWidthChanged();
    void facetsVisibleChanged();
    void windowGeometryChanged();
    void windowMaximizedChanged();

private:
    bool store(const char* key, const QVariant& value);

    std::unique_ptr<QSettings> m_store;
};

} // namespace likeness
