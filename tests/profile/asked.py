"""The requests whose cost is kept: as a load generator sends them (bare) and as nginx passes on a browser's (proxied)."""

CARD = "/v1/occupations/103332"
BARE = {"Host": "127.0.0.1"}
PROXIED = {
    "Host": "api.example.cz",
    "X-Real-IP": "192.0.2.17",
    "X-Forwarded-For": "192.0.2.17",
    "X-Forwarded-Proto": "https",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "application/json, text/plain, */*",
    "Accept-Language": "cs,en-US;q=0.7,en;q=0.3",
    "Referer": "https://portal.example.cz/povolani/103332",
    "Origin": "https://portal.example.cz",
    "Sec-Fetch-Dest": "empty",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-site",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
}
GZIP = {"Accept-Encoding": "gzip, deflate"}

# Name, what it is, method, target, headers besides.
HOT = (
    ("card", "a whole card, plain", "GET", CARD, {}),
    ("gzip", "a whole card in gzip", "GET", CARD, GZIP),
    ("list", "a list of 20 summaries, plain", "GET", "/v1/occupations", {}),
    ("small", "the wages of a group and region, under 1 kB", "GET", "/v1/wages?isco=2512&region=CZ010", {}),
    ("304", "a whole card in gzip that the client has", "GET", CARD, GZIP),
    ("head", "HEAD of a whole card in gzip", "HEAD", CARD, GZIP),
)
COLD = (
    ("card", "a whole card, not cached", "GET", CARD, {}),
    ("list", "a list of 20 summaries, not cached", "GET", "/v1/occupations", {}),
    ("search", "20 occupations by a word, not cached", "GET", "/v1/occupations?q=ucitel", {}),
    ("small", "the wages of a group and region, not cached", "GET", "/v1/wages?isco=2512&region=CZ010", {}),
)


def written(method, target, headers):
    """A request's bytes."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()
