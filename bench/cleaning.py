"""What a cleaned body does in a real browser, and what it keeps of its letters, beside other cleaners.

``python -m bench.cleaning`` puts the 1,990 payloads of the hostile set into frames of a page, a hundred at a time, and
opens it in Chromium with no content security policy and no network (``unshare -n``). Every payload may run by itself;
then every element is clicked, hovered, focused and told of errors and loads. It *runs* if it calls ``alert`` or one of
its kin, or opens a window; it is *unsafe* if it leaves an element or an attribute that can run or load: handlers,
styles, ids, forms, frames, addresses that are not of the web. The same payloads uncleaned show that the page can tell.

Then: the letters that a reader sees of the 130 pages of the readability set, kept by each cleaner, in order.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from html import escape, unescape
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import nh3

from bench.archives import DataMissing, unpacked
from mediawire.wire.clean import clean
from mediawire.wire.markup import parse_markup, text_of

IN_A_PAGE = 100
BUDGET_MILLISECONDS = 4000
MOST_SECONDS = 20
BASE = "https://news.example/report.html"
HOOKS = """<script>(function(){var hit=function(){parent.hit(%d)};
for (var name of ['alert','confirm','prompt','print','open']) { try { window[name]=hit } catch (e) {} }
window.eval=function(){hit()};})()</script>"""
PAGE = """<!doctype html><meta charset=utf-8><script>
var hits={}; function hit(n){hits[n]=1}
function poke(){
  for (var frame of document.querySelectorAll('iframe')) { try {
    for (var one of frame.contentDocument.body.querySelectorAll('*')) {
      for (var name of ['mouseover','focus','error','load','toggle','animationstart','input','submit','pointerover']) {
        try { one.dispatchEvent(new Event(name, {bubbles:false,cancelable:true})) } catch (e) {} }
      try { one.click() } catch (e) {}
    } } catch (e) {} } }
function tell(){
  var left={}, loaded={};
  for (var frame of document.querySelectorAll('iframe')) { try {
    for (var one of frame.contentDocument.body.querySelectorAll('*')) {
      var seen=[one.tagName.toLowerCase()];
      for (var attribute of one.attributes) seen.push(attribute.name+'='+attribute.value.slice(0,200));
      (left[frame.name]=left[frame.name]||[]).push(seen);
    }
    loaded[frame.name]=frame.contentWindow.performance.getEntriesByType('resource').length;
  } catch (e) { loaded[frame.name]=-1 } }
  document.body.innerHTML='<pre id=told></pre>';
  document.getElementById('told').textContent=JSON.stringify({hits:Object.keys(hits),left:left,loaded:loaded});
}
addEventListener('load',function(){setTimeout(poke,300);setTimeout(tell,1500)});
</script><body>"""
SAFE_TAGS = set(
    "a abbr article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl "
    "dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd li main mark nav nobr ol p pre q "
    "rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul "
    "var wbr".split()
)
SAFE_ATTRIBUTES = set(
    "href title rel lang dir colspan rowspan scope start reversed datetime alt width height align valign cite".split()
)
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Tried(NamedTuple):
    """What a set of payloads did: the numbers of those that ran, that left something unsafe, that loaded something."""

    ran: set[int]
    unsafe: dict[int, str]
    loaded: set[int]
    silent: set[int]
    """of which the browser told nothing"""


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--payloads", type=int, default=None, help="try so many only")
    options.add_argument("--show", action="store_true", help="print what ran or is unsafe of ours")
    given = options.parse_args()
    try:
        payloads = load_payloads()[: given.payloads]
        pages = list(load_pages())
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return
    if browser() is None:
        print("skipped: no chromium on this machine")
    else:
        what = f"{len(payloads):,} payloads in Chromium, no policy, no network"
        print(f"{what:<52}{'run':>12}{'unsafe':>8}{'load':>6}{'silent':>8}")
        for name, cleaner in cleaners().items():
            tried = try_out([cleaner(payload) for payload in payloads])
            asked = "   asked 0, 0, 0, 0" if name == "mediawire" else ""
            counts = f"{len(tried.ran):>12}{len(tried.unsafe):>8}{len(tried.loaded):>6}{len(tried.silent):>8}"
            print(f"  {name:<50}{counts}{asked}", flush=True)
            for number in sorted(tried.ran | set(tried.unsafe)) if given.show and name == "mediawire" else ():
                print(f"    {payloads[number]!r:.150} {tried.unsafe.get(number)}")
    print(f"\nletters kept, in order, over {len(pages)} pages{'share':>22}{'pages whole':>14}{'ms a page':>11}")
    for name, cleaner in cleaners().items():
        shares, seconds = keep_letters(cleaner, pages)
        whole = sum(share == 1 for share in shares)
        print(f"  {name:<50}{sum(shares) / len(shares):>8.5f}{whole:>14}{1000 * seconds / len(pages):>11.1f}")


def cleaners() -> dict[str, Callable[[str], str]]:
    """Return the cleaners that are on this machine, ours first, and none at all last."""
    found: dict[str, Callable[[str], str]] = {"mediawire": lambda markup: clean(markup, BASE).html}
    found["nh3 as it comes"] = nh3.clean
    with suppress(ImportError):  # peers, where they are installed
        bleach = import_module("bleach")
        tags = {"p", "br", "h1", "h2", "h3", *bleach.sanitizer.ALLOWED_TAGS}
        found["bleach, strip"] = lambda markup: str(bleach.clean(markup, tags=tags, strip=True))
    with suppress(ImportError):
        sanitizer = import_module("feedparser.sanitizer")
        found["feedparser"] = lambda markup: str(sanitizer._sanitize_html(markup, "utf-8", "text/html"))
    return found | {"not cleaned": lambda markup: markup}


def load_payloads() -> list[str]:
    """Return the payloads for the cleaner."""
    found = next(unpacked("hostile.tar.xz").rglob("html_payloads.json"))
    return [payload for _, payload in json.loads(found.read_text(encoding="utf-8"))]


def load_pages() -> Iterator[str]:
    """Yield the pages of the readability set, as they came."""
    for path in sorted(unpacked("readability.tar.xz").rglob("source.html")):
        yield path.read_text(encoding="utf-8", errors="replace")


def browser() -> str | None:
    """Return the path of Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def try_out(views: list[str]) -> Tried:
    """Open all views in the browser, a page of frames at a time."""
    total = Tried(set(), {}, set(), set())
    numbered = list(enumerate(views))
    batches = [numbered[start : start + IN_A_PAGE] for start in range(0, len(numbered), IN_A_PAGE)]
    for batch in batches:
        told = open_page(batch)
        numbers = {number for number, _ in batch}
        if told is None:
            total.silent.update(numbers)
            continue
        total.ran.update(map(int, told["hits"]))
        total.loaded.update(int(name) for name, count in told["loaded"].items() if count > 0)
        for name, elements in told["left"].items():
            unsafe = next((piece for element in elements if (piece := find_unsafe(element))), None)
            if unsafe:
                total.unsafe[int(name)] = unsafe
    return total


