#include "photo_list_model.h"

#include "selection.h"
#include "ui/bridge/convert.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QThreadPool>
#include <QtGui/QColor>

#include <algorithm>
#include <functional>

namespace likeness {

namespace {

/// Asking again after every batch of an indexing run would keep the engine busy with nothing else.
constexpr std::chrono::milliseconds kRefreshEvery{700};
constexpr std::chrono::milliseconds kRefreshAtLeastEvery{3000};
/// A window that is being resized goes through many numbers of columns.
constexpr std::chrono::milliseconds kLookAfterResize{250};
/// Photos that come in while indexing must not make the others wander all the time.
constexpr std::chrono::milliseconds kLookAfterRefresh{1500};

} // namespace

struct PhotoListModel::Shown {
    PhotoRow row;
    QString name;
    QString path;
    QString format;
    int epoch = 0;
    qint64 version = 0; ///< not 0: the file's bytes have changed since it was first shown
};

PhotoListModel::PhotoListModel(EngineBridge& bridge, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_rows(kRowsKept)
{
    m_wantTimer.setSingleShot(true);
    m_wantTimer.setInterval(0);
    connect(&m_wantTimer, &QTimer::timeout, this, &PhotoListModel::loadWanted);
    m_lookSoon.setSingleShot(true);
    connect(&m_lookSoon, &QTimer::timeout, this, &PhotoListModel::askLook);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshEvery);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] {
        if (m_request) {
            m_refreshTimer.start(); // an answer is on its way: it may be new enough
        } else if (std::exchange(m_refreshWanted, false)) {
            show(m_query, m_cutOff, /*keepPlace=*/true);
        }
    });
}

PhotoListModel::~PhotoListModel() = default;

int PhotoListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_count; }

QHash<int, QByteArray> PhotoListModel::roleNames() const
{
    return {{PhotoIdRole, "photoId"},
            {ThumbnailRole, "thumbnail"},
            {NameRole, "name"},
            {PathRole, "path"},
            {ScoreRole, "score"},
            {HasScoreRole, "hasScore"},
            {WidthRole, "width"},
            {HeightRole, "height"},
            {DateRole, "date"},
            {DateTextRole, "dateText"},
            {RatingRole, "rating"},
            {FormatRole, "format"},
            {AverageColorRole, "averageColor"},
            {OnlineRole, "online"},
            {StackSizeRole, "stackSize"},
            {StackOpenRole, "stackOpen"}};
}

QVariant PhotoListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const int row = index.row();
    switch (role) {
    case PhotoIdRole:
        return qint64(photoAt(row).value);
    case ThumbnailRole:
        return thumbnailAddress(photoAt(row));
    case HasScoreRole:
        return hasScores();
    case StackSizeRole:
        return int(stackSize(row));
    case StackOpenRole:
        return openStackRow(row) >= 0;
    case ScoreRole:
        return hasScores() ? double(m_list.result->scores[std::size_t(m_list.resultRow(listRow(row)))]) : 0.0;
    default:
        break;
    }
    const Shown* details = shown(row);
    switch (role) {
    case NameRole:
    case Qt::DisplayRole:
        return details ? details->name : QString();
    case PathRole:
        return details ? details->path : QString();
    case WidthRole:
        return details ? details->row.width : 0;
    case HeightRole:
        return details ? details->row.height : 0;
    case DateRole:
        return details ? whenTaken(details->row) : QDateTime();
    case DateTextRole:
        return details ? QLocale().toString(whenTaken(details->row), QLocale::ShortFormat) : QString();
    case RatingRole:
        return details ? details->row.rating : 0;
    case FormatRole:
        return details ? details->format : QString();
    case AverageColorRole:
        return details ? QColor(QRgb(0xFF000000U | details->row.averageRgb)) : QColor(Qt::transparent);
    case OnlineRole:
        return details == nullptr || details->row.online;
    default:
        return {};
    }
}

