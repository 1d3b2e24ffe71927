#include "duplicates_model.h"

#include "photo_actions.h"
#include "ui/bridge/convert.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace likeness {

namespace {

/// While photos come in, groups on screen are read again this often.
constexpr std::chrono::milliseconds kRefreshEvery{1500};
/// A slider that is still moving does not start a search at every step.
constexpr std::chrono::milliseconds kSearchAfter{400};
constexpr int kAcceptedAtOnce = 200;

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString dateText(const PhotoRow& row)
{
    return row.taken ? QLocale().toString(QDateTime::fromSecsSinceEpoch(row.taken->localSeconds, Qt::UTC),
                                          QLocale::ShortFormat)
                     : QString();
}

QString qualityText(const DuplicateMember& member)
{
    const QString format = QString::fromStdString(member.row.format).toUpper();
    return member.jpegQuality ? DuplicatesModel::tr("%1, quality %2").arg(format).arg(*member.jpegQuality) : format;
}

/// True when a fact is not the same for all members.
template <class Fact> bool differs(const DuplicateGroup& group, Fact fact)
{
    return std::any_of(group.members.begin(), group.members.end(),
                       [&](const DuplicateMember& member) { return fact(member) != fact(group.members.front()); });
}

} // namespace

bool DuplicatesModel::Decision::trashes(PhotoId photo) const
{
    return std::any_of(trash.begin(), trash.end(), [photo](const Marked& marked) { return marked.photo == photo; });
}

DuplicatesModel::DuplicatesModel(EngineBridge& bridge, PhotoActions& actions, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_actions(actions)
{
    m_question.kind = DuplicateKind::Exact;
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshEvery);
    connect(&m_refreshTimer, &QTimer::timeout, this, &DuplicatesModel::forgetPages);
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        if (m_groups > 0 && !m_refreshTimer.isActive()) {
            m_refreshTimer.start();
        }
    });
    connect(&bridge, &EngineBridge::duplicatesProgressed, this, [this](const DuplicatesProgress& progress) {
        if (progress.request == m_request) {
            m_progress = progress.share;
            Q_EMIT progressChanged();
        }
    });
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(kSearchAfter);
    connect(&m_searchTimer, &QTimer::timeout, this, &DuplicatesModel::search);
}

// --- Finding --------------------------------------------------------------------------------------------------------

void DuplicatesModel::search()
{
    m_searchTimer.stop();
    m_bridge.forget(m_request);
    m_progress = 0;
    m_request = m_bridge.ask<DuplicatesFound>(
        m_question, this,
        [this](const DuplicatesFound& answer) {
            beginResetModel();
            m_request = {};
            m_list = answer.list;
            m_groups = answer.groups;
            m_photoCount = answer.photos;
            m_keeperFolders = answer.keeperFolders;
            m_searched = true;
            m_problem.clear();
            for (const auto& [_, request] : m_loading) {
                m_bridge.forget(request);
            }
            m_bridge.forget(m_acceptRequest);
            m_acceptRequest = {};
            m_loading.clear();
            m_pages.clear();
            m_pageOrder.clear();
            m_decisions.clear();
            m_apart.clear();
            m_apartOrder.clear();
            m_trashCount = 0;
            m_trashBytes = 0;
            m_current = 0;
            m_currentMember = 0;
            endResetModel();
            Q_EMIT found();
            Q_EMIT searchingChanged();
            Q_EMIT marksChanged();
            Q_EMIT currentChanged();
        },
        [this](const Error& error) {
            m_request = {};
            m_searched = true;
            m_problem = explain(error);
            Q_EMIT found();
            Q_EMIT searchingChanged();
        });
    Q_EMIT searchingChanged();
    Q_EMIT progressChanged();
}

void DuplicatesModel::stop()
{
    m_bridge.forget(m_request);
    m_request = {};
    m_searched = true;
    Q_EMIT searchingChanged();
    Q_EMIT found();
}

void DuplicatesModel::setNear(bool near)
{
    if (near != this->near()) {
        m_question.kind = near ? DuplicateKind::Near : DuplicateKind::Exact;
        Q_EMIT questionChanged();
        search();
    }
}

void DuplicatesModel::setThreshold(double threshold)
{
    const float wanted = float(std::clamp(threshold, 0.0, 1.0));
    if (wanted != m_question.threshold) {
        m_question.threshold = wanted;
        Q_EMIT questionChanged();
        m_searchTimer.start();
    }
}

QString DuplicatesModel::folder() const { return shownPath(m_question.folder); }

