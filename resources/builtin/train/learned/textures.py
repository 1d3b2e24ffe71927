"""Textures made by programs: the colours of everything in generate.py.

Every program draws a whole batch at once, as tensors on one device, from one random generator: no image is ever read,
and no Python loop runs over images. A texture is drawn twice ("two draws"): the second has the same parameters, a
little changed, but other noise. Two views of one thing may so differ in what is accidental and agree in what is not.

Shapes: a program returns [2 n, 3, edge, edge] in 0..1; rows i and i + n are the two draws of texture i.
Sources: Baradad et al. 2021, arXiv:2106.05963 (dead leaves, spectra, random generators); Baradad et al. 2022,
arXiv:2211.16412 (coordinate programs); Kataoka et al. 2020 (iterated function systems); Worley 1996 (cells).
"""
import math
import random

import torch
import torch.nn.functional as F


class Dice:
    """Random numbers from one seeded generator that lives on the training device."""

    def __init__(self, seed, device):
        self.device = torch.device(device)
        self.generator = torch.Generator(self.device).manual_seed(seed)
        self.coins = random.Random(seed)  # on the host: asking the device would stop its pipeline

    def coin(self, share):
        return self.coins.random() < share

    def uniform(self, *shape, low=0.0, high=1.0):
        return torch.rand(*shape, generator=self.generator, device=self.device) * (high - low) + low

    def normal(self, *shape):
        return torch.randn(*shape, generator=self.generator, device=self.device)

    def whole(self, below, *shape):
        return torch.randint(0, below, shape, generator=self.generator, device=self.device)

    def chance(self, share, *shape):
        return self.uniform(*shape) < share

    def order(self, n):
        return torch.randperm(n, generator=self.generator, device=self.device)

    def twins(self, values, jitter=0.0):
        """[n, ...] -> [2 n, ...]: the values, and the values moved by `jitter` standard deviations of 1."""
        return torch.cat([values, values + jitter * self.normal(*values.shape) if jitter else values])


def plane(edge, device):
    """x and y of every pixel, -1..1: two tensors [edge, edge]."""
    line = (torch.arange(edge, device=device) + 0.5) / edge * 2 - 1
    y, x = torch.meshgrid(line, line, indexing="ij")
    return x, y


def standardised(fields):
    """Mean 0 and deviation 1 in every plane of [..., edge, edge]."""
    fields = fields - fields.mean((-1, -2), keepdim=True)
    return fields / (fields.square().mean((-1, -2), keepdim=True).sqrt() + 1e-4)


def wide(values, dimensions=2):
    """Appends axes of length 1."""
    return values.reshape(*values.shape, *([1] * dimensions))


def paint(dice, fields):
    """Planes [2 n, c, edge, edge] become colours [2 n, 3, edge, edge]. As in photographs, brightness varies more than hue."""
    n, c = fields.shape[0] // 2, fields.shape[1]
    loud = torch.exp(dice.normal(n, 1, 1) * 0.8 - 1.9)
    axes = dice.twins(dice.normal(n, c, 1) + dice.normal(n, c, 3) * loud * 2, 0.05)
    axes = axes / axes.square().sum(1, keepdim=True).sqrt().clamp(min=0.3)
    base = dice.twins(dice.uniform(n, 1, low=0.15, high=0.85) + dice.normal(n, 3) * loud[:, 0] * 0.5, 0.03)
    contrast = dice.twins(torch.exp(dice.normal(n) * 0.5 - 1.7))
    return (wide(base) + wide(contrast, 3) * torch.einsum("ncd,nchw->ndhw", axes, fields)).clamp(0, 1)