QString PhotoListModel::thumbnailAddress(PhotoId photo) const
{
    const Shown* details = m_rows.object(photo.value);
    const QString address = QStringLiteral("image://thumb/%1/236").arg(photo.value);
    // Another address makes QML ask again.
    return details != nullptr && details->version != 0 ? address + u'/' + QString::number(details->version) : address;
}

void PhotoListModel::show(const Query& query, std::optional<float> cutOff, bool keepPlace)
{
    m_cutOff = cutOff;
    m_refreshWanted = false;
    m_refreshTimer.start(); // spaces automatic refreshes from this one
    if (!keepPlace) {
        m_query = query;
        m_unfolded.clear();
        ++m_question; // a comparison under way belongs to the old one
    }
    if (m_request && !m_requestKeepsPlace) {
        keepPlace = false; // the place of the question before that one is of no use
    }
    m_requestKeepsPlace = keepPlace;
    m_bridge.forget(m_request);
    m_sinceAsked.start();
    Query asked = query;
    asked.stacked = m_stacked && m_folding;
    asked.unfolded = m_unfolded;
    m_request = m_bridge.ask<QueryAnswered>(
        RunQuery{std::move(asked)}, this,
        [this, keepPlace](const QueryAnswered& answer) {
            m_request = {};
            take(answer.result, keepPlace);
            Q_EMIT loadingChanged();
        },
        [this](const Error& error) {
            m_request = {};
            Q_EMIT failed(error);
            Q_EMIT loadingChanged();
        });
    Q_EMIT loadingChanged();
}

void PhotoListModel::setStacked(bool stacked)
{
    if (stacked != m_stacked) {
        m_stacked = stacked;
        m_unfolded.clear();
        Q_EMIT stackedChanged();
        askAgain();
    }
}

void PhotoListModel::setFolding(bool folding)
{
    if (folding != m_folding) {
        m_folding = folding;
        Q_EMIT foldingChanged();
        if (m_stacked) {
            askAgain();
        }
    }
}

void PhotoListModel::askAgain()
{
    if (m_list.result || m_request) {
        show(m_query, m_cutOff, /*keepPlace=*/bool(m_list.result));
    }
}

std::uint32_t PhotoListModel::stackSize(int row) const
{
    return m_list.result && !m_list.result->stackSizes.empty()
               ? m_list.result->stackSizes[std::size_t(m_list.resultRow(listRow(row)))]
               : 1;
}

int PhotoListModel::openStackRow(int row) const
{
    while (row > 0 && stackSize(row) == 0) {
        --row;
    }
    const bool isOpen = row >= 0 && row < m_count && stackSize(row) > 1
                        && std::find(m_unfolded.begin(), m_unfolded.end(), photoAt(row)) != m_unfolded.end();
    return isOpen ? row : -1;
}

void PhotoListModel::toggleStack(int row)
{
    if (row < 0 || row >= m_count || !m_stacked || !m_folding) {
        return;
    }
    if (const int first = openStackRow(row); first >= 0) {
        std::erase(m_unfolded, photoAt(first));
    } else if (stackSize(row) > 1) {
        m_unfolded.push_back(photoAt(row));
    } else {
        return;
    }
    show(m_query, m_cutOff, /*keepPlace=*/true);
}

void PhotoListModel::openAt(PhotoId photo, int row) { m_openAt = {photo, row}; }

void PhotoListModel::refreshSoon()
{
    m_refreshWanted = true;
    if (!m_refreshTimer.isActive()) {
        m_refreshTimer.start();
    }
}

