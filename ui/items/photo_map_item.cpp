#include "photo_map_item.h"

#include "ui/items/map_node.h"

#include <QtCore/QEasingCurve>
#include <QtGui/QPainter>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGImageNode>

#include <algorithm>
#include <cmath>

namespace likeness {

namespace {

/// Pictures put onto pages in one frame; each page that changed is uploaded again, 1 MiB.
constexpr int kTilesPerFrame = 12;
/// Wishes handed over at once; the rest follows when these have come.
constexpr std::size_t kWishesMax = 600;
/// Dots drawn once more on top because they answer or are selected; more would only hide each other.
constexpr std::size_t kMarkedMax = 100'000;
constexpr double kFadeSeconds = 0.2;
constexpr double kMorphSeconds = 0.9;
/// A dot is hit from this far away.
constexpr double kReachPx = 7;
/// From one photo to the next with an arrow key, at least.
constexpr double kStridePx = 24;
/// How much room the two photos that lie closest are given at the closest.
constexpr double kNearestPx = 240;
/// Of the view, for a cluster that is looked at.
constexpr double kClusterShare = 0.7;
/// A frame that took longer while the view moved was too much to draw. Units: seconds.
constexpr double kSlowFrame = 0.040;
constexpr double kThinningMax = 4;
/// Kept free around the photo that the keyboard has reached.
constexpr double kRevealPx = 90;

void setColour(float (&target)[4], const QColor& colour)
{
    target[0] = float(colour.redF());
    target[1] = float(colour.greenF());
    target[2] = float(colour.blueF());
    target[3] = 1;
}

/// The closest one may come: as far as photos still part, and as floats can tell pixels apart.
double scaleMaxOf(const MapIndex& index)
{
    double distance = 0;
    for (const MapIndex::Run& run : index.runs()) {
        distance = run.step < MapIndex::kSteps ? double(index.distanceOf(run.step)) : distance;
    }
    const double extent = std::max({double(index.bounds().width()), double(index.bounds().height()), 1e-6});
    return std::min(kNearestPx / std::max(distance, 1e-9), double(1 << 21) / extent);
}

} // namespace

PhotoMapItem::PhotoMapItem(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    m_clock.start();
    m_atRest.setSingleShot(true);
    m_atRest.setInterval(200);
    connect(&m_atRest, &QTimer::timeout, this, [this] {
        if (m_thinning > 1) {
            m_thinning = 1;
            changed(/*replan=*/true);
        }
    });
    connect(this, &PhotoMapItem::coloursChanged, this, [this] { changed(/*replan=*/false); });
}

PhotoMapItem::~PhotoMapItem() = default;

void PhotoMapItem::setMap(PhotoMapModel* map)
{
    if (m_map == map) {
        return;
    }
    if (m_map != nullptr) {
        m_map->disconnect(this);
        m_map->thumbnails().disconnect(this);
    }
    m_map = map;
    if (m_map != nullptr) {
        connect(m_map, &PhotoMapModel::sceneChanged, this, &PhotoMapItem::takeScene);
        connect(m_map, &PhotoMapModel::matchChanged, this, [this] {
            m_sceneStale = m_marksStale = true;
            changed(/*replan=*/true);
        });
        connect(m_map, &PhotoMapModel::selectedChanged, this, [this] {
            m_marksStale = m_tilesStale = true;
            changed(/*replan=*/false);
        });
        connect(m_map, &PhotoMapModel::contentChanged, this, [this](PhotoId photo) {
            m_atlas.forget(photo);
            changed(/*replan=*/true);
        });
        connect(&m_map->thumbnails(), &MapThumbnails::arrived, this, [this] { changed(/*replan=*/false); });
        takeScene();
    }
    Q_EMIT mapChanged();
}

void PhotoMapItem::takeScene()
{
    const auto scene = m_map->scene();
    m_labels.setScene(scene);
    m_sceneStale = m_marksStale = true;
    if (scene) {
        m_camera.setMap(scene->all->bounds(), scaleMaxOf(*scene->all));
        m_morphFrom = m_animated && !scene->before.empty() ? now() : -1;
    }
    Q_EMIT mapBoundsChanged();
    Q_EMIT viewChanged();
    changed(/*replan=*/true);
    setMoving();
}

void PhotoMapItem::changed(bool replan)
{
    m_planStale = m_planStale || replan;
    polish();
    update();
}

void PhotoMapItem::setMoving()
{
    const bool moving = m_camera.isMoving() || m_morphFrom >= 0 || now() < m_busyUntil;
    if (m_moving != moving) {
        m_moving = moving;
        Q_EMIT movingChanged();
    }
}

void PhotoMapItem::advance(double seconds)
{
    if (m_morphFrom >= 0 && now() > m_morphFrom + kMorphSeconds) {
        m_morphFrom = -1;
        m_nodesStale = true; // what was out of view and travelled through it
    }
    if (m_camera.isMoving()) {
        m_camera.advance(std::min(seconds, 0.1));
        viewMoved();
    } else {
        changed(/*replan=*/false);
        setMoving();
    }
}

void PhotoMapItem::viewMoved()
{
    m_viewMoved = true;
    m_atRest.start();
    Q_EMIT viewChanged();
    changed(/*replan=*/false);
    setMoving();
}

void PhotoMapItem::panBy(double dx, double dy)
{
    m_camera.panBy({dx, dy});
    viewMoved();
}

void PhotoMapItem::letGo(double vx, double vy)
{
    if (m_animated) {
        m_camera.letGo({vx, vy});
        setMoving();
    }
}

void PhotoMapItem::stop()
{
    m_camera.stop();
    setMoving();
}

void PhotoMapItem::zoomAt(double x, double y, double factor, bool glide)
{
    m_camera.zoomAt({x, y}, factor, glide && m_animated);
    viewMoved();
}

void PhotoMapItem::fitAll(bool glide)
{
    m_camera.fitAll(glide && m_animated);
    viewMoved();
}

void PhotoMapItem::lookAt(double x, double y, bool glide)
{
    m_camera.flyTo({x, y}, m_camera.scale(), glide && m_animated);
    viewMoved();
}

void PhotoMapItem::showCluster(double x, double y, double photoCount)
{
    if (const auto index = shown()) {
        const double across = double(index->spacing()) * std::sqrt(std::max(photoCount, 1.0));
        m_camera.flyTo({x, y}, kClusterShare * std::min(width(), height()) / across, m_animated);
        viewMoved();
    }
}

void PhotoMapItem::reveal(int place, bool glide)
{
    if (m_map != nullptr && place >= 0 && place < m_map->count()) {
        m_camera.reveal(m_map->scene()->map->points[std::size_t(place)], kRevealPx, glide && m_animated);
        viewMoved();
    }
}

QRectF PhotoMapItem::seen() const
{
    const MapRect rect = m_camera.seen();
    return {QPointF(rect.left, rect.top), QPointF(rect.right, rect.bottom)};
}

QRectF PhotoMapItem::mapBounds() const
{
    const auto scene = m_map != nullptr ? m_map->scene() : nullptr;
    const MapRect rect = scene ? scene->all->bounds() : MapRect{};
    return {QPointF(rect.left, rect.top), QPointF(rect.right, rect.bottom)};
}

std::shared_ptr<const MapIndex> PhotoMapItem::shown() const
{
    if (m_map == nullptr || !m_map->scene()) {
        return nullptr;
    }
    const auto match = m_map->match();
    return match ? match->shown : m_map->scene()->all;
}

std::shared_ptr<const MapIndex> PhotoMapItem::context() const
{
    return m_map != nullptr && m_map->asking() ? m_map->scene()->all : nullptr;
}

bool PhotoMapItem::isSelected(std::int32_t place) const
{
    const auto& selected = m_map->selectedPlaces();
    return std::binary_search(selected.begin(), selected.end(), place);
}

float PhotoMapItem::drawnEdge(const MapPlan::Thumbnail& thumbnail) const
{
    // As in map_thumbnail.vert.
    const float ratio = 1.1F * thumbnail.distance * float(m_camera.scale()) / m_plan.look.thumbnailPx;
    return m_plan.look.thumbnailPx * std::clamp(ratio, 0.0F, 1.0F) * (0.4F + 0.54F * m_plan.look.thumbnailShare);
}

QRectF PhotoMapItem::drawnRect(const MapPlan::Thumbnail& thumbnail, const MapAtlas::Tile& tile) const
{
    const double edge = double(drawnEdge(thumbnail));
    const QSizeF shape = tile ? QSizeF(tile.rect.size()).scaled(edge, edge, Qt::KeepAspectRatio) : QSizeF(edge, edge);
    QRectF rect(QPointF(), shape);
    rect.moveCenter(m_camera.toScreen(m_map->scene()->map->points[std::size_t(thumbnail.place)]));
    return rect;
}

int PhotoMapItem::placeAt(double x, double y) const
{
    const auto index = shown();
    if (!index) {
        return -1;
    }
    const QPointF at(x, y);
    for (std::size_t i = m_plan.thumbnails.size(); i-- > 0;) {
        if (i < m_tiles.size() && m_tiles[i] && drawnEdge(m_plan.thumbnails[i]) >= 0.7F * m_plan.look.thumbnailPx
            && drawnRect(m_plan.thumbnails[i], m_tiles[i]).contains(at)) {
            return m_plan.thumbnails[i].place;
        }
    }
    const auto radius = float(kReachPx / m_camera.scale());
    const std::int32_t place = index->nearest(m_camera.toMap(at), radius);
    const auto others = context();
    return place < 0 && others ? others->nearest(m_camera.toMap(at), radius) : place;
}

QRectF PhotoMapItem::rectOf(int place) const
{
    if (m_map == nullptr || place < 0 || place >= m_map->count()) {
        return {};
    }
    for (std::size_t i = 0; i < m_plan.thumbnails.size() && i < m_tiles.size(); ++i) {
        if (m_plan.thumbnails[i].place == place && m_tiles[i]
            && drawnEdge(m_plan.thumbnails[i]) >= 0.7F * m_plan.look.thumbnailPx) {
            return drawnRect(m_plan.thumbnails[i], m_tiles[i]);
        }
    }
    const double edge = std::max(double(m_plan.look.pointPx) + 4, 10.0);
    QRectF rect(0, 0, edge, edge);
    rect.moveCenter(m_camera.toScreen(m_map->scene()->map->points[std::size_t(place)]));
    return rect;
}

int PhotoMapItem::neighbour(int place, int key) const
{
    const auto index = shown();
    if (!index || index->count() == 0) {
        return -1;
    }
    const double stride = std::max(kStridePx, 0.75 * double(m_plan.look.thumbnailPx));
    const int step = std::max(index->stepOf(float(stride / m_camera.scale())), 0);
    if (place < 0 || place >= m_map->count()) {
        const MapPoint middle{float(m_camera.centre().x()), float(m_camera.centre().y())};
        return index->nearest(middle, std::max(index->bounds().width(), index->bounds().height()) * 2 + 1, step);
    }
    const float dx = key == Qt::Key_Left ? -1.0F : (key == Qt::Key_Right ? 1.0F : 0.0F);
    const float dy = key == Qt::Key_Up ? -1.0F : (key == Qt::Key_Down ? 1.0F : 0.0F);
    return index->towards(m_map->scene()->map->points[std::size_t(place)], dx, dy, step);
}

void PhotoMapItem::selectInside(const QList<double>& polygon, bool additive)
{
    if (m_map == nullptr) {
        return;
    }
    std::vector<MapPoint> corners;
    corners.reserve(std::size_t(polygon.size() / 2));
    for (qsizetype i = 0; i + 1 < polygon.size(); i += 2) {
        corners.push_back(m_camera.toMap({polygon[i], polygon[i + 1]}));
    }
    m_map->selectInside(corners, additive);
}

void PhotoMapItem::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size() && !now.isEmpty()) {
        m_camera.setViewSize(now.size());
        Q_EMIT viewChanged();
        changed(/*replan=*/true);
    }
}

