#include "diagnostics.h"

#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <cmath>

namespace likeness {

namespace {

constexpr std::chrono::milliseconds kFollowEvery{1000};

QString bytesText(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString countText(std::int64_t count) { return QLocale().toString(qlonglong(count)); }

/// Rounded down: what is not everything must not look like it.
QString percentText(double share)
{
    const double tenths = std::floor(share * 1000);
    return QLocale().toString(tenths / 10, 'f', tenths < 1000 ? 1 : 0) + QLatin1Char(' ') + QLocale().percent();
}

void add(QVariantList& facts, const QString& label, const QString& value, const QString& note = {})
{
    if (!value.isEmpty()) {
        facts.append(QVariant::fromValue(DiagnosticFact{label, value, note}));
    }
}

} // namespace

Diagnostics::Diagnostics(EngineBridge& bridge, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    m_timer.setInterval(kFollowEvery);
    connect(&m_timer, &QTimer::timeout, this, &Diagnostics::refresh);
}

void Diagnostics::setGraphics(const QString& name, const QString& reason)
{
    m_graphics = name;
    m_graphicsReason = reason;
    Q_EMIT changed();
}

void Diagnostics::follow(bool on)
{
    if (!on) {
        m_timer.stop();
        return;
    }
    refresh();
    m_timer.start();
}

void Diagnostics::refresh()
{
    if (m_request) {
        return; // a busy engine is not asked twice
    }
    m_request = m_bridge.ask<StatusReported>(
        ReportStatus{}, this,
        [this](const StatusReported& reported) {
            m_request = {};
            take(reported.status);
        },
        [this](const Error& error) {
            m_request = {};
            setProblem(tr("The library does not tell how it is."), error);
        });
}

void Diagnostics::take(const LibraryStatus& status)
{
    m_status = status;
    m_loaded = true;
    Q_EMIT changed();
}

void Diagnostics::measure()
{
    if (m_measuring) {
        return;
    }
    dismissProblem();
    m_measuring = m_bridge.ask<StatusReported>(
        MeasureIndex{}, this,
        [this](const StatusReported& reported) {
            m_measuring = {};
            take(reported.status);
        },
        [this](const Error& error) {
            m_measuring = {};
            Q_EMIT changed();
            setProblem(tr("The index could not be measured."), error);
        });
    Q_EMIT changed();
}

void Diagnostics::verify()
{
    if (m_verifying) {
        return;
    }
    dismissProblem();
    m_verifiedText.clear();
    m_damages.clear();
    m_verifying = m_bridge.ask<VerifyFinished>(
        VerifyLibrary{}, this,
        [this](const VerifyFinished& finished) {
            m_verifying = {};
            for (const std::string& damage : finished.problems) {
                m_damages.append(QString::fromStdString(damage));
            }
            const QString when = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
            m_verifiedText
                = m_damages.isEmpty()
                      ? tr("%Ln photo(s) checked at %1: everything is whole.", nullptr, int(finished.checked)).arg(when)
                      : tr("%Ln problem(s) found at %1.", nullptr, int(m_damages.size())).arg(when);
            Q_EMIT workChanged();
        },
        [this](const Error& error) {
            m_verifying = {};
            setProblem(tr("The library could not be checked."), error);
        });
    Q_EMIT workChanged();
}

void Diagnostics::rebuild()
{
    if (m_rebuilding) {
        return;
    }
    dismissProblem();
    m_rebuilding = m_bridge.ask<CommandDone>(
        RebuildIndex{}, this,
        [this](const CommandDone&) {
            m_rebuilding = {};
            Q_EMIT changed();
            refresh();
        },
        [this](const Error& error) {
            m_rebuilding = {};
            Q_EMIT changed();
            setProblem(tr("The index could not be made again."), error);
        });
    Q_EMIT changed();
}

void Diagnostics::dismissProblem()
{
    m_problem.clear();
    m_problemDetail.clear();
    Q_EMIT workChanged();
}

void Diagnostics::setProblem(const QString& problem, const Error& error)
{
    m_problem = problem;
    m_problemDetail = QString::fromStdString(error.message);
    Q_EMIT workChanged();
}

QVariantList Diagnostics::library() const
{
    QVariantList facts;
    add(facts, tr("Folder"), shownPath(m_status.library));
    add(facts, tr("Photos"), countText(m_status.photos),
        m_status.photos > m_status.contents
            ? tr("in %Ln folder(s); %1 of them are copies of others", nullptr, int(m_status.folders))
                  .arg(countText(m_status.photos - m_status.contents))
            : tr("in %Ln folder(s)", nullptr, int(m_status.folders)));
    if (m_status.offlinePhotos > 0) {
        add(facts, tr("Away"), countText(m_status.offlinePhotos), tr("on drives that are not connected"));
    }
    add(facts, tr("Not readable"), m_status.failures > 0 ? countText(m_status.failures) : tr("none"));
    const std::int64_t unlearnt = m_status.contents - m_status.vectors;
    if (unlearnt > 0) {
        add(facts, tr("Still to learn"), countText(unlearnt));
    }
    add(facts, tr("Stopped"), QString::fromStdString(m_status.problem));
    return facts;
}

QVariantList Diagnostics::computing() const
{
    QVariantList facts;
    const ModelInfo& model = m_status.model;
    add(facts, tr("Model"), engineText(model.name.empty() ? model.id : model.name),
        model.dimension > 0 ? tr("%Ln number(s) for each photo", nullptr, model.dimension) : QString());
    add(facts, tr("Words"), model.understandsWords ? tr("understood") : tr("not understood"),
        QString::fromStdString(model.languages));
    add(facts, tr("Computes on"), m_status.device.empty() ? tr("nothing at the moment") : engineText(m_status.device),
        m_status.device.empty() ? tr("The model is loaded when it is needed.") : engineText(m_status.deviceReason));
    add(facts, tr("Draws with"), m_graphics, m_graphicsReason);
    return facts;
}

QVariantList Diagnostics::index() const
{
    QVariantList facts;
    add(facts, tr("Kind"), engineText(m_status.indexKind), engineText(m_status.indexReason));
    if (m_status.indexBuildTime.count() > 0) {
        const double seconds = double(m_status.indexBuildTime.count()) / 1000;
        add(facts, tr("Made in"), tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0)));
    }
    if (m_status.waitingVectors > 0 && m_status.indexKind != "exact") {
        add(facts, tr("Newer photos"), countText(m_status.waitingVectors),
            tr("compared with one by one until they are merged into the index"));
    }
    return facts;
}

