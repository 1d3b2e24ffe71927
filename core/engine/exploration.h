#pragma once

#include "core/engine/explore_files.h"
#include "core/engine/model_session.h"

namespace likeness {

/// What one model's neighbours, map and clusters are brought up to date with.
struct ExploreOrder {
    std::filesystem::path library;
    std::shared_ptr<ModelSession> session;
    /// Names what clusters may be called, one word a line; empty: the model understands no words.
    std::filesystem::path vocabulary;
    bool relayout = false;        ///< the whole map is laid out anew
    bool neighboursWhole = false; ///< their file was read and found whole before: it need not be read to see that
    int threads = 0;              ///< 0 = one for each core
    FileSystem& files;
    std::stop_token stop;
    std::function<void(ExploreState, double share)> report; ///< called on the calling thread
    /// Whether it was stopped to be gone on with soon: then what is half done is saved.
    std::function<bool()> isPaused;
};

struct ExploreOutcome {
    std::shared_ptr<const Explored> found; ///< null when nothing had changed
    bool lagsBehind = false;               ///< what was begun is finished; what came meanwhile is not in it
    bool neighboursWhole = false;          ///< see `ExploreOrder`
};

/// Takes everything one model has from where its files are to where the library is. What cannot be read of them is as
/// good as missing. What takes long is saved every half minute and gone on from.
/// Errors: Cancelled; Io, OutOfResources (disk full); as the catalog and the vectors.
/// Thread: one, which starts helpers; takes seconds to half an hour.
Result<ExploreOutcome> bringUpToDate(const ExploreOrder& order);

} // namespace likeness
