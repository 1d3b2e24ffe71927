#version 440

// How far two pictures are from each other, made `gain` times as strong.
layout(location = 0) in vec2 qt_TexCoord0;
layout(location = 0) out vec4 fragColor;
layout(std140, binding = 0) uniform buf {
    mat4 qt_Matrix;
    float qt_Opacity;
    float gain;
};
layout(binding = 1) uniform sampler2D first;
layout(binding = 2) uniform sampler2D second;

void main()
{
    vec4 a = texture(first, qt_TexCoord0);
    vec4 b = texture(second, qt_TexCoord0);
    // Where neither picture is, nothing is drawn.
    float cover = max(a.a, b.a);
    vec3 apart = min(abs(a.rgb - b.rgb) * gain, vec3(1.0)) * cover;
    fragColor = vec4(apart, cover) * qt_Opacity;
}
