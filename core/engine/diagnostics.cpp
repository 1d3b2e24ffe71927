// What the engine says of itself: counts, sizes, device, and how right and how fast its index is.

#include "core/engine/likeness_engine.h"
#include "core/engine/upkeep.h"

#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;

/// Resident memory of this process; 0 where the system does not tell.
std::int64_t residentBytes()
{
    std::ifstream figures("/proc/self/statm");
    std::int64_t allPages = 0;
    std::int64_t residentPages = 0;
    figures >> allPages >> residentPages;
    return figures ? residentPages * ::sysconf(_SC_PAGESIZE) : 0;
}

} // namespace

LibraryStatus LikenessEngine::statusNow()
{
    LibraryStatus status = sizesOnDisk(m_options.library);
    status.processBytes = residentBytes();
    status.problem = m_problem;
    m_latencies.report(status);
    if (!m_answering) {
        return status;
    }
    for (ModelInfo& model : installedModels()) {
        if (model.active) {
            status.model = std::move(model);
        }
    }
    if (status.model.id.empty()) {
        status.model.id = m_answering->modelId();
        status.model.dimension = m_answering->identity().header.dimension;
    }
    const auto vectors = m_answering->vectors().count();
    status.vectors = vectors ? *vectors : 0;
    const std::shared_ptr<const VectorIndex> index = m_answering->index().snapshot();
    const IndexFigures figures = index->figures();
    status.indexKind = index->kind();
    status.indexReason = m_answering->index().reason();
    status.indexBuilding = m_answering->index().building();
    status.waitingVectors = static_cast<std::int64_t>(figures.rowsWaiting);
    status.indexBuildTime = std::chrono::round<std::chrono::milliseconds>(figures.build);
    status.indexHeldBytes = static_cast<std::int64_t>(figures.heldBytes);
    const IndexProgress now = progress();
    status.device = now.device;
    status.deviceReason = now.deviceReason;
    status.modelHeldBytes = now.device.empty() ? 0 : status.model.memoryBytes;
    status.measuring = m_meter.running();
    status.measuredShare = m_meter.share();
    if (m_measuredSession == m_answering) {
        status.measured = m_measurement;
    } else {
        status.measured = readMeasurement(measurementFile(*m_answering));
    }
    return status;
}

void LikenessEngine::handle(RequestId request, ReportStatus)
{
    auto counts = m_catalog->counts();
    if (!counts) {
        return reply(request, counts.failure());
    }
    LibraryStatus status = statusNow();
    status.folders = counts->folders;
    status.photos = counts->photos;
    status.contents = counts->contents;
    status.failures = counts->failures;
    status.offlinePhotos = counts->offlinePhotos;
    m_sink(StatusReported{request, std::move(status)});
}

void LikenessEngine::handle(RequestId request, MeasureIndex)
{
    if (!m_answering) {
        return reply(request, fail(ErrorCode::NotFound, m_problem));
    }
    m_measureRequests.push_back(request);
    if (m_meter.running()) {
        m_meter.hurry();
    } else {
        startMeasuring();
    }
}

void LikenessEngine::measureLater() { m_measureAt = Clock::now() + m_options.idleTime; }

void LikenessEngine::measureIfDue()
{
    if (m_active || !m_answering || m_answering->index().building() || m_answering->index().checking()
        || !m_rebuildRequests.empty()) {
        m_measureAt.reset(); // set again when that has ended
        return;
    }
    if (!m_measureAt || Clock::now() < *m_measureAt) {
        return;
    }
    m_measureAt.reset();
    if (m_measuredSession != m_answering) {
        m_measurement = readMeasurement(measurementFile(*m_answering));
        m_measuredSession = m_answering;
    }
    const SearchSnapshot snapshot = m_answering->snapshot();
    const std::size_t rows = snapshot.exact->size();
    if (rows > 0 && !m_meter.running() && isOutdated(m_measurement, snapshot.index->kind(), rows)) {
        startMeasuring();
    }
}

bool LikenessEngine::understandsWords(const std::string& modelId) const
{
    const std::vector<ModelInfo> models = m_shelf.list("");
    return std::any_of(models.begin(), models.end(),
                       [&](const ModelInfo& model) { return model.id == modelId && model.understandsWords; });
}

void LikenessEngine::startMeasuring()
{
    IndexMeter::Job job;
    job.session = m_answering;
    job.hurried = !m_measureRequests.empty();
    m_meter.start(std::move(job), [this, session = m_answering](const Result<IndexMeasurement>& measurement) {
        onEngine([this, session, measurement] { noteMeasurement(session, measurement); });
    });
}

void LikenessEngine::noteMeasurement(const SessionPtr& session, const Result<IndexMeasurement>& measurement)
{
    if (measurement) {
        m_measurement = *measurement;
        m_measuredSession = session;
    }
    const bool cutShort = !measurement && measurement.error().code == ErrorCode::Cancelled;
    if (!m_measureRequests.empty() && m_answering && (cutShort || session != m_answering)) {
        return startMeasuring(); // what was asked for is not what has ended
    }
    for (const RequestId request : std::exchange(m_measureRequests, {})) {
        if (measurement) {
            handle(request, ReportStatus{});
        } else {
            reply(request, measurement.failure());
        }
    }
}

Status LikenessEngine::rebuildIndex(const SessionPtr& session)
{
    if (session == m_answering) {
        m_meter.cancel();
        m_measurement.reset(); // it was of the files that go
        m_measuredSession = session;
    }
    (void)m_files.removeAll(measurementFile(*session));
    // Weak: the session must not end on the thread that calls, which is its own.
    return session->rebuildIndex([this, weak = std::weak_ptr(session)](const Status&) {
        onEngine([this, weak] {
            if (const SessionPtr open = weak.lock()) {
                open->publish();
            }
            measureLater();
        });
    });
}

void LikenessEngine::noteIndexChecked(const std::string& modelId, const Status& checked)
{
    const auto open = m_sessions.find(modelId); // which only this thread changes
    if (open != m_sessions.end() && !checked) {
        (void)rebuildIndex(open->second); // what fails now is tried again at the end of the next run of indexing
    }
    measureLater();
}

} // namespace likeness
