#include "query_model.h"

#include "core/api/filter_text.h"
#include "facet_text.h"
#include "photo_list_model.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QRectF>
#include <QtCore/QRegularExpression>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>

#include <algorithm>

namespace likeness {

namespace {

/// Long enough to swallow the letters of a word being typed, short enough to feel immediate.
constexpr std::chrono::milliseconds kRunAfter{120};

std::shared_ptr<const std::vector<std::byte>> sharedBytes(const QByteArray& bytes)
{
    const auto* data = reinterpret_cast<const std::byte*>(bytes.constData());
    return std::make_shared<const std::vector<std::byte>>(data, data + bytes.size());
}

QByteArray asPng(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG", 100); // fastest: the bytes only travel inside this process
    return bytes;
}

bool isWeb(const QUrl& url) { return url.scheme() == u"http" || url.scheme() == u"https" || url.scheme() == u"data"; }

} // namespace

QueryModel::QueryModel(EngineBridge& bridge, PhotoListModel& photos, std::shared_ptr<ChipSources> sources,
                       QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_photos(photos)
    , m_sources(std::move(sources))
{
    m_runSoon.setSingleShot(true);
    m_runSoon.setInterval(kRunAfter);
    connect(&m_runSoon, &QTimer::timeout, this, [this] { run(); });
    connect(&m_fetch, &PictureFetch::fetched, this, [this](const QUrl& url, const QByteArray& bytes) {
        addBytes(bytes, url.scheme() == u"data" ? tr("Picture") : url.fileName());
    });
    connect(&m_fetch, &PictureFetch::failed, this, [this](const QUrl&, const QString& why) { setMessage(why); });
    connect(&m_fetch, &PictureFetch::busyChanged, this, &QueryModel::busyChanged);
    connect(&photos, &PhotoListModel::loadingChanged, this, &QueryModel::busyChanged);
    connect(&photos, &PhotoListModel::failed, this, &QueryModel::takeError);
    connect(&photos, &PhotoListModel::lookFailed, this, [this](const Error& error) {
        setMessage(tr("The photos could not be arranged by look. %1").arg(explain(error)));
    });
    connect(&photos, &PhotoListModel::answered, this,
            [this](const std::shared_ptr<const QueryResult>& result) { takeAnswer(*result); });
}

int QueryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : chipCount(); }

QHash<int, QByteArray> QueryModel::roleNames() const
{
    return {{KindRole, "kind"},         {LabelRole, "label"},     {ThumbnailRole, "thumbnail"}, {WeightRole, "weight"},
            {NegativeRole, "negative"}, {HasCropRole, "hasCrop"}, {CropRole, "crop"},           {MarkedRole, "marked"}};
}

QVariant QueryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Chip& chip = m_now.chips[std::size_t(index.row())];
    switch (role) {
    case KindRole:
        return chip.kind();
    case LabelRole:
    case Qt::DisplayRole:
        return chip.label;
    case ThumbnailRole:
        return chip.thumbnail();
    case WeightRole:
        return std::abs(chip.part.weight);
    case NegativeRole:
        return chip.part.weight < 0;
    case HasCropRole:
        return chip.part.crop.has_value();
    case CropRole:
        return crop(index.row());
    case MarkedRole:
        return chip.part.marked;
    default:
        return {};
    }
}

void QueryModel::addUrls(const QList<QUrl>& urls)
{
    std::vector<Chip> chips;
    QList<QUrl> folders;
    for (const QUrl& url : urls) {
        if (url.isLocalFile()) {
            const std::filesystem::path path = localPath(url);
            std::error_code ignored;
            if (QFileInfo(url.toLocalFile()).isDir()) {
                folders << url;
            } else {
                chips.push_back(makeChip({ImageFile{path}, {}, 1.0}));
            }
        } else if (isWeb(url)) {
            m_fetch.fetch(url);
        } else {
            setMessage(tr("Likeness cannot open addresses that begin with “%1:”.").arg(url.scheme()));
        }
    }
    if (!chips.empty()) {
        addChips(std::move(chips));
    }
    if (!folders.isEmpty()) {
        Q_EMIT foldersOffered(folders);
    }
}

void QueryModel::addImageData(const QVariant& image)
{
    QByteArray bytes;
    if (image.userType() == QMetaType::QImage) {
        bytes = asPng(image.value<QImage>());
    } else {
        bytes = image.toByteArray();
    }
    if (bytes.isEmpty()) {
        setMessage(tr("There is no picture in what was dropped."));
        return;
    }
    addBytes(bytes, tr("Picture"));
}

