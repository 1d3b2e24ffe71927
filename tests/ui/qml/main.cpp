#include "pretend.h"

#include <QtQml/QQmlExtensionPlugin>
#include <QtQuickTest/quicktest.h>

Q_IMPORT_QML_PLUGIN(LikenessPlugin)

class Setup : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        QCoreApplication::setApplicationName(QStringLiteral("likeness-test"));
        qmlRegisterSingletonType<likeness::Pretend>(
            "LikenessTest", 1, 0, "Pretend", [this](QQmlEngine* engine, QJSEngine*) {
                return static_cast<QObject*>(new likeness::Pretend(*engine, m_fixtures));
            });
    }
    void qmlEngineAvailable(QQmlEngine* engine) { engine->addImportPath(QStringLiteral("qrc:/qt/qml")); }
    void cleanupTestCase() { m_fixtures.clear(); }

private:
    likeness::Pretend::Fixtures m_fixtures;
};

QUICK_TEST_MAIN_WITH_SETUP(likeness, Setup)

#include "main.moc"
