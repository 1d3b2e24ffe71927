#include "listing.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace likeness {

Listing Listing::of(std::shared_ptr<const QueryResult> result, std::optional<float> cutOff)
{
    Listing listing{std::move(result), {}, 0};
    if (listing.hasScores()) {
        const float lowest = cutOff ? *cutOff : usualCutOff(*listing.result);
        const auto& scores = listing.result->scores;
        for (std::size_t row = 0; row < scores.size(); ++row) {
            if (scores[row] >= lowest) {
                listing.rows.push_back(int(row));
            }
        }
        listing.count = int(listing.rows.size());
    } else if (listing.result) {
        listing.count = int(listing.result->photos.size());
    }
    return listing;
}

float Listing::usualCutOff(const QueryResult& result)
{
    // One lonely hit, mostly the picture that was shown itself, says less than what comes next.
    constexpr std::size_t kSeenAtLeast = 60;
    std::vector<float> scores = result.scores;
    if (scores.empty()) {
        return result.suggestedCutOff;
    }
    const auto last = scores.begin() + std::ptrdiff_t(std::min(kSeenAtLeast, scores.size()) - 1);
    std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
    return std::min(result.suggestedCutOff, *last);
}

std::vector<PhotoId> Listing::photos() const
{
    if (!result || (rows.empty() && !hasScores())) {
        return result ? result->photos : std::vector<PhotoId>();
    }
    std::vector<PhotoId> photos;
    photos.reserve(rows.size());
    for (const int row : rows) {
        photos.push_back(result->photos[std::size_t(row)]);
    }
    return photos;
}

void Listing::arrange(const std::vector<PhotoId>& order)
{
    if (order.empty() || count == 0) {
        return;
    }
    std::unordered_map<PhotoId, std::size_t> placeOf;
    for (std::size_t place = 0; place < order.size(); ++place) {
        placeOf.emplace(order[place], place);
    }
    constexpr int kNowhere = -1;
    std::vector<int> first(order.size(), kNowhere);
    std::vector<int> others;
    others.reserve(std::size_t(count));
    std::size_t left = placeOf.size(); // once all have been met, a long rest needs no more looking up
    for (int row = 0; row < count; ++row) {
        const auto place = left > 0 ? placeOf.find(photo(row)) : placeOf.end();
        if (place == placeOf.end()) {
            others.push_back(resultRow(row));
        } else {
            first[place->second] = resultRow(row);
            --left;
        }
    }
    std::erase(first, kNowhere);
    first.insert(first.end(), others.begin(), others.end());
    rows = std::move(first);
}

} // namespace likeness
