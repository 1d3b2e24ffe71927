#pragma once

#include "ui/bridge/engine_bridge.h"
#include "ui/models/picture_difference.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QVariantList>
#include <QtQmlIntegration/qqmlintegration.h>

#include <unordered_map>

namespace likeness {

/// Photos looked at side by side, to decide which to keep: the rows are the photos to choose among, of which up to four
/// are shown, each in a pane of its own. (Two models' answers are compared by `Comparison`.)
/// Thread: gui.
class PhotoCompare : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY countChanged)
    Q_PROPERTY(QList<int> panes READ panes NOTIFY panesChanged)
    Q_PROPERTY(int paneCount READ paneCount WRITE setPaneCount NOTIFY panesChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(qint64 currentId READ currentId NOTIFY currentChanged)
    Q_PROPERTY(int keptCount READ keptCount NOTIFY verdictsChanged)
    Q_PROPERTY(int rejectedCount READ rejectedCount NOTIFY verdictsChanged)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY factsChanged)
    Q_PROPERTY(bool differenceKnown READ differenceKnown NOTIFY differenceChanged)
    Q_PROPERTY(double difference READ difference NOTIFY differenceChanged)
    Q_PROPERTY(double visibleDifference READ visibleDifference NOTIFY differenceChanged)
    Q_PROPERTY(QString differenceProblem READ differenceProblem NOTIFY differenceChanged)

public:
    enum Role {
        PhotoIdRole = Qt::UserRole + 1,
        NameRole,
        WidthRole,
        HeightRole,
        RatingRole,
        OnlineRole,
        VerdictRole,
        PaneRole,  ///< which pane shows it; -1 = none
        ReadyRole, ///< its picture is to be kept decoded: a pane shows it, or the arrow keys may bring it next
    };
    Q_ENUM(Role)
    enum Verdict { Undecided, Keep, Reject };
    Q_ENUM(Verdict)

    static constexpr int kPanesMax = 4;
    static constexpr int kPhotosMax = 1000;
    /// Photos whose pictures the view keeps decoded: the panes and their neighbours. 10 of 2,560 x 1,707 pixels are
    /// 175 MB.
    static constexpr int kReadyMax = 10;
    /// Long edge of the pictures whose difference is measured; larger ones measure the noise of the sensor.
    static constexpr int kDifferenceEdgePx = 768;

    explicit PhotoCompare(EngineBridge& bridge, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Begins with these photos, in this order, the first `kPhotosMax` of them; verdicts on others are forgotten.
    Q_INVOKABLE void start(const QVariantList& photoIds);
    Q_INVOKABLE void stop();
    /// Everything a pane shows of a row; empty when there is no such row.
    Q_INVOKABLE QVariantMap details(int row) const;

    /// Puts the next (1) or previous (-1) photo that no pane shows into the current pane.
    Q_INVOKABLE void step(int by);
    /// Puts a row into the current pane; when a pane shows it already, that one becomes the current one.
    Q_INVOKABLE void show(int row);
    /// Decides on the photo of the current pane; the same verdict again takes it back.
    Q_INVOKABLE void judge(int verdict);
    Q_INVOKABLE void judgeRow(int row, int verdict);
    /// The photos that were rejected, for the trash.
    Q_INVOKABLE QVariantList rejected() const;
    /// Measures how far the photos of two panes are from each other; follows when a pane shows another.
    Q_INVOKABLE void measureDifference(int firstPane, int secondPane);
    Q_INVOKABLE void stopMeasuring();

    int count() const { return int(m_rows.size()); }
    bool loading() const { return bool(m_rowsRequest) && m_rows.empty(); }
    /// The rows shown, left to right and top to bottom.
    QList<int> panes() const;
    int paneCount() const { return int(m_panes.size()); }
    void setPaneCount(int count);
    int current() const { return m_current; }
    void setCurrent(int pane);
    qint64 currentId() const;
    int keptCount() const { return countOf(Keep); }
    int rejectedCount() const { return countOf(Reject); }
    /// See `ReadyRole`.
    const std::vector<PhotoId>& ready() const { return m_ready; }
    /// Rows of a table: {label, values: a text for each pane, differs, odd: whether each is other than the current's}.
    QVariantList facts() const { return m_facts; }
    bool differenceKnown() const { return m_difference.has_value(); }
    double difference() const { return m_difference ? m_difference->mean : 0.0; }
    double visibleDifference() const { return m_difference ? m_difference->visible : 0.0; }
    QString differenceProblem() const { return m_differenceProblem; }

Q_SIGNALS:
    void countChanged();
    void panesChanged();
    void currentChanged();
    void verdictsChanged();
    void factsChanged();
    void differenceChanged();

private:
    int rowOf(PhotoId photo) const;
    int paneOf(PhotoId photo) const;
    int countOf(Verdict verdict) const;
    void loadRows();
    void takeRows(std::vector<PhotoRow> rows);
    void fillPanes();
    void panesMoved();
    std::vector<PhotoId> readyNow() const;
    void loadDetails();
    void updateFacts();
    QVariantList factsNow() const;
    void askDifference();
    void takeDifferenceImage(int side, const Image& image);

    EngineBridge& m_bridge;
    std::vector<PhotoId> m_photos; ///< as they were given; some may be gone
    std::vector<PhotoRow> m_rows;  ///< those that are there
    std::vector<PhotoId> m_panes;
    std::vector<PhotoId> m_ready;
    int m_panesWanted = 2;
    int m_current = 0;
    std::unordered_map<PhotoId, Verdict> m_verdicts;
    std::unordered_map<PhotoId, PhotoDetails> m_details;
    std::unordered_map<PhotoId, RequestId> m_detailsRequests;
    bool m_detailsAreOld = false;
    QVariantList m_facts;
    RequestId m_rowsRequest;
    QTimer m_reloadSoon;
    std::optional<std::pair<int, int>> m_measured; ///< panes
    std::array<PhotoId, 2> m_measuredPhotos;
    std::array<RequestId, 2> m_pictureRequests;
    std::array<QImage, 2> m_pictures;
    std::uint64_t m_measurement = 0; ///< grows with every new one: answers to an older one are dropped
    std::optional<PictureDifference> m_difference;
    QString m_differenceProblem;
};

} // namespace likeness
