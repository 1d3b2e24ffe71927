#include "app/cli/progress.h"

#include "app/cli/text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace likeness::cli {
namespace {

constexpr std::chrono::seconds kLogInterval{5};

const char* stateName(IndexingState state)
{
    switch (state) {
    case IndexingState::Scanning:
        return "scanning";
    case IndexingState::Indexing:
        return "indexing";
    case IndexingState::Paused:
        return "paused";
    case IndexingState::Idle:
        break;
    }
    return "idle";
}

std::size_t terminalColumns()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string rateText(double filesPerSecond)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), filesPerSecond < 10 ? "%.1f/s" : "%.0f/s", filesPerSecond);
    return text.data();
}

/// In JSON; a contract.
std::string exploreStateName(ExploreState state)
{
    switch (state) {
    case ExploreState::Neighbours:
        return "neighbours";
    case ExploreState::Layout:
        return "layout";
    case ExploreState::Clusters:
        return "clusters";
    case ExploreState::Idle:
        break;
    }
    return "idle";
}

} // namespace

std::string progressText(const IndexProgress& progress)
{
    std::string text = stateName(progress.state);
    if (progress.state == IndexingState::Scanning) {
        text += ", " + countText(progress.filesFound, "file") + " found";
    }
    if (progress.filesToDo > 0) {
        text += progress.state == IndexingState::Scanning ? ", " : " ";
        text += countText(progress.filesDone) + " of " + countText(progress.filesToDo);
    }
    if (progress.filesPerSecond > 0) {
        text += ", " + rateText(progress.filesPerSecond);
    }
    if (progress.timeLeft) {
        text += ", " + durationText(*progress.timeLeft) + " left";
    }
    if (progress.filesFailed > 0) {
        text += ", " + countText(progress.filesFailed) + " failed";
    }
    if (!progress.bottleneck.empty()) {
        text += ", " + progress.bottleneck + " is the bottleneck";
    }
    return text;
}

std::string progressText(const ExploreProgress& progress)
{
    const char* what = progress.state == ExploreState::Neighbours ? "comparing photos"
                       : progress.state == ExploreState::Layout   ? "laying out the map"
                       : progress.state == ExploreState::Clusters ? "finding clusters"
                                                                  : "idle";
    return std::string(what) + ", " + std::to_string(std::lround(progress.share * 100)) + " %";
}

std::string progressText(const DownloadProgress& progress)
{
    std::string text = progress.step.empty() ? "" : printable(progress.step) + ", ";
    text += sizeText(progress.doneBytes) + " of " + sizeText(progress.totalBytes);
    if (progress.bytesPerSecond >= 1) {
        const double secondsLeft
            = static_cast<double>(progress.totalBytes - progress.doneBytes) / progress.bytesPerSecond;
        text += ", " + sizeText(static_cast<std::int64_t>(progress.bytesPerSecond)) + "/s";
        text += ", " + durationText(std::chrono::seconds(static_cast<std::int64_t>(secondsLeft))) + " left";
    }
    return text;
}

void ProgressDisplay::show(const IndexProgress& progress)
{
    showStep(progress, progress.state == IndexingState::Idle, std::exchange(m_lastState, progress.state));
}

void ProgressDisplay::show(const ExploreProgress& progress)
{
    showStep(progress, progress.state == ExploreState::Idle, std::exchange(m_lastExploring, progress.state));
}

template <class Progress, class State>
void ProgressDisplay::showStep(const Progress& progress, bool isIdle, State before)
{
    const bool isNews = progress.state != before;
    switch (m_style) {
    case Style::Silent:
        break;
    case Style::Terminal:
        if (!isIdle) {
            showOnTerminal(progressText(progress));
        } else if (isNews) {
            finishLine();
        }
        break;
    case Style::Log:
        if (!isIdle) {
            showInLog(progressText(progress), isNews);
        }
        break;
    case Style::Json:
        showAsJson(progress);
        break;
    }
}

void ProgressDisplay::show(const DownloadProgress& progress)
{
    const bool isNews = progress.step != m_lastStep;
    m_lastStep = progress.step;
    switch (m_style) {
    case Style::Silent:
        break;
    case Style::Terminal:
        showOnTerminal(progressText(progress));
        break;
    case Style::Log:
        showInLog(progressText(progress), isNews);
        break;
    case Style::Json:
        showAsJson(progress);
        break;
    }
}

void ProgressDisplay::showOnTerminal(std::string text)
{
    // A line that wraps could not be rewritten.
    while (columnsOf(text) >= terminalColumns()) {
        const std::size_t comma = text.rfind(", ");
        if (comma == std::string::npos) {
            break;
        }
        text.resize(comma);
    }
    m_err << '\r' << text << "\x1b[K" << std::flush; // erase to the end of the line (ECMA-48 EL)
    m_lineOpen = true;
}

void ProgressDisplay::showInLog(const std::string& text, bool isNews)
{
    const auto now = std::chrono::steady_clock::now();
    if (isNews || now - m_lastLog >= kLogInterval) {
        m_err << text << std::endl;
        m_lastLog = now;
    }
}

void ProgressDisplay::showAsJson(const IndexProgress& progress)
{
    nlohmann::ordered_json object{
        {"progress", stateName(progress.state)}, {"found", progress.filesFound},
        {"to_do", progress.filesToDo},           {"done", progress.filesDone},
        {"failed", progress.filesFailed},        {"files_per_second", progress.filesPerSecond}};
    if (progress.timeLeft) {
        object["seconds_left"] = progress.timeLeft->count();
    }
    if (!progress.bottleneck.empty()) {
        object["bottleneck"] = progress.bottleneck;
    }
    m_err << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
}

void ProgressDisplay::showAsJson(const DownloadProgress& progress)
{
    const nlohmann::ordered_json object{{"progress", "downloading"},
                                        {"repository", progress.repository},
                                        {"step", progress.step},
                                        {"done_bytes", progress.doneBytes},
                                        {"total_bytes", progress.totalBytes},
                                        {"bytes_per_second", std::round(progress.bytesPerSecond)}};
    m_err << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
}

void ProgressDisplay::showAsJson(const ExploreProgress& progress)
{
    const nlohmann::ordered_json object{{"progress", exploreStateName(progress.state)},
                                        {"share", std::round(progress.share * 1000) / 1000}};
    m_err << object.dump() << std::endl;
}

void ProgressDisplay::finishLine()
{
    if (m_lineOpen) {
        m_err << '\n' << std::flush;
        m_lineOpen = false;
    }
}

} // namespace likeness::cli
