"""Pictures made from random numbers only: what the built-in model learns its constants from.

`image(seed)` draws one picture. The same seed gives the same picture. Nothing is read from disk: no photographs, no
fonts, no textures. The pictures imitate the statistics that photographs share (occlusion, shading, texture, perspective,
smooth skies, thin structures, plain studio backgrounds), not their content.
"""
import io
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

LONG_EDGE_PX = 256


class Painter:
    """One picture in the making: float RGB 0..1 in `rgb`, random numbers from `rng`."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        short = int(LONG_EDGE_PX * self.rng.choice([0.56, 0.67, 0.75, 0.75, 0.8, 1.0]))
        portrait = self.rng.random() < 0.4
        self.width, self.height = (short, LONG_EDGE_PX) if portrait else (LONG_EDGE_PX, short)
        self.palette = make_palette(self.rng)

    def colour(self, spread=0.06):
        base = self.palette[self.rng.integers(len(self.palette))]
        return np.clip(base + self.rng.normal(0, spread, 3), 0, 1)


def make_palette(rng):
    """Four to nine colours that go together: a few hues, mostly muted, dark to light."""
    count = rng.integers(4, 10)
    hues = (rng.random() + rng.choice([0.0, 0.0, 0.05, 0.1, 0.33, 0.5], count) + rng.normal(0, 0.03, count)) % 1
    saturation = np.clip(rng.beta(1.3, 2.2, count) * rng.uniform(0.3, 1.5), 0, 1)
    value = rng.beta(1.4, 1.2, count)
    sector = hues[:, None] * 6 + np.array([0, 4, 2])
    pure = np.clip(np.abs(sector % 6 - 3) - 1, 0, 1)
    return value[:, None] * (1 - saturation[:, None] + saturation[:, None] * pure)


# ---- textures: arrays [height, width] around 0, or colour [height, width, 3] ----

def spectrum_noise(rng, height, width, slope=None, stretch=None):
    """Gaussian noise whose amplitude falls as frequency^-slope, stretched along one direction."""
    slope = rng.uniform(0.6, 2.2) if slope is None else slope
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None]
    angle = rng.uniform(0, math.pi)
    stretch = (math.exp(abs(rng.normal(0, 0.8))) if rng.random() < 0.5 else 1.0) if stretch is None else stretch
    along = fx * math.cos(angle) + fy * math.sin(angle)
    across = (fy * math.cos(angle) - fx * math.sin(angle)) * stretch
    frequency = np.maximum(np.hypot(along, across), 1.0 / max(height, width))
    phases = rng.normal(size=frequency.shape) + 1j * rng.normal(size=frequency.shape)
    field = np.fft.irfft2(phases * frequency**-slope, s=(height, width))
    return (field - field.mean()) / (field.std() + 1e-9)


def warped_grid(rng, height, width, warp=None):
    """Coordinates x, y (about -1..1) rotated, scaled and bent."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    longest = max(height, width)
    x, y = (x - width / 2) / longest * 2, (y - height / 2) / longest * 2
    angle = rng.choice([0, math.pi / 2, rng.uniform(0, math.pi)])
    warp = rng.choice([0, 0, 0.03, 0.1, 0.25]) if warp is None else warp
    if warp:
        x = x + warp * spectrum_noise(rng, height, width, 2.5, 1.0)
        y = y + warp * spectrum_noise(rng, height, width, 2.5, 1.0)
    return x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)


def stripes(rng, height, width):
    x, y = warped_grid(rng, height, width)
    sharp = math.exp(rng.uniform(0, 4))
    fx, fy = np.exp(rng.uniform(1.2, 4.0, 2))
    a, b = np.sin(x * fx + rng.uniform(0, 6)), np.sin(y * fy + rng.uniform(0, 6))
    kind = rng.integers(5)
    wave = [a, a * b, np.maximum(a, b), a + 0.7 * b, np.sin(np.hypot(x, y) * fx)][kind]
    return np.tanh(wave * sharp)


