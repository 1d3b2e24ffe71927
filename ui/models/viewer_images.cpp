#include "viewer_images.h"

namespace likeness {

QUrl ViewerImages::source(qint64 photoId, int edgePx) const
{
    return photoId > 0 ? QUrl(QStringLiteral("image://photo/%1/%2").arg(photoId).arg(edgePx)) : QUrl();
}

QUrl ViewerImages::placeholder(qint64 photoId, int edgePx) const
{
    return photoId > 0 ? QUrl(QStringLiteral("image://thumb/%1/%2").arg(photoId).arg(edgePx)) : QUrl();
}

} // namespace likeness
