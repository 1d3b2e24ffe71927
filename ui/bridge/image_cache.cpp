#include "image_cache.h"

namespace likeness {

namespace {

std::pair<qint64, int> keyOf(PhotoId photo, ThumbnailSize size) { return {photo.value, int(size)}; }

} // namespace

ImageCache::ImageCache(qsizetype capacityBytes)
    : m_images(capacityBytes)
{
}

QImage ImageCache::find(PhotoId photo, ThumbnailSize size)
{
    const std::scoped_lock lock(m_mutex);
    const QImage* image = m_images.object(keyOf(photo, size));
    return image != nullptr ? *image : QImage();
}

void ImageCache::insert(PhotoId photo, ThumbnailSize size, const QImage& image)
{
    const std::scoped_lock lock(m_mutex);
    m_images.insert(keyOf(photo, size), new QImage(image), image.sizeInBytes());
}

QImage ImageCache::best(PhotoId photo)
{
    const QImage large = find(photo, ThumbnailSize::Large474);
    return large.isNull() ? find(photo, ThumbnailSize::Small236) : large;
}

void ImageCache::forget(PhotoId photo)
{
    const std::scoped_lock lock(m_mutex);
    m_images.remove(keyOf(photo, ThumbnailSize::Small236));
    m_images.remove(keyOf(photo, ThumbnailSize::Large474));
}

qsizetype ImageCache::sizeBytes()
{
    const std::scoped_lock lock(m_mutex);
    return m_images.totalCost();
}

} // namespace likeness