void QueryModel::addBytes(const QByteArray& bytes, const QString& label)
{
    if (bytes.size() > PictureFetch::kMaxBytes) {
        setMessage(tr("The picture is larger than 64 MB."));
        return;
    }
    addChips({makeChip({ImageBytes{sharedBytes(bytes), label.toStdString()}, {}, 1.0},
                       label.isEmpty() ? tr("Picture") : label)});
}

void QueryModel::addDrop(const QList<QUrl>& urls, const QVariant& image, const QString& text)
{
    const bool hasFiles = std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
    const bool hasBitmap = image.isValid() && !image.isNull()
                           && (image.userType() == QMetaType::QImage || !image.toByteArray().isEmpty());
    if (hasBitmap && !hasFiles) {
        addImageData(image);
    } else if (!urls.isEmpty()) {
        addUrls(urls);
    } else if (!addText(text)) {
        setMessage(tr("There is no picture in what was dropped."));
    }
}

bool QueryModel::addText(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return false;
    }
    QList<QUrl> urls;
    for (const QString& line : trimmed.split(QRegularExpression(QStringLiteral("[\\r\\n]+")), Qt::SkipEmptyParts)) {
        const QString one = line.trimmed();
        if (one.startsWith(u'/') && QFileInfo::exists(one)) {
            urls << fileUrl(pathFromText(one));
        } else if (const QUrl url(one, QUrl::StrictMode); url.isValid() && (isWeb(url) || url.isLocalFile())) {
            urls << url;
        }
    }
    if (!urls.isEmpty()) {
        addUrls(urls);
    } else {
        addWords(trimmed);
    }
    return true;
}

void QueryModel::pasteFromClipboard()
{
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    const bool any = mime != nullptr && (mime->hasUrls() || mime->hasImage() || mime->hasText());
    if (!any) {
        setMessage(tr("The clipboard holds no picture."));
        return;
    }
    const QList<QUrl> urls = mime->urls();
    addDrop(urls, mime->hasImage() ? mime->imageData() : QVariant(), urls.isEmpty() ? mime->text() : QString());
}

void QueryModel::addPhoto(qint64 photoId) { addChips({makeChip({PhotoId{photoId}, {}, 1.0})}); }

void QueryModel::addPhotoNegative(qint64 photoId) { addChips({makeChip({PhotoId{photoId}, {}, -1.0})}); }

void QueryModel::findSimilar(qint64 photoId) { changeChips({makeChip({PhotoId{photoId}, {}, 1.0})}); }

void QueryModel::findSimilarPart(qint64 photoId, double x, double y, double width, double height)
{
    Chip chip = makeChip({PhotoId{photoId}, {}, 1.0});
    chip.part.crop = CropBox{x, y, width, height, /*inPixels=*/false};
    changeChips({std::move(chip)});
}

void QueryModel::addPhotoPart(qint64 photoId, double x, double y, double width, double height)
{
    Chip chip = makeChip({PhotoId{photoId}, {}, 1.0});
    chip.part.crop = CropBox{x, y, width, height, /*inPixels=*/false};
    addChips({std::move(chip)});
}

void QueryModel::addWords(const QString& text)
{
    QString words = text.simplified();
    const bool less = words.size() > 1 && (words.startsWith(u'-') || words.startsWith(QChar(0x2212)));
    if (less || (words.size() > 1 && words.startsWith(u'+'))) {
        words = words.mid(1).trimmed();
    }
    if (words.isEmpty()) {
        return;
    }
    if (!m_wordsSupported) {
        explainWords();
        return;
    }
    addChips({makeChip({Words{words.toStdString()}, {}, less ? -1.0 : 1.0})});
}

void QueryModel::addTyped(const QString& text) { addText(text); }

void QueryModel::explainWords()
{
    setMessage(m_modelName.isEmpty()
                   ? tr("The model in use compares pictures only; it does not understand words.")
                   : tr("“%1” compares pictures only; it does not understand words.").arg(m_modelName));
    m_messageAboutWords = true;
    Q_EMIT messageChanged();
}

