#include "app/gui/application.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QIcon>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuickControls2/QQuickStyle>

#include <unistd.h>

Q_IMPORT_QML_PLUGIN(LikenessPlugin)

int main(int argc, char* argv[])
{
    bool restart = false;
    int status = 0;
    {
        QGuiApplication gui(argc, argv);
        QGuiApplication::setApplicationName(QStringLiteral("likeness"));
        QGuiApplication::setApplicationDisplayName(QStringLiteral("Likeness"));
        QGuiApplication::setApplicationVersion(QStringLiteral(LIKENESS_VERSION));
        QGuiApplication::setOrganizationDomain(QStringLiteral("likeness.org"));
        QGuiApplication::setOrganizationName(QStringLiteral("likeness"));
        QGuiApplication::setDesktopFileName(QStringLiteral("org.likeness.Likeness"));
        QGuiApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("org.likeness.Likeness")));
        QQuickStyle::setStyle(QStringLiteral("Basic")); // our own controls stand on it

        likeness::Application application(likeness::Arguments::parse(gui.arguments()));
        status = application.start() ? QGuiApplication::exec() : 1;
        restart = application.wantsSoftwareRestart();
    }
    if (restart) {
        ::setenv("QT_QUICK_BACKEND", "software", 1);
        ::execv("/proc/self/exe", argv);
        return 1;
    }
    return status;
}