void PhotoListModel::take(std::shared_ptr<const QueryResult> result, bool keepPlace)
{
    // An answer that is slow to make is asked for less often; but new photos are never long in coming.
    const std::chrono::milliseconds pause(4 * m_sinceAsked.elapsed());
    m_refreshTimer.start(std::clamp(pause, kRefreshEvery, kRefreshAtLeastEvery));
    Q_EMIT answered(result);
    if (!keepPlace) {
        m_lookOrder.clear();
    }
    Listing next = listingOf(std::move(result));
    if (!keepPlace || !m_list.result) {
        replaceBy(std::move(next));
        lookSoon({});
        const auto place = std::exchange(m_openAt, std::nullopt);
        const int found = place ? rowOfPhoto(place->first) : 0;
        m_topRow = std::clamp(found >= 0 ? found : place->second, 0, std::max(0, m_count - 1));
        Q_EMIT placeRestored(m_topRow);
        return;
    }
    ++m_rowsEpoch;
    changeTo(std::move(next));
    reloadSeen();
    lookSoon(kLookAfterRefresh);
}

Listing PhotoListModel::listingOf(std::shared_ptr<const QueryResult> result) const
{
    Listing listing = Listing::of(std::move(result), m_cutOff);
    if (m_byLook) {
        listing.arrange(m_lookOrder);
    }
    return listing;
}

void PhotoListModel::changeTo(Listing next)
{
    constexpr int kRowsAtOnce = 20'000; // about 3 ms
    if (m_list.count == next.count && m_list.rows == next.rows && !next.hasScores() && !m_list.hasScores()
        && m_list.result->photos == next.result->photos) {
        const bool stacksChanged = m_list.result->stackSizes != next.result->stackSizes;
        m_list = std::move(next);
        if (stacksChanged) {
            announceRows(0, m_count - 1);
        }
        Q_EMIT resultChanged();
    } else if (std::max(m_list.count, next.count) <= kRowsAtOnce) {
        ResultDiff diff = diffResults(m_list.photos(), next.photos(), m_selection ? m_selection->rows() : RowRanges());
        applyDiff(std::move(next), std::move(diff));
    } else {
        diffElsewhere(std::move(next));
    }
}

void PhotoListModel::diffElsewhere(Listing next)
{
    struct Job {
        Listing before;
        Listing after;
        RowRanges selection;
        std::uint64_t question;
        std::uint64_t revision;
        int selectionRevision;
    };
    auto job = std::make_shared<Job>(Job{m_list, std::move(next), {}, m_question, m_revision, 0});
    if (m_selection != nullptr) {
        job->selection = m_selection->rows();
        job->selectionRevision = m_selection->revision();
    }
    const QPointer<PhotoListModel> self(this);
    QThreadPool::globalInstance()->start([self, job] {
        const auto diff
            = std::make_shared<ResultDiff>(diffResults(job->before.photos(), job->after.photos(), job->selection));
        // `self` is only looked into on the gui thread, where the model lives; the application outlives the pool.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, job, diff] {
            if (!self || self->m_question != job->question) {
                return;
            }
            const bool selectionMoved
                = self->m_selection != nullptr && self->m_selection->revision() != job->selectionRevision;
            if (self->m_revision != job->revision || selectionMoved) {
                self->changeTo(self->listingOf(job->after.result)); // the list changed meanwhile: compare again
            } else {
                self->applyDiff(std::move(job->after), std::move(*diff));
            }
        });
    });
}

void PhotoListModel::applyDiff(Listing next, ResultDiff diff)
{
    if (!diff.piecewise) {
        const PhotoId top = photoAt(m_topRow);
        const int topBefore = m_topRow;
        const PhotoId current = m_selection != nullptr ? PhotoId{m_selection->currentId()} : PhotoId{};
        replaceBy(std::move(next));
        if (m_selection != nullptr) {
            m_selection->restore(std::move(diff.selection), current);
        }
        const int found = rowOfPhoto(top);
        m_topRow = std::clamp(found >= 0 ? found : topBefore, 0, std::max(0, m_count - 1));
        Q_EMIT placeRestored(m_topRow);
        return;
    }
    ++m_revision;
    m_pagesUnderWay.clear();
    // Between the pieces `photoAt` must answer for the list as views know it then. Copying a million rows for every
    // piece would take long; skipping pieces of the old list, then of the new one, takes nothing.
    for (const RowRange& gone : diff.removals) {
        beginRemoveRows({}, gone.first, gone.last);
        m_skipped.insert(m_skipped.begin(), gone);
        m_count -= gone.count();
        endRemoveRows();
    }
    m_list = std::move(next);
    m_skipped = diff.insertions;
    for (const RowRange& fresh : diff.insertions) {
        beginInsertRows({}, fresh.first, fresh.last);
        m_skipped.erase(m_skipped.begin());
        m_count += fresh.count();
        endInsertRows();
    }
    if (hasScores() || m_stacked) { // scores shift a little when the index grows
        announceRows(0, m_count - 1);
    }
    Q_EMIT countChanged();
    Q_EMIT resultChanged();
}

