#pragma once

#include "app/cli/npy.h"
#include "core/index/top_list.h"

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace likeness::bench {

inline constexpr std::size_t kQueries = 1000;
inline constexpr std::size_t kNeighbours = 10;

/// Rows to index, and unit-length queries of each kind that are not among them.
struct Data {
    std::string name;
    std::size_t dimension = 0;
    std::vector<float> rows; ///< Shape: [count, dimension]
    struct Queries {
        std::string kind;          ///< "image", "words"
        std::vector<float> values; ///< Shape: [kQueries, dimension]
    };
    std::vector<Queries> queries;

    std::size_t count() const { return rows.size() / dimension; }
};

/// A .npy file; ends the program with the reason when it cannot be read.
cli::Matrix matrixFromNpy(const std::string& path);
/// Its rows; the last 1,000 are the image queries. Words are made from them: a third of the picture
/// that is meant, a third of others, and a common offset aside from all images.
Data dataFromNpy(const std::string& path);
/// Synthetic vectors with details; see tests/support/realistic_vectors.h.
Data syntheticData(std::size_t rows, int dimension);

/// The same rows and queries block after block, as halves, for more of them than fit into memory.
class Stream {
public:
    /// `npy` empty = synthetic. Of a synthetic set exact copies lie in the block of the original.
    Stream(const std::string& npy, std::size_t rows, int dimension);
    ~Stream();

    std::size_t count() const;
    std::size_t dimension() const;
    /// Shape: result [at most kBlockRows, dimension]; empty past the last row.
    std::vector<std::uint16_t> next();
    /// To be asked after the last row.
    std::vector<Data::Queries> queries();

    static constexpr std::size_t kBlockRows = 65'536;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Processor time of this thread, and of the process.
double threadSeconds();
double processSeconds();
double wallSeconds();
/// A line of /proc/self/status, in bytes.
std::size_t processBytes(const char* what);

/// The most anonymous memory that the process held since it was asked last, looked at every 20 ms.
class AnonymousPeak {
public:
    AnonymousPeak();

    std::size_t takeBytes() { return m_bytes.exchange(0); }

private:
    std::atomic<std::size_t> m_bytes{0};
    std::jthread m_thread;
};

struct Timed {
    std::vector<double> micros;

    /// Sorts; 0.5 is the median.
    double at(double share);
};

/// Share of the exact neighbours found; a row exactly as good as the last of them counts.
double hitsOf(const std::vector<Neighbour>& exact, std::span<const float> scores);

} // namespace likeness::bench
