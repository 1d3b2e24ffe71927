#pragma once

#include "ui/models/photo_list_model.h"

namespace likeness {

/// The selected rows of the photo list, the row with the keyboard, and the row a Shift-click counts from.
/// Rows, not ids, are kept, as ranges: selecting all of a million costs nothing, and new rows that arrive are never
/// selected by themselves.
/// Thread: gui.
class Selection : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(qint64 currentId READ currentId NOTIFY currentChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int revision READ revision NOTIFY changed)

public:
    enum Move { Left, Right, Up, Down, PageUp, PageDown, Home, End };
    Q_ENUM(Move)

    Selection(PhotoListModel& photos, QObject* parent = nullptr);

    int current() const { return m_current; }
    qint64 currentId() const { return m_currentId.value; }
    int count() const { return m_rows.count(); }
    int revision() const { return m_revision; }
    const RowRanges& rows() const { return m_rows; }

    Q_INVOKABLE bool isSelected(int row) const { return m_rows.contains(row); }
    /// -1 when nothing is selected.
    Q_INVOKABLE int firstRow() const { return m_rows.empty() ? -1 : m_rows.ranges().front().first; }
    /// A mouse press on a row: plain, Ctrl (toggles), Shift (from the anchor), Ctrl+Shift (adds from the anchor).
    Q_INVOKABLE void click(int row, int modifiers = 0);
    /// The keyboard reached a row: as a click, but Ctrl only moves the current row.
    Q_INVOKABLE void move(int row, int modifiers = 0);
    /// Works out where a key leads in a grid and moves there; returns the row reached.
    Q_INVOKABLE int step(int direction, int columns, int rowsPerPage, int modifiers = 0);
    /// Moves the current row without selecting.
    void setCurrent(int row);
    Q_INVOKABLE void toggleCurrent();
    Q_INVOKABLE void selectAll();
    Q_INVOKABLE void clear();
    Q_INVOKABLE void invert();

    /// A rubber band begins; `additive` keeps what was selected.
    Q_INVOKABLE void beginRubberBand(bool additive);
    /// The rubber band covers these rows now: `rows` is a flat list of first, last, first, last, …
    Q_INVOKABLE void updateRubberBand(const QList<int>& rows);
    Q_INVOKABLE void endRubberBand();
    /// All three in one: selects the listed rows.
    Q_INVOKABLE void rubberBand(const QList<int>& rows, bool additive);

    /// As `photosOrCurrent`, for QML.
    Q_INVOKABLE QVariantList ids() const;

    /// The photos selected, in the order shown.
    std::vector<PhotoId> photos() const;
    /// As `photos`, or the current one when nothing is selected.
    std::vector<PhotoId> photosOrCurrent() const;
    /// The list was replaced: these rows hold what was selected, and `current` is to be found again.
    void restore(RowRanges rows, PhotoId current);

Q_SIGNALS:
    void changed();
    void currentChanged();

private:
    void setRows(RowRanges rows);
    void moveCurrent(int row);
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);

    PhotoListModel& m_photos;
    RowRanges m_rows;
    RowRanges m_beforeBand;
    int m_current = -1;
    PhotoId m_currentId;
    int m_anchor = -1;
    int m_revision = 0;
};

} // namespace likeness
