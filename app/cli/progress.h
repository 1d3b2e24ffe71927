#pragma once

#include "core/api/events.h"

#include <ostream>

namespace likeness::cli {

/// Shows where indexing or a download stands on standard error: one line that rewrites itself on a terminal, a line of
/// text every few seconds in a log, an object per news with --json.
class ProgressDisplay {
public:
    enum class Style { Silent, Terminal, Log, Json };

    ProgressDisplay(std::ostream& err, Style style)
        : m_err(err)
        , m_style(style)
    {
    }

    void show(const IndexProgress& progress);
    void show(const DownloadProgress& progress);
    void show(const ExploreProgress& progress);
    /// Ends the line that is being rewritten, so that something else can be printed.
    void finishLine();

private:
    /// Work in the background that goes through states, of which one is idle.
    template <class Progress, class State> void showStep(const Progress& progress, bool isIdle, State before);
    void showOnTerminal(std::string text);
    void showInLog(const std::string& text, bool isNews);
    void showAsJson(const IndexProgress& progress);
    void showAsJson(const DownloadProgress& progress);
    void showAsJson(const ExploreProgress& progress);

    std::ostream& m_err;
    Style m_style;
    bool m_lineOpen = false;
    IndexingState m_lastState = IndexingState::Idle;
    std::string m_lastStep; ///< of a download
    ExploreState m_lastExploring = ExploreState::Idle;
    std::chrono::steady_clock::time_point m_lastLog{};
};

/// "indexing 1,200 of 5,000, 82.5/s, 1 min 3 s left, decoding is the bottleneck"
std::string progressText(const IndexProgress& progress);
/// "model.safetensors, 512 MB of 1.5 GB, 12 MB/s, 1 min 20 s left"
std::string progressText(const DownloadProgress& progress);
/// "laying out the map, 62 %"
std::string progressText(const ExploreProgress& progress);

} // namespace likeness::cli
