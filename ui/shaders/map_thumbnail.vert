#version 440
#extension GL_GOOGLE_include_directive : require
#include "map_uniforms.glsl"

layout(location = 0) in vec2 place;
layout(location = 1) in vec2 placeBefore;
layout(location = 2) in vec2 corner;  // -1..1, the longer edge; the shorter by the shape of the picture
layout(location = 3) in vec2 texture_;
layout(location = 4) in vec4 info;    // distance, born at (s), answers, selected

layout(location = 0) out vec2 texel;
layout(location = 1) out vec2 insidePx; // from the middle
layout(location = 2) out vec2 halfPx;
layout(location = 3) out vec3 look; // alpha, dimmed, selected

void main()
{
    float ratio = info.x * u.scalePx / u.thumbnailPx;
    float edge = u.thumbnailPx * clamp(1.1 * ratio, 0.0, 1.0) * mix(0.4, 0.94, u.thumbnailShare);
    vec2 signs = vec2(corner.x < 0.0 ? -1.0 : 1.0, corner.y < 0.0 ? -1.0 : 1.0);
    halfPx = 0.5 * edge * abs(corner);
    insidePx = halfPx * signs;
    texel = texture_;
    float come = smoothstep(u.budding, u.budding + 0.12, ratio) * u.thumbnailShare * clamp((u.seconds - info.y) / 0.2, 0.0, 1.0);
    bool dimmed = u.dim > 0.0 && info.z < 0.5;
    look = vec3(come, dimmed ? 1.0 : 0.0, info.w);
    gl_Position = u.matrix * vec4(onScreen(place, placeBefore) + insidePx, 0.0, 1.0);
}
