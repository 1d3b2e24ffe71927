#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class Selection;

/// What is known about the current photo, as texts.
/// Thread: gui.
class Inspector : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(bool valid READ valid NOTIFY changed)
    Q_PROPERTY(qint64 photoId READ photoId NOTIFY changed)
    Q_PROPERTY(QString path READ path NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString folder READ folder NOTIFY changed)
    Q_PROPERTY(QUrl image READ image NOTIFY changed)
    Q_PROPERTY(int width READ width NOTIFY changed)
    Q_PROPERTY(int height READ height NOTIFY changed)
    Q_PROPERTY(QString dimensions READ dimensions NOTIFY changed)
    Q_PROPERTY(QString sizeText READ sizeText NOTIFY changed)
    Q_PROPERTY(QString dateText READ dateText NOTIFY changed)
    Q_PROPERTY(QString camera READ camera NOTIFY changed)
    Q_PROPERTY(QString lens READ lens NOTIFY changed)
    Q_PROPERTY(QString exposureText READ exposureText NOTIFY changed)
    Q_PROPERTY(QString iso READ iso NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString formatText READ formatText NOTIFY changed)
    Q_PROPERTY(int rating READ rating NOTIFY changed)
    Q_PROPERTY(QStringList copies READ copies NOTIFY changed)
    Q_PROPERTY(QStringList tags READ tags NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString description READ description NOTIFY changed)
    Q_PROPERTY(bool online READ online NOTIFY changed)

public:
    Inspector(EngineBridge& bridge, const Selection& selection, QObject* parent = nullptr);

    bool valid() const { return bool(m_details.row.id); }
    qint64 photoId() const { return m_details.row.id.value; }
    QString path() const;
    QString name() const;
    QString folder() const;
    QUrl image() const;
    int width() const { return m_details.row.width; }
    int height() const { return m_details.row.height; }
    QString dimensions() const;
    QString sizeText() const;
    QString dateText() const;
    QString camera() const;
    QString lens() const;
    QString exposureText() const;
    QString iso() const;
    QString place() const;
    QString formatText() const;
    int rating() const { return m_details.row.rating; }
    QStringList copies() const;
    QStringList tags() const;
    QString title() const;
    QString description() const;
    bool online() const { return m_details.row.online; }

Q_SIGNALS:
    void changed();

private:
    void load();

    EngineBridge& m_bridge;
    const Selection& m_selection;
    PhotoDetails m_details;
    RequestId m_request;
    QTimer m_loadSoon;
    QTimer m_refreshLater;
};

} // namespace likeness
