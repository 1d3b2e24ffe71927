#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QStringList>
#include <QtCore/QVariantList>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class FacetModel;
class UiSettings;

/// What a filter expression can go on with where the cursor is: keys, values that photos have, filters used before.
/// Thread: gui.
class FilterCompleter : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    /// Best first: {text, note}.
    Q_PROPERTY(QVariantList offers READ offers NOTIFY offersChanged)

public:
    static constexpr int kOffersMax = 8;
    static constexpr int kRecentMax = 20;

    /// Values come from `facets` while the panel counts, else they are asked for when they are first needed.
    FilterCompleter(EngineBridge& bridge, const FacetModel& facets, UiSettings& settings, QObject* parent = nullptr);

    QVariantList offers() const;

    /// Works out the offers for what is typed before the cursor. `asked`: also where nothing is typed yet.
    Q_INVOKABLE void look(const QString& expression, int cursor, bool asked = false);
    /// The expression with an offer put in: {text, cursor}.
    Q_INVOKABLE QVariantMap take(int offer) const;
    Q_INVOKABLE void dismiss();
    /// A filter that was used is offered again, the latest first.
    Q_INVOKABLE void remember(const QString& expression);

Q_SIGNALS:
    void offersChanged();

private:
    struct Offer {
        QString text;    ///< what is put in place of m_expression[m_begin, m_end)
        QString caption; ///< what is shown
        QString note;
    };

    void loadValues();
    void offerKeys(const QString& typed);
    void offerValues(const QString& key, const QString& typed);
    void offerRecent();
    void setOffers(std::vector<Offer> offers);

    EngineBridge& m_bridge;
    const FacetModel& m_facets;
    UiSettings& m_settings;
    RequestId m_loading;
    bool m_valuesAreOld = true;
    std::vector<FacetCounts> m_values;
    std::vector<Offer> m_offers;
    QString m_expression;
    int m_cursor = 0;
    bool m_asked = false;
    bool m_looking = false;
    qsizetype m_begin = 0; ///< of what an offer replaces; it ends at the cursor
};

} // namespace likeness
