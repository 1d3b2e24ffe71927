#pragma once

#include "core/base/file_system.h"

#include <atomic>
#include <limits>

namespace likeness::test {

/// The disk is full from the n-th write on, the first being 0: what was asked for is half done, as it is on a real one.
/// Without an n, it counts.
/// Thread: every function from any thread.
class FaultyFileSystem final : public FileSystem {
public:
    static constexpr int kNever = std::numeric_limits<int>::max();

    explicit FaultyFileSystem(int firstFailing = kNever)
        : m_firstFailing(firstFailing)
    {
    }

    int writeCount() const { return m_writes.load(); }
    void heal() { m_firstFailing.store(kNever); }

    Status replaceFile(const std::filesystem::path& path, std::span<const std::byte> content) override
    {
        if (fails()) {
            (void)FileSystem::appendToFile(path.string() + ".new", content.first(content.size() / 2));
            return full(path);
        }
        return FileSystem::replaceFile(path, content);
    }
    Status appendToFile(const std::filesystem::path& path, std::span<const std::byte> content) override
    {
        if (fails()) {
            (void)FileSystem::appendToFile(path, content.first(content.size() / 2));
            return full(path);
        }
        return FileSystem::appendToFile(path, content);
    }
    Status renameDurably(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return fails() ? full(from) : FileSystem::renameDurably(from, to);
    }
    Status removeAll(const std::filesystem::path& path) override
    {
        return fails() ? full(path) : FileSystem::removeAll(path);
    }

private:
    bool fails() { return m_writes++ >= m_firstFailing.load(); }
    static Status full(const std::filesystem::path& path)
    {
        return fail(ErrorCode::OutOfResources, "cannot write " + displayPath(path) + ": no space left on device");
    }

    std::atomic<int> m_writes{0};
    std::atomic<int> m_firstFailing;
};

} // namespace likeness::test
