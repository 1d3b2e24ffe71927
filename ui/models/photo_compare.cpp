#include "photo_compare.h"

#include "photo_facts.h"
#include "ui/bridge/convert.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QThreadPool>

#include <algorithm>

namespace likeness {

namespace {

/// While indexing, the library changes several times a second.
constexpr std::chrono::milliseconds kReloadAfter{300};

QImage imageOf(const Image& picture)
{
    const auto format = picture.channels == 4 ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
    const QImage view(picture.pixels.data(), picture.width, picture.height, qsizetype(picture.width) * picture.channels,
                      format);
    return view.convertToFormat(QImage::Format_RGB32); // never the same format, so always a copy: `picture` goes away
}

} // namespace

PhotoCompare::PhotoCompare(EngineBridge& bridge, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
{
    m_reloadSoon.setSingleShot(true);
    m_reloadSoon.setInterval(kReloadAfter);
    connect(&m_reloadSoon, &QTimer::timeout, this, &PhotoCompare::loadRows);
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        if (!m_photos.empty() && !m_reloadSoon.isActive()) {
            m_reloadSoon.start();
        }
    });
}

int PhotoCompare::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> PhotoCompare::roleNames() const
{
    return {{PhotoIdRole, "photoId"},    {NameRole, "name"},     {WidthRole, "photoWidth"},
            {HeightRole, "photoHeight"}, {RatingRole, "rating"}, {OnlineRole, "online"},
            {VerdictRole, "verdict"},    {PaneRole, "pane"},     {ReadyRole, "ready"}};
}

QVariant PhotoCompare::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PhotoRow& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case PhotoIdRole:
        return qint64(row.id.value);
    case NameRole:
    case Qt::DisplayRole:
        return displayName(row.path);
    case WidthRole:
        return row.width;
    case HeightRole:
        return row.height;
    case RatingRole:
        return row.rating;
    case OnlineRole:
        return row.online;
    case VerdictRole: {
        const auto verdict = m_verdicts.find(row.id);
        return verdict != m_verdicts.end() ? int(verdict->second) : int(Undecided);
    }
    case PaneRole:
        return paneOf(row.id);
    case ReadyRole:
        return std::find(m_ready.begin(), m_ready.end(), row.id) != m_ready.end();
    default:
        return {};
    }
}

QVariantMap PhotoCompare::details(int row) const
{
    QVariantMap map;
    if (row < 0 || row >= count()) {
        return map;
    }
    const auto names = roleNames();
    for (auto it = names.begin(); it != names.end(); ++it) {
        map.insert(QString::fromLatin1(it.value()), data(index(row), it.key()));
    }
    return map;
}

void PhotoCompare::start(const QVariantList& photoIds)
{
    stop();
    for (const QVariant& id : photoIds) {
        const PhotoId photo{id.toLongLong()};
        if (photo && int(m_photos.size()) < kPhotosMax
            && std::find(m_photos.begin(), m_photos.end(), photo) == m_photos.end()) {
            m_photos.push_back(photo);
        }
    }
    m_panesWanted = m_photos.size() <= kPanesMax ? int(m_photos.size()) : 2;
    loadRows();
    Q_EMIT countChanged();
}

void PhotoCompare::stop()
{
    stopMeasuring();
    m_reloadSoon.stop();
    m_bridge.forget(std::exchange(m_rowsRequest, {}));
    for (const auto& [photo, request] : m_detailsRequests) {
        m_bridge.forget(request);
    }
    m_detailsRequests.clear();
    m_photos.clear();
    m_details.clear();
    m_panes.clear();
    m_ready.clear();
    m_current = 0;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT panesChanged();
    Q_EMIT currentChanged();
    Q_EMIT verdictsChanged();
    updateFacts();
}

void PhotoCompare::loadRows()
{
    m_bridge.forget(m_rowsRequest);
    m_rowsRequest = m_bridge.ask<PhotosLoaded>(
        LoadPhotos{m_photos}, this,
        [this](const PhotosLoaded& loaded) {
            m_rowsRequest = {};
            takeRows(loaded.rows);
        },
        [this](const Error&) {
            m_rowsRequest = {};
            Q_EMIT countChanged();
        });
}