void PhotoMapItem::itemChange(ItemChange change, const ItemChangeData& data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged || change == ItemSceneChange) {
        changed(/*replan=*/true);
    }
}

bool PhotoMapItem::isSoftware() const
{
    return window() != nullptr && window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
}

double PhotoMapItem::pixelRatio() const { return window() != nullptr ? window()->effectiveDevicePixelRatio() : 1.0; }

void PhotoMapItem::updatePolish()
{
    if (!isVisible() || !shown()) {
        return;
    }
    const double frame = now() - std::exchange(m_lastFrame, now());
    if (std::exchange(m_viewMoved, false) && frame > kSlowFrame && frame < 1 && m_thinning < kThinningMax) {
        m_thinning = std::min(m_thinning * 1.5, kThinningMax);
        m_planStale = true;
    }
    takeThumbnails();
    m_labels.look(m_camera);
    if (m_planStale || !m_plan.isGoodFor(m_camera)) {
        makePlan();
    } else if (m_tilesStale) {
        wishForMissing();
    }
}

void PhotoMapItem::takeThumbnails()
{
    const double born = m_animated ? now() : -1;
    for (MapThumbnails::Arrived& one : m_map->thumbnails().take(kTilesPerFrame)) {
        if (one.image.isNull()) {
            one.image = QImage(one.wish.edgePx, one.wish.edgePx, QImage::Format_RGBA8888_Premultiplied);
            one.image.fill(QColor(128, 128, 128)); // no picture to be had; nor is it asked for again
        }
        const bool hadOne = bool(m_atlas.best(one.wish.photo, one.wish.edgePx));
        m_atlas.insert(one.wish.photo, one.wish.edgePx, one.image, m_plans, hadOne ? -1 : born);
        m_tilesStale = true;
        m_busyUntil = m_animated ? now() + kFadeSeconds : 0;
    }
    if (m_map->thumbnails().hasArrived()) {
        m_busyUntil = std::max(m_busyUntil, now() + kFadeSeconds); // the rest in the next frames
    }
    setMoving();
}

