// index_popcount_bench: scanning one-bit codes by counting bits, against the table look-up that core/index uses.
//   index_popcount_bench [ROWS]     512 numbers a row, queries of four bits; one JSON line on stdout
// Compiled for this processor, so that the compiler may use its vector instruction for counting bits; ours chooses at
// run time. Neither result means anything here, only the time.
#include "core/index/codes.h"
#include "tests/bench/index_data.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>

using namespace likeness;
using namespace likeness::bench;

namespace {

constexpr std::size_t kWords = 512 / 64;
constexpr std::size_t kPlanes = 4;
constexpr std::size_t kLanes = 8; // rows side by side, a vector register of AVX-512

/// Shape: codes [rows / kLanes, kWords, kLanes], planes [kPlanes, kWords], sums [rows].
void countBits(const std::vector<std::uint64_t>& codes, const std::array<std::uint64_t, kPlanes * kWords>& planes,
               std::vector<std::uint64_t>& sums)
{
    for (std::size_t block = 0; block < sums.size() / kLanes; ++block) {
        std::array<std::uint64_t, kLanes> total{};
        for (std::size_t plane = 0; plane < kPlanes; ++plane) {
            std::array<std::uint64_t, kLanes> count{};
            for (std::size_t word = 0; word < kWords; ++word) {
                const std::uint64_t* at = codes.data() + (block * kWords + word) * kLanes;
                for (std::size_t lane = 0; lane < kLanes; ++lane) {
                    count[lane]
                        += static_cast<std::uint64_t>(__builtin_popcountll(at[lane] & planes[plane * kWords + word]));
                }
            }
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                total[lane] += count[lane] << plane;
            }
        }
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums[block * kLanes + lane] = total[lane];
        }
    }
}

} // namespace

int main(int count, char** values)
{
    const std::size_t rows
        = (count > 1 ? std::strtoull(values[1], nullptr, 10) : 100'000) / kCodeBlockRows * kCodeBlockRows;
    std::mt19937_64 random(1);
    std::vector<std::uint64_t> codes(rows * kWords), sums(rows);
    std::generate(codes.begin(), codes.end(), std::ref(random));
    std::array<std::uint64_t, kPlanes * kWords> planes{};
    std::generate(planes.begin(), planes.end(), std::ref(random));

    const CodeLayout layout{512, 1};
    const CodeSpace space(layout, 1, std::vector<float>(512, 0.0F));
    std::vector<std::byte> blocks(rows / kCodeBlockRows * layout.blockBytes());
    for (std::byte& byte : blocks) {
        byte = static_cast<std::byte>(random());
    }
    for (std::size_t at = 0; at < blocks.size(); at += layout.blockBytes()) { // random floats can be slow ones
        std::fill_n(blocks.begin() + static_cast<std::ptrdiff_t>(at), kCodeBlockRows * 3 * sizeof(float), std::byte{0});
    }
    std::vector<float> query(512, 0.04F), scores(rows);
    std::vector<std::uint32_t> reaching(rows / kCodeBlockRows);
    const CodeQuery ready = space.prepare(query.data(), 0.0F);

    Timed counted, looked;
    std::uint64_t kept = 0;
    for (int i = 0; i < 100; ++i) { // by turns
        double start = threadSeconds();
        countBits(codes, planes, sums);
        counted.micros.push_back(1e9 * (threadSeconds() - start) / static_cast<double>(rows));
        kept += sums[static_cast<std::size_t>(i)];
        start = threadSeconds();
        scoreCodes(ready, layout, blocks, 2.0F, scores.data(), reaching.data());
        looked.micros.push_back(1e9 * (threadSeconds() - start) / static_cast<double>(rows));
    }
    std::printf("{\"rows\":%zu,\"count_ns_per_row\":%.2f,\"look_up_ns_per_row\":%.2f,\"kept\":%llu}\n", rows,
                counted.at(.5), looked.at(.5), static_cast<unsigned long long>(kept));
    return 0;
}