QUrl QueryModel::picture(int row) const
{
    if (row < 0 || row >= chipCount()) {
        return {};
    }
    const Chip& chip = m_now.chips[std::size_t(row)];
    if (chip.isWords()) {
        return {};
    }
    if (const auto* photo = std::get_if<PhotoId>(&chip.part.source)) {
        return QUrl(QStringLiteral("image://photo/%1/1600").arg(photo->value));
    }
    return QUrl(QStringLiteral("image://query/%1/1600").arg(chip.key));
}

void QueryModel::setWeight(int row, double weight)
{
    if (row < 0 || row >= chipCount()) {
        return;
    }
    double& value = m_now.chips[std::size_t(row)].part.weight;
    const double wanted = std::copysign(std::clamp(std::abs(weight), 0.05, 4.0), value);
    if (value == wanted) {
        return;
    }
    value = wanted; // no step of history for every millimetre of a slider
    Q_EMIT dataChanged(index(row), index(row), {WeightRole});
    m_runSoon.start();
}

void QueryModel::toggleNegative(int row)
{
    if (row < 0 || row >= chipCount()) {
        return;
    }
    std::vector<Chip> chips = m_now.chips;
    chips[std::size_t(row)].part.weight *= -1;
    changeChips(std::move(chips));
}

void QueryModel::removeChip(int row)
{
    if (row < 0 || row >= chipCount()) {
        return;
    }
    std::vector<Chip> chips = m_now.chips;
    chips.erase(chips.begin() + row);
    changeChips(std::move(chips));
}

void QueryModel::clear()
{
    if (!empty()) {
        changeChips({});
    }
}

void QueryModel::showAll()
{
    State next;
    next.sortWithParts = m_now.sortWithParts;
    next.sortWithout = m_now.sortWithout;
    next.ascending = m_now.ascending;
    next.byLook = m_now.byLook;
    visit(std::move(next));
}

void QueryModel::setCrop(int row, double x, double y, double width, double height)
{
    if (row < 0 || row >= chipCount() || m_now.chips[std::size_t(row)].isWords()) {
        return;
    }
    std::vector<Chip> chips = m_now.chips;
    auto& crop = chips[std::size_t(row)].part.crop;
    crop.reset();
    if (width > 0 && height > 0) {
        crop = CropBox{x, y, width, height, /*inPixels=*/false};
    }
    changeChips(std::move(chips));
}

QRectF QueryModel::crop(int row) const
{
    if (row < 0 || row >= chipCount() || !m_now.chips[std::size_t(row)].part.crop) {
        return {0, 0, 1, 1};
    }
    const CropBox& box = *m_now.chips[std::size_t(row)].part.crop;
    return {box.x, box.y, box.width, box.height};
}

int QueryModel::rowOfMark(PhotoId photo) const
{
    const auto found = std::find_if(m_now.chips.begin(), m_now.chips.end(), [photo](const Chip& chip) {
        return chip.part.marked && chip.isPhoto() && std::get<PhotoId>(chip.part.source) == photo;
    });
    return found != m_now.chips.end() ? int(found - m_now.chips.begin()) : -1;
}

int QueryModel::markOf(qint64 photoId) const
{
    const PhotoId photo{photoId};
    if (const auto fresh = m_newMarks.find(photo); fresh != m_newMarks.end()) {
        return fresh->second;
    }
    const int row = rowOfMark(photo);
    return row < 0 ? 0 : m_now.chips[std::size_t(row)].part.weight > 0 ? 1 : -1;
}

bool QueryModel::markIsNew(qint64 photoId) const { return m_newMarks.contains(PhotoId{photoId}); }

void QueryModel::mark(const QVariantList& photoIds, int sign)
{
    const bool all = std::all_of(photoIds.begin(), photoIds.end(),
                                 [&](const QVariant& id) { return markOf(id.toLongLong()) == sign; });
    for (const QVariant& id : photoIds) {
        const PhotoId photo{id.toLongLong()};
        if (!photo) {
            continue;
        }
        m_newMarks.erase(photo);
        if (const int wanted = all ? 0 : sign; wanted != markOf(photo.value)) {
            m_newMarks[photo] = wanted;
        }
    }
    Q_EMIT marksChanged();
}

int QueryModel::newMarks(int sign) const
{
    return int(std::count_if(m_newMarks.begin(), m_newMarks.end(),
                             [sign](const auto& fresh) { return fresh.second == sign; }));
}

int QueryModel::markCount() const
{
    return int(std::count_if(m_now.chips.begin(), m_now.chips.end(), [](const Chip& c) { return c.part.marked; }));
}

