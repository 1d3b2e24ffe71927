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

/// The `infer` thread: loads the model when it is needed, embeds, a person's query before the next ingest batch, and
/// lets the model go once nobody has asked for a while. Thread: every function from any thread.
class Inference {
public:
    using Opener = std::function<Result<std::unique_ptr<Embedder>>()>;
    /// Gets the embedding, or why there is none: Cancelled when that says nothing about the image (the model cannot be
    /// loaded, the engine is shutting down). Called on the infer thread.
    using Done = std::function<void(Result<std::vector<float>>)>;

    /// `idleTime`: how long the model stays in memory unused.
    explicit Inference(Opener opener, std::chrono::milliseconds idleTime = std::chrono::minutes(3));
    ~Inference();

    /// Waits until the model is loaded. Whoever holds the pointer keeps it in memory. A model that could not be loaded
    /// is not tried again until `forgetFailure`.
    Result<std::shared_ptr<const Embedder>> model();
    /// The model if it is in memory, else null.
    std::shared_ptr<const Embedder> modelIfLoaded() const;
    /// Why the model cannot be loaded, once that is known.
    std::optional<Error> failure() const;
    void forgetFailure();

    /// Waits for room, then queues an image for the next batch. Returns false once stopping.
    bool submit(ModelInput input, Done done);
    /// Embeds at the next opportunity and waits. Shape: returns [inputs.size(), dimension].
    Result<std::vector<float>> embedNow(std::vector<ModelInput> inputs);
    /// `cancel`, if any, ends the waiting: for a thread that the one which takes the results of ingest may wait for.
    Result<std::vector<float>> embedTextsNow(std::vector<std::string> texts, const std::atomic<bool>* cancel = nullptr);

    /// Forgets the images that are queued; their `Done` is not called.
    void clear();

    /// How full the queue in front of the model is, 0..1: near 1 means that embedding is the bottleneck.
    double fullness() const;
    void stop();

private:
    struct Item {
        ModelInput input;
        Done done;
    };
    using Urgent = std::function<void(Result<Embedder*>)>;

    void run(const Opener& opener);
    /// Loads the model if it is wanted and not there; `lock` is given back while that lasts.
    void load(const Opener& opener, std::unique_lock<std::mutex>& lock);
    void embedBatch(Embedder& embedder, std::vector<Item> batch);
    using Question = std::function<Result<std::vector<float>>(Embedder&)>;
    /// With `cancel`, `question` can outlive the call.
    Result<std::vector<float>> ask(Question question, const std::atomic<bool>* cancel = nullptr);

    mutable std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::condition_variable m_hasRoom;
    std::condition_variable m_isLoaded;
    std::deque<Item> m_items;             // guarded by m_mutex
    std::deque<Urgent> m_urgent;          // guarded by m_mutex
    bool m_wanted = false;                // guarded by m_mutex: someone needs the model
    bool m_stopping = false;              // guarded by m_mutex
    std::optional<Error> m_loadError;     // guarded by m_mutex
    std::shared_ptr<Embedder> m_embedder; // guarded by m_mutex
    const std::chrono::milliseconds m_idleTime;
    std::thread m_thread;
};

} // namespace likeness
