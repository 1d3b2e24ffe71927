#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <memory>

namespace likeness::testing {

/// What one run of likeness-cli gave.
struct CliResult {
    int exitCode = -1; ///< -1 when it crashed or did not end
    QByteArray out;
    QByteArray err;

    /// Standard output, read as one JSON object per line.
    QList<QJsonObject> lines() const;
    /// The only object on standard output.
    QJsonObject object() const;
    /// For failure messages.
    QByteArray explain() const;
};

/// The real likeness-cli on one library.
class CommandLine {
public:
    explicit CommandLine(QString library)
        : m_library(std::move(library))
    {
    }

    const QString& library() const { return m_library; }
    /// Runs to the end, with --json.
    CliResult run(const QStringList& arguments, const QByteArray& standardInput = {}) const;
    /// Runs to the end as a person would type it.
    CliResult runPlain(const QStringList& arguments) const;
    /// Starts with --json and does not wait.
    std::unique_ptr<QProcess> start(const QStringList& arguments) const;

private:
    QString m_library;
};

/// Reads standard error's progress objects until `done` files are finished; false when the program ended before.
bool waitForDone(QProcess& process, qint64 done);

} // namespace likeness::testing
