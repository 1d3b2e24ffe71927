#include "tests/bench/index_data.h"

#include "core/base/half.h"
#include "core/index/dot.h"
#include "tests/support/realistic_vectors.h"

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <mutex>
#include <numeric>
#include <random>

namespace likeness::bench {
namespace {

double secondsOf(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void normalise(std::span<float> values)
{
    const double squared = std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
    const auto scale = static_cast<float>(1.0 / std::sqrt(squared));
    std::transform(values.begin(), values.end(), values.begin(), [scale](float value) { return value * scale; });
}

std::vector<float> wordsLike(const std::vector<float>& images, const std::vector<float>& rows, std::size_t dimension)
{
    std::mt19937_64 random(43);
    std::normal_distribution<float> normal;
    std::vector<float> centre(dimension, 0.0F), aside(dimension);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        centre[i % dimension] += rows[i];
    }
    normalise(centre);
    std::generate(aside.begin(), aside.end(), [&] { return normal(random); });
    normalise(aside);
    const auto restOf = [&](const float* image) {
        const float along = std::inner_product(image, image + dimension, centre.begin(), 0.0F);
        std::vector<float> rest(dimension);
        for (std::size_t i = 0; i < dimension; ++i) {
            rest[i] = image[i] - along * centre[i];
        }
        normalise(rest);
        return rest;
    };
    std::uniform_int_distribution<std::size_t> anyRow(0, rows.size() / dimension - 1);
    std::vector<float> words(images.size());
    for (std::size_t at = 0; at < images.size(); at += dimension) {
        const std::vector<float> meant = restOf(images.data() + at);
        const std::vector<float> other = restOf(rows.data() + anyRow(random) * dimension);
        for (std::size_t i = 0; i < dimension; ++i) {
            const float own = normal(random) / std::sqrt(static_cast<float>(dimension));
            words[at + i] = 0.35F * meant[i] + 0.35F * other[i] + 0.35F * own + 0.75F * aside[i] + 0.2F * centre[i];
        }
        normalise(std::span(words).subspan(at, dimension));
    }
    return words;
}

} // namespace

double threadSeconds() { return secondsOf(CLOCK_THREAD_CPUTIME_ID); }
double processSeconds() { return secondsOf(CLOCK_PROCESS_CPUTIME_ID); }
double wallSeconds() { return secondsOf(CLOCK_MONOTONIC); }

std::size_t processBytes(const char* what)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what)) {
            return std::stoull(line.substr(std::strlen(what) + 1)) * 1024;
        }
    }
    return 0;
}

cli::Matrix matrixFromNpy(const std::string& path)
{
    auto matrix = cli::readNpy(path);
    if (!matrix) {
        std::fprintf(stderr, "%s\n", matrix.error().message.c_str());
        std::exit(2);
    }
    return std::move(*matrix);
}

Data dataFromNpy(const std::string& path)
{
    cli::Matrix matrix = matrixFromNpy(path);
    const std::size_t dimension = matrix.columns;
    Data data;
    data.name = "real";
    data.dimension = dimension;
    data.rows = std::move(matrix.values);
    const auto cut = data.rows.end() - static_cast<std::ptrdiff_t>(kQueries * dimension);
    data.queries.push_back({"image", std::vector<float>(cut, data.rows.end())});
    data.rows.erase(cut, data.rows.end());
    std::vector<float>& images = data.queries[0].values;
    for (std::size_t i = 0; i < kQueries; ++i) { // halves are of unit length to three digits only
        normalise(std::span(images).subspan(i * dimension, dimension));
    }
    data.queries.push_back({"words", wordsLike(images, data.rows, dimension)});
    return data;
}

Data syntheticData(std::size_t rows, int dimension)
{
    test::RealisticVectors source(dimension, 42, test::RealisticVectors::Details::Photographic);
    Data data;
    data.name = "synthetic";
    data.dimension = static_cast<std::size_t>(dimension);
    data.rows = source.images(rows);
    data.queries.push_back({"image", source.images(kQueries)});
    data.queries.push_back({"words", source.words(kQueries)});
    return data;
}

struct Stream::State {
    Data npy;
    std::unique_ptr<test::RealisticVectors> source;
    std::size_t count = 0;
    std::size_t dimension = 0;
    std::size_t given = 0;
};

Stream::Stream(const std::string& npy, std::size_t rows, int dimension)
    : m_state(std::make_unique<State>())
{
    if (npy.empty()) {
        m_state->source
            = std::make_unique<test::RealisticVectors>(dimension, 42, test::RealisticVectors::Details::Photographic);
        m_state->count = rows;
        m_state->dimension = static_cast<std::size_t>(dimension);
    } else {
        m_state->npy = dataFromNpy(npy);
        m_state->count = m_state->npy.count();
        m_state->dimension = m_state->npy.dimension;
    }
}

Stream::~Stream() = default;

std::size_t Stream::count() const { return m_state->count; }
std::size_t Stream::dimension() const { return m_state->dimension; }

std::vector<std::uint16_t> Stream::next()
{
    const std::size_t count = std::min(kBlockRows, m_state->count - m_state->given);
    const std::size_t first = std::exchange(m_state->given, m_state->given + count);
    if (m_state->source) {
        return halvesFromFloats(m_state->source->images(count));
    }
    return halvesFromFloats(
        std::span(m_state->npy.rows).subspan(first * m_state->dimension, count * m_state->dimension));
}

std::vector<Data::Queries> Stream::queries()
{
    if (!m_state->source) {
        return m_state->npy.queries;
    }
    return {{"image", m_state->source->images(kQueries)}, {"words", m_state->source->words(kQueries)}};
}

AnonymousPeak::AnonymousPeak()
    : m_thread([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any ends;
        while (!stop.stop_requested()) {
            m_bytes.store(std::max(m_bytes.load(), processBytes("RssAnon:")));
            ends.wait_for(lock, stop, std::chrono::milliseconds(20), [] { return false; });
        }
    })
{
}

double Timed::at(double share)
{
    std::sort(micros.begin(), micros.end());
    return micros.empty() ? 0 : micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
}

double hitsOf(const std::vector<Neighbour>& exact, std::span<const float> scores)
{
    const float floor = exact.back().score - 1e-6F;
    const auto hits = std::count_if(scores.begin(), scores.end(), [&](float s) { return s >= floor; });
    return std::min(1.0, static_cast<double>(hits) / static_cast<double>(exact.size()));
}

} // namespace likeness::bench
