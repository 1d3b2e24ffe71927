#include "map_materials.h"

#include <QtGui/QMatrix4x4>

#include <cstring>

namespace likeness {

namespace {

constexpr int kMatrixBytes = 16 * sizeof(float);
static_assert(sizeof(MapUniforms) == 96, "as in map_uniforms.glsl, std140");

QSGGeometry::Attribute attribute(int location, int count, QSGGeometry::Type type)
{
    return QSGGeometry::Attribute::createWithAttributeType(location, count, type, QSGGeometry::UnknownAttribute);
}

class MapShader final : public QSGMaterialShader {
public:
    explicit MapShader(const QString& name)
    {
        setShaderFileName(VertexStage, QStringLiteral(":/shaders/%1.vert.qsb").arg(name));
        setShaderFileName(FragmentStage, QStringLiteral(":/shaders/%1.frag.qsb").arg(name));
    }

    bool updateUniformData(RenderState& state, QSGMaterial* material, QSGMaterial*) override
    {
        MapUniforms uniforms = static_cast<MapMaterial*>(material)->uniforms();
        uniforms.opacity = state.opacity();
        const QMatrix4x4 matrix = state.combinedMatrix();
        char* data = state.uniformData()->data();
        std::memcpy(data, matrix.constData(), kMatrixBytes);
        std::memcpy(data + kMatrixBytes, &uniforms, sizeof uniforms);
        return true;
    }

    void updateSampledImage(RenderState& state, int, QSGTexture** texture, QSGMaterial* material, QSGMaterial*) override
    {
        *texture = static_cast<MapMaterial*>(material)->texture();
        (*texture)->commitTextureOperations(state.rhi(), state.resourceUpdateBatch());
    }
};

} // namespace

const QSGGeometry::AttributeSet& MapPointVertex::attributes()
{
    static const std::array all{attribute(0, 2, QSGGeometry::FloatType), attribute(1, 2, QSGGeometry::FloatType),
                                attribute(2, 4, QSGGeometry::UnsignedByteType),
                                attribute(3, 1, QSGGeometry::FloatType)};
    static const QSGGeometry::AttributeSet set{int(all.size()), sizeof(MapPointVertex), all.data()};
    return set;
}

const QSGGeometry::AttributeSet& MapThumbnailVertex::attributes()
{
    static const std::array all{attribute(0, 2, QSGGeometry::FloatType), attribute(1, 2, QSGGeometry::FloatType),
                                attribute(2, 2, QSGGeometry::FloatType), attribute(3, 2, QSGGeometry::FloatType),
                                attribute(4, 4, QSGGeometry::FloatType)};
    static const QSGGeometry::AttributeSet set{int(all.size()), sizeof(MapThumbnailVertex), all.data()};
    return set;
}

MapMaterial::MapMaterial(const MapUniforms& uniforms, QSGTexture* texture)
    : m_uniforms(uniforms)
    , m_texture(texture)
{
    setFlag(Blending);
    setFlag(NoBatching);
}

QSGMaterialType* MapMaterial::type() const
{
    static QSGMaterialType dots;
    static QSGMaterialType thumbnails;
    return m_texture != nullptr ? &thumbnails : &dots;
}

QSGMaterialShader* MapMaterial::createShader(QSGRendererInterface::RenderMode) const
{
    return new MapShader(m_texture != nullptr ? QStringLiteral("map_thumbnail") : QStringLiteral("map_point"));
}

int MapMaterial::compare(const QSGMaterial* other) const
{
    const auto* that = static_cast<const MapMaterial*>(other);
    const qint64 mine = m_texture != nullptr ? m_texture->comparisonKey() : 0;
    const qint64 theirs = that->m_texture != nullptr ? that->m_texture->comparisonKey() : 0;
    return mine < theirs ? -1 : (mine > theirs ? 1 : 0);
}

} // namespace likeness
