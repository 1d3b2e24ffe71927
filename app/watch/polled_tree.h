#pragma once

#include "core/base/glob.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace likeness {

/// Finds changes in a folder by looking at all of it again, where the system does not tell.
///
/// Keeps one number per folder, made from the names, sizes and times inside; so a million photos in ten thousand
/// folders cost about a megabyte, and a look costs one stat per file. Thread: one.
class PolledTree {
public:
    PolledTree(std::string root, const FolderRules& rules)
        : m_root(std::move(root))
        , m_rules(rules)
    {
    }

    /// The folders in which something has changed since the last look; the first look only remembers.
    /// Stops early, and reports nothing, once `stopping` is set.
    std::vector<std::string> look(const std::atomic<bool>& stopping);

private:
    std::string m_root;
    ExcludeRules m_rules;
    bool m_hasLooked = false;
    std::unordered_map<std::string, std::uint64_t> m_fingerprints;
};

} // namespace likeness
