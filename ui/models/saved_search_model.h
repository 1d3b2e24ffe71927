#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class QueryModel;

/// The questions kept under a name.
/// Thread: gui.
class SavedSearchModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { SearchIdRole = Qt::UserRole + 1, NameRole };
    Q_ENUM(Role)

    SavedSearchModel(EngineBridge& bridge, QueryModel& query, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_searches.size()); }
    /// Keeps the present question; the same name replaces. `failed` says when it cannot be kept.
    Q_INVOKABLE void save(const QString& name);
    Q_INVOKABLE void open(int row);
    Q_INVOKABLE void remove(int row);
    void refresh();

Q_SIGNALS:
    void countChanged();
    void failed(const QString& text);

private:
    EngineBridge& m_bridge;
    QueryModel& m_query;
    std::vector<SavedSearch> m_searches;
    RequestId m_request;
};

} // namespace likeness