def cells(rng, height, width, distance_power=None):
    """Voronoi cells: distance to the nearest seed, to the border, or a flat value per cell."""
    count = int(math.exp(rng.uniform(2.5, 5.3)))
    seeds = rng.random((count, 2)) * [height, width]
    if rng.random() < 0.3:  # rows of bricks and tiles
        side = max(int(math.sqrt(count)), 2)
        gy, gx = np.mgrid[0:side, 0:side].reshape(2, -1).astype(np.float64)
        jitter = rng.choice([0.0, 0.1, 0.3])
        seeds = (np.stack([gy, gx + 0.5 * (gy % 2)], 1) + rng.normal(0, jitter + 1e-6, (side * side, 2))) / side * [height, width]
    y, x = np.mgrid[0:height:2, 0:width:2]
    distance = np.hypot(y[..., None] - seeds[:, 0], x[..., None] - seeds[:, 1])
    nearest = np.partition(distance, 1, axis=-1)[..., :2]
    kind = rng.integers(3)
    if kind == 0:
        field = nearest[..., 0]
    elif kind == 1:
        field = np.minimum(nearest[..., 1] - nearest[..., 0], rng.uniform(1, 12))
    else:
        field = rng.normal(size=len(seeds))[distance.argmin(-1)]
    field = np.kron(field, np.ones((2, 2)))[:height, :width]
    return (field - field.mean()) / (field.std() + 1e-9)


def blotches(rng, height, width):
    noise = spectrum_noise(rng, height, width)
    return np.tanh((noise - rng.normal(0, 0.7)) * math.exp(rng.uniform(0, 3)))


TEXTURES = [spectrum_noise, spectrum_noise, stripes, cells, blotches]


def texture(painter, height=None, width=None):
    """A coloured texture [height, width, 3]."""
    rng = painter.rng
    height, width = height or painter.height, width or painter.width
    field = TEXTURES[rng.integers(len(TEXTURES))](rng, height, width)
    if rng.random() < 0.35:
        field = field + rng.uniform(0.1, 0.7) * TEXTURES[rng.integers(len(TEXTURES))](rng, height, width)
    blend = 1 / (1 + np.exp(-1.5 * field))[..., None]
    dark, light = painter.colour(), painter.colour()
    contrast = rng.beta(1.2, 1.5)
    light = dark + (light - dark) * contrast if rng.random() < 0.5 else light
    out = dark * (1 - blend) + light * blend
    if rng.random() < 0.3:
        out = out + rng.uniform(0.02, 0.1) * np.stack([spectrum_noise(rng, height, width) for _ in range(3)], -1)
    return np.clip(out, 0, 1)


def smooth_gradient(painter):
    rng = painter.rng
    y, x = np.mgrid[0:painter.height, 0:painter.width]
    angle = rng.uniform(0, 2 * math.pi)
    t = (x / painter.width - 0.5) * math.cos(angle) + (y / painter.height - 0.5) * math.sin(angle) + 0.5
    if rng.random() < 0.3:
        t = np.hypot(x / painter.width - rng.random(), y / painter.height - rng.random())
    t = np.clip(t, 0, 1)[..., None] ** rng.uniform(0.5, 2)
    return painter.colour() * (1 - t) + painter.colour() * t


def background(painter):
    rng = painter.rng
    pick = rng.random()
    if pick < 0.3:
        light = np.clip(rng.normal(0.93, 0.08), 0, 1)  # a studio: plain, mostly white
        return np.full((painter.height, painter.width, 3), 1.0) * np.clip(light + rng.normal(0, 0.015, 3), 0, 1)
    if pick < 0.5:
        return smooth_gradient(painter)
    out = texture(painter)
    if rng.random() < 0.5:
        out = blurred(out, rng.uniform(1, 8))
    return out


def blurred(rgb, radius):
    return np.asarray(to_image(rgb).filter(ImageFilter.GaussianBlur(radius)), np.float64) / 255


def to_image(rgb):
    return Image.fromarray((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8))


# ---- shapes: polygons as arrays [count, 2] in pixels, x and y ----