void PhotoCompare::takeRows(std::vector<PhotoRow> rows)
{
    const auto sameIds = [](const PhotoRow& a, const PhotoRow& b) { return a.id == b.id; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameIds)) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(count() - 1));
        }
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    m_detailsAreOld = true; // a rating may have changed
    fillPanes();
    Q_EMIT countChanged();
    Q_EMIT verdictsChanged();
}

void PhotoCompare::fillPanes()
{
    const int wanted = std::min({m_panesWanted, count(), kPanesMax});
    // What is gone gives its pane to the photo that came after it.
    std::vector<PhotoId> shown;
    const auto isFree = [&](PhotoId photo) {
        return rowOf(photo) >= 0 && std::find(shown.begin(), shown.end(), photo) == shown.end()
               && std::find(m_panes.begin(), m_panes.end(), photo) == m_panes.end();
    };
    for (int pane = 0; pane < wanted; ++pane) {
        PhotoId photo = pane < paneCount() ? m_panes[std::size_t(pane)] : PhotoId{};
        if (!photo || rowOf(photo) < 0) {
            auto from = std::find(m_photos.begin(), m_photos.end(), photo);
            auto next = std::find_if(from, m_photos.end(), isFree);
            if (next == m_photos.end()) {
                next = std::find_if(m_photos.begin(), m_photos.end(), isFree);
            }
            photo = next != m_photos.end() ? *next : PhotoId{};
        }
        if (photo) {
            shown.push_back(photo);
        }
    }
    m_panes = std::move(shown);
    m_current = std::clamp(m_current, 0, std::max(0, paneCount() - 1));
    panesMoved();
}

void PhotoCompare::panesMoved()
{
    m_ready = readyNow();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(count() - 1), {PaneRole, ReadyRole});
    }
    loadDetails();
    askDifference();
    Q_EMIT panesChanged();
    Q_EMIT currentChanged();
    updateFacts();
}

int PhotoCompare::rowOf(PhotoId photo) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [photo](const PhotoRow& row) { return row.id == photo; });
    return found != m_rows.end() ? int(found - m_rows.begin()) : -1;
}

int PhotoCompare::paneOf(PhotoId photo) const
{
    const auto found = std::find(m_panes.begin(), m_panes.end(), photo);
    return found != m_panes.end() ? int(found - m_panes.begin()) : -1;
}

QList<int> PhotoCompare::panes() const
{
    QList<int> rows;
    for (const PhotoId photo : m_panes) {
        rows << rowOf(photo);
    }
    return rows;
}

void PhotoCompare::setPaneCount(int count)
{
    count = std::clamp(count, 1, kPanesMax);
    if (m_panesWanted == count) {
        return;
    }
    // The photo that is being looked at stays.
    if (m_current >= count) {
        std::swap(m_panes[std::size_t(count - 1)], m_panes[std::size_t(m_current)]);
        m_current = count - 1;
    }
    m_panesWanted = count;
    fillPanes();
}

void PhotoCompare::setCurrent(int pane)
{
    if (pane >= 0 && pane < paneCount() && m_current != pane) {
        m_current = pane;
        m_ready = readyNow();
        Q_EMIT dataChanged(index(0), index(count() - 1), {ReadyRole});
        Q_EMIT currentChanged();
        updateFacts();
    }
}

qint64 PhotoCompare::currentId() const { return m_current < paneCount() ? m_panes[std::size_t(m_current)].value : 0; }

void PhotoCompare::step(int by)
{
    if (m_current >= paneCount()) {
        return;
    }
    PhotoId& pane = m_panes[std::size_t(m_current)];
    int row = rowOf(pane);
    do {
        row += by;
        if (row < 0 || row >= count()) {
            return;
        }
    } while (paneOf(m_rows[std::size_t(row)].id) >= 0);
    pane = m_rows[std::size_t(row)].id;
    panesMoved();
}

void PhotoCompare::show(int row)
{
    if (row < 0 || row >= count() || m_current >= paneCount()) {
        return;
    }
    const PhotoId photo = m_rows[std::size_t(row)].id;
    if (const int pane = paneOf(photo); pane >= 0) {
        setCurrent(pane);
        return;
    }
    m_panes[std::size_t(m_current)] = photo;
    panesMoved();
}