void PhotoMapItem::makePlan()
{
    const auto index = shown();
    const auto others = context();
    const auto match = m_map->match();
    m_plan = MapPlan::make(m_camera, *index, others.get(), others && match ? &match->rowOfPlace : nullptr);
    m_plan.look.pointSpacingPx *= float(m_thinning);
    m_plan.look.pointPx *= float(std::sqrt(m_thinning));
    m_planStale = false;
    ++m_plans;
    wishForMissing();
}

void PhotoMapItem::wishForMissing()
{
    m_tilesStale = false;
    m_nodesStale = true;
    const int tilePx = MapAtlas::tilePxFor(double(m_plan.look.thumbnailPx) * pixelRatio() * 0.94);
    const auto& photos = m_map->scene()->map->photos;
    m_tiles.assign(m_plan.thumbnails.size(), {});
    for (std::size_t i = 0; i < m_plan.thumbnails.size(); ++i) {
        m_tiles[i] = m_atlas.best(photos[std::size_t(m_plan.thumbnails[i].place)], tilePx);
        if (m_tiles[i]) {
            m_atlas.touch(m_tiles[i].page, m_plans);
        }
    }
    std::deque<MapThumbnails::Wish> wishes;
    for (const std::size_t i : m_plan.nearestFirst) {
        const PhotoId photo = photos[std::size_t(m_plan.thumbnails[i].place)];
        if (wishes.size() < kWishesMax && !m_atlas.find(photo, tilePx)) {
            wishes.push_back({photo, tilePx});
        }
    }
    m_map->thumbnails().wish(std::move(wishes));
}

