#include "fake_engine.h"

#include "core/api/filter_text.h"
#include "core/base/filter.h"

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <set>

namespace likeness {

using namespace std::chrono_literals;

namespace {

/// Different pictures; a million rows share them, as a million decoded thumbnails would not fit anyway.
constexpr int kPictures = 96;

std::uint64_t scramble(std::uint64_t value)
{
    value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 29)) * 0xBF58476D1CE4E5B9ULL;
    return value ^ (value >> 32);
}

QSize shapeOf(std::int64_t seed, int edgePx)
{
    switch (scramble(std::uint64_t(seed)) % 5) {
    case 0:
        return {edgePx * 2 / 3, edgePx};
    case 1:
        return {edgePx, edgePx};
    case 2:
        return {edgePx, edgePx * 9 / 16};
    default:
        return {edgePx, edgePx * 2 / 3};
    }
}

/// A sky, a ground and a few shapes: enough for a decoder to work as on a photo.
QImage paint(std::int64_t seed, int edgePx)
{
    const std::uint64_t bits = scramble(std::uint64_t(seed));
    QImage image(shapeOf(seed, edgePx), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, image.height());
    const int hue = int(bits % 360);
    sky.setColorAt(0, QColor::fromHsv(hue, 90, 230));
    sky.setColorAt(1, QColor::fromHsv((hue + 40) % 360, 140, 120));
    painter.fillRect(image.rect(), sky);
    for (int i = 0; i < 14; ++i) {
        const std::uint64_t more = scramble(bits + std::uint64_t(i));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromHsv(int(more % 360), int(60 + more % 150), int(80 + (more >> 8) % 170), 170));
        const double size = image.width() * (0.05 + double((more >> 16) % 100) / 300.0);
        painter.drawEllipse(QPointF(double((more >> 24) % 1000) / 1000 * image.width(),
                                    double((more >> 34) % 1000) / 1000 * image.height()),
                            size, size * 0.7);
    }
    return image;
}

/// Twenty cameras, the ratings, positions and four years; a value is marked where the filter names it word for word.
FacetsLoaded facetsOf(RequestId request, const LoadFacets& question, std::int64_t photoCount)
{
    FacetsLoaded loaded;
    loaded.request = request;
    loaded.total = photoCount;
    const FilterText filter = splitFilter(question.query.filter);
    const auto add = [&](FacetCounts& facet, const std::string& text, std::int64_t count, bool negated = false) {
        FacetValue value;
        value.value = text;
        value.count = count;
        value.negated = negated;
        for (const FilterTermText& term : filter.terms) {
            for (const FilterValueText& one : term.values) {
                if (term.key == facet.key && one.text == text) {
                    value.chosen |= term.negated == negated;
                    value.excluded |= term.negated && !negated && facet.key != "has";
                }
            }
        }
        facet.values.push_back(std::move(value));
    };
    FacetCounts cameras{Facet::Camera, "camera", {}};
    for (int i = 1; i <= 20; ++i) {
        add(cameras, "Model " + std::to_string(i), 1000 / i);
    }
    FacetCounts formats{Facet::Format, "format", {}};
    add(formats, "jpeg", 700);
    add(formats, "raw", 300);
    FacetCounts ratings{Facet::Rating, "rating", {}};
    for (int stars = 5; stars >= 0; --stars) {
        add(ratings, std::to_string(stars), 10 * (6 - stars));
    }
    FacetCounts positions{Facet::Gps, "has", {}};
    add(positions, "gps", 250);
    add(positions, "gps", 750, /*negated=*/true);
    loaded.facets = {cameras, formats, ratings, positions};
    loaded.dates.step = DateHistogram::Step::Month;
    constexpr std::int64_t k2019 = 1'546'300'800;
    const std::int64_t from = question.dateView ? question.dateView->from : k2019;
    for (int month = 0; month < 48; ++month) { // months of the calendar, from 2019 on
        const auto begin = std::chrono::sys_days(std::chrono::year(2019) / 1 / 1 + std::chrono::months(month));
        const auto end = std::chrono::sys_days(std::chrono::year(2019) / 1 / 1 + std::chrono::months(month + 1));
        const auto seconds
            = [](std::chrono::sys_days day) { return std::chrono::sys_seconds(day).time_since_epoch().count(); };
        if (seconds(begin) >= from && (!question.dateView || seconds(end) <= question.dateView->to + 1)) {
            loaded.dates.bars.push_back({seconds(begin), seconds(end) - 1, month % 7 * 10});
        }
    }
    const auto parsed = parseFilter(question.query.filter);
    for (const FilterTerm& term : parsed ? parsed->terms : std::vector<FilterTerm>()) {
        if (const auto* ranges = std::get_if<FilterTerm::Ranges>(&term.value);
            ranges && term.key == FilterTerm::Key::Date) {
            loaded.dates.chosenFrom = std::int64_t(ranges->alternatives.at(0).from.value_or(0));
            loaded.dates.chosenTo = std::int64_t(ranges->alternatives.at(0).to.value_or(0));
        }
    }
    return loaded;
}

} // namespace

