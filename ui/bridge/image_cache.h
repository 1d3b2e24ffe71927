#pragma once

#include "core/api/types.h"

#include <QtCore/QCache>
#include <QtGui/QImage>

#include <mutex>

namespace likeness {

/// Decoded thumbnails, least recently used out first.
/// Thread: every function from any thread.
class ImageCache {
public:
    /// 128 MiB hold about 900 small thumbnails: four screens of a 4K display, so that paging back and forth decodes
    /// nothing, while the window stays far below what a photo editor beside it needs.
    static constexpr qsizetype kCapacityBytes = 128 * 1024 * 1024;

    explicit ImageCache(qsizetype capacityBytes = kCapacityBytes);

    QImage find(PhotoId photo, ThumbnailSize size);
    void insert(PhotoId photo, ThumbnailSize size, const QImage& image);
    /// The largest thumbnail of a photo that is here; null when there is none.
    QImage best(PhotoId photo);
    /// The photo's bytes are others now.
    void forget(PhotoId photo);
    qsizetype sizeBytes();

private:
    std::mutex m_mutex;
    QCache<std::pair<qint64, int>, QImage> m_images;
};

} // namespace likeness
