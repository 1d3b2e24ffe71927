#include "core/engine/facet_service.h"

#include <algorithm>
#include <utility>

namespace likeness {
namespace {

constexpr std::chrono::minutes kTableKept{3};
/// While a library is being indexed it changes all the time: reading it takes at most this part of the time.
constexpr int kReadShare = 10;

} // namespace

FacetService::FacetService(const std::filesystem::path& library, EventSink sink, Resolve resolve, Search search)
    : m_sink(std::move(sink))
    , m_resolve(std::move(resolve))
    , m_search(std::move(search))
    , m_thread([this, library] { run(library); })
{
}

void FacetService::ask(RequestId request, LoadFacets question)
{
    std::optional<Asked> dropped;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            return;
        }
        dropped = std::exchange(m_next, Asked{request, std::move(question)});
    }
    m_hasWork.notify_one();
    if (dropped) {
        m_sink(CommandFailed{dropped->request, {ErrorCode::Cancelled, "a newer question took the place of this one"}});
    }
}

void FacetService::cancel(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    if (m_next && m_next->request == request) {
        m_next.reset();
    }
    if (m_current == request) {
        m_current = {};
    }
}

void FacetService::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_next.reset();
    }
    m_hasWork.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void FacetService::run(const std::filesystem::path& library)
{
    Readers readers(library);
    std::unique_lock lock(m_mutex);
    while (true) {
        const bool asked = m_hasWork.wait_for(lock, kTableKept, [this] { return m_stopping || m_next.has_value(); });
        if (m_stopping) {
            return;
        }
        if (!asked) {
            m_table.reset();
            m_nextRead = {};
            m_hasWork.wait(lock, [this] { return m_stopping || m_next.has_value(); });
            continue;
        }
        const Asked now = std::move(*std::exchange(m_next, std::nullopt));
        m_current = now.request;
        lock.unlock();
        auto loaded = answer(now, readers);
        lock.lock();
        const bool wanted = std::exchange(m_current, RequestId{}) == now.request;
        lock.unlock();
        if (wanted) { // else it was cancelled meanwhile
            m_sink(loaded ? Event(std::move(*loaded)) : Event(CommandFailed{now.request, loaded.error()}));
        }
        lock.lock();
    }
}

Result<FacetsLoaded> FacetService::answer(const Asked& asked, Readers& readers)
{
    const Query& query = asked.question.query;
    auto filter = m_resolve(query);
    auto catalog = readers.catalog();
    if (!filter || !catalog) {
        return !filter ? filter.failure() : catalog.failure();
    }
    if (Status read = refresh(**catalog); !read) {
        return read.failure();
    }
    if (superseded(asked.request)) {
        return fail(ErrorCode::Cancelled, "a newer question took the place of this one");
    }
    auto base
        = query.parts.empty() ? facetBase(query, *filter, *m_table, **catalog) : alikeBase(query, *filter, readers);
    if (!base) {
        return base.failure();
    }
    FacetsLoaded loaded;
    loaded.request = asked.request;
    loaded.facets = countFacets(*base, *filter, query.folder, *m_table);
    loaded.dates = countDates(*base, *filter, asked.question.dateView, *m_table);
    loaded.total = std::ranges::count(base->all, 1);
    auto version = (*catalog)->dataVersion();
    loaded.stale = version && *version != m_tableVersion;
    return loaded;
}

Status FacetService::refresh(const Catalog& catalog)
{
    auto version = catalog.dataVersion();
    if (!version) {
        return version.failure();
    }
    const auto begin = Clock::now();
    if (m_table && (*version == m_tableVersion || begin < m_nextRead)) {
        return {};
    }
    auto table = catalog.facetTable([this] {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    });
    if (!table) {
        return table.failure();
    }
    m_table = std::move(*table);
    m_tableVersion = *version;
    const auto end = Clock::now();
    m_nextRead = end + kReadShare * (end - begin);
    return {};
}

Result<FacetBase> FacetService::alikeBase(const Query& query, const Filter& filter, Readers& readers)
{
    const auto maskOfQuery = [&](const Filter& terms) -> Result<PhotoMask> {
        auto found = m_search({query, terms}, readers);
        return found ? Result<PhotoMask>(maskOf((*found)->photos, *m_table)) : found.failure();
    };
    auto all = maskOfQuery(filter);
    if (!all) {
        return all.failure();
    }
    FacetBase base;
    base.all = std::move(*all);
    for (const FilterTerm& term : filter.terms) {
        const TermHome home = homeOf(term);
        if (home.none() || (home.isDate ? base.dates.has_value() : base.own.contains(*home.facet))) {
            continue;
        }
        Filter others = filter;
        std::erase_if(others.terms, [&](const FilterTerm& other) {
            const TermHome otherHome = homeOf(other);
            return otherHome.facet == home.facet && otherHome.isDate == home.isDate;
        });
        auto mask = maskOfQuery(others);
        if (!mask) {
            return mask.failure();
        }
        if (home.isDate) {
            base.dates = std::move(*mask);
        } else {
            base.own.emplace(*home.facet, std::move(*mask));
        }
    }
    return base;
}

bool FacetService::superseded(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    return m_next.has_value() || m_current != request;
}

} // namespace likeness
