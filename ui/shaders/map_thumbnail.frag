#version 440
#extension GL_GOOGLE_include_directive : require
#include "map_uniforms.glsl"

layout(location = 0) in vec2 texel;
layout(location = 1) in vec2 insidePx;
layout(location = 2) in vec2 halfPx;
layout(location = 3) in vec3 look;

layout(location = 0) out vec4 fragColor;

layout(binding = 1) uniform sampler2D page;

void main()
{
    vec3 rgb = texture(page, texel).rgb;
    float grey = dot(rgb, vec3(0.299, 0.587, 0.114));
    rgb = mix(rgb, mix(u.ground.rgb, vec3(grey), 0.33), look.y);
    // How far inside the rounded edge.
    float radius = min(3.0, 0.15 * halfPx.y + 0.5);
    vec2 past = abs(insidePx) - (halfPx - radius);
    float depth = radius - length(max(past, 0.0)) - min(max(past.x, past.y), 0.0);
    float border = look.z > 0.5 ? clamp((2.5 - depth) * u.pixelRatio + 0.5, 0.0, 1.0) : 0.0;
    rgb = mix(rgb, u.accent.rgb, border);
    float alpha = clamp(depth * u.pixelRatio, 0.0, 1.0) * look.x * u.opacity;
    fragColor = vec4(rgb * alpha, alpha);
}
