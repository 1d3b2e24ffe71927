#pragma once

#include "ui/items/map_atlas.h"
#include "ui/items/map_materials.h"
#include "ui/models/map_scene.h"

#include <QtQuick/QSGNode>

class QQuickWindow;

namespace likeness {

/// The map in the scene graph. From back to front: all dots, those that stand out, thumbnails.
///
/// The renderer makes all vertex buffers below one clip anew when a node comes or goes there. So the dots of each step,
/// those that stand out, and the thumbnails are each clipped by themselves: coming nearer makes only what is new.
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
    /// The uniforms are others, or the view has another size.
    void moved();

    int dotCount() const { return m_dotCount; }
    int dotNodeCount() const { return m_dotNodeCount; }
    int pageCount() const { return m_thumbnails->childCount(); }

    static MapPointVertex dot(const MapScene& scene, std::int32_t place, int step, MapPointVertex::Kind kind);

private:
    struct Page {
        std::unique_ptr<QSGTexture> texture;
        std::uint64_t uploaded = 0;
        std::unique_ptr<QSGGeometryNode> node;
    };

    std::unique_ptr<QSGGeometryNode> makeDots(int count) const;
    QSGClipNode* addClip();

    // These belong to the tree; what hangs on them belongs to the members below.
    std::vector<QSGClipNode*> m_dots; ///< Shape: [MapIndex::kSteps]; coarse ones last, so that they lie on top
    QSGClipNode* m_marked;
    QSGClipNode* m_thumbnails;
    std::shared_ptr<const MapScene> m_scene;
    std::shared_ptr<const MapIndex> m_index;
    std::unordered_map<int, std::unique_ptr<QSGGeometryNode>> m_runs;
    std::unique_ptr<QSGGeometryNode> m_markedDots;
    std::vector<Page> m_pages;
    int m_dotCount = 0;
    int m_dotNodeCount = 0;
};

} // namespace likeness
