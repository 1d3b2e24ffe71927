#include "filter_completer.h"

#include "core/api/filter_text.h"
#include "facet_model.h"
#include "ui_settings.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <array>

namespace likeness {
namespace {

constexpr auto kRecentKey = "recentFilters";

struct Key {
    const char* name;
    const char* example; ///< is the same in every language
};

constexpr std::array<Key, 20> kKeys{{
    {"aperture", "<=2.8"},
    {"aspect", "3:2"},
    {"camera", "\"EOS 5D\""},
    {"date", "2019-01..2020-06"},
    {"focal", "24..35"},
    {"folder", "Trips"},
    {"format", "raw,heic"},
    {"has", "gps"},
    {"height", ">2000"},
    {"iso", "<=400"},
    {"lens", "*50mm*"},
    {"megapixels", ">=20"},
    {"name", "IMG_*"},
    {"near", "48.85,2.35,5km"},
    {"orientation", "portrait"},
    {"place", "Paris"},
    {"rating", ">=3"},
    {"size", ">5MB"},
    {"tag", "print"},
    {"width", ">3000"},
}};

/// Where the words of a term begin and which of them is typed last.
struct Typed {
    qsizetype term = 0;   ///< at which it begins, after a minus
    qsizetype value = -1; ///< at which the last alternative begins; -1 while the key is typed
    QString key;
};

Typed typedAt(const QString& text)
{
    Typed typed;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        if (quoted && letter == u'\\') {
            ++i;
        } else if (letter == u'"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (letter.isSpace()) {
            typed = {i + 1, -1, {}};
        } else if (letter == u'-' && i == typed.term) {
            typed.term = i + 1;
        } else if (letter == u':' && typed.value < 0 && i > typed.term) {
            typed.key = text.mid(typed.term, i - typed.term).toLower();
            typed.value = i + 1;
        } else if (letter == u',' && typed.value >= 0) {
            typed.value = i + 1;
        }
    }
    return typed;
}

/// As it has to stand in an expression.
QString written(const QString& key, const std::string& value)
{
    const FilterTermText term{key.toStdString(), false, {{value, 0}}, 0, 0};
    return QString::fromStdString(joinFilter({term})).mid(key.size() + 1);
}

} // namespace

FilterCompleter::FilterCompleter(EngineBridge& bridge, const FacetModel& facets, UiSettings& settings, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_facets(facets)
    , m_settings(settings)
{
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) { m_valuesAreOld = true; });
}

QVariantList FilterCompleter::offers() const
{
    QVariantList list;
    for (const Offer& offer : m_offers) {
        list << QVariantMap{{QStringLiteral("text"), offer.caption}, {QStringLiteral("note"), offer.note}};
    }
    return list;
}

void FilterCompleter::look(const QString& expression, int cursor, bool asked)
{
    m_looking = true;
    m_expression = expression;
    m_cursor = std::clamp(cursor, 0, int(expression.size()));
    m_asked = asked;
    if (m_cursor < expression.size() && !expression[m_cursor].isSpace()) {
        dismiss(); // in the middle of a word
        return;
    }
    const QString before = expression.left(m_cursor);
    const Typed typed = typedAt(before);
    if (typed.value >= 0) {
        m_begin = typed.value;
        QString value = before.mid(typed.value);
        value.remove(u'"');
        offerValues(typed.key, value);
    } else if (before.trimmed().isEmpty() || m_cursor == typed.term) {
        m_begin = expression.trimmed().isEmpty() ? 0 : typed.term;
        if (!asked) {
            dismiss();
        } else if (expression.trimmed().isEmpty()) {
            offerRecent();
        } else {
            offerKeys({});
        }
    } else {
        m_begin = typed.term;
        offerKeys(before.mid(typed.term));
    }
}

void FilterCompleter::offerKeys(const QString& typed)
{
    std::vector<Offer> offers;
    for (const Key& key : kKeys) {
        const QString name = QString::fromLatin1(key.name) + u':';
        if (name.startsWith(typed, Qt::CaseInsensitive) && name != typed) {
            offers.push_back({name, name, QString::fromLatin1(key.example)});
        }
    }
    setOffers(std::move(offers));
}

void FilterCompleter::offerRecent()
{
    std::vector<Offer> offers;
    for (const QString& recent : m_settings.value(QLatin1String(kRecentKey)).toStringList()) {
        offers.push_back({recent, recent, tr("used before")});
    }
    if (offers.empty()) {
        offerKeys({});
    } else {
        setOffers(std::move(offers));
    }
}

void FilterCompleter::offerValues(const QString& key, const QString& typed)
{
    loadValues();
    const std::vector<FacetCounts>& facets = m_facets.counted() && m_facets.active() ? m_facets.facets() : m_values;
    std::vector<Offer> first;
    std::vector<Offer> second;
    for (const FacetCounts& facet : facets) {
        if (facet.key != filterKeyName(key.toStdString())) {
            continue;
        }
        for (const FacetValue& value : facet.values) {
            const QString text = QString::fromStdString(value.value);
            if (value.negated || text.compare(typed, Qt::CaseInsensitive) == 0) {
                continue;
            }
            Offer offer{written(key, value.value), text, QLocale().toString(qlonglong(value.count))};
            if (text.startsWith(typed, Qt::CaseInsensitive)) {
                first.push_back(std::move(offer));
            } else if (text.contains(typed, Qt::CaseInsensitive)) {
                second.push_back(std::move(offer));
            }
        }
    }
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    setOffers(std::move(first));
}

/// The engine answers the newest question for counts only: the panel's must not be called off.
void FilterCompleter::loadValues()
{
    if (m_facets.active() || !m_valuesAreOld || m_loading) {
        return;
    }
    m_loading = m_bridge.ask<FacetsLoaded>(
        LoadFacets{}, this,
        [this](const FacetsLoaded& loaded) {
            m_loading = {};
            m_valuesAreOld = loaded.stale;
            m_values = loaded.facets;
            if (m_looking) {
                look(QString(m_expression), m_cursor, m_asked);
            }
        },
        [this](const Error&) { m_loading = {}; });
}

QVariantMap FilterCompleter::take(int offer) const
{
    if (offer < 0 || offer >= int(m_offers.size())) {
        return {};
    }
    const QString& text = m_offers[std::size_t(offer)].text;
    return {{QStringLiteral("text"), m_expression.left(m_begin) + text + m_expression.mid(m_cursor)},
            {QStringLiteral("cursor"), int(m_begin + text.size())}};
}

void FilterCompleter::dismiss()
{
    m_looking = false;
    setOffers({});
}

void FilterCompleter::setOffers(std::vector<Offer> offers)
{
    offers.resize(std::min(offers.size(), std::size_t(kOffersMax)));
    if (!offers.empty() || !m_offers.empty()) {
        m_offers = std::move(offers);
        Q_EMIT offersChanged();
    }
}

void FilterCompleter::remember(const QString& expression)
{
    const QString used = expression.trimmed();
    if (used.isEmpty()) {
        return;
    }
    QStringList recent = m_settings.value(QLatin1String(kRecentKey)).toStringList();
    recent.removeAll(used);
    recent.prepend(used);
    m_settings.setValue(QLatin1String(kRecentKey), QStringList(recent.mid(0, kRecentMax)));
}

} // namespace likeness
