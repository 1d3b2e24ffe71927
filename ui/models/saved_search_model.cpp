#include "saved_search_model.h"

#include "query_model.h"
#include "ui/bridge/convert.h"

#include <algorithm>

namespace likeness {

SavedSearchModel::SavedSearchModel(EngineBridge& bridge, QueryModel& query, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_query(query)
{
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged& change) {
        if (change.searchesChanged) {
            refresh();
        }
    });
}

int SavedSearchModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> SavedSearchModel::roleNames() const { return {{SearchIdRole, "searchId"}, {NameRole, "name"}}; }

QVariant SavedSearchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const SavedSearch& search = m_searches[std::size_t(index.row())];
    switch (role) {
    case SearchIdRole:
        return qint64(search.id.value);
    case NameRole:
    case Qt::DisplayRole:
        return QString::fromStdString(search.name);
    default:
        return {};
    }
}

void SavedSearchModel::refresh()
{
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<SavedSearchesListed>(ListSavedSearches{}, this, [this](const SavedSearchesListed& listed) {
        m_request = {};
        beginResetModel(); // a handful of rows, changed by hand
        m_searches = listed.searches;
        endResetModel();
        Q_EMIT countChanged();
    });
}

void SavedSearchModel::save(const QString& name)
{
    Query query = m_query.query();
    const bool hasBytes = std::any_of(query.parts.begin(), query.parts.end(), [](const QueryPart& part) {
        return std::holds_alternative<ImageBytes>(part.source);
    });
    if (hasBytes) {
        Q_EMIT failed(tr("A search with a pasted picture cannot be kept: save the picture as a file and drop that."));
        return;
    }
    if (!query.parts.empty()) {
        query.scoreMin = float(m_query.cutOff());
    }
    m_bridge.ask<CommandDone>(
        SaveSearch{name.trimmed().toStdString(), query}, this, [this](const CommandDone&) { refresh(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void SavedSearchModel::open(int row)
{
    if (row >= 0 && row < count()) {
        const SavedSearch& search = m_searches[std::size_t(row)];
        m_query.open(search.query, QString::fromStdString(search.name));
    }
}

void SavedSearchModel::remove(int row)
{
    if (row >= 0 && row < count()) {
        m_bridge.ask<CommandDone>(
            DeleteSavedSearch{m_searches[std::size_t(row)].id}, this, [this](const CommandDone&) { refresh(); },
            [this](const Error& error) { Q_EMIT failed(explain(error)); });
    }
}

} // namespace likeness