void PhotoListModel::replaceBy(Listing next)
{
    ++m_revision;
    m_wanted.clear();
    m_pagesUnderWay.clear();
    beginResetModel();
    m_list = std::move(next);
    m_skipped.clear();
    m_count = m_list.count;
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT resultChanged();
}

void PhotoListModel::setCutOff(std::optional<float> score)
{
    if (m_cutOff == score) {
        return;
    }
    m_cutOff = score;
    if (hasScores()) {
        changeTo(listingOf(m_list.result));
        lookSoon({});
    }
}

void PhotoListModel::setByLook(bool byLook)
{
    if (m_byLook == byLook) {
        return;
    }
    m_byLook = byLook;
    m_lookAsked.clear();
    m_lookOrder.clear();
    m_lookSoon.stop();
    m_bridge.forget(std::exchange(m_lookRequest, {}));
    if (byLook) {
        lookSoon({});
    } else if (m_list.result) {
        reorder(listingOf(m_list.result));
    }
    Q_EMIT lookChanged();
}

void PhotoListModel::setLookColumns(int columns)
{
    if (m_lookColumns != columns) {
        m_lookColumns = columns;
        lookSoon(kLookAfterResize);
        Q_EMIT lookChanged();
    }
}

void PhotoListModel::lookSoon(std::chrono::milliseconds delay)
{
    if (m_byLook && m_list.result) {
        m_lookSoon.start(delay);
        Q_EMIT lookChanged();
    }
}

void PhotoListModel::askLook()
{
    std::vector<PhotoId> photos = Listing::of(m_list.result, m_cutOff).photos();
    photos.resize(std::min(photos.size(), SortOnGrid::kPhotosMax));
    if (photos == m_lookAsked && m_lookColumns == m_lookAskedColumns) {
        Q_EMIT lookChanged();
        return;
    }
    m_lookAsked = photos;
    m_lookAskedColumns = m_lookColumns;
    m_bridge.forget(m_lookRequest);
    m_lookRequest = m_bridge.ask<GridSorted>(
        SortOnGrid{std::move(photos), std::uint32_t(m_lookColumns)}, this,
        [this](const GridSorted& sorted) {
            m_lookRequest = {};
            m_lookOrder = sorted.photos;
            reorder(listingOf(m_list.result));
            Q_EMIT lookChanged();
        },
        [this](const Error& error) {
            m_lookRequest = {};
            m_lookAsked.clear();
            Q_EMIT lookChanged();
            Q_EMIT lookFailed(error);
        });
    Q_EMIT lookChanged();
}

