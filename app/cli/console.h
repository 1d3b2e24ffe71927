#pragma once

#include "app/cli/progress.h"

#include <functional>
#include <istream>

namespace likeness::cli {

/// Standard error: progress, notes and errors, which do not run into each other.
class Console {
public:
    Console(std::ostream& err, ProgressDisplay::Style style)
        : m_err(err)
        , m_quiet(style == ProgressDisplay::Style::Silent)
        , m_progress(err, style)
    {
    }

    ProgressDisplay& progress() { return m_progress; }

    /// Something worth knowing; not with --quiet.
    void note(const std::string& text)
    {
        if (!m_quiet) {
            print(text);
        }
    }
    /// Puts a yes-or-no question on a terminal; anything but yes is no, and so is an interruption.
    bool confirms(const std::string& question, std::istream& in, const std::function<bool()>& interrupted);
    void error(const std::string& text) { print("likeness-cli: " + text); }

private:
    void print(const std::string& text)
    {
        m_progress.finishLine();
        m_err << text << std::endl;
    }

    std::ostream& m_err;
    bool m_quiet;
    ProgressDisplay m_progress;
};

} // namespace likeness::cli