def outline(rng, centre, radius):
    """A closed outline: blob, polygon, rectangle, star, leaf or symmetric body."""
    kind = rng.integers(6)
    stretch = math.exp(rng.normal(0, 0.4))
    angle = rng.choice([0.0, rng.uniform(0, 2 * math.pi)])
    if kind == 0:
        theta = np.linspace(0, 2 * math.pi, 64, endpoint=False)
        r = np.ones(64)
        for k in range(1, 8):
            r += rng.normal(0, 0.25 / k**0.9) * np.cos(k * theta + rng.uniform(0, 6.3))
        r = np.maximum(r, 0.15)
    elif kind == 1:
        corners = rng.integers(3, 9)
        theta = np.linspace(0, 2 * math.pi, corners, endpoint=False) + rng.normal(0, 0.25, corners)
        r = rng.uniform(0.6, 1.1, corners)
    elif kind == 2:
        theta = np.array([0.25, 0.75, 1.25, 1.75]) * math.pi
        r = np.full(4, 1.2)
    elif kind == 3:
        points = rng.integers(4, 12)
        theta = np.linspace(0, 2 * math.pi, 2 * points, endpoint=False)
        r = np.where(np.arange(2 * points) % 2 == 0, 1.0, rng.uniform(0.25, 0.9))
    elif kind == 4:
        theta = np.linspace(0, 2 * math.pi, 64, endpoint=False)
        r = np.abs(np.cos(theta * 0.5)) ** rng.uniform(0.5, 3) + 0.1
    else:  # symmetric about its axis, as bodies, vases and clothes are
        half = rng.integers(5, 12)
        along = np.linspace(-1, 1, half)
        across = np.abs(rng.normal(0.5, 0.3, half)) + 0.05
        across = np.convolve(across, np.ones(rng.integers(1, 4)) / 2, mode="same") + 0.05
        points = np.concatenate([np.stack([across, along], 1), np.stack([-across, along], 1)[::-1]])
        return turn(points * [stretch, 1 / stretch], rng.choice([0.0, 0.0, angle])) * radius + centre
    points = np.stack([r * np.cos(theta) * stretch, r * np.sin(theta) / stretch], 1)
    return turn(points, angle) * radius + centre


def turn(points, angle):
    c, s = math.cos(angle), math.sin(angle)
    return points @ np.array([[c, s], [-s, c]])


def mask_of(painter, points, soften=0.0):
    """Anti-aliased coverage [height, width] of a polygon."""
    scale = 2
    canvas = Image.new("L", (painter.width * scale, painter.height * scale))
    ImageDraw.Draw(canvas).polygon([(float(x) * scale, float(y) * scale) for x, y in points], fill=255)
    canvas = canvas.resize((painter.width, painter.height), Image.BOX)
    if soften > 0:
        canvas = canvas.filter(ImageFilter.GaussianBlur(soften))
    return np.asarray(canvas, np.float64)[..., None] / 255


def shaded(painter, fill, mask, points):
    """Light from one side and darker rims, so that a flat shape looks like a body."""
    rng = painter.rng
    centre, radius = points.mean(0), np.ptp(points, axis=0).max() / 2 + 1
    y, x = np.mgrid[0:painter.height, 0:painter.width]
    dx, dy = (x - centre[0]) / radius, (y - centre[1]) / radius
    light = rng.normal(size=2) * 0.4
    shade = 1 + light[0] * dx + light[1] * dy
    if rng.random() < 0.6:  # round: falls off at the rim
        inside = np.asarray(Image.fromarray((mask[..., 0] * 255).astype(np.uint8)).filter(
            ImageFilter.GaussianBlur(max(radius * rng.uniform(0.1, 0.4), 0.5))), np.float64) / 255
        shade = shade * (0.55 + 0.5 * inside)
    if rng.random() < 0.3:  # highlight
        spot = np.exp(-((dx - light[0]) ** 2 + (dy - light[1]) ** 2) * rng.uniform(8, 40))
        return np.clip(fill * shade[..., None], 0, 1) * (1 - spot[..., None]) + spot[..., None]
    return np.clip(fill * shade[..., None], 0, 1)


