pragma Singleton
import QtQuick

/// Colours, type and rhythm of the whole window, by meaning. Greys are neutral, so that they do not shift how the
/// colours of a photo look.
QtObject {
    id: theme

    /// "system", "light" or "dark"
    property string mode: "system"
    property bool reducedMotion: false
    readonly property bool dark: mode === "dark" || (mode !== "light" && systemIsDark)

    // Qt 6.4 cannot be asked for the scheme; the palette of the desktop tells it.
    readonly property SystemPalette systemPalette: SystemPalette {}
    readonly property bool systemIsDark: systemPalette.window.hslLightness < 0.5

    // Surfaces, from the ground the photos lie on to what floats above everything.
    readonly property color canvas: dark ? "#181818" : "#f0f0f0"
    readonly property color panel: dark ? "#202020" : "#fafafa"
    readonly property color raised: dark ? "#2b2b2b" : "#ffffff"
    readonly property color field: dark ? "#161616" : "#ffffff"
    readonly property color placeholder: dark ? "#242424" : "#e4e4e4"
    readonly property color viewerGround: dark ? "#0f0f0f" : "#e6e6e6"
    readonly property color scrim: dark ? "#99000000" : "#66000000"

    readonly property color hairline: dark ? "#17ffffff" : "#1a000000"
    readonly property color outline: dark ? "#26ffffff" : "#2e000000"
    readonly property color hover: dark ? "#0fffffff" : "#0d000000"
    readonly property color pressed: dark ? "#1affffff" : "#17000000"
    readonly property color chosen: dark ? "#1cffffff" : "#14000000"
    readonly property color shadow: dark ? "#80000000" : "#33000000"

    readonly property color text: dark ? "#ededed" : "#1b1b1b"
    readonly property color textSoft: dark ? "#a8a8a8" : "#595959"
    readonly property color textFaint: dark ? "#8a8a8a" : "#6f6f6f"

    readonly property color accent: dark ? "#4c9aff" : "#1769e0"
    readonly property color accentHover: dark ? "#6aabff" : "#0f5bc9"
    readonly property color accentSoft: dark ? "#334c9aff" : "#1f1769e0"
    readonly property color accentInk: dark ? "#0b1a2e" : "#ffffff"
    readonly property color danger: dark ? "#ff7b72" : "#c4281c"
    readonly property color dangerSoft: dark ? "#2eff7b72" : "#1ac4281c"
    readonly property color warning: dark ? "#e3b341" : "#8f6200"

    // On top of a photo nothing is known about what is below.
    readonly property color photoInk: "#ffffff"
    readonly property color photoGround: "#a6000000"

    readonly property string fontFamily: "Inter"
    readonly property int caption: 11
    readonly property int small: 12
    readonly property int body: 13
    readonly property int title: 15
    readonly property int heading: 20
    readonly property int display: 30

    readonly property int gap: 8
    readonly property int controlHeight: 32
    readonly property int rowHeight: 30
    readonly property int radius: 6
    readonly property int radiusLarge: 10

    readonly property int fast: reducedMotion ? 0 : 120
    readonly property int calm: reducedMotion ? 0 : 180
    /// Before a tip is shown.
    readonly property int tipDelay: 500
}
