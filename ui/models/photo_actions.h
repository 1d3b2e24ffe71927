#pragma once

#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/image_cache.h"

#include <QtCore/QUrl>
#include <QtCore/QVariantList>
#include <QtQmlIntegration/qqmlintegration.h>
#include <QtQuick/QQuickItem>

#include <deque>

namespace likeness {

class Selection;
class Undo;

/// What a person does to photos. Every `ids` may be left empty: then it is the selection, or the current photo.
/// Stars and the trash can be taken back by `Undo`.
/// Thread: gui.
class PhotoActions : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)

public:
    PhotoActions(EngineBridge& bridge, const Selection& selection, std::shared_ptr<ImageCache> thumbnails, Undo& undo,
                 QObject* parent = nullptr);

    bool busy() const { return m_underWay > 0; }

    /// With the program the desktop has for such files.
    Q_INVOKABLE void open(const QVariantList& ids = {});
    Q_INVOKABLE void showInFolder(qint64 id = 0);
    /// Puts the files, and of a single one also the picture, on the clipboard.
    Q_INVOKABLE void copyFiles(const QVariantList& ids = {});
    Q_INVOKABLE void copyPath(const QVariantList& ids = {});
    Q_INVOKABLE void rate(const QVariantList& ids, int stars);
    Q_INVOKABLE void trash(const QVariantList& ids = {});
    /// Moves what was decided against to the trash; undone like `trash`.
    void applyDuplicates(ApplyDuplicates command);
    /// The window asks before it calls this.
    Q_INVOKABLE void deleteForever(const QVariantList& ids = {});
    Q_INVOKABLE void rename(qint64 id, const QString& newName);
    /// How many photos an action on the selection would touch.
    Q_INVOKABLE int targetCount() const;
    /// Starts to drag files out of the window. Returns when they were dropped somewhere.
    Q_INVOKABLE void startDrag(const QVariantList& ids, QQuickItem* item);
    /// File addresses of those photos whose path is known already.
    Q_INVOKABLE QList<QUrl> dragUrls(const QVariantList& ids = {}) const;

    /// Says where the paths of photos that are on screen can be had without asking.
    using PathLookup = std::function<std::filesystem::path(PhotoId)>;
    void setPathLookup(PathLookup lookup) { m_pathLookup = std::move(lookup); }

Q_SIGNALS:
    void busyChanged();
    void failed(const QString& text);

private:
    using WithPaths = std::function<void(const std::vector<std::filesystem::path>&)>;
    std::vector<PhotoId> targets(const QVariantList& ids) const;
    void withPaths(std::vector<PhotoId> photos, WithPaths body);
    void run(Command command);
    struct Rating {
        std::vector<PhotoId> photos;
        int stars = 0; ///< 0 = none
    };
    /// One rating after the other, so that each knows what it changes.
    void rateNext();
    void applyRating(const Rating& rating, const PhotosLoaded& before);
    /// Asks for files to be taken away.
    void remove(Command command, bool forever);
    void takeTrashed(const TrashedFiles& trashed, bool forever);
    void drag(const QPointer<QQuickItem>& source, const QList<QUrl>& urls, PhotoId first);
    void changeUnderWay(int by);

    EngineBridge& m_bridge;
    const Selection& m_selection;
    std::shared_ptr<ImageCache> m_thumbnails;
    PathLookup m_pathLookup;
    Undo& m_undo;
    std::deque<Rating> m_ratings; ///< the first is under way
    int m_underWay = 0;
};

} // namespace likeness
