#pragma once

#include "ui/models/photo_map_model.h"

#include <QtQuick/QQuickItem>

namespace likeness {

/// The whole map, small: MapScene::overview, in the item's size.
/// Thread: gui.
class MapOverview : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(likeness::PhotoMapModel* map READ map WRITE setMap NOTIFY mapChanged)

public:
    explicit MapOverview(QQuickItem* parent = nullptr);

    PhotoMapModel* map() const { return m_map; }
    void setMap(PhotoMapModel* map);

Q_SIGNALS:
    void mapChanged();

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;

private:
    PhotoMapModel* m_map = nullptr;
    bool m_stale = true;
};

} // namespace likeness
