#include "graphics.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QOffscreenSurface>
#include <QtGui/QOpenGLContext>
#include <QtGui/QOpenGLFunctions>
#include <QtGui/QVulkanFunctions>
#include <QtGui/QVulkanInstance>
#include <QtQuick/QQuickGraphicsConfiguration>
#include <QtQuick/QQuickWindow>

#include <optional>

namespace likeness {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("likeness", text); }

/// A driver that answered.
struct Driver {
    QString device;
    bool software = false;
};

std::optional<Driver> probeVulkan(QVulkanInstance& instance)
{
    instance.setApiVersion(QVersionNumber(1, 0));
    instance.setExtensions(QQuickGraphicsConfiguration::preferredInstanceExtensions());
    if (!instance.create()) {
        return std::nullopt;
    }
    QVulkanFunctions* functions = instance.functions();
    std::uint32_t count = 0;
    functions->vkEnumeratePhysicalDevices(instance.vkInstance(), &count, nullptr);
    std::vector<VkPhysicalDevice> devices(count);
    functions->vkEnumeratePhysicalDevices(instance.vkInstance(), &count, devices.data());
    if (count == 0) {
        return std::nullopt;
    }
    VkPhysicalDeviceProperties properties{};
    functions->vkGetPhysicalDeviceProperties(devices[0], &properties); // Qt Quick takes the first as well
    return Driver{QString::fromUtf8(properties.deviceName), properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU};
}

std::optional<Driver> probeOpenGl()
{
    QOpenGLContext context;
    if (!context.create()) {
        return std::nullopt;
    }
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface)) {
        return std::nullopt;
    }
    const auto* renderer = context.functions()->glGetString(GL_RENDERER);
    const QString device = QString::fromUtf8(reinterpret_cast<const char*>(renderer));
    context.doneCurrent();
    const bool software = device.contains(u"llvmpipe", Qt::CaseInsensitive)
                          || device.contains(u"softpipe", Qt::CaseInsensitive)
                          || device.contains(u"swrast", Qt::CaseInsensitive);
    return Driver{device, software};
}

/// "llvmpipe" out of "llvmpipe (LLVM 15.0.6, 256 bits)"
QString shortName(const QString& device) { return device.section(QStringLiteral(" ("), 0, 0); }

Graphics choose()
{
    using Api = QSGRendererInterface;
    const auto instance = std::make_shared<QVulkanInstance>();
    const auto vulkan = probeVulkan(*instance);
    if (vulkan && !vulkan->software) {
        return {Api::Vulkan, QStringLiteral("Vulkan"), {}, instance};
    }
    const auto openGl = probeOpenGl();
    if (openGl && !openGl->software) {
        return {Api::OpenGL,
                QStringLiteral("OpenGL"),
                vulkan ? tr("Vulkan has only the software driver “%1” here.").arg(vulkan->device)
                       : tr("No Vulkan driver answered."),
                {}};
    }
    if (vulkan) {
        return {Api::Vulkan, tr("Vulkan (software, %1)").arg(shortName(vulkan->device)),
                tr("No graphics card answered; the processor draws the window."), instance};
    }
    if (openGl) {
        return {Api::OpenGL,
                tr("OpenGL (software, %1)").arg(shortName(openGl->device)),
                tr("No Vulkan driver and no graphics card answered; the processor draws the window."),
                {}};
    }
    return {Api::Software, tr("Software"), tr("Neither Vulkan nor OpenGL works on this display."), {}};
}

} // namespace

Graphics chooseGraphics()
{
    if (qEnvironmentVariable("QT_QUICK_BACKEND") == u"software") {
        return {QSGRendererInterface::Software,
                tr("Software"),
                tr("Asked for by QT_QUICK_BACKEND, or after an error."),
                {}};
    }
    if (const QString asked = qEnvironmentVariable("QSG_RHI_BACKEND"); !asked.isEmpty()) {
        return {QSGRendererInterface::Unknown, asked, tr("Asked for by QSG_RHI_BACKEND."), {}};
    }
    Graphics graphics = choose();
    QQuickWindow::setGraphicsApi(graphics.api);
    return graphics;
}

} // namespace likeness
