#pragma once

#include <QtCore/QString>
#include <QtQuick/QSGRendererInterface>

#include <memory>

class QVulkanInstance;

namespace likeness {

/// How the window is drawn, and why not in a better way.
struct Graphics {
    QSGRendererInterface::GraphicsApi api = QSGRendererInterface::Software;
    QString name;   ///< for people: "Vulkan", "OpenGL", "Software"
    QString reason; ///< why not Vulkan on the graphics card; empty if it is
    /// Keeps the driver loaded until the window has its own instance; loading one twice takes a tenth of a second.
    std::shared_ptr<QVulkanInstance> probe;
};

/// Finds the best way to draw that works here, Vulkan before OpenGL before software, and tells Qt Quick to use it.
/// Call once, after the application object and before the first window.
Graphics chooseGraphics();

} // namespace likeness
