#pragma once

#include <QtCore/QCommandLineParser>
#include <QtCore/QList>
#include <QtCore/QUrl>

#include <filesystem>

namespace likeness {

/// What was asked for on the command line: `likeness [--library DIR] [FOLDER...|IMAGE...]`.
struct Arguments {
    std::filesystem::path library;
    std::vector<std::filesystem::path> folders; ///< to be added to the library
    QList<QUrl> images;                         ///< to be searched for

    /// Reads the command line; ends the process for --help, --version and wrong usage.
    static Arguments parse(const QStringList& arguments);
};

} // namespace likeness
