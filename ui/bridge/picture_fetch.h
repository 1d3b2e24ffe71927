#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

namespace likeness {

/// Fetches one picture at a time that was dragged out of a browser as an address.
/// Thread: gui; the network has its own.
class PictureFetch : public QObject {
    Q_OBJECT

public:
    /// Larger than any photo on a web page; keeps a wrong address from filling the memory.
    static constexpr qint64 kMaxBytes = 64 * 1024 * 1024;
    static constexpr int kTimeoutMs = 30'000;

    explicit PictureFetch(QObject* parent = nullptr);

    /// Starts to load http, https and data addresses. Ends with `fetched` or `failed`.
    void fetch(const QUrl& url);
    bool busy() const { return m_underWay > 0; }

Q_SIGNALS:
    void fetched(const QUrl& url, const QByteArray& bytes);
    void failed(const QUrl& url, const QString& why);
    void busyChanged();

private:
    QNetworkAccessManager m_network;
    int m_underWay = 0;
};

} // namespace likeness