def put(painter, rgb, points, fill=None, soften=0.0):
    """Lays one filled, shaded, perhaps outlined shape, perhaps with a shadow, over the picture."""
    rng = painter.rng
    mask = mask_of(painter, points, soften)
    if fill is None:
        fill = texture(painter) if rng.random() < 0.4 else np.ones_like(rgb) * painter.colour()
    if rng.random() < 0.35:
        offset = rng.normal(0, 0.06, 2) * np.ptp(points, axis=0).max()
        shadow = mask_of(painter, points + offset, rng.uniform(1, 8))
        rgb = rgb * (1 - rng.uniform(0.2, 0.6) * shadow)
    out = rgb * (1 - mask) + shaded(painter, fill, mask, points) * mask
    if rng.random() < 0.25:
        out = lines(painter, out, [np.concatenate([points, points[:1]])], rng.uniform(0.7, 3))
    return out


def lines(painter, rgb, paths, width, colour=None):
    scale = 2
    canvas = Image.new("L", (painter.width * scale, painter.height * scale))
    draw = ImageDraw.Draw(canvas)
    for path in paths:
        draw.line([(float(x) * scale, float(y) * scale) for x, y in path], fill=255, width=max(int(width * scale), 1), joint="curve")
    mask = np.asarray(canvas.resize((painter.width, painter.height), Image.BOX), np.float64)[..., None] / 255
    colour = painter.colour() * painter.rng.choice([0.2, 1.0]) if colour is None else colour
    return rgb * (1 - mask) + colour * mask


# ---- kinds of picture ----

def dead_leaves(painter):
    """Shapes of all sizes over each other: the occlusion statistics of natural scenes."""
    rng = painter.rng
    rgb = background(painter)
    for _ in range(rng.integers(10, 60)):
        radius = 5 / rng.uniform(0.05, 1) ** rng.uniform(0.8, 1.1)
        points = outline(rng, rng.random(2) * [painter.width, painter.height], radius)
        plain = np.ones_like(rgb) * painter.colour(0.1)
        rgb = put(painter, rgb, points, plain if rng.random() < 0.75 else None)
    return rgb


def single_object(painter):
    """One body made of a few parts, with details drawn on it, in front of a background."""
    rng = painter.rng
    rgb = background(painter)
    size = np.array([painter.width, painter.height])
    centre = size * (0.5 + rng.normal(0, 0.06, 2))
    radius = size.min() * rng.uniform(0.2, 0.42)
    shared = texture(painter) if rng.random() < 0.5 else np.ones_like(rgb) * painter.colour()
    mirrored = rng.random() < 0.5
    parts = [(outline(rng, centre, radius), shared)]
    for _ in range(rng.integers(0, 7)):
        offset = rng.normal(0, 0.55, 2) * radius
        part = outline(rng, centre + offset, radius * math.exp(rng.normal(-1.0, 0.5)))
        fill = shared if rng.random() < 0.4 else None
        parts.append((part, fill))
        if mirrored:
            parts.append((part * [-1, 1] + [2 * centre[0], 0], fill))
    if rng.random() < 0.5:
        parts = parts[::-1]
    for points, fill in parts:
        rgb = put(painter, rgb, points, fill)
    if rng.random() < 0.5:  # seams, whiskers, spokes, handles
        paths = []
        for _ in range(rng.integers(1, 12)):
            start = centre + rng.normal(0, 0.5, 2) * radius
            steps = np.cumsum(rng.normal(0, 0.16, (rng.integers(3, 10), 2)), axis=0) * radius
            paths.append(start + steps)
            if mirrored:
                paths.append((start + steps) * [-1, 1] + [2 * centre[0], 0])
        rgb = lines(painter, rgb, paths, rng.uniform(0.6, 4))
    return rgb


