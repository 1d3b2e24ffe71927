#pragma once

#include "app/watch/folder_watcher.h"
#include "core/api/engine.h"

namespace likeness {

/// Keeps an engine's folders watched: learns them from its events and tells it where to look.
///
/// Destroy it before the engine.
/// Thread: `onEvent` from one thread, and never inside the engine's event sink, which must not call back.
class EngineWatch {
public:
    /// Asks the engine for its folders; the answer must come back through `onEvent`.
    explicit EngineWatch(Engine& engine, WatchOptions options = {});

    /// Pass every event of the engine; only FoldersListed and LibraryChanged matter.
    void onEvent(const Event& event);

private:
    Engine& m_engine;
    FolderWatcher m_watcher;
};

} // namespace likeness
