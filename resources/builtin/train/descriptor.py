"""The built-in descriptor, written for reading: core/embed/builtin_descriptor.cpp computes the same, and a test compares
the two on golden vectors.

picture -> 192 px -> local patches of gradients (dense SIFT) and of colour -> PCA -> Fisher vector -> whitening
Source: Lowe 2004 (SIFT); Perronnin, Sanchez, Mensink 2010 (improved Fisher vector).
"""
import math

import numpy as np
import torch

LONG_EDGE_PX = 192
SHORT_EDGE_MIN_PX = 64
ORIENTATIONS = 8
SIFT_CELLS = [(4, 4), (6, 3), (8, 4), (12, 6)]  # edge of a cell, step of the grid: pixels
SIFT_CONTRAST_MIN = 0.08  # flatter patches are noise
COLOUR_WINDOWS = [(6, 3, 2), (12, 6, 1)]  # edge, step: pixels; windows between patches
COLOUR_SHARE = 0.6  # length of the colour half beside the gradient half


def triangle_weights(length, target):
    """[target, length] weights of a triangle filter that averages when it shrinks and interpolates when it grows."""
    scale = length / target
    support = max(scale, 1.0)
    centre = (np.arange(target) + 0.5) * scale
    distance = np.abs(np.arange(length) + 0.5 - centre[:, None]) / support
    weights = np.maximum(1 - distance, 0)
    return torch.from_numpy((weights / weights.sum(1, keepdims=True)).astype(np.float32))


def planes_of(image):
    """PIL image -> float RGB [3, height, width], 0..1, long edge 192 px."""
    rgb = torch.from_numpy(np.asarray(image.convert("RGB"), np.float32).copy()).permute(2, 0, 1) / 255
    height, width = rgb.shape[1:]
    scale = LONG_EDGE_PX / max(height, width)
    target = [max(SHORT_EDGE_MIN_PX, int(math.floor(edge * scale + 0.5))) for edge in (height, width)]
    return triangle_weights(height, target[0]) @ rgb @ triangle_weights(width, target[1]).T


def opponent(rgb):
    """Brightness, red-green, yellow-blue: [3, height, width]."""
    grey = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]
    return torch.stack([grey, rgb[0] - rgb[1], (rgb[0] + rgb[1]) / 2 - rgb[2]])


def orientation_planes(grey):
    """Gradient magnitude spread over the two nearest of eight directions: [8, height, width]."""
    gx, gy = torch.zeros_like(grey), torch.zeros_like(grey)
    gx[:, 1:-1] = grey[:, 2:] - grey[:, :-2]
    gy[1:-1] = grey[2:] - grey[:-2]
    angle = torch.atan2(gy, gx) * (ORIENTATIONS / (2 * math.pi))
    away = angle - torch.arange(ORIENTATIONS, dtype=torch.float32)[:, None, None]
    away = away - ORIENTATIONS * torch.round(away / ORIENTATIONS)
    return torch.sqrt(gx * gx + gy * gy) * (1 - away.abs()).clamp(min=0)


def pooling_weights(length, cell, step):
    """[count, length]: triangles of half-width `cell`, `step` apart, centred on the picture."""
    count = (length - cell) // step + 1
    centre = (length - (count - 1) * step) / 2 + step * torch.arange(count, dtype=torch.float32) - 0.5
    distance = (torch.arange(length, dtype=torch.float32) - centre[:, None]).abs() / cell
    return (1 - distance).clamp(min=0) / cell


def blocks(grid, dilation, stride):
    """4 x 4 neighbourhoods of a grid [channels, rows, columns]: values [n, 16 * channels], places [n, 2] (x, y)."""
    channels, rows, columns = grid.shape
    down, across = (rows - 1 - 3 * dilation) // stride + 1, (columns - 1 - 3 * dilation) // stride + 1
    if rows <= 3 * dilation or columns <= 3 * dilation:
        return torch.zeros(0, 16 * channels), torch.zeros(0, 2)
    c, r, k = grid.stride()
    values = grid.as_strided((down, across, 4, 4, channels), (stride * r, stride * k, dilation * r, dilation * k, c))
    y = (torch.arange(down, dtype=torch.float32) * stride + 1.5 * dilation) / (rows - 1) - 0.5
    x = (torch.arange(across, dtype=torch.float32) * stride + 1.5 * dilation) / (columns - 1) - 0.5
    places = torch.stack([x[None].expand(down, across), y[:, None].expand(down, across)], -1)
    return values.reshape(down * across, 16 * channels), places.reshape(-1, 2)


