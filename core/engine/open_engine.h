#pragma once

#include "core/api/engine.h"
#include "core/base/result.h"

namespace likeness {

/// Holds `library`/lock: one process per library. Released by the destructor, and by the kernel if the process dies.
class LibraryLock {
public:
    struct Attempt;

    /// Makes the folder when it is missing, then tries to take the lock without waiting. Errors: Io.
    static Result<Attempt> tryAcquire(const std::filesystem::path& library);

    LibraryLock(LibraryLock&& other) noexcept;
    LibraryLock& operator=(LibraryLock&& other) noexcept;
    ~LibraryLock();

private:
    explicit LibraryLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor = -1;
};

/// A lock, or the process that has it.
struct LibraryLock::Attempt {
    std::optional<LibraryLock> lock;
    int holderPid = 0; ///< 0 = unknown
};

/// What an engine is made from.
struct EngineOptions {
    std::filesystem::path library;
    EventSink sink;
    int threads = 0; ///< work threads; 0 = one per core
    Device device = Device::Auto;
    std::string modelId;            ///< empty = the library's active model
    std::string indexKind = "auto"; ///< "auto", "exact", "flat", "hnsw-if", "hnsw"
    /// How long nothing has to go on before what nobody asked for is done: the index is measured (see `MeasureIndex`),
    /// map and clusters are brought up to date.
    std::chrono::milliseconds idleTime = std::chrono::seconds(5);
    std::filesystem::path resources; ///< folder with builtin/; empty = where the program is installed
};

/// Starts an engine on a library that the caller has locked. Opening does not wait for the model to load.
/// Errors: Corrupt (library damaged, and what to do), Unsupported (made by a newer Likeness), Io, NotFound (model).
Result<std::unique_ptr<Engine>> openEngine(EngineOptions options, LibraryLock lock);

/// The folder that holds builtin/: `wanted`, or when that is empty the one beside the program in a build tree, else
/// share/likeness of an installation. Errors: NotFound.
Result<std::filesystem::path> findResources(const std::filesystem::path& wanted);

/// The platform's place for the default library: $XDG_DATA_HOME/likeness or ~/.local/share/likeness.
std::filesystem::path defaultLibrary();

} // namespace likeness
