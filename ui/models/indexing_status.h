#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// Where indexing stands, for the status bar.
/// Thread: gui.
class IndexingStatus : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(qint64 found READ found NOTIFY changed)
    Q_PROPERTY(qint64 toDo READ toDo NOTIFY changed)
    Q_PROPERTY(qint64 done READ done NOTIFY changed)
    Q_PROPERTY(qint64 failed READ failed NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    Q_PROPERTY(QString rateText READ rateText NOTIFY changed)
    Q_PROPERTY(QString timeLeftText READ timeLeftText NOTIFY changed)
    Q_PROPERTY(QString bottleneck READ bottleneck NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString device READ device NOTIFY changed)
    Q_PROPERTY(QString deviceReason READ deviceReason NOTIFY changed)
    Q_PROPERTY(QString graphics READ graphics NOTIFY graphicsChanged)
    Q_PROPERTY(QString graphicsReason READ graphicsReason NOTIFY graphicsChanged)

public:
    explicit IndexingStatus(EngineBridge& bridge, QObject* parent = nullptr);

    /// "idle", "scanning", "indexing" or "paused"
    QString state() const;
    qint64 found() const { return m_progress.filesFound; }
    qint64 toDo() const { return m_progress.filesToDo; }
    qint64 done() const { return m_progress.filesDone; }
    qint64 failed() const { return m_progress.filesFailed; }
    double fraction() const;
    QString rateText() const;
    QString timeLeftText() const;
    QString bottleneck() const;
    /// What embeds, for people; while it is not the one that answers, it is arriving.
    /// Why indexing stopped by itself; empty when all is well.
    QString problem() const { return QString::fromStdString(m_progress.problem); }
    QString device() const;
    QString deviceReason() const;
    QString graphics() const { return m_graphics; }
    QString graphicsReason() const { return m_graphicsReason; }
    void setGraphics(const QString& name, const QString& reason);

    /// "12 photos/s"
    static QString describeRate(double perSecond);
    /// "3 minutes left"
    static QString describeTimeLeft(std::chrono::seconds left);

    Q_INVOKABLE void pause();
    Q_INVOKABLE void resume();
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();
    void graphicsChanged();
    /// A run came to its end.
    void finished(qint64 done, qint64 failed);

private:
    EngineBridge& m_bridge;
    IndexProgress m_progress;
    QString m_graphics;
    QString m_graphicsReason;
};

} // namespace likeness
