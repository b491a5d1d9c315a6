"""One npm script of the front end, installed first where it is not: `clients.py check`."""

import sys

import front


def main(script: str) -> None:
    try:
        front.install()
        if script == "size":  # measures the built files
            front.build()
        front.run_npm(front.ROOT, "run", script)
    except front.FrontEndError as error:
        sys.exit(f"Front end: {error}")


if __name__ == "__main__":
    main(sys.argv[1])
