#include "picture_fetch.h"

#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace likeness {

namespace {

/// The bytes of a data: address; empty when it holds no picture.
QByteArray dataOf(const QUrl& url)
{
    const QByteArray all = url.toString(QUrl::FullyEncoded).toLatin1();
    const qsizetype comma = all.indexOf(',');
    if (comma < 0) {
        return {};
    }
    const QByteArray body = QByteArray::fromPercentEncoding(all.mid(comma + 1));
    return all.left(comma).endsWith(";base64") ? QByteArray::fromBase64(body) : body;
}

} // namespace

PictureFetch::PictureFetch(QObject* parent)
    : QObject(parent)
{
}

void PictureFetch::fetch(const QUrl& url)
{
    if (url.scheme() == u"data") {
        const QByteArray bytes = dataOf(url);
        if (bytes.isEmpty() || bytes.size() > kMaxBytes) {
            Q_EMIT failed(url, tr("That address holds no picture."));
        } else {
            Q_EMIT fetched(url, bytes);
        }
        return;
    }
    QNetworkRequest request(url);
    request.setTransferTimeout(kTimeoutMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Likeness"));
    QNetworkReply* reply = m_network.get(request);
    // Of its own accord a reply reads without end; this way at most one byte too many arrives.
    reply->setReadBufferSize(kMaxBytes + 1);
    ++m_underWay;
    Q_EMIT busyChanged();
    const auto stopIfTooLarge = [reply](qint64 bytes) {
        if (bytes > kMaxBytes) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    };
    // What the server announces, and for those that announce nothing, what has come.
    connect(reply, &QNetworkReply::metaDataChanged, reply, [reply, stopIfTooLarge] {
        stopIfTooLarge(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
    });
    connect(reply, &QNetworkReply::downloadProgress, reply,
            [stopIfTooLarge](qint64 received, qint64) { stopIfTooLarge(received); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, url] {
        reply->deleteLater();
        --m_underWay;
        Q_EMIT busyChanged();
        if (reply->property("tooLarge").toBool()) {
            Q_EMIT failed(url, tr("The picture at that address is larger than 64 MB."));
        } else if (reply->error() != QNetworkReply::NoError) {
            Q_EMIT failed(url, tr("The picture could not be fetched from %1.").arg(url.host()));
        } else {
            Q_EMIT fetched(url, reply->readAll());
        }
    });
}

} // namespace likeness
