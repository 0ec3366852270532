#!/usr/bin/env python3
"""Sets up mediawire in .venv and runs it. It needs Python 3.11 and nothing else.

python3 dev.py run [arguments]         run the wire: site, desk and loop, with samples, until Ctrl+C
python3 dev.py compare [arguments]     compare the example pair, in the terminal and as an HTML page
python3 dev.py test [arguments]        run the tests; the arguments go to pytest
python3 dev.py check                   format, lint, types and layers
python3 dev.py bench NAME [arguments]  print the figures of bench/NAME.py
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {name: ROOT / f"requirements-{name}.lock" for name in ("dev", "spark", "bench")}
NEEDS = {
    "run": ["dev"],
    "compare": ["dev"],
    "check": ["dev"],
    "test": ["dev", "spark"],
    "bench": ["dev", "spark", "bench"],
}
STAMP = HOME / "installed"  # written last: where it is missing, the installation did not come to its end

PIP = ["-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check", "--no-deps"]
EXAMPLE = ["examples/000_41e8a6afc443994c.txt", "examples/001_a44b472b2ae151a5.txt", "--html", "out/comparison.html"]
CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"],
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit code of what was run."""
    command, *rest = arguments or ["--help"]
    if command in ("--help", "-h", "help"):
        print(__doc__)
        return 0
    if command not in NEEDS:
        return wrong(f"no command {command!r}; there are run, compare, test, check and bench")
    if command == "bench" and (not rest or rest[0] not in benches()):
        return wrong(f"which bench? There are {', '.join(benches())}")
    set_up(NEEDS[command])
    if command == "check":
        return check()
    if command == "run":
        return run("-m", "mediawire", "serve", *rest)
    if command == "compare":
        return run("-m", "mediawire", "compare", *EXAMPLE, *rest)
    if command == "test":
        return run("-m", "pytest", "-n", "2", "--dist", "loadgroup", *rest)  # what needs Spark goes to one of the two
    return run("-m", f"bench.{rest[0]}", *rest[1:])


def wrong(why: str) -> int:
    """Say in one line what was wrong with the call, and return the exit code for it."""
    print(f"dev.py: {why}", file=sys.stderr)
    return 2


def benches() -> list[str]:
    """List what ``dev.py bench`` can run: the files of bench/ that do something when run."""
    files = sorted((ROOT / "bench").glob("*.py"))
    return [file.stem for file in files if "__main__" in file.read_text(encoding="utf-8")]


def check() -> int:
    """Run every check, also when one has failed, and say at the end which did."""
    failed = [name for name, command in CHECKS.items() if run(*command)]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def set_up(needs: list[str]) -> None:
    """Bring .venv to what these locks and pyproject.toml say; do nothing where it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what an older Python meets first
        sys.exit(f"dev.py: mediawire needs Python 3.11 or later; this is {sys.version.split()[0]}")
    machine = " ".join(f"{sys.version} {ROOT}".split())
    project = f"project {digest(ROOT / 'pyproject.toml')}"
    locks = {f"{name} {digest(path)}": path for name, path in LOCKS.items()}
    found = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() and PYTHON.exists() else []
    wanted = [machine, project, *(line for line in locks if line.split()[0] in needs)]
    if set(wanted) <= set(found):
        return
    print("dev.py: setting up .venv; the first time takes about a minute", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    if machine not in found:
        make_environment()
        found = []
    for line in wanted[2:]:
        if line not in found:
            install("--require-hashes", "--requirement", str(locks[line]))
    install("--no-build-isolation", "--editable", str(ROOT))
    run("-m", "compileall", "-qq", "src")  # starts fast also where PYTHONDONTWRITEBYTECODE keeps Python from it
    kept = [line for line in found if line in locks and line not in wanted]
    STAMP.write_text("\n".join([*wanted, *kept, ""]), encoding="utf-8")


def make_environment() -> None:
    """Make an empty .venv, in the place of whatever was there."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"dev.py: this Python has no {' and no '.join(missing)}; on Debian: apt-get install python3-venv")
    shutil.rmtree(HOME, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(HOME)]):
        sys.exit("dev.py: could not make .venv; what is above says why")


def install(*arguments: str) -> None:
    """Install into .venv, nothing but what is named."""
    if run(*PIP, *arguments):
        sys.exit("dev.py: could not install; what is above says why. Running this again begins anew")


def run(*arguments: str) -> int:
    """Run the environment's Python at the top of the repository and return its exit code, as a shell would."""
    code = subprocess.call([str(PYTHON), *arguments], cwd=ROOT)
    return code if code >= 0 else 128 - code


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
