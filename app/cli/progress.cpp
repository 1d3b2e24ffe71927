#include "app/cli/progress.h"

#include "app/cli/text.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

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

void ProgressDisplay::show(const IndexProgress& progress)
{
    switch (m_style) {
    case Style::Silent:
        break;
    case Style::Terminal:
        showOnTerminal(progress);
        break;
    case Style::Log:
        showInLog(progress);
        break;
    case Style::Json:
        showAsJson(progress);
        break;
    }
    m_lastState = progress.state;
}

void ProgressDisplay::showOnTerminal(const IndexProgress& progress)
{
    if (progress.state == IndexingState::Idle) {
        finishLine();
        return;
    }
    std::string text = progressText(progress);
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

void ProgressDisplay::showInLog(const IndexProgress& progress)
{
    const auto now = std::chrono::steady_clock::now();
    const bool isNews = progress.state != m_lastState || now - m_lastLog >= kLogInterval;
    if (progress.state != IndexingState::Idle && isNews) {
        m_err << progressText(progress) << std::endl;
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

void ProgressDisplay::finishLine()
{
    if (m_lineOpen) {
        m_err << '\n' << std::flush;
        m_lineOpen = false;
    }
}

} // namespace likeness::cli