void PhotoCompare::judge(int verdict) { judgeRow(rowOf(PhotoId{currentId()}), verdict); }

void PhotoCompare::judgeRow(int row, int verdict)
{
    if (row < 0 || row >= count() || verdict < Undecided || verdict > Reject) {
        return;
    }
    Verdict& now = m_verdicts[m_rows[std::size_t(row)].id];
    now = now == Verdict(verdict) ? Undecided : Verdict(verdict);
    Q_EMIT dataChanged(index(row), index(row), {VerdictRole});
    Q_EMIT verdictsChanged();
}

int PhotoCompare::countOf(Verdict verdict) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [&](const PhotoRow& row) {
        const auto found = m_verdicts.find(row.id);
        return found != m_verdicts.end() && found->second == verdict;
    }));
}

QVariantList PhotoCompare::rejected() const
{
    QVariantList ids;
    for (const PhotoRow& row : m_rows) {
        if (const auto found = m_verdicts.find(row.id); found != m_verdicts.end() && found->second == Reject) {
            ids << qint64(row.id.value);
        }
    }
    return ids;
}

std::vector<PhotoId> PhotoCompare::readyNow() const
{
    std::vector<PhotoId> ready = m_panes;
    const auto add = [&](int row) {
        if (row >= 0 && row < count() && int(ready.size()) < kReadyMax) {
            const PhotoId photo = m_rows[std::size_t(row)].id;
            if (std::find(ready.begin(), ready.end(), photo) == ready.end()) {
                ready.push_back(photo);
            }
        }
    };
    // Where the arrow keys lead next; the neighbours of the current pane before the others'.
    for (int away = 1; away <= 2 && !m_panes.empty(); ++away) {
        for (int i = 0; i < paneCount(); ++i) {
            const int row = rowOf(m_panes[std::size_t((m_current + i) % paneCount())]);
            add(row + away);
            add(row - away);
        }
    }
    return ready;
}

void PhotoCompare::loadDetails()
{
    const bool again = std::exchange(m_detailsAreOld, false);
    if (again) {
        std::erase_if(m_details, [this](const auto& known) { return paneOf(known.first) < 0; });
    }
    for (const PhotoId photo : m_panes) {
        if ((m_details.contains(photo) && !again) || m_detailsRequests.contains(photo)) {
            continue;
        }
        const auto done = [this, photo] {
            m_detailsRequests.erase(photo);
            updateFacts();
        };
        m_detailsRequests[photo] = m_bridge.ask<DetailsLoaded>(
            LoadDetails{photo}, this,
            [this, photo, done](const DetailsLoaded& loaded) {
                m_details[photo] = loaded.details;
                done();
            },
            [done](const Error&) { done(); });
    }
}

void PhotoCompare::updateFacts()
{
    // Half of the photos being known would look as if they differed in everything.
    const bool waiting = std::any_of(m_panes.begin(), m_panes.end(), [this](PhotoId photo) {
        return !m_details.contains(photo) && m_detailsRequests.contains(photo);
    });
    if (!waiting) {
        m_facts = factsNow();
        Q_EMIT factsChanged();
    }
}

