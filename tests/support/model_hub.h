#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace likeness::testing {

/// A model hub of its own on this computer (model_hub.py says what it can do wrong).
/// Thread: one; it runs as a process of its own.
class ModelHub {
public:
    /// `certificate` is a PEM file with certificate and key, for the port that speaks TLS.
    explicit ModelHub(const QString& certificate = {});
    ~ModelHub();

    bool isRunning() const { return !m_ports.isEmpty(); }
    int port(const char* role) const { return m_ports[QLatin1String(role)].toInt(); }
    /// "http://127.0.0.1:PORT" of "hub", "cdn", "proxy", "deaf" or "tls" (with https).
    std::string address(const char* role = "hub") const;

    /// Puts a file into a repository.
    void put(const QString& repository, const QString& name, const QByteArray& content);
    /// Puts in a small CLIP of two megabytes of seeded noise: not a model that runs, but all its files.
    void putModel(const QString& repository);
    QByteArray content(const QString& repository, const QString& name) const;

    /// From now on; without any, it behaves.
    void setFaults(const QJsonArray& faults);
    /// What was asked for since the last time.
    QJsonArray log();
    /// Returns once a connection hangs or stalls.
    void awaitFault(const QString& name);

private:
    QJsonObject order(const QJsonObject& what);
    QJsonObject answer();
    QString pathOf(const QString& repository, const QString& name) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_ports;
};

} // namespace likeness::testing
