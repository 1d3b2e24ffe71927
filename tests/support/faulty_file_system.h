#pragma once

#include "core/base/file_system.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <limits>

namespace likeness::test {

/// Fails at the n-th write, the first being 0, and from then on (a full disk) or just once (a bad moment): what was
/// asked for is half done, as it is on a real one. Without an n, it counts. Thread: every function from any thread.
class FaultyFileSystem final : public FileSystem {
public:
    static constexpr int kNever = std::numeric_limits<int>::max();

    enum class Failing { FromThen, Once };

    explicit FaultyFileSystem(int firstFailing = kNever, Failing failing = Failing::FromThen)
        : m_firstFailing(firstFailing)
        , m_failing(failing)
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
    Status writeBeside(const std::filesystem::path& beside, std::span<const std::byte> content,
                       const std::filesystem::path& original) override
    {
        if (fails()) {
            (void)FileSystem::appendToFile(beside, content.first(content.size() / 2));
            return full(beside);
        }
        return FileSystem::writeBeside(beside, content, original);
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
    bool fails()
    {
        const int write = m_writes++;
        return m_failing == Failing::Once ? write == m_firstFailing.load() : write >= m_firstFailing.load();
    }
    static Status full(const std::filesystem::path& path)
    {
        return fail(ErrorCode::OutOfResources, "cannot write " + displayPath(path) + ": no space left on device");
    }

    std::atomic<int> m_writes{0};
    std::atomic<int> m_firstFailing;
    const Failing m_failing;
};

/// Kills its process in the middle of the n-th write, the first being 0. Thread: every function from any thread.
class LethalFileSystem final : public FileSystem {
public:
    explicit LethalFileSystem(int fatalWrite)
        : m_fatalWrite(fatalWrite)
    {
    }

    Status replaceFile(const std::filesystem::path& path, std::span<const std::byte> content) override
    {
        if (m_writes++ == m_fatalWrite) {
            (void)FileSystem::appendToFile(path.string() + ".new", content.first(content.size() / 2));
            die();
        }
        return FileSystem::replaceFile(path, content);
    }
    Status appendToFile(const std::filesystem::path& path, std::span<const std::byte> content) override
    {
        if (m_writes++ == m_fatalWrite) {
            (void)FileSystem::appendToFile(path, content.first(content.size() / 2));
            die();
        }
        return FileSystem::appendToFile(path, content);
    }
    Status writeBeside(const std::filesystem::path& beside, std::span<const std::byte> content,
                       const std::filesystem::path& original) override
    {
        if (m_writes++ == m_fatalWrite) {
            (void)FileSystem::appendToFile(beside, content.first(content.size() / 2));
            die();
        }
        return FileSystem::writeBeside(beside, content, original);
    }
    Status renameDurably(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (m_writes++ == m_fatalWrite) {
            die();
        }
        return FileSystem::renameDurably(from, to);
    }
    Status removeAll(const std::filesystem::path& path) override
    {
        if (m_writes++ == m_fatalWrite) {
            die();
        }
        return FileSystem::removeAll(path);
    }

private:
    [[noreturn]] static void die()
    {
        std::raise(SIGKILL);
        std::abort();
    }

    std::atomic<int> m_writes{0};
    const int m_fatalWrite;
};

} // namespace likeness::test
