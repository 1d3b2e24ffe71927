#include "selection.h"

#include <algorithm>

namespace likeness {

Selection::Selection(PhotoListModel& photos, QObject* parent)
    : QObject(parent)
    , m_photos(photos)
{
    m_photos.setSelection(this);
    connect(&photos, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { rowsInserted(first, last); });
    connect(&photos, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsRemoved(first, last); });
    connect(&photos, &QAbstractItemModel::modelReset, this, [this] {
        m_anchor = -1;
        m_beforeBand.clear();
        setRows({});
        m_current = -1;
        m_currentId = {};
        Q_EMIT currentChanged();
    });
}

void Selection::click(int row, int modifiers)
{
    if (row < 0 || row >= m_photos.count()) {
        return;
    }
    const bool control = (modifiers & Qt::ControlModifier) != 0;
    const bool shift = (modifiers & Qt::ShiftModifier) != 0;
    RowRanges rows = m_rows;
    if (shift) {
        const int anchor = m_anchor >= 0 ? m_anchor : std::max(m_current, 0);
        if (!control) {
            rows.clear();
        }
        rows.add({std::min(anchor, row), std::max(anchor, row)});
        m_anchor = anchor;
    } else if (control) {
        rows.toggle(row);
        m_anchor = row;
    } else {
        rows.clear();
        rows.add({row, row});
        m_anchor = row;
    }
    moveCurrent(row);
    setRows(std::move(rows));
}

void Selection::move(int row, int modifiers)
{
    if (m_photos.count() == 0) {
        return;
    }
    row = std::clamp(row, 0, m_photos.count() - 1);
    const bool onlyControl = (modifiers & Qt::ControlModifier) != 0 && (modifiers & Qt::ShiftModifier) == 0;
    if (onlyControl) {
        moveCurrent(row);
    } else {
        click(row, modifiers);
    }
}

int Selection::step(int direction, int columns, int rowsPerPage, int modifiers)
{
    const int last = m_photos.count() - 1;
    if (last < 0) {
        return -1;
    }
    if (m_current < 0) {
        move(0, modifiers & ~Qt::ShiftModifier);
        return m_current;
    }
    columns = std::max(columns, 1);
    const int page = columns * std::max(rowsPerPage, 1);
    int row = m_current;
    switch (Move(direction)) {
    case Left:
        row = std::max(row - 1, 0);
        break;
    case Right:
        row = std::min(row + 1, last);
        break;
    case Up:
        row = row - columns >= 0 ? row - columns : row;
        break;
    case Down:
        // From the last full line into a shorter one below: its end.
        row = row + columns <= last ? row + columns : (row / columns < last / columns ? last : row);
        break;
    case PageUp:
        row = row - page >= 0 ? row - page : row % columns;
        break;
    case PageDown:
        row = row + page <= last ? row + page : last;
        break;
    case Home:
        row = 0;
        break;
    case End:
        row = last;
        break;
    }
    move(row, modifiers);
    return row;
}

void Selection::setCurrent(int row)
{
    if (row < m_photos.count()) {
        moveCurrent(std::max(row, -1));
    }
}

void Selection::toggleCurrent()
{
    if (m_current >= 0) {
        click(m_current, Qt::ControlModifier);
    }
}

void Selection::selectAll()
{
    RowRanges all;
    all.add({0, m_photos.count() - 1});
    setRows(std::move(all));
}

void Selection::clear() { setRows({}); }

void Selection::invert()
{
    RowRanges rows = m_rows;
    rows.invert(m_photos.count());
    setRows(std::move(rows));
}

void Selection::beginRubberBand(bool additive) { m_beforeBand = additive ? m_rows : RowRanges(); }

void Selection::updateRubberBand(const QList<int>& rows)
{
    RowRanges covered = m_beforeBand;
    for (qsizetype i = 0; i + 1 < rows.size(); i += 2) {
        covered.add({std::max(rows[i], 0), std::min(rows[i + 1], m_photos.count() - 1)});
    }
    setRows(std::move(covered));
}

void Selection::endRubberBand() { m_beforeBand.clear(); }

void Selection::rubberBand(const QList<int>& rows, bool additive)
{
    beginRubberBand(additive);
    QList<int> pairs;
    for (const int row : rows) {
        pairs << row << row;
    }
    updateRubberBand(pairs);
    endRubberBand();
}

std::vector<PhotoId> Selection::photos() const
{
    std::vector<PhotoId> photos;
    photos.reserve(std::size_t(m_rows.count()));
    for (const RowRange& range : m_rows.ranges()) {
        for (int row = range.first; row <= range.last; ++row) {
            photos.push_back(m_photos.photoAt(row));
        }
    }
    return photos;
}

std::vector<PhotoId> Selection::photosOrCurrent() const
{
    if (m_rows.empty() && m_currentId) {
        return {m_currentId};
    }
    return photos();
}

QVariantList Selection::ids() const
{
    QVariantList list;
    for (const PhotoId photo : photosOrCurrent()) {
        list << qint64(photo.value);
    }
    return list;
}

void Selection::restore(RowRanges rows, PhotoId current)
{
    m_anchor = -1;
    moveCurrent(m_photos.rowOfPhoto(current));
    setRows(std::move(rows));
}

void Selection::setRows(RowRanges rows)
{
    if (m_rows == rows) {
        return;
    }
    m_rows = std::move(rows);
    ++m_revision;
    Q_EMIT changed();
}

void Selection::moveCurrent(int row)
{
    const PhotoId photo = m_photos.photoAt(row);
    if (m_current == row && m_currentId == photo) {
        return;
    }
    m_current = row;
    m_currentId = photo;
    Q_EMIT currentChanged();
}

void Selection::rowsInserted(int first, int last)
{
    const int count = last - first + 1;
    RowRanges rows = m_rows;
    rows.shiftForInsert(first, count);
    m_beforeBand.shiftForInsert(first, count);
    if (m_anchor >= first) {
        m_anchor += count;
    }
    if (m_current >= first) {
        m_current += count;
        Q_EMIT currentChanged();
    }
    setRows(std::move(rows));
}

void Selection::rowsRemoved(int first, int last)
{
    const int count = last - first + 1;
    RowRanges rows = m_rows;
    rows.shiftForRemove({first, last});
    m_beforeBand.shiftForRemove({first, last});
    if (m_anchor > last) {
        m_anchor -= count;
    } else if (m_anchor >= first) {
        m_anchor = -1;
    }
    if (m_current > last) {
        m_current -= count;
        Q_EMIT currentChanged();
    } else if (m_current >= first) {
        // The next photo takes its place, so that deleting one after the other goes on.
        moveCurrent(std::min(first, m_photos.count() - 1));
    }
    setRows(std::move(rows));
}

} // namespace likeness