std::vector<Chip> QueryModel::markedChips() const
{
    std::vector<Chip> chips = m_now.chips;
    std::erase_if(chips, [this](const Chip& chip) {
        return chip.part.marked && chip.isPhoto() && m_newMarks.contains(std::get<PhotoId>(chip.part.source));
    });
    for (const auto& [photo, sign] : m_newMarks) {
        if (sign != 0) {
            chips.push_back(makeChip({photo, {}, double(sign), /*marked=*/true}));
        }
    }
    return chips;
}

void QueryModel::refine()
{
    if (!m_newMarks.empty()) {
        changeChips(markedChips());
    }
}

void QueryModel::forgetNewMarks()
{
    if (!m_newMarks.empty()) {
        m_newMarks.clear();
        Q_EMIT marksChanged();
    }
}

void QueryModel::removeMarks(int sign)
{
    std::vector<Chip> chips = m_now.chips;
    std::erase_if(chips, [sign](const Chip& chip) { return chip.part.marked && chip.part.weight * sign > 0; });
    changeChips(std::move(chips));
}

QVariantList QueryModel::marks(int sign) const
{
    QVariantList list;
    for (const Chip& chip : m_now.chips) {
        if (chip.part.marked && chip.part.weight * sign > 0 && chip.isPhoto()) {
            list << QVariantMap{{QStringLiteral("photoId"), qint64(std::get<PhotoId>(chip.part.source).value)},
                                {QStringLiteral("label"), chip.label},
                                {QStringLiteral("thumbnail"), chip.thumbnail()}};
        }
    }
    return list;
}

void QueryModel::addChips(std::vector<Chip> chips)
{
    std::vector<Chip> all = markedChips(); // a question that grows takes along what was marked
    for (Chip& chip : chips) {
        all.push_back(std::move(chip));
    }
    changeChips(std::move(all));
}

void QueryModel::changeChips(std::vector<Chip> chips)
{
    State next = m_now;
    next.chips = std::move(chips);
    next.cutOff.reset();
    next.savedTitle.clear();
    visit(std::move(next));
}

void QueryModel::setFilter(const QString& filter)
{
    if (m_now.filter == filter) {
        return;
    }
    if (!std::exchange(m_typing, true)) {
        pushStep();
        Q_EMIT historyChanged();
    }
    m_now.filter = filter;
    if (!m_now.savedTitle.isEmpty()) {
        m_now.savedTitle.clear();
        Q_EMIT titleChanged();
    }
    Q_EMIT filterChanged();
    m_runSoon.start();
}

void QueryModel::changeFilter(const QString& filter)
{
    if (m_now.filter != filter) {
        m_typing = false;
        setFilter(filter);
        m_typing = false;
    }
}

QString QueryModel::folder() const { return shownPath(m_now.folder); }

void QueryModel::setFolder(const QString& folder)
{
    std::filesystem::path path = pathFromText(folder);
    if (m_now.folder == path) {
        return;
    }
    State next = m_now;
    next.folder = std::move(path);
    next.savedTitle.clear();
    visit(std::move(next));
}

QString QueryModel::folderName() const { return displayName(m_now.folder); }

int QueryModel::sort() const { return m_now.byLook ? int(Look) : int(sortKey()); }

void QueryModel::setSort(int sort)
{
    setByLook(sort == Look);
    if (sort == Look) {
        return;
    }
    SortKey key = SortKey(std::clamp(sort, 0, 3));
    if (empty() && key == SortKey::Score) {
        key = SortKey::Date; // there is nothing to be alike to
    }
    SortKey& now = empty() ? m_now.sortWithout : m_now.sortWithParts;
    if (now != key) {
        now = key;
        Q_EMIT sortChanged();
        run();
    }
}

void QueryModel::setByLook(bool byLook)
{
    if (m_now.byLook != byLook) {
        m_now.byLook = byLook;
        m_photos.setByLook(byLook);
        Q_EMIT sortChanged();
    }
}

void QueryModel::setAscending(bool ascending)
{
    if (m_now.ascending != ascending) {
        m_now.ascending = ascending;
        Q_EMIT sortChanged();
        run();
    }
}

double QueryModel::cutOff() const { return m_now.cutOff ? double(*m_now.cutOff) : m_usualCutOff; }

