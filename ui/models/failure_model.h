#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// The files that could not be indexed, and why.
/// Thread: gui.
class FailureModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { PathRole = Qt::UserRole + 1, NameRole, ReasonRole, WhenTextRole };
    Q_ENUM(Role)

    explicit FailureModel(EngineBridge& bridge, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_failures.size()); }
    Q_INVOKABLE void refresh();
    /// Tries every failed file again.
    Q_INVOKABLE void retry();
    /// The list as text, for the clipboard.
    Q_INVOKABLE QString asText() const;

Q_SIGNALS:
    void countChanged();

private:
    EngineBridge& m_bridge;
    std::vector<FailedFile> m_failures;
    RequestId m_request;
};

} // namespace likeness
