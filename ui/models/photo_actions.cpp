#include "photo_actions.h"

#include "selection.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"
#include "undo.h"

#include <QtCore/QMimeData>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QDrag>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtQuick/QQuickWindow>

#include <map>

namespace likeness {

namespace {

/// Opening two hundred windows by a slip of the hand helps nobody.
constexpr std::size_t kOpenMax = 20;
constexpr int kDragPictureEdge = 128;

QList<QUrl> fileUrls(const std::vector<std::filesystem::path>& paths)
{
    QList<QUrl> urls;
    urls.reserve(qsizetype(paths.size()));
    for (const auto& path : paths) {
        urls << fileUrl(path);
    }
    return urls;
}

std::unique_ptr<QMimeData> mimeOf(const QList<QUrl>& urls)
{
    auto mime = std::make_unique<QMimeData>();
    mime->setUrls(urls);
    QByteArray gnome("copy"); // what GNOME's and other file managers look for when pasting
    for (const QUrl& url : urls) {
        gnome += '\n' + url.toEncoded();
    }
    mime->setData(QStringLiteral("x-special/gnome-copied-files"), gnome);
    return mime;
}

/// The photo under the pointer with, when there are several, their number.
QPixmap dragPicture(const QImage& thumbnail, int count, qreal pixelRatio)
{
    QPixmap picture;
    if (thumbnail.isNull()) {
        picture = QPixmap(QSize(kDragPictureEdge, kDragPictureEdge * 2 / 3) * pixelRatio);
        picture.fill(QColor(128, 128, 128, 200));
    } else {
        const int edge = int(kDragPictureEdge * pixelRatio);
        picture = QPixmap::fromImage(thumbnail.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    }
    picture.setDevicePixelRatio(pixelRatio);
    if (count > 1) {
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const QString text = QString::number(count);
        const QRectF badge(4, 4, painter.fontMetrics().horizontalAdvance(text) + 16, 22);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(20, 20, 20, 210));
        painter.drawRoundedRect(badge, 11, 11);
        painter.setPen(Qt::white);
        painter.drawText(badge, Qt::AlignCenter, text);
    }
    return picture;
}

} // namespace

PhotoActions::PhotoActions(EngineBridge& bridge, const Selection& selection, std::shared_ptr<ImageCache> thumbnails,
                           Undo& undo, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_selection(selection)
    , m_thumbnails(std::move(thumbnails))
    , m_undo(undo)
{
}

std::vector<PhotoId> PhotoActions::targets(const QVariantList& ids) const
{
    if (ids.isEmpty()) {
        return m_selection.photosOrCurrent();
    }
    std::vector<PhotoId> photos;
    for (const QVariant& id : ids) {
        photos.push_back(PhotoId{id.toLongLong()});
    }
    return photos;
}

int PhotoActions::targetCount() const
{
    return m_selection.count() > 0 ? m_selection.count() : (m_selection.currentId() != 0 ? 1 : 0);
}

void PhotoActions::withPaths(std::vector<PhotoId> photos, WithPaths body)
{
    if (photos.empty()) {
        return;
    }
    m_bridge.ask<PhotosLoaded>(
        LoadPhotos{std::move(photos)}, this,
        [this, body = std::move(body)](const PhotosLoaded& loaded) {
            std::vector<std::filesystem::path> paths;
            for (const PhotoRow& row : loaded.rows) {
                paths.push_back(row.path);
            }
            if (paths.empty()) {
                Q_EMIT failed(tr("The file is not there any more."));
            } else {
                body(paths);
            }
        },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void PhotoActions::open(const QVariantList& ids)
{
    withPaths(targets(ids), [this](const std::vector<std::filesystem::path>& paths) {
        for (std::size_t i = 0; i < std::min(paths.size(), kOpenMax); ++i) {
            if (!QDesktopServices::openUrl(fileUrl(paths[i]))) {
                Q_EMIT failed(tr("No program is set up to open “%1”.").arg(displayName(paths[i])));
                return;
            }
        }
        if (paths.size() > kOpenMax) {
            Q_EMIT failed(tr("Only the first %n photo(s) were opened.", nullptr, int(kOpenMax)));
        }
    });
}

void PhotoActions::showInFolder(qint64 id)
{
    const QVariantList ids = id != 0 ? QVariantList{id} : QVariantList{};
    withPaths(targets(ids), [this](const std::vector<std::filesystem::path>& paths) {
        const QUrl folder = fileUrl(paths.front().parent_path());
        const QString service = QStringLiteral("org.freedesktop.FileManager1");
        QDBusMessage call = QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/FileManager1"),
                                                           service, QStringLiteral("ShowItems"));
        QStringList uris;
        for (const auto& path : paths) {
            uris << QString::fromLatin1(fileUrl(path).toEncoded());
        }
        call << uris << QString();
        auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, folder](QDBusPendingCallWatcher* done) {
            done->deleteLater();
            const QDBusPendingReply<> reply = *done;
            // No file manager that can point at a file: the folder itself must do.
            if (reply.isError() && !QDesktopServices::openUrl(folder)) {
                Q_EMIT failed(tr("No file manager could be opened."));
            }
        });
    });
}

void PhotoActions::copyFiles(const QVariantList& ids)
{
    const std::vector<PhotoId> photos = targets(ids);
    const PhotoId only = photos.size() == 1 ? photos.front() : PhotoId{};
    withPaths(photos, [this, only](const std::vector<std::filesystem::path>& paths) {
        const QList<QUrl> urls = fileUrls(paths);
        if (!only) {
            QGuiApplication::clipboard()->setMimeData(mimeOf(urls).release());
            return;
        }
        const auto copy = [urls](const QImage& image) {
            auto mime = mimeOf(urls);
            if (!image.isNull()) {
                mime->setImageData(image);
            }
            QGuiApplication::clipboard()->setMimeData(mime.release());
        };
        m_bridge.ask<ImageLoaded>(
            LoadImage{only, 0}, this,
            [copy](const ImageLoaded& loaded) {
                const Image& picture = *loaded.image;
                const QImage view(picture.pixels.data(), picture.width, picture.height,
                                  qsizetype(picture.width) * picture.channels,
                                  picture.channels == 4 ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
                copy(view.copy());
            },
            [copy](const Error&) { copy({}); }); // the file alone is better than nothing
    });
}

void PhotoActions::copyPath(const QVariantList& ids)
{
    withPaths(targets(ids), [](const std::vector<std::filesystem::path>& paths) {
        QStringList lines;
        for (const auto& path : paths) {
            lines << shownPath(path);
        }
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

void PhotoActions::run(Command command)
{
    changeUnderWay(1);
    m_bridge.ask<CommandDone>(
        std::move(command), this, [this](const CommandDone&) { changeUnderWay(-1); },
        [this](const Error& error) {
            changeUnderWay(-1);
            Q_EMIT failed(explain(error));
        });
}

void PhotoActions::rate(const QVariantList& ids, int stars)
{
    std::vector<PhotoId> photos = targets(ids);
    if (!photos.empty() && stars >= 0 && stars <= 5) {
        m_ratings.push_back({std::move(photos), stars});
        if (m_ratings.size() == 1) {
            rateNext();
        }
    }
}

void PhotoActions::rateNext()
{
    const auto next = [this] {
        m_ratings.pop_front();
        if (!m_ratings.empty()) {
            rateNext();
        }
    };
    m_bridge.ask<PhotosLoaded>(
        LoadPhotos{m_ratings.front().photos}, this,
        [this, next](const PhotosLoaded& loaded) {
            applyRating(m_ratings.front(), loaded);
            next();
        },
        [this, next](const Error& error) {
            Q_EMIT failed(explain(error));
            next();
        });
}

void PhotoActions::applyRating(const Rating& rating, const PhotosLoaded& before)
{
    std::map<int, std::vector<PhotoId>> photosByStars;
    int changed = 0;
    for (const PhotoRow& row : before.rows) {
        if (row.rating != rating.stars) {
            photosByStars[row.rating].push_back(row.id);
            ++changed;
        }
    }
    if (changed == 0) {
        return;
    }
    run(SetRating{rating.photos, rating.stars});
    const QString stars(rating.stars, QChar(0x2605));
    m_undo.offer(rating.stars == 0 ? tr("Stars taken from %n photo(s)", nullptr, changed)
                                   : tr("%1 for %n photo(s)", nullptr, changed).arg(stars),
                 [this, photosByStars] {
                     for (const auto& [former, photos] : photosByStars) {
                         run(SetRating{photos, former});
                     }
                 });
}

void PhotoActions::trash(const QVariantList& ids)
{
    if (std::vector<PhotoId> photos = targets(ids); !photos.empty()) {
        remove(MoveToTrash{std::move(photos)}, /*forever=*/false);
    }
}

void PhotoActions::deleteForever(const QVariantList& ids)
{
    if (std::vector<PhotoId> photos = targets(ids); !photos.empty()) {
        remove(DeleteForever{std::move(photos)}, /*forever=*/true);
    }
}

void PhotoActions::applyDuplicates(ApplyDuplicates command) { remove(std::move(command), /*forever=*/false); }

void PhotoActions::remove(Command command, bool forever)
{
    changeUnderWay(1);
    m_bridge.ask<TrashedFiles>(
        std::move(command), this, [this, forever](const TrashedFiles& trashed) { takeTrashed(trashed, forever); },
        [this](const Error& error) {
            changeUnderWay(-1);
            Q_EMIT failed(explain(error));
        });
}

void PhotoActions::takeTrashed(const TrashedFiles& trashed, bool forever)
{
    changeUnderWay(-1);
    if (!forever && !trashed.items.empty()) {
        m_undo.offer(tr("%n photo(s) moved to the trash", nullptr, int(trashed.items.size())),
                     [this, items = trashed.items] { run(RestoreFromTrash{items}); });
    }
    if (!trashed.failures.empty()) {
        const QString first = displayName(trashed.failures.front().path);
        Q_EMIT failed(
            trashed.failures.size() == 1
                ? tr("“%1” could not be removed: %2").arg(first, engineText(trashed.failures.front().reason))
                : tr("%n photo(s) could not be removed, the first is “%1”.", nullptr, int(trashed.failures.size()))
                      .arg(first));
    }
}

void PhotoActions::rename(qint64 id, const QString& newName)
{
    const QString name = newName.trimmed();
    if (name.isEmpty() || name.contains(u'/')) {
        Q_EMIT failed(tr("A file name cannot be empty or contain “/”."));
        return;
    }
    changeUnderWay(1);
    m_bridge.ask<CommandDone>(
        RenamePhoto{PhotoId{id}, name.toStdString()}, this, [this](const CommandDone&) { changeUnderWay(-1); },
        [this, name](const Error& error) {
            changeUnderWay(-1);
            Q_EMIT failed(error.code == ErrorCode::InvalidInput ? tr("There is already a file called “%1”.").arg(name)
                                                                : explain(error));
        });
}

QList<QUrl> PhotoActions::dragUrls(const QVariantList& ids) const
{
    QList<QUrl> urls;
    for (const PhotoId photo : targets(ids)) {
        const auto path = m_pathLookup ? m_pathLookup(photo) : std::filesystem::path();
        if (!path.empty()) {
            urls << fileUrl(path);
        }
    }
    return urls;
}

void PhotoActions::startDrag(const QVariantList& ids, QQuickItem* item)
{
    const std::vector<PhotoId> photos = targets(ids);
    if (photos.empty() || item == nullptr) {
        return;
    }
    const QPointer<QQuickItem> source(item);
    const QList<QUrl> known = dragUrls(ids);
    if (known.size() == qsizetype(photos.size())) {
        drag(source, known, photos.front());
        return;
    }
    withPaths(photos, [this, source, first = photos.front()](const std::vector<std::filesystem::path>& paths) {
        // In a turn of the event loop of its own: a drag runs one inside, and the bridge must not stand still.
        QMetaObject::invokeMethod(
            this, [this, source, urls = fileUrls(paths), first] { drag(source, urls, first); }, Qt::QueuedConnection);
    });
}

void PhotoActions::drag(const QPointer<QQuickItem>& source, const QList<QUrl>& urls, PhotoId first)
{
    if (!source || QGuiApplication::mouseButtons() == Qt::NoButton) {
        return; // let go before the paths were there
    }
    QQuickWindow* window = source->window();
    if (window != nullptr && window->mouseGrabberItem() != nullptr) {
        window->mouseGrabberItem()->ungrabMouse();
    }
    const PhotoId pictured = m_selection.currentId() != 0 ? PhotoId{m_selection.currentId()} : first;
    auto* drag = new QDrag(source); // deletes itself when it is over
    drag->setMimeData(mimeOf(urls).release());
    const qreal ratio = window != nullptr ? window->devicePixelRatio() : 1.0;
    drag->setPixmap(dragPicture(m_thumbnails->best(pictured), int(urls.size()), ratio));
    drag->setHotSpot(QPoint(12, 12));
    drag->exec(Qt::CopyAction | Qt::LinkAction, Qt::CopyAction);
}

void PhotoActions::changeUnderWay(int by)
{
    m_underWay += by;
    Q_EMIT busyChanged();
}

} // namespace likeness
