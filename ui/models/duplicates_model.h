#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QUrl>
#include <QtCore/QVariantList>
#include <QtQmlIntegration/qqmlintegration.h>

#include <map>
#include <set>

namespace likeness {

class PhotoActions;

/// Groups of duplicates to go through: what the engine found, in pages, and what the person decided about each.
/// Nothing is moved before `apply`. Memory is that of the pages on screen and of the decisions.
/// Thread: gui.
class DuplicatesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY found)
    Q_PROPERTY(qint64 photoCount READ photoCount NOTIFY found)
    Q_PROPERTY(bool near READ near WRITE setNear NOTIFY questionChanged)
    Q_PROPERTY(double threshold READ threshold WRITE setThreshold NOTIFY questionChanged)
    Q_PROPERTY(double thresholdDefault READ thresholdDefault CONSTANT)
    Q_PROPERTY(QString folder READ folder NOTIFY questionChanged)
    Q_PROPERTY(QStringList keeperFolders READ keeperFolders NOTIFY found)
    Q_PROPERTY(bool searched READ searched NOTIFY found)
    Q_PROPERTY(bool searching READ searching NOTIFY searchingChanged)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY found)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(int currentMember READ currentMember WRITE setCurrentMember NOTIFY currentChanged)
    Q_PROPERTY(int trashCount READ trashCount NOTIFY marksChanged)
    Q_PROPERTY(QString trashSizeText READ trashSizeText NOTIFY marksChanged)
    Q_PROPERTY(bool acceptingAll READ acceptingAll NOTIFY marksChanged)

public:
    enum Role {
        MembersRole = Qt::UserRole + 1, ///< a list of maps, empty while loading; see `memberMap`
        HeadingRole,
        StateRole, ///< "loading", "open", "decided", "apart" (not duplicates), "settled" (nothing left to decide)
        FreedTextRole,
    };
    Q_ENUM(Role)

    DuplicatesModel(EngineBridge& bridge, PhotoActions& actions, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Looks anew; decisions that were not applied are forgotten.
    Q_INVOKABLE void search();
    Q_INVOKABLE void stop();
    /// Only below this folder; empty = everywhere.
    Q_INVOKABLE void limitTo(const QUrl& folder);
    /// Photos in this folder are kept rather than others.
    Q_INVOKABLE void preferFolder(const QUrl& folder);
    /// Takes a folder out of `keeperFolders`.
    Q_INVOKABLE void forgetPreferred(int index);

    // About one photo (0 and up; -1 = the current one) of the current group.
    /// This one stays, all others go.
    Q_INVOKABLE void keep(int member = -1);
    /// Marks for the trash, or takes the mark away. The last one of a group cannot be marked.
    Q_INVOKABLE void toggleTrash(int member = -1);
    // About the current group.
    /// As proposed: the keeper stays, the others go.
    Q_INVOKABLE void accept();
    Q_INVOKABLE void keepAll();
    /// Remembered for good, at once; `takeBackNotDuplicates` forgets the last one again.
    Q_INVOKABLE void notDuplicates();
    Q_INVOKABLE void takeBackNotDuplicates();
    /// Goes on to the next group that is still open, or stays where there is none.
    Q_INVOKABLE void nextOpen();
    /// Goes by some groups, at most to the first or the last.
    Q_INVOKABLE void move(int by);
    Q_INVOKABLE void moveMember(int by);

    /// As proposed for every group that is still open.
    Q_INVOKABLE void acceptAll();
    Q_INVOKABLE void clearMarks();
    /// What `apply` will do, by folder: maps with folder, count, sizeText; the biggest first.
    Q_INVOKABLE QVariantList plan() const;
    /// Moves what is marked to the trash; it can be undone.
    Q_INVOKABLE void apply();

    int count() const { return int(m_groups); }
    qint64 photoCount() const { return m_photoCount; }
    bool near() const { return m_question.kind == DuplicateKind::Near; }
    void setNear(bool near);
    double threshold() const { return double(m_question.threshold); }
    void setThreshold(double threshold);
    double thresholdDefault() const { return double(kNearDuplicateScore); }
    QString folder() const;
    QStringList keeperFolders() const;
    bool searched() const { return m_searched; }
    bool searching() const { return bool(m_request); }
    double progress() const { return m_progress; }
    QString problem() const { return m_problem; }
    int current() const { return m_current; }
    void setCurrent(int group);
    int currentMember() const { return m_currentMember; }
    void setCurrentMember(int member);
    int trashCount() const { return int(m_trashCount); }
    QString trashSizeText() const;
    bool acceptingAll() const { return bool(m_acceptRequest); }

Q_SIGNALS:
    void found();
    void questionChanged();
    void searchingChanged();
    void progressChanged();
    void currentChanged();
    void marksChanged();
    /// A group was remembered as not duplicates.
    void keptApart();
    void failed(const QString& text);

private:
    /// A photo that is to go.
    struct Marked {
        PhotoId photo;
        qint64 sizeBytes = 0;
        std::filesystem::path folder;
    };
    /// What was decided about a group.
    struct Decision {
        std::vector<PhotoId> keep;
        std::vector<Marked> trash;

        bool trashes(PhotoId photo) const;
    };

    static constexpr int kPageGroups = 16;
    static constexpr std::size_t kPagesKept = 12;

    const DuplicateGroup* group(int index) const;
    const DuplicateGroup* loadedGroup(int index) const;
    void load(int page) const;
    void forgetPages();
    void announce(int group);
    void decide(int group, Decision decision);
    static Decision proposed(const DuplicateGroup& group);
    /// The decision about a group as it is now: what was decided, else nothing.
    Decision decisionOf(int group) const;
    void acceptFrom(int first);
    QString stateOf(int index) const;
    QVariantList membersOf(int index) const;
    static QString headingOf(const DuplicateGroup& group);
    static QString reasonOf(const DuplicateGroup& group, const DuplicateMember& member);
    void sendKeeperFolders();

    EngineBridge& m_bridge;
    PhotoActions& m_actions;
    FindDuplicates m_question;
    DuplicateListId m_list;
    qint64 m_groups = 0;
    qint64 m_photoCount = 0;
    std::vector<std::filesystem::path> m_keeperFolders;
    bool m_searched = false;
    RequestId m_request;
    double m_progress = 0;
    QString m_problem;
    mutable std::map<int, std::vector<DuplicateGroup>> m_pages;
    mutable std::vector<int> m_pageOrder; // the one used last at the back
    mutable std::map<int, RequestId> m_loading;
    std::map<int, Decision> m_decisions;
    std::set<int> m_apart;
    std::vector<std::pair<int, std::vector<PhotoId>>> m_apartOrder; // for taking back
    qint64 m_trashCount = 0;
    qint64 m_trashBytes = 0;
    RequestId m_acceptRequest;
    int m_current = 0;
    int m_currentMember = 0;
    QTimer m_refreshTimer;
    QTimer m_searchTimer;
};

} // namespace likeness
