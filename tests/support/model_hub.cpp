#include "tests/support/model_hub.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <csignal>
#include <random>
#include <sys/prctl.h>

namespace likeness::testing {
namespace {

constexpr int kPatienceMs = 120'000; // for a server that hangs, not for a slow one
constexpr unsigned kSeed = 20261121;
constexpr int kWeightsBytes = (2 << 20) + 12'345;

QByteArray noise(int bytes)
{
    std::minstd_rand random(kSeed);
    QByteArray content(bytes, '\0');
    for (char& byte : content) {
        byte = static_cast<char>(random() >> 8);
    }
    return content;
}

} // namespace

ModelHub::ModelHub(const QString& certificate)
{
    QStringList arguments{QStringLiteral(LIKENESS_MODEL_HUB), m_folder.path()};
    if (!certificate.isEmpty()) {
        arguments.append(certificate);
    }
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // it does not outlive a crash
    m_process.start(QStringLiteral("python3"), arguments);
    m_ports = answer();
}

ModelHub::~ModelHub()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(kPatienceMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

std::string ModelHub::address(const char* role) const
{
    const bool isTls = QLatin1String(role) == QLatin1String("tls");
    return (isTls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port(role));
}

QString ModelHub::pathOf(const QString& repository, const QString& name) const
{
    return m_folder.path() + "/" + repository + "/" + name;
}

void ModelHub::put(const QString& repository, const QString& name, const QByteArray& content)
{
    const QString path = pathOf(repository, name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

void ModelHub::putModel(const QString& repository)
{
    put(repository, "config.json", R"({"model_type": "clip"})");
    put(repository, "preprocessor_config.json", R"({"size": 224})");
    put(repository, "tokenizer.json", noise(60'000));
    put(repository, "merges.txt", "");
    put(repository, "README.md", "---\nlicense: mit\n---\n");
    put(repository, "LICENSE.txt", "MIT");
    put(repository, "model.safetensors", noise(kWeightsBytes));
    put(repository, "pytorch_model.bin", noise(20'000));
    put(repository, "onnx/model.onnx", noise(20'000));
    put(repository, ".gitattributes", "*.bin filter=lfs");
}

QByteArray ModelHub::content(const QString& repository, const QString& name) const
{
    QFile file(pathOf(repository, name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ModelHub::setFaults(const QJsonArray& faults) { order({{"faults", faults}}); }

QJsonArray ModelHub::log() { return order({{"log", true}})["log"].toArray(); }

void ModelHub::awaitFault(const QString& name) { order({{"await", name}}); }

QJsonObject ModelHub::order(const QJsonObject& what)
{
    m_process.write(QJsonDocument(what).toJson(QJsonDocument::Compact) + '\n');
    return answer();
}

/// The next whole line: a line may arrive in pieces.
QJsonObject ModelHub::answer()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kPatienceMs)) {
            qFatal("the model hub does not answer");
        }
    }
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

} // namespace likeness::testing
