#pragma once

#include "ui/bridge/image_provider.h"
#include "ui/bridge/picture_fetch.h"
#include "ui/models/chip.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

#include <map>

namespace likeness {

class PhotoListModel;

/// The question: chips (pictures, crops, words, each more or less like it), filter, folder, order and cut-off, and
/// the questions asked before.
/// Thread: gui.
class QueryModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(bool empty READ empty NOTIFY queryChanged)
    Q_PROPERTY(int count READ chipCount NOTIFY queryChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(QString filterError READ filterError NOTIFY filterErrorChanged)
    Q_PROPERTY(int filterErrorColumn READ filterErrorColumn NOTIFY filterErrorChanged)
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY folderChanged)
    Q_PROPERTY(QString folderName READ folderName NOTIFY folderChanged)
    Q_PROPERTY(int sort READ sort WRITE setSort NOTIFY sortChanged)
    Q_PROPERTY(bool byLook READ byLook WRITE setByLook NOTIFY sortChanged)
    Q_PROPERTY(bool ascending READ ascending WRITE setAscending NOTIFY sortChanged)
    Q_PROPERTY(double cutOff READ cutOff WRITE setCutOff NOTIFY cutOffChanged)
    Q_PROPERTY(double suggestedCutOff READ suggestedCutOff NOTIFY suggestedCutOffChanged)
    Q_PROPERTY(bool wordsSupported READ wordsSupported NOTIFY wordsSupportedChanged)
    Q_PROPERTY(QString message READ message NOTIFY messageChanged)
    Q_PROPERTY(bool messageAboutWords READ messageAboutWords NOTIFY messageChanged)
    Q_PROPERTY(bool hasOwnCutOff READ hasOwnCutOff NOTIFY cutOffChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY historyChanged)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY historyChanged)
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    Q_PROPERTY(int markCount READ markCount NOTIFY marksChanged)
    Q_PROPERTY(int newMarkCount READ newMarkCount NOTIFY marksChanged)
    Q_PROPERTY(int newMoreCount READ newMoreCount NOTIFY marksChanged)
    Q_PROPERTY(int newLessCount READ newLessCount NOTIFY marksChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        LabelRole,
        ThumbnailRole,
        WeightRole,
        NegativeRole,
        HasCropRole,
        CropRole,
        MarkedRole
    };
    Q_ENUM(Role)
    enum Sort { Score, Date, Name, Size, Look };
    Q_ENUM(Sort)

    /// Hits asked for at first: more than anybody looks at, few enough to be instant.
    static constexpr std::uint32_t kFirstHits = 1000;
    /// Hits asked for when the cut-off reaches below the first ones; the engine's own limit.
    static constexpr std::uint32_t kMostHits = 10'000;
    static constexpr int kHistoryMax = 100;

    QueryModel(EngineBridge& bridge, PhotoListModel& photos, std::shared_ptr<ChipSources> sources,
               QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Files become examples, folders are offered (`foldersOffered`), web addresses are fetched.
    Q_INVOKABLE void addUrls(const QList<QUrl>& urls);
    /// A QImage, or the bytes of an encoded picture.
    Q_INVOKABLE void addImageData(const QVariant& image);
    /// Everything a drop brings; files win over the bitmap, the bitmap over addresses, addresses over text.
    Q_INVOKABLE void addDrop(const QList<QUrl>& urls, const QVariant& image, const QString& text);
    Q_INVOKABLE void pasteFromClipboard();
    Q_INVOKABLE void addPhoto(qint64 photoId);
    /// Asks for what is like this photo, and nothing else.
    Q_INVOKABLE void findSimilar(qint64 photoId);
    /// A part of a photo becomes the question. Units: fractions.
    Q_INVOKABLE void findSimilarPart(qint64 photoId, double x, double y, double width, double height);
    /// A part of a photo joins the question. Units: fractions.
    Q_INVOKABLE void addPhotoPart(qint64 photoId, double x, double y, double width, double height);
    /// "Less like this".
    Q_INVOKABLE void addPhotoNegative(qint64 photoId);
    /// Marks photos as more (`sign` 1) or less (-1) like what is looked for; photos that all have this mark lose it.
    /// Nothing is asked until `refine`, so that what is being marked stays where it is.
    Q_INVOKABLE void mark(const QVariantList& photoIds, int sign);
    /// 1, -1, or 0: not marked.
    Q_INVOKABLE int markOf(qint64 photoId) const;
    /// Marked or unmarked since the question was asked.
    Q_INVOKABLE bool markIsNew(qint64 photoId) const;
    /// Asks again with what is marked: one round of relevance feedback, and one step of the history.
    Q_INVOKABLE void refine();
    /// Forgets what was marked since the question was asked.
    Q_INVOKABLE void forgetNewMarks();
    /// Takes the marks of the question away that point one way; one step of the history.
    Q_INVOKABLE void removeMarks(int sign);
    /// The marks of the question that point one way, oldest first: {photoId, label, thumbnail}.
    Q_INVOKABLE QVariantList marks(int sign) const;
    /// Words become an example; a minus before them means "less like this".
    Q_INVOKABLE void addWords(const QString& text);
    /// What was typed: an address or the path of a picture, else words.
    Q_INVOKABLE void addTyped(const QString& text);
    /// Says that the model in use cannot be asked in words.
    Q_INVOKABLE void explainWords();
    /// The address of a chip's whole picture, fit to be drawn on.
    Q_INVOKABLE QUrl picture(int row) const;
    Q_INVOKABLE void setWeight(int row, double weight);
    Q_INVOKABLE void toggleNegative(int row);
    Q_INVOKABLE void removeChip(int row);
    /// Takes all chips away; folder and filter stay.
    Q_INVOKABLE void clear();
    /// Everything: chips, filter and folder.
    Q_INVOKABLE void showAll();
    /// Units: fractions; a width of 0 takes the crop away.
    Q_INVOKABLE void setCrop(int row, double x, double y, double width, double height);
    /// What is left of a chip's picture; x, y, width, height.
    Q_INVOKABLE QRectF crop(int row) const;
    Q_INVOKABLE void resetCutOff();
    Q_INVOKABLE void back();
    Q_INVOKABLE void forward();
    Q_INVOKABLE void dismissMessage();

    bool empty() const { return m_now.chips.empty(); }
    int chipCount() const { return int(m_now.chips.size()); }
    QString filter() const { return m_now.filter; }
    /// While it is typed: all of it is one step of the history, until `endTyping`.
    void setFilter(const QString& filter);
    /// Another filter at once, as by a click: one step of the history.
    Q_INVOKABLE void changeFilter(const QString& filter);
    QString filterError() const { return m_filterError; }
    int filterErrorColumn() const { return m_filterErrorColumn; }
    QString folder() const;
    void setFolder(const QString& folder);
    QString folderName() const;
    int sort() const;
    void setSort(int sort);
    /// What is found, arranged so that neighbours look alike; the order below stays for when it is not.
    bool byLook() const { return m_now.byLook; }
    void setByLook(bool byLook);
    bool ascending() const { return m_now.ascending; }
    void setAscending(bool ascending);
    double cutOff() const;
    void setCutOff(double score);
    double suggestedCutOff() const { return m_suggestedCutOff; }
    bool wordsSupported() const { return m_wordsSupported; }
    QString message() const { return m_message; }
    /// The message is that the model in use does not understand words.
    bool messageAboutWords() const { return m_messageAboutWords; }
    bool busy() const;
    bool canGoBack() const { return !m_past.empty(); }
    bool canGoForward() const { return !m_future.empty(); }
    QString title() const;
    /// Marks that take part in the question.
    int markCount() const;
    int newMarkCount() const { return int(m_newMarks.size()); }
    int newMoreCount() const { return newMarks(1); }
    int newLessCount() const { return newMarks(-1); }

    /// What was typed into the filter is done with: typing on is another step of the history.
    Q_INVOKABLE void endTyping() { m_typing = false; }

    /// The present question as the engine understands it.
    Query query() const;
    /// Shows a question from elsewhere: a saved search, the last session.
    void open(const Query& query, const QString& title = {});
    void setMessage(const QString& message);
    /// Asks the first question; it leaves no step in the history.
    void start(const Query& query);
    bool hasOwnCutOff() const { return m_now.cutOff.has_value(); }
    /// What the model in use is called, and whether it understands words.
    void setModel(const QString& name, bool understandsWords);

Q_SIGNALS:
    void queryChanged();
    void filterChanged();
    void filterErrorChanged();
    void folderChanged();
    void sortChanged();
    void cutOffChanged();
    void suggestedCutOffChanged();
    void wordsSupportedChanged();
    void messageChanged();
    void busyChanged();
    void historyChanged();
    void titleChanged();
    void marksChanged();
    void foldersOffered(const QList<QUrl>& folders);

private:
    struct State {
        std::vector<Chip> chips;
        QString filter;
        std::filesystem::path folder;
        SortKey sortWithParts = SortKey::Score;
        SortKey sortWithout = SortKey::Date;
        bool ascending = false;
        bool byLook = false;         ///< the answer arranged so that neighbours look alike
        std::optional<float> cutOff; ///< nullopt: the suggested one
        QString savedTitle;
        PhotoId topPhoto;
        int topRow = 0;
    };

    SortKey sortKey() const { return empty() ? m_now.sortWithout : m_now.sortWithParts; }
    void changeChips(std::vector<Chip> chips);
    void addChips(std::vector<Chip> chips);
    /// Where the question has a mark of this photo; -1 = nowhere.
    int rowOfMark(PhotoId photo) const;
    int newMarks(int sign) const;
    /// The chips as the new marks leave them.
    std::vector<Chip> markedChips() const;
    void addBytes(const QByteArray& bytes, const QString& label);
    bool addText(const QString& text);
    static State stateOf(const Query& query, const QString& title);
    void visit(State next);
    void restore(State state);
    void run(bool keepPlace = false);
    void rememberPlace();
    /// Makes the present question one that can be gone back to.
    void pushStep();
    void takeAnswer(const QueryResult& result);
    void takeError(const Error& error);
    void applyCutOff();
    void nameChips();
    void keepSources();

    EngineBridge& m_bridge;
    PhotoListModel& m_photos;
    std::shared_ptr<ChipSources> m_sources;
    PictureFetch m_fetch;
    State m_now;
    std::map<PhotoId, int> m_newMarks; ///< 1, -1 or 0 (taken away), where that is not what the question has
    std::vector<State> m_past;
    std::vector<State> m_future;
    bool m_typing = false; ///< the filter, since the last step of the history
    QTimer m_runSoon;
    std::uint32_t m_hitsWanted = kFirstHits;
    QString m_askedFilter;
    QString m_shownFilter; ///< of the photos that are there: a filter that cannot be read leaves them
    QString m_filterError;
    int m_filterErrorColumn = 0;
    double m_suggestedCutOff = -1.0;
    double m_usualCutOff = -1.0;
    bool m_wordsSupported = false;
    QString m_modelName;
    QString m_message;
    bool m_messageAboutWords = false;
    RequestId m_namesRequest;
};

} // namespace likeness
