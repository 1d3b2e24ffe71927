#include "facet_model.h"

#include "facet_text.h"
#include "photo_list_model.h"
#include "query_model.h"
#include "ui/bridge/convert.h"

#include <QtCore/QLocale>
#include <QtCore/QSet>

#include <algorithm>

namespace likeness {

namespace {

constexpr std::chrono::milliseconds kAskAfter{60};
/// A library that is being indexed: the counts follow at leisure.
constexpr std::chrono::seconds kAskAgainAfter{2};
/// Open at first: the ones that most people ask by.
const char* const kOpenAtFirst[] = {"date", "camera", "rating", "place"};

bool sameValue(const std::string& a, const std::string& b)
{
    return QString::fromStdString(a).compare(QString::fromStdString(b), Qt::CaseInsensitive) == 0;
}

/// Whether the term belongs to the facet: of those that share the key `has`, the ones about nothing else.
bool belongs(const FilterTermText& term, const FacetCounts& facet)
{
    const bool shared = facet.facet == Facet::Gps || facet.facet == Facet::Duplicate;
    return term.key == facet.key
           && (!shared
               || (term.values.size() == 1 && !facet.values.empty()
                   && sameValue(term.values[0].text, facet.values[0].value)));
}

/// A value for people.
QString valueName(const FacetCounts& facet, const FacetValue& value)
{
    if (facet.facet == Facet::Gps) {
        return value.negated ? FacetModel::tr("Without position") : FacetModel::tr("With position");
    }
    if (facet.facet == Facet::Duplicate) {
        return value.negated ? FacetModel::tr("One of a kind") : FacetModel::tr("With copies");
    }
    return valueTitle(QString::fromStdString(facet.key),
                      QString::fromStdString(value.label.empty() ? value.value : value.label));
}

} // namespace

FacetModel::FacetModel(EngineBridge& bridge, QueryModel& query, PhotoListModel& photos, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_query(query)
{
    for (const char* key : kOpenAtFirst) {
        m_open.insert(QLatin1String(key));
    }
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(kAskAfter);
    connect(&m_askSoon, &QTimer::timeout, this, &FacetModel::ask);
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(kAskAgainAfter);
    connect(&m_askAgain, &QTimer::timeout, this, &FacetModel::ask);
    // After the photos: what is looked at comes before what is counted, and the line of likeness is known then.
    const auto soon = [this] { m_active ? m_askSoon.start() : void(); };
    connect(&photos, &PhotoListModel::answered, this, soon);
    connect(&query, &QueryModel::cutOffChanged, this, soon);
    connect(&query, &QueryModel::filterChanged, this, [this] {
        // What is counted for the filter before would take back what has been chosen since.
        m_bridge.forget(std::exchange(m_request, {}));
        Q_EMIT chipsChanged();
    });
}

int FacetModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> FacetModel::roleNames() const
{
    return {{KindRole, "kind"},        {FacetRole, "facet"},       {TitleRole, "title"},
            {OpenRole, "open"},        {NoteRole, "note"},         {CountRole, "photoCount"},
            {ShareRole, "share"},      {DepthRole, "depth"},       {StarsRole, "stars"},
            {ChosenRole, "chosen"},    {ExcludedRole, "excluded"}, {HasChildrenRole, "hasChildren"},
            {SearchRole, "searchText"}};
}

const FacetModel::Line* FacetModel::lineAt(int row) const
{
    return row >= 0 && row < count() ? &m_lines[std::size_t(row)] : nullptr;
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    static const char* const kKinds[] = {"dates", "heading", "search", "up", "value", "more", "less"};
    const Line& line = m_lines[std::size_t(index.row())];
    const bool isValue = line.kind == Kind::Value;
    switch (role) {
    case KindRole:
        return QString::fromLatin1(kKinds[int(line.kind)]);
    case FacetRole:
        return line.name;
    case TitleRole:
    case Qt::DisplayRole:
        return line.title;
    case OpenRole:
        return m_open.contains(line.name);
    case NoteRole:
        return line.note;
    case CountRole:
        return qint64(line.shown.count);
    case ShareRole:
        return line.share;
    case DepthRole:
        return line.shown.depth;
    case StarsRole:
        return isValue && line.name == QLatin1String("rating") ? QString::fromStdString(line.shown.value).toInt() : -1;
    case ChosenRole:
        return line.shown.chosen;
    case ExcludedRole:
        return line.shown.excluded;
    case HasChildrenRole:
        return line.shown.hasChildren;
    case SearchRole:
        return m_search.value(line.name);
    default:
        return {};
    }
}

QString FacetModel::note(const FacetCounts& facet)
{
    QStringList titles;
    for (const FacetValue& value : facet.values) {
        if (value.chosen || value.excluded) {
            const QString title = valueName(facet, value);
            titles << (value.excluded ? QStringLiteral("−") + title : title);
        }
    }
    return titles.join(QStringLiteral(", "));
}

// --- Asking ---------------------------------------------------------------------------------------------------------

void FacetModel::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    Q_EMIT activeChanged();
    if (active) {
        ask();
    } else {
        m_askSoon.stop();
        m_askAgain.stop();
        m_bridge.forget(std::exchange(m_request, {}));
    }
}

void FacetModel::ask()
{
    m_askSoon.stop();
    m_askAgain.stop();
    if (!m_active) {
        return;
    }
    m_bridge.forget(m_request);
    LoadFacets question{m_query.query(), m_view};
    if (!question.query.parts.empty()) {
        question.query.scoreMin = float(m_query.cutOff());
    }
    m_request = m_bridge.ask<FacetsLoaded>(
        std::move(question), this, [this](const FacetsLoaded& loaded) { take(loaded); },
        [this](const Error&) { m_request = {}; }); // the list of photos says what is wrong; old counts stay
}

void FacetModel::take(const FacetsLoaded& loaded)
{
    m_request = {};
    m_loaded = loaded;
    m_counted = true;
    findBars();
    rebuild();
    if (!m_lines.empty()) {
        Q_EMIT dataChanged(index(0), index(count() - 1));
    }
    Q_EMIT countsChanged();
    if (loaded.stale) {
        m_askAgain.start();
    }
}

void FacetModel::findBars()
{
    m_firstBar = m_lastBar = -1;
    const DateHistogram& dates = m_loaded.dates;
    if (!dates.chosenFrom && !dates.chosenTo) {
        return;
    }
    for (std::size_t i = 0; i < dates.bars.size(); ++i) {
        const auto& bar = dates.bars[i];
        if (bar.to >= dates.chosenFrom.value_or(bar.from) && bar.from <= dates.chosenTo.value_or(bar.to)) {
            m_firstBar = m_firstBar < 0 ? int(i) : m_firstBar;
            m_lastBar = int(i);
        }
    }
}

// --- Lines ----------------------------------------------------------------------------------------------------------

void FacetModel::rebuild()
{
    std::vector<Line> lines;
    if (!m_loaded.dates.bars.empty()) {
        const bool chosen = m_loaded.dates.chosenFrom || m_loaded.dates.chosenTo;
        lines.push_back({Kind::Dates, QStringLiteral("dates"), QStringLiteral("date"),
                         facetTitle(QStringLiteral("date")),
                         chosen ? datesFrom() + QStringLiteral(" – ") + datesTo() : QString()});
    }
    for (std::size_t i = 0; i < m_loaded.facets.size(); ++i) {
        const FacetCounts& facet = m_loaded.facets[i];
        const QString name = facetName(facet);
        const auto add = [&](Kind kind, const QString& id, const QString& title, const QString& words = {}) -> Line& {
            Line line{kind, name + u'/' + id, name, title, words};
            line.facet = int(i);
            return lines.emplace_back(std::move(line));
        };
        const QString title = facetTitle(name);
        add(Kind::Heading, QStringLiteral("heading"), title, note(facet));
        if (!m_open.contains(name)) {
            continue;
        }
        const QString search = m_search.value(name);
        if (facet.values.size() > kManyValues) {
            add(Kind::Search, QStringLiteral("search"), title);
        }
        if (facet.facet == Facet::Folder && !m_query.folder().isEmpty()) {
            add(Kind::Up, QStringLiteral("up"), displayName(pathFromText(m_query.folder()).parent_path()));
        }
        // Classes and ratings are read as a whole; of names the few that most photos have are enough at first.
        const bool whole = facet.values.size() <= kManyValues || m_whole.contains(name) || !search.isEmpty();
        std::int64_t most = 1;
        for (const FacetValue& value : facet.values) {
            most = std::max(most, value.count);
        }
        int shown = 0;
        int hidden = 0;
        for (std::size_t v = 0; v < facet.values.size(); ++v) {
            const FacetValue& value = facet.values[v];
            const QString text = QString::fromStdString(value.value);
            if (!search.isEmpty() && !text.contains(search, Qt::CaseInsensitive)) {
                continue;
            }
            if (!whole && shown >= kFewValues && !value.chosen && !value.excluded) {
                ++hidden;
                continue;
            }
            Line& line = add(Kind::Value, (value.negated ? u'-' : u'+') + text, valueName(facet, value));
            line.value = int(v);
            line.shown = value;
            line.share = double(value.count) / double(most);
            ++shown;
        }
        if (hidden > 0) {
            add(Kind::More, QStringLiteral("more"), title, QLocale().toString(hidden));
        } else if (m_whole.contains(name) && facet.values.size() > kManyValues && search.isEmpty()) {
            add(Kind::Less, QStringLiteral("less"), title);
        }
    }
    show(std::move(lines));
}

/// Lines that stay keep their delegates, and with them the keyboard, wherever they go.
void FacetModel::show(std::vector<Line> lines)
{
    const auto before = count();
    QSet<QString> wanted;
    for (const Line& line : lines) {
        wanted.insert(line.id);
    }
    for (int row = count() - 1; row >= 0; --row) {
        if (!wanted.contains(m_lines[std::size_t(row)].id)) {
            beginRemoveRows({}, row, row);
            m_lines.erase(m_lines.begin() + row);
            endRemoveRows();
        }
    }
    bool added = false;
    for (int row = 0; row < int(lines.size()); ++row) {
        Line& line = lines[std::size_t(row)];
        const auto known
            = std::find_if(m_lines.begin() + row, m_lines.end(), [&](const Line& old) { return old.id == line.id; });
        const int from = int(known - m_lines.begin());
        if (known == m_lines.end()) {
            beginInsertRows({}, row, row);
            m_lines.insert(m_lines.begin() + row, std::move(line));
            endInsertRows();
            added = true;
            continue;
        }
        if (from != row) {
            beginMoveRows({}, from, from, {}, row);
            std::rotate(m_lines.begin() + row, m_lines.begin() + from, m_lines.begin() + from + 1);
            endMoveRows();
        }
        m_lines[std::size_t(row)] = std::move(line);
    }
    if (added || count() != before) {
        Q_EMIT countChanged();
    }
}

void FacetModel::setOpen(int row, bool open)
{
    const Line* line = lineAt(row);
    if (line == nullptr) {
        return;
    }
    const QString name = line->name;
    if (open == m_open.contains(name)) {
        return;
    }
    open ? void(m_open.insert(name)) : void(m_open.remove(name));
    rebuild();
    Q_EMIT dataChanged(index(row), index(row), {OpenRole});
    Q_EMIT openKeysChanged();
}

QStringList FacetModel::openKeys() const
{
    QStringList keys = m_open.values();
    keys.sort();
    return keys;
}

void FacetModel::setOpenKeys(const QStringList& keys)
{
    const QSet<QString> open(keys.begin(), keys.end());
    if (open != m_open) {
        m_open = open;
        rebuild();
        Q_EMIT openKeysChanged();
    }
}

void FacetModel::setSearch(int row, const QString& text)
{
    if (const Line* line = lineAt(row)) {
        m_search[line->name] = text.trimmed();
        rebuild();
    }
}

void FacetModel::activate(int row)
{
    const Line* line = lineAt(row);
    if (line == nullptr) {
        return;
    }
    const QString name = line->name;
    switch (line->kind) {
    case Kind::Dates:
    case Kind::Heading:
        setOpen(row, !m_open.contains(name));
        break;
    case Kind::Up:
        m_query.setFolder(shownPath(pathFromText(m_query.folder()).parent_path()));
        break;
    case Kind::Value:
        toggle(row, line->shown.negated);
        break;
    case Kind::More:
        m_whole.insert(name);
        rebuild();
        break;
    case Kind::Less:
        m_whole.remove(name);
        rebuild();
        break;
    case Kind::Search:
        break;
    }
}

void FacetModel::exclude(int row)
{
    const Line* line = lineAt(row);
    if (line != nullptr && line->kind == Kind::Value) {
        toggle(row, !line->shown.negated);
    }
}

void FacetModel::enter(int row)
{
    const Line* line = lineAt(row);
    if (line != nullptr && line->kind == Kind::Value && line->name == QLatin1String("folder")) {
        m_query.setFolder(QString::fromStdString(line->shown.value));
    }
}

// --- The expression -------------------------------------------------------------------------------------------------

void FacetModel::setExpression(const std::vector<FilterTermText>& terms)
{
    m_query.changeFilter(QString::fromStdString(joinFilter(terms)));
}

/// Puts a value into the facet's terms of this sign, or takes it out. Where the person wrote something wider (`canon*`,
/// `>=800`) and one value of it is taken out, what is left is written value by value.
void FacetModel::toggle(int row, bool negated)
{
    FilterText text = splitFilter(m_query.filter().toStdString());
    if (!text.problem.empty()) {
        return; // what cannot be read cannot be changed; the field says what is wrong
    }
    Line& line = m_lines[std::size_t(row)];
    FacetCounts& facet = m_loaded.facets[std::size_t(line.facet)];
    FacetValue& value = facet.values[std::size_t(line.value)];
    const bool single = facet.facet == Facet::Gps || facet.facet == Facet::Duplicate;
    const bool wasSet = negated == value.negated ? value.chosen : value.excluded;

    const auto isIt = [&](const FilterValueText& one) { return sameValue(one.text, value.value); };
    const auto mine
        = [&](const FilterTermText& term, bool sign) { return term.negated == sign && belongs(term, facet); };
    bool removed = false;
    for (FilterTermText& term : text.terms) {
        // Out of the other sign always: nothing is wanted and left out at once.
        if (belongs(term, facet) && (term.negated != negated || wasSet)) {
            const auto erased = std::erase_if(term.values, isIt);
            removed |= erased > 0 && term.negated == negated;
        }
    }
    if (wasSet && !removed) {
        std::vector<FilterValueText> rest;
        for (const FacetValue& other : facet.values) {
            const bool isSet = negated ? other.excluded : other.chosen;
            if (isSet && &other != &value && other.depth >= value.depth) {
                rest.push_back({other.value});
            }
        }
        bool placed = false;
        for (FilterTermText& term : text.terms) {
            if (mine(term, negated)) {
                term.values = std::exchange(placed, true) ? std::vector<FilterValueText>() : rest;
            }
        }
    } else if (!wasSet) {
        const auto home = std::ranges::find_if(
            text.terms, [&](const FilterTermText& term) { return mine(term, negated) && !term.values.empty(); });
        if (home != text.terms.end()) {
            single ? void() : home->values.push_back({value.value});
        } else {
            text.terms.push_back({facet.key, negated, {{value.value}}});
        }
    }
    std::erase_if(text.terms, [](const FilterTermText& term) { return term.values.empty(); });
    // The mark shows at once; the engine's answer follows.
    (negated == value.negated ? value.chosen : value.excluded) = !wasSet;
    (negated == value.negated ? value.excluded : value.chosen) = false;
    line.shown = value;
    Q_EMIT dataChanged(index(row), index(row), {ChosenRole, ExcludedRole});
    setExpression(text.terms);
}

void FacetModel::clearFacet(int row)
{
    const Line* line = lineAt(row);
    if (line == nullptr) {
        return;
    }
    if (line->kind == Kind::Dates) {
        clearDates();
        return;
    }
    FilterText text = splitFilter(m_query.filter().toStdString());
    if (text.problem.empty()) {
        std::erase_if(text.terms, [&](const FilterTermText& term) {
            return belongs(term, m_loaded.facets[std::size_t(line->facet)]);
        });
        setExpression(text.terms);
    }
}

void FacetModel::chooseBars(int first, int last)
{
    const auto& bars = m_loaded.dates.bars;
    if (first > last) {
        std::swap(first, last);
    }
    FilterText text = splitFilter(m_query.filter().toStdString());
    if (first < 0 || last >= int(bars.size()) || !text.problem.empty()) {
        return;
    }
    const DateSpan span{bars[std::size_t(first)].from, bars[std::size_t(last)].to};
    const FilterTermText chosen{"date", false, {{dateValue(span)}}};
    const auto isDate = [](const FilterTermText& term) { return term.key == "date" && !term.negated; };
    const auto home = std::ranges::find_if(text.terms, isDate);
    if (home == text.terms.end()) {
        text.terms.push_back(chosen);
    } else {
        *home = chosen;
        text.terms.erase(std::remove_if(home + 1, text.terms.end(), isDate), text.terms.end());
    }
    m_loaded.dates.chosenFrom = span.from;
    m_loaded.dates.chosenTo = span.to;
    findBars();
    Q_EMIT countsChanged();
    setExpression(text.terms);
}

void FacetModel::clearDates()
{
    FilterText text = splitFilter(m_query.filter().toStdString());
    if (text.problem.empty()) {
        std::erase_if(text.terms, [](const FilterTermText& term) { return term.key == "date"; });
        m_loaded.dates.chosenFrom.reset();
        m_loaded.dates.chosenTo.reset();
        findBars();
        Q_EMIT countsChanged();
        setExpression(text.terms);
    }
}

void FacetModel::zoom(int first, int last)
{
    const auto& bars = m_loaded.dates.bars;
    if (first > last) {
        std::swap(first, last);
    }
    if (first >= 0 && last < int(bars.size())) {
        m_view = DateSpan{bars[std::size_t(first)].from, bars[std::size_t(last)].to};
        ask();
    }
}

void FacetModel::zoomOut()
{
    if (m_view) {
        m_view.reset();
        ask();
    }
}

QVariantList FacetModel::chips() const
{
    QVariantList list;
    for (const FilterTermText& term : splitFilter(m_query.filter().toStdString()).terms) {
        list << QVariantMap{{QStringLiteral("label"), termTitle(term)}, {QStringLiteral("negated"), term.negated}};
    }
    return list;
}

void FacetModel::removeChip(int index)
{
    FilterText text = splitFilter(m_query.filter().toStdString());
    if (text.problem.empty() && index >= 0 && index < int(text.terms.size())) {
        text.terms.erase(text.terms.begin() + index);
        setExpression(text.terms);
    }
}

void FacetModel::clearAll() { m_query.changeFilter({}); }

QVariantList FacetModel::bars() const
{
    QVariantList list;
    for (const DateHistogram::Bar& bar : m_loaded.dates.bars) {
        list << QVariantMap{{QStringLiteral("count"), qint64(bar.count)},
                            {QStringLiteral("label"), barTitle(m_loaded.dates.step, bar)}};
    }
    return list;
}

int FacetModel::barMax() const
{
    std::int64_t most = 1;
    for (const DateHistogram::Bar& bar : m_loaded.dates.bars) {
        most = std::max(most, bar.count);
    }
    return int(most);
}

QString FacetModel::datesFrom() const
{
    const DateHistogram& dates = m_loaded.dates;
    return dates.bars.empty() ? QString() : dayTitle(dates.chosenFrom.value_or(dates.bars.front().from));
}

QString FacetModel::datesTo() const
{
    const DateHistogram& dates = m_loaded.dates;
    return dates.bars.empty() ? QString() : dayTitle(dates.chosenTo.value_or(dates.bars.back().to));
}

} // namespace likeness
