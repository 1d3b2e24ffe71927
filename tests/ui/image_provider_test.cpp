#include "ui/bridge/image_provider.h"

#include "tests/support/window_fixture.h"

#include <QtQuick/QQuickTextureFactory>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Providers {
    explicit Providers(WindowFixture& window)
        : thumbnails(EngineImageProvider::Kind::Thumbnail, *window.bridge, shared)
        , photos(EngineImageProvider::Kind::Photo, *window.bridge, shared)
        , chips(EngineImageProvider::Kind::Chip, *window.bridge, shared)
    {
    }

    EngineImageProvider::Shared shared{std::make_shared<ImageCache>(), std::make_shared<ChipSources>(),
                                       std::make_shared<PictureDecoder>()};
    EngineImageProvider thumbnails;
    EngineImageProvider photos;
    EngineImageProvider chips;
};

QImage imageOf(QQuickImageResponse& response)
{
    const std::unique_ptr<QQuickTextureFactory> factory(response.textureFactory());
    return factory ? factory->image() : QImage();
}

} // namespace

class ImageProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThumbnailArrivesDecodedForTheSceneGraph()
    {
        WindowFixture window;
        Providers providers(window);
        const std::unique_ptr<QQuickImageResponse> response(providers.thumbnails.requestImageResponse("12/236", {}));
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait());
        QVERIFY2(response->errorString().isEmpty(), qPrintable(response->errorString()));
        const QImage image = imageOf(*response);
        QCOMPARE(std::max(image.width(), image.height()), 236);
        QCOMPARE(image.format(), QImage::Format_RGB32);
    }

    void theSecondRequestComesFromTheCache()
    {
        WindowFixture window;
        Providers providers(window);
        for (int i = 0; i < 2; ++i) {
            const std::unique_ptr<QQuickImageResponse> response(providers.thumbnails.requestImageResponse("7/236", {}));
            QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
            QVERIFY(finished.wait());
            QVERIFY(!imageOf(*response).isNull());
        }
        QCOMPARE(window.engine->commandsOf<LoadThumbnail>().size(), 1U);
    }

    void theRequestedSizeIsHonoured()
    {
        WindowFixture window;
        Providers providers(window);
        const std::unique_ptr<QQuickImageResponse> response(
            providers.photos.requestImageResponse("12/800", QSize(100, 100)));
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait());
        const QImage image = imageOf(*response);
        QCOMPARE(std::max(image.width(), image.height()), 100);
    }

    void aCancelledRequestIsWithdrawnFromTheEngine()
    {
        WindowFixture window;
        Providers providers(window);
        window.engine->hold();
        const std::unique_ptr<QQuickImageResponse> response(providers.thumbnails.requestImageResponse("12/236", {}));
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        response->cancel();
        QVERIFY(finished.wait()); // QML waits for this before it deletes a response
        QCOMPARE(window.engine->cancelled().size(), 1U);
        window.engine->release();
        const std::unique_ptr<QQuickImageResponse> next(providers.thumbnails.requestImageResponse("13/236", {}));
        QSignalSpy nextFinished(next.get(), &QQuickImageResponse::finished);
        QVERIFY(nextFinished.wait());
        QCOMPARE(window.engine->thumbnailsServed(), 1);
        QCOMPARE(finished.size(), 1);
    }

    void aResponseMayGoBeforeItsAnswerComes()
    {
        WindowFixture window;
        Providers providers(window);
        window.engine->hold();
        delete providers.thumbnails.requestImageResponse("12/236", {});
        window.engine->release();
        const std::unique_ptr<QQuickImageResponse> next(providers.thumbnails.requestImageResponse("13/236", {}));
        QSignalSpy finished(next.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait());
        QTRY_COMPARE(window.engine->thumbnailsServed(), 2);
    }

    void anUnknownChipIsAnError()
    {
        WindowFixture window;
        Providers providers(window);
        const std::unique_ptr<QQuickImageResponse> response(providers.chips.requestImageResponse("nothing", {}));
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait());
        QVERIFY(!response->errorString().isEmpty());
    }

    void theCacheStaysBelowItsLimit()
    {
        ImageCache cache(1'000'000);
        for (int id = 1; id <= 100; ++id) {
            cache.insert(PhotoId{id}, ThumbnailSize::Small236, QImage(200, 200, QImage::Format_RGB32));
            QVERIFY(cache.sizeBytes() <= 1'000'000);
        }
        QVERIFY(cache.find(PhotoId{1}, ThumbnailSize::Small236).isNull());
        QVERIFY(!cache.find(PhotoId{100}, ThumbnailSize::Small236).isNull());
    }
};

QTEST_MAIN(ImageProviderTest)
#include "image_provider_test.moc"
