#include "tag_editor.h"

#include "selection.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"
#include "undo.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr qsizetype kCompletionsMax = 8;

} // namespace

TagEditor::TagEditor(EngineBridge& bridge, const Selection& selection, Undo& undo, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_selection(selection)
    , m_undo(undo)
{
    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(60); // a rubber band changes the selection at every pixel
    connect(&m_loadSoon, &QTimer::timeout, this, &TagEditor::load);
    const auto loadSoon = [this] { m_loadSoon.start(); };
    connect(&selection, &Selection::changed, this, loadSoon);
    connect(&selection, &Selection::currentChanged, this, loadSoon);
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        if (!m_loadSoon.isActive()) {
            m_loadSoon.start();
        }
    });
    connect(&bridge, &EngineBridge::writingProgressed, this, [this](const MetadataProgress& progress) {
        if (progress.request == m_writingRequest) {
            m_done = progress.done;
            Q_EMIT writingChanged();
        }
    });
}

void TagEditor::load()
{
    m_bridge.forget(m_loading);
    m_loading = {};
    std::vector<PhotoId> photos = m_selection.photosOrCurrent();
    const int count = int(photos.size());
    if (photos.empty()) {
        m_tags.clear();
        m_photoCount = 0;
        Q_EMIT changed();
        return;
    }
    m_loading = m_bridge.ask<TagsListed>(
        ListTags{std::move(photos)}, this,
        [this, count](const TagsListed& listed) {
            m_loading = {};
            QVariantList tags;
            for (const TagCount& tag : listed.tags) {
                tags << QVariantMap{{QStringLiteral("name"), QString::fromStdString(tag.name)},
                                    {QStringLiteral("photos"), qint64(tag.photos)},
                                    {QStringLiteral("onAll"), tag.photos >= count}};
            }
            if (tags != m_tags || count != m_photoCount) {
                m_tags = std::move(tags);
                m_photoCount = count;
                Q_EMIT changed();
            }
        },
        [this](const Error&) { m_loading = {}; });
}

void TagEditor::loadNames()
{
    m_bridge.ask<TagsListed>(ListTags{}, this, [this](const TagsListed& listed) {
        m_names.clear();
        for (const TagCount& tag : listed.tags) {
            m_names << QString::fromStdString(tag.name);
        }
        m_names.sort(Qt::CaseInsensitive);
    });
}

QStringList TagEditor::completions(const QString& typed) const
{
    const QString begun = typed.section(u',', -1).trimmed();
    if (begun.isEmpty()) {
        return {};
    }
    QStringList first;
    QStringList second;
    for (const QString& name : m_names) {
        const bool onAll = std::any_of(m_tags.begin(), m_tags.end(), [&](const QVariant& tag) {
            const QVariantMap map = tag.toMap();
            return map[QStringLiteral("onAll")].toBool() && map[QStringLiteral("name")].toString() == name;
        });
        if (onAll) {
            continue;
        }
        if (name.startsWith(begun, Qt::CaseInsensitive)) {
            first << name;
        } else if (name.contains(begun, Qt::CaseInsensitive)) {
            second << name;
        }
    }
    return (first + second).mid(0, kCompletionsMax);
}

void TagEditor::add(const QString& names, const QString& known)
{
    TagEdit edit{m_selection.photosOrCurrent(), {}, {}};
    QStringList parts = names.split(u',', Qt::SkipEmptyParts);
    if (!known.isEmpty()) {
        parts << known;
    }
    for (const QString& part : parts) {
        const QString name = part.trimmed();
        const auto inUse = std::find_if(m_names.begin(), m_names.end(), [&](const QString& other) {
            return other.compare(name, Qt::CaseInsensitive) == 0;
        });
        const bool exact = m_names.contains(name);
        if (!name.isEmpty()) {
            edit.add.push_back((!exact && inUse != m_names.end() ? *inUse : name).toStdString());
        }
    }
    if (edit.photos.empty() || edit.add.empty()) {
        return;
    }
    const QString text = edit.add.size() == 1 ? tr("Tag “%1” added").arg(QString::fromStdString(edit.add.front()))
                                              : tr("%n tag(s) added", nullptr, int(edit.add.size()));
    this->edit(SetTags{{std::move(edit)}}, text);
}

void TagEditor::remove(const QString& name)
{
    TagEdit edit{m_selection.photosOrCurrent(), {}, {name.toStdString()}};
    if (!edit.photos.empty()) {
        this->edit(SetTags{{std::move(edit)}}, tr("Tag “%1” removed").arg(name));
    }
}

void TagEditor::rename(const QString& from, const QString& to)
{
    const QString name = to.trimmed();
    if (!name.isEmpty() && name != from) {
        edit(RenameTag{from.toStdString(), name.toStdString()}, tr("Tag “%1” is called “%2” now").arg(from, name));
    }
}