def spectrum(dice, n, channels, edge, slope, stretch=0.3):
    """Noise whose amplitude falls with frequency to the power `slope` [2 n]; a share is stretched along one direction."""
    fy = torch.fft.fftfreq(edge, device=dice.device)[:, None].expand(edge, edge // 2 + 1)
    fx = torch.fft.rfftfreq(edge, device=dice.device).expand(edge, edge // 2 + 1)
    angle = dice.twins(dice.uniform(n, high=math.pi), 0.05)
    squeeze = dice.twins(1 + dice.uniform(n, high=8) * dice.chance(stretch, n))
    along = fx * wide(angle.cos()) + fy * wide(angle.sin())
    across = (fy * wide(angle.cos()) - fx * wide(angle.sin())) * wide(squeeze)
    frequency = (along.square() + across.square()).sqrt().clamp(min=1 / edge)
    noise = torch.fft.rfft2(dice.normal(2 * n, channels, edge, edge)) * (frequency ** -wide(slope))[:, None]
    return standardised(torch.fft.irfft2(noise, s=(edge, edge)))


def spectrum_noise(dice, n, edge):
    fields = spectrum(dice, n, 3, edge, dice.twins(dice.uniform(n, low=0.3, high=2.3)))
    hard = wide(dice.twins(torch.where(dice.chance(0.35, n), dice.uniform(n, low=1, high=8), torch.zeros(n, device=dice.device))), 3)
    return paint(dice, torch.where(hard > 0, torch.tanh(fields * hard), fields))


def coordinate_network(dice, n, edge, width=18, layers=3):
    """A random network from place to colour. A third of its units is a sine, a third tanh, a third a bump."""
    x, y = plane(edge, dice.device)
    zoom = dice.twins(torch.exp(dice.uniform(n, 1, 1, low=-0.4, high=2.2)))
    shift = dice.twins(dice.normal(n, 1, 3) * 0.5, 0.1)
    h = torch.stack([x, y, (x * x + y * y).sqrt()], -1).reshape(1, -1, 3) * zoom + shift
    for _ in range(layers):
        inputs = h.shape[-1]
        weight = dice.twins(dice.normal(n, inputs, width), 0.04) * (1.6 / math.sqrt(inputs))
        h = torch.baddbmm(dice.twins(dice.normal(n, 1, width) * 0.7, 0.02), h, weight)
        a, b, c = h.split(width // 3, -1)
        h = torch.cat([torch.sin(2 * a), torch.tanh(b), torch.exp(-c * c)], -1)
    out = h @ dice.twins(dice.normal(n, width, 3), 0.04)
    return paint(dice, standardised(out.transpose(1, 2).reshape(2 * n, 3, edge, edge)))


def pattern(dice, n, edge):
    """Stripes, checks, dots, bricks, rings and zigzags, bent by a slow displacement."""
    x, y = plane(edge, dice.device)
    bend = F.interpolate(dice.normal(2 * n, 2, 5, 5), size=(edge, edge), mode="bicubic", align_corners=False)
    bend = bend * wide(dice.twins(dice.uniform(n, 1).square() * 0.3))
    angle = dice.twins(dice.uniform(n, high=math.pi), 0.05)
    cos, sin = wide(angle.cos()), wide(angle.sin())
    u, v = x * cos + y * sin + bend[:, 0], y * cos - x * sin + bend[:, 1]
    pitch = dice.twins(torch.exp(dice.uniform(n, 2, low=1.0, high=3.6)), 0.1)
    phase = dice.uniform(2 * n, 2, high=2 * math.pi)
    kind = wide(dice.twins(dice.whole(7, n)))
    p, q = u * wide(pitch[:, 0]) + wide(phase[:, 0]), v * wide(pitch[:, 1]) + wide(phase[:, 1])
    row = torch.floor(q / math.pi)
    a, b = torch.sin(p), torch.sin(q)
    shapes = [a, a * b, torch.maximum(a, b), a + b,
              torch.minimum(torch.sin(p + row % 2 * math.pi / 2).abs(), b.abs()) * 2 - 0.6,
              torch.sin((u * u + v * v).sqrt() * wide(pitch[:, 0])), torch.sin(p + 2 * torch.asin(b.clamp(-0.99, 0.99)))]
    field = shapes[0]
    for i, shape in enumerate(shapes[1:], 1):
        field = torch.where(kind == i, shape, field)
    field = torch.tanh(field * wide(dice.twins(torch.exp(dice.uniform(n, high=3.5)))))
    rough = spectrum(dice, n, 2, edge, dice.twins(dice.uniform(n, low=0.5, high=2)))
    rough = rough * wide(dice.twins(dice.uniform(n, 1, high=0.6)))
    return paint(dice, torch.cat([standardised(field)[:, None], rough], 1))


def values_of(dice, n, owners, count):
    """A random value per owner: owner planes [2 n, edge, edge] of whole numbers -> [2 n, 2, edge, edge]."""
    table = dice.twins(dice.normal(n, 2, count), 0.1)
    flat = owners.reshape(2 * n, 1, -1).expand(-1, 2, -1)
    return table.gather(2, flat).reshape(2 * n, 2, *owners.shape[1:])


def cells(dice, n, edge, count=28):
    """Voronoi cells: flat, domed, cracked or rimmed."""
    x, y = plane(edge, dice.device)
    points = dice.uniform(2 * n, count, 2, low=-1.1, high=1.1)
    squeeze = wide(dice.twins(torch.exp(dice.normal(n) * 0.4)))
    first = torch.full((2 * n, edge, edge), 9.0, device=dice.device)
    second, owner = first.clone(), torch.zeros(2 * n, edge, edge, dtype=torch.long, device=dice.device)
    for i in range(count):
        d = (x - wide(points[:, i, 0])).square() * squeeze + (y - wide(points[:, i, 1])).square()
        second = torch.minimum(second, torch.maximum(first, d))
        owner = torch.where(d < first, i, owner)
        first = torch.minimum(first, d)
    near, gap = first.sqrt(), second.sqrt() - first.sqrt()
    rim = torch.tanh(gap * wide(dice.twins(torch.exp(dice.uniform(n, low=2, high=4)))))
    share = dice.twins(dice.uniform(n, 4).square(), 0.02)
    fields = torch.cat([values_of(dice, n, owner, count), standardised(near)[:, None], standardised(rim)[:, None]], 1)
    return paint(dice, fields * wide(share))


def dead_leaves(dice, n, edge, count=40):
    """Ellipses and boxes that hide one another, each with a grain of its own strength."""
    x, y = plane(edge, dice.device)
    centre = dice.uniform(2 * n, count, 2, low=-1.2, high=1.2)
    size = dice.twins(torch.exp(dice.normal(n, 1) * 0.4)) * torch.exp(dice.normal(2 * n, count) * 0.5) * 0.3
    ratio = torch.exp(dice.normal(2 * n, count) * 0.4)
    angle = dice.uniform(2 * n, count, high=math.pi)
    boxes = wide(dice.twins(dice.chance(0.4, n)))
    owner = torch.zeros(2 * n, edge, edge, dtype=torch.long, device=dice.device)
    for i in range(count):
        dx, dy = x - wide(centre[:, i, 0]), y - wide(centre[:, i, 1])
        cos, sin = wide(angle[:, i].cos()), wide(angle[:, i].sin())
        u, v = (dx * cos + dy * sin) * wide(ratio[:, i]), (dy * cos - dx * sin) / wide(ratio[:, i])
        reach = torch.where(boxes, torch.maximum(u.abs(), v.abs()), (u * u + v * v).sqrt())
        owner = torch.where(reach < wide(size[:, i]), i, owner)
    grain = spectrum(dice, n, 1, edge, dice.twins(dice.uniform(n, low=0.5, high=2.0)))
    colour = values_of(dice, n, owner, count)
    return paint(dice, torch.cat([colour, grain * colour[:, :1].abs() * wide(dice.twins(dice.uniform(n, 1)))], 1))


def fractal(dice, n, edge, maps=4, chains=512, steps=48):
    """Iterated function systems by the chaos game: where the points land, coloured by the map that sent them."""
    turn = dice.twins(dice.uniform(n, maps, high=2 * math.pi), 0.02)
    skew = dice.twins(dice.normal(n, maps) * 0.5, 0.02)
    shrink = dice.twins(dice.uniform(n, maps, 2, low=0.3, high=0.8), 0.01)
    matrix = torch.stack([torch.stack([turn.cos() * shrink[..., 0], -(turn + skew).sin() * shrink[..., 1]], -1),
                          torch.stack([turn.sin() * shrink[..., 0], (turn + skew).cos() * shrink[..., 1]], -1)], -2)
    shift = dice.twins(dice.normal(n, maps, 2) * 0.35, 0.01)
    rows = torch.arange(2 * n, device=dice.device)[:, None]
    point = dice.normal(2 * n, chains, 2) * 0.1
    hits = torch.zeros(2 * n * 2 * edge * edge, device=dice.device)
    for step in range(steps):
        which = dice.whole(maps, 2 * n, chains)
        point = (matrix[rows, which] @ point[..., None])[..., 0] + shift[rows, which]
        if step < 8:
            continue
        pixel = ((point * 0.5 + 0.5) * edge).long()
        inside = ((pixel >= 0) & (pixel < edge)).all(-1)
        pixel = pixel.clamp(0, edge - 1)
        flat = ((rows * 2 + which % 2) * edge + pixel[..., 1]) * edge + pixel[..., 0]
        hits.index_add_(0, flat.flatten(), inside.flatten().float())
    hits = F.avg_pool2d(hits.reshape(2 * n, 2, edge, edge), 3, 1, 1)
    return paint(dice, torch.cat([standardised(torch.log1p(hits * 4)), spectrum(dice, n, 1, edge, dice.twins(torch.full((n,), 1.5, device=dice.device))) * 0.3], 1))


def random_generator(dice, n, edge, width=24):
    """A convolutional generator with random weights, shared by the batch; each image scales its channels differently."""
    small = 4
    h = dice.twins(dice.normal(n, width, small, small), 0.2)
    while small < edge:
        small *= 2
        h = F.interpolate(h, size=(small, small), mode="bilinear", align_corners=False)
        weight = dice.normal(width, width, 3, 3) / math.sqrt(9 * width) * 1.6
        style = dice.twins(torch.exp(dice.normal(n, width) * 0.6), 0.03)
        h = F.conv2d(F.pad(h * wide(style), (1, 1, 1, 1), mode="replicate"), weight) + wide(dice.twins(dice.normal(n, width) * 0.3, 0.02))
        h = standardised(torch.where(h > 0, h, 0.2 * h) + 0.15 * dice.normal(2 * n, 1, small, small))
    fields = torch.einsum("nchw,ndc->ndhw", h, dice.twins(dice.normal(n, 3, width), 0.02))
    return paint(dice, standardised(fields)[..., :edge, :edge])


def fibres(dice, n, edge, steps=10):
    """Noise drawn out along a bending direction: hair, grass, wood, brushed cloth."""
    x, y = plane(edge, dice.device)
    angle = wide(dice.twins(dice.uniform(n, high=math.pi), 0.1))
    bend = spectrum(dice, n, 1, edge, dice.twins(torch.full((n,), 2.4, device=dice.device)), stretch=0)[:, 0]
    angle = angle + bend * wide(dice.twins(dice.uniform(n, high=0.9)))
    reach = wide(dice.twins(dice.uniform(n, low=0.006, high=0.03)))
    grain = spectrum(dice, n, 2, edge, dice.twins(dice.uniform(n, low=0.0, high=1.0)), stretch=0)
    step = torch.stack([angle.cos() * reach, angle.sin() * reach], -1)
    base = torch.stack([x, y], -1)
    total = 0
    for i in range(steps):
        total = total + F.grid_sample(grain, base + step * (i - steps / 2), padding_mode="reflection", align_corners=False)
    return paint(dice, torch.cat([standardised(total), bend[:, None] * 0.4], 1))


def remixed(dice, images):
    """Half of the images is bent, and partly covered by another one through a mask made of noise."""
    n, edge = images.shape[0] // 2, images.shape[-1]
    m = n // 2
    rows = dice.order(n)[:m]
    partner = dice.order(n)[:m]
    both = torch.cat([rows, rows + n])
    x, y = plane(edge, dice.device)
    bend = F.interpolate(dice.normal(2 * m, 2, 6, 6), size=(edge, edge), mode="bicubic", align_corners=False)
    bend = bend * wide(dice.twins(dice.uniform(m, 1).square() * 0.4))
    bent = F.grid_sample(images[both], torch.stack([x, y], -1) + bend.permute(0, 2, 3, 1), padding_mode="reflection", align_corners=False)
    slope = dice.twins(dice.uniform(m, low=1.0, high=2.2))
    level = wide(dice.twins(dice.normal(m, 1)))
    mask = torch.sigmoid((spectrum(dice, m, 1, edge, slope) - level) * wide(dice.twins(torch.exp(dice.uniform(m, 1, high=3.5)))))
    images = images.clone()
    images[both] = bent * mask + images[torch.cat([partner, partner + n])] * (1 - mask)
    return images


# program, weight
PROGRAMS = [(coordinate_network, 4), (spectrum_noise, 3), (pattern, 3), (cells, 2), (dead_leaves, 2), (fibres, 2),
            (random_generator, 2), (fractal, 1)]


def textures(dice, n, edge):
    """Draws `n` textures of all kinds, twice each. Shape: [2, n, 3, edge, edge], 0..1, in random order."""
    total = sum(weight for _, weight in PROGRAMS)
    parts, drawn = [], 0
    for i, (program, weight) in enumerate(PROGRAMS):
        count = n - drawn if i == len(PROGRAMS) - 1 else n * weight // total
        if count > 0:
            parts.append(program(dice, count, edge).reshape(2, count, 3, edge, edge))
        drawn += count
    images = torch.cat(parts, 1).reshape(2 * n, 3, edge, edge)
    images = remixed(dice, images).reshape(2, n, 3, edge, edge)
    return images[:, dice.order(n)]
