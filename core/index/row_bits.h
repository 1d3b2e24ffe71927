#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace likeness {

/// A set of rows that are numbered 0, 1, 2, ...; a bit each.
/// Thread: every const function from any thread.
class RowBits {
public:
    /// Holds none of `rows` rows, or all.
    explicit RowBits(std::size_t rows, bool all = false)
        : m_rows(rows)
        , m_words((rows + kWordRows - 1) / kWordRows, all ? ~std::uint64_t{0} : 0)
    {
        if (all && rows % kWordRows != 0) {
            m_words.back() >>= kWordRows - rows % kWordRows;
        }
    }

    /// False past the end.
    bool has(std::uint32_t row) const
    {
        return row < m_rows && ((m_words[row / kWordRows] >> (row % kWordRows)) & 1U) != 0;
    }
    /// Of 32 rows from `first` on, which is a multiple of 32: a bit each, none past the end.
    std::uint32_t of32(std::uint32_t first) const
    {
        return first < m_rows ? static_cast<std::uint32_t>(m_words[first / kWordRows] >> (first % kWordRows)) : 0;
    }
    /// `row` is to be less than the number of rows.
    void add(std::uint32_t row) { m_words[row / kWordRows] |= std::uint64_t{1} << (row % kWordRows); }
    std::size_t rows() const { return m_rows; }
    /// How many of the rows it holds, 0..1; of many, as some 16,000 evenly taken ones say.
    double share() const
    {
        const std::size_t step = m_words.size() / 256 + 1;
        std::size_t asked = 0, held = 0;
        for (std::size_t word = 0; word < m_words.size(); word += step) {
            held += static_cast<std::size_t>(std::popcount(m_words[word]));
            asked += std::min(kWordRows, m_rows - word * kWordRows);
        }
        return asked > 0 ? static_cast<double>(held) / static_cast<double>(asked) : 0.0;
    }

    static constexpr std::size_t kWordRows = 64;
    /// The bits of 64 rows each; the last ones stay 0 past the end.
    std::span<std::uint64_t> words() { return m_words; }

private:
    std::size_t m_rows;
    std::vector<std::uint64_t> m_words;
};

} // namespace likeness