QVariantList Diagnostics::recall() const
{
    QVariantList facts;
    if (!m_status.measured) {
        return facts;
    }
    const IndexMeasurement& measured = *m_status.measured;
    add(facts, tr("With a photo"), percentText(measured.images.recall10),
        tr("of the ten closest are found, over %Ln photo(s)", nullptr, int(measured.images.queries)));
    if (measured.words) {
        add(facts, tr("With words"), percentText(measured.words->recall10),
            tr("of the ten closest are found, over %Ln caption(s)", nullptr, int(measured.words->queries)));
    }
    add(facts, tr("Measured"),
        QLocale().toString(QDateTime::fromSecsSinceEpoch(measured.whenSeconds), QLocale::ShortFormat),
        measured.vectors == m_status.vectors ? QString()
                                             : tr("with %Ln photo(s); now there are %1", nullptr, int(measured.vectors))
                                                   .arg(countText(m_status.vectors)));
    return facts;
}

QVariantList Diagnostics::times() const
{
    QVariantList rows;
    const auto text = [](std::chrono::microseconds time) {
        const double ms = double(time.count()) / 1000;
        return ms < 1000 ? tr("%1 ms").arg(QLocale().toString(ms, 'f',
                                                              ms < 1     ? 2
                                                              : ms < 100 ? 1
                                                                         : 0))
                         : tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
    };
    const auto add = [&](const QString& label, std::chrono::microseconds median, std::chrono::microseconds p95,
                         std::chrono::microseconds p99) {
        rows.append(QVariant::fromValue(DiagnosticTimes{label, text(median), text(p95), text(p99)}));
    };
    if (m_status.searches > 0) {
        add(tr("Your last %Ln search(es)", nullptr, int(std::min<std::int64_t>(m_status.searches, 1000))),
            m_status.searchMedian, m_status.searchP95, m_status.searchP99);
    }
    if (m_status.measured) {
        const QueryFigures& images = m_status.measured->images;
        add(tr("The index alone, with a photo"), images.median, images.p95, images.p99);
        if (const auto& words = m_status.measured->words) {
            add(tr("The index alone, with words"), words->median, words->p95, words->p99);
        }
    }
    return rows;
}

