#include "undo.h"

#include <utility>

namespace likeness {

void Undo::offer(const QString& text, std::function<void()> takeBack)
{
    m_text = text;
    m_takeBack = std::move(takeBack);
    Q_EMIT changed();
}

void Undo::takeBack()
{
    if (const auto takeBack = std::exchange(m_takeBack, {})) {
        forget();
        takeBack();
    }
}

void Undo::forget()
{
    m_takeBack = {};
    if (!m_text.isEmpty()) {
        m_text.clear();
        Q_EMIT changed();
    }
}

} // namespace likeness
