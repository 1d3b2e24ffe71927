#include "core/engine/inference.h"

#include <algorithm>

namespace likeness {
namespace {

/// Enough to keep a GPU's next batch ready while one runs; 256 inputs of 224 px hold 150 MB at the very most.
constexpr std::size_t kQueueMax = 256;

} // namespace

Inference::Inference(Opener opener, std::chrono::milliseconds idleTime)
    : m_idleTime(idleTime)
    , m_thread([this, opener = std::move(opener)] { run(opener); })
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

Result<std::shared_ptr<const Embedder>> Inference::model()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping && !m_embedder && !m_loadError) {
        m_wanted = true;
        m_hasWork.notify_all();
        m_isLoaded.wait(lock);
    }
    if (m_embedder) {
        return std::shared_ptr<const Embedder>(m_embedder);
    }
    if (m_loadError) {
        return Failure{*m_loadError};
    }
    return fail(ErrorCode::Cancelled, "the engine is shutting down");
}

std::shared_ptr<const Embedder> Inference::modelIfLoaded() const
{
    const std::lock_guard lock(m_mutex);
    return m_embedder;
}

std::optional<Error> Inference::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_loadError;
}

void Inference::forgetFailure()
{
    const std::lock_guard lock(m_mutex);
    m_loadError.reset();
}

bool Inference::submit(ModelInput input, Done done)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_stopping || m_items.size() < kQueueMax; });
    if (m_stopping) {
        return false;
    }
    m_items.push_back({std::move(input), std::move(done)});
    lock.unlock();
    m_hasWork.notify_all();
    return true;
}

Result<std::vector<float>> Inference::ask(Question question, const std::atomic<bool>* cancel)
{
    constexpr auto kCancelInterval = std::chrono::milliseconds(50);
    const auto answer = std::make_shared<std::promise<Result<std::vector<float>>>>();
    auto future = answer->get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            return fail(ErrorCode::Cancelled, "the engine is shutting down");
        }
        m_urgent.push_back([answer, question = std::move(question)](Result<Embedder*> embedder) {
            answer->set_value(embedder ? question(**embedder) : embedder.failure());
        });
    }
    m_hasWork.notify_all();
    while (cancel && future.wait_for(kCancelInterval) != std::future_status::ready) {
        if (cancel->load()) {
            return fail(ErrorCode::Cancelled, "embedding was stopped");
        }
    }
    return future.get(); // run() answers everything that is queued before it ends
}

Result<std::vector<float>> Inference::embedNow(std::vector<ModelInput> inputs)
{
    return ask([&inputs](Embedder& embedder) { return embedder.embedImages(inputs); });
}

Result<std::vector<float>> Inference::embedTextsNow(std::vector<std::string> texts, const std::atomic<bool>* cancel)
{
    return ask([texts = std::move(texts)](Embedder& embedder) { return embedder.embedTexts(texts); }, cancel);
}

void Inference::clear()
{
    std::deque<Item> dropped;
    {
        const std::lock_guard lock(m_mutex);
        dropped.swap(m_items);
    }
    m_hasRoom.notify_all();
}

double Inference::fullness() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<double>(m_items.size()) / kQueueMax;
}

void Inference::load(const Opener& opener, std::unique_lock<std::mutex>& lock)
{
    if (m_embedder || m_loadError) {
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
}

void Inference::run(const Opener& opener)
{
    const auto hasWork = [this] { return m_stopping || m_wanted || !m_urgent.empty() || !m_items.empty(); };
    std::unique_lock lock(m_mutex);
    while (true) {
        if (!m_embedder) {
            m_hasWork.wait(lock, hasWork);
        } else if (!m_hasWork.wait_for(lock, m_idleTime, hasWork)) {
            std::shared_ptr<Embedder> unused = std::move(m_embedder);
            lock.unlock();
            unused.reset(); // gigabytes: not under the lock
            lock.lock();
            continue;
        }
        if (m_stopping && m_urgent.empty()) {
            return; // queued images are simply found again by the next scan
        }
        if (!m_stopping) {
            load(opener, lock);
        }
        m_wanted = false;
        m_isLoaded.notify_all();
        const std::shared_ptr<Embedder> embedder = m_embedder;
        const Error reason = m_loadError.value_or(Error{ErrorCode::Cancelled, "the engine is shutting down"});
        if (!m_urgent.empty()) {
            const Urgent question = std::move(m_urgent.front());
            m_urgent.pop_front();
            lock.unlock();
            question(embedder ? Result<Embedder*>(embedder.get()) : Failure{reason});
            lock.lock();
        } else if (!m_items.empty()) {
            const std::size_t most = embedder ? static_cast<std::size_t>(embedder->batchSize()) : m_items.size();
            const auto end = m_items.begin() + static_cast<std::ptrdiff_t>(std::min(most, m_items.size()));
            std::vector<Item> batch(std::make_move_iterator(m_items.begin()), std::make_move_iterator(end));
            m_items.erase(m_items.begin(), end);
            lock.unlock();
            m_hasRoom.notify_all();
            if (embedder) {
                embedBatch(*embedder, std::move(batch));
            } else {
                for (Item& item : batch) {
                    item.done(fail(ErrorCode::Cancelled, reason.message)); // the image is not to blame
                }
            }
            lock.lock();
        }
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
