#pragma once

#include "ui/items/map_atlas.h"
#include "ui/items/map_plan.h"
#include "ui/models/map_labels.h"
#include "ui/models/photo_map_model.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtQuick/QQuickItem>

namespace likeness {

/// The map: every photo a dot from afar and a thumbnail from near by.
///
/// Nodes of the scene graph with materials of our own, because that is all that Qt 6.4 offers publicly for Vulkan and
/// OpenGL alike (a QSGRenderNode would need the private QRhi, or each of them by hand). Dots lie in vertex buffers that
/// are uploaded once; moving changes a few numbers. Which thumbnails to show is planned for the view and a margin, anew
/// when the view leaves it. Where frames take long, because the processor draws them, fewer dots are drawn while the
/// view moves. Where Qt draws with the processor alone and has no shaders (`QT_QUICK_BACKEND=software`), the map is
/// painted into an image at each change. Units: pixels of the item. Thread: gui.
class PhotoMapItem : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(likeness::PhotoMapModel* map READ map WRITE setMap NOTIFY mapChanged)
    Q_PROPERTY(likeness::MapLabels* labels READ labels CONSTANT)
    Q_PROPERTY(QColor accent MEMBER m_accent NOTIFY coloursChanged)
    Q_PROPERTY(QColor ground MEMBER m_ground NOTIFY coloursChanged)
    Q_PROPERTY(bool animated MEMBER m_animated NOTIFY animatedChanged)
    Q_PROPERTY(bool moving READ moving NOTIFY movingChanged)
    Q_PROPERTY(double mapScale READ mapScale NOTIFY viewChanged)
    Q_PROPERTY(double zoom READ zoom NOTIFY viewChanged)
    Q_PROPERTY(double zoomMax READ zoomMax NOTIFY viewChanged)
    Q_PROPERTY(bool seesEverything READ seesEverything NOTIFY viewChanged)
    Q_PROPERTY(QRectF seen READ seen NOTIFY viewChanged)
    Q_PROPERTY(QRectF mapBounds READ mapBounds NOTIFY mapBoundsChanged)

public:
    /// What was drawn, to explain how long it took.
    struct Figures {
        int dots = 0;     ///< in the vertex buffers that were drawn
        int dotNodes = 0; ///< draw calls for them
        int thumbnails = 0;
        int pages = 0;      ///< draw calls for them
        qint64 uploads = 0; ///< textures, since the map was first shown
        qint64 uploadedBytes = 0;
        qint64 atlasBytes = 0;
    };

    explicit PhotoMapItem(QQuickItem* parent = nullptr);
    ~PhotoMapItem() override;

    PhotoMapModel* map() const { return m_map; }
    void setMap(PhotoMapModel* map);
    MapLabels* labels() { return &m_labels; }
    bool moving() const { return m_moving; }
    double mapScale() const { return m_camera.scale(); }
    /// How much nearer than where everything is in view.
    double zoom() const { return m_camera.scale() / m_camera.fitScale(); }
    double zoomMax() const { return m_camera.scaleMax() / m_camera.fitScale(); }
    bool seesEverything() const { return m_camera.seesEverything(); }
    /// What is in view. Units: of the map.
    QRectF seen() const;
    QRectF mapBounds() const;
    const Figures& figures() const { return m_figures; }

    /// To be called for each frame while `moving`. Units: seconds.
    Q_INVOKABLE void advance(double seconds);
    Q_INVOKABLE void panBy(double dx, double dy);
    /// Units: pixels per second.
    Q_INVOKABLE void letGo(double vx, double vy);
    Q_INVOKABLE void stop();
    Q_INVOKABLE void zoomAt(double x, double y, double factor, bool glide = true);
    Q_INVOKABLE void fitAll(bool glide = true);
    /// Units: of the map.
    Q_INVOKABLE void lookAt(double x, double y, bool glide = false);
    /// Flies to a cluster of so many photos around a place, until it fills the view. Units: of the map.
    Q_INVOKABLE void showCluster(double x, double y, double photoCount);
    Q_INVOKABLE void reveal(int place, bool glide = true);

    /// The photo drawn at a point of the item; -1 where there is none. Dots may be missed by a few pixels.
    Q_INVOKABLE int placeAt(double x, double y) const;
    /// Where a photo is drawn, as a thumbnail or a dot; empty for -1.
    Q_INVOKABLE QRectF rectOf(int place) const;
    /// The photo to go to from `place` (-1: from the middle of the view) with an arrow key (Qt::Key_Left, …); -1 =
    /// none. From afar one goes from one thumbnail, or what will become one, to the next.
    Q_INVOKABLE int neighbour(int place, int key) const;
    /// Selects what lies inside a polygon (x, y, x, y, …) and answers the question.
    Q_INVOKABLE void selectInside(const QList<double>& polygon, bool additive);

Q_SIGNALS:
    void mapChanged();
    void coloursChanged();
    void animatedChanged();
    void movingChanged();
    void viewChanged();
    void mapBoundsChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;

private:
    void takeScene();
    void changed(bool replan);
    void viewMoved();
    void setMoving();
    void takeThumbnails();
    void makePlan();
    void wishForMissing();
    double now() const { return double(m_clock.nsecsElapsed()) * 1e-9; }
    bool isSoftware() const;
    double pixelRatio() const;
    std::shared_ptr<const MapIndex> shown() const;
    /// The photos drawn for orientation only; null when there are none.
    std::shared_ptr<const MapIndex> context() const;
    bool isSelected(std::int32_t place) const;
    float drawnEdge(const MapPlan::Thumbnail& thumbnail) const;
    QRectF drawnRect(const MapPlan::Thumbnail& thumbnail, const MapAtlas::Tile& tile) const;
    QImage painted() const;

    PhotoMapModel* m_map = nullptr;
    MapLabels m_labels;
    MapCamera m_camera;
    MapPlan m_plan;
    MapAtlas m_atlas;
    std::vector<MapAtlas::Tile> m_tiles; ///< of the plan's thumbnails
    QElapsedTimer m_clock;
    QColor m_accent{Qt::blue};
    QColor m_ground{Qt::black};
    bool m_animated = true;
    bool m_moving = false;
    bool m_planStale = true;
    bool m_tilesStale = false; ///< thumbnails have come or the selection is another
    bool m_sceneStale = true;  ///< for the nodes: other dots
    bool m_marksStale = true;  ///< for the nodes: other answers or selection
    bool m_nodesStale = true;  ///< for the nodes: another plan or other tiles
    bool m_viewMoved = false;  ///< since the last frame
    double m_lastFrame = 0;    ///< seconds
    double m_thinning = 1;     ///< dots are this many times as far apart as they are at rest
    QTimer m_atRest;
    double m_busyUntil = 0;  ///< something is still fading in
    double m_morphFrom = -1; ///< photos are on their way from old to new places
    std::uint64_t m_plans = 0;
    Figures m_figures;
};

} // namespace likeness
