#pragma once

#include "core/api/engine.h"
#include "core/engine/facet_counts.h"
#include "core/engine/search.h"

#include <condition_variable>
#include <thread>

namespace likeness {

/// Counts facets on a thread of its own, the newest question only, so that reading a large table never stands in front
/// of a search or a thumbnail. The table is read when somebody asks and the library has changed since, at most a tenth
/// of the time; it is let go after three minutes without a question. Thread: `ask`, `cancel` and `stop` from any
/// thread.
class FacetService {
public:
    /// The filter of a query, with who is in the clusters that it names. Both are called on the service's thread.
    using Resolve = std::function<Result<Filter>(const Query&)>;
    /// Answers a query with parts.
    using Search = std::function<Result<std::shared_ptr<const QueryResult>>(const ResolvedQuery&, Readers&)>;

    FacetService(const std::filesystem::path& library, EventSink sink, Resolve resolve, Search search);
    ~FacetService() { stop(); }

    /// Answers with FacetsLoaded or CommandFailed; the question before, if it is not answered yet, fails with
    /// Cancelled.
    void ask(RequestId request, LoadFacets question);
    /// Drops a question without an answer.
    void cancel(RequestId request);
    /// Drops what has not begun, breaks off what has, and waits for the end.
    void stop();

private:
    struct Asked {
        RequestId request;
        LoadFacets question;
    };
    using Clock = std::chrono::steady_clock;

    void run(const std::filesystem::path& library);
    Result<FacetsLoaded> answer(const Asked& asked, Readers& readers);
    /// Reads the table again where it is due. Errors: as `Catalog::facetTable`.
    Status refresh(const Catalog& catalog);
    /// The base of a question with parts: what a search finds, for each facet without its own terms.
    Result<FacetBase> alikeBase(const Query& query, const Filter& filter, Readers& readers);
    bool superseded(RequestId request);

    const EventSink m_sink;
    const Resolve m_resolve;
    const Search m_search;

    // Owned by the thread.
    std::shared_ptr<const FacetTable> m_table;
    std::int64_t m_tableVersion = 0;
    Clock::time_point m_nextRead;

    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::optional<Asked> m_next; // guarded by m_mutex
    RequestId m_current;         // guarded by m_mutex; being answered
    bool m_stopping = false;     // guarded by m_mutex
    std::thread m_thread;
};

} // namespace likeness
