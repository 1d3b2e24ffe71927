#include "tests/e2e/command_line.h"

#include <QJsonDocument>

namespace likeness::testing {
namespace {

constexpr int kPatienceMs = 300'000; // for a run that hangs, not for a slow one

/// LIKENESS_CLI names another program to test: an installed one, or a copy that no build replaces meanwhile.
QString program() { return qEnvironmentVariable("LIKENESS_CLI", LIKENESS_BIN "/likeness-cli"); }

CliResult finish(QProcess& process, const QByteArray& standardInput)
{
    process.start();
    process.write(standardInput);
    process.closeWriteChannel();
    CliResult result;
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        result.exitCode = process.exitCode();
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace

QList<QJsonObject> CliResult::lines() const
{
    QList<QJsonObject> objects;
    for (const QByteArray& line : out.split('\n')) {
        if (!line.isEmpty()) {
            objects.append(QJsonDocument::fromJson(line).object());
        }
    }
    return objects;
}

QJsonObject CliResult::object() const
{
    const QList<QJsonObject> all = lines();
    return all.size() == 1 ? all.first() : QJsonObject();
}

QByteArray CliResult::explain() const
{
    return "exit code " + QByteArray::number(exitCode) + "\nstdout: " + out.left(2000) + "\nstderr: " + err.right(2000);
}

CliResult CommandLine::run(const QStringList& arguments, const QByteArray& standardInput) const
{
    QProcess process;
    process.setProgram(program());
    process.setArguments(QStringList{"--library", m_library, "--json"} + arguments);
    return finish(process, standardInput);
}

CliResult CommandLine::runPlain(const QStringList& arguments) const
{
    QProcess process;
    process.setProgram(program());
    process.setArguments(QStringList{"--library", m_library} + arguments);
    return finish(process, {});
}

std::unique_ptr<QProcess> CommandLine::start(const QStringList& arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProgram(program());
    process->setArguments(QStringList{"--library", m_library, "--json"} + arguments);
    process->start();
    process->waitForStarted();
    return process;
}

bool waitForDone(QProcess& process, qint64 done)
{
    process.setReadChannel(QProcess::StandardError);
    while (true) {
        while (process.canReadLine()) {
            const QJsonObject progress = QJsonDocument::fromJson(process.readLine()).object();
            if (progress.value("done").toInteger() >= done && progress.contains("done")) {
                return true;
            }
        }
        if (!process.waitForReadyRead(kPatienceMs)) {
            return false;
        }
    }
}

} // namespace likeness::testing
