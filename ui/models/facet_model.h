#pragma once

#include "core/api/filter_text.h"
#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtCore/QVariantList>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class PhotoListModel;
class QueryModel;

/// The filter panel: a line for the dates, and for each facet a heading with its values below while it is open. The
/// filter itself is the expression of the `QueryModel`; this model changes its text term by term, leaves alone what it
/// does not know, and shows what the engine makes of it.
/// Thread: gui.
class FacetModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    /// Nothing is counted while nobody looks.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(qint64 total READ total NOTIFY countsChanged)
    Q_PROPERTY(bool counted READ counted NOTIFY countsChanged)
    Q_PROPERTY(QStringList openKeys READ openKeys WRITE setOpenKeys NOTIFY openKeysChanged)
    /// The terms of the filter, one chip each: {label, negated}.
    Q_PROPERTY(QVariantList chips READ chips NOTIFY chipsChanged)
    /// The histogram: {count, label}, and which bars the filter names (-1 = none).
    Q_PROPERTY(QVariantList bars READ bars NOTIFY countsChanged)
    Q_PROPERTY(int barMax READ barMax NOTIFY countsChanged)
    Q_PROPERTY(int firstBar READ firstBar NOTIFY countsChanged)
    Q_PROPERTY(int lastBar READ lastBar NOTIFY countsChanged)
    Q_PROPERTY(QString datesFrom READ datesFrom NOTIFY countsChanged)
    Q_PROPERTY(QString datesTo READ datesTo NOTIFY countsChanged)
    Q_PROPERTY(qint64 earlier READ earlier NOTIFY countsChanged)
    Q_PROPERTY(qint64 later READ later NOTIFY countsChanged)
    Q_PROPERTY(bool zoomed READ zoomed NOTIFY countsChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< "dates", "heading", "search", "up", "value", "more", "less"
        FacetRole,                   ///< key of the facet: "camera", "has:gps"
        TitleRole,                   ///< of a heading or value, for people
        OpenRole,
        NoteRole, ///< of a heading: what is chosen; of "more": how many
        CountRole,
        ShareRole, ///< 0..1 of the facet's largest count
        DepthRole,
        StarsRole, ///< -1 where the value is not a rating
        ChosenRole,
        ExcludedRole,
        HasChildrenRole,
        SearchRole
    };
    Q_ENUM(Role)

    /// Values shown before "more" is asked for.
    static constexpr int kFewValues = 7;
    /// A facet with more values than this can be searched.
    static constexpr int kManyValues = 12;

    FacetModel(EngineBridge& bridge, QueryModel& query, PhotoListModel& photos, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// What a click, Return or Space on a line does: opens, closes, chooses, shows more, goes up.
    Q_INVOKABLE void activate(int row);
    /// Leaves the photos with this value out, or no longer.
    Q_INVOKABLE void exclude(int row);
    /// Opens or closes the facet that a line belongs to.
    Q_INVOKABLE void setOpen(int row, bool open);
    /// Takes the facet's own terms away.
    Q_INVOKABLE void clearFacet(int row);
    /// Shows what lies inside a folder.
    Q_INVOKABLE void enter(int row);
    /// Shows only values with this in their name.
    Q_INVOKABLE void setSearch(int row, const QString& text);
    Q_INVOKABLE void chooseBars(int first, int last);
    Q_INVOKABLE void clearDates();
    /// The histogram shows these bars only, with finer ones.
    Q_INVOKABLE void zoom(int first, int last);
    Q_INVOKABLE void zoomOut();
    Q_INVOKABLE void removeChip(int index);
    Q_INVOKABLE void clearAll();

    bool active() const { return m_active; }
    void setActive(bool active);
    int count() const { return int(m_lines.size()); }
    qint64 total() const { return m_loaded.total; }
    bool counted() const { return m_counted; }
    /// As counted last.
    const std::vector<FacetCounts>& facets() const { return m_loaded.facets; }
    QStringList openKeys() const;
    void setOpenKeys(const QStringList& keys);
    QVariantList chips() const;
    QVariantList bars() const;
    int barMax() const;
    int firstBar() const { return m_firstBar; }
    int lastBar() const { return m_lastBar; }
    QString datesFrom() const;
    QString datesTo() const;
    qint64 earlier() const { return m_loaded.dates.earlier; }
    qint64 later() const { return m_loaded.dates.later; }
    bool zoomed() const { return m_view.has_value(); }

Q_SIGNALS:
    void activeChanged();
    void countChanged();
    void countsChanged();
    void openKeysChanged();
    void chipsChanged();

private:
    enum class Kind { Dates, Heading, Search, Up, Value, More, Less };
    /// Holds all that it shows: while lines come and go, views ask for those of the last answer too.
    struct Line {
        Kind kind = Kind::Heading;
        QString id;   ///< the same for the same thing in the next answer
        QString name; ///< of the facet, see facetName()
        QString title;
        QString note;
        double share = 0;
        FacetValue shown{}; ///< of a value
        int facet = 0;      ///< place in m_loaded.facets
        int value = 0;      ///< place in its values
    };

    void ask();
    void take(const FacetsLoaded& loaded);
    void findBars();
    void rebuild();
    void show(std::vector<Line> lines);
    const Line* lineAt(int row) const;
    static QString note(const FacetCounts& facet);
    void setExpression(const std::vector<FilterTermText>& terms);
    void toggle(int row, bool negated);

    EngineBridge& m_bridge;
    QueryModel& m_query;
    bool m_active = false;
    bool m_counted = false;
    RequestId m_request;
    QTimer m_askSoon;
    QTimer m_askAgain;
    FacetsLoaded m_loaded;
    std::optional<DateSpan> m_view;
    int m_firstBar = -1;
    int m_lastBar = -1;
    std::vector<Line> m_lines;
    QSet<QString> m_open;
    QSet<QString> m_whole; ///< facets of which all values are shown
    QHash<QString, QString> m_search;
};

} // namespace likeness
