#pragma once

#include <QtCore/QObject>
#include <QtQmlIntegration/qqmlintegration.h>

#include <functional>

namespace likeness {

/// The way back from what was done last to photos: one step, whatever it was.
/// Thread: gui.
class Undo : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    /// What was done, as a sentence; empty when nothing can be taken back.
    Q_PROPERTY(QString text READ text NOTIFY changed)

public:
    using QObject::QObject;

    QString text() const { return m_text; }
    /// Takes the place of what was offered before. `takeBack` is called once at most, and not after `forget`.
    void offer(const QString& text, std::function<void()> takeBack);
    Q_INVOKABLE void takeBack();
    Q_INVOKABLE void forget();

Q_SIGNALS:
    /// Also when the same thing was done again.
    void changed();

private:
    QString m_text;
    std::function<void()> m_takeBack;
};

} // namespace likeness
