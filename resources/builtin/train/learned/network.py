"""The network, and what of it becomes the embedding.

A residual network of 3 x 3 convolutions: stem to 1/4, four stages of 64, 128, 192 and 320 channels, 3.1 million numbers.
Plain convolutions, because they are what CPUs run best; every normalisation folds into the convolution before it.
Trained on 128 px, used on 160 px: seen larger at use than in training, things keep the size they had in random frames
(Touvron et al. 2019, arXiv:1906.06423).
"""
import copy

import torch
from torch import nn
import torch.nn.functional as F

INPUT_EDGE = 160
WIDTHS, BLOCKS, STEM = (64, 128, 192, 320), (1, 2, 2, 1), 32
GRID_SHARE, MIDDLE_SHARE = 0.5, 0.7  # lengths beside the mean of the last stage


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))

    def folded(self):
        """One convolution with bias that computes the same at use."""
        scale = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
        conv = nn.Conv2d(self.conv.in_channels, self.conv.out_channels, self.conv.kernel_size, self.conv.stride, self.conv.padding)
        conv.weight.data = self.conv.weight * scale[:, None, None, None]
        conv.bias.data = self.norm.bias - self.norm.running_mean * scale
        return conv


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = Convolution(inputs, outputs, 3, stride)
        self.second = Convolution(outputs, outputs, 3)
        self.skip = Convolution(inputs, outputs, 1, stride) if stride > 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return torch.relu(self.second(torch.relu(self.first(x))) + self.skip(x))


class Network(nn.Module):
    def __init__(self, widths=WIDTHS, blocks_of=BLOCKS, stem=STEM):
        super().__init__()
        self.stem = Convolution(3, stem, 3, 2)
        self.stem2 = Convolution(stem, widths[0], 3, 2)
        stages, inputs = [], widths[0]
        for i, (width, blocks) in enumerate(zip(widths, blocks_of)):
            stage = [Block(inputs if b == 0 else width, width, 2 if i > 0 and b == 0 else 1) for b in range(blocks)]
            stages.append(nn.Sequential(*stage))
            inputs = width
        self.stages = nn.ModuleList(stages)

    def maps(self, x):
        """[n, 3, h, w] in 0..1 -> the maps of the last two stages."""
        x = torch.relu(self.stem2(torch.relu(self.stem((x - 0.5) * 4))))
        x = self.stages[1](self.stages[0](x))
        middle = self.stages[2](x)
        return middle, self.stages[3](middle)

    def forward(self, x):
        """What training compares. Shape: [n, 320]."""
        return self.maps(x)[1].mean((2, 3))

    def features(self, x):
        """What the embedding is made of: the last stage as a whole and in quarters, and the stage before. [n, 5 last + middle widths]."""
        middle, last = self.maps(x)
        return torch.cat([F.normalize(last.mean((2, 3)), dim=1), MIDDLE_SHARE * F.normalize(middle.mean((2, 3)), dim=1),
                          GRID_SHARE * F.normalize(F.adaptive_avg_pool2d(last, 2).flatten(1), dim=1)], 1)


@torch.no_grad()
def folded(network):
    """A copy for use, without normalisations."""
    network = copy.deepcopy(network).eval()
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, Convolution):
                setattr(module, name, child.folded())
    return network


def load_network(path):
    """The network for use, from weights-IMAGES.pt."""
    network = Network()
    network.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in torch.load(path, map_location="cpu").items()})
    return folded(network)


class Projection(nn.Sequential):
    """Between the network and the loss; thrown away after training (Chen et al. 2020, arXiv:2002.05709).

    The last normalisation keeps the first steps from sending everything to one point.
    """

    def __init__(self):
        super().__init__(nn.Linear(WIDTHS[3], 768, bias=False), nn.BatchNorm1d(768), nn.ReLU(), nn.Linear(768, 128, bias=False),
                         nn.BatchNorm1d(128, affine=False))


def learn_whitening(features, dimension=256, shrink=0.3):
    """Mean and projection [features, dimension]; directions are evened out, the weak ones less so."""
    mean = features.mean(0)
    _, strength, directions = torch.linalg.svd((features - mean).double(), full_matrices=False)
    scale = strength[:dimension] + shrink * strength[20]
    return mean, (directions[:dimension].T / scale).float()


@torch.no_grad()
def features_of(network, images, batch=50):
    """Bytes [n, 3, h, w] -> [n, 5 last + middle widths]."""
    return torch.cat([network.features(part.float().div(255).contiguous(memory_format=torch.channels_last)) for part in images.split(batch)])


def embedded(features, whitening):
    mean, basis = whitening
    return F.normalize((features - mean) @ basis, dim=1)


def learn_combination(classical, learned, share, dimension=256):
    """Mean [512] and projection [512, dimension] of both embeddings side by side, the learned one `share` as long.

    The share is inside the projection; nothing is evened out, both halves are whitened already.
    """
    both = torch.cat([classical, learned], 1)
    lengths = torch.cat([torch.ones(classical.shape[1]), torch.full((learned.shape[1],), float(share))])
    mean = both.mean(0)
    directions = torch.linalg.svd(((both - mean) * lengths).double(), full_matrices=False)[2][:dimension].T.float()
    return mean, lengths[:, None] * directions


def combined(classical, learned, combination):
    mean, basis = combination
    return F.normalize((torch.cat([classical, learned], 1) - mean) @ basis, dim=1)
