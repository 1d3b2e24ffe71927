#include "app/watch/engine_watch.h"

namespace likeness {

EngineWatch::EngineWatch(Engine& engine, WatchOptions options)
    : m_engine(engine)
    , m_watcher([&engine](std::vector<std::filesystem::path> paths) { engine.post(Rescan{std::move(paths)}); },
                [&engine](FolderId folder, WatchMode mode, std::string reason) {
                    engine.post(NoteWatchMode{folder, mode, std::move(reason)});
                },
                std::move(options))
{
    m_engine.post(ListFolders{});
}

void EngineWatch::onEvent(const Event& event)
{
    if (const auto* listed = std::get_if<FoldersListed>(&event)) {
        m_watcher.setFolders(listed->folders);
    } else if (const auto* changed = std::get_if<LibraryChanged>(&event);
               changed != nullptr && changed->foldersChanged) {
        m_engine.post(ListFolders{});
    }
}

} // namespace likeness
