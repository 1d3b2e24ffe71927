#pragma once

#include "ui/items/map_atlas.h"
#include "ui/items/map_materials.h"
#include "ui/models/map_scene.h"

#include <QtQuick/QSGNode>

class QQuickWindow;

namespace likeness {

/// The map in the scene graph. From back to front: all dots, those that stand out, thumbnails.
/// Thread: render, while the gui thread waits.
class MapNode final : public QSGNode {
public:
    MapNode();

    MapUniforms uniforms;

    /// The dots are those of `index`, on their way from `scene.before`; nothing happens when they are already.
    void setDots(std::shared_ptr<const MapScene> scene, std::shared_ptr<const MapIndex> index);
    /// Draws these runs of the index, each from a vertex buffer that is made when it is first seen, and no others.
    void showRuns(const std::vector<int>& runs);
    /// Dots on top of them.
    void setMarked(const std::vector<MapPointVertex>& dots);
    /// Uploads the pages that were painted since the last time; returns how many.
    int uploadPages(const MapAtlas& atlas, QQuickWindow& window);
    /// Shape: [pages][4 × thumbnails], corners in the order of a Z.
    void setThumbnails(const std::vector<std::vector<MapThumbnailVertex>>& corners);
    /// The uniforms are others.
    void moved();

    int dotCount() const { return m_dotCount; }
    int dotNodeCount() const { return m_dots->childCount() + m_marked->childCount(); }
    int pageCount() const { return m_thumbnails->childCount(); }

    static MapPointVertex dot(const MapScene& scene, std::int32_t place, int step, MapPointVertex::Kind kind);

private:
    struct Page {
        std::unique_ptr<QSGTexture> texture;
        std::uint64_t uploaded = 0;
        std::unique_ptr<QSGGeometryNode> node;
    };

    std::unique_ptr<QSGGeometryNode> makeDots(int count) const;

    QSGNode* m_dots; ///< these three belong to the tree, what hangs on them to the members below
    QSGNode* m_marked;
    QSGNode* m_thumbnails;
    std::shared_ptr<const MapScene> m_scene;
    std::shared_ptr<const MapIndex> m_index;
    std::unordered_map<int, std::unique_ptr<QSGGeometryNode>> m_runs;
    std::unique_ptr<QSGGeometryNode> m_markedDots;
    std::vector<Page> m_pages;
    int m_dotCount = 0;
};

} // namespace likeness