def repeated_objects(painter):
    """Many copies of one shape: crowds, shelves, fruit, windows."""
    rng = painter.rng
    rgb = background(painter)
    size = np.array([painter.width, painter.height])
    shape = outline(rng, np.zeros(2), 1.0)
    radius = size.min() * math.exp(rng.uniform(-3, -1.5))
    rows = int(size[1] / (radius * rng.uniform(1.6, 3))) + 1
    columns = int(size[0] / (radius * rng.uniform(1.6, 3))) + 1
    jitter = rng.choice([0.0, 0.1, 0.6])
    for row in range(min(rows, 9)):
        for column in range(min(columns, 9)):
            centre = np.array([(column + 0.5) / min(columns, 9), (row + 0.5) / min(rows, 9)]) * size + rng.normal(0, jitter * radius, 2)
            points = turn(shape, rng.normal(0, jitter)) * radius * math.exp(rng.normal(0, jitter * 0.5)) + centre
            rgb = put(painter, rgb, points, np.ones_like(rgb) * painter.colour(0.03))
    return rgb


def landscape(painter):
    """Sky, ridges one behind the other with haze, ground that coarsens towards the viewer, trees."""
    rng = painter.rng
    w, h = painter.width, painter.height
    rgb = smooth_sky(painter)
    horizon = h * rng.uniform(0.25, 0.65)
    haze = rgb[int(horizon)].mean(0)
    layers = rng.integers(1, 5)
    x = np.arange(w)
    for layer in range(layers):
        depth = 1 - (layer + 1) / (layers + 0.5)
        rough = np.cumsum(rng.normal(size=w)) / math.sqrt(w)
        rough = rough - np.linspace(rough[0], rough[-1], w)
        ridge = horizon + h * 0.08 * layer - h * rng.uniform(0.02, 0.3) * (rough - rough.min())
        points = np.concatenate([np.stack([x, ridge], 1), [[w, h], [0, h]]])
        fill = texture(painter) * (1 - depth) + haze * depth
        rgb = rgb * (1 - mask_of(painter, points)) + fill * mask_of(painter, points)
    if rng.random() < 0.7:
        rgb = ground(painter, rgb, horizon)
    for _ in range(rng.integers(0, 6) if rng.random() < 0.6 else 0):
        base = np.array([rng.random() * w, horizon + rng.random() * (h - horizon)])
        rgb = tree(painter, rgb, base, h * rng.uniform(0.15, 0.6))
    return rgb


def smooth_sky(painter):
    rng = painter.rng
    y = np.linspace(0, 1, painter.height)[:, None, None]
    top = np.array([0.35, 0.55, 0.85]) * rng.uniform(0.5, 1.1) + rng.normal(0, 0.07, 3) if rng.random() < 0.6 else painter.colour()
    bottom = np.clip(top + rng.uniform(0, 0.4), 0, 1) if rng.random() < 0.7 else painter.colour()
    sky = np.clip(top * (1 - y) + bottom * y, 0, 1) * np.ones((painter.height, painter.width, 3))
    if rng.random() < 0.7:
        clouds = spectrum_noise(rng, painter.height, painter.width, rng.uniform(1.3, 2.2), 1.0)
        cover = 1 / (1 + np.exp(-(clouds - rng.normal(0.5, 0.7)) * rng.uniform(1, 5)))[..., None] * rng.uniform(0.2, 1)
        sky = sky * (1 - cover) + rng.uniform(0.6, 1) * cover
    return sky


def ground(painter, rgb, horizon):
    """A texture seen at an angle below the horizon: a road, a field, water, a floor."""
    rng = painter.rng
    w, h = painter.width, painter.height
    flat = texture(painter, 256, 256)
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    depth = 1 / np.maximum((y - horizon) / h, 0.004)
    u = ((x - w / 2) / w * depth * rng.uniform(20, 120)).astype(int) % 256
    v = (depth * rng.uniform(15, 60)).astype(int) % 256
    below = (y > horizon)[..., None]
    far = np.clip(depth / 60, 0, 1)[..., None]
    plane = flat[v, u] * (1 - far) + flat.mean((0, 1)) * far
    rgb = np.where(below, plane, rgb)
    if rng.random() < 0.5:  # lines that meet at the horizon
        vanish = np.array([w * rng.uniform(0.2, 0.8), horizon])
        paths = [np.stack([vanish, [w * rng.uniform(-1, 2), h + 5]]) for _ in range(rng.integers(1, 8))]
        rgb = lines(painter, rgb, paths, rng.uniform(0.7, 4))
    return rgb


