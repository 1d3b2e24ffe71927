#include "app/cli/console.h"

#include <poll.h>
#include <unistd.h>

namespace likeness::cli {
namespace {

/// How soon an interruption is noticed.
constexpr int kWaitMs = 100;

} // namespace

bool Console::confirms(const std::string& question, std::istream& in, const std::function<bool()>& interrupted)
{
    m_progress.finishLine();
    m_err << question << " [y/N] " << std::flush;
    // Reading itself would go on after Ctrl+C.
    pollfd line{STDIN_FILENO, POLLIN, 0};
    while (!interrupted() && ::poll(&line, 1, kWaitMs) <= 0) {
    }
    std::string answer;
    if (interrupted() || !std::getline(in, answer)) {
        m_err << std::endl;
        return false;
    }
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace likeness::cli
