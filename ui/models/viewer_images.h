#pragma once

#include "core/api/types.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// Addresses of pictures for the viewer.
/// Thread: gui.
class ViewerImages : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")

public:
    using QObject::QObject;

    /// A decode of at least `edgePx` on the long edge; 0 = all pixels of the original.
    Q_INVOKABLE QUrl source(qint64 photoId, int edgePx = 0) const;
    /// What is there at once, to show until the other has come.
    Q_INVOKABLE QUrl placeholder(qint64 photoId, int edgePx = 474) const;
};

} // namespace likeness