QVariantList PhotoCompare::factsNow() const
{
    using Text = std::function<QString(const PhotoDetails&)>;
    static const std::vector<std::pair<const char*, Text>> kFacts = {
        {QT_TR_NOOP("Taken"), [](const PhotoDetails& d) { return PhotoFacts::date(d); }},
        {QT_TR_NOOP("Camera"), [](const PhotoDetails& d) { return PhotoFacts::camera(d.metadata); }},
        {QT_TR_NOOP("Lens"), [](const PhotoDetails& d) { return QString::fromStdString(d.metadata.lens); }},
        {QT_TR_NOOP("Exposure"), [](const PhotoDetails& d) { return PhotoFacts::exposure(d.metadata); }},
        {QT_TR_NOOP("Sensitivity"), [](const PhotoDetails& d) { return PhotoFacts::iso(d.metadata); }},
        {QT_TR_NOOP("Pixels"), [](const PhotoDetails& d) { return PhotoFacts::dimensions(d.row); }},
        {QT_TR_NOOP("File size"),
         [](const PhotoDetails& d) {
             return QLocale().formattedDataSize(d.row.sizeBytes, 1, QLocale::DataSizeSIFormat);
         }},
        {QT_TR_NOOP("Format"), [](const PhotoDetails& d) { return PhotoFacts::format(d.row); }},
        {QT_TR_NOOP("Place"), [](const PhotoDetails& d) { return PhotoFacts::place(d.metadata); }},
        {QT_TR_NOOP("Rating"), [](const PhotoDetails& d) { return QString(d.row.rating, QChar(0x2605)); }},
        {QT_TR_NOOP("Tags"),
         [](const PhotoDetails& d) {
             QStringList tags;
             for (const std::string& tag : d.metadata.tags) {
                 tags << QString::fromStdString(tag);
             }
             return tags.join(QStringLiteral(", "));
         }},
        {QT_TR_NOOP("Folder"), [](const PhotoDetails& d) { return shownPath(d.row.path.parent_path()); }},
    };
    QVariantList facts;
    for (const auto& [label, text] : kFacts) {
        QStringList values;
        for (const PhotoId photo : m_panes) {
            const auto details = m_details.find(photo);
            values << (details != m_details.end() ? text(details->second) : QString());
        }
        if (std::all_of(values.begin(), values.end(), [](const QString& value) { return value.isEmpty(); })) {
            continue;
        }
        QVariantList odd;
        for (const QString& value : values) {
            odd << (value != values[m_current]);
        }
        const bool differs = odd.contains(true);
        facts << QVariantMap{{QStringLiteral("label"), tr(label)},
                             {QStringLiteral("values"), values},
                             {QStringLiteral("differs"), differs},
                             {QStringLiteral("isPath"), qstrcmp(label, "Folder") == 0},
                             {QStringLiteral("odd"), odd}};
    }
    return facts;
}

void PhotoCompare::measureDifference(int firstPane, int secondPane)
{
    m_measured = {firstPane, secondPane};
    askDifference();
}

void PhotoCompare::stopMeasuring()
{
    m_measured.reset();
    askDifference();
}

void PhotoCompare::askDifference()
{
    std::array<PhotoId, 2> photos;
    if (m_measured) {
        const auto at
            = [this](int pane) { return pane >= 0 && pane < paneCount() ? m_panes[std::size_t(pane)] : PhotoId{}; };
        photos = {at(m_measured->first), at(m_measured->second)};
    }
    if (photos == m_measuredPhotos) {
        return;
    }
    m_measuredPhotos = photos;
    ++m_measurement;
    m_difference.reset();
    m_differenceProblem.clear();
    m_pictures = {};
    for (std::size_t side = 0; side < photos.size(); ++side) {
        m_bridge.forget(std::exchange(m_pictureRequests[side], {}));
        if (!photos[0] || !photos[1]) {
            continue;
        }
        m_pictureRequests[side] = m_bridge.ask<ImageLoaded>(
            LoadImage{photos[side], kDifferenceEdgePx}, this,
            [this, side](const ImageLoaded& loaded) { takeDifferenceImage(int(side), *loaded.image); },
            [this](const Error& error) {
                m_differenceProblem = explain(error);
                Q_EMIT differenceChanged();
            });
    }
    Q_EMIT differenceChanged();
}

void PhotoCompare::takeDifferenceImage(int side, const Image& image)
{
    m_pictureRequests[std::size_t(side)] = {};
    m_pictures[std::size_t(side)] = imageOf(image);
    if (m_pictures[0].isNull() || m_pictures[1].isNull()) {
        return;
    }
    const QPointer<PhotoCompare> self(this);
    QThreadPool::globalInstance()->start([self, pictures = std::exchange(m_pictures, {}), measurement = m_measurement] {
        const PictureDifference difference = PictureDifference::of(pictures[0], pictures[1]);
        // `self` is only looked into on the gui thread, where it lives; the application outlives the pool.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, difference, measurement] {
            if (self && self->m_measurement == measurement) {
                self->m_difference = difference;
                Q_EMIT self->differenceChanged();
            }
        });
    });
}

} // namespace likeness
