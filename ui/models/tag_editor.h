#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class Selection;
class Undo;

/// Tags, title and description of the selected photos, or the current one: what there is, changing it, and writing it
/// into files. What was changed can be taken back by `Undo`.
/// Thread: gui.
class TagEditor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    /// Tags of the photos by name: { name, photos, onAll }.
    Q_PROPERTY(QVariantList tags READ tags NOTIFY changed)
    Q_PROPERTY(int photoCount READ photoCount NOTIFY changed)
    /// What writing would do: { photos, embeddable, kinds, sidecarsThere, offline, example }; empty until known.
    Q_PROPERTY(QVariantMap plan READ plan NOTIFY planChanged)
    Q_PROPERTY(bool writing READ writing NOTIFY writingChanged)
    /// 0 to 1.
    Q_PROPERTY(qreal writingShare READ writingShare NOTIFY writingChanged)
    /// What came of the last writing: { written, unchanged, failed, failures: [{ name, reason }] }; empty before.
    Q_PROPERTY(QVariantMap outcome READ outcome NOTIFY writingChanged)

public:
    TagEditor(EngineBridge& bridge, const Selection& selection, Undo& undo, QObject* parent = nullptr);

    QVariantList tags() const { return m_tags; }
    int photoCount() const { return m_photoCount; }
    QVariantMap plan() const { return m_plan; }
    bool writing() const { return m_total > 0; }
    qreal writingShare() const { return m_total > 0 ? qreal(m_done) / qreal(m_total) : 0; }
    QVariantMap outcome() const { return m_outcome; }

    /// Asks for the names of all tags, for `completions`.
    Q_INVOKABLE void loadNames();
    /// Names of the library that begin with what is typed, then those that hold it; those on all photos are left out.
    Q_INVOKABLE QStringList completions(const QString& typed) const;
    /// Puts tags on all the photos; commas separate several. A name that is in use with other capitals is taken as it
    /// is there.
    Q_INVOKABLE void add(const QString& names) { add(names, {}); }
    /// `known` is one more, taken whole even where it has commas.
    Q_INVOKABLE void add(const QString& names, const QString& known);
    Q_INVOKABLE void remove(const QString& name);
    /// Calls a tag by another name wherever it is in the library.
    Q_INVOKABLE void rename(const QString& from, const QString& to);
    /// Of this photo, whatever is selected by now: leaving a field for another photo keeps what was typed.
    Q_INVOKABLE void setTitle(qint64 photoId, const QString& text);
    Q_INVOKABLE void setDescription(qint64 photoId, const QString& text);

    /// Works out what writing the photos would do; `shortNames` is IMG_1.xmp for new sidecars.
    Q_INVOKABLE void makePlan(bool shortNames);
    Q_INVOKABLE void write(bool embedded, bool shortNames);
    /// Writes a sidecar for each photo that could not be written last time.
    Q_INVOKABLE void writeFailedToSidecars(bool shortNames);
    /// What is written stays written.
    Q_INVOKABLE void cancelWriting();

Q_SIGNALS:
    void changed();
    void planChanged();
    void writingChanged();
    void written(int files, int unchanged, int failed);
    void failed(const QString& text);

private:
    void load();
    void edit(Command command, const QString& done);
    void takeBack(const std::vector<TagEdit>& edits);
    /// Sets texts once it is known what they were.
    void setTexts(SetTexts command, const QString& done);
    void sendTexts(SetTexts command);
    void startWriting(WriteMetadata command);
    void takeWritten(const MetadataWritten& written);

    EngineBridge& m_bridge;
    const Selection& m_selection;
    Undo& m_undo;
    QVariantList m_tags;
    int m_photoCount = 0;
    QStringList m_names;
    QVariantMap m_plan;
    QVariantMap m_outcome;
    std::vector<PhotoId> m_failedPhotos;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0; ///< 0 = nothing is being written
    RequestId m_loading;
    RequestId m_planning;
    RequestId m_writingRequest;
    QTimer m_loadSoon;
};

} // namespace likeness
