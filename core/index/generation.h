#pragma once

#include "core/index/cluster.h"
#include "core/index/lists.h"
#include "core/index/mapped_file.h"
#include "core/index/row_set.h"

namespace likeness {

/// What a generation must fit to be used.
struct GenerationIdentity {
    std::string modelId;
    int dimension = 0;
};

/// Codes of all rows, as they lie in a file; see `CodeLayout`.
struct CodesView {
    CodeSpace space;
    std::span<const std::byte> blocks;
};

/// One immutable set of index files, folder gen-N: the rows, perhaps a graph over them, their codes or lists of them,
/// and a manifest.
///
/// manifest, little-endian, no padding between fields:
///   8 "LKINDEX\n" · u32 version (5) · u32 dimension · u32 stride · u32 rows · i64 lastSequence
///   · u32 graph over the rows (0 or 1) · of it or of the graph over the lists: u32 entry · u32 levels · u32 records
///   · u32 bits of a code (0 = no codes) · u64 seed of the rotation · u32 rows encoded since the centre was chosen
///   · u32 lists (0 = none) · u32 blocks in them · u32 rows when all were clustered
///   · f32 strength of probes, see `searchLists`
///   · f64 seconds the build took · u32 length of the model's id · its bytes
///   · rows file: u64 size, 16 bytes XXH3-128 · graph file, codes file, lists file: the same (zeros where there is
///   none) · 16 bytes XXH3-128 of everything before
/// rows:   8 "LKROWS\n\0" · 56 zeros · i64[rows] content ids, ascending · zeros up to a multiple of 64
///   · half[rows][stride]
/// graph:  8 "LKGRAPH\n" · 56 zeros · u32[nodes][33] bottom links · u32[nodes + 1] · u32[records][17] upper links
///   · u32[nodes] next equal one; see `GraphView`. Nodes are the lists if there are any, the rows otherwise.
/// codes:  8 "LKCODES\n" · 56 zeros · f32[stride] centre · the blocks; see `CodeLayout`
/// lists:  8 "LKLISTS\n" · 56 zeros · f32[stride] mean of all rows · 20 bytes[lists], see `ListTerms` · zeros up to a
///   multiple of 64 · half[lists][stride] centres · half[256][stride] rests · the blocks of the
///   centres · u32[blocks][32] row numbers · the blocks of the rows; see `ListsView`
///
/// Opening compares the manifest with its checksum and the sizes of the files with the manifest, and looks at what is
/// as small as a list's terms; `verify` compares everything. Until then whoever reads a row number, a link or a number
/// from a file checks that it can be one: damaged files can cost hits, never more.
/// Thread: any.
class Generation {
public:
    /// Maps the files. Errors: Corrupt, Unsupported (another version, model or dimension), NotFound, Io.
    static Result<std::shared_ptr<const Generation>> open(const std::filesystem::path& folder,
                                                          const GenerationIdentity& identity);

    std::int64_t lastSequence() const { return m_lastSequence; }
    const std::filesystem::path& folder() const { return m_folder; }
    RowBlock rows() const { return m_rows; }
    std::span<const ContentId> contents() const { return m_contents; }
    const std::optional<GraphView>& graph() const { return m_graph; }
    SeenRows& seen() const { return *m_seen; }
    const std::optional<CodesView>& codes() const { return m_codes; }
    const std::optional<ListsView>& lists() const { return m_lists; }
    /// How many rows there were when all were clustered anew.
    std::uint32_t clusteredRows() const { return m_clusteredRows; }
    /// Rows encoded since the centre of the codes was chosen.
    std::uint32_t staleRows() const { return m_staleRows; }
    /// How long writing it took.
    std::chrono::duration<double> buildTime() const { return m_buildTime; }
    /// Of the files but the manifest, all mapped.
    std::size_t sizeBytes() const;

    /// The rows as the base of a `RowWriter`. Shared: `self` stays alive as long as they do.
    static RowSet rowSetOf(const std::shared_ptr<const Generation>& self);

    /// Reads the rows from the disk and compares them with their checksum. Errors: Corrupt, NotFound, Io, Cancelled.
    Status verifyRows(const std::atomic<bool>& cancel) const;
    /// The same for the manifest and what is made from the rows: codes, lists, graph; every link leads somewhere.
    Status verifyDerived(const std::atomic<bool>& cancel) const;
    /// Both.
    Status verify(const std::atomic<bool>& cancel) const;

private:
    Generation() = default;

    struct Part {
        std::string name; ///< of the file
        FileSum sum;
        std::unique_ptr<MappedFile> file;
    };
    /// Maps a file that has to be of this size and kind. Errors: Corrupt, NotFound, Io.
    Result<const std::byte*> addPart(const char* name, const FileSum& sum, std::string_view magic);
    Status verifyPart(const Part& part, const std::atomic<bool>& cancel) const;

    std::filesystem::path m_folder;
    std::int64_t m_lastSequence = 0;
    std::vector<Part> m_parts;
    RowBlock m_rows;
    std::span<const ContentId> m_contents;
    std::optional<GraphView> m_graph;
    std::unique_ptr<SeenRows> m_seen;
    std::optional<CodesView> m_codes;
    std::optional<ListsView> m_lists;
    std::vector<ContentId> m_listNumbers; // behind m_lists
    std::uint32_t m_clusteredRows = 0;
    std::uint32_t m_staleRows = 0;
    std::chrono::duration<double> m_buildTime{0};
};

/// The vectors in a rows file that was checked.
RowBlock rowsIn(const MappedFile& file, std::uint32_t rows, std::size_t stride);

/// What to write into a generation.
struct GenerationPlan {
    std::filesystem::path folder; ///< gen-N, must not exist
    GenerationIdentity identity;
    std::int64_t lastSequence = 0;
    bool withGraph = false;
    int codeBits = 0; ///< 0 = no codes
    bool withLists = false;
    ListSizes listSizes;
    std::span<const float> wordQueries; ///< to calibrate lists with; see `LiveIndex::Options`
    /// Behind the base of the rows to write: codes of rows that stay are copied from it, while their centre is.
    std::shared_ptr<const Generation> previous;
    int threads = 1;
};

/// Writes the live rows of `rows`, builds the graph over them, their codes or lists, and opens the result. Everything
/// is made in a folder beside, synced and verified before it gets its name, so a generation is either whole or not
/// there. Errors:
/// Cancelled (soon after `cancel` is set), Io, OutOfResources, Internal; nothing is left behind then.
Result<std::shared_ptr<const Generation>> writeGeneration(const GenerationPlan& plan, const RowSet& rows,
                                                          FileSystem& files, const std::atomic<bool>& cancel);

} // namespace likeness
