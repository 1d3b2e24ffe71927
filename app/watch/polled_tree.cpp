#include "app/watch/polled_tree.h"

#include "app/watch/directory.h"

namespace likeness {
namespace {

/// Mixes the bits so that sums of such numbers tell sets apart (the finaliser of splitmix64).
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::uint64_t fingerprintOf(const DirectoryEntry& entry)
{
    std::uint64_t print = mixed(std::hash<std::string>{}(entry.name) ^ entry.info.st_ino);
    if (!S_ISDIR(entry.info.st_mode)) {
        print = mixed(print ^ static_cast<std::uint64_t>(entry.info.st_size));
        print = mixed(print ^ static_cast<std::uint64_t>(entry.info.st_mtim.tv_sec));
        print = mixed(print ^ static_cast<std::uint64_t>(entry.info.st_mtim.tv_nsec));
        print = mixed(print ^ entry.info.st_mode); // chmod may make it readable
    }
    return print;
}

} // namespace

std::vector<std::string> PolledTree::look(const std::atomic<bool>& stopping)
{
    std::unordered_map<std::string, std::uint64_t> fingerprints;
    std::vector<std::string> changed;
    std::vector<std::string> toVisit{m_root};
    while (!toVisit.empty()) {
        if (stopping) {
            return {};
        }
        const std::string folder = std::move(toVisit.back());
        toVisit.pop_back();
        std::uint64_t sum = 0; // a sum, because the order of names is the file system's whim
        const bool readable = forEachEntry(folder, [&](const DirectoryEntry& entry) {
            const bool isFolder = S_ISDIR(entry.info.st_mode);
            if (!m_rules.excludes(relativeTo(m_root, entry.path), isFolder)) {
                sum += fingerprintOf(entry);
                if (isFolder) {
                    toVisit.push_back(entry.path);
                }
            }
        });
        const auto before = m_fingerprints.find(folder);
        if (m_hasLooked && (before == m_fingerprints.end() ? readable : before->second != sum)) {
            changed.push_back(folder);
        }
        fingerprints.emplace(folder, sum);
    }
    m_fingerprints = std::move(fingerprints);
    m_hasLooked = true;
    return changed;
}

} // namespace likeness