void DuplicatesModel::limitTo(const QUrl& folder)
{
    const std::filesystem::path path = localPath(folder);
    if (path != m_question.folder) {
        m_question.folder = path;
        Q_EMIT questionChanged();
        search();
    }
}

QStringList DuplicatesModel::keeperFolders() const
{
    QStringList folders;
    for (const auto& folder : m_keeperFolders) {
        folders << shownPath(folder);
    }
    return folders;
}

void DuplicatesModel::preferFolder(const QUrl& folder)
{
    const std::filesystem::path path = localPath(folder);
    if (!path.empty()) {
        std::erase(m_keeperFolders, path);
        m_keeperFolders.insert(m_keeperFolders.begin(), path);
        sendKeeperFolders();
    }
}

void DuplicatesModel::forgetPreferred(int index)
{
    if (index >= 0 && index < int(m_keeperFolders.size())) {
        m_keeperFolders.erase(m_keeperFolders.begin() + index);
        sendKeeperFolders();
    }
}

void DuplicatesModel::sendKeeperFolders()
{
    m_bridge.ask<CommandDone>(
        SetKeeperFolders{m_keeperFolders}, this, [this](const CommandDone&) { forgetPages(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
    Q_EMIT found();
}

// --- Pages ----------------------------------------------------------------------------------------------------------

const DuplicateGroup* DuplicatesModel::loadedGroup(int index) const
{
    const auto page = m_pages.find(index / kPageGroups);
    const auto at = std::size_t(index % kPageGroups);
    return page != m_pages.end() && at < page->second.size() ? &page->second[at] : nullptr;
}

const DuplicateGroup* DuplicatesModel::group(int index) const
{
    if (index < 0 || index >= m_groups) {
        return nullptr;
    }
    if (const DuplicateGroup* loaded = loadedGroup(index)) {
        return loaded;
    }
    load(index / kPageGroups);
    return nullptr;
}

void DuplicatesModel::load(int page) const
{
    if (m_loading.contains(page)) {
        return;
    }
    auto* self = const_cast<DuplicatesModel*>(this); // what a page holds is no state of the list
    m_loading[page] = m_bridge.ask<DuplicatesLoaded>(
        LoadDuplicates{m_list, qint64(page) * kPageGroups, kPageGroups}, self,
        [self, page](const DuplicatesLoaded& loaded) {
            self->m_loading.erase(page);
            if (loaded.list != self->m_list) {
                return;
            }
            self->m_pages[page] = loaded.groups;
            std::erase(self->m_pageOrder, page);
            self->m_pageOrder.push_back(page);
            if (self->m_pageOrder.size() > kPagesKept) {
                self->m_pages.erase(self->m_pageOrder.front());
                self->m_pageOrder.erase(self->m_pageOrder.begin());
            }
            const int first = page * kPageGroups;
            Q_EMIT self->dataChanged(self->index(first), self->index(std::min(first + kPageGroups, self->count()) - 1));
        },
        [self, page](const Error&) { self->m_loading.erase(page); }); // replaced by another list
}

void DuplicatesModel::forgetPages()
{
    m_pages.clear();
    m_pageOrder.clear();
    if (m_groups > 0) {
        Q_EMIT dataChanged(index(0), index(count() - 1));
    }
}

// --- Reading --------------------------------------------------------------------------------------------------------

int DuplicatesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> DuplicatesModel::roleNames() const
{
    return {
        {MembersRole, "members"}, {HeadingRole, "heading"}, {StateRole, "groupState"}, {FreedTextRole, "freedText"}};
}

QVariant DuplicatesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const int row = index.row();
    switch (role) {
    case MembersRole:
        return membersOf(row);
    case StateRole:
        return stateOf(row);
    case HeadingRole:
    case Qt::DisplayRole: {
        const DuplicateGroup* shown = group(row);
        return shown != nullptr ? headingOf(*shown) : QString();
    }
    case FreedTextRole: {
        const DuplicateGroup* shown = group(row);
        qint64 bytes = 0;
        if (const auto decided = m_decisions.find(row); decided != m_decisions.end()) {
            for (const Marked& marked : decided->second.trash) {
                bytes += marked.sizeBytes;
            }
            return bytes > 0 ? tr("%1 will be freed").arg(sizeText(bytes)) : tr("all are kept");
        }
        for (std::size_t i = 1; shown != nullptr && i < shown->members.size(); ++i) {
            bytes += shown->members[i].row.sizeBytes;
        }
        return bytes > 0 ? tr("%1 could be freed").arg(sizeText(bytes)) : QString();
    }
    default:
        return {};
    }
}

QString DuplicatesModel::stateOf(int index) const
{
    const DuplicateGroup* shown = group(index);
    return m_apart.contains(index)       ? QStringLiteral("apart")
           : shown == nullptr            ? QStringLiteral("loading")
           : shown->members.size() < 2   ? QStringLiteral("settled")
           : m_decisions.contains(index) ? QStringLiteral("decided")
                                         : QStringLiteral("open");
}

QString DuplicatesModel::headingOf(const DuplicateGroup& group)
{
    const QString kind = group.kind == DuplicateKind::Near ? tr("Look the same")
                         : group.sameBytes                 ? tr("The same file")
                                                           : tr("The same pixels, other metadata");
    return tr("%1 · %n photo(s)", nullptr, int(group.members.size())).arg(kind);
}

QString DuplicatesModel::reasonOf(const DuplicateGroup& group, const DuplicateMember& member)
{
    const bool keep = member.keep;
    switch (member.reason) {
    case KeepReason::Colour:
        return keep ? tr("in colour") : tr("without colours");
    case KeepReason::Whole:
        return keep ? tr("shows the whole picture") : tr("only a part of it");
    case KeepReason::Unframed:
        return keep ? tr("without a border") : tr("has a border");
    case KeepReason::Pixels:
        return keep ? tr("most pixels") : tr("fewer pixels");
    case KeepReason::Quality:
        return keep ? tr("least compressed") : tr("more compressed");
    case KeepReason::Metadata:
        return keep ? tr("most metadata") : tr("less metadata");
    case KeepReason::Rating:
        return keep ? tr("rated highest") : tr("rated lower");
    case KeepReason::Folder:
        return keep ? tr("in a preferred folder") : tr("not in a preferred folder");
    case KeepReason::Bytes:
        return keep ? tr("biggest file") : tr("smaller file");
    case KeepReason::Date:
        return keep ? tr("taken first") : tr("taken later");
    case KeepReason::Path:
        break;
    }
    return keep ? tr("equally good, shortest path")
                : (group.sameBytes ? tr("the same in every way") : tr("equally good"));
}

QVariantList DuplicatesModel::membersOf(int index) const
{
    const DuplicateGroup* shown = group(index);
    if (shown == nullptr) {
        return {};
    }
    const auto decided = m_decisions.find(index);
    using Member = const DuplicateMember&;
    const bool pixels = differs(*shown, [](Member m) { return std::pair(m.row.width, m.row.height); });
    const bool bytes = differs(*shown, [](Member m) { return m.row.sizeBytes; });
    const bool quality = differs(*shown, [](Member m) { return std::pair(m.row.format, m.jpegQuality); });
    const bool date = differs(*shown, [](Member m) { return m.row.taken; });
    const bool folder = differs(*shown, [](Member m) { return m.row.path.parent_path(); });
    const bool metadata = differs(*shown, [](Member m) { return m.metadataCount; });
    const auto fact = [](const QString& text, bool isDifferent) {
        return QVariantMap{{QStringLiteral("text"), text}, {QStringLiteral("differs"), isDifferent}};
    };
    QVariantList members;
    for (const DuplicateMember& member : shown->members) {
        const PhotoRow& row = member.row;
        QString mark = QStringLiteral("open");
        if (decided != m_decisions.end()) {
            mark = decided->second.trashes(row.id) ? QStringLiteral("trash") : QStringLiteral("keep");
        }
        const QVariantList facts = {
            fact(tr("%1 × %2").arg(row.width).arg(row.height), pixels),
            fact(sizeText(row.sizeBytes), bytes),
            fact(qualityText(member), quality),
            fact(row.taken ? dateText(row) : tr("no date"), date),
            fact(tr("%1 of 7 facts known").arg(member.metadataCount), metadata),
            fact(displayName(row.path.parent_path()), folder),
        };
        members << QVariantMap{{QStringLiteral("photoId"), qint64(row.id.value)},
                               {QStringLiteral("name"), displayName(row.path)},
                               {QStringLiteral("path"), shownPath(row.path)},
                               {QStringLiteral("folder"), shownPath(row.path.parent_path())},
                               {QStringLiteral("width"), row.width},
                               {QStringLiteral("height"), row.height},
                               {QStringLiteral("ratio"), row.height > 0 ? double(row.width) / row.height : 1.0},
                               {QStringLiteral("rating"), row.rating},
                               {QStringLiteral("online"), row.online},
                               {QStringLiteral("copies"), qint64(member.copies)},
                               {QStringLiteral("keeper"), member.keep},
                               {QStringLiteral("reason"), reasonOf(*shown, member)},
                               {QStringLiteral("mark"), mark},
                               {QStringLiteral("facts"), facts}};
    }
    return members;
}

// --- Deciding -------------------------------------------------------------------------------------------------------

DuplicatesModel::Decision DuplicatesModel::proposed(const DuplicateGroup& group)
{
    Decision decision;
    for (const DuplicateMember& member : group.members) {
        if (member.keep) {
            decision.keep.push_back(member.row.id);
        } else {
            decision.trash.push_back({member.row.id, member.row.sizeBytes, member.row.path.parent_path()});
        }
    }
    return decision;
}

DuplicatesModel::Decision DuplicatesModel::decisionOf(int group) const
{
    const auto decided = m_decisions.find(group);
    return decided != m_decisions.end() ? decided->second : Decision{};
}

void DuplicatesModel::decide(int group, Decision decision)
{
    const auto count = [this](const Decision& one, int sign) {
        for (const Marked& marked : one.trash) {
            m_trashCount += sign;
            m_trashBytes += sign * marked.sizeBytes;
        }
    };
    if (const auto before = m_decisions.find(group); before != m_decisions.end()) {
        count(before->second, -1);
    }
    count(decision, 1);
    m_decisions.insert_or_assign(group, std::move(decision));
    m_apart.erase(group);
    announce(group);
    Q_EMIT marksChanged();
}

void DuplicatesModel::announce(int group) { Q_EMIT dataChanged(index(group), index(group)); }

void DuplicatesModel::keep(int member)
{
    const DuplicateGroup* shown = group(m_current);
    const int chosen = member >= 0 ? member : m_currentMember;
    if (shown == nullptr || chosen >= int(shown->members.size()) || shown->members.size() < 2) {
        return;
    }
    const PhotoId photo = shown->members[std::size_t(chosen)].row.id;
    Decision decision;
    for (const DuplicateMember& one : shown->members) {
        if (one.row.id == photo) {
            decision.keep.push_back(one.row.id);
        } else {
            decision.trash.push_back({one.row.id, one.row.sizeBytes, one.row.path.parent_path()});
        }
    }
    decide(m_current, std::move(decision));
    setCurrentMember(chosen);
}

void DuplicatesModel::toggleTrash(int member)
{
    const DuplicateGroup* shown = group(m_current);
    const int chosen = member >= 0 ? member : m_currentMember;
    if (shown == nullptr || chosen >= int(shown->members.size()) || shown->members.size() < 2) {
        return;
    }
    const PhotoId photo = shown->members[std::size_t(chosen)].row.id;
    const Decision before = decisionOf(m_current);
    Decision decision;
    for (const DuplicateMember& one : shown->members) {
        const bool goes = one.row.id == photo ? !before.trashes(photo) : before.trashes(one.row.id);
        if (goes) {
            decision.trash.push_back({one.row.id, one.row.sizeBytes, one.row.path.parent_path()});
        } else {
            decision.keep.push_back(one.row.id);
        }
    }
    if (decision.keep.empty()) {
        Q_EMIT failed(tr("One photo of a group always stays."));
        return;
    }
    decide(m_current, std::move(decision));
    setCurrentMember(chosen);
}

void DuplicatesModel::accept()
{
    if (const DuplicateGroup* shown = group(m_current); shown != nullptr && shown->members.size() > 1) {
        decide(m_current, proposed(*shown));
    }
}

void DuplicatesModel::keepAll()
{
    if (const DuplicateGroup* shown = group(m_current); shown != nullptr && shown->members.size() > 1) {
        Decision decision;
        for (const DuplicateMember& member : shown->members) {
            decision.keep.push_back(member.row.id);
        }
        decide(m_current, std::move(decision));
    }
}

void DuplicatesModel::notDuplicates()
{
    const DuplicateGroup* shown = group(m_current);
    if (shown == nullptr || shown->members.size() < 2 || m_apart.contains(m_current)) {
        return;
    }
    std::vector<PhotoId> photos;
    for (const DuplicateMember& member : shown->members) {
        photos.push_back(member.row.id);
    }
    m_bridge.ask<CommandDone>(
        SetNotDuplicates{photos, true}, this, [this](const CommandDone&) { Q_EMIT keptApart(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
    decide(m_current, {});
    m_decisions.erase(m_current);
    m_apart.insert(m_current);
    m_apartOrder.emplace_back(m_current, std::move(photos));
    announce(m_current);
    Q_EMIT marksChanged();
}

void DuplicatesModel::takeBackNotDuplicates()
{
    if (m_apartOrder.empty()) {
        return;
    }
    auto [index, photos] = std::move(m_apartOrder.back());
    m_apartOrder.pop_back();
    m_bridge.ask<CommandDone>(
        SetNotDuplicates{std::move(photos), false}, this, [](const CommandDone&) {},
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
    m_apart.erase(index);
    announce(index);
    setCurrent(index);
}

void DuplicatesModel::acceptAll()
{
    if (!m_acceptRequest && m_groups > 0) {
        acceptFrom(0);
    }
}

void DuplicatesModel::acceptFrom(int first)
{
    m_acceptRequest = m_bridge.ask<DuplicatesLoaded>(
        LoadDuplicates{m_list, first, kAcceptedAtOnce}, this,
        [this, first](const DuplicatesLoaded& loaded) {
            m_acceptRequest = {};
            if (loaded.list != m_list) {
                return;
            }
            for (std::size_t i = 0; i < loaded.groups.size(); ++i) {
                const int index = first + int(i);
                if (!m_decisions.contains(index) && !m_apart.contains(index) && loaded.groups[i].members.size() > 1) {
                    Decision decision = proposed(loaded.groups[i]);
                    for (const Marked& marked : decision.trash) {
                        ++m_trashCount;
                        m_trashBytes += marked.sizeBytes;
                    }
                    m_decisions.emplace(index, std::move(decision));
                }
            }
            const int next = first + int(loaded.groups.size());
            if (next < count() && !loaded.groups.empty()) {
                acceptFrom(next);
            } else if (m_groups > 0) {
                Q_EMIT dataChanged(index(0), index(count() - 1));
            }
            Q_EMIT marksChanged();
        },
        [this](const Error& error) {
            m_acceptRequest = {};
            Q_EMIT failed(explain(error));
            Q_EMIT marksChanged();
        });
    Q_EMIT marksChanged();
}

void DuplicatesModel::clearMarks()
{
    m_bridge.forget(m_acceptRequest);
    m_acceptRequest = {};
    m_decisions.clear();
    m_trashCount = 0;
    m_trashBytes = 0;
    if (m_groups > 0) {
        Q_EMIT dataChanged(index(0), index(count() - 1));
    }
    Q_EMIT marksChanged();
}

// --- Applying -------------------------------------------------------------------------------------------------------

QString DuplicatesModel::trashSizeText() const { return sizeText(m_trashBytes); }

QVariantList DuplicatesModel::plan() const
{
    struct Sum {
        qint64 count = 0;
        qint64 bytes = 0;
    };
    std::map<std::filesystem::path, Sum> folders;
    for (const auto& [_, decision] : m_decisions) {
        for (const Marked& marked : decision.trash) {
            Sum& sum = folders[marked.folder];
            ++sum.count;
            sum.bytes += marked.sizeBytes;
        }
    }
    std::vector<std::pair<std::filesystem::path, Sum>> sorted(folders.begin(), folders.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.bytes > b.second.bytes; });
    QVariantList plan;
    for (const auto& [folder, sum] : sorted) {
        plan << QVariantMap{{QStringLiteral("folder"), shownPath(folder)},
                            {QStringLiteral("count"), sum.count},
                            {QStringLiteral("sizeText"), sizeText(sum.bytes)}};
    }
    return plan;
}

void DuplicatesModel::apply()
{
    ApplyDuplicates command;
    for (const auto& [_, decision] : m_decisions) {
        if (decision.trash.empty()) {
            continue;
        }
        DuplicateDecision one{decision.keep, {}};
        for (const Marked& marked : decision.trash) {
            one.trash.push_back(marked.photo);
        }
        command.decisions.push_back(std::move(one));
    }
    if (!command.decisions.empty()) {
        m_actions.applyDuplicates(std::move(command));
        clearMarks();
    }
}

// --- Going through --------------------------------------------------------------------------------------------------

void DuplicatesModel::setCurrent(int group)
{
    const int next = std::clamp(group, 0, std::max(0, count() - 1));
    if (next != m_current) {
        m_current = next;
        m_currentMember = 0;
        Q_EMIT currentChanged();
    }
}

void DuplicatesModel::setCurrentMember(int member)
{
    const DuplicateGroup* shown = group(m_current);
    const int last = shown != nullptr ? int(shown->members.size()) - 1 : 0;
    const int next = std::clamp(member, 0, std::max(0, last));
    if (next != m_currentMember) {
        m_currentMember = next;
        Q_EMIT currentChanged();
    }
}

void DuplicatesModel::move(int by) { setCurrent(m_current + by); }

void DuplicatesModel::moveMember(int by) { setCurrentMember(m_currentMember + by); }

void DuplicatesModel::nextOpen()
{
    for (int group = m_current + 1; group < count(); ++group) {
        if (!m_decisions.contains(group) && !m_apart.contains(group)) {
            setCurrent(group);
            return;
        }
    }
}

} // namespace likeness
