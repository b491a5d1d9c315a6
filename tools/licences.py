"""Refuses dependencies under a licence that the project may not carry.

Python: what is installed in this environment. npm: what is installed in clients/node_modules. Allowed are permissive
licences, and the weak copyleft of libraries used unchanged and apart (MPL; LGPL where loaded dynamically).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata

import front

PERMISSIVE = {
    *("0bsd", "bsd", "bsd license", "bsd-2-clause", "bsd-3-clause", "3-clause bsd license"),
    *("apache-2.0", "apache 2.0", "apache software license", "apache license 2.0", "apache license, version 2.0"),
    *("isc", "isc license (iscl)", "mit", "mit license", "mit-0", "mit-cmu", "zlib", "blueoak-1.0.0"),
    *("psf", "psf-2.0", "python-2.0", "python software foundation license"),
    *("cc0-1.0", "unicode-3.0", "unlicense"),
}
WEAK_COPYLEFT = {
    "mpl-2.0",
    "mozilla public license 2.0 (mpl 2.0)",
    "lgpl-2.1-or-later",
    "lgpl-3.0-only",
    "lgpl-3.0-or-later",
}
ALLOWED = {name.rstrip(")") for name in PERMISSIVE | WEAK_COPYLEFT}
OWN = {"besedka"}
# Their metadata say nothing; read in the licence file that each carries.
READ_BY_HAND = {"aiofastnet": "mit", "picows": "mit"}


def main() -> None:
    found = [*python_licences(), *npm_licences()]
    refused = [(name, licence) for name, licence in found if not is_allowed(licence)]
    for name, licence in refused:
        print(f"{name}: licence {licence or 'not stated'} is not on the list of tools/licences.py")
    print(f"Licences: {len(found)} dependencies, {len(refused)} refused")
    sys.exit(1 if refused else 0)


def python_licences() -> Iterator[tuple[str, str]]:
    for package in metadata.distributions():
        name = package.metadata["Name"]
        if name.lower() not in OWN:
            yield name, READ_BY_HAND.get(name) or licence_of(package.metadata)


def licence_of(about: metadata.PackageMetadata) -> str:
    """The SPDX expression if there is one, else the classifiers, else the first line of the old field."""
    if expression := about.json.get("license_expression"):
        return str(expression)
    classifiers = [str(line) for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    names = [line.rsplit("::", 1)[1].strip() for line in classifiers if line != "License :: OSI Approved"]
    return " OR ".join(names) or str(about.json.get("license") or "").strip().split("\n")[0]


def npm_licences() -> Iterator[tuple[str, str]]:
    modules = front.ROOT / "clients" / "node_modules"
    for file in [*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]:
        about = json.loads(file.read_text())
        if not file.parent.is_symlink():  # a symlink is a workspace of our own
            yield f"npm {about['name']}", str(about.get("license") or "")


def is_allowed(expression: str) -> bool:
    """OR needs one allowed part, AND needs all."""
    choices = re.split(r"\s+or\s+", expression.lower().strip("() "))
    return any(all(part.strip("() ") in ALLOWED for part in re.split(r"\s+and\s+", choice)) for choice in choices)


if __name__ == "__main__":
    main()