void QueryModel::setCutOff(double score)
{
    if (m_now.cutOff && qFuzzyCompare(1.0 + double(*m_now.cutOff), 1.0 + score)) {
        return;
    }
    m_now.cutOff = float(score);
    applyCutOff();
    // The hits asked for end above the line: fetch the rest.
    if (m_hitsWanted == kFirstHits && !empty() && m_photos.hiddenCount() == 0
        && std::uint32_t(m_photos.count()) >= kFirstHits) {
        m_hitsWanted = kMostHits;
        run(/*keepPlace=*/true);
    }
}

void QueryModel::resetCutOff()
{
    m_now.cutOff.reset();
    applyCutOff();
}

void QueryModel::applyCutOff()
{
    m_photos.setCutOff(m_now.cutOff);
    Q_EMIT cutOffChanged();
}

void QueryModel::back()
{
    if (m_past.empty()) {
        return;
    }
    rememberPlace();
    m_future.push_back(m_now);
    State state = std::move(m_past.back());
    m_past.pop_back();
    restore(std::move(state));
}

void QueryModel::forward()
{
    if (m_future.empty()) {
        return;
    }
    rememberPlace();
    m_past.push_back(m_now);
    State state = std::move(m_future.back());
    m_future.pop_back();
    restore(std::move(state));
}

void QueryModel::rememberPlace()
{
    m_now.topRow = m_photos.topRow();
    m_now.topPhoto = m_photos.photoAt(m_now.topRow);
}

void QueryModel::pushStep()
{
    rememberPlace();
    m_past.push_back(m_now);
    if (m_past.size() > kHistoryMax) {
        m_past.erase(m_past.begin());
    }
    m_future.clear();
}

void QueryModel::visit(State next)
{
    pushStep();
    next.topPhoto = {};
    next.topRow = 0;
    restore(std::move(next));
}

void QueryModel::restore(State state)
{
    beginResetModel();
    m_now = std::move(state);
    m_typing = false;
    m_newMarks.clear();
    keepSources(); // before the views ask for the chips' pictures, which they do when the reset ends
    endResetModel();
    setMessage({});
    Q_EMIT queryChanged();
    Q_EMIT marksChanged();
    Q_EMIT filterChanged();
    Q_EMIT folderChanged();
    Q_EMIT sortChanged();
    Q_EMIT historyChanged();
    Q_EMIT titleChanged();
    nameChips();
    m_hitsWanted = kFirstHits;
    m_photos.setByLook(m_now.byLook);
    m_photos.openAt(m_now.topPhoto, m_now.topRow);
    run();
}

void QueryModel::keepSources()
{
    // The pictures of chips live as long as a step of the history shows them.
    QHash<QString, ChipSources::Source> sources;
    const auto add = [&sources](const State& state) {
        for (const Chip& chip : state.chips) {
            std::visit(
                [&](const auto& source) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(source)>, Words>) {
                        sources.insert(chip.key, source);
                    }
                },
                chip.part.source);
        }
    };
    add(m_now);
    std::for_each(m_past.begin(), m_past.end(), add);
    std::for_each(m_future.begin(), m_future.end(), add);
    m_sources->replace(std::move(sources));
}

void QueryModel::run(bool keepPlace)
{
    m_runSoon.stop();
    m_askedFilter = m_now.filter;
    m_photos.show(query(), m_now.cutOff, keepPlace);
}

Query QueryModel::query() const
{
    Query query;
    for (const Chip& chip : m_now.chips) {
        query.parts.push_back(chip.part);
    }
    query.filter = m_now.filter.trimmed().toStdString();
    query.folder = m_now.folder;
    query.sort = sortKey();
    query.ascending = m_now.ascending;
    query.countMax = query.parts.empty() ? 0 : m_hitsWanted;
    return query;
}

void QueryModel::takeAnswer(const QueryResult& result)
{
    if (!m_filterError.isEmpty()) {
        m_filterError.clear();
        m_filterErrorColumn = 0;
        Q_EMIT filterErrorChanged();
    }
    if (m_shownFilter != m_askedFilter) {
        m_shownFilter = m_askedFilter;
        Q_EMIT titleChanged();
    }
    m_suggestedCutOff = double(result.suggestedCutOff);
    m_usualCutOff = double(Listing::usualCutOff(result));
    Q_EMIT suggestedCutOffChanged();
    Q_EMIT cutOffChanged();
}