QVariantList Diagnostics::parts() const
{
    const std::pair<QString, std::int64_t> sizes[] = {{tr("Thumbnails"), m_status.thumbnailBytes},
                                                      {tr("What the models learnt"), m_status.vectorBytes},
                                                      {tr("Index"), m_status.indexBytes},
                                                      {tr("Catalog"), m_status.catalogBytes}};
    std::int64_t total = 0;
    for (const auto& [_, bytes] : sizes) {
        total += bytes;
    }
    QVariantList parts;
    for (const auto& [label, bytes] : sizes) {
        const double share = total > 0 ? double(bytes) / double(total) : 0;
        parts.append(QVariant::fromValue(DiagnosticPart{label, bytesText(bytes), share}));
    }
    return parts;
}

QString Diagnostics::diskText() const
{
    return bytesText(m_status.thumbnailBytes + m_status.vectorBytes + m_status.indexBytes + m_status.catalogBytes);
}

QVariantList Diagnostics::memory() const
{
    QVariantList facts;
    add(facts, tr("Program"), m_status.processBytes > 0 ? bytesText(m_status.processBytes) : QString(),
        tr("with the parts of files that are in use, which the system takes back when it needs the room"));
    add(facts, tr("Model"),
        m_status.modelHeldBytes > 0 ? tr("about %1").arg(bytesText(m_status.modelHeldBytes)) : QString());
    add(facts, tr("Index"), m_status.indexHeldBytes > 0 ? bytesText(m_status.indexHeldBytes) : QString());
    return facts;
}

QString Diagnostics::asText() const
{
    QStringList lines{tr("Likeness %1").arg(QCoreApplication::applicationVersion()).trimmed()};
    const auto section = [&lines](const QString& heading, const QVariantList& facts) {
        if (!facts.isEmpty()) {
            lines.append(QString());
            lines.append(heading);
        }
        for (const QVariant& one : facts) {
            const auto fact = one.value<DiagnosticFact>();
            const QString note = fact.note.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(fact.note);
            lines.append(QStringLiteral("  %1: %2%3").arg(fact.label, fact.value, note));
        }
    };
    section(tr("Library"), library());
    section(tr("Model and device"), computing());
    section(tr("Index"), index());
    section(tr("What the index finds"), recall());
    const QVariantList rows = times();
    if (!rows.isEmpty()) {
        lines << QString() << tr("How long searches take (median, 95 %, 99 %)");
    }
    for (const QVariant& one : rows) {
        const auto row = one.value<DiagnosticTimes>();
        lines.append(QStringLiteral("  %1: %2, %3, %4").arg(row.label, row.median, row.p95, row.p99));
    }
    lines << QString() << tr("On the disk: %1").arg(diskText());
    for (const QVariant& one : parts()) {
        const auto part = one.value<DiagnosticPart>();
        lines.append(QStringLiteral("  %1: %2").arg(part.label, part.size));
    }
    section(tr("In memory"), memory());
    if (!m_verifiedText.isEmpty()) {
        lines << QString() << m_verifiedText;
        for (const QString& damage : m_damages) {
            lines.append(QStringLiteral("  ") + damage);
        }
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void Diagnostics::copy() const { QGuiApplication::clipboard()->setText(asText()); }

} // namespace likeness
