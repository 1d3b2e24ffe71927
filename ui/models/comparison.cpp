#include "comparison.h"

#include "ui/bridge/convert.h"

#include <QtQml/QQmlEngine>

namespace likeness {

namespace {

/// As long as the question itself waits for more letters.
constexpr std::chrono::milliseconds kAskAfter{120};
/// Below every score: a comparison shows what each model puts first, however unlike.
constexpr float kNoCutOff = -1e9F;

} // namespace

ComparisonSide::ComparisonSide(EngineBridge& bridge, InstalledModels& models, Comparison& comparison)
    : m_models(models)
    , m_comparison(comparison)
    , m_photos(bridge)
    , m_selection(m_photos)
{
    for (QObject* object : std::initializer_list<QObject*>{this, &m_photos, &m_selection}) {
        QQmlEngine::setObjectOwnership(object, QQmlEngine::CppOwnership);
    }
    connect(&models, &InstalledModels::changed, this, &ComparisonSide::modelChanged);
    connect(&m_photos, &PhotoListModel::answered, this,
            [this](const std::shared_ptr<const QueryResult>& result) { take(*result); });
    connect(&m_photos, &PhotoListModel::failed, this, [this](const Error& error) {
        forget(error.code == ErrorCode::Unsupported ? tr("This model does not understand words.")
               : error.code == ErrorCode::NotFound  ? tr("This model has not seen the photos of this library yet.")
                                                    : explain(error));
    });
}

void ComparisonSide::setModelId(const QString& modelId)
{
    if (m_modelId == modelId) {
        return;
    }
    m_modelId = modelId;
    Q_EMIT modelChanged();
    if (m_comparison.running()) {
        m_comparison.askSide(*this);
    }
}

void ComparisonSide::ask(Query query)
{
    query.model = m_modelId.toStdString();
    query.sort = SortKey::Score;
    query.ascending = false;
    query.countMax = Comparison::kDepth;
    m_photos.show(query, kNoCutOff, /*keepPlace=*/false);
}

void ComparisonSide::take(const QueryResult& result)
{
    m_problem.clear();
    m_suggestedCutOff = double(result.suggestedCutOff);
    m_aboveCutOff = int(std::count_if(result.scores.begin(), result.scores.end(),
                                      [&](float score) { return score >= result.suggestedCutOff; }));
    m_ranks.clear();
    for (std::size_t row = 0; row < result.photos.size(); ++row) {
        m_ranks.emplace(result.photos[row], int(row) + 1);
    }
    Q_EMIT answerChanged();
    m_comparison.noteMarks();
}

void ComparisonSide::forget(const QString& problem)
{
    m_problem = problem;
    m_aboveCutOff = 0;
    m_ranks.clear();
    Q_EMIT answerChanged();
    m_comparison.noteMarks();
}

int ComparisonSide::otherRank(qint64 photoId) const
{
    const auto& ranks = m_comparison.other(*this).ranks();
    const auto it = ranks.find(PhotoId{photoId});
    return it != ranks.end() ? it->second : 0;
}

Comparison::Comparison(EngineBridge& bridge, QueryModel& query, InstalledModels& models, QObject* parent)
    : QObject(parent)
    , m_query(query)
    , m_models(models)
    , m_left(bridge, models, *this)
    , m_right(bridge, models, *this)
{
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(kAskAfter);
    connect(&m_askSoon, &QTimer::timeout, this, &Comparison::askBoth);
    connect(&query, &QueryModel::queryChanged, this, &Comparison::askSoon);
    connect(&query, &QueryModel::filterChanged, this, &Comparison::askSoon);
    connect(&query, &QueryModel::folderChanged, this, &Comparison::askSoon);
    connect(&query, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                if (roles.contains(QueryModel::WeightRole)) {
                    askSoon();
                }
            });
    connect(&models, &InstalledModels::changed, this, [this] {
        if (m_running) {
            chooseModels(); // one of the two may have been removed
        }
    });
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        if (m_running && !m_query.empty()) {
            m_left.m_photos.refreshSoon();
            m_right.m_photos.refreshSoon();
        }
    });
}

void Comparison::start(const QString& leftId, const QString& rightId)
{
    const bool before = std::exchange(m_running, false); // both are asked at the end, once
    if (!leftId.isEmpty()) {
        m_left.setModelId(leftId);
    }
    if (!rightId.isEmpty()) {
        m_right.setModelId(rightId);
    }
    chooseModels();
    m_running = true;
    if (!before) {
        Q_EMIT runningChanged();
    }
    askBoth();
}

void Comparison::stop()
{
    m_askSoon.stop();
    if (std::exchange(m_running, false)) {
        Q_EMIT runningChanged();
    }
}

void Comparison::swap()
{
    const QString left = m_left.modelId();
    m_left.setModelId(m_right.modelId());
    m_right.setModelId(left);
}

void Comparison::chooseModels()
{
    const auto canAnswer = [this](const QString& modelId) {
        const auto& models = m_models.models();
        return std::any_of(models.begin(), models.end(), [&](const ModelInfo& model) {
            return model.vectors > 0 && QString::fromStdString(model.id) == modelId;
        });
    };
    const auto firstBut = [&](const QString& taken) {
        for (const ModelInfo& model : m_models.models()) {
            const QString modelId = QString::fromStdString(model.id);
            if (modelId != taken && canAnswer(modelId)) {
                return modelId;
            }
        }
        return QString();
    };
    if (!canAnswer(m_left.modelId())) {
        const QString active = m_models.activeId();
        m_left.setModelId(canAnswer(active) && active != m_right.modelId() ? active : firstBut(m_right.modelId()));
    }
    if (!canAnswer(m_right.modelId()) || m_right.modelId() == m_left.modelId()) {
        m_right.setModelId(firstBut(m_left.modelId()));
    }
}

void Comparison::askSoon()
{
    if (m_running) {
        m_askSoon.start();
    }
}

void Comparison::askBoth()
{
    m_askSoon.stop();
    askSide(m_left);
    askSide(m_right);
}

void Comparison::askSide(ComparisonSide& side)
{
    if (m_query.empty() || side.modelId().isEmpty()) {
        side.forget({});
    } else {
        side.ask(m_query.query());
    }
}

int Comparison::sharedCount() const
{
    const auto& right = m_right.ranks();
    return int(std::count_if(m_left.ranks().begin(), m_left.ranks().end(),
                             [&](const auto& rank) { return right.contains(rank.first); }));
}

void Comparison::noteMarks()
{
    for (ComparisonSide* side : {&m_left, &m_right}) {
        ++side->m_revision;
        Q_EMIT side->marksChanged();
    }
    Q_EMIT marksChanged();
}

} // namespace likeness
