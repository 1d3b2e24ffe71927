#pragma once

#include "ui/bridge/engine_bridge.h"
#include "ui/models/listing.h"
#include "ui/models/result_diff.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QCache>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class Selection;

/// The photos of the current query. Holds 12 bytes a row; what the grid shows of a row is loaded in pages when asked
/// for and kept in a bounded cache.
/// Thread: gui.
class PhotoListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int hiddenCount READ hiddenCount NOTIFY countChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    Q_PROPERTY(bool stacked READ stacked WRITE setStacked NOTIFY stackedChanged)
    Q_PROPERTY(bool folding READ folding WRITE setFolding NOTIFY foldingChanged)
    Q_PROPERTY(int foldedCount READ foldedCount NOTIFY resultChanged)
    Q_PROPERTY(bool hasScores READ hasScores NOTIFY resultChanged)
    Q_PROPERTY(QString searchTimeText READ searchTimeText NOTIFY resultChanged)
    Q_PROPERTY(QString indexKind READ indexKind NOTIFY resultChanged)
    Q_PROPERTY(int standingOut READ standingOut NOTIFY resultChanged)
    Q_PROPERTY(double bestScore READ bestScore NOTIFY resultChanged)
    Q_PROPERTY(double worstScore READ worstScore NOTIFY resultChanged)
    Q_PROPERTY(int topRow READ topRow WRITE setTopRow NOTIFY topRowChanged)
    Q_PROPERTY(int lookColumns READ lookColumns WRITE setLookColumns NOTIFY lookChanged)
    Q_PROPERTY(bool arranging READ arranging NOTIFY lookChanged)
    Q_PROPERTY(int lookMax READ lookMax CONSTANT)

public:
    enum Role {
        PhotoIdRole = Qt::UserRole + 1,
        ThumbnailRole,
        NameRole,
        PathRole,
        ScoreRole,
        HasScoreRole,
        WidthRole,
        HeightRole,
        DateRole,
        DateTextRole,
        RatingRole,
        FormatRole,
        AverageColorRole,
        OnlineRole,
        StackSizeRole, ///< photos in the stack that this one is the first of; 1 = alone, 0 = behind the first
        StackOpenRole,
    };
    Q_ENUM(Role)

    /// Rows asked for at once; a page is a few screens of the grid and 60 kB.
    static constexpr int kPageRows = 256;
    /// Details kept: 16,384 rows are about 8 MB.
    static constexpr int kRowsKept = 64 * kPageRows;
    static constexpr std::size_t kPagesAtOnce = 4;
    /// Pages the view may be waiting for; older wishes have scrolled out of sight.
    static constexpr int kPagesWanted = 16;

    explicit PhotoListModel(EngineBridge& bridge, QObject* parent = nullptr);
    ~PhotoListModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows the answer to a query. `keepPlace`: the same question asked again, so scroll position and selection stay.
    /// `cutOff` as for `setCutOff`.
    void show(const Query& query, std::optional<float> cutOff, bool keepPlace);
    /// The next list, once it is there, opens at this photo, or at the row when the photo is gone.
    void openAt(PhotoId photo, int row);
    /// Asks the present question again, soon; several calls become one.
    void refreshSoon();
    /// Hides hits with a lower score, at once and without asking the engine; nullopt: below the suggested one.
    void setCutOff(std::optional<float> score);
    /// Arranges what is shown so that neighbours look alike, as soon as the engine has found out how; new photos wait
    /// at the end until it has again. False: back to the order of the answer.
    void setByLook(bool byLook);

    /// Bursts and near-duplicates become one row each.
    bool stacked() const { return m_stacked; }
    void setStacked(bool stacked);
    /// Whether stacks are folded where the photos are looked at now: on a map each has its own place. True at first.
    bool folding() const { return m_folding; }
    void setFolding(bool folding);
    /// Shows the whole stack in its place, or only its first photo again; `row` may be any photo of it.
    Q_INVOKABLE void toggleStack(int row);
    /// Photos that lie folded in stacks.
    int foldedCount() const { return m_list.result ? int(m_list.result->folded) : 0; }

    int count() const { return m_count; }
    int hiddenCount() const;
    bool loading() const { return bool(m_request); }
    bool hasScores() const { return m_list.hasScores(); }
    QString searchTimeText() const;
    QString indexKind() const;
    /// Hits at or above the suggested cut-off, shown or not.
    int standingOut() const;
    double bestScore() const;
    double worstScore() const;

    /// The first row in sight; the view writes it, so that the place is kept when rows come and go.
    int topRow() const { return m_topRow; }
    void setTopRow(int row);

    /// How many photos stand side by side, which an arrangement by look has to know.
    int lookColumns() const { return m_lookColumns; }
    void setLookColumns(int columns);
    /// By look is asked for, and the engine is at it.
    bool arranging() const { return bool(m_lookRequest) || m_lookSoon.isActive(); }
    /// So many are arranged by look; the rest follows in its order.
    int lookMax() const { return int(SortOnGrid::kPhotosMax); }

    /// 0 when there is no such row.
    Q_INVOKABLE qint64 photoIdAt(int row) const;
    /// -1 when the photo is not shown.
    Q_INVOKABLE int rowOf(qint64 photoId) const;
    /// Everything a delegate shows of a row, for code that is not a view; empty until loaded.
    Q_INVOKABLE QVariantMap details(int row) const;

    PhotoId photoAt(int row) const;
    /// The photo of every row.
    std::vector<PhotoId> shownPhotos() const;
    int rowOfPhoto(PhotoId photo) const;
    /// Null when its details are not loaded.
    const PhotoRow* loadedRow(PhotoId photo) const;
    void setSelection(Selection* selection) { m_selection = selection; }

