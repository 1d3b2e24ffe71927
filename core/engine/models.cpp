// Which model answers and which one embeds; installing, measuring and fetching models.

#include "core/engine/likeness_engine.h"

#include "core/base/file_system.h"
#include "core/hub/catalogue.h"

#include <algorithm>
#include <charconv>
#include <random>
#include <set>

namespace likeness {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr const char* kAnsweringKey = "model";
constexpr const char* kArrivingKey = "model-arriving";
constexpr const char* kMirrorKey = "network-mirror";
constexpr const char* kProxyKey = "network-proxy";
/// Long enough that the first, slower batches do not count for much.
constexpr auto kMeasuringTime = 2s;

int workThreads(int wanted)
{
    return wanted > 0 ? wanted : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

IndexKind indexKindNamed(const std::string& name)
{
    return name == "exact"     ? IndexKind::Exact
           : name == "flat"    ? IndexKind::Flat
           : name == "hnsw-if" ? IndexKind::HnswIf
           : name == "hnsw"    ? IndexKind::Hnsw
                               : IndexKind::Auto;
}

std::string speedKey(const std::string& modelId) { return "model-speed:" + modelId; }

/// A picture with something at every scale, so that no part of a decoder or network can take a short cut.
Image noisePicture(int edgePx, unsigned seed)
{
    Image image;
    image.width = edgePx;
    image.height = edgePx;
    image.pixels.resize(static_cast<std::size_t>(edgePx) * static_cast<std::size_t>(edgePx) * 3);
    std::minstd_rand random(seed);
    for (std::uint8_t& value : image.pixels) {
        value = static_cast<std::uint8_t>(random() >> 8);
    }
    return image;
}

/// Images per second, prepared and embedded in the model's own batches.
Result<double> measure(Inference& inference)
{
    auto model = inference.model();
    if (!model) {
        return model.failure();
    }
    const Image picture = noisePicture(std::max(224, (*model)->inputEdgePx()), 1);
    const auto batch = static_cast<std::size_t>(std::clamp((*model)->batchSize(), 1, 64));
    std::size_t images = 0;
    Clock::duration spent{0};
    for (int round = 0; spent < kMeasuringTime; ++round) {
        const auto begin = Clock::now();
        std::vector<ModelInput> inputs;
        for (std::size_t i = 0; i < batch; ++i) {
            auto input = (*model)->prepare(picture);
            if (!input) {
                return input.failure();
            }
            inputs.push_back(std::move(*input));
        }
        if (auto embedded = inference.embedNow(std::move(inputs)); !embedded) {
            return embedded.failure();
        }
        if (round > 0) { // the first warms up caches and the thread pool
            images += batch;
            spent += Clock::now() - begin;
        }
    }
    return static_cast<double>(images) / std::chrono::duration<double>(spent).count();
}

} // namespace

// --- Roles ----------------------------------------------------------------------------------------------------------

void LikenessEngine::openModels()
{
    const auto chosen = [this](const char* key) {
        auto id = m_catalog->setting(key);
        return id ? *id : std::string();
    };
    auto resolved = m_shelf.resolve(m_options.modelId.empty() ? chosen(kAnsweringKey) : m_options.modelId);
    if (!resolved) { // the chosen model's folder is gone: fall back rather than show nothing
        resolved = m_shelf.resolve("");
    }
    std::string id = resolved ? *resolved : std::string("builtin");
    std::string wanted = m_options.modelId.empty() ? chosen(kArrivingKey) : std::string();
    if (const auto before = m_options.modelId.empty() ? builtinBefore(id, chosen(kAnsweringKey)) : std::nullopt) {
        // Written down at once: the next time, the new version has some vectors, but not yet all.
        wanted = wanted.empty() ? id : wanted;
        id = *before;
        (void)m_catalog->setSetting(kArrivingKey, wanted);
        (void)m_catalog->setSetting(kAnsweringKey, id);
    }
    auto session = openSession(id);
    if (!session) {
        m_problem = session.error().message;
        {
            const std::lock_guard lock(m_sessionMutex);
            m_openErrors.insert_or_assign("", session.error());
        }
        m_sessionsChanged.notify_all();
        return;
    }
    SessionPtr arriving;
    if (!wanted.empty()) {
        const auto known = m_shelf.resolve(wanted);
        if (auto opened = known ? openSession(*known) : Result<SessionPtr>(known.failure())) {
            arriving = std::move(*opened);
        } else {
            (void)m_catalog->setSetting(kArrivingKey, ""); // removed behind our back: nothing arrives any more
            if (builtinVersion(wanted) > 0) {
                m_problem = opened.error().message;
            }
        }
    }
    embedWith(arriving ? arriving : *session);
    answerWith(*session);
}

std::optional<std::string> LikenessEngine::builtinBefore(const std::string& current, const std::string& answering) const
{
    const int version = builtinVersion(current);
    if (version == 0) {
        return std::nullopt;
    }
    if (builtinVersion(answering) > 0) {
        return answering != current && vectorCount(answering) > 0 ? std::optional(answering) : std::nullopt;
    }
    // Nobody ever chose: the setting is empty, and the vectors tell which version it has been.
    for (int before = version; before > 0; --before) {
        if (vectorCount(builtinId(before)) > 0) {
            return before < version ? std::optional(builtinId(before)) : std::nullopt;
        }
    }
    return std::nullopt;
}

Result<LikenessEngine::SessionPtr> LikenessEngine::openSession(const std::string& modelId)
{
    {
        const std::lock_guard lock(m_sessionMutex);
        if (const auto open = m_sessions.find(modelId); open != m_sessions.end()) {
            return open->second;
        }
    }
    ModelSession::Options options;
    options.library = m_options.library;
    options.modelId = modelId;
    options.opener = m_shelf.opener(modelId);
    options.indexKind = indexKindNamed(m_options.indexKind);
    options.captions = understandsWords(modelId) ? m_resources / "queries" / "captions.txt" : fs::path();
    options.indexChecked = [this, modelId](const Status& checked) {
        onEngine([this, modelId, checked] { noteIndexChecked(modelId, checked); });
    };
    auto session = ModelSession::open(std::move(options), *m_catalog, m_files);
    {
        const std::lock_guard lock(m_sessionMutex);
        if (session) {
            m_sessions.emplace(modelId, *session);
            m_openErrors.erase(modelId);
        } else {
            m_openErrors.insert_or_assign(modelId, session.error());
        }
    }
    m_sessionsChanged.notify_all();
    return session;
}

void LikenessEngine::embedWith(const SessionPtr& session)
{
    if (m_embedding == session) {
        return;
    }
    ++m_scanEpoch;
    m_scansPending -= static_cast<int>(m_scans.clear());
    const bool paused = m_embedding && m_embedding->ingest()->paused();
    if (m_embedding) {
        m_embedding->stopIngest();
        m_pending.clear(); // their vectors are another model's; a scan finds these files again
    }
    session->startIngest(workThreads(m_options.threads), [this] { wake(); });
    if (paused) {
        session->ingest()->pause();
    }
    m_scannedFolders.clear();
    m_lastFigures = {};
    m_runBase = 0;
    forgetRun();
    {
        const std::lock_guard lock(m_sessionMutex);
        m_embedding = session;
    }
    m_sessionsChanged.notify_all();
}

void LikenessEngine::answerWith(const SessionPtr& session)
{
    {
        const std::lock_guard lock(m_sessionMutex);
        m_answering = session;
    }
    m_sessionsChanged.notify_all();
    m_explore.explore(session,
                      understandsWords(session->modelId()) ? m_resources / "queries" / "vocabulary.txt" : fs::path());
    if (session->index().checking()) {
        m_explore.pause(); // until `work` finds that it has ended
    }
}

void LikenessEngine::noteScanned(const ScanRequest& request)
{
    if (m_answering == m_embedding) {
        return; // nothing arrives
    }
    if (const auto folders = m_catalog->folders()) {
        for (const Catalog::FolderRecord& folder : *folders) {
            if (request.paths.empty() || std::ranges::find(request.paths, folder.info.path) != request.paths.end()) {
                m_scannedFolders.insert(folder.info.id);
            }
        }
    }
}

bool LikenessEngine::everythingOffered() const
{
    const auto folders = m_catalog->folders();
    return folders && (folders->empty() || !m_scannedFolders.empty())
           && std::ranges::all_of(*folders, [this](const Catalog::FolderRecord& folder) {
                  return !folder.info.online || m_scannedFolders.contains(folder.info.id);
              });
}

void LikenessEngine::letArrivedModelAnswer()
{
    if (m_answering == m_embedding || !everythingOffered()) {
        return;
    }
    // The new one is written down before the mark that it is arriving goes: a kill in between only costs a scan.
    if (!m_catalog->setSetting(kAnsweringKey, m_embedding->modelId()) || !m_catalog->setSetting(kArrivingKey, "")) {
        return;
    }
    answerWith(m_embedding);
    noteChange({.modelsChanged = true});
}

Result<LikenessEngine::SessionPtr> LikenessEngine::waitForModel(const std::function<SessionPtr()>& find,
                                                                const std::string& modelId)
{
    std::unique_lock lock(m_sessionMutex);
    SessionPtr found;
    m_sessionsChanged.wait(lock, [&] {
        found = find();
        return m_shuttingDown || found || m_openErrors.contains(modelId);
    });
    if (found) {
        return found;
    }
    if (m_shuttingDown) {
        return fail(ErrorCode::Cancelled, "the engine is shutting down");
    }
    return Failure{m_openErrors.at(modelId)};
}

Result<LikenessEngine::SessionPtr> LikenessEngine::embedding()
{
    return waitForModel([this] { return m_embedding; }, "");
}

Result<LikenessEngine::SessionPtr> LikenessEngine::answering(const std::string& modelId)
{
    auto inUse = waitForModel([this] { return m_answering; }, "");
    if (!inUse || modelId.empty() || modelId == (*inUse)->modelId()) {
        return inUse;
    }
    {
        const std::lock_guard lock(m_sessionMutex);
        if (const auto open = m_sessions.find(modelId); open != m_sessions.end()) {
            return open->second;
        }
        m_openErrors.erase(modelId); // an earlier attempt's
    }
    onEngine([this, modelId] {
        if (m_shelf.resolve(modelId) && vectorCount(modelId) > 0) {
            (void)openSession(modelId); // its outcome is waited for below
            return;
        }
        {
            const std::lock_guard lock(m_sessionMutex);
            m_openErrors.insert_or_assign(
                modelId, Error{ErrorCode::NotFound, "the model " + modelId + " has not embedded this library yet"});
        }
        m_sessionsChanged.notify_all();
    });
    return waitForModel(
        [this, &modelId] {
            const auto open = m_sessions.find(modelId);
            return open != m_sessions.end() ? open->second : nullptr;
        },
        modelId);
}

std::vector<std::string> LikenessEngine::modelsWithVectors() const
{
    std::set<std::string> ids;
    for (const ModelInfo& model : installedModels()) {
        if (model.vectors > 0) {
            ids.insert(model.id);
        }
    }
    const std::lock_guard lock(m_sessionMutex);
    for (const auto& [id, _] : m_sessions) { // also the one that lists do not show
        ids.insert(id);
    }
    return {ids.begin(), ids.end()};
}

// --- Commands -------------------------------------------------------------------------------------------------------

std::int64_t LikenessEngine::vectorCount(const std::string& modelId) const
{
    const auto identity = ModelSession::knownIdentity(m_options.library, modelId, *m_catalog);
    if (!identity) {
        return 0;
    }
    auto vectors = VectorStore::open(identity->file, identity->header, Catalog::Access::ReadOnly);
    auto count = vectors ? (*vectors)->count() : Result<std::int64_t>(0);
    return count ? *count : 0;
}

std::vector<ModelInfo> LikenessEngine::installedModels() const
{
    const std::string active = m_answering ? m_answering->modelId() : "";
    std::vector<ModelInfo> models = m_shelf.list(active);
    // Other versions of the built-in model are shown as long as their vectors take room here.
    const int installed = models.empty() ? 0 : builtinVersion(models.front().id);
    for (int version = std::max(installed, builtinVersion(active)); installed > 0 && version > 0; --version) {
        if (version != installed && vectorCount(builtinId(version)) > 0) {
            ModelInfo model = m_shelf.builtin(version);
            model.active = model.id == active;
            models.push_back(std::move(model));
        }
    }
    for (ModelInfo& model : models) {
        model.arriving = m_embedding && m_embedding != m_answering && m_embedding->modelId() == model.id;
        model.vectors = vectorCount(model.id);
        if (auto speed = m_catalog->setting(speedKey(model.id)); speed && !speed->empty()) {
            std::from_chars(speed->data(), speed->data() + speed->size(), model.imagesPerSecond);
        }
    }
    return models;
}

void LikenessEngine::handle(RequestId request, ListModels) { m_sink(ModelsListed{request, installedModels()}); }

void LikenessEngine::handle(RequestId request, ImportModel command)
{
    // Copying gigabytes and running them once takes a while: not on this thread.
    m_look.post(request, LookPool::Order::AsAsked,
                [this, request, shelf = m_shelf, folder = std::move(command.folder)](Readers&, const std::stop_token&) {
                    const auto imported = shelf.import(folder);
                    onEngine([this, request, status = imported ? Status() : Status(imported.failure())] {
                        modelInstalled(request, status);
                    });
                });
}

void LikenessEngine::modelInstalled(RequestId request, const Status& status)
{
    if (!status) {
        return reply(request, status);
    }
    noteChange({.modelsChanged = true});
    handle(request, ListModels{});
}

void LikenessEngine::handle(RequestId request, UseModel command)
{
    auto resolved = m_shelf.resolve(command.id);
    if (!resolved) {
        return reply(request, resolved.failure());
    }
    if (builtinVersion(command.id) > 0 && *resolved != command.id) {
        return reply(request, fail(ErrorCode::InvalidInput, command.id + " was replaced by " + *resolved
                                                                + ": only photos it has embedded can be asked for"));
    }
    if (m_embedding && m_embedding->modelId() == *resolved) {
        reply(request, {});
        return enqueueScan({});
    }
    if (m_answering && m_answering->modelId() == *resolved) {
        return arrive(request, *resolved); // calls the arriving one off
    }
    // Loading tells whether the model works at all: before anything is embedded with it, and not on this thread.
    auto session = openSession(*resolved);
    if (!session) {
        return reply(request, session.failure());
    }
    m_look.post(request, LookPool::Order::AsAsked,
                [this, request, session = *session](Readers&, const std::stop_token&) {
                    auto model = session->inference().model();
                    onEngine([this, request, id = session->modelId(), failure = session->inference().failure()] {
                        if (failure) {
                            return reply(request, Failure{*failure});
                        }
                        arrive(request, id);
                    });
                });
}

void LikenessEngine::arrive(RequestId request, const std::string& modelId)
{
    auto session = openSession(modelId);
    if (!session) {
        return reply(request, session.failure());
    }
    // With nothing embedded there is nothing that could answer meanwhile.
    const auto answers = m_answering ? m_answering->vectors().count() : Result<std::int64_t>(0);
    const bool atOnce = m_answering == *session || !answers || *answers == 0;
    Status kept = m_catalog->setSetting(kArrivingKey, atOnce ? "" : modelId);
    if (kept && atOnce) {
        kept = m_catalog->setSetting(kAnsweringKey, modelId);
    }
    if (!kept) {
        return reply(request, kept);
    }
    m_problem.clear();
    embedWith(*session);
    if (atOnce) {
        answerWith(*session);
    }
    noteChange({.modelsChanged = true});
    reply(request, {});
    enqueueScan({});
}

void LikenessEngine::handle(RequestId request, RemoveModel command)
{
    for (const SessionPtr& used : {m_answering, m_embedding}) {
        if (used && used->modelId() == command.id) {
            return reply(request, fail(ErrorCode::InvalidInput,
                                       "the model " + command.id + " is in use; choose another one first"));
        }
    }
    SessionPtr open;
    {
        const std::lock_guard lock(m_sessionMutex);
        if (auto found = m_sessions.extract(command.id)) {
            open = std::move(found.mapped());
        }
    }
    if (open) {
        open->stop();
    }
    const bool builtIn = command.id.starts_with("builtin");
    Status removed = builtIn ? Status() : m_shelf.remove(command.id);
    if (removed) {
        std::error_code error;
        for (const char* folder : {"vectors", "index", "explore"}) {
            for (const auto& entry : fs::directory_iterator(m_options.library / folder, error)) {
                if (removed && entry.path().filename().string().starts_with(command.id + "-")) {
                    removed = m_files.removeAll(entry.path());
                }
            }
        }
        noteChange({.modelsChanged = true});
    }
    reply(request, removed);
}

void LikenessEngine::handle(RequestId request, MeasureModel command)
{
    auto resolved = m_shelf.resolve(command.id);
    if (!resolved) {
        return reply(request, resolved.failure());
    }
    // One that is loaded is asked in between; another is loaded for the moment.
    SessionPtr session;
    {
        const std::lock_guard lock(m_sessionMutex);
        if (const auto open = m_sessions.find(*resolved); open != m_sessions.end()) {
            session = open->second;
        }
    }
    m_look.post(
        request, LookPool::Order::AsAsked,
        [this, request, session, id = *resolved, opener = m_shelf.opener(*resolved)](Readers&, const std::stop_token&) {
            std::optional<Inference> own;
            if (!session) {
                own.emplace(opener);
            }
            const Result<double> speed = measure(session ? session->inference() : *own);
            onEngine([this, request, id, speed] {
                if (!speed) {
                    return reply(request, speed.failure());
                }
                if (Status kept = m_catalog->setSetting(speedKey(id), std::to_string(*speed)); !kept) {
                    return reply(request, kept);
                }
                handle(request, ListModels{});
            });
        });
}

// --- The hub --------------------------------------------------------------------------------------------------------

NetworkSettings LikenessEngine::network() const
{
    const auto mirror = m_catalog->setting(kMirrorKey);
    const auto proxy = m_catalog->setting(kProxyKey);
    return {mirror ? *mirror : "", proxy ? *proxy : ""};
}

HubDownload::Options LikenessEngine::hubOptions(const std::string& repository) const
{
    HubDownload::Options options;
    options.repository = repository;
    options.network = network();
    options.folder = m_shelf.downloadFolder(repository);
    return options;
}

void LikenessEngine::handle(RequestId request, ListCatalogue)
{
    auto models = readCatalogue(m_resources / "catalogue" / "models.json");
    if (!models) {
        return reply(request, models.failure());
    }
    m_sink(CatalogueListed{request, std::move(*models), network()});
}

void LikenessEngine::handle(RequestId request, SetNetwork command)
{
    if (Status usable = checkNetwork(command.network); !usable) {
        return reply(request, usable);
    }
    Status kept = m_catalog->setSetting(kMirrorKey, command.network.mirror);
    reply(request, kept ? m_catalog->setSetting(kProxyKey, command.network.proxy) : kept);
}

void LikenessEngine::handle(RequestId request, SizeDownload command)
{
    if (Status named = checkRepository(command.repository); !named) {
        return reply(request, named);
    }
    m_jobs.start(request, [this, request, options = hubOptions(command.repository)](const std::stop_token& stop) {
        HubDownload::Options own = options;
        own.stop = stop;
        auto plan = HubDownload(std::move(own)).plan();
        if (!plan) {
            return m_sink(CommandFailed{request, plan.error()});
        }
        m_sink(DownloadSized{request, plan->repository, plan->totalBytes, plan->haveBytes});
    });
}

void LikenessEngine::handle(RequestId request, DownloadModel command)
{
    if (Status named = checkRepository(command.repository); !named) {
        return reply(request, named);
    }
    const RequestId before = std::exchange(m_downloading[command.repository], request);
    if (before && !m_jobs.isEnding(before)) {
        m_downloading[command.repository] = before;
        return reply(request, fail(ErrorCode::InvalidInput, command.repository + " is being downloaded already"));
    }
    const auto fetch
        = [this, request, shelf = m_shelf, options = hubOptions(command.repository)](const std::stop_token& stop) {
              HubDownload::Options own = options;
              own.stop = stop;
              own.progress = [this, request, &options](const DownloadStep& step) {
                  m_sink(DownloadProgress{request, options.repository, step.doneBytes, step.totalBytes,
                                          step.bytesPerSecond, step.step});
              };
              HubDownload download(std::move(own));
              auto plan = download.plan();
              Status outcome = plan ? checkModelType(plan->modelType) : Status(plan.failure()); // before gigabytes come
              if (outcome) {
                  outcome = download.fetch(*plan);
              }
              if (outcome) {
                  const auto adopted = shelf.adoptDownload(options.repository);
                  outcome = adopted ? Status() : Status(adopted.failure());
              }
              onEngine([this, request, outcome, repository = options.repository] {
                  if (m_downloading[repository] == request) {
                      m_downloading.erase(repository);
                  }
                  modelInstalled(request, outcome);
              });
          };
    m_jobs.start(request, fetch, before); // one that was stopped may still be writing what it has
}

} // namespace likeness
