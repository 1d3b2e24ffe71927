#version 440
#extension GL_GOOGLE_include_directive : require
#include "map_uniforms.glsl"

layout(location = 0) in vec4 tint;
layout(location = 1) in float radiusPx;
layout(location = 2) in float ring;

layout(location = 0) out vec4 fragColor;

void main()
{
    float far = length(gl_PointCoord - 0.5) * (2.0 * radiusPx + 1.0);
    float alpha = clamp(radiusPx - far + 0.5, 0.0, 1.0) * tint.a * u.opacity;
    vec3 rgb = ring > 0.5 && far > radiusPx - 2.0 * u.pixelRatio ? u.accent.rgb : tint.rgb;
    fragColor = vec4(rgb * alpha, alpha);
}
