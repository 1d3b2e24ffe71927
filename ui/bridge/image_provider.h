#pragma once

#include "core/api/query.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/image_cache.h"

#include <QtCore/QHash>
#include <QtCore/QThreadPool>
#include <QtQuick/QQuickImageProvider>

#include <mutex>

namespace likeness {

/// What the pictures of query chips are made from, by the chip's key.
/// Thread: every function from any thread.
class ChipSources {
public:
    using Source = decltype(LoadImage::source);

    void replace(QHash<QString, Source> sources);
    std::optional<Source> find(const QString& key) const;

private:
    mutable std::mutex m_mutex;
    QHash<QString, Source> m_sources;
};

/// Turns encoded thumbnails and decoded pictures into QImages, newest request first, off the gui thread.
/// Shared by the providers; must outlive the QML engine's image responses, which hold it.
class PictureDecoder {
public:
    PictureDecoder();
    ~PictureDecoder();

    /// Runs `work` on a decoding thread, the newest first.
    void run(std::function<void()> work);

private:
    QThreadPool m_pool;
    std::atomic<int> m_order{0};
};

/// `image://thumb/<photoId>/<236|474>`, `image://photo/<photoId>/<edge>` and `image://query/<chipKey>`.
/// Thread: requestImageResponse is called on QML's picture thread.
class EngineImageProvider : public QQuickAsyncImageProvider {
public:
    enum class Kind { Thumbnail, Photo, Chip };

    struct Shared {
        std::shared_ptr<ImageCache> cache;
        std::shared_ptr<ChipSources> chips;
        std::shared_ptr<PictureDecoder> decoder;
    };

    /// `bridge` outlives the QML engine.
    EngineImageProvider(Kind kind, EngineBridge& bridge, Shared shared);

    QQuickImageResponse* requestImageResponse(const QString& id, const QSize& requestedSize) override;

private:
    Kind m_kind;
    EngineBridge& m_bridge;
    Shared m_shared;
};

} // namespace likeness
