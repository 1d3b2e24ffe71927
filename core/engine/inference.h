#pragma once

#include "core/base/result.h"
#include "core/embed/embedder.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace likeness {

/// The `infer` thread: loads the model when it is first needed and embeds, a person's query before the next ingest
/// batch. Thread: every function from any thread.
class Inference {
public:
    using Opener = std::function<Result<std::unique_ptr<Embedder>>()>;
    /// Gets the embedding, or why there is none. Called on the infer thread.
    using Done = std::function<void(Result<std::vector<float>>)>;

    explicit Inference(Opener opener);
    ~Inference();

    /// Waits until the model is loaded. The reference stays valid as long as this object.
    Result<const Embedder*> model();
    /// True once the model is in memory.
    bool loaded() const;

    /// Waits for room, then queues an image for the next batch. Returns false once stopping.
    bool submit(ModelInput input, Done done);
    /// Embeds at the next opportunity and waits. Shape: returns [inputs.size(), dimension].
    Result<std::vector<float>> embedNow(std::vector<ModelInput> inputs);
    Result<std::vector<float>> embedTextsNow(std::vector<std::string> texts);

    /// How full the queue in front of the model is, 0..1: near 1 means that embedding is the bottleneck.
    double fullness() const;
    void stop();

private:
    struct Item {
        ModelInput input;
        Done done;
    };
    using Urgent = std::function<void(Embedder&)>;

    void run(const Opener& opener);
    void embedBatch(Embedder& embedder, std::vector<Item> batch);
    Result<std::vector<float>> ask(std::function<Result<std::vector<float>>(Embedder&)> question);

    mutable std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::condition_variable m_hasRoom;
    std::condition_variable m_isLoaded;
    std::deque<Item> m_items;             // guarded by m_mutex
    std::deque<Urgent> m_urgent;          // guarded by m_mutex
    bool m_wanted = false;                // guarded by m_mutex: someone needs the model
    bool m_stopping = false;              // guarded by m_mutex
    std::optional<Error> m_loadError;     // guarded by m_mutex
    std::unique_ptr<Embedder> m_embedder; // set once under m_mutex, then only read
    std::thread m_thread;
};

} // namespace likeness
