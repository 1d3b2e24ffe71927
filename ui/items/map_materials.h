#pragma once

#include <QtGui/QColor>
#include <QtQuick/QSGGeometryNode>
#include <QtQuick/QSGMaterial>
#include <QtQuick/QSGTexture>

namespace likeness {

/// What changes from frame to frame: where one looks from, and how things are drawn there. The vertices stay as they
/// are. Laid out as in ui/shaders/map_uniforms.glsl, after the matrix; Units: see there.
struct MapUniforms {
    float centre[2] = {};
    float viewPx[2] = {};
    float scalePx = 1;
    float extent = 1;
    float morph = 1;
    float dim = 0;
    float pointPx = 2;
    float pointSpacingPx = 1;
    float pixelRatio = 1;
    float opacity = 1; ///< written by the material
    float thumbnailPx = 1;
    float thumbnailShare = 0;
    float seconds = 0;
    float budding = 0.5F;
    float accent[4] = {};
    float ground[4] = {};
};

/// One photo as a dot.
struct MapPointVertex {
    enum Kind { Any, Answers, Selected };

    float x = 0;
    float y = 0;
    float xBefore = 0;
    float yBefore = 0;
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t step = 0; ///< of MapIndex
    float kind = Any;

    static const QSGGeometry::AttributeSet& attributes();
};

/// One corner of a thumbnail.
struct MapThumbnailVertex {
    float x = 0;
    float y = 0;
    float xBefore = 0;
    float yBefore = 0;
    float cornerX = 0; ///< -1..1 for the longer edge of the picture, less for the shorter
    float cornerY = 0;
    float texelX = 0; ///< 0..1
    float texelY = 0;
    float distance = 0; ///< MapPlan::Thumbnail::distance
    float bornAt = 0;   ///< MapUniforms::seconds when it came
    float answers = 1;
    float selected = 0;

    static const QSGGeometry::AttributeSet& attributes();
};

/// Draws dots (`DrawPoints`) or, with a texture, thumbnails (`DrawTriangles`).
/// No attribute is called a position, so that the renderer neither merges nor reorders these nodes by it: places on the
/// map are no pixels.
/// Thread: render.
class MapMaterial final : public QSGMaterial {
public:
    /// `uniforms` and `texture` (null: dots) outlive the material.
    MapMaterial(const MapUniforms& uniforms, QSGTexture* texture);

    QSGMaterialType* type() const override;
    QSGMaterialShader* createShader(QSGRendererInterface::RenderMode mode) const override;
    int compare(const QSGMaterial* other) const override;

    const MapUniforms& uniforms() const { return m_uniforms; }
    QSGTexture* texture() const { return m_texture; }
    void setTexture(QSGTexture* texture) { m_texture = texture; }

private:
    const MapUniforms& m_uniforms;
    QSGTexture* m_texture;
};

} // namespace likeness