void QueryModel::takeError(const Error& error)
{
    static const QRegularExpression column(QStringLiteral("column (\\d+): (.*)"));
    const auto match = column.match(QString::fromStdString(error.message));
    if (error.code == ErrorCode::InvalidInput && match.hasMatch()) {
        m_filterErrorColumn = match.captured(1).toInt();
        m_filterError = tr("At column %1: %2").arg(match.captured(1), engineText(match.captured(2).toStdString()));
        Q_EMIT filterErrorChanged();
    } else if (error.code == ErrorCode::Unsupported
               && std::any_of(m_now.chips.begin(), m_now.chips.end(), [](const Chip& c) { return c.isWords(); })) {
        explainWords();
    } else if (!empty()) {
        setMessage(tr("The picture could not be used. %1").arg(explain(error)));
    } else {
        setMessage(explain(error));
    }
}

bool QueryModel::busy() const { return m_fetch.busy() || m_photos.loading(); }

QString QueryModel::title() const
{
    if (!m_now.savedTitle.isEmpty()) {
        return m_now.savedTitle;
    }
    if (!empty()) {
        const auto example
            = std::find_if(m_now.chips.begin(), m_now.chips.end(), [](const Chip& chip) { return !chip.part.marked; });
        if (example == m_now.chips.end()) {
            return tr("Like what is marked");
        }
        const QString& first = example->label;
        const int examples = chipCount() - markCount();
        return examples == 1 ? tr("Like %1").arg(first) : tr("Like %1 and %n more", nullptr, examples - 1).arg(first);
    }
    QStringList parts;
    if (!m_now.folder.empty()) {
        parts << folderName();
    }
    for (const FilterTermText& term : splitFilter(m_shownFilter.toStdString()).terms) {
        parts << (term.negated ? QChar(0x2212) + termTitle(term) : termTitle(term));
    }
    return parts.isEmpty() ? tr("All photos") : parts.join(QStringLiteral(", "));
}

void QueryModel::open(const Query& query, const QString& title) { visit(stateOf(query, title)); }

void QueryModel::start(const Query& query) { restore(stateOf(query, {})); }

QueryModel::State QueryModel::stateOf(const Query& query, const QString& title)
{
    State next;
    for (const QueryPart& part : query.parts) {
        next.chips.push_back(makeChip(part));
    }
    next.filter = QString::fromStdString(query.filter);
    next.folder = query.folder;
    next.ascending = query.ascending;
    (query.parts.empty() ? next.sortWithout : next.sortWithParts) = query.sort;
    if (query.parts.empty() && query.sort == SortKey::Score) {
        next.sortWithout = SortKey::Date;
    }
    next.savedTitle = title;
    if (query.scoreMin) {
        next.cutOff = query.scoreMin;
    }
    return next;
}

void QueryModel::setMessage(const QString& message)
{
    if (m_message != message || m_messageAboutWords) {
        m_message = message;
        m_messageAboutWords = false;
        Q_EMIT messageChanged();
    }
}

void QueryModel::dismissMessage() { setMessage({}); }

void QueryModel::setModel(const QString& name, bool understandsWords)
{
    m_modelName = name;
    if (m_wordsSupported != understandsWords) {
        m_wordsSupported = understandsWords;
        if (understandsWords && m_messageAboutWords) {
            setMessage({});
        }
        Q_EMIT wordsSupportedChanged();
    }
}

void QueryModel::nameChips()
{
    std::vector<PhotoId> photos;
    for (const Chip& chip : m_now.chips) {
        if (chip.isPhoto()) {
            photos.push_back(std::get<PhotoId>(chip.part.source));
        }
    }
    m_bridge.forget(m_namesRequest);
    m_namesRequest = {};
    if (photos.empty()) {
        return;
    }
    m_namesRequest = m_bridge.ask<PhotosLoaded>(LoadPhotos{photos}, this, [this](const PhotosLoaded& loaded) {
        m_namesRequest = {};
        for (const PhotoRow& row : loaded.rows) {
            for (int i = 0; i < chipCount(); ++i) {
                Chip& chip = m_now.chips[std::size_t(i)];
                if (chip.isPhoto() && std::get<PhotoId>(chip.part.source) == row.id) {
                    chip.label = displayName(row.path);
                    Q_EMIT dataChanged(index(i), index(i), {LabelRole, Qt::DisplayRole});
                }
            }
        }
        if (markCount() > 0) {
            Q_EMIT marksChanged();
        }
        Q_EMIT titleChanged();
    });
}

} // namespace likeness
