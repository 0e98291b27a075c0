"""A plot as SVG: a line for each query, a dot for each program, milliseconds on a logarithmic axis."""
import math

COLOURS = ("#0b6e4f", "#c8553d", "#3d5a98", "#8a6d3b")
LEFT, WIDTH, LINE, TOP = 60, 640, 20, 40


def dots(medians, queries):
    """`medians`: by program and query, milliseconds or None."""
    times = [time for by_query in medians.values() for time in by_query.values() if time]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    high = max(high, low + 1)

    def across(milliseconds):
        return LEFT + (math.log10(milliseconds) - low) / (high - low) * WIDTH

    height = TOP + LINE * len(queries) + 40
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 30}" height="{height}" '
           f'font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="white"/>']
    for power in range(low, high + 1):
        x = across(10 ** power)
        out.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 32}" stroke="#dddddd"/>')
        out.append(f'<text x="{x:.1f}" y="{height - 16}" text-anchor="middle">{10 ** power:g} ms</text>')
    for row, query in enumerate(queries):
        y = TOP + LINE * row + LINE / 2
        out.append(f'<text x="{LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{query}</text>')
        out.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + WIDTH}" y2="{y:.1f}" stroke="#eeeeee"/>')
        for colour, (program, by_query) in zip(COLOURS, medians.items()):
            if time := by_query.get(query):
                out.append(f'<circle cx="{across(time):.1f}" cy="{y:.1f}" r="5" fill="{colour}">'
                           f"<title>{program} {query}: {time:.3f} ms</title></circle>")
    for number, (colour, program) in enumerate(zip(COLOURS, medians)):
        x = LEFT + 110 * number
        out.append(f'<circle cx="{x + 5}" cy="18" r="5" fill="{colour}"/><text x="{x + 16}" y="22">{program}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
