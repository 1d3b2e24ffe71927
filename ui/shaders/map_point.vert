#version 440
#extension GL_GOOGLE_include_directive : require
#include "map_uniforms.glsl"

layout(location = 0) in vec2 place;
layout(location = 1) in vec2 placeBefore;
layout(location = 2) in vec4 colour; // alpha: the step of the photo, in 255ths
layout(location = 3) in float kind;  // 0 = any photo, 1 = answers the question, 2 = selected

layout(location = 0) out vec4 tint;
layout(location = 1) out float radiusPx; // in device pixels
layout(location = 2) out float ring;

out gl_PerVertex {
    vec4 gl_Position;
    float gl_PointSize;
};

void main()
{
    gl_Position = u.matrix * vec4(onScreen(place, placeBefore), 0.0, 1.0);
    float spacing = u.extent * exp2(-0.5 * floor(colour.a * 255.0 + 0.5)) * u.scalePx;
    float shown = kind > 0.5 ? 1.0 : smoothstep(0.7, 1.3, spacing / u.pointSpacingPx);
    float grey = dot(colour.rgb, vec3(0.299, 0.587, 0.114));
    bool dimmed = u.dim > 0.0 && kind < 0.5;
    vec3 rgb = dimmed ? mix(u.ground.rgb, vec3(mix(grey, 0.5, 0.6)), 0.42) : colour.rgb;
    float diameter = u.pointPx * (kind > 1.5 ? 1.25 : (kind > 0.5 && u.dim > 0.0 ? 1.35 : 1.0));
    diameter += kind > 1.5 ? 5.0 : 0.0;
    tint = vec4(rgb, shown);
    ring = kind > 1.5 ? 1.0 : 0.0;
    radiusPx = 0.5 * diameter * u.pixelRatio;
    gl_PointSize = diameter * u.pixelRatio + 1.0;
}
