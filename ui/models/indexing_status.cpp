#include "indexing_status.h"

#include "ui/bridge/engine_text.h"

#include <QtCore/QLocale>

namespace likeness {

IndexingStatus::IndexingStatus(EngineBridge& bridge, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    connect(&bridge, &EngineBridge::progressed, this, [this](const IndexProgress& progress) {
        m_progress = progress;
        Q_EMIT changed();
    });
    connect(&bridge, &EngineBridge::indexingFinished, this,
            [this](const IndexingFinished& finish) { Q_EMIT finished(finish.filesDone, finish.filesFailed); });
}

QString IndexingStatus::state() const
{
    switch (m_progress.state) {
    case IndexingState::Scanning:
        return QStringLiteral("scanning");
    case IndexingState::Indexing:
        return QStringLiteral("indexing");
    case IndexingState::Paused:
        return QStringLiteral("paused");
    case IndexingState::Idle:
        break;
    }
    return QStringLiteral("idle");
}

double IndexingStatus::fraction() const
{
    return m_progress.filesToDo > 0 ? double(m_progress.filesDone) / double(m_progress.filesToDo) : 0.0;
}

QString IndexingStatus::rateText() const
{
    if (m_progress.state != IndexingState::Indexing || m_progress.filesPerSecond <= 0) {
        return {};
    }
    return describeRate(m_progress.filesPerSecond);
}

QString IndexingStatus::describeRate(double perSecond)
{
    return tr("%1 photos/s").arg(QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0));
}

QString IndexingStatus::timeLeftText() const
{
    if (!m_progress.timeLeft || m_progress.state != IndexingState::Indexing) {
        return {};
    }
    return describeTimeLeft(*m_progress.timeLeft);
}

QString IndexingStatus::describeTimeLeft(std::chrono::seconds left)
{
    const int seconds = int(std::min<std::int64_t>(left.count(), 1'000'000));
    if (seconds < 60) {
        return tr("less than a minute left");
    }
    if (seconds < 3600) {
        return tr("%n minute(s) left", nullptr, (seconds + 30) / 60);
    }
    if (seconds < 2 * 86400) {
        return tr("%n hour(s) left", nullptr, (seconds + 1800) / 3600);
    }
    return tr("%n day(s) left", nullptr, (seconds + 43200) / 86400);
}

QString IndexingStatus::bottleneck() const
{
    const std::string& stage = m_progress.bottleneck;
    if (stage == "reading") {
        return tr("reading files");
    }
    if (stage == "decoding") {
        return tr("decoding pictures");
    }
    if (stage == "embedding") {
        return tr("computing likeness");
    }
    return stage == "writing" ? tr("writing to disk") : QString::fromStdString(stage);
}

QString IndexingStatus::device() const { return engineText(m_progress.device); }

QString IndexingStatus::deviceReason() const { return engineText(m_progress.deviceReason); }

void IndexingStatus::setGraphics(const QString& name, const QString& reason)
{
    m_graphics = name;
    m_graphicsReason = reason;
    Q_EMIT graphicsChanged();
}

void IndexingStatus::pause() { m_bridge.send(PauseIndexing{}); }

void IndexingStatus::resume() { m_bridge.send(ResumeIndexing{}); }

void IndexingStatus::cancel() { m_bridge.send(CancelIndexing{}); }

} // namespace likeness
