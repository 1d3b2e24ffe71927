"""Copies of a picture as people make them: framed anew, mirrored, a little askew, lighter or darker, grey, smaller, compressed.

What differs between a picture and its copies is what the embedding learns to ignore.
"""
import io
import random

from PIL import Image, ImageOps


def cut(dice, image, least, most):
    """A part of the picture at a random place; its share of the area lies between `least` and `most`."""
    edge = dice.uniform(least, most) ** 0.5
    width, height = int(image.width * edge), int(image.height * edge)
    left, top = dice.randint(0, image.width - width), dice.randint(0, image.height - height)
    return image.crop((left, top, left + width, top + height))


def askew(dice, image):
    return image.rotate(dice.uniform(-6, 6), Image.BILINEAR, fillcolor=tuple(dice.randint(0, 255) for _ in range(3)))


def relit(dice, image):
    gain = dice.uniform(0.6, 1.45)
    return image.point(lambda value: min(255, int(value * gain)))


def smaller(dice, image):
    scale = dice.uniform(0.35, 0.8)
    return image.resize(tuple(max(32, int(edge * scale)) for edge in image.size), Image.BILINEAR)


def jpeg(image, quality):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, subsampling=0)
    return buffer.getvalue()


def copy_of(image, seed):
    """PIL image -> JPEG bytes. Same seed, same copy."""
    dice = random.Random(seed)
    if dice.random() < 0.6:
        image = cut(dice, image, 0.65, 0.95)
    if dice.random() < 0.35:
        image = ImageOps.mirror(image)
    if dice.random() < 0.15:
        image = askew(dice, image)
    image = relit(dice, image)
    if dice.random() < 0.2:
        image = image.convert("L").convert("RGB")
    if dice.random() < 0.4:
        image = smaller(dice, image)
    return jpeg(image, dice.randint(25, 90) if dice.random() < 0.6 else 92)