FakeEngine::FakeEngine(EventSink sink, FakeLibrary library)
    : m_sink(std::move(sink))
    , m_library(std::move(library))
{
    m_photos.reserve(std::size_t(m_library.photoCount));
    for (std::int64_t id = 1; id <= m_library.photoCount; ++id) {
        m_photos.push_back(PhotoId{id});
    }
    ModelInfo builtIn;
    builtIn.id = "fake-1";
    builtIn.name = "Fake";
    builtIn.family = "builtin";
    builtIn.dimension = 320;
    builtIn.sizeBytes = 1'000'000;
    builtIn.memoryBytes = 20'000'000;
    builtIn.understandsWords = m_library.understandsWords;
    builtIn.active = true;
    builtIn.vectors = m_library.photoCount;
    builtIn.licence = "GPL-3.0-or-later";
    m_models.push_back(builtIn);
    m_models.insert(m_models.end(), m_library.moreModels.begin(), m_library.moreModels.end());
    m_thread = std::thread([this] { run(); });
}

FakeEngine::~FakeEngine()
{
    setStorm(false);
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

RequestId FakeEngine::post(Command command)
{
    RequestId request;
    {
        const std::scoped_lock lock(m_mutex);
        request = RequestId{m_nextRequest++};
        m_log.push_back(command);
        if (const auto* download = std::get_if<DownloadModel>(&command)) {
            m_downloads[download->repository] = request;
        }
        const bool picture
            = std::holds_alternative<LoadThumbnail>(command) || std::holds_alternative<LoadImage>(command);
        if (picture) {
            m_pictures.push_back({request, std::move(command)});
        } else {
            m_queue.push_back({request, std::move(command)});
        }
    }
    m_wake.notify_all();
    return request;
}

void FakeEngine::cancel(RequestId request)
{
    const std::scoped_lock lock(m_mutex);
    m_cancelled.push_back(request);
    const auto same = [request](const Posted& posted) { return posted.request == request; };
    std::erase_if(m_queue, same);
    std::erase_if(m_downloads, [request](const auto& download) { return download.second == request; });
    std::erase_if(m_pictures, same);
}

void FakeEngine::hold()
{
    const std::scoped_lock lock(m_mutex);
    m_held = true;
}

void FakeEngine::release()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_held = false;
    }
    m_wake.notify_all();
}

void FakeEngine::emitEvent(Event event)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_toEmit.push_back(std::move(event));
    }
    m_wake.notify_all();
}

void FakeEngine::setPhotos(std::vector<PhotoId> photos)
{
    const std::scoped_lock lock(m_mutex);
    m_photos = std::move(photos);
}

void FakeEngine::failNextQuery(Error error)
{
    const std::scoped_lock lock(m_mutex);
    m_nextQueryFails = std::move(error);
}

std::vector<TagEdit> FakeEngine::setTags(const std::vector<TagEdit>& edits)
{
    const std::lock_guard lock(m_mutex);
    std::vector<TagEdit> undo;
    for (const TagEdit& edit : edits) {
        for (const PhotoId photo : edit.photos) {
            TagEdit back{{photo}, {}, {}};
            for (const std::string& tag : edit.remove) {
                if (m_tags[photo].erase(tag) > 0) {
                    back.add.push_back(tag);
                }
            }
            for (const std::string& tag : edit.add) {
                if (m_tags[photo].insert(tag).second) {
                    back.remove.push_back(tag);
                }
            }
            if (!back.add.empty() || !back.remove.empty()) {
                undo.push_back(std::move(back));
            }
        }
    }
    return undo;
}

std::vector<TagEdit> FakeEngine::renameTag(const std::string& from, const std::string& to)
{
    TagEdit edit{{}, {to}, {from}};
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [photo, tags] : m_tags) {
            if (tags.contains(from)) {
                edit.photos.push_back(photo);
            }
        }
    }
    return setTags({edit});
}

