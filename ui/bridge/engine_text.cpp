#include "engine_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <vector>

namespace likeness {
namespace {

/// The engine's sentences, word for word. %1 in quotes is what a person wrote; other places hold numbers and names, and
/// the last one may hold a sentence of its own. The more special ones come first.
const char* const kSentences[] = {
    // Filters
    QT_TRANSLATE_NOOP("Engine", "there is no filter called \"%1\""),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is none of %2"),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is not the number of a cluster"),
    QT_TRANSLATE_NOOP("Engine", "near needs latitude,longitude,distance, such as near:48.85,2.35,5km"),
    QT_TRANSLATE_NOOP("Engine", "the range \"%1\" ends before it begins"),
    QT_TRANSLATE_NOOP("Engine", "a space or a comma must follow the closing quote"),
    QT_TRANSLATE_NOOP("Engine", "a quote must open at the beginning of a value"),
    QT_TRANSLATE_NOOP("Engine", "a value is missing here"),
    QT_TRANSLATE_NOOP("Engine", "this quote is never closed"),
    QT_TRANSLATE_NOOP("Engine", "\"%1\" is not %2"),
    QT_TRANSLATE_NOOP("Engine", "a date such as 2019, 2019-06, 2019-06-01 or 2019-06-01T10:30"),
    QT_TRANSLATE_NOOP("Engine", "a file size such as 300kB, 5MB or 1.5MiB"),
    QT_TRANSLATE_NOOP("Engine", "a proportion such as 3:2 or 1.5"),
    QT_TRANSLATE_NOOP("Engine", "a number of megapixels such as 12 or 0.5"),
    QT_TRANSLATE_NOOP("Engine", "an aperture such as 2.8"),
    QT_TRANSLATE_NOOP("Engine", "a focal length such as 35 or 35mm"),
    QT_TRANSLATE_NOOP("Engine", "a rating from 0 to 5"),
    QT_TRANSLATE_NOOP("Engine", "an ISO speed such as 400"),
    QT_TRANSLATE_NOOP("Engine", "a whole number"),
    QT_TRANSLATE_NOOP("Engine", "a range: at least one end is needed"),
    QT_TRANSLATE_NOOP("Engine", "a latitude from -90 to 90"),
    QT_TRANSLATE_NOOP("Engine", "a longitude from -180 to 180"),
    QT_TRANSLATE_NOOP("Engine", "a distance such as 500m, 5km or 3mi"),
    // Files that cannot be read
    QT_TRANSLATE_NOOP("Engine", "the file is empty"),
    QT_TRANSLATE_NOOP("Engine", "the file is cut off: only %1 % of the picture is there"),
    QT_TRANSLATE_NOOP("Engine", "a progressive JPEG too large to decode in memory"),
    QT_TRANSLATE_NOOP("Engine", "a progressive JPEG with too many passes"),
    QT_TRANSLATE_NOOP("Engine", "a kind of JPEG that is not supported: %1"),
    QT_TRANSLATE_NOOP("Engine", "a damaged JPEG: %1"),
    QT_TRANSLATE_NOOP("Engine", "a damaged or unusual %1 file that no decoder takes"),
    QT_TRANSLATE_NOOP("Engine", "a damaged %1 file: %2"),
    QT_TRANSLATE_NOOP("Engine", "a damaged %1 file"),
    QT_TRANSLATE_NOOP("Engine", "too large: %1 x %2 pixels, and a %3 file can be decoded up to %4 megapixels"),
    QT_TRANSLATE_NOOP("Engine", "a camera raw file without a picture for showing inside"),
    QT_TRANSLATE_NOOP("Engine", "not an image: %1"),
    QT_TRANSLATE_NOOP("Engine", "it contains only zeros"),
    QT_TRANSLATE_NOOP("Engine", "looks like %1"),
    QT_TRANSLATE_NOOP("Engine", "a PDF document"),
    QT_TRANSLATE_NOOP("Engine", "a ZIP archive or office document"),
    QT_TRANSLATE_NOOP("Engine", "a Photoshop document"),
    QT_TRANSLATE_NOOP("Engine", "a Sigma X3F raw file"),
    QT_TRANSLATE_NOOP("Engine", "a Windows icon"),
    QT_TRANSLATE_NOOP("Engine", "a GIMP document"),
    QT_TRANSLATE_NOOP("Engine", "a video"),
    QT_TRANSLATE_NOOP("Engine", "a program"),
    QT_TRANSLATE_NOOP("Engine", "a compressed file"),
    QT_TRANSLATE_NOOP("Engine", "an archive"),
    QT_TRANSLATE_NOOP("Engine", "music or a video"),
    QT_TRANSLATE_NOOP("Engine", "music"),
    // The index
    QT_TRANSLATE_NOOP("Engine", "exact"),
    QT_TRANSLATE_NOOP("Engine", "comparing with every photo is fast enough below %1"),
    QT_TRANSLATE_NOOP("Engine", "comparing with every photo was asked for"),
    QT_TRANSLATE_NOOP("Engine", "every photo is compared with until the graph is built"),
    QT_TRANSLATE_NOOP("Engine", "every photo is compared with until the lists are made"),
    QT_TRANSLATE_NOOP("Engine", "every photo is compared with until the codes are made"),
    QT_TRANSLATE_NOOP("Engine", "a graph over %1 photos"),
    QT_TRANSLATE_NOOP("Engine", "%1 photos in lists of similar ones, of which the nearest are searched"),
    QT_TRANSLATE_NOOP("Engine", "codes of %1 photos point out the few to compare with in full"),
    QT_TRANSLATE_NOOP("Engine", "the %1 newer ones are compared with one by one"),
    // Where it computes
    QT_TRANSLATE_NOOP("Engine", "CPU, %1 threads"),
    QT_TRANSLATE_NOOP("Engine", "CPU, %1 thread"),
    QT_TRANSLATE_NOOP("Engine", "the built-in model is small: a GPU would wait for the decoding"),
    QT_TRANSLATE_NOOP("Engine", "no usable CUDA device"),
    QT_TRANSLATE_NOOP("Engine", "this torch was built without CUDA"),
    QT_TRANSLATE_NOOP("Engine", "the CPU was asked for"),
    QT_TRANSLATE_NOOP("Engine", "the GPU failed: %1"),
    QT_TRANSLATE_NOOP("Engine", "Built-in"),
    // How folders are watched
    QT_TRANSLATE_NOOP("Engine", "it is on a network file system (%1)"),
    QT_TRANSLATE_NOOP("Engine", "the system allows no further inotify instances (%1)"),
    QT_TRANSLATE_NOOP("Engine", "the system's limit of watched folders is reached (%1)"),
    // Files that cannot be written
    QT_TRANSLATE_NOOP("Engine", "its XMP would not come back as it was written"),
    QT_TRANSLATE_NOOP("Engine", "its picture would look different"),
    QT_TRANSLATE_NOOP("Engine", "it has more than one XMP packet"),
    QT_TRANSLATE_NOOP("Engine", "its XMP packet would be longer than the 64 KiB that a JPEG can hold"),
    QT_TRANSLATE_NOOP("Engine", "it holds further pictures, which would be moved away from their index"),
    QT_TRANSLATE_NOOP("Engine", "it would be larger than the 4 GiB that a TIFF can hold"),
    QT_TRANSLATE_NOOP("Engine", "this kind of file cannot be written"),
};

struct Pattern {
    const char* source;
    QRegularExpression form;
    std::vector<bool> quoted; ///< for each place, whether it holds what a person wrote
    bool endsWithPlace = false;
};

std::vector<Pattern> makePatterns()
{
    std::vector<Pattern> patterns;
    static const QRegularExpression place(QStringLiteral("%\\d"));
    for (const char* source : kSentences) {
        const QString text = QString::fromUtf8(source);
        Pattern pattern{source, {}, {}, false};
        QString form;
        qsizetype from = 0;
        for (auto found = place.globalMatch(text); found.hasNext();) {
            const auto one = found.next();
            form += QRegularExpression::escape(text.mid(from, one.capturedStart() - from)) + QStringLiteral("(.+)");
            pattern.quoted.push_back(one.capturedStart() > 0 && text[one.capturedStart() - 1] == u'"');
            from = one.capturedEnd();
            pattern.endsWithPlace = from == text.size();
        }
        pattern.form.setPattern(QRegularExpression::anchoredPattern(form + QRegularExpression::escape(text.mid(from))));
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

QString translated(const QString& english)
{
    static const std::vector<Pattern> patterns = makePatterns();
    for (const Pattern& pattern : patterns) {
        const auto match = pattern.form.match(english);
        if (!match.hasMatch()) {
            continue;
        }
        QString text = QCoreApplication::translate("Engine", pattern.source);
        // From the last one on: what is put in may hold a % too.
        for (std::size_t i = pattern.quoted.size(); i > 0; --i) {
            QString part = match.captured(int(i));
            bool isNumber = false;
            const qlonglong number = part.toLongLong(&isNumber);
            if (isNumber && !pattern.quoted[i - 1]) {
                part = QLocale().toString(number);
            } else if (i == pattern.quoted.size() && pattern.endsWithPlace) {
                part = translated(part);
            }
            text.replace(QStringLiteral("%%1").arg(i), part);
        }
        return text;
    }
    // Some reasons are two, one after the other.
    if (const qsizetype cut = english.indexOf(QStringLiteral("; ")); cut > 0) {
        return translated(english.left(cut)) + QStringLiteral("; ") + translated(english.mid(cut + 2));
    }
    return english;
}

} // namespace

QString engineText(std::string_view english)
{
    return translated(QString::fromUtf8(english.data(), qsizetype(english.size())));
}

} // namespace likeness