Q_SIGNALS:
    void countChanged();
    void loadingChanged();
    void resultChanged();
    void stackedChanged();
    void foldingChanged();
    void topRowChanged();
    /// The list was replaced; the view should bring this row to the top.
    void placeRestored(int topRow);
    /// A file has other bytes than before; its pictures are out of date.
    void contentChanged(likeness::PhotoId photo);
    void lookChanged();
    void failed(const likeness::Error& error);
    void lookFailed(const likeness::Error& error);
    void answered(const std::shared_ptr<const likeness::QueryResult>& result);

private:
    struct Shown; ///< a loaded row and the texts made from it

    void take(std::shared_ptr<const QueryResult> result, bool keepPlace);
    void askAgain();
    void changeTo(Listing next);
    void replaceBy(Listing next);
    void applyDiff(Listing next, ResultDiff diff);
    void diffElsewhere(Listing next);
    Listing listingOf(std::shared_ptr<const QueryResult> result) const;
    void reorder(Listing next);
    void askLook();
    void lookSoon(std::chrono::milliseconds delay);
    int listRow(int row) const;
    std::uint32_t stackSize(int row) const;
    /// The row of the first photo of the stack that is open around `row`; -1 = none is.
    int openStackRow(int row) const;
    QString thumbnailAddress(PhotoId photo) const;
    const Shown* shown(int row) const;
    void want(int page) const;
    void loadWanted();
    void reloadSeen();
    void takeRows(const std::vector<PhotoId>& asked, const PhotosLoaded& loaded);
    void announceRows(int first, int last);

    EngineBridge& m_bridge;
    Selection* m_selection = nullptr;
    Query m_query;
    bool m_stacked = false;
    bool m_folding = true;
    std::vector<PhotoId> m_unfolded; ///< first photos of stacks that are open
    RequestId m_request;
    bool m_requestKeepsPlace = false;
    Listing m_list;
    std::vector<RowRange> m_skipped; ///< rows of `m_list` that views do not know yet or any more, in ascending order
    int m_count = 0;
    std::optional<float> m_cutOff;
    int m_topRow = 0;
    std::optional<std::pair<PhotoId, int>> m_openAt;
    std::uint64_t m_question = 0; ///< grows with every new query: answers to an older one are not shown
    std::uint64_t m_revision = 0; ///< grows with every change of the list
    bool m_byLook = false;
    int m_lookColumns = 0;
    std::vector<PhotoId> m_lookOrder; ///< as it was answered last
    std::vector<PhotoId> m_lookAsked; ///< what for, and for how many columns
    int m_lookAskedColumns = 0;
    RequestId m_lookRequest;
    QTimer m_lookSoon;
    bool m_refreshWanted = false;
    QTimer m_refreshTimer;
    QElapsedTimer m_sinceAsked;
    mutable QCache<qint64, Shown> m_rows;
    int m_rowsEpoch = 0;              ///< rows loaded in an earlier epoch are shown, but asked for again
    mutable std::deque<int> m_wanted; ///< pages, newest last
    mutable QTimer m_wantTimer;
    std::unordered_map<int, RequestId> m_pagesUnderWay;
};

} // namespace likeness
