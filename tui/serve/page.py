"""The page that holds the app, and the headers that keep it to itself. Textual's own page asks a font server."""

from __future__ import annotations

import base64
import hashlib

REFUSED = "Refused. Open the address that nutgraf printed in its terminal, in a browser on the same computer.\n"

FOCUS = """
new MutationObserver((_, observer) => {
  document.querySelector(".xterm-helper-textarea").focus();
  observer.disconnect();
}).observe(document.body, {attributeFilter: ["class"]});
"""
"""Once the app is connected, which Textual tells by a class, keys go to it without a click."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>nutgraf</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/css/xterm.css">
<style>
@font-face { font-family: "Roboto Mono"; font-weight: 100 700; src: url("static/fonts/RobotoMono-VariableFont_wght.ttf"); }
@font-face { font-family: "Roboto Mono"; font-weight: 100 700; font-style: italic;
             src: url("static/fonts/RobotoMono-Italic-VariableFont_wght.ttf"); }
html, body { margin: 0; height: 100%; overflow: hidden; background: #0f1419; color: #e6e6e6; }
body, p { font: 16px "Roboto Mono", monospace; }
.textual-terminal { width: 100vw; height: 100vh; opacity: 0; }
.-first-byte .textual-terminal { opacity: 1; }
p { position: fixed; top: 40%; width: 100%; text-align: center; }
.-first-byte #starting, #ended { display: none; }
.-closed #starting, .-closed .textual-terminal { display: none; }
.-closed #ended { display: block; }
.xterm-viewport { scrollbar-width: none; }
a { color: inherit; }
</style>
<script src="static/js/textual.js"></script>
</head>
<body>
<p id="starting">Starting…</p>
<p id="ended">This session has ended; what was finished is in the library. <a href=".">Start again</a><br>
If it does not start, the terminal that runs nutgraf says why.</p>
<div class="textual-terminal" data-session-websocket-url="ws://{authority}/{place}/ws" data-font-size="16"></div>
<script>{focus}</script>
</body>
</html>
"""


def page(authority: str, place: str) -> str:
    return PAGE.replace("{focus}", FOCUS).replace("{authority}", authority).replace("{place}", place)


def headers(authority: str) -> dict[str, str]:
    """Nothing from elsewhere, nothing to elsewhere: ``sandbox`` without ``allow-popups`` also keeps an address in an
    article from being opened by a click on it."""
    focus = base64.b64encode(hashlib.sha256(FOCUS.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'self' 'sha256-{focus}'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
        f"connect-src ws://{authority}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox allow-scripts allow-same-origin"
    )
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Server": "nutgraf",
    }