void PhotoListModel::reorder(Listing next)
{
    if (next.count != m_list.count) {
        return changeTo(std::move(next)); // not only the order
    }
    // Of a long list only the beginning is arranged.
    int changed = m_list.count;
    while (changed > 0 && next.resultRow(changed - 1) == m_list.resultRow(changed - 1)) {
        --changed;
    }
    if (changed == 0) {
        return;
    }
    const auto beginning = [changed](const Listing& list) {
        std::vector<PhotoId> photos;
        photos.reserve(std::size_t(changed));
        for (int row = 0; row < changed; ++row) {
            photos.push_back(list.photo(row));
        }
        return photos;
    };
    RowRanges selected;
    RowRanges beyond;
    PhotoId current;
    if (m_selection != nullptr) {
        selected = m_selection->rows();
        selected.remove({changed, m_list.count});
        beyond = m_selection->rows();
        beyond.remove({0, changed - 1});
        current = PhotoId{m_selection->currentId()};
    }
    const std::vector<PhotoId> after = beginning(next);
    RowRanges rows = diffResults(beginning(m_list), after, selected).selection;
    for (const RowRange& range : beyond.ranges()) {
        rows.add(range);
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    ++m_revision;
    m_wanted.clear();
    m_pagesUnderWay.clear();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex& index : before) {
        const auto found
            = index.row() < changed ? std::find(after.begin(), after.end(), photoAt(index.row())) : after.end();
        moved << (found == after.end() ? index : this->index(int(found - after.begin())));
    }
    m_list = std::move(next);
    changePersistentIndexList(before, moved);
    if (m_selection != nullptr) {
        m_selection->restore(std::move(rows), current);
    }
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    reloadSeen();
}

int PhotoListModel::hiddenCount() const { return m_list.result ? int(m_list.result->photos.size()) - m_list.count : 0; }

QString PhotoListModel::searchTimeText() const
{
    if (!m_list.result) {
        return {};
    }
    const double ms = double((m_list.result->searchTime + m_list.result->embedTime).count()) / 1000.0;
    return ms < 1000 ? tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0))
                     : tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
}

QString PhotoListModel::indexKind() const
{
    return m_list.result ? QString::fromStdString(m_list.result->indexKind) : QString();
}

int PhotoListModel::standingOut() const
{
    if (!hasScores()) {
        return 0;
    }
    const QueryResult& result = *m_list.result;
    return int(std::count_if(result.scores.begin(), result.scores.end(),
                             [&](float score) { return score >= result.suggestedCutOff; }));
}

double PhotoListModel::bestScore() const
{
    return hasScores() ? double(*std::max_element(m_list.result->scores.begin(), m_list.result->scores.end())) : 0.0;
}

double PhotoListModel::worstScore() const
{
    return hasScores() ? double(*std::min_element(m_list.result->scores.begin(), m_list.result->scores.end())) : 0.0;
}

void PhotoListModel::setTopRow(int row)
{
    if (m_topRow != row) {
        m_topRow = row;
        Q_EMIT topRowChanged();
    }
}

qint64 PhotoListModel::photoIdAt(int row) const { return photoAt(row).value; }

int PhotoListModel::rowOf(qint64 photoId) const { return rowOfPhoto(PhotoId{photoId}); }

int PhotoListModel::listRow(int row) const
{
    for (const RowRange& skipped : m_skipped) {
        if (row < skipped.first) {
            break;
        }
        row += skipped.count();
    }
    return row;
}

std::vector<PhotoId> PhotoListModel::shownPhotos() const
{
    std::vector<PhotoId> photos;
    photos.reserve(std::size_t(m_count));
    for (int row = 0; row < m_count; ++row) {
        photos.push_back(photoAt(row));
    }
    return photos;
}

PhotoId PhotoListModel::photoAt(int row) const
{
    return row >= 0 && row < m_count ? m_list.photo(listRow(row)) : PhotoId{};
}

int PhotoListModel::rowOfPhoto(PhotoId photo) const
{
    if (!photo || !m_list.result) {
        return -1;
    }
    for (int row = 0; row < m_count; ++row) {
        if (photoAt(row) == photo) {
            return row;
        }
    }
    return -1;
}

QVariantMap PhotoListModel::details(int row) const
{
    QVariantMap map;
    const auto names = roleNames();
    for (auto it = names.begin(); it != names.end(); ++it) {
        map.insert(QString::fromLatin1(it.value()), data(index(row), it.key()));
    }
    return map;
}

const PhotoRow* PhotoListModel::loadedRow(PhotoId photo) const
{
    const Shown* details = m_rows.object(photo.value);
    return details != nullptr && details->row.id ? &details->row : nullptr;
}