void TagEditor::edit(Command command, const QString& done)
{
    m_bridge.ask<TagsChanged>(
        std::move(command), this,
        [this, done](const TagsChanged& changed) {
            if (!changed.undo.empty()) {
                m_undo.offer(done, [this, edits = changed.undo] { takeBack(edits); });
            }
            load();
            loadNames();
        },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void TagEditor::takeBack(const std::vector<TagEdit>& edits)
{
    m_bridge.ask<TagsChanged>(
        SetTags{edits}, this, [this](const TagsChanged&) { load(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void TagEditor::setTitle(qint64 photoId, const QString& text)
{
    const QString title = text.trimmed();
    setTexts({{PhotoId{photoId}}, title.toStdString(), std::nullopt},
             title.isEmpty() ? tr("Title removed") : tr("Title changed"));
}

void TagEditor::setDescription(qint64 photoId, const QString& text)
{
    const QString description = text.trimmed();
    setTexts({{PhotoId{photoId}}, std::nullopt, description.toStdString()},
             description.isEmpty() ? tr("Description removed") : tr("Description changed"));
}

void TagEditor::setTexts(SetTexts command, const QString& done)
{
    const PhotoId photo = command.photos.front();
    if (!photo) {
        return;
    }
    m_bridge.ask<DetailsLoaded>(
        LoadDetails{photo}, this,
        [this, command = std::move(command), done](const DetailsLoaded& loaded) {
            SetTexts before = command;
            if (before.title) {
                before.title = loaded.details.metadata.title;
            }
            if (before.description) {
                before.description = loaded.details.metadata.description;
            }
            sendTexts(command);
            m_undo.offer(done, [this, before] { sendTexts(before); });
        },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void TagEditor::sendTexts(SetTexts command)
{
    m_bridge.ask<CommandDone>(
        std::move(command), this, [](const CommandDone&) {},
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void TagEditor::makePlan(bool shortNames)
{
    m_bridge.forget(m_planning);
    m_plan.clear();
    m_outcome.clear();
    Q_EMIT planChanged();
    Q_EMIT writingChanged();
    m_planning = m_bridge.ask<MetadataPlanned>(
        PlanMetadata{m_selection.photosOrCurrent(), shortNames ? SidecarName::Stem : SidecarName::Full}, this,
        [this](const MetadataPlanned& planned) {
            m_planning = {};
            QStringList kinds;
            for (const std::string& kind : planned.cannotHold) {
                kinds << QString::fromStdString(kind).toUpper();
            }
            m_plan = {{QStringLiteral("photos"), qint64(planned.photos)},
                      {QStringLiteral("embeddable"), qint64(planned.embeddable)},
                      {QStringLiteral("kinds"), kinds.join(QStringLiteral(", "))},
                      {QStringLiteral("sidecarsThere"), qint64(planned.sidecarsThere)},
                      {QStringLiteral("offline"), qint64(planned.offline)},
                      {QStringLiteral("example"), displayName(planned.example)}};
            Q_EMIT planChanged();
        },
        [this](const Error& error) {
            m_planning = {};
            Q_EMIT failed(explain(error));
        });
}

void TagEditor::write(bool embedded, bool shortNames)
{
    startWriting({m_selection.photosOrCurrent(), embedded ? MetadataPlace::Embedded : MetadataPlace::Sidecar,
                  shortNames ? SidecarName::Stem : SidecarName::Full});
}

void TagEditor::writeFailedToSidecars(bool shortNames)
{
    startWriting({m_failedPhotos, MetadataPlace::Sidecar, shortNames ? SidecarName::Stem : SidecarName::Full});
}

void TagEditor::startWriting(WriteMetadata command)
{
    if (writing() || command.photos.empty()) {
        return;
    }
    m_done = 0;
    m_total = std::int64_t(command.photos.size());
    m_outcome.clear();
    m_writingRequest = m_bridge.ask<MetadataWritten>(
        std::move(command), this, [this](const MetadataWritten& written) { takeWritten(written); },
        [this](const Error& error) {
            m_total = 0;
            Q_EMIT writingChanged();
            Q_EMIT failed(explain(error));
        });
    Q_EMIT writingChanged();
}

void TagEditor::takeWritten(const MetadataWritten& written)
{
    m_total = 0;
    m_writingRequest = {};
    m_failedPhotos.clear();
    QVariantList failures;
    for (const FailedFile& failure : written.failures) {
        m_failedPhotos.push_back(failure.photo);
        failures << QVariantMap{{QStringLiteral("name"), displayName(failure.path)},
                                {QStringLiteral("reason"), engineText(failure.reason)}};
    }
    m_outcome = {{QStringLiteral("written"), qint64(written.written)},
                 {QStringLiteral("unchanged"), qint64(written.unchanged)},
                 {QStringLiteral("failed"), qint64(written.failures.size())},
                 {QStringLiteral("failures"), failures}};
    Q_EMIT writingChanged();
    Q_EMIT this->written(int(written.written), int(written.unchanged), int(written.failures.size()));
}

void TagEditor::cancelWriting()
{
    if (!writing()) {
        return;
    }
    m_bridge.forget(m_writingRequest);
    m_writingRequest = {};
    m_total = 0;
    Q_EMIT writingChanged();
}

} // namespace likeness
