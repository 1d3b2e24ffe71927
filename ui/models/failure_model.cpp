#include "failure_model.h"

#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace likeness {

FailureModel::FailureModel(EngineBridge& bridge, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
{
    connect(&bridge, &EngineBridge::indexingFinished, this, [this](const IndexingFinished&) { refresh(); });
}

int FailureModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> FailureModel::roleNames() const
{
    return {{PathRole, "path"}, {NameRole, "name"}, {ReasonRole, "reason"}, {WhenTextRole, "whenText"}};
}

QVariant FailureModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const FailedFile& file = m_failures[std::size_t(index.row())];
    switch (role) {
    case PathRole:
        return shownPath(file.path);
    case NameRole:
    case Qt::DisplayRole:
        return displayName(file.path);
    case ReasonRole:
        return engineText(file.reason);
    case WhenTextRole:
        return file.whenSeconds > 0
                   ? QLocale().toString(QDateTime::fromSecsSinceEpoch(file.whenSeconds), QLocale::ShortFormat)
                   : QString();
    default:
        return {};
    }
}

void FailureModel::refresh()
{
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<FailuresListed>(ListFailures{}, this, [this](const FailuresListed& listed) {
        m_request = {};
        beginResetModel(); // read by nobody while it changes
        m_failures = listed.failures;
        endResetModel();
        Q_EMIT countChanged();
    });
}

void FailureModel::retry()
{
    m_bridge.ask<CommandDone>(RetryFailures{}, this, [this](const CommandDone&) { refresh(); });
}

QString FailureModel::asText() const
{
    QString text;
    for (const FailedFile& file : m_failures) {
        text += shownPath(file.path) + u'\t' + engineText(file.reason) + u'\n';
    }
    return text;
}

} // namespace likeness
