#include "core/embed/byte_pairs.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace likeness {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

} // namespace

std::uint64_t BytePairs::keyOf(TokenId left, TokenId right)
{
    return std::uint64_t{static_cast<std::uint32_t>(left)} << 32U | static_cast<std::uint32_t>(right);
}

Result<BytePairs> BytePairs::from(const TokenizerFile& file, const TokenIndex& index)
{
    BytePairs pairs;
    const std::size_t count = file.merges.size() / 2;
    pairs.m_pairs.reserve(count);
    pairs.m_merged.reserve(count);
    std::string joined;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view left = file.merges[2 * i];
        const std::string_view right = file.merges[2 * i + 1];
        joined.assign(left).append(right);
        const auto leftId = index.find(left);
        const auto rightId = index.find(right);
        const auto joinedId = index.find(joined);
        if (!leftId || !rightId || !joinedId) {
            const std::string_view missing = !leftId ? left : !rightId ? right : std::string_view(joined);
            return fail(ErrorCode::Corrupt, "merge " + std::to_string(i + 1) + " names " + quotedToken(missing)
                                                + ", which is not in the vocabulary");
        }
        pairs.m_pairs.push_back({keyOf(*leftId, *rightId), static_cast<Rank>(i)});
        pairs.m_merged.push_back(*joinedId);
    }
    // Of a pair that is listed twice the last place counts, as it does where the models were trained.
    std::sort(pairs.m_pairs.begin(), pairs.m_pairs.end(),
              [](const Pair& a, const Pair& b) { return a.key != b.key ? a.key < b.key : a.rank > b.rank; });
    const auto same = [](const Pair& a, const Pair& b) { return a.key == b.key; };
    pairs.m_pairs.erase(std::unique(pairs.m_pairs.begin(), pairs.m_pairs.end(), same), pairs.m_pairs.end());
    return pairs;
}

std::optional<BytePairs::Rank> BytePairs::rankOf(TokenId left, TokenId right) const
{
    const std::uint64_t key = keyOf(left, right);
    const auto found = std::lower_bound(m_pairs.begin(), m_pairs.end(), key,
                                        [](const Pair& pair, std::uint64_t wanted) { return pair.key < wanted; });
    return found != m_pairs.end() && found->key == key ? std::optional(found->rank) : std::nullopt;
}

void BytePairs::merge(std::vector<TokenId>& symbols) const
{
    // Neighbours are a linked list over the places of the symbols; the heap holds rank and place of each pair, and an
    // entry is out of date when the pair at its place has got another rank meanwhile.
    const auto count = static_cast<std::uint32_t>(symbols.size());
    std::vector<std::uint32_t> previous(count);
    std::vector<std::uint32_t> next(count);
    std::vector<Rank> rankAt(count, kNone);
    std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> heap;
    const auto look = [&](std::uint32_t at) {
        rankAt[at] = kNone;
        if (next[at] == kNone) {
            return;
        }
        if (const auto rank = rankOf(symbols[at], symbols[next[at]])) {
            rankAt[at] = *rank;
            heap.push(std::uint64_t{*rank} << 32U | at);
        }
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        previous[i] = i == 0 ? kNone : i - 1;
        next[i] = i + 1 == count ? kNone : i + 1;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        look(i);
    }
    while (!heap.empty()) {
        const auto rank = static_cast<Rank>(heap.top() >> 32U);
        const auto at = static_cast<std::uint32_t>(heap.top());
        heap.pop();
        if (rankAt[at] != rank) {
            continue;
        }
        const std::uint32_t right = next[at];
        symbols[at] = m_merged[rank];
        rankAt[right] = kNone;
        next[at] = next[right];
        if (next[at] != kNone) {
            previous[next[at]] = at;
        }
        look(at);
        if (previous[at] != kNone) {
            look(previous[at]);
        }
    }
    std::size_t kept = 0;
    for (std::uint32_t i = count == 0 ? kNone : 0; i != kNone; i = next[i]) {
        symbols[kept++] = symbols[i];
    }
    symbols.resize(kept);
}

} // namespace likeness