def tree(painter, rgb, base, height):
    """A trunk that forks, and leaves around the twigs."""
    rng = painter.rng
    paths, twigs = [], []

    def grow(start, angle, length, level):
        end = start + length * np.array([math.sin(angle), -math.cos(angle)])
        paths.append((level, np.stack([start, end])))
        if level >= 5 or length < 2:
            twigs.append(end)
            return
        for _ in range(rng.integers(2, 4)):
            grow(end, angle + rng.normal(0, 0.45), length * rng.uniform(0.55, 0.85), level + 1)

    grow(base, rng.normal(0, 0.08), height * 0.3, 0)
    bark = painter.colour() * 0.5
    for level in range(6):
        group = [p for l, p in paths if l == level]
        if group:
            rgb = lines(painter, rgb, group, max(height * 0.06 * 0.6**level, 0.5), bark)
    if rng.random() < 0.7 and twigs:
        leaf = painter.colour() if rng.random() < 0.4 else np.array([0.2, 0.4, 0.12]) * rng.uniform(0.5, 1.6)
        canvas = Image.new("L", (painter.width * 2, painter.height * 2))
        draw = ImageDraw.Draw(canvas)
        for twig in twigs:
            for _ in range(4):
                c = (twig + rng.normal(0, height * 0.05, 2)) * 2
                r = max(height * rng.uniform(0.01, 0.05), 1)
                draw.ellipse([c[0] - r, c[1] - r, c[0] + r, c[1] + r], fill=int(rng.integers(120, 256)))
        mask = np.asarray(canvas.resize((painter.width, painter.height), Image.BOX), np.float64)[..., None] / 255
        noise = 1 + 0.25 * spectrum_noise(rng, painter.height, painter.width, 0.8, 1.0)[..., None]
        rgb = rgb * (1 - mask) + np.clip(leaf * noise, 0, 1) * mask
    return rgb


def street(painter):
    """Houses with rows of windows on both sides, or one front; ground and sky."""
    rng = painter.rng
    w, h = painter.width, painter.height
    rgb = smooth_sky(painter)
    horizon = h * rng.uniform(0.45, 0.8)
    rgb = ground(painter, rgb, horizon)
    for _ in range(rng.integers(1, 9)):
        left, broad = rng.uniform(-0.2, 1) * w, rng.uniform(0.08, 0.6) * w
        top = horizon - rng.uniform(0.1, 0.9) * h
        foot = horizon + rng.uniform(0, 0.1) * h
        tilt = rng.choice([0, 0, rng.normal(0, 0.25)]) * broad
        corners = np.array([[left, top], [left + broad, top + tilt], [left + broad, foot - tilt * 0.2], [left, foot]])
        wall = texture(painter) if rng.random() < 0.5 else np.ones_like(rgb) * painter.colour()
        mask = mask_of(painter, corners)
        rgb = rgb * (1 - mask) + wall * mask * rng.uniform(0.6, 1.1)
        columns, rows = rng.integers(1, 9), rng.integers(1, 12)
        pane = painter.colour() * rng.choice([0.3, 1])
        canvas = Image.new("L", (w * 2, h * 2))
        draw = ImageDraw.Draw(canvas)
        fill_x, fill_y = rng.uniform(0.3, 0.8, 2)
        for i in range(columns):
            for j in range(rows):
                quad = []
                for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
                    s = (i + 0.5 + (a - 0.5) * fill_x) / columns
                    t = (j + 0.5 + (b - 0.5) * fill_y) / rows
                    upper, lower = corners[0] * (1 - s) + corners[1] * s, corners[3] * (1 - s) + corners[2] * s
                    p = (upper * (1 - t) + lower * t) * 2
                    quad.append((float(p[0]), float(p[1])))
                draw.polygon(quad, fill=255)
        panes = np.asarray(canvas.resize((w, h), Image.BOX), np.float64)[..., None] / 255
        rgb = rgb * (1 - panes) + pane * panes
    if rng.random() < 0.3:
        rgb = tree(painter, rgb, np.array([rng.random() * w, h * rng.uniform(0.8, 1)]), h * rng.uniform(0.3, 0.8))
    return rgb


