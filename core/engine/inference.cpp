#include "core/engine/inference.h"

#include <algorithm>

namespace likeness {
namespace {

/// Enough to keep a GPU's next batch ready while one runs; 256 inputs of 224 px hold 150 MB at the very most.
constexpr std::size_t kQueueMax = 256;

} // namespace

Inference::Inference(Opener opener)
    : m_thread([this, opener = std::move(opener)] { run(opener); })
{
}

Inference::~Inference() { stop(); }

void Inference::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_hasWork.notify_all();
    m_hasRoom.notify_all();
    m_isLoaded.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

Result<const Embedder*> Inference::model()
{
    std::unique_lock lock(m_mutex);
    m_wanted = true;
    m_hasWork.notify_all();
    m_isLoaded.wait(lock, [this] { return m_stopping || m_embedder || m_loadError; });
    if (m_embedder) {
        return static_cast<const Embedder*>(m_embedder.get());
    }
    if (m_loadError) {
        return Failure{*m_loadError};
    }
    return fail(ErrorCode::Cancelled, "the engine is shutting down");
}

bool Inference::loaded() const
{
    const std::lock_guard lock(m_mutex);
    return m_embedder != nullptr;
}

bool Inference::submit(ModelInput input, Done done)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_stopping || m_items.size() < kQueueMax; });
    if (m_stopping) {
        return false;
    }
    m_items.push_back({std::move(input), std::move(done)});
    m_wanted = true;
    lock.unlock();
    m_hasWork.notify_all();
    return true;
}

Result<std::vector<float>> Inference::ask(std::function<Result<std::vector<float>>(Embedder&)> question)
{
    if (auto ready = model(); !ready) {
        return ready.failure();
    }
    std::promise<Result<std::vector<float>>> answer;
    auto future = answer.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            return fail(ErrorCode::Cancelled, "the engine is shutting down");
        }
        m_urgent.push_back([&answer, &question](Embedder& embedder) { answer.set_value(question(embedder)); });
    }
    m_hasWork.notify_all();
    return future.get(); // run() answers everything that is queued before it ends
}

Result<std::vector<float>> Inference::embedNow(std::vector<ModelInput> inputs)
{
    return ask([&inputs](Embedder& embedder) { return embedder.embedImages(inputs); });
}

Result<std::vector<float>> Inference::embedTextsNow(std::vector<std::string> texts)
{
    return ask([&texts](Embedder& embedder) { return embedder.embedTexts(texts); });
}

double Inference::fullness() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<double>(m_items.size()) / kQueueMax;
}

void Inference::run(const Opener& opener)
{
    std::unique_lock lock(m_mutex);
    m_hasWork.wait(lock, [this] { return m_stopping || m_wanted; });
    if (m_stopping) {
        return;
    }
    lock.unlock();
    auto opened = opener();
    lock.lock();
    if (opened) {
        m_embedder = std::move(*opened);
    } else {
        m_loadError = opened.error();
    }
    m_isLoaded.notify_all();

    while (true) {
        m_hasWork.wait(lock, [this] { return m_stopping || !m_urgent.empty() || !m_items.empty(); });
        if (!m_urgent.empty()) {
            Urgent question = std::move(m_urgent.front());
            m_urgent.pop_front();
            lock.unlock();
            question(*m_embedder);
            lock.lock();
            continue;
        }
        if (m_stopping) {
            return; // queued images are simply found again by the next scan
        }
        const std::size_t most = m_embedder ? static_cast<std::size_t>(m_embedder->batchSize()) : m_items.size();
        const std::size_t count = std::min(most, m_items.size());
        std::vector<Item> batch(std::make_move_iterator(m_items.begin()),
                                std::make_move_iterator(m_items.begin() + static_cast<std::ptrdiff_t>(count)));
        m_items.erase(m_items.begin(), m_items.begin() + static_cast<std::ptrdiff_t>(count));
        const std::optional<Error> loadError = m_loadError;
        lock.unlock();
        m_hasRoom.notify_all();
        if (loadError) {
            for (Item& item : batch) {
                item.done(Failure{*loadError});
            }
        } else {
            embedBatch(*m_embedder, std::move(batch));
        }
        lock.lock();
    }
}

void Inference::embedBatch(Embedder& embedder, std::vector<Item> batch)
{
    std::vector<ModelInput> inputs;
    inputs.reserve(batch.size());
    for (Item& item : batch) {
        inputs.push_back(std::move(item.input));
    }
    auto embedded = embedder.embedImages(inputs);
    if (!embedded && batch.size() > 1) {
        // One bad image, or too little memory, must not take the whole batch with it.
        for (std::size_t i = 0; i < batch.size(); ++i) {
            batch[i].done(embedder.embedImages(std::span(inputs).subspan(i, 1)));
        }
        return;
    }
    if (!embedded) {
        batch.front().done(embedded.failure());
        return;
    }
    const std::size_t dimension = embedded->size() / batch.size();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto first = embedded->begin() + static_cast<std::ptrdiff_t>(i * dimension);
        batch[i].done(std::vector<float>(first, first + static_cast<std::ptrdiff_t>(dimension)));
    }
}

} // namespace likeness
