// What every material of the map is given; MapUniforms in ui/items/map_materials.cpp writes it.
layout(std140, binding = 0) uniform Uniforms {
    mat4 matrix;      // item's pixels to the screen
    vec2 centre;      // of the view, on the map
    vec2 viewPx;      // size of the view
    float scalePx;    // pixels for one unit of the map
    float extent;     // distance of step 0
    float morph;      // 0 = where photos lay before, 1 = where they lie
    float dim;        // 1 = what does not answer is dimmed, 0 = nothing is
    float pointPx;
    float pointSpacingPx;
    float pixelRatio; // device pixels for a pixel
    float opacity;
    float thumbnailPx;
    float thumbnailShare;
    float seconds;    // since the map was first shown
    float budding;    // share of its full edge at which a thumbnail begins to be seen
    vec4 accent;
    vec4 ground;
} u;

vec2 onScreen(vec2 now, vec2 before)
{
    return (mix(before, now, u.morph) - u.centre) * u.scalePx + 0.5 * u.viewPx;
}