def room(painter):
    """Floor, walls and ceiling in perspective, with boxes for furniture."""
    rng = painter.rng
    w, h = painter.width, painter.height
    c = np.array([w * rng.uniform(0.3, 0.7), h * rng.uniform(0.3, 0.6)])
    a, b = np.array([w, h]) * rng.uniform(0.15, 0.35, 2)
    near = np.array([[0, 0], [w, 0], [w, h], [0, h]], float)
    far = np.array([c + [-a, -b], c + [a, -b], c + [a, b], c + [-a, b]])
    rgb = np.ones((h, w, 3)) * painter.colour()
    for i in range(4):
        j = (i + 1) % 4
        plane = texture(painter) if rng.random() < 0.35 else np.ones_like(rgb) * painter.colour(0.03)
        rgb = put(painter, rgb, np.array([near[i], near[j], far[j], far[i]]), plane)
    rgb = put(painter, rgb, far, np.ones_like(rgb) * painter.colour(0.03))
    for _ in range(rng.integers(1, 9)):
        x0, y0 = rng.random() * w, h * rng.uniform(0.2, 1)
        bw, bh = rng.uniform(0.05, 0.35) * w, rng.uniform(0.05, 0.4) * h
        skew = rng.normal(0, 0.2) * bh
        front = np.array([[x0, y0 - bh], [x0 + bw, y0 - bh], [x0 + bw, y0], [x0, y0]])
        lift = np.array([skew, -abs(skew)])
        rgb = put(painter, rgb, np.array([front[0], front[1], front[1] + lift, front[0] + lift]))
        rgb = put(painter, rgb, front)
    return rgb


def garment(painter):
    """A symmetric silhouette with folds, pattern and seams on a plain background."""
    rng = painter.rng
    w, h = painter.width, painter.height
    rgb = background(painter)
    along = np.linspace(-1, 1, 12)
    across = 0.45 + 0.2 * np.sin(along * rng.uniform(0.5, 3) + rng.uniform(0, 6)) + rng.normal(0, 0.03, 12)
    if rng.random() < 0.5:  # sleeves
        across[1:4] += rng.uniform(0.2, 0.6)
    body = np.concatenate([np.stack([across, along], 1), np.stack([-across, along], 1)[::-1]])
    body = body * np.array([rng.uniform(0.25, 0.5) * w, rng.uniform(0.3, 0.48) * h])
    body = turn(body, rng.normal(0, 0.1)) + np.array([w / 2, h / 2])
    cloth = texture(painter) if rng.random() < 0.5 else np.ones_like(rgb) * painter.colour()
    folds = spectrum_noise(rng, h, w, rng.uniform(1.5, 2.5), math.exp(abs(rng.normal(0.8, 0.5))))
    cloth = np.clip(cloth * (1 + rng.uniform(0.03, 0.2) * folds[..., None]), 0, 1)
    rgb = put(painter, rgb, body, cloth)
    if rng.random() < 0.5:
        x = w / 2 + rng.normal(0, 3)
        rgb = lines(painter, rgb, [np.array([[x, h * 0.2], [x + rng.normal(0, 4), h * 0.8]])], rng.uniform(0.7, 2))
    for _ in range(rng.integers(0, 3)):
        rgb = put(painter, rgb, outline(rng, np.array([w, h]) * rng.uniform(0.35, 0.65, 2), w * rng.uniform(0.02, 0.1)))
    return rgb


