#!/usr/bin/python3
"""Pairs of views of generated things, drawn as batched tensors on the training device.

    /usr/bin/python3 generate.py --sheet samples.png          (a page of pairs, and of the same pairs as trained on)
    /usr/bin/python3 generate.py --speed 20 --device cuda     (pairs per second, by part)

A pair shows one thing twice: a flat object of Fourier outlines, a solid one of ellipsoids and boxes, scenery, a room,
or a mixture of textures; the second view has another pose, light, background and frame, and parts that are a little
different ("kin"), so that what must agree is the kind of thing and not the pixels.

Everything is drawn the way a GPU draws deferred: each pass over the pixels only settles which part is seen (`part`),
where on its texture (`u`, `v`) and how bright (`shade`); textures are looked up once, at the end. So one more part
costs arithmetic on five planes and no memory for colours, and passes fuse under torch.compile. Python loops run over
parts and programs, never over images; where only some images have a part, they are the first rows of the batch (images
are exchangeable), so nothing is drawn and thrown away.
"""
import argparse
import math
import time

import torch
import torch.nn.functional as F

from textures import Dice, plane, textures, wide

BACK, FRONT = 7, 6  # parts a backdrop, a foreground may have
OUTLINE = 256  # angles in an outline's table
TEXTURE_EDGE = 128
MIPS = 4
MISSED = 90.0  # farther than anything a ray meets