const PhotoListModel::Shown* PhotoListModel::shown(int row) const
{
    const Shown* details = m_rows.object(photoAt(row).value);
    if (details == nullptr || details->epoch != m_rowsEpoch) {
        want(row / kPageRows);
    }
    return details;
}

void PhotoListModel::want(int page) const
{
    if (!m_wanted.empty() && m_wanted.back() == page) {
        return; // by far the most frequent case: the neighbour asked
    }
    if (m_pagesUnderWay.contains(page)) {
        return;
    }
    std::erase(m_wanted, page);
    m_wanted.push_back(page);
    if (m_wanted.size() > kPagesWanted) {
        m_wanted.pop_front();
    }
    if (!m_wantTimer.isActive()) {
        m_wantTimer.start();
    }
}

void PhotoListModel::loadWanted()
{
    while (!m_wanted.empty() && m_pagesUnderWay.size() < kPagesAtOnce) {
        const int page = m_wanted.back();
        m_wanted.pop_back();
        std::vector<PhotoId> photos;
        const int end = std::min((page + 1) * kPageRows, m_count);
        for (int row = page * kPageRows; row < end; ++row) {
            photos.push_back(photoAt(row));
        }
        if (photos.empty()) {
            continue;
        }
        const std::uint64_t revision = m_revision;
        const auto finish = [this, page, revision] {
            if (revision == m_revision) {
                m_pagesUnderWay.erase(page);
            }
            if (!m_wanted.empty()) {
                loadWanted();
            }
        };
        m_pagesUnderWay[page] = m_bridge.ask<PhotosLoaded>(
            LoadPhotos{photos}, this,
            [this, page, revision, photos, finish](const PhotosLoaded& loaded) {
                takeRows(photos, loaded);
                if (revision == m_revision) {
                    announceRows(page * kPageRows, (page + 1) * kPageRows - 1);
                } else { // rows have moved: whatever is in sight
                    announceRows(m_topRow - kPageRows, m_topRow + 4 * kPageRows);
                }
                finish();
            },
            [finish](const Error&) { finish(); });
    }
}

void PhotoListModel::takeRows(const std::vector<PhotoId>& asked, const PhotosLoaded& loaded)
{
    for (const PhotoRow& row : loaded.rows) {
        const Shown* before = m_rows.object(row.id.value);
        qint64 version = before != nullptr ? before->version : 0;
        if (before != nullptr && before->row.content && before->row.content != row.content) {
            version = row.content.value;
            Q_EMIT contentChanged(row.id);
        }
        m_rows.insert(row.id.value, new Shown{row, displayName(row.path), shownPath(row.path),
                                              QString::fromStdString(row.format), m_rowsEpoch, version});
    }
    for (const PhotoId photo : asked) {
        const Shown* details = m_rows.object(photo.value);
        if (details == nullptr || details->epoch != m_rowsEpoch) {
            m_rows.insert(photo.value, new Shown{{}, {}, {}, {}, m_rowsEpoch, 0}); // gone; do not ask for ever
        }
    }
}

void PhotoListModel::announceRows(int first, int last)
{
    first = std::max(first, 0);
    last = std::min(last, m_count - 1);
    if (first <= last) {
        Q_EMIT dataChanged(index(first), index(last),
                           {StackSizeRole, StackOpenRole, ScoreRole, ThumbnailRole, NameRole, Qt::DisplayRole, PathRole,
                            WidthRole, HeightRole, DateRole, DateTextRole, RatingRole, FormatRole, AverageColorRole,
                            OnlineRole});
    }
}

void PhotoListModel::reloadSeen()
{
    // Delegates that are there do not read again by themselves.
    for (int row = m_topRow + 2 * kPageRows; row >= m_topRow; row -= kPageRows) {
        if (row < m_count) {
            want(row / kPageRows);
        }
    }
}

} // namespace likeness
