"""Draw the pictures of the demo blog; needs nothing but Pillow.

Run `python figures.py`: every PNG below llm-interview/source is rewritten.
Pictures are drawn at twice their size and scaled down, which smooths lines.
The same Pillow version always writes the same bytes.
"""

from math import exp, hypot
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SOURCE = Path(__file__).parent / "llm-interview" / "source"
SCALE = 2
WIDTH = 1200

INK, MUTED, GRID, WHITE = "#1f2937", "#6b7280", "#d1d5db", "#ffffff"
BLUE, GREEN, AMBER, VIOLET = "#2563eb", "#059669", "#d97706", "#7c3aed"
TINT = {BLUE: "#dbeafe", GREEN: "#d1fae5", AMBER: "#fef3c7", VIOLET: "#ede9fe", MUTED: "#f3f4f6"}

Point = tuple[float, float]


class Canvas:
    """A white picture; coordinates are pixels of the final file."""

    def __init__(self, height: int) -> None:
        self.size = (WIDTH, height)
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), WHITE)
        self.draw = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, label: str, size: int = 24, fill: str = INK, anchor: str = "mm"
    ) -> None:
        font = ImageFont.load_default(size=size * SCALE)
        self.draw.text((x * SCALE, y * SCALE), label, fill, font, anchor)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        outline: str | None = None,
        radius: float = 12,
    ) -> None:
        box = (x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE)
        self.draw.rounded_rectangle(box, radius * SCALE, fill, outline, 2 * SCALE)

    def box(
        self, x: float, y: float, w: float, h: float, color: str, label: str, note: str = ""
    ) -> None:
        """A tinted box around the point (x, y), with one or two lines."""
        self.rect(x - w / 2, y - h / 2, w, h, TINT[color], color)
        self.text(x, y - (13 if note else 0), label)
        if note:
            self.text(x, y + 17, note, 18, MUTED)

    def line(self, *points: Point, fill: str = MUTED, width: float = 3) -> None:
        path = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(path, fill, round(width * SCALE), "curve")

    def arrow(self, *points: Point, fill: str = MUTED) -> None:
        """A line through the points that ends in an arrow head."""
        (x0, y0), (x1, y1) = points[-2:]
        length = hypot(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / length * 13, (y1 - y0) / length * 13
        self.line(*points[:-1], (x1 - dx, y1 - dy), fill=fill)
        head = [
            (x1, y1),
            (x1 - dx - dy * 0.6, y1 - dy + dx * 0.6),
            (x1 - dx + dy * 0.6, y1 - dy - dx * 0.6),
        ]
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in head], fill)

    def save(self, name: str) -> None:
        path = SOURCE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def attention() -> None:
    c = Canvas(470)
    c.text(WIDTH / 2, 42, "Scaled dot-product attention", 30)
    for y, name, shape in ((130, "Q", "n x d_k"), (250, "K", "m x d_k"), (390, "V", "m x d_v")):
        c.box(90, y, 120, 76, BLUE, name, shape)
    steps = (
        (280, GREEN, "MatMul", "Q K^T"),
        (450, AMBER, "Scale", "/ sqrt(d_k)"),
        (620, AMBER, "Mask", "+ M"),
        (790, VIOLET, "Softmax", "row by row"),
        (960, GREEN, "MatMul", "weights x V"),
    )
    for x, color, label, note in steps:
        c.box(x, 190, 134, 80, color, label, note)
    for x in (280, 450, 620, 790):
        c.arrow((x + 67, 190), (x + 103, 190))
    c.arrow((150, 130), (180, 130), (180, 178), (213, 178))
    c.arrow((150, 250), (180, 250), (180, 202), (213, 202))
    c.arrow((150, 390), (960, 390), (960, 230))
    c.arrow((1027, 190), (1060, 190))
    c.box(1120, 190, 116, 80, BLUE, "Output", "n x d_v")
    c.text(535, 268, "scores: n x m", 20, MUTED)
    c.text(790, 268, "each row sums to 1", 20, MUTED)
    c.save("_posts/大模型面试题-1/attention.png")


def lora() -> None:
    c = Canvas(480)
    c.text(WIDTH / 2, 42, "LoRA: h = W0 x + (alpha / r) B A x", 30)
    c.box(110, 265, 120, 90, BLUE, "x", "size k")
    c.rect(330, 100, 480, 150, TINT[MUTED], MUTED)
    c.text(570, 160, "W0   (d x k)")
    c.text(570, 196, "frozen: 4096 x 4096 = 16,777,216", 20, MUTED)
    c.rect(330, 315, 190, 110, TINT[AMBER], AMBER)
    c.text(425, 352, "A   (r x k)")
    c.text(425, 388, "random start", 20, MUTED)
    c.rect(620, 315, 190, 110, TINT[AMBER], AMBER)
    c.text(715, 352, "B   (d x r)")
    c.text(715, 388, "starts at 0", 20, MUTED)
    c.text(570, 345, "size r", 18, MUTED)
    c.text(570, 452, "trained: 8 x (4096 + 4096) = 65,536   (r = 8)", 20, AMBER)
    c.arrow((170, 255), (250, 255), (250, 175), (330, 175))
    c.arrow((170, 275), (250, 275), (250, 370), (330, 370))
    c.arrow((520, 370), (620, 370))
    c.box(955, 265, 60, 60, GREEN, "+")
    c.arrow((810, 175), (955, 175), (955, 235))
    c.arrow((810, 370), (955, 370), (955, 295))
    c.text(880, 395, "x alpha / r", 20, MUTED)
    c.arrow((985, 265), (1040, 265))
    c.box(1100, 265, 120, 90, BLUE, "h", "size d")
    c.save("_posts/大模型面试题-2/lora.png")