std::vector<TagCount> FakeEngine::tagsOf(const std::vector<PhotoId>& photos) const
{
    const std::lock_guard lock(m_mutex);
    std::map<std::string, std::int64_t> counts;
    for (const auto& [photo, tags] : m_tags) {
        if (photos.empty() || std::find(photos.begin(), photos.end(), photo) != photos.end()) {
            for (const std::string& tag : tags) {
                ++counts[tag];
            }
        }
    }
    std::vector<TagCount> listed;
    for (const auto& [name, count] : counts) {
        listed.push_back({name, count});
    }
    return listed;
}

void FakeEngine::setRating(PhotoId photo, int rating)
{
    const std::scoped_lock lock(m_mutex);
    m_ratings[photo.value] = rating;
}

void FakeEngine::setMap(std::shared_ptr<const PhotoMap> map)
{
    const std::scoped_lock lock(m_mutex);
    m_map = std::move(map);
}

std::vector<Command> FakeEngine::commands() const
{
    const std::scoped_lock lock(m_mutex);
    return m_log;
}

RequestId FakeEngine::lastRequest() const
{
    const std::scoped_lock lock(m_mutex);
    return RequestId{m_nextRequest - 1};
}

std::vector<RequestId> FakeEngine::cancelled() const
{
    const std::scoped_lock lock(m_mutex);
    return m_cancelled;
}

std::vector<PhotoId> FakeEngine::photosNow() const
{
    const std::scoped_lock lock(m_mutex);
    return m_photos;
}

void FakeEngine::run()
{
    for (;;) {
        std::optional<Posted> posted;
        std::optional<Event> event;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] {
                return m_ending || !m_toEmit.empty() || (!m_held && (!m_queue.empty() || !m_pictures.empty()));
            });
            if (m_ending) {
                return;
            }
            if (!m_toEmit.empty()) {
                event = std::move(m_toEmit.front());
                m_toEmit.pop_front();
            } else if (!m_queue.empty()) {
                posted = std::move(m_queue.front());
                m_queue.pop_front();
            } else {
                posted = std::move(m_pictures.back());
                m_pictures.pop_back();
            }
        }
        if (event) {
            m_sink(std::move(*event));
        } else {
            answer(*posted);
        }
    }
}

void FakeEngine::setStorm(bool on)
{
    m_storming = on;
    for (std::thread& thread : m_storm) {
        thread.join();
    }
    m_storm.clear();
    if (on) {
        m_storm.emplace_back([this] { storm(); });
    }
}

void FakeEngine::storm()
{
    IndexProgress progress;
    progress.state = IndexingState::Indexing;
    progress.filesToDo = 1'000'000'000;
    progress.filesPerSecond = 1234;
    progress.timeLeft = std::chrono::seconds(4000);
    progress.bottleneck = "decoding";
    progress.device = "CPU, 2 threads";
    std::int64_t revision = 0;
    while (m_storming) {
        ++progress.filesDone;
        progress.filesFound = progress.filesDone + 10;
        m_sink(progress);
        m_sink(LibraryChanged{++revision, false, false, false});
        if (revision % 1000 == 0) {
            m_sink(IndexingFinished{progress.filesDone, 0, 0});
        }
        std::this_thread::yield();
    }
}

