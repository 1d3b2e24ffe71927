#include "map_overview.h"

#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGImageNode>

namespace likeness {

MapOverview::MapOverview(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void MapOverview::setMap(PhotoMapModel* map)
{
    if (m_map == map) {
        return;
    }
    if (m_map != nullptr) {
        m_map->disconnect(this);
    }
    m_map = map;
    if (m_map != nullptr) {
        connect(m_map, &PhotoMapModel::sceneChanged, this, [this] {
            m_stale = true;
            update();
        });
    }
    m_stale = true;
    update();
    Q_EMIT mapChanged();
}

QSGNode* MapOverview::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    const auto scene = m_map != nullptr ? m_map->scene() : nullptr;
    if (!scene || scene->overview.isNull() || width() < 1 || height() < 1) {
        delete old;
        return nullptr;
    }
    auto* node = static_cast<QSGImageNode*>(old);
    if (node == nullptr) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
        m_stale = true;
    }
    if (std::exchange(m_stale, false)) {
        node->setTexture(window()->createTextureFromImage(scene->overview));
    }
    node->setRect(boundingRect());
    return node;
}

} // namespace likeness