def kv_cache() -> None:
    c = Canvas(600)
    c.text(WIDTH / 2, 40, "KV cache of one request (GiB)", 30)
    c.text(WIDTH / 2, 78, "32 layers, 32 query heads of size 128, FP16", 20, MUTED)
    left, right, top, bottom = 110, 880, 120, 510
    for gib in range(0, 17, 4):
        y = bottom - (bottom - top) * gib / 16
        c.line((left, y), (right, y), fill=GRID, width=1.5)
        c.text(left - 16, y, str(gib), 20, MUTED, "rm")
    for tokens in range(0, 33, 8):
        x = left + (right - left) * tokens / 32
        c.text(x, bottom + 26, f"{tokens}K" if tokens else "0", 20, MUTED)
    c.text((left + right) / 2, bottom + 64, "sequence length (tokens)", 20, MUTED)
    for color, name, heads in ((BLUE, "MHA", 32), (GREEN, "GQA", 8), (AMBER, "MQA", 1)):
        size = 2 * 32 * heads * 128 * 2 * 32 * 1024 / 2**30
        y = bottom - (bottom - top) * size / 16
        c.line((left, bottom), (right, y), fill=color, width=5)
        unit = "head" if heads == 1 else "heads"
        c.text(right + 18, y - 22, f"{name}: {size:g} GiB", 24, color, "lm")
        c.text(right + 18, y + 6, f"{heads} KV {unit}", 20, MUTED, "lm")
    c.save("_posts/大模型面试题-3/kv-cache.png")


def rag_pipeline() -> None:
    c = Canvas(500)
    c.text(WIDTH / 2, 42, "Retrieval-augmented generation", 30)
    offline = (
        ("Documents", "PDF, web, code"),
        ("Parse, chunk", "keep structure"),
        ("Embed", "one vector each"),
        ("Index", "vectors + BM25"),
    )
    online = (
        ("Question", "from the user"),
        ("Rewrite", "self-contained"),
        ("Retrieve", "hybrid, top 50"),
        ("Rerank", "keep top 5"),
        ("Prompt", "with sources"),
        ("LLM", "cited answer"),
    )
    for y, title, color, steps in ((170, "OFFLINE", GREEN, offline), (390, "ONLINE", BLUE, online)):
        c.text(28, y - 68, title, 18, color, "lm")
        for i, (label, note) in enumerate(steps):
            x = 112 + 195 * i
            last = label in ("Index", "LLM")
            c.box(x, y, 168, 84, VIOLET if last else color, label, note)
            if i:
                c.arrow((x - 111, y), (x - 84, y))
    c.arrow((697, 212), (697, 275), (502, 275), (502, 348))
    c.text(600, 257, "candidates", 18, MUTED)
    c.save("_posts/RAG-与智能体面试问答/rag-pipeline.png")


def temperature() -> None:
    c = Canvas(440)
    c.text(WIDTH / 2, 40, "Softmax of the logits 2, 1, 0", 30)
    for k, (t, color) in enumerate(((0.5, BLUE), (1.0, GREEN), (2.0, AMBER))):
        weights = [exp(z / t) for z in (2, 1, 0)]
        left = 80 + 370 * k
        c.line((left, 350), (left + 300, 350), fill=GRID, width=2)
        for i, weight in enumerate(weights):
            p = weight / sum(weights)
            x, h = left + 20 + 95 * i, max(240 * p, 1)
            c.rect(x, 350 - h, 70, h, color, radius=0)
            c.text(x + 35, 350 - h - 18, f"{p:.3f}", 20)
            c.text(x + 35, 370, "abc"[i], 20, MUTED)
        c.text(left + 150, 410, f"T = {t:g}", 24, color)
    c.save("images/temperature.png")


def banner() -> None:
    """The name of the blog next to a causal attention map."""
    c = Canvas(300)
    c.text(80, 120, "LLM Interview Notes", 58, INK, "lm")
    c.text(80, 190, "questions, formulas, working code", 28, MUTED, "lm")
    c.rect(80, 232, 120, 8, BLUE, radius=4)
    shades = ("#dbeafe", "#93c5fd", "#3b82f6", "#1d4ed8")
    for row in range(8):
        for col in range(8):
            shade = shades[(row * 5 + col * 3 + row * col) % 4]
            fill = BLUE if col == row else shade if col < row else TINT[MUTED]
            c.rect(860 + 31 * col, 28 + 31 * row, 27, 27, fill, radius=5)
    c.save("images/banner.png")


if __name__ == "__main__":
    for figure in (attention, lora, kv_cache, rag_pipeline, temperature, banner):
        figure()
