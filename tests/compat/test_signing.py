"""The signing helpers of all languages say the same thing, and the server reads it."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from besedka.contacts.signed import SigningKey, read

HELPERS = Path(__file__).resolve().parents[2] / "clients" / "signing"
KEY, KID = 'a key with "quotes", \\ and ключ', "k1"
CLAIMS = {
    "sub": "4711",
    "name": 'Анна "Аня" \\ Петрова',
    "email": "anna@example.org",
    "fields": {"tariff": "Дом 300", "months": 7, "is_vip": True},
}
LIVES_S = 1800


def run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def python(folder: Path) -> str:
    code = f"import besedka_identity as b; print(b.sign({CLAIMS!r}, {KEY!r}, {KID!r}, {LIVES_S}))"
    return run(sys.executable, "-c", code, cwd=HELPERS / "python")


def node(folder: Path) -> str:
    code = (
        f"import {{ sign }} from '{(HELPERS / 'node' / 'besedka-identity.mjs').as_uri()}';"
        f"console.log(sign({json.dumps(CLAIMS)}, {json.dumps(KEY)}, '{KID}', {LIVES_S}))"
    )
    return run("node", "--input-type=module", "-e", code)


def php(folder: Path) -> str:
    call = f"besedka_identity(json_decode($argv[1], true), $argv[2], '{KID}', {LIVES_S})"
    code = f"require '{HELPERS / 'php' / 'besedka_identity.php'}'; echo {call};"
    return run("php", "-r", code, "--", json.dumps(CLAIMS), KEY)


def java(folder: Path) -> str:
    main = f"""import java.util.Map;
    class Main {{
        public static void main(String[] given) {{
            Map<String, Object> fields = Map.of("tariff", given[2], "months", 7, "is_vip", true);
            Map<String, Object> claims = Map.of("sub", "4711", "name", given[0], "email", given[1], "fields", fields);
            System.out.println(BesedkaIdentity.sign(claims, given[3], "{KID}", {LIVES_S}));
        }}
    }}"""
    (folder / "Main.java").write_text(main)
    run("javac", "-d", str(folder), str(HELPERS / "java" / "BesedkaIdentity.java"), str(folder / "Main.java"))
    return run("java", "-Dsun.jnu.encoding=UTF-8", "-cp", str(folder), "Main", *texts())


def go(folder: Path) -> str:
    package = folder / "besedka"
    package.mkdir()
    shutil.copy(HELPERS / "go" / "besedka_identity.go", package)
    (folder / "go.mod").write_text("module test\n\ngo 1.18\n")
    (folder / "main.go").write_text(
        f"""package main
import ("encoding/json"; "fmt"; "os"; "time"; "test/besedka")
func main() {{
    var claims map[string]any
    if err := json.Unmarshal([]byte(os.Args[1]), &claims); err != nil {{ panic(err) }}
    signed, err := besedka.Sign(claims, os.Args[2], "{KID}", {LIVES_S}*time.Second)
    if err != nil {{ panic(err) }}
    fmt.Println(signed)
}}"""
    )
    return run("go", "run", ".", json.dumps(CLAIMS), KEY, cwd=folder)


def csharp(folder: Path) -> str:
    main = f"""using System; using System.Collections.Generic;
    static class Program {{
        static void Main(string[] given) {{
            var fields = new Dictionary<string, object> {{ ["tariff"] = given[2], ["months"] = 7, ["is_vip"] = true }};
            var claims = new Dictionary<string, object> {{
                ["sub"] = "4711", ["name"] = given[0], ["email"] = given[1], ["fields"] = fields }};
            Console.WriteLine(BesedkaIdentity.Sign(claims, given[3], "{KID}", {LIVES_S}));
        }}
    }}"""
    (folder / "Program.cs").write_text(main)
    helper = str(HELPERS / "csharp" / "BesedkaIdentity.cs")
    run("mcs", "-langversion:latest", f"-out:{folder / 'program.exe'}", helper, str(folder / "Program.cs"))
    return run("mono", str(folder / "program.exe"), *texts())


def texts() -> tuple[str, str, str, str]:
    return str(CLAIMS["name"]), str(CLAIMS["email"]), "Дом 300", KEY


NEEDS = {"python": "python3", "node": "node", "php": "php", "java": "javac", "go": "go", "csharp": "mcs"}


@pytest.mark.parametrize("language", [python, node, php, java, go, csharp], ids=lambda language: language.__name__)
def test_a_helper_signs_what_the_server_reads(language: object, tmp_path: Path) -> None:
    assert callable(language)
    program = NEEDS[language.__name__]  # type: ignore[attr-defined]
    assert shutil.which(program), f"{program} is not installed"
    claims = read(language(tmp_path), [SigningKey(KID, "HMAC", KEY)], int(time.time() * 1000))
    assert (claims.sub, claims.name, claims.email) == (CLAIMS["sub"], CLAIMS["name"], CLAIMS["email"])
    assert (claims.fields, claims.kid) == (CLAIMS["fields"], KID)
    assert abs(claims.exp - time.time() - LIVES_S) < 120
