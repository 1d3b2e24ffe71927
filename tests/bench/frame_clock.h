#pragma once

#include <chrono>
#include <vector>

#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace likeness {

/// Processor time of the calling thread.
double threadCpuMs();
/// Puts the calling thread before everything else on the machine: for times that other programs do not disturb.
/// Threads that it starts are ordinary again. Needs root; says so on stderr where it is refused.
void takePrecedence();
double percentile(std::vector<double> values, double share);
/// Memory of this process that is in RAM.
qint64 residentKb();

/// Time between two points of one thread, as it passed and as the processor worked.
struct Span {
    double wallMs = 0;
    double cpuMs = 0;
};

class Watch {
public:
    void start();
    Span elapsed() const;

private:
    std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
    double m_cpu = 0;
};

/// Adds median and 99th percentile of both times: "<name>_p50_ms", "<name>_p50_cpu_ms", …
void addPercentiles(QJsonObject& json, const QString& name, const std::vector<Span>& spans);
/// One line on standard output.
void print(const QJsonObject& json);

} // namespace likeness
