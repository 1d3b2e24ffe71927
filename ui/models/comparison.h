#pragma once

#include "ui/models/installed_models.h"
#include "ui/models/query_model.h"
#include "ui/models/selection.h"

#include <unordered_map>

namespace likeness {

class Comparison;

/// One model's answer in a comparison.
/// Thread: gui.
class ComparisonSide : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Comparison")
    Q_PROPERTY(likeness::PhotoListModel* photos READ photos CONSTANT)
    Q_PROPERTY(likeness::Selection* selection READ selection CONSTANT)
    Q_PROPERTY(QString modelId READ modelId WRITE setModelId NOTIFY modelChanged)
    Q_PROPERTY(QString modelName READ modelName NOTIFY modelChanged)
    Q_PROPERTY(bool inUse READ inUse NOTIFY modelChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY answerChanged)
    Q_PROPERTY(double suggestedCutOff READ suggestedCutOff NOTIFY answerChanged)
    Q_PROPERTY(int aboveCutOff READ aboveCutOff NOTIFY answerChanged)
    Q_PROPERTY(int revision READ revision NOTIFY marksChanged)

public:
    ComparisonSide(EngineBridge& bridge, InstalledModels& models, Comparison& comparison);

    PhotoListModel* photos() { return &m_photos; }
    Selection* selection() { return &m_selection; }
    QString modelId() const { return m_modelId; }
    void setModelId(const QString& modelId);
    QString modelName() const { return m_models.nameOf(m_modelId); }
    bool inUse() const { return !m_modelId.isEmpty() && m_modelId == m_models.activeId(); }
    QString problem() const { return m_problem; }
    double suggestedCutOff() const { return m_suggestedCutOff; }
    /// How many of the photos compared are more alike than chance explains.
    int aboveCutOff() const { return m_aboveCutOff; }
    /// Grows when the other side's answer changes what `otherRank` says.
    int revision() const { return m_revision; }
    /// Where the other side shows this photo, counted from 1; 0 = not among those compared.
    Q_INVOKABLE int otherRank(qint64 photoId) const;

    const std::unordered_map<PhotoId, int>& ranks() const { return m_ranks; }

Q_SIGNALS:
    void modelChanged();
    void answerChanged();
    void marksChanged();

private:
    friend class Comparison;

    void ask(Query query);
    void take(const QueryResult& result);
    void forget(const QString& problem);

    InstalledModels& m_models;
    Comparison& m_comparison;
    PhotoListModel m_photos;
    Selection m_selection;
    QString m_modelId;
    QString m_problem;
    double m_suggestedCutOff = -1.0;
    int m_aboveCutOff = 0;
    std::unordered_map<PhotoId, int> m_ranks;
    int m_revision = 0;
};

/// The same question answered by two models.
/// Thread: gui.
class Comparison : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(likeness::ComparisonSide* left READ left CONSTANT)
    Q_PROPERTY(likeness::ComparisonSide* right READ right CONSTANT)
    Q_PROPERTY(bool running READ running NOTIFY runningChanged)
    Q_PROPERTY(int sharedCount READ sharedCount NOTIFY marksChanged)
    Q_PROPERTY(int depth READ depth CONSTANT)

public:
    /// Photos compared on each side: as many as a person looks through.
    static constexpr int kDepth = 100;

    Comparison(EngineBridge& bridge, QueryModel& query, InstalledModels& models, QObject* parent = nullptr);

    /// Begins to follow the question. Two ids, or empty ones: the model in use and the first other that can answer.
    Q_INVOKABLE void start(const QString& leftId = {}, const QString& rightId = {});
    Q_INVOKABLE void stop();
    Q_INVOKABLE void swap();

    ComparisonSide* left() { return &m_left; }
    ComparisonSide* right() { return &m_right; }
    const ComparisonSide& other(const ComparisonSide& side) const { return &side == &m_left ? m_right : m_left; }
    bool running() const { return m_running; }
    /// Photos that both sides show among the first `depth`.
    int sharedCount() const;
    int depth() const { return kDepth; }

Q_SIGNALS:
    void runningChanged();
    void marksChanged();

private:
    friend class ComparisonSide;

    void askSoon();
    void askBoth();
    void askSide(ComparisonSide& side);
    void chooseModels();
    void noteMarks();

    QueryModel& m_query;
    InstalledModels& m_models;
    ComparisonSide m_left;
    ComparisonSide m_right;
    bool m_running = false;
    QTimer m_askSoon;
};

} // namespace likeness