def strokes(painter):
    """Rows of small strokes, as writing looks, or a free line drawing."""
    rng = painter.rng
    w, h = painter.width, painter.height
    rgb = background(painter)
    ink = painter.colour() * rng.choice([0.2, 0.2, 1])
    paths = []
    if rng.random() < 0.5:
        size = rng.uniform(4, 30)
        for y in np.arange(size, h, size * rng.uniform(1.3, 2)):
            x = rng.uniform(0, 0.2) * w
            while x < w * rng.uniform(0.7, 1):
                for _ in range(rng.integers(1, 4)):
                    paths.append(np.array([x, y]) + np.cumsum(rng.normal(0, 0.3, (rng.integers(2, 5), 2)), 0) * size)
                x += size * rng.uniform(0.5, 0.9) if rng.random() < 0.85 else size * 1.6
    else:
        for _ in range(rng.integers(3, 40)):
            direction = np.cumsum(rng.normal(0, rng.uniform(0.05, 0.6), rng.integers(4, 40))) + rng.uniform(0, 6.3)
            step = w * rng.uniform(0.01, 0.06)
            path = np.cumsum(np.stack([np.cos(direction), np.sin(direction)], 1) * step, 0)
            paths.append(path + rng.random(2) * [w, h])
    return lines(painter, rgb, paths[:400], rng.uniform(0.6, 3.5), ink)


def pure_texture(painter):
    rgb = texture(painter)
    if painter.rng.random() < 0.5:
        split = mask_of(painter, outline(painter.rng, painter.rng.random(2) * [painter.width, painter.height], painter.width * 0.5), 1.0)
        rgb = rgb * (1 - split) + texture(painter) * split
    return rgb


KINDS = [(dead_leaves, 3), (single_object, 5), (repeated_objects, 1), (landscape, 3), (street, 3), (room, 2), (garment, 2),
         (strokes, 1), (pure_texture, 1)]


def as_photographed(painter, rgb):
    """What lens, sensor and file do to a picture: exposure, tint, vignette, blur, noise, grey, JPEG."""
    rng = painter.rng
    h, w = rgb.shape[:2]
    if rng.random() < 0.5:  # uneven light
        light = spectrum_noise(rng, h, w, 2.5, 1.0)[..., None]
        rgb = rgb * (1 + rng.uniform(0.05, 0.25) * light)
    if rng.random() < 0.3:
        y, x = np.mgrid[-1:1:h * 1j, -1:1:w * 1j]
        rgb = rgb * (1 - rng.uniform(0.1, 0.4) * (x * x + y * y) / 2)[..., None]
    rgb = np.clip(rgb, 0, 1) ** math.exp(rng.normal(0, 0.25))
    rgb = (rgb - 0.5) * math.exp(rng.normal(0, 0.2)) + 0.5 + rng.normal(0, 0.05)
    rgb = rgb * (1 + rng.normal(0, 0.05, 3))
    if rng.random() < 0.5:
        rgb = blurred(rgb, rng.uniform(0.3, 1.6))
    rgb = rgb + rng.normal(0, rng.uniform(0, 0.03), rgb.shape)
    if rng.random() < 0.15:
        rgb = np.repeat(rgb @ np.array([[0.299], [0.587], [0.114]]), 3, axis=2)
    buffer = io.BytesIO()
    to_image(rgb).save(buffer, "JPEG", quality=int(rng.integers(60, 97)))
    return buffer.getvalue()


def decoded(jpeg):
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def image(seed):
    """Draws picture number `seed`, as a PIL image."""
    return decoded(encoded(seed))


def encoded(seed):
    """Draws picture number `seed`, as the bytes of a JPEG file."""
    painter = Painter(seed)
    weights = np.array([weight for _, weight in KINDS], float)
    kind = KINDS[painter.rng.choice(len(KINDS), p=weights / weights.sum())][0]
    return as_photographed(painter, kind(painter))


if __name__ == "__main__":
    import sys
    columns, rows = 10, 7
    sheet = Image.new("RGB", (columns * 130, rows * 130))
    for i in range(columns * rows):
        tile = image(i)
        tile.thumbnail((128, 128))
        sheet.paste(tile, (i % columns * 130, i // columns * 130))
    sheet.save(sys.argv[1])