class Bank:
    """Textures on the device with their smaller copies, side by side on one sheet; the oldest are redrawn little by little.

    Each texture is used many times, under other transformations, tints and shades, before it is replaced: what it cost
    is spread over all uses. One sheet, because one call then looks all of them up.
    Layout of `sheet` [1, 3, height, width]: 2 * size tiles (draw 0, then draw 1) in rows of `columns`; below them the
    same with half the edge, and so on.
    """

    def __init__(self, dice, size, chunk=64):
        self.dice, self.size, self.next = dice, size, 0
        self.columns = math.ceil(math.sqrt(2 * size * 1.9))
        self.rows = -(-2 * size // self.columns)
        self.tops = [self.rows * sum(TEXTURE_EDGE >> i for i in range(level)) for level in range(MIPS + 1)]
        self.sheet = torch.zeros(1, 3, self.tops[MIPS], self.columns * TEXTURE_EDGE, device=dice.device)
        for _ in range(-(-size // chunk)):
            self.refresh(chunk)

    def refresh(self, count):
        """Replaces `count` textures, both draws of each."""
        count = min(count, self.size - self.next)
        if count == 0:
            return
        image = textures(self.dice, count, TEXTURE_EDGE).flatten(0, 1)
        tile = torch.arange(self.next, self.next + count, device=self.dice.device)
        tile = torch.cat([tile, tile + self.size])
        for level in range(MIPS):
            edge = TEXTURE_EDGE >> level
            whole = self.sheet[0, :, self.tops[level] : self.tops[level + 1], : self.columns * edge]
            whole = whole.unflatten(1, (self.rows, edge)).unflatten(3, (self.columns, edge)).permute(1, 3, 0, 2, 4)
            whole[tile // self.columns, tile % self.columns] = F.avg_pool2d(image, 1 << level) if level else image
        self.next = (self.next + count) % self.size


class Scene:
    """What is seen at every pixel of 2 n views, and what each part looks like.

    Planes [2, n, edge, edge]: part (whole number), u, v (1 = once across the texture), shade (factor), gloss (added).
    Tables [2, n, BACK + FRONT]: texture (row of the bank), tint [..., 3], blur (mip levels).
    """

    def __init__(self, dice, n, edge, bank_size):
        parts = BACK + FRONT
        self.n, self.edge, self.dice = n, edge, dice
        self.x, self.y = plane(edge, dice.device)
        shape = (2, n, edge, edge)
        self.part = torch.zeros(shape, dtype=torch.int32, device=dice.device)
        self.u, self.v, self.gloss = (torch.zeros(shape, device=dice.device) for _ in range(3))
        self.shade = torch.ones(shape, device=dice.device)
        # the same texture in both views, half the time its other draw; the first parts of an object often share one
        which = dice.whole(bank_size, n, parts)
        shared = dice.chance(0.35, n, parts)
        which[:, BACK:] = torch.where(shared[:, BACK:], which[:, BACK : BACK + 1], which[:, BACK:])
        second = which + bank_size * dice.chance(0.5, n, parts)
        changed = dice.chance(0.25, n, 1) & (torch.arange(parts, device=dice.device) >= BACK)
        second = torch.where(changed, dice.whole(bank_size, n, parts), second)
        self.texture = torch.stack([which, second])
        tint = torch.exp(dice.normal(n, parts, 1) * 0.25 + dice.normal(n, parts, 3) * 0.1)
        self.tint = twice(dice, tint, 0.06)
        self.blur = torch.zeros(2, n, parts, device=dice.device)

    def new_backdrop(self, rows, bank_size):
        """Another backdrop in the second view: other textures behind the same object."""
        n = rows.stop - rows.start
        other = self.dice.chance(0.7, n, 1)
        fresh = self.dice.whole(2 * bank_size, n, BACK)
        self.texture[1, rows, :BACK] = torch.where(other, fresh, self.texture[1, rows, :BACK])
        self.blur[:, rows, :BACK] += self.dice.uniform(2, n, 1, high=3) * self.dice.chance(0.4, 2, n, 1)

    def shuffle(self):
        order = self.dice.order(self.n)
        for name in ("part", "u", "v", "shade", "gloss", "texture", "tint", "blur"):
            setattr(self, name, getattr(self, name)[:, order])

    def put(self, rows, inside, part, u, v, shade, gloss=None):
        """Shows `part` where `inside`. Shapes: planes of [2, rows, edge, edge]."""
        overlay(self.part[:, rows], self.u[:, rows], self.v[:, rows], self.shade[:, rows], inside, part, u, v, shade)
        target = self.gloss[:, rows]
        target.copy_(torch.where(inside, gloss if gloss is not None else torch.zeros_like(u), target))


def overlay(part_plane, u_plane, v_plane, shade_plane, inside, part, u, v, shade):
    part_plane.copy_(torch.where(inside, torch.full_like(part_plane, part), part_plane))
    u_plane.copy_(torch.where(inside, u, u_plane))
    v_plane.copy_(torch.where(inside, v, v_plane))
    shade_plane.copy_(torch.where(inside, shade, shade_plane))


def twice(dice, values, jitter=0.0):
    """[n, ...] -> [2, n, ...]: the second view's are moved by `jitter`."""
    return torch.stack([values, values + jitter * dice.normal(*values.shape) if jitter else values])


def turned(x, y, angle):
    cos, sin = angle.cos(), angle.sin()
    return x * cos + y * sin, y * cos - x * sin


# ---- backdrops: fill every pixel of their rows

def plain(scene, rows):
    dice, n = scene.dice, rows.stop - rows.start
    angle, scale = dice.normal(2, n), torch.exp(dice.normal(2, n) * 0.5 - 1.0)
    u, v = turned(scene.x, scene.y, wide(angle))
    flat = torch.zeros_like(scene.part[:, rows], dtype=torch.bool).logical_not_()
    scene.put(rows, flat, 0, u * wide(scale) + wide(dice.uniform(2, n)), v * wide(scale) + wide(dice.uniform(2, n)), torch.ones_like(u))


def mixture(scene, rows):
    """Up to five textures, each where its slow random field is the highest."""
    dice, n, kinds = scene.dice, rows.stop - rows.start, 5
    fields = twice(dice, dice.normal(n, kinds, 4, 4), 0.6).flatten(0, 1)
    fields = F.interpolate(fields, size=(scene.edge, scene.edge), mode="bicubic", align_corners=False)
    fields = fields.unflatten(0, (2, n)) + wide(twice(dice, dice.normal(n, kinds) * 0.6))
    owner = fields.argmax(2)
    angle, scale = twice(dice, dice.normal(n, kinds), 0.3), twice(dice, dice.normal(n, kinds) * 0.5 - 0.8, 0.2).exp()
    shift = dice.uniform(2, n, kinds, 2)
    for kind in range(kinds):
        u, v = turned(scene.x, scene.y, wide(angle[:, :, kind]))
        s = wide(scale[:, :, kind])
        scene.put(rows, owner == kind, kind, u * s + wide(shift[:, :, kind, 0]), v * s + wide(shift[:, :, kind, 1]), torch.ones_like(u))


def profile(dice, n, columns=256):
    """Heights along a line, from smooth to jagged or stepped. Shape: [n, columns], about -1..1."""
    slope = dice.uniform(n, 1, low=0.8, high=2.2)
    f = torch.arange(columns // 2 + 1, device=dice.device).clamp(min=1)
    line = torch.fft.irfft(torch.fft.rfft(dice.normal(n, columns)) * f**-slope, n=columns)
    line = (line - line.mean(1, keepdim=True)) / (line.std(1, keepdim=True) + 1e-4) * 0.6
    steps = F.interpolate(dice.normal(n, 1, 20), size=columns, mode="nearest")[:, 0] * 0.6
    return torch.where(dice.chance(0.35, n, 1), steps, line)


def looked_up(table, place):
    """Values of a table [2, n, length] at fractional places [2, n, h, w] in 0..length, round the corner."""
    length = table.shape[-1]
    low = place.floor()
    mix = place - low
    index = low.long() % length
    flat = index.flatten(2)
    a = table.gather(2, flat).view_as(place)
    b = table.gather(2, (flat + 1) % length).view_as(place)
    return a + (b - a) * mix


def scenery(scene, rows):
    """Sky, up to three ridges or skylines, ground in perspective, up to two upright things."""
    dice, n, (x, y) = scene.dice, rows.stop - rows.start, (scene.x, scene.y)
    everywhere = torch.zeros_like(scene.part[:, rows], dtype=torch.bool).logical_not_()
    horizon = wide(twice(dice, dice.uniform(n, low=-0.5, high=0.45), 0.08))
    pan, zoom = wide(dice.normal(2, n) * 0.25), wide(twice(dice, dice.normal(n) * 0.3, 0.15).exp())
    px = (x + pan) * zoom
    sky = wide(twice(dice, dice.uniform(n, low=-0.4, high=0.4), 0.1))
    cloud = wide(twice(dice, dice.uniform(n, 2, low=0.05, high=0.5)))
    scene.put(rows, everywhere, 0, px * cloud[:, :, 0] + wide(dice.uniform(2, n)), y * cloud[:, :, 1] + wide(dice.uniform(2, n)), 1 + sky * (y - horizon) + 0 * px)
    scene.blur[:, rows, 0] += twice(dice, dice.uniform(n, high=2.5))
    count = dice.uniform(n)
    for ridge in range(3):
        table = twice(dice, profile(dice, n), 0.01)
        height = wide(twice(dice, dice.uniform(n, low=0.05, high=0.7), 0.03))
        line = looked_up(table, (px * 0.5 * (0.5 + 0.3 * ridge) + 0.5) * 120)
        top = horizon - height * (line * 0.5 + 0.5) + 0.08 * ridge
        inside = (y > top) & wide(count > ridge * 0.3).expand(2, n, 1, 1)
        scale = 0.3 + 0.15 * ridge
        scene.put(rows, inside, 1 + ridge, px * scale + wide(dice.uniform(2, n)), y * scale + 0 * px, wide(twice(dice, dice.uniform(n, low=0.5, high=1.3), 0.1)) + 0 * px)
    depth = 1 / (y - horizon + 0.06).clamp(min=0.03)
    spread = wide(twice(dice, torch.exp(dice.normal(n, 2) * 0.6 - 2.2)))
    scene.put(rows, (y > horizon) & wide(dice.chance(0.85, n)), 4, px * depth * spread[:, :, 0] + wide(dice.uniform(2, n)), depth * spread[:, :, 1] * 2 + wide(dice.uniform(2, n)), (1 - 0.02 * depth).clamp(0.4, 1) + 0 * px)
    for upright in range(2):
        centre, half = wide(twice(dice, dice.uniform(n, low=-1, high=1), 0.05)), wide(torch.exp(twice(dice, dice.normal(n) * 0.7 - 1.6, 0.05)))
        top = horizon - wide(twice(dice, dice.uniform(n, low=0.1, high=1.2), 0.05))
        foot = horizon + wide(twice(dice, dice.uniform(n, high=0.4), 0.03))
        inside = ((px - centre).abs() < half) & (y > top) & (y < foot) & wide(dice.chance(0.35, n))
        scale = wide(torch.exp(twice(dice, dice.normal(n) * 0.5 - 0.5)))
        scene.put(rows, inside, 5 + upright, (px - centre) * scale, (y - foot) * scale, wide(twice(dice, dice.uniform(n, low=0.6, high=1.2), 0.1)) + 0 * px)


def rotation(yaw, pitch, roll):
    """Rotation matrices [..., 3, 3]."""
    one, zero = torch.ones_like(yaw), torch.zeros_like(yaw)

    def matrix(*entries):
        return torch.stack(entries, -1).unflatten(-1, (3, 3))

    a = matrix(yaw.cos(), zero, yaw.sin(), zero, one, zero, -yaw.sin(), zero, yaw.cos())
    b = matrix(one, zero, zero, zero, pitch.cos(), -pitch.sin(), zero, pitch.sin(), pitch.cos())
    c = matrix(roll.cos(), -roll.sin(), zero, roll.sin(), roll.cos(), zero, zero, zero, one)
    return a @ b @ c


def applied(matrix, x, y, z):
    """Matrices [2, n, 3, 3] on planes: three planes [2, n, h, w]."""
    m = wide(matrix)
    return tuple(m[:, :, i, 0] * x + m[:, :, i, 1] * y + m[:, :, i, 2] * z for i in range(3))


def room(scene, rows):
    """The inside of a box seen from within: six planes in perspective; the second view stands and looks elsewhere."""
    dice, n = scene.dice, rows.stop - rows.start
    half = wide(twice(dice, torch.exp(dice.normal(n, 3) * 0.35)))
    look = rotation(twice(dice, dice.uniform(n, high=6.3), 0.25), twice(dice, dice.normal(n) * 0.15, 0.08), dice.normal(2, n) * 0.05)
    stand = wide(twice(dice, dice.normal(n, 3) * 0.25, 0.1).clamp(-0.8, 0.8)) * half
    ray = applied(look, scene.x, scene.y, wide(twice(dice, dice.uniform(n, low=0.8, high=1.6), 0.1)))
    best, axis = torch.full_like(ray[0], 99.0), torch.zeros_like(scene.part[:, rows])
    for i in range(3):
        d = torch.where(ray[i].abs() < 1e-4, torch.full_like(ray[i], 1e-4), ray[i])
        t = (half[:, :, i] * d.sign() - stand[:, :, i]) / d
        closer = t < best
        axis = torch.where(closer, (2 * i + (d > 0)).to(axis.dtype), axis)
        best = torch.where(closer, t, best)
    point = [stand[:, :, i] + ray[i] * best for i in range(3)]
    scale = twice(dice, torch.exp(dice.normal(n, 6) * 0.5 - 0.7))
    bright = twice(dice, dice.uniform(n, 6, low=0.5, high=1.3), 0.08)
    fall = wide(twice(dice, dice.uniform(n, high=0.15), 0.02))
    for side in range(6):
        a, b = [point[i] for i in range(3) if i != side // 2]
        s = wide(scale[:, :, side])
        scene.put(rows, axis == side, side, a * s, b * s, wide(bright[:, :, side]) * (1 - fall * best).clamp(min=0.3))


# ---- foregrounds: cover some pixels

def cast_shadow(scene, rows, centre, size):
    """A soft dark patch below and behind a foreground."""
    dice, n = scene.dice, rows.stop - rows.start
    dx, dy = scene.x - wide(centre[:, :, 0]) - wide(dice.normal(2, n) * 0.1), scene.y - wide(centre[:, :, 1]) - wide(size) * 0.8
    spot = torch.exp(-(dx * dx + 4 * dy * dy) / wide(size).square() * 1.5)
    scene.shade[:, rows] *= 1 - spot * wide(dice.uniform(2, n, high=0.7) * dice.chance(0.6, 2, n))


def outline_part(x, y, centre, angle, stretch, radius, table, light, gloss, harden):
    """One Fourier outline, shaded as if inflated. Returns the mask, places on the part (1 = its radius) and light."""
    dx, dy = turned(x - centre[0], y - centre[1], angle)
    dx, dy = dx * stretch / radius, dy / stretch / radius
    rho = (dx * dx + dy * dy).sqrt() + 1e-5
    edge = looked_up(table, torch.atan2(dy, dx) * (OUTLINE / (2 * math.pi)) + OUTLINE)
    r = (rho / edge.clamp(min=0.05)).clamp(max=1)
    up = (1 - r.pow(harden)).clamp(min=0).sqrt()
    side = (1 - up * up).clamp(min=0).sqrt() / rho
    bounce = dx * side * light[0] + dy * side * light[1] + up * light[2]
    shade = 0.55 + 0.75 * bounce.clamp(min=-0.3)
    return rho < edge, dx, dy, shade, gloss * bounce.clamp(min=0).pow(24)


def light_of(dice, n):
    light = torch.stack([dice.normal(2, n), dice.normal(2, n) - 0.5, dice.uniform(2, n, low=0.3, high=1.5)], -1)
    return light / light.norm(dim=-1, keepdim=True)


def flat_object(scene, rows):
    """Up to six Fourier outlines, a third of the time mirrored left to right, a few times repeated as a crowd."""
    dice, n = scene.dice, rows.stop - rows.start
    harmonics = 7
    kin = 0.12 * dice.uniform(n, 1, 1).square() * 3
    order = torch.arange(1, harmonics + 1, device=dice.device)
    rough = dice.uniform(n, FRONT, 1, low=0.5, high=1.6)
    wave = dice.normal(n, FRONT, harmonics, 2) * (0.34 * order**-rough.expand(n, FRONT, harmonics))[..., None] * dice.uniform(n, FRONT, 1, 1)
    wave = torch.stack([wave, wave + wave.abs().mean((2, 3), keepdim=True) * kin[..., None] * dice.normal(*wave.shape)])
    angle = torch.arange(OUTLINE, device=dice.device) * (2 * math.pi / OUTLINE)
    basis = torch.stack([torch.cos(order[:, None] * angle), torch.sin(order[:, None] * angle)], 1).flatten(0, 1)
    tables = 1 + wave.flatten(3) @ basis
    centre = dice.normal(n, FRONT, 2) * 0.4
    centre[:, 0] = 0
    centre = torch.stack([centre, centre + kin * dice.normal(n, FRONT, 2) * 0.5])
    radius = torch.exp(twice(dice, dice.normal(n, FRONT) * 0.4, 0.05)) * 0.36
    radius[:, :, 1:] *= 0.75
    stretch, tilt = torch.exp(twice(dice, dice.normal(n, FRONT) * 0.4, 0.05)), twice(dice, dice.uniform(n, FRONT, high=math.pi), 0.06)
    mirrored = wide(dice.chance(0.35, n))
    pose, size = dice.normal(2, n) * 0.3, torch.exp(dice.normal(2, n) * 0.25)
    shift = dice.normal(2, n, 2) * 0.2
    shear = wide(dice.normal(2, n) * 0.15)
    cast_shadow(scene, rows, shift, size * 0.5)
    x, y = turned(scene.x - wide(shift[..., 0]), scene.y - wide(shift[..., 1]), wide(pose))
    x, y = x / wide(size) + shear * y, y / wide(size)
    crowd = wide(torch.where(dice.chance(0.1, n), dice.uniform(n, low=0.3, high=0.6), torch.zeros(n, device=dice.device)))
    cell = crowd.clamp(min=0.1) * 2
    odd = torch.floor(y / cell) % 2 * 0.5
    x = torch.where(crowd > 0, ((x / cell + odd) % 1 - 0.5) / crowd.clamp(min=0.1) * cell, x)
    y = torch.where(crowd > 0, (y / cell % 1 - 0.5) / crowd.clamp(min=0.1) * cell, y)
    folded = torch.where(mirrored, x.abs(), x)
    light, gloss = light_of(dice, n), twice(dice, dice.uniform(n, high=0.9) * dice.chance(0.4, n))
    harden = twice(dice, torch.exp(dice.uniform(n, low=0.6, high=3)))
    scale, twist = torch.exp(twice(dice, dice.normal(n, FRONT) * 0.5 - 1.2)), twice(dice, dice.uniform(n, FRONT, high=6.3), 0.1)
    place = dice.uniform(n, FRONT, 2)
    reverse = FRONT - 1 if dice.coin(0.3) else 0  # whether later parts lie on top; one throw for the batch
    for step in range(FRONT):
        p = abs(reverse - step)
        m = max(1, n * (FRONT - p) // FRONT)  # the first rows have the most parts
        some = slice(rows.start, rows.start + m)
        head = slice(0, m)
        w = [wide(t[:, head, p]) for t in (tilt, stretch, radius)]
        inside, dx, dy, shade, shine = outline_part(
            (x if p == 0 else folded)[:, head], y[:, head], [wide(centre[:, head, p, i]) for i in (0, 1)], w[0], w[1], w[2],
            tables[:, head, p], [wide(light[:, head, i]) for i in range(3)], wide(gloss[:, head]), wide(harden[:, head]))
        u, v = turned(dx, dy, wide(twist[:, head, p]))
        s = wide(scale[:, head, p])
        scene.put(some, inside, BACK + p, u * s + wide(place[head, p, 0]), v * s + wide(place[head, p, 1]), shade, shine)


def on_ellipsoid(o, d):
    """Rays against the unit sphere: how far, where (nan-free where they miss), outward direction."""
    a = d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
    b = o[0] * d[0] + o[1] * d[1] + o[2] * d[2]
    root = b * b - a * (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - 1)
    t = torch.where(root > 0, (-b - root.clamp(min=0).sqrt()) / a, torch.full_like(root, MISSED))
    q = [p + t * k for p, k in zip(o, d)]
    return t, q, q


def on_box(o, d):
    """Rays against the cube -1..1: as on_ellipsoid."""
    inverse = [1 / torch.where(k.abs() < 1e-4, torch.full_like(k, 1e-4), k) for k in d]
    near = [-p * i - i.abs() for p, i in zip(o, inverse)]
    enter = torch.maximum(torch.maximum(near[0], near[1]), near[2])
    far = [-p * i + i.abs() for p, i in zip(o, inverse)]
    leave = torch.minimum(torch.minimum(far[0], far[1]), far[2])
    t = torch.where(enter < leave, enter, torch.full_like(enter, MISSED))
    return t, [p + t * k for p, k in zip(o, d)], [(n == enter) * -k.sign() for n, k in zip(near, d)]


def solid_part(ray, start, centre, matrix, half, box, light, gloss, spin):
    """An ellipsoid or box in its own frame. Returns how far the ray goes, places on the surface, light.

    Shapes: ray, start three planes; centre, half, light [2, n, 3]; matrix [2, n, 3, 3] includes 1 / half; spin [2, n, 6].
    """
    c = wide(centre)
    o, d = applied(matrix, *[p - c[:, :, i] for i, p in enumerate(start)]), applied(matrix, *ray)
    t, q, normal = on_box(o, d) if box else on_ellipsoid(o, d)
    h, l, s = wide(half), wide(light), wide(spin)
    normal = [f / h[:, :, i] for i, f in enumerate(normal)]
    length = (normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2).sqrt() + 1e-5
    bounce = (normal[0] * l[:, :, 0] + normal[1] * l[:, :, 1] + normal[2] * l[:, :, 2]) / length
    u = q[0] * s[:, :, 0] + q[1] * s[:, :, 1] + q[2] * s[:, :, 2]
    v = q[0] * s[:, :, 3] + q[1] * s[:, :, 4] + q[2] * s[:, :, 5]
    return t, u, v, 0.5 + 0.8 * bounce.clamp(min=-0.25), wide(gloss) * bounce.clamp(min=0).pow(30)


def solid_object(scene, rows):
    """Up to six ellipsoids and boxes, joined, turned by up to a third of a circle between the views."""
    dice, n = scene.dice, rows.stop - rows.start
    kin = 0.08 * dice.uniform(n, 1, 1).square() * 3
    centre = dice.normal(n, FRONT, 3) * 0.42
    centre[:, 0] = 0
    mirrored = dice.chance(0.5, n)  # odd parts repeat the one before on the other side
    sign = torch.tensor([-1.0, 1, 1], device=dice.device)
    half = torch.exp(dice.normal(n, FRONT, 3) * 0.45 - 1.15)
    half[:, 0] *= 1.4
    own = rotation(*[dice.normal(n, FRONT) * 0.7 * dice.chance(0.5, n, FRONT) for _ in range(3)])
    for a, b in ((1, 2), (3, 4)):
        centre[:, b] = torch.where(mirrored[:, None], centre[:, a] * sign, centre[:, b])
        half[:, b] = torch.where(mirrored[:, None], half[:, a], half[:, b])
        own[:, b] = torch.where(wide(mirrored), own[:, a] * sign[:, None] * sign, own[:, b])
    centre = torch.stack([centre, centre + kin * dice.normal(n, FRONT, 3)])
    half = torch.stack([half, half * torch.exp(kin * dice.normal(n, FRONT, 3))])
    yaw, pitch = dice.uniform(n, high=6.3), dice.normal(n) * 0.3
    view = rotation(torch.stack([yaw, yaw + dice.normal(n) * 0.6]), torch.stack([pitch, pitch + dice.normal(n) * 0.25]), dice.normal(2, n) * 0.2)
    shift, size = dice.normal(2, n, 2) * 0.2, torch.exp(dice.normal(2, n) * 0.25 - 0.05)
    cast_shadow(scene, rows, shift, size * 0.6)
    x, y = (scene.x - wide(shift[..., 0])) / wide(size), (scene.y - wide(shift[..., 1])) / wide(size)
    bend = wide(dice.uniform(2, n, high=0.35))  # perspective: 0 = none
    back = view.transpose(-1, -2)
    start, ray = applied(back, x * 0, y * 0, -3.0), applied(back, x * bend, y * bend, torch.ones_like(x))
    plane_start = applied(back, x * (1 - bend * 3), y * (1 - bend * 3), torch.zeros_like(x))
    start = [a + b for a, b in zip(start, plane_start)]
    light = (back @ (light_of(dice, n) * torch.tensor([1.0, 1, -1], device=dice.device))[..., None])[..., 0]
    gloss = twice(dice, dice.uniform(n, high=0.9) * dice.chance(0.4, n))
    spin = twice(dice, dice.normal(n, FRONT, 6) * torch.exp(dice.normal(n, FRONT, 1) * 0.4) * 0.6, 0.03)
    matrix = own.transpose(-1, -2) / half[..., None]
    own_light = (own.transpose(-1, -2) @ light[:, :, None, :, None])[..., 0]
    shown = torch.full_like(scene.u[:, rows], MISSED - 1)
    spin = spin * torch.cat([half, half], -1)
    for p in range(FRONT):
        m = max(1, n * (FRONT - p) // FRONT)
        other = int(dice.coin(0.25))  # every second image is made of boxes, the others of ellipsoids, with exceptions
        for box in (0, 1):
            head = slice(box ^ other, m, 2)
            if head.start >= m:
                continue
            t, u, v, shade, shine = solid_part([r[:, head] for r in ray], [s[:, head] for s in start], centre[:, head, p], matrix[:, head, p],
                                               half[:, head, p], bool(box), own_light[:, head, p], gloss[:, head], spin[:, head, p])
            depth = shown[:, head]
            closer = t < depth
            depth.copy_(torch.where(closer, t, depth))
            scene.put(slice(rows.start + head.start, rows.start + m, 2), closer, BACK + p, u, v, shade, shine)


def mirrored_place(place):
    """Any number -> 0..1, to and fro."""
    return 1 - (place % 2 - 1).abs()


def table_rows(part, *tables):
    """Rows of tables [2, n, parts, k] at every pixel of `part` [2, n, h, w]: [2, n, h, w, k], one look-up for all."""
    table = torch.cat(tables, -1)
    views, parts = part.shape[0] * part.shape[1], table.shape[2]
    first = torch.arange(views, dtype=torch.int32, device=part.device).mul_(parts).view(*part.shape[:2], 1, 1)
    return table.flatten(0, 2).index_select(0, (part + first).flatten()).view(*part.shape, -1)


def places(u, v, texture, blur, rows, columns, width, height):
    """Where on the sheet every pixel looks, -1..1: [2, n, h, w, 2]."""
    # how many texels a pixel covers: the smaller of the differences to both neighbours, so that edges do not count
    across, down = u.diff(dim=-1).abs() + v.diff(dim=-1).abs(), u.diff(dim=-2).abs() + v.diff(dim=-2).abs()
    across = torch.minimum(F.pad(across, (0, 1), value=9.0), F.pad(across, (1, 0), value=9.0))
    down = torch.minimum(F.pad(down, (0, 0, 0, 1), value=9.0), F.pad(down, (0, 0, 1, 0), value=9.0))
    level = (torch.log2(torch.maximum(across, down) * TEXTURE_EDGE + 1e-4) * 0.75 + blur).round().clamp(0, MIPS - 1)
    edge = TEXTURE_EDGE * torch.exp2(-level)
    row = torch.floor(texture / columns)
    # half a texel inside the tile: its neighbours are other textures
    x = (texture - row * columns) * edge + torch.minimum((mirrored_place(u) * edge).clamp(min=0.5), edge - 0.5)
    y = rows * 2 * (TEXTURE_EDGE - edge) + row * edge + torch.minimum((mirrored_place(v) * edge).clamp(min=0.5), edge - 0.5)
    return torch.stack([x * (2 / width) - 1, y * (2 / height) - 1], -1)


def lit(colour, tint, shade, gloss):
    return (colour * tint * shade + gloss).clamp(0, 1)


def seen(scene, bank):
    """Looks the textures up: colours [2, n, 3, edge, edge], 0..1."""
    found = table_rows(scene.part, scene.texture[..., None].float(), scene.blur[..., None], scene.tint)
    height, width = bank.sheet.shape[2:]
    place = places(scene.u, scene.v, found[..., 0], found[..., 1], bank.rows, bank.columns, width, height)
    colour = F.grid_sample(bank.sheet, place.view(1, 1, -1, 2), align_corners=False).view(3, *scene.u.shape)
    return lit(colour.permute(1, 2, 0, 3, 4), found[..., 2:].permute(0, 1, 4, 2, 3), scene.shade[:, :, None], scene.gloss[:, :, None])


# share of the images; foregrounds are drawn over backdrops in all combinations
BACKDROPS = [(plain, 0.45), (scenery, 0.25), (mixture, 0.15), (room, 0.15)]
FOREGROUNDS = [(flat_object, 0.38), (solid_object, 0.32), (None, 0.30)]


def shares(programs, n):
    """Splits n rows: yields (program, slice)."""
    start, total = 0, 0.0
    for program, share in programs:
        total += share
        stop = round(n * min(total, 1.0))
        if stop > start:
            yield program, slice(start, stop)
        start = stop


def render(dice, bank, n, edge):
    """Draws n pairs. Shape: [2, n, 3, edge, edge], 0..1."""
    scene = Scene(dice, n, edge, bank.size)
    for program, rows in shares(BACKDROPS, n):
        program(scene, rows)
    scene.shuffle()
    for program, rows in shares(FOREGROUNDS, n):
        if program:
            scene.new_backdrop(rows, bank.size)
            program(scene, rows)
    slope = dice.normal(2, n, 2) * 0.25
    scene.shade *= (1 + wide(slope[..., 0]) * scene.x + wide(slope[..., 1]) * scene.y).clamp(0.4, 1.6)
    return seen(scene, bank)


def cosine_basis(device):
    k = torch.arange(8, device=device)
    basis = torch.cos((2 * k[None] + 1) * k[:, None] * math.pi / 16) * 0.5
    basis[0] *= math.sqrt(0.5)
    return basis


def compressed(images, coarseness):
    """What JPEG does: rounds the frequencies of 8 x 8 blocks, the high ones more. coarseness [n], 0 = hardly."""
    n, c, h, w = images.shape
    basis = cosine_basis(images.device)
    blocks = images.view(n, c, h // 8, 8, w // 8, 8).permute(0, 1, 2, 4, 3, 5)
    freq = basis @ blocks @ basis.T
    k = torch.arange(8, device=images.device)
    table = (1 + k[:, None] + k[None]) * wide(coarseness, 5) + 1e-3
    freq = (freq / table).round() * table
    blocks = basis.T @ freq @ basis
    return blocks.permute(0, 1, 2, 4, 3, 5).reshape(n, c, h, w).clamp(0, 1)


def augmented(dice, images, edge):
    """A random frame, side, colour, blur, noise and compression. Shape: [n, 3, any, any] -> [n, 3, edge, edge], 0..1."""
    n = images.shape[0]
    area, ratio = dice.uniform(n, low=0.3, high=1.0).sqrt(), torch.exp(dice.normal(n) * 0.15)
    sx, sy = (area * ratio).clamp(max=1), (area / ratio).clamp(max=1)
    flip = torch.where(dice.chance(0.5, n), -1.0, 1.0)
    angle = dice.normal(n) * 0.08
    tx, ty = dice.uniform(n, low=-1, high=1) * (1 - sx), dice.uniform(n, low=-1, high=1) * (1 - sy)
    frame = torch.stack([torch.stack([sx * flip * angle.cos(), -sy * angle.sin(), tx], -1),
                         torch.stack([sx * flip * angle.sin(), sy * angle.cos(), ty], -1)], 1)
    images = F.grid_sample(images, F.affine_grid(frame, (n, 3, edge, edge), align_corners=False), padding_mode="reflection", align_corners=False)
    colour = 1 + 0.06 * dice.normal(n, 3)
    vivid = torch.where(dice.chance(0.2, n), torch.zeros(n, device=dice.device), dice.uniform(n, low=0.4, high=1.4))
    gain, lift, gamma = torch.exp(dice.normal(n) * 0.25), dice.normal(n) * 0.08, torch.exp(dice.normal(n) * 0.25)
    soften = dice.uniform(n) * dice.chance(0.4, n)
    grain = dice.normal(n, 1, edge, edge) * wide(dice.uniform(n, high=0.05) * dice.chance(0.4, n), 3)
    coarse = dice.uniform(n).square() * 0.05 * dice.chance(0.5, n)
    images = developed(images, wide(gamma, 3), wide(vivid, 3), wide(colour) * wide(gain, 3), wide(lift, 3), wide(soften, 3), grain)
    return compressed(images, coarse)


def developed(images, gamma, vivid, gain, lift, soften, grain):
    """Brightness curve, colourfulness, contrast, tint, blur and grain."""
    images = images.clamp(1e-3, 1).pow(gamma)
    grey = 0.299 * images[:, :1] + 0.587 * images[:, 1:2] + 0.114 * images[:, 2:]
    images = (grey + (images - grey) * vivid - 0.5) * gain + 0.5 + lift
    blurred = F.avg_pool2d(F.avg_pool2d(images, 3, 1, 1, count_include_pad=False), 3, 1, 1, count_include_pad=False)
    return (images + (blurred - images) * soften + grain).clamp(0, 1)


class PairSource:
    """An endless source of pairs.

    `views(n)` draws; `augmented` frames and colours what it drew. `refresh` textures are redrawn for each call.
    """

    def __init__(self, seed, device, edge, bank_size, refresh, chunk=1024):
        self.dice = Dice(seed, device)
        self.edge, self.drawn_edge = edge, edge * 5 // 4
        self.refresh, self.chunk = refresh, chunk
        self.bank = Bank(self.dice, bank_size)

    def views(self, n):
        """Shape: [2, n, 3, 1.25 edge, 1.25 edge], bytes."""
        self.bank.refresh(self.refresh)
        parts = []
        for start in range(0, n, self.chunk):
            parts.append((render(self.dice, self.bank, min(self.chunk, n - start), self.drawn_edge) * 255 + 0.5).to(torch.uint8))
        return torch.cat(parts, 1) if len(parts) > 1 else parts[0]

    def augmented(self, images):
        """Bytes [n, 3, ., .] -> [n, 3, edge, edge], 0..1."""
        parts = [augmented(self.dice, part.float() / 255, self.edge) for part in images.split(2 * self.chunk)]
        return torch.cat(parts) if len(parts) > 1 else parts[0]


PASSES = ("overlay", "outline_part", "solid_part", "places", "lit", "developed", "compressed")


def compile_passes():
    """Fuses the passes over pixels, where this torch can. Returns what undoes it, or None where it cannot."""
    if not hasattr(torch, "compile"):
        return None
    from torch import _dynamo

    config = _dynamo.config
    for name, value in (("recompile_limit", 64), ("cache_size_limit", 64), ("suppress_errors", True)):  # errors: runs as it is
        if hasattr(config, name):
            setattr(config, name, value)
    plain_ones = {name: globals()[name] for name in PASSES}
    globals().update({name: torch.compile(function, dynamic=True) for name, function in plain_ones.items()})
    return lambda: globals().update(plain_ones)


def compile_if_faster(source, pairs):
    """Measures a batch with and without fused passes, on a GPU, and keeps what is faster. Returns a sentence about it."""
    def seconds():
        torch.cuda.synchronize()
        started = time.perf_counter()
        source.augmented(source.views(pairs).flatten(0, 1))
        torch.cuda.synchronize()
        return time.perf_counter() - started

    before = min(seconds() for _ in range(4))
    undo = compile_passes()
    if undo is None:
        return f"a batch is drawn in {before * 1e3:.0f} ms; this torch cannot fuse passes"
    try:
        after = min(seconds() for _ in range(6))
    except Exception as error:  # whatever a compiler may raise: drawing must go on
        undo()
        return f"a batch is drawn in {before * 1e3:.0f} ms; passes could not be fused: {str(error).splitlines()[0]}"
    if after > before:
        undo()
    return f"a batch is drawn in {before * 1e3:.0f} ms, in {after * 1e3:.0f} ms with fused passes: {'one by one' if after > before else 'fused'}"


def sheet(path, pairs, seed, device):
    from PIL import Image

    source = PairSource(seed, device, 128, 192, 0)
    views = source.views(pairs)
    views = views[:, source.dice.order(pairs)]
    small = F.interpolate(views.flatten(0, 1).float(), size=(128, 128), mode="area").unflatten(0, (2, pairs))
    trained = source.augmented(views.flatten(0, 1)).unflatten(0, (2, pairs)) * 255
    tiles = torch.stack([small[0], small[1], trained[0], trained[1]], 1)  # [pairs, 4, 3, 128, 128]
    columns = 4
    tiles = F.pad(tiles, (1, 1, 1, 1), value=255.0).transpose(1, 2).transpose(2, 3).flatten(3)  # [pairs, 3, 130, 520]
    page = tiles.unflatten(0, (-1, columns)).permute(2, 0, 3, 1, 4).flatten(3).flatten(1, 2)
    Image.fromarray(page.permute(1, 2, 0).clamp(0, 255).to(torch.uint8).cpu().numpy()).save(path)


def speed(seconds, device, edge, pairs):
    """Prints how long each stage takes, in pairs per second."""
    def wait():
        if torch.device(device).type == "cuda":
            torch.cuda.synchronize()

    def timed(name, count, stage):
        stage(), wait()
        started, runs = clock(), 0
        while clock() - started < seconds / 4:
            stage(), wait()
            runs += 1
        each = (clock() - started) / runs
        print(f"{name:12s} {each * 1e3:9.1f} ms for {count}: {count / each:10.0f} a second", flush=True)

    clock = time.perf_counter if torch.device(device).type == "cuda" else time.process_time  # a busy machine: not its wall time
    source = PairSource(1, device, edge, 192, 0, chunk=pairs)
    views = source.views(pairs).flatten(0, 1)
    timed("textures", 64, lambda: textures(source.dice, 64, TEXTURE_EDGE))
    timed("pairs", pairs, lambda: source.views(pairs))
    timed("frames", 2 * pairs, lambda: source.augmented(views))


def count(edge, pairs, bandwidth=2.0e12, launch=6e-6):
    """Prints kernels and bytes per stage, counted on a small batch, and what a GPU of so much bandwidth would make of them.

    Every operation counts as one kernel that reads its inputs and writes its outputs once: an upper bound for compiled
    passes, about right for passes run one by one.
    """
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils._pytree import tree_flatten

    views_only = ("view", "expand", "transpose", "permute", "slice", "select", "unsqueeze", "t", "alias", "detach", "split", "as_strided", "_unsafe_view", "unfold", "empty")

    class Counter(TorchDispatchMode):
        def __init__(self):
            super().__init__()
            self.kernels = self.moved = 0

        def __torch_dispatch__(self, function, types, arguments=(), named=None):
            result = function(*arguments, **(named or {}))
            if function.__name__.split(".")[0] not in views_only:
                tensors = [t for t in tree_flatten((arguments, named or {}, result))[0] if isinstance(t, torch.Tensor)]
                # a broadcast or looked-up input moves no more than it holds, or than is read of it
                largest = max((t.numel() for t in tree_flatten(result)[0] if isinstance(t, torch.Tensor)), default=0)
                self.kernels += 1
                self.moved += sum(min(t.numel(), t.storage().nbytes() // t.element_size(), largest or t.numel()) * t.element_size() for t in tensors)
            return result

    source = PairSource(1, "cpu", edge, 64, 0)
    views = source.views(pairs).flatten(0, 1)
    total = 0.0
    for name, times, stage in [("a texture", 1 / 16, lambda: textures(source.dice, pairs, TEXTURE_EDGE)), ("drawing", 1, lambda: source.views(pairs)),
                               ("framing", 1, lambda: source.augmented(views))]:
        with Counter() as counter:
            stage()
        each = counter.moved / pairs
        total += each * times
        print(f"{name:10s} {counter.kernels:6d} kernels a batch, {each / 1e6:7.1f} MB a pair, used {times:.4f} times a pair: {bandwidth / (each * times):9.0f} pairs/s by bandwidth; "
              f"launches hidden from {counter.kernels * launch * bandwidth / each:.0f} pairs a batch")
    print(f"all: {bandwidth / total:.0f} pairs/s at {bandwidth / 1e12:.1f} TB/s")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sheet", help="write a page of samples: PNG")
    arguments.add_argument("--speed", type=float, help="measure for about so many seconds")
    arguments.add_argument("--count", action="store_true", help="count kernels and bytes; estimate a GPU's speed")
    arguments.add_argument("--pairs", type=int, default=48)
    arguments.add_argument("--edge", type=int, default=128)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--compile", action="store_true")
    options = arguments.parse_args()
    if options.compile and compile_passes() is None:
        print("this torch has no torch.compile: passes run one by one")
    if options.sheet:
        sheet(options.sheet, options.pairs, options.seed, options.device)
    if options.count:
        count(options.edge, options.pairs)
    if options.speed:
        speed(options.speed, options.device, options.edge, options.pairs)


if __name__ == "__main__":
    main()
