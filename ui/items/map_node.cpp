#include "map_node.h"

#include <QtQuick/QQuickWindow>

#include <algorithm>
#include <cstring>

namespace likeness {

namespace {

/// A node that stays in the hands of a unique_ptr; it leaves the tree by itself when it goes.
std::unique_ptr<QSGGeometryNode> makeNode(QSGGeometry* geometry, MapMaterial* material)
{
    auto node = std::make_unique<QSGGeometryNode>();
    geometry->setVertexDataPattern(QSGGeometry::StaticPattern);
    node->setGeometry(geometry);
    node->setMaterial(material);
    node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
    node->setFlag(QSGNode::OwnedByParent, false);
    return node;
}

} // namespace

MapNode::MapNode()
{
    m_dots.reserve(MapIndex::kSteps);
    for (int step = 0; step < MapIndex::kSteps; ++step) {
        m_dots.push_back(addClip());
    }
    std::reverse(m_dots.begin(), m_dots.end());
    m_marked = addClip();
    m_thumbnails = addClip();
}

QSGClipNode* MapNode::addClip()
{
    auto* clip = new QSGClipNode;
    clip->setIsRectangular(true);
    clip->setGeometry(new QSGGeometry(QSGGeometry::defaultAttributes_Point2D(), 4));
    clip->setFlag(OwnsGeometry);
    appendChildNode(clip);
    return clip;
}

MapPointVertex MapNode::dot(const MapScene& scene, std::int32_t place, int step, MapPointVertex::Kind kind)
{
    const auto at = std::size_t(place);
    const MapPoint now = scene.map->points[at];
    const MapPoint before = scene.before.empty() ? now : scene.before[at];
    const std::uint32_t rgb = scene.map->colours[at];
    return {now.x,
            now.y,
            before.x,
            before.y,
            std::uint8_t(rgb >> 16),
            std::uint8_t(rgb >> 8),
            std::uint8_t(rgb),
            std::uint8_t(step),
            float(kind)};
}

std::unique_ptr<QSGGeometryNode> MapNode::makeDots(int count) const
{
    auto* geometry = new QSGGeometry(MapPointVertex::attributes(), count);
    geometry->setDrawingMode(QSGGeometry::DrawPoints);
    return makeNode(geometry, new MapMaterial(uniforms, nullptr));
}

void MapNode::setDots(std::shared_ptr<const MapScene> scene, std::shared_ptr<const MapIndex> index)
{
    if (m_scene == scene && m_index == index) {
        return;
    }
    m_scene = std::move(scene);
    m_index = std::move(index);
    m_runs.clear();
    m_dotCount = 0;
}

void MapNode::showRuns(const std::vector<int>& runs)
{
    // Children that stay keep their place; only what changes touches the tree, as each change has the renderer sort
    // its list anew.
    std::vector<bool> wanted(m_index ? m_index->runs().size() : 0);
    for (const int run : runs) {
        wanted[std::size_t(run)] = true;
    }
    for (const auto& [run, node] : m_runs) {
        if (node->parent() != nullptr && !wanted[std::size_t(run)]) {
            node->parent()->removeChildNode(node.get());
        }
    }
    m_dotCount = 0;
    for (const int run : runs) {
        const MapIndex::Run& what = m_index->runs()[std::size_t(run)];
        std::unique_ptr<QSGGeometryNode>& node = m_runs[run];
        if (!node) {
            node = makeDots(what.count);
            auto* vertex = static_cast<MapPointVertex*>(node->geometry()->vertexData());
            for (const std::int32_t place : m_index->placesOf(what)) {
                *vertex++ = dot(*m_scene, place, what.step, MapPointVertex::Any);
            }
        }
        if (node->parent() == nullptr) {
            m_dots[std::size_t(what.step)]->appendChildNode(node.get());
        }
        m_dotCount += what.count;
    }
    m_dotNodeCount = int(runs.size());
}

void MapNode::setMarked(const std::vector<MapPointVertex>& dots)
{
    m_markedDots.reset();
    if (dots.empty()) {
        return;
    }
    m_markedDots = makeDots(int(dots.size()));
    std::memcpy(m_markedDots->geometry()->vertexData(), dots.data(), dots.size() * sizeof(MapPointVertex));
    m_marked->appendChildNode(m_markedDots.get());
}

int MapNode::uploadPages(const MapAtlas& atlas, QQuickWindow& window)
{
    int uploads = 0;
    m_pages.resize(std::size_t(atlas.pageCount()));
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page& page = m_pages[i];
        if (page.uploaded == atlas.paintedAt(int(i))) {
            continue;
        }
        page.uploaded = atlas.paintedAt(int(i));
        std::unique_ptr<QSGTexture> texture(
            window.createTextureFromImage(atlas.page(int(i)), QQuickWindow::TextureHasAlphaChannel));
        texture->setFiltering(QSGTexture::Linear);
        if (page.node) {
            static_cast<MapMaterial*>(page.node->material())->setTexture(texture.get());
            page.node->markDirty(DirtyMaterial);
        }
        page.texture = std::move(texture);
        ++uploads;
    }
    return uploads;
}

void MapNode::setThumbnails(const std::vector<std::vector<MapThumbnailVertex>>& corners)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page& page = m_pages[i];
        const int count = i < corners.size() ? int(corners[i].size()) : 0;
        if (count == 0 || !page.texture) {
            page.node.reset();
            continue;
        }
        const int indices = count / 4 * 6;
        if (!page.node) {
            auto* geometry = new QSGGeometry(MapThumbnailVertex::attributes(), count, indices);
            geometry->setDrawingMode(QSGGeometry::DrawTriangles);
            page.node = makeNode(geometry, new MapMaterial(uniforms, page.texture.get()));
            m_thumbnails->appendChildNode(page.node.get());
        } else {
            page.node->geometry()->allocate(count, indices);
        }
        QSGGeometry* geometry = page.node->geometry();
        std::memcpy(geometry->vertexData(), corners[i].data(), corners[i].size() * sizeof(MapThumbnailVertex));
        quint16* index = geometry->indexDataAsUShort();
        for (int first = 0; first < count; first += 4) {
            for (const int corner : {0, 1, 2, 2, 1, 3}) {
                *index++ = quint16(first + corner);
            }
        }
        page.node->markDirty(DirtyGeometry);
    }
}

void MapNode::moved()
{
    const QRectF view(0, 0, double(uniforms.viewPx[0]), double(uniforms.viewPx[1]));
    for (QSGNode* child = firstChild(); child != nullptr; child = child->nextSibling()) {
        auto* clip = static_cast<QSGClipNode*>(child);
        if (clip->clipRect() != view) {
            clip->setClipRect(view);
            QSGGeometry::updateRectGeometry(clip->geometry(), view);
            clip->markDirty(DirtyGeometry);
        }
        if (QSGNode* first = clip->firstChild()) {
            first->markDirty(DirtyMaterial);
        }
    }
}

} // namespace likeness