QSGNode* PhotoMapItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    const auto index = shown();
    if (!index || width() < 1 || height() < 1) {
        delete old;
        m_sceneStale = m_marksStale = m_nodesStale = true;
        return nullptr;
    }
    const auto scene = m_map->scene();
    const auto others = context();
    if (isSoftware()) {
        auto* image = static_cast<QSGImageNode*>(old);
        if (image == nullptr) {
            image = window()->createImageNode();
            image->setOwnsTexture(true);
        }
        image->setTexture(window()->createTextureFromImage(painted()));
        image->setRect(boundingRect());
        return image;
    }

    auto* node = static_cast<MapNode*>(old);
    if (node == nullptr) {
        node = new MapNode;
        m_sceneStale = m_marksStale = m_nodesStale = true;
    }
    MapUniforms& u = node->uniforms;
    u.centre[0] = float(m_camera.centre().x());
    u.centre[1] = float(m_camera.centre().y());
    u.viewPx[0] = float(width());
    u.viewPx[1] = float(height());
    u.scalePx = float(m_camera.scale());
    u.morph = m_morphFrom >= 0 ? float(QEasingCurve(QEasingCurve::InOutCubic)
                                           .valueForProgress(std::min((now() - m_morphFrom) / kMorphSeconds, 1.0)))
                               : 1.0F;
    u.dim = others ? 1.0F : 0.0F;
    u.pointPx = m_plan.look.pointPx;
    u.pointSpacingPx = m_plan.look.pointSpacingPx;
    u.pixelRatio = float(pixelRatio());
    u.thumbnailPx = std::max(m_plan.look.thumbnailPx, 1.0F);
    u.thumbnailShare = m_plan.look.thumbnailShare;
    u.seconds = float(now());
    u.budding = MapPlan::kBudding;
    setColour(u.accent, m_accent);
    setColour(u.ground, m_ground);

    const auto& base = others ? others : index;
    u.extent = base->distanceOf(0);
    if (std::exchange(m_sceneStale, false)) {
        node->setDots(scene, base);
        m_nodesStale = true;
    }
    if (std::exchange(m_marksStale, false)) {
        std::vector<MapPointVertex> marked;
        for (const std::int32_t place : index->places()) {
            if (!others || marked.size() >= kMarkedMax) {
                break;
            }
            marked.push_back(MapNode::dot(*scene, place, 0, MapPointVertex::Answers));
        }
        const auto& selected = m_map->selectedPlaces();
        for (std::size_t i = 0; i < selected.size() && i < kMarkedMax; ++i) {
            marked.push_back(MapNode::dot(*scene, selected[i], 0, MapPointVertex::Selected));
        }
        node->setMarked(marked);
    }
    if (std::exchange(m_nodesStale, false)) {
        std::vector<int> runs;
        const double closest = 0.7 * double(m_plan.look.pointSpacingPx) / (m_camera.scale() * MapPlan::kScaleStretch);
        for (std::size_t i = 0; i < base->runs().size(); ++i) {
            const MapIndex::Run& run = base->runs()[i];
            const bool travelling = m_morphFrom >= 0; // from places that the run does not know
            if (double(base->distanceOf(run.step)) >= closest && (travelling || run.bounds.intersects(m_plan.rect))) {
                runs.push_back(int(i));
            }
        }
        node->showRuns(runs);
        const int uploads = node->uploadPages(m_atlas, *window());
        m_figures.uploads += uploads;
        m_figures.uploadedBytes += qint64(uploads) * MapAtlas::kPagePx * MapAtlas::kPagePx * 4;
        std::vector<std::vector<MapThumbnailVertex>> corners(std::size_t(m_atlas.pageCount()));
        m_figures.thumbnails = 0;
        for (std::size_t i = 0; i < m_plan.thumbnails.size(); ++i) {
            const MapAtlas::Tile& tile = m_tiles[i];
            if (!tile) {
                continue;
            }
            ++m_figures.thumbnails;
            const MapPlan::Thumbnail& one = m_plan.thumbnails[i];
            const auto at = std::size_t(one.place);
            const MapPoint place = scene->map->points[at];
            const MapPoint before = scene->before.empty() ? place : scene->before[at];
            const float longEdge = float(std::max(tile.rect.width(), tile.rect.height()));
            const float selected = isSelected(one.place) ? 1.0F : 0.0F;
            for (const int corner : {0, 1, 2, 3}) {
                const float sideX = corner % 2 == 0 ? -1.0F : 1.0F;
                const float sideY = corner < 2 ? -1.0F : 1.0F;
                // Half a texel inside: the neighbour on the page is another photo.
                const float texelX = float(tile.rect.x()) + (sideX < 0 ? 0.5F : float(tile.rect.width()) - 0.5F);
                const float texelY = float(tile.rect.y()) + (sideY < 0 ? 0.5F : float(tile.rect.height()) - 0.5F);
                corners[std::size_t(tile.page)].push_back(
                    {place.x, place.y, before.x, before.y, sideX * float(tile.rect.width()) / longEdge,
                     sideY * float(tile.rect.height()) / longEdge, texelX / float(MapAtlas::kPagePx),
                     texelY / float(MapAtlas::kPagePx), one.distance, float(tile.bornAt), one.answers ? 1.0F : 0.0F,
                     selected});
            }
        }
        node->setThumbnails(corners);
        m_figures.dots = node->dotCount();
        m_figures.dotNodes = node->dotNodeCount();
        m_figures.pages = node->pageCount();
        m_figures.atlasBytes = m_atlas.sizeBytes();
    }
    node->moved();
    return node;
}

