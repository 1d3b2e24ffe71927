#pragma once

#include "core/api/engine.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace likeness {

/// What the pretended library holds.
struct FakeLibrary {
    std::int64_t photoCount = 1000; ///< ids 1..photoCount, newest first
    bool understandsWords = false;  ///< the model in use
    bool hasFolder = true;
    bool folderOnline = true;
    std::int64_t failureCount = 0;
    std::int64_t duplicateGroups = 0; ///< of three photos each: 1, 2, 3; 4, 5, 6; ... Stacks too
    std::filesystem::path folder = "/photos";
    /// Installed beside "fake-1", which is built in and in use; another that has vectors puts other photos first.
    std::vector<ModelInfo> moreModels = {};
    std::vector<CatalogueModel> catalogue = {};
    std::vector<std::string> damages = {}; ///< that a check of the library finds
};

/// An engine without files: a synthetic library, every answer sent from a thread of its own.
/// Thread: every function from any thread.
class FakeEngine final : public Engine {
public:
    FakeEngine(EventSink sink, FakeLibrary library);
    ~FakeEngine() override;

    RequestId post(Command command) override;
    void cancel(RequestId request) override;

    /// Answers nothing until `release`; commands pile up meanwhile.
    void hold();
    void release();
    /// Sends news or an answer as the engine would, from the engine's thread.
    void emitEvent(Event event);

    /// Photos come and go: these ids, in this order, answer queries without parts from now on.
    void setPhotos(std::vector<PhotoId> photos);
    /// From now on `LoadPhotos` leaves out what is not in the library, as the real engine does; slow for many photos.
    void dropMissingRows() { m_dropMissingRows = true; }
    /// The next RunQuery fails with this.
    void failNextQuery(Error error);
    void setRating(PhotoId photo, int rating);
    std::vector<TagEdit> setTags(const std::vector<TagEdit>& edits);
    std::vector<TagEdit> renameTag(const std::string& from, const std::string& to);
    std::vector<TagCount> tagsOf(const std::vector<PhotoId>& photos) const;

    /// What `ListClusters` answers from now on; naming and pinning change it as the engine would.
    void setClusters(std::vector<PhotoCluster> clusters, std::int64_t unclustered = 0);

    /// The next command about models, the catalogue or the network fails with this.
    void failNextModelCommand(Error error);
    /// Downloads stand still until told to go on; none of these does anything when there is no such download.
    void progressDownload(const std::string& repository, std::int64_t doneBytes, std::int64_t totalBytes);
    void finishDownload(const std::string& repository);
    void failDownload(const std::string& repository, Error error);
    /// The arriving model has embedded everything and answers from now on.
    void finishArrival();

    /// What `LoadMap` answers from now on; without it, an empty map.
    void setMap(std::shared_ptr<const PhotoMap> map);

    /// Every command posted so far, oldest first.
    std::vector<Command> commands() const;
    template <class C> std::vector<C> commandsOf() const
    {
        std::vector<C> found;
        for (const Command& command : commands()) {
            if (const auto* one = std::get_if<C>(&command)) {
                found.push_back(*one);
            }
        }
        return found;
    }
    /// Of the newest command.
    RequestId lastRequest() const;
    std::vector<RequestId> cancelled() const;
    std::int64_t thumbnailsServed() const { return m_thumbnailsServed; }

    /// Behaves as during indexing at full speed: progress, changes and finished runs as fast as they can be sent,
    /// from several threads. False stops.
    void setStorm(bool on);

    /// How `SortOnGrid` is answered: even ids look alike and come before the odd ones, each in the order asked.
    static std::vector<PhotoId> likeFirst(std::vector<PhotoId> photos);
    /// The row that `LoadPhotos` answers for an id.
    PhotoRow rowOf(PhotoId photo) const;

private:
    struct Posted {
        RequestId request;
        Command command;
    };

    void run();
    void storm();
    void answer(const Posted& posted);
    /// Commands about models. False: it is not one of them.
    bool answerModels(const Posted& posted);
    std::shared_ptr<const QueryResult> stacked(std::shared_ptr<const QueryResult> result, const Query& query) const;
    void removePhotos(RequestId request, const std::vector<PhotoId>& photos);
    std::vector<DuplicateGroup> duplicates(const LoadDuplicates& command) const;
    std::vector<ModelInfo> modelsNow() const;
    LibraryStatus statusNow() const;
    bool understands(const std::string& modelId) const;
    /// False: there is no such cluster.
    bool changeCluster(ClusterId cluster, const std::function<void(PhotoCluster&)>& change);
    RequestId takeDownload(const std::string& repository);
    std::shared_ptr<const QueryResult> resultFor(const Query& query);
    std::shared_ptr<const std::vector<std::byte>> jpeg(PhotoId photo, int edgePx);
    Image picture(std::int64_t seed, int edgePx) const;
    std::vector<PhotoId> photosNow() const;

    EventSink m_sink;
    FakeLibrary m_library;
    mutable std::mutex m_mutex;
    std::map<PhotoId, std::set<std::string>> m_tags; // guarded by m_mutex
    std::condition_variable m_wake;
    std::deque<Posted> m_queue;
    std::vector<Posted> m_pictures; ///< newest last, served first
    std::deque<Event> m_toEmit;
    std::vector<Command> m_log;
    std::vector<RequestId> m_cancelled;
    std::vector<PhotoId> m_photos;
    std::optional<Error> m_nextQueryFails;
    std::optional<Error> m_nextModelCommandFails;
    std::vector<ModelInfo> m_models;
    NetworkSettings m_network;
    std::optional<IndexMeasurement> m_measurement;
    DuplicateKind m_duplicateKind = DuplicateKind::Exact;
    std::int64_t m_duplicateList = 0;
    std::map<std::string, RequestId> m_downloads;
    std::map<std::string, std::int64_t> m_fetchedBytes;
    std::map<std::int64_t, int> m_ratings;
    std::map<PhotoId, std::pair<std::string, std::string>> m_texts; // title, description; guarded by m_mutex
    std::vector<SavedSearch> m_searches;
    std::shared_ptr<const PhotoMap> m_map = std::make_shared<const PhotoMap>();
    std::vector<PhotoCluster> m_clusters;
    std::int64_t m_unclustered = 0;
    std::map<std::pair<int, int>, std::shared_ptr<const std::vector<std::byte>>> m_jpegs;
    bool m_held = false;
    bool m_ending = false;
    std::int64_t m_nextRequest = 1;
    std::atomic<std::int64_t> m_thumbnailsServed{0};
    std::atomic<bool> m_storming{false};
    std::atomic<bool> m_dropMissingRows{false};
    std::vector<std::thread> m_storm;
    std::thread m_thread;
};

} // namespace likeness
