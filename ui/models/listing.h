#pragma once

#include "core/api/query.h"

namespace likeness {

/// The part of a query's answer that is shown: all of it, or the hits above the cut-off.
struct Listing {
    std::shared_ptr<const QueryResult> result;
    std::vector<int> rows; ///< of the result, in the order shown; empty when that is all of them as they come
    int count = 0;

    static Listing of(std::shared_ptr<const QueryResult> result, std::optional<float> cutOff);
    /// The cut-off nobody chose: the suggested one, but low enough that a screen of the closest is seen.
    static float usualCutOff(const QueryResult& result);

    bool hasScores() const { return result && !result->scores.empty(); }
    int resultRow(int row) const { return rows.empty() ? row : rows[std::size_t(row)]; }
    PhotoId photo(int row) const { return result->photos[std::size_t(resultRow(row))]; }
    std::vector<PhotoId> photos() const;
    /// Photos of `order` come first, in that order; the others keep theirs.
    void arrange(const std::vector<PhotoId>& order);
};

} // namespace likeness