void FakeEngine::answer(const Posted& posted)
{
    if (answerModels(posted)) {
        return;
    }
    const RequestId request = posted.request;
    std::visit(
        [&](const auto& command) {
            using C = std::decay_t<decltype(command)>;
            if constexpr (std::is_same_v<C, RunQuery>) {
                std::optional<Error> failure;
                {
                    const std::scoped_lock lock(m_mutex);
                    failure = std::exchange(m_nextQueryFails, std::nullopt);
                }
                const bool words = std::any_of(command.query.parts.begin(), command.query.parts.end(),
                                               [](const auto& p) { return std::holds_alternative<Words>(p.source); });
                if (!failure && words && !understands(command.query.model)) {
                    failure = Error{ErrorCode::Unsupported, "the model has no words"};
                }
                if (failure) {
                    m_sink(CommandFailed{request, *failure});
                } else {
                    m_sink(QueryAnswered{request, stacked(resultFor(command.query), command.query)});
                }
            } else if constexpr (std::is_same_v<C, LoadFacets>) {
                m_sink(facetsOf(request, command, m_library.photoCount));
            } else if constexpr (std::is_same_v<C, SortOnGrid>) {
                m_sink(GridSorted{request, likeFirst(command.photos)});
            } else if constexpr (std::is_same_v<C, LoadPhotos>) {
                PhotosLoaded loaded{request, {}};
                const std::vector<PhotoId> there = m_dropMissingRows ? photosNow() : std::vector<PhotoId>();
                for (const PhotoId photo : command.photos) {
                    if (!m_dropMissingRows || std::find(there.begin(), there.end(), photo) != there.end()) {
                        loaded.rows.push_back(rowOf(photo));
                    }
                }
                m_sink(std::move(loaded));
            } else if constexpr (std::is_same_v<C, LoadMap>) {
                std::shared_ptr<const PhotoMap> map;
                {
                    const std::scoped_lock lock(m_mutex);
                    map = m_map;
                }
                m_sink(MapLoaded{request, std::move(map)});
            } else if constexpr (std::is_same_v<C, LoadDetails>) {
                PhotoDetails details;
                details.row = rowOf(command.photo);
                details.metadata.taken = details.row.taken;
                details.metadata.cameraMake = "Canon";
                details.metadata.cameraModel = "Canon EOS 5D Mark III";
                details.metadata.lens = "EF24-105mm f/4L IS USM";
                details.metadata.focalLengthMm = 35;
                details.metadata.apertureF = 8;
                details.metadata.exposureSeconds = 1.0 / 250;
                details.metadata.iso = 200;
                details.metadata.place = GeoPoint{48.8584, 2.2945};
                details.metadata.tags = {"bridge", "river"};
                {
                    const std::scoped_lock lock(m_mutex);
                    std::tie(details.metadata.title, details.metadata.description) = m_texts[command.photo];
                }
                m_sink(DetailsLoaded{request, std::move(details)});
            } else if constexpr (std::is_same_v<C, LoadThumbnail>) {
                ++m_thumbnailsServed;
                m_sink(ThumbnailLoaded{request, jpeg(command.photo, int(command.size))});
            } else if constexpr (std::is_same_v<C, LoadImage>) {
                const auto* photo = std::get_if<PhotoId>(&command.source);
                const std::int64_t seed = photo != nullptr ? photo->value % kPictures : 7;
                const int edge = command.edgePx > 0 ? command.edgePx : 2400;
                auto image = std::make_shared<Image>(picture(seed, edge));
                const QSize full = shapeOf(seed, 6000);
                m_sink(ImageLoaded{request, std::move(image), full.width(), full.height()});
            } else if constexpr (std::is_same_v<C, ListFolders>) {
                FoldersListed listed{request, {}};
                if (m_library.hasFolder) {
                    listed.folders.push_back({FolderId{1},
                                              m_library.folder,
                                              {},
                                              m_library.folderOnline,
                                              std::int64_t(photosNow().size()),
                                              WatchMode::Live,
                                              ""});
                }
                m_sink(std::move(listed));
            } else if constexpr (std::is_same_v<C, ListSubfolders>) {
                SubfoldersListed listed{request, command.parent, {}};
                const bool top = command.parent == m_library.folder;
                for (const char* name : {"2023 Iceland", "2024 Lisbon", "Archive"}) {
                    if (top) {
                        listed.children.push_back({command.parent / name, 321, true});
                    }
                }
                if (!top && command.parent.parent_path() == m_library.folder) {
                    listed.children.push_back({command.parent / "raw", 12, false});
                }
                m_sink(std::move(listed));
            } else if constexpr (std::is_same_v<C, ListFailures>) {
                FailuresListed listed{request, {}};
                for (std::int64_t i = 0; i < m_library.failureCount; ++i) {
                    listed.failures.push_back({PhotoId{1'000'000'000 + i},
                                               m_library.folder / ("broken" + std::to_string(i) + ".jpg"),
                                               "the file ends too early", 1'700'000'000});
                }
                m_sink(std::move(listed));
            } else if constexpr (std::is_same_v<C, ListSavedSearches>) {
                m_sink(SavedSearchesListed{request, m_searches});
            } else if constexpr (std::is_same_v<C, ListClusters>) {
                const std::scoped_lock lock(m_mutex);
                m_sink(ClustersListed{request, m_clusters, m_unclustered});
            } else if constexpr (std::is_same_v<C, NameCluster> || std::is_same_v<C, PinCluster>) {
                const bool known = changeCluster(command.cluster, [&](PhotoCluster& cluster) {
                    if constexpr (std::is_same_v<C, NameCluster>) {
                        cluster.named = !command.name.empty();
                        cluster.name = command.name;
                    } else {
                        cluster.pinned = command.pinned;
                    }
                });
                if (known) {
                    m_sink(ExploreChanged{1});
                    m_sink(CommandDone{request});
                } else {
                    m_sink(CommandFailed{request, {ErrorCode::NotFound, "there is no such cluster"}});
                }
            } else if constexpr (std::is_same_v<C, SaveSearch>) {
                m_searches.push_back({SavedSearchId{std::int64_t(m_searches.size()) + 1}, command.name, command.query});
                m_sink(CommandDone{request});
            } else if constexpr (std::is_same_v<C, DeleteSavedSearch>) {
                std::erase_if(m_searches, [&](const SavedSearch& search) { return search.id == command.search; });
                m_sink(CommandDone{request});
            } else if constexpr (std::is_same_v<C, MoveToTrash> || std::is_same_v<C, DeleteForever>) {
                removePhotos(request, command.photos);
            } else if constexpr (std::is_same_v<C, ApplyDuplicates>) {
                std::vector<PhotoId> photos;
                for (const DuplicateDecision& decision : command.decisions) {
                    photos.insert(photos.end(), decision.trash.begin(), decision.trash.end());
                }
                removePhotos(request, photos);
            } else if constexpr (std::is_same_v<C, FindDuplicates>) {
                m_duplicateKind = command.kind;
                m_sink(DuplicatesFound{
                    request, {++m_duplicateList}, m_library.duplicateGroups, m_library.duplicateGroups * 3, {}});
            } else if constexpr (std::is_same_v<C, LoadDuplicates>) {
                m_sink(DuplicatesLoaded{request, command.list, command.first, duplicates(command)});
            } else if constexpr (std::is_same_v<C, RestoreFromTrash>) {
                std::vector<PhotoId> photos = photosNow();
                for (const auto& item : command.items) {
                    photos.push_back(item.photo);
                }
                std::sort(photos.begin(), photos.end());
                setPhotos(std::move(photos));
                m_sink(CommandDone{request});
                m_sink(LibraryChanged{2, true, false, false});
            } else if constexpr (std::is_same_v<C, SetRating>) {
                for (const PhotoId photo : command.photos) {
                    setRating(photo, command.rating);
                }
                m_sink(CommandDone{request});
                m_sink(LibraryChanged{3, false, false, false});
            } else if constexpr (std::is_same_v<C, SetTexts>) {
                {
                    const std::scoped_lock lock(m_mutex);
                    for (const PhotoId photo : command.photos) {
                        auto& [title, description] = m_texts[photo];
                        title = command.title.value_or(title);
                        description = command.description.value_or(description);
                    }
                }
                m_sink(CommandDone{request});
                m_sink(LibraryChanged{6, false, false, false});
            } else if constexpr (std::is_same_v<C, ReportStatus>) {
                m_sink(StatusReported{request, statusNow()});
            } else if constexpr (std::is_same_v<C, MeasureIndex>) {
                if (m_library.photoCount == 0) {
                    m_sink(CommandFailed{request, {ErrorCode::NotFound, "no photo is indexed yet"}});
                    return;
                }
                const std::int64_t vectors = statusNow().vectors;
                {
                    const std::scoped_lock lock(m_mutex);
                    m_measurement
                        = IndexMeasurement{1'600'000'000, "exact", vectors, {500, 0.9996, 310us, 400us, 2ms}, {}};
                    if (m_library.understandsWords) {
                        m_measurement->words = QueryFigures{411, 0.981, 500us, 900us, 1200us};
                    }
                }
                m_sink(StatusReported{request, statusNow()});
            } else if constexpr (std::is_same_v<C, VerifyLibrary>) {
                m_sink(VerifyFinished{request, statusNow().contents, m_library.damages});
            } else if constexpr (std::is_same_v<C, SetTags>) {
                m_sink(TagsChanged{request, setTags(command.edits)});
                m_sink(LibraryChanged{4, false, false, false});
            } else if constexpr (std::is_same_v<C, RenameTag>) {
                m_sink(TagsChanged{request, renameTag(command.from, command.to)});
                m_sink(LibraryChanged{5, false, false, false});
            } else if constexpr (std::is_same_v<C, ListTags>) {
                m_sink(TagsListed{request, tagsOf(command.photos)});
            } else if constexpr (std::is_same_v<C, PlanMetadata>) {
                const auto count = static_cast<std::int64_t>(command.photos.size());
                m_sink(MetadataPlanned{request, count, count - 1, {"raw"}, 0, 0, "/photos/IMG_1.jpg.xmp"});
            } else if constexpr (std::is_same_v<C, WriteMetadata>) {
                MetadataWritten written{request, static_cast<std::int64_t>(command.photos.size()), 0, {}};
                if (command.into == MetadataPlace::Embedded) {
                    const PhotoId last = command.photos.back();
                    written.failures.push_back({last, rowOf(last).path, "it is write-protected", 0});
                    --written.written;
                }
                m_sink(std::move(written));
            } else {
                m_sink(CommandDone{request});
            }
        },
        posted.command);
}

LibraryStatus FakeEngine::statusNow() const
{
    LibraryStatus status;
    status.library = "/library";
    status.folders = m_library.hasFolder ? 1 : 0;
    status.photos = std::int64_t(photosNow().size());
    status.contents = status.photos;
    status.vectors = status.photos;
    status.failures = m_library.failureCount;
    status.thumbnailBytes = 40'000 * status.photos;
    status.vectorBytes = 1'000 * status.photos;
    status.indexBytes = 200 * status.photos;
    status.catalogBytes = 400 * status.photos;
    status.processBytes = 120'000'000;
    status.indexKind = "exact";
    status.indexReason = "comparing with every photo is fast enough";
    status.device = "CPU, 2 threads";
    status.deviceReason = "no GPU was found";
    status.searches = 12;
    status.searchMedian = 4ms;
    status.searchP95 = 9ms;
    status.searchP99 = 15ms;
    for (const ModelInfo& model : modelsNow()) {
        if (model.active) {
            status.model = model;
        }
    }
    const std::scoped_lock lock(m_mutex);
    status.measured = m_measurement;
    return status;
}

std::shared_ptr<const QueryResult> FakeEngine::stacked(std::shared_ptr<const QueryResult> result,
                                                       const Query& query) const
{
    if (!query.stacked) {
        return result;
    }
    const auto stackOf = [this](PhotoId photo) { // 0: it stands alone
        const std::int64_t stack = (photo.value - 1) / 3 + 1;
        return stack <= m_library.duplicateGroups ? stack : 0;
    };
    std::map<std::int64_t, std::uint32_t> sizes;
    std::set<std::int64_t> open, met;
    for (const PhotoId photo : result->photos) {
        ++sizes[stackOf(photo)];
    }
    for (const PhotoId photo : query.unfolded) {
        open.insert(stackOf(photo));
    }
    auto folded = std::make_shared<QueryResult>(*result);
    folded->photos.clear();
    folded->scores.clear();
    for (std::size_t row = 0; row < result->photos.size(); ++row) {
        const std::int64_t stack = stackOf(result->photos[row]);
        const bool isFirst = stack == 0 || met.insert(stack).second;
        if (!isFirst && !open.contains(stack)) {
            ++folded->folded;
            continue;
        }
        folded->photos.push_back(result->photos[row]);
        folded->stackSizes.push_back(stack == 0 ? 1 : isFirst ? sizes[stack] : 0);
        if (!result->scores.empty()) {
            folded->scores.push_back(result->scores[row]);
        }
    }
    return folded;
}

void FakeEngine::removePhotos(RequestId request, const std::vector<PhotoId>& photos)
{
    TrashedFiles trashed{request, {}, {}};
    std::vector<PhotoId> left = photosNow();
    for (const PhotoId photo : photos) {
        const PhotoRow row = rowOf(photo);
        trashed.items.push_back({photo, row.path, "/trash" / row.path.filename()});
        std::erase(left, photo);
    }
    setPhotos(std::move(left));
    m_sink(std::move(trashed));
    m_sink(LibraryChanged{1, true, false, false});
}

std::vector<DuplicateGroup> FakeEngine::duplicates(const LoadDuplicates& command) const
{
    const std::vector<PhotoId> there = photosNow();
    std::vector<DuplicateGroup> groups;
    const std::int64_t end = std::min(m_library.duplicateGroups, command.first + command.count);
    for (std::int64_t index = command.first; index < end; ++index) {
        DuplicateGroup& group = groups.emplace_back();
        group.kind = m_duplicateKind;
        group.sameBytes = m_duplicateKind == DuplicateKind::Exact;
        for (std::int64_t id = 3 * index + 1; id <= 3 * index + 3; ++id) {
            if (std::find(there.begin(), there.end(), PhotoId{id}) == there.end()) {
                continue;
            }
            DuplicateMember& member = group.members.emplace_back();
            member.row = rowOf(PhotoId{id});
            member.keep = group.members.size() == 1;
            member.reason = KeepReason::Pixels;
            member.jpegQuality = static_cast<int>(96 - id % 3);
        }
    }
    return groups;
}

void FakeEngine::setClusters(std::vector<PhotoCluster> clusters, std::int64_t unclustered)
{
    const std::scoped_lock lock(m_mutex);
    m_clusters = std::move(clusters);
    m_unclustered = unclustered;
}

bool FakeEngine::changeCluster(ClusterId cluster, const std::function<void(PhotoCluster&)>& change)
{
    const std::scoped_lock lock(m_mutex);
    const auto at = std::find_if(m_clusters.begin(), m_clusters.end(),
                                 [cluster](const PhotoCluster& one) { return one.id == cluster; });
    if (at == m_clusters.end()) {
        return false;
    }
    change(*at);
    std::stable_sort(m_clusters.begin(), m_clusters.end(), [](const PhotoCluster& a, const PhotoCluster& b) {
        return a.level != b.level ? a.level < b.level : a.pinned != b.pinned ? a.pinned : a.photoCount > b.photoCount;
    });
    return true;
}

bool FakeEngine::answerModels(const Posted& posted)
{
    const RequestId request = posted.request;
    return std::visit(
        [&](const auto& command) {
            using C = std::decay_t<decltype(command)>;
            if constexpr (
                std::is_same_v<
                    C,
                    UseModel> || std::is_same_v<C, RemoveModel> || std::is_same_v<C, MeasureModel> || std::is_same_v<C, ImportModel> || std::is_same_v<C, ListCatalogue> || std::is_same_v<C, SetNetwork> || std::is_same_v<C, SizeDownload> || std::is_same_v<C, DownloadModel>) {
                std::unique_lock lock(m_mutex);
                if (const auto failure = std::exchange(m_nextModelCommandFails, std::nullopt)) {
                    std::erase_if(m_downloads, [request](const auto& one) { return one.second == request; });
                    lock.unlock();
                    m_sink(CommandFailed{request, *failure});
                    return true;
                }
                bool changed = false;
                Event reply = CommandDone{request};
                if constexpr (std::is_same_v<C, UseModel>) {
                    for (ModelInfo& model : m_models) {
                        model.arriving = model.id == command.id && !model.active;
                    }
                    changed = true;
                } else if constexpr (std::is_same_v<C, RemoveModel>) {
                    std::erase_if(m_models, [&](const ModelInfo& model) { return model.id == command.id; });
                    changed = true;
                } else if constexpr (std::is_same_v<C, MeasureModel>) {
                    for (ModelInfo& model : m_models) {
                        model.imagesPerSecond = model.id == command.id ? 12.5 : model.imagesPerSecond;
                    }
                    reply = ModelsListed{request, m_models};
                } else if constexpr (std::is_same_v<C, ImportModel>) {
                    ModelInfo model;
                    model.id = command.folder.filename().string() + "-1234abcd";
                    model.name = command.folder.filename().string();
                    model.family = "clip";
                    model.dimension = 512;
                    model.sizeBytes = 600'000'000;
                    m_models.push_back(std::move(model));
                    reply = ModelsListed{request, m_models};
                    changed = true;
                } else if constexpr (std::is_same_v<C, ListCatalogue>) {
                    reply = CatalogueListed{request, m_library.catalogue, m_network};
                } else if constexpr (std::is_same_v<C, SetNetwork>) {
                    m_network = command.network;
                } else if constexpr (std::is_same_v<C, SizeDownload>) {
                    reply = DownloadSized{request, command.repository, 400'000'000, m_fetchedBytes[command.repository]};
                } else {
                    return true; // a download ends when the test says so
                }
                lock.unlock();
                m_sink(std::move(reply));
                if (changed) {
                    m_sink(LibraryChanged{4, false, false, /*modelsChanged=*/true});
                }
                return true;
            } else if constexpr (std::is_same_v<C, ListModels>) {
                m_sink(ModelsListed{request, modelsNow()});
                return true;
            } else {
                return false;
            }
        },
        posted.command);
}

void FakeEngine::failNextModelCommand(Error error)
{
    const std::scoped_lock lock(m_mutex);
    m_nextModelCommandFails = std::move(error);
}

RequestId FakeEngine::takeDownload(const std::string& repository)
{
    const std::scoped_lock lock(m_mutex);
    const auto download = m_downloads.extract(repository);
    return download ? download.mapped() : RequestId{};
}

void FakeEngine::progressDownload(const std::string& repository, std::int64_t doneBytes, std::int64_t totalBytes)
{
    RequestId request;
    {
        const std::scoped_lock lock(m_mutex);
        const auto download = m_downloads.find(repository);
        if (download == m_downloads.end()) {
            return;
        }
        request = download->second;
        m_fetchedBytes[repository] = doneBytes;
    }
    emitEvent(DownloadProgress{request, repository, doneBytes, totalBytes, 2'000'000, "model.safetensors"});
}

void FakeEngine::finishDownload(const std::string& repository)
{
    if (const RequestId request = takeDownload(repository)) {
        ModelInfo model;
        model.id = "fetched-1234abcd"; // says nothing of the repository, as an id need not
        model.name = repository.substr(repository.find('/') + 1);
        model.family = "siglip2";
        model.dimension = 768;
        model.understandsWords = true;
        {
            const std::scoped_lock lock(m_mutex);
            m_models.push_back(std::move(model));
        }
        emitEvent(ModelsListed{request, modelsNow()});
    }
}

void FakeEngine::failDownload(const std::string& repository, Error error)
{
    if (const RequestId request = takeDownload(repository)) {
        emitEvent(CommandFailed{request, std::move(error)});
    }
}

void FakeEngine::finishArrival()
{
    {
        const std::scoped_lock lock(m_mutex);
        for (ModelInfo& model : m_models) {
            model.active = model.arriving;
            model.vectors = model.arriving ? m_library.photoCount : model.vectors;
            model.arriving = false;
        }
    }
    emitEvent(LibraryChanged{5, false, false, /*modelsChanged=*/true});
}

std::vector<ModelInfo> FakeEngine::modelsNow() const
{
    const std::scoped_lock lock(m_mutex);
    return m_models;
}

bool FakeEngine::understands(const std::string& modelId) const
{
    const std::vector<ModelInfo> models = modelsNow();
    return std::any_of(models.begin(), models.end(), [&](const ModelInfo& model) {
        return model.understandsWords && (modelId.empty() ? model.active : model.id == modelId);
    });
}

std::shared_ptr<const QueryResult> FakeEngine::resultFor(const Query& query)
{
    auto result = std::make_shared<QueryResult>();
    const std::vector<PhotoId> photos = photosNow();
    if (query.parts.empty()) {
        result->photos = photos;
        return result;
    }
    // Hits spread over the library, from 0.95 down. Another model agrees on every second one.
    const bool other = !query.model.empty() && query.model != "fake-1";
    const std::size_t count = std::min<std::size_t>(query.countMax == 0 ? 10'000 : query.countMax, photos.size());
    const std::size_t step = photos.size() / std::max<std::size_t>(count, 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t shift = other && i % 2 == 1 ? step / 2 : 0;
        result->photos.push_back(photos[i * step + shift]);
        result->scores.push_back(0.95F * std::exp(-float(i) / 600.0F));
    }
    result->suggestedCutOff = 0.6F;
    result->indexKind = "hnsw";
    result->searchTime = std::chrono::microseconds(1800);
    return result;
}

std::vector<PhotoId> FakeEngine::likeFirst(std::vector<PhotoId> photos)
{
    std::stable_partition(photos.begin(), photos.end(), [](PhotoId photo) { return photo.value % 2 == 0; });
    return photos;
}

PhotoRow FakeEngine::rowOf(PhotoId photo) const
{
    PhotoRow row;
    row.id = photo;
    row.content = ContentId{photo.value};
    row.path
        = m_library.folder / "2024 Lisbon" / ("IMG_" + std::to_string(100'000'000 + photo.value).substr(1) + ".jpg");
    const QSize size = shapeOf(photo.value % kPictures, 6000);
    row.width = size.width();
    row.height = size.height();
    row.sizeBytes = 4'000'000 + std::int64_t(scramble(std::uint64_t(photo.value)) % 4'000'000);
    row.modifiedSeconds = 1'730'000'000 - photo.value * 60;
    row.taken = CaptureTime{row.modifiedSeconds, 60};
    row.format = "jpeg";
    row.averageRgb = std::uint32_t(scramble(std::uint64_t(photo.value % kPictures)) & 0x7F7F7FU) + 0x202020U;
    const std::scoped_lock lock(m_mutex);
    const auto rating = m_ratings.find(photo.value);
    row.rating = rating != m_ratings.end() ? rating->second : 0;
    return row;
}

std::shared_ptr<const std::vector<std::byte>> FakeEngine::jpeg(PhotoId photo, int edgePx)
{
    const std::pair key{int(photo.value % kPictures), edgePx};
    auto& cached = m_jpegs[key]; // only this thread asks
    if (!cached) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        paint(key.first, edgePx).save(&buffer, "JPEG", 85);
        const auto* data = reinterpret_cast<const std::byte*>(bytes.constData());
        cached = std::make_shared<const std::vector<std::byte>>(data, data + bytes.size());
    }
    return cached;
}

Image FakeEngine::picture(std::int64_t seed, int edgePx) const
{
    const QImage painted = paint(seed, edgePx).convertToFormat(QImage::Format_RGB888);
    Image image{painted.width(), painted.height(), 3, {}};
    for (int y = 0; y < painted.height(); ++y) {
        const uchar* line = painted.constScanLine(y);
        image.pixels.insert(image.pixels.end(), line, line + qsizetype(painted.width()) * 3);
    }
    return image;
}

} // namespace likeness
