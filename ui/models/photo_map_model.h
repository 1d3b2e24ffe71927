#pragma once

#include "ui/models/map_scene.h"
#include "ui/models/map_thumbnails.h"
#include "ui/models/query_model.h"
#include "ui/models/selection.h"

#include <QtCore/QThreadPool>

namespace likeness {

/// The map of the library: where every photo lies, which of them answer the present question and which are selected.
/// Photos are named by their place in the map (`place`, -1 = none); the selection is that of the photo list.
/// What takes long is made ready on a thread of its own; until it is there, what was shown before stays.
/// Thread: gui.
class PhotoMapModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY sceneChanged)
    Q_PROPERTY(qint64 missing READ missing NOTIFY sceneChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY sceneChanged)
    Q_PROPERTY(bool asking READ asking NOTIFY matchChanged)
    Q_PROPERTY(int answering READ answering NOTIFY matchChanged)
    Q_PROPERTY(QString work READ work NOTIFY workChanged)
    Q_PROPERTY(double workShare READ workShare NOTIFY workChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY workChanged)
    Q_PROPERTY(int currentPlace READ currentPlace NOTIFY currentChanged)
    Q_PROPERTY(int previewPlace READ previewPlace WRITE setPreviewPlace NOTIFY previewChanged)
    Q_PROPERTY(qint64 previewId READ previewId NOTIFY previewChanged)
    Q_PROPERTY(QString previewName READ previewName NOTIFY previewChanged)
    Q_PROPERTY(QString previewDate READ previewDate NOTIFY previewChanged)
    Q_PROPERTY(QSize previewSize READ previewSize NOTIFY previewChanged)

public:
    PhotoMapModel(EngineBridge& bridge, PhotoListModel& photos, Selection& selection, QueryModel& query,
                  std::shared_ptr<PictureDecoder> decoder, QObject* parent = nullptr);
    ~PhotoMapModel() override;

    /// While it is looked at, the map follows the engine's; it is loaded when it is looked at first.
    Q_INVOKABLE void follow(bool on);
    /// Lays the whole map out anew.
    Q_INVOKABLE void layOutAnew();

    /// The row of the photo list that shows the photo; -1 when it does not answer the question.
    Q_INVOKABLE int rowOf(int place) const;
    Q_INVOKABLE qint64 photoIdAt(int place) const;
    Q_INVOKABLE bool answers(int place) const { return rowOf(place) >= 0; }
    /// A click: plain, or with Ctrl or Shift, which add the photo to those selected or take it away. False: the photo
    /// does not answer the question and cannot be selected.
    Q_INVOKABLE bool click(int place, int modifiers = 0);
    /// Selects what lies inside a polygon (even-odd) on the map and answers the question.
    void selectInside(const std::vector<MapPoint>& polygon, bool additive);

    int count() const { return m_scene ? m_scene->count() : 0; }
    qint64 missing() const { return m_scene ? m_scene->map->missing : 0; }
    bool loaded() const { return m_scene != nullptr; }
    /// A question is on: photos that do not answer it are there for orientation only.
    bool asking() const;
    /// Photos on the map that answer.
    int answering() const { return m_match ? m_match->shown->count() : 0; }
    /// What is being computed ("Finding neighbours"); empty when nothing is.
    QString work() const;
    double workShare() const { return m_progress.share; }
    QString problem() const { return QString::fromStdString(m_progress.problem); }
    int currentPlace() const;

    /// The photo that is looked at more closely.
    int previewPlace() const { return m_previewPlace; }
    void setPreviewPlace(int place);
    qint64 previewId() const { return photoIdAt(m_previewPlace); }
    QString previewName() const { return m_previewName; }
    QString previewDate() const { return m_previewDate; }
    QSize previewSize() const { return m_previewSize; } ///< of the original; Units: pixels

    /// Null until the map has come.
    std::shared_ptr<const MapScene> scene() const { return m_scene; }
    std::shared_ptr<const MapMatch> match() const { return m_match; }
    /// Ascending.
    const std::vector<std::int32_t>& selectedPlaces() const { return m_selected; }
    MapThumbnails& thumbnails() { return m_thumbnails; }

Q_SIGNALS:
    void sceneChanged();
    void matchChanged();
    void selectedChanged();
    void workChanged();
    void currentChanged();
    void previewChanged();
    void contentChanged(likeness::PhotoId photo);

private:
    void load();
    void takeMap(std::shared_ptr<const PhotoMap> map);
    void takeScene(std::shared_ptr<const MapScene> scene);
    void matchSoon();
    void matchNow();
    void readSelection();

    EngineBridge& m_bridge;
    PhotoListModel& m_photos;
    Selection& m_selection;
    QueryModel& m_query;
    MapThumbnails m_thumbnails;
    std::shared_ptr<const MapScene> m_scene;
    std::shared_ptr<const MapMatch> m_match;
    std::vector<std::int32_t> m_selected;
    ExploreProgress m_progress;
    bool m_following = false;
    bool m_stale = true; ///< the engine's map is newer, or none has been loaded
    RequestId m_request;
    bool m_makingScene = false;
    bool m_matching = false;
    bool m_matchAgain = false;
    QTimer m_matchSoon;
    QTimer m_readSoon;
    int m_currentPlace = -1;
    int m_previewPlace = -1;
    RequestId m_previewRequest;
    QString m_previewName;
    QString m_previewDate;
    QSize m_previewSize;
    QThreadPool m_pool; ///< one thread; last, so that it ends first
};

} // namespace likeness
