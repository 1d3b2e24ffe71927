#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QDateTime>
#include <QtCore/QVariant>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// Something known, for people: what, how much, and what is to be said about it. Empty parts are left out.
struct DiagnosticFact {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString note MEMBER note)

public:
    QString label;
    QString value;
    QString note;
};

/// Times of one kind of search: half, 95 and 99 of a hundred are not slower.
struct DiagnosticTimes {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString median MEMBER median)
    Q_PROPERTY(QString p95 MEMBER p95)
    Q_PROPERTY(QString p99 MEMBER p99)

public:
    QString label;
    QString median;
    QString p95;
    QString p99;
};

/// A part of the library's bytes on the disk. `share` is of all, 0..1.
struct DiagnosticPart {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString size MEMBER size)
    Q_PROPERTY(double share MEMBER share)

public:
    QString label;
    QString size;
    double share = 0;
};

/// How the library is doing: what is in it, how right and how fast its index is, what it takes, and whether it is
/// whole; asked again every second while a page follows it.
/// Thread: gui.
class Diagnostics : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    Q_PROPERTY(QVariantList library READ library NOTIFY changed)
    Q_PROPERTY(QVariantList computing READ computing NOTIFY changed)
    Q_PROPERTY(QVariantList index READ index NOTIFY changed)
    Q_PROPERTY(QVariantList recall READ recall NOTIFY changed)
    Q_PROPERTY(QVariantList times READ times NOTIFY changed)
    Q_PROPERTY(QVariantList parts READ parts NOTIFY changed)
    Q_PROPERTY(QString diskText READ diskText NOTIFY changed)
    Q_PROPERTY(QVariantList memory READ memory NOTIFY changed)
    Q_PROPERTY(qint64 failures READ failures NOTIFY changed)
    Q_PROPERTY(bool measuring READ measuring NOTIFY changed)
    Q_PROPERTY(double measuredShare READ measuredShare NOTIFY changed)
    Q_PROPERTY(bool building READ building NOTIFY changed)
    Q_PROPERTY(bool verifying READ verifying NOTIFY workChanged)
    Q_PROPERTY(QString verifiedText READ verifiedText NOTIFY workChanged)
    Q_PROPERTY(QStringList damages READ damages NOTIFY workChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY workChanged)
    Q_PROPERTY(QString problemDetail READ problemDetail NOTIFY workChanged)

public:
    explicit Diagnostics(EngineBridge& bridge, QObject* parent = nullptr);

    bool loaded() const { return m_loaded; }
    /// Nothing is indexed yet, so there is nothing to measure.
    bool empty() const { return m_status.vectors == 0; }
    // Lists of DiagnosticFact, but for `times` and `parts`.
    QVariantList library() const;
    QVariantList computing() const;
    QVariantList index() const;
    QVariantList recall() const;
    QVariantList times() const;
    QVariantList parts() const;
    QString diskText() const;
    QVariantList memory() const;
    qint64 failures() const { return m_status.failures; }
    bool measuring() const { return m_status.measuring || bool(m_measuring); }
    double measuredShare() const { return m_status.measuredShare; }
    bool building() const { return m_status.indexBuilding || bool(m_rebuilding); }
    bool verifying() const { return bool(m_verifying); }
    /// How the last check went; empty before.
    QString verifiedText() const { return m_verifiedText; }
    QStringList damages() const { return m_damages; }
    QString problem() const { return m_problem; }
    QString problemDetail() const { return m_problemDetail; }
    void setGraphics(const QString& name, const QString& reason);

    /// While true, what is shown follows the engine.
    Q_INVOKABLE void follow(bool on);
    Q_INVOKABLE void refresh();
    /// Compares the index with exact answers, now.
    Q_INVOKABLE void measure();
    /// Checks every row, vector, thumbnail and index file.
    Q_INVOKABLE void verify();
    /// Throws the index's files away and makes them again.
    Q_INVOKABLE void rebuild();
    Q_INVOKABLE void dismissProblem();
    /// Everything as lines of text.
    Q_INVOKABLE QString asText() const;
    Q_INVOKABLE void copy() const;

Q_SIGNALS:
    void changed();
    void workChanged();

private:
    void take(const LibraryStatus& status);
    void setProblem(const QString& problem, const Error& error);

    EngineBridge& m_bridge;
    LibraryStatus m_status;
    bool m_loaded = false;
    QString m_graphics;
    QString m_graphicsReason;
    RequestId m_request;
    RequestId m_measuring;
    RequestId m_verifying;
    RequestId m_rebuilding;
    QString m_verifiedText;
    QStringList m_damages;
    QString m_problem;
    QString m_problemDetail;
    QTimer m_timer;
};

} // namespace likeness