QImage PhotoMapItem::painted() const
{
    const double ratio = pixelRatio();
    QImage image(int(std::ceil(width() * ratio)), int(std::ceil(height() * ratio)),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const auto scene = m_map->scene();
    const auto index = shown();
    const auto others = context();
    const double edge = std::max(double(m_plan.look.pointPx), 2.0);
    const auto paintDots = [&](const MapIndex& dots, bool dimmed) {
        const int step = dots.stepOf(float(double(m_plan.look.pointSpacingPx) / m_camera.scale()));
        dots.forEachIn(m_camera.seen(), std::min(step, MapIndex::kSteps - 1), [&](std::int32_t place, int) {
            const QPointF at = m_camera.toScreen(scene->map->points[std::size_t(place)]);
            QColor colour(QRgb(0xFF000000U | scene->map->colours[std::size_t(place)]));
            if (dimmed) {
                const int grey = (qGray(colour.rgb()) * 2 + m_ground.lightness() * 3) / 5;
                colour = QColor(grey, grey, grey);
            }
            painter.fillRect(QRectF(at.x() - edge / 2, at.y() - edge / 2, edge, edge), colour);
        });
    };
    if (others) {
        paintDots(*others, /*dimmed=*/true);
    }
    paintDots(*index, /*dimmed=*/false);
    for (std::size_t i = 0; i < m_plan.thumbnails.size(); ++i) {
        const MapPlan::Thumbnail& one = m_plan.thumbnails[i];
        const float ratioShown = one.distance * float(m_camera.scale()) / m_plan.look.thumbnailPx;
        if (m_tiles[i] && ratioShown > 0.7F) {
            painter.setOpacity(one.answers ? 1.0 : 0.3);
            painter.drawImage(drawnRect(one, m_tiles[i]), m_atlas.page(m_tiles[i].page), m_tiles[i].rect);
        }
    }
    painter.setOpacity(1);
    painter.setPen(QPen(m_accent, 2));
    for (const std::int32_t place : m_map->selectedPlaces()) {
        if (m_camera.seen().contains(scene->map->points[std::size_t(place)])) {
            painter.drawRect(rectOf(place));
        }
    }
    return image;
}

} // namespace likeness
