"""docs/performance.svg: how many times what another server answers per CPU-second povolani answers."""

import math
from xml.sax.saxutils import escape

import judged

WIDTH, LEFT, RIGHT, ROW, GAP, TOP = 860, 330, 60, 20, 10, 64
SCALE = (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256)
STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #24292f } .small { font-size: 11px; fill: #57606a } .title { font-size: 15px }
.bar { fill: #2f6fbb } .less { fill: #c2571a } .grid { stroke: #d0d7de } .one { stroke: #57606a } .asked { stroke: #24292f; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .small { fill: #9198a1 } .bar { fill: #6cb0ff } .less { fill: #f0883e } .grid { stroke: #3d444d }
.one { stroke: #9198a1 } .asked { stroke: #e6edf3 }
}
</style>"""


def axis(shown):
    """The powers of two that hold all that is shown."""
    values = [one.measured for one in shown] + [one.least for one in shown if one.least]
    least = max(step for step in SCALE if step <= max(SCALE[0], min(values + [0.5])))
    most = min(step for step in SCALE if step >= min(SCALE[-1], max(values + [2])))
    return [step for step in SCALE if least <= step <= most]


def place(value, steps):
    share = math.log2(min(max(value, steps[0]), steps[-1]) / steps[0]) / math.log2(steps[-1] / steps[0])
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def line(kind, x, y, end):
    return f'<line class="{kind}" x1="{x:.1f}" y1="{y}" x2="{x:.1f}" y2="{end}"/>'


def bar(one, y, steps):
    start, end = sorted((place(1, steps), place(one.measured, steps)))
    drawn = [f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(one.what)} / {escape(one.beside)}</text>',
             f'<rect class="{"less" if one.verdict.strip("*") == "no" else "bar"}" x="{start:.1f}" y="{y + 3}" '
             f'width="{max(1, end - start):.1f}" height="{ROW - 6}" rx="2"/>']
    if one.least is not None:
        drawn.append(line("asked", place(one.least, steps), y + 1, y + ROW - 1))
    drawn.append(f'<text x="{max(end, place(one.least or 0.01, steps)) + 6:.1f}" y="{y + 14}">{escape(one.figure)}</text>')
    return drawn


def draw(shown):
    steps, bars, y, last = axis(shown), [], TOP, None
    for one in shown:
        y += GAP if last not in (None, one.what) else 0
        bars += bar(one, y, steps)
        y, last = y + ROW, one.what
    grid = []
    for step in steps:
        x = place(step, steps)
        grid += [line("one" if step == 1 else "grid", x, TOP - 4, y + 4),
                 f'<text class="small" x="{x:.1f}" y="{TOP - 10}" text-anchor="middle">{step:g} ×</text>']
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 14}" width="{WIDTH}" height="{y + 14}" role="img" '
        'aria-label="Answers per CPU-second: povolani divided by other servers">', STYLE,
        '<text class="title" x="12" y="24">Answers per CPU-second: povolani / another server</text>',
        f'<text class="small" x="12" y="{TOP - 10}">a mark: what is asked for; orange: not met</text>', *grid, *bars, "</svg>", ""])


def write(path, results):
    shown = [one for one in judged.comparisons(results) if one.is_ratio]
    with open(path, "w", encoding="utf-8") as file:
        file.write(draw(shown))
