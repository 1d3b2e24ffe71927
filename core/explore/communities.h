#pragma once

#include "core/explore/neighbour_graph.h"

namespace likeness {

/// Nodes that may stand for many rows, and what joins them.
struct NodeGraph {
    std::vector<std::uint32_t> first; ///< Shape: [nodes + 1]; the links of n are first[n]..first[n + 1]
    std::vector<std::uint32_t> node;
    std::vector<double> weight; ///< both directions the same, none from a node to itself
    std::vector<double> size;   ///< Shape: [nodes]; rows that a node stands for

    std::uint32_t count() const { return static_cast<std::uint32_t>(size.size()); }
};

NodeGraph nodesOf(const LinkedRows& links);

/// Puts every community together into one node. Shape: `communityOf` [graph.count()], values 0..communities-1.
NodeGraph mergedNodes(const NodeGraph& graph, std::span<const std::uint32_t> communityOf, std::uint32_t communities);

/// A division of nodes. Shape: `communityOf` [nodes], values 0..count-1, in the order of their first node.
struct Communities {
    std::vector<std::uint32_t> communityOf;
    std::uint32_t count = 0;
};

/// Divides a graph so that inside every community the links weigh more, and between any two less, than `density` for
/// each pair of rows (constant Potts model). Every community is connected. One thread; the same from the same seed.
/// Errors: Cancelled, OutOfResources.
/// Source: Traag, Waltman & van Eck 2019, arXiv:1810.08473 (Leiden); Traag, Van Dooren & Nesterov 2011 (the model).
Result<Communities> findCommunities(const NodeGraph& graph, double density, std::uint64_t seed,
                                    const std::stop_token& stop);

} // namespace likeness
