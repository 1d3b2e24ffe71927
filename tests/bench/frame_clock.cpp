#include "frame_clock.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <sched.h>

namespace likeness {

double threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

void takePrecedence()
{
    sched_param parameters{};
    parameters.sched_priority = 10;
    if (sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) != 0) {
        std::perror("no precedence");
    }
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return 0;
    }
    const auto at = std::size_t(share * double(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    return values[at];
}

qint64 residentKb()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).trimmed().split(' ').front().toLongLong();
        }
    }
    return 0;
}

void Watch::start()
{
    m_wall = std::chrono::steady_clock::now();
    m_cpu = threadCpuMs();
}

Span Watch::elapsed() const
{
    return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_wall).count(),
            threadCpuMs() - m_cpu};
}

void addPercentiles(QJsonObject& json, const QString& name, const std::vector<Span>& spans)
{
    std::vector<double> wall;
    std::vector<double> cpu;
    for (const Span& span : spans) {
        wall.push_back(span.wallMs);
        cpu.push_back(span.cpuMs);
    }
    for (const double share : {0.5, 0.99}) {
        const QString key = QStringLiteral("%1_p%2").arg(name).arg(int(share * 100));
        json[key + QStringLiteral("_ms")] = percentile(wall, share);
        json[key + QStringLiteral("_cpu_ms")] = percentile(cpu, share);
    }
}

void print(const QJsonObject& json)
{
    std::puts(QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace likeness
