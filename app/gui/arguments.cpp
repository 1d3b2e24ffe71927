#include "arguments.h"

#include "core/engine/open_engine.h"
#include "ui/bridge/convert.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace likeness {

Arguments Arguments::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Arguments", "Finds pictures by how they look."));
    const QCommandLineOption library(
        QStringLiteral("library"),
        QCoreApplication::translate("Arguments", "Folder that holds the library (index, thumbnails)."),
        QStringLiteral("DIR"));
    parser.addOption(library);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("[FOLDER|IMAGE]..."),
        QCoreApplication::translate("Arguments", "Folders to add to the library, pictures to search for."));
    parser.process(arguments);

    Arguments result;
    result.library
        = parser.isSet(library) ? std::filesystem::absolute(pathFromText(parser.value(library))) : defaultLibrary();
    const QStringList names = parser.positionalArguments();
    for (const QString& name : names) {
        // Desktops hand over addresses, people type paths.
        const QUrl url(name, QUrl::StrictMode);
        std::error_code failed;
        std::filesystem::path path = url.isLocalFile() ? localPath(url) : pathFromText(name);
        path = std::filesystem::absolute(path, failed);
        if (std::filesystem::is_directory(path, failed)) {
            result.folders.push_back(path.lexically_normal());
        } else if (url.scheme().startsWith(u"http")) {
            result.images << url;
        } else if (std::filesystem::exists(path, failed)) {
            result.images << fileUrl(path);
        } else {
            std::fprintf(stderr, "likeness: no such file or folder: %s\n", path.c_str());
            std::exit(2);
        }
    }
    return result;
}

} // namespace likeness