def find_unsafe(element: list[str]) -> str | None:
    """Return what of an element can run or load; None where nothing can. The hooks' own script is passed over."""
    tag, *attributes = element
    if tag not in SAFE_TAGS:
        return tag
    for attribute in attributes:
        name, _, value = attribute.partition("=")
        if name not in SAFE_ATTRIBUTES or (name == "href" and not WEB.match(value)):
            return attribute
    return None


def open_page(batch: list[tuple[int, str]]) -> dict[str, Any] | None:
    """Open a page with a frame for each view; return what it tells, None where it tells nothing."""
    frames = "".join(
        f'<iframe name="{number}" sandbox="allow-scripts allow-same-origin allow-forms" '
        f'srcdoc="{escape(f"<head>{HOOKS % number}</head><body>{view}")}"></iframe>'
        for number, view in batch
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "page.html"
        path.write_text(PAGE + frames, encoding="utf-8", errors="replace")
        shown = dump_page(path, folder)
    told = re.search(r'<pre id="told">(.*?)</pre>', shown.decode("utf-8", "replace"), re.DOTALL)
    return json.loads(unescape(told[1])) if told else None


def dump_page(path: Path, folder: str) -> bytes:
    """Return what Chromium makes of a page; nothing where it does not come to an end."""
    command = [*alone(), str(browser()), *_SWITCHES, f"--user-data-dir={folder}/profile", path.as_uri()]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            return process.communicate(timeout=MOST_SECONDS)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return b""


_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--dump-dom",
    f"--virtual-time-budget={BUDGET_MILLISECONDS}",
)


def alone() -> list[str]:
    """Return what runs a command without a network, where the machine lets us."""
    command = ["unshare", "-r", "-n"]
    works = (
        shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    )
    return command if works else []


def keep_letters(cleaner: Callable[[str], str], pages: list[str]) -> tuple[list[float], float]:
    """Return which share of each page's letters a cleaner keeps, in order, and the seconds of CPU it took."""
    started = time.process_time()
    views = [cleaner(page) for page in pages]
    seconds = time.process_time() - started
    return [share_kept(letters(page), letters(view)) for page, view in zip(pages, views, strict=True)], seconds


def share_kept(before: list[str], after: list[str]) -> float:
    """Return the share of words that stand in both, in order."""
    if before == after or not before:
        return 1.0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(before), len(after))


def letters(markup: str) -> list[str]:
    """Return the words that a reader sees of some markup."""
    return text_of(parse_markup(markup)).split()


if __name__ == "__main__":
    main()