def sift_patches(planes):
    """Dense SIFT at several sizes: values [n, 128], places [n, 2]."""
    oriented = orientation_planes(planes[0])
    height, width = planes.shape[1:]
    values, places = [], []
    for cell, step in SIFT_CELLS:
        pooled = pooling_weights(height, cell, step) @ oriented @ pooling_weights(width, cell, step).T
        v, p = blocks(pooled, cell // step, 1)
        values.append(v)
        places.append(p)
    values, places = torch.cat(values), torch.cat(places)
    length = values.norm(dim=1, keepdim=True)
    values = (values / (length + 0.02)).clamp(max=0.2)
    values = torch.sqrt(values / (values.norm(dim=1, keepdim=True) + 1e-3))
    keep = length[:, 0] > SIFT_CONTRAST_MIN
    return values[keep], places[keep]


def colour_patches(planes):
    """Mean and spread of the opponent colours on 4 x 4 windows of two sizes: values [n, 96], places [n, 2]."""
    pool = torch.nn.functional.avg_pool2d
    values, places = [], []
    for window, step, stride in COLOUR_WINDOWS:
        mean = pool(planes[None], window, step)
        spread = (pool(planes[None] ** 2, window, step) - mean**2).clamp(min=0).sqrt()
        v, p = blocks(torch.cat([mean, spread], 1)[0], 1, stride)
        values.append(v)
        places.append(p)
    return torch.cat(values), torch.cat(places)


def reduced(values, places, half):
    """Patches in the space of the mixture: PCA of the values, then the place: [n, dimension]."""
    return torch.cat([(values - half["mean"]) @ half["basis"], places * half["place_weight"]], 1)


def posteriors(x, half):
    """[n, components]: which Gaussian each patch belongs to."""
    weights, means, variances = half["weights"], half["means"], half["variances"]
    inverse = 1 / variances
    constant = weights.log() - 0.5 * ((means * means * inverse).sum(1) + variances.log().sum(1))
    return (x @ (means * inverse).T - 0.5 * ((x * x) @ inverse.T) + constant).softmax(1)


def fisher_vector(x, half):
    """Gradients of the mixture's log-likelihood by mean and variance: [components * 2 * dimension], unit length.

    Two steps keep what repeats in a picture (a brick wall) from drowning the rest: the square root of every number, and
    of the length of every Gaussian's part.
    """
    weights, means, variances = half["weights"], half["means"], half["variances"]
    r = posteriors(x, half)
    count = max(len(x), 1)
    s0, s1, s2 = r.sum(0)[:, None], r.T @ x, r.T @ (x * x)
    by_mean = (s1 - s0 * means) / (variances.sqrt() * weights.sqrt()[:, None] * count)
    by_variance = (s2 - 2 * s1 * means + s0 * (means * means - variances)) / (variances * (2 * weights).sqrt()[:, None] * count)
    v = torch.cat([by_mean, by_variance], 1)
    v = v.sign() * v.abs().sqrt()
    v = (v / (v.norm(dim=1, keepdim=True) + 1e-6).sqrt()).flatten()
    return v / (v.norm() + 1e-9)


def unit(v):
    return v / (v.norm(dim=-1, keepdim=True) + 1e-9)


def halves_of(image, constants):
    """The two Fisher vectors of a PIL image."""
    planes = opponent(planes_of(image))
    return (fisher_vector(reduced(*sift_patches(planes), constants["sift"]), constants["sift"]),
            fisher_vector(reduced(*colour_patches(planes), constants["colour"]), constants["colour"]))


def embed(image, constants):
    """The embedding of a PIL image: unit length."""
    parts = [unit((v - half["whiten_mean"]) @ half["whiten_basis"])
             for v, half in zip(halves_of(image, constants), (constants["sift"], constants["colour"]))]
    return unit(torch.cat([parts[0], COLOUR_SHARE * parts[1]]))
