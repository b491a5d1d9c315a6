"""The real server with its care for durability taken away: `LEVEL [unchecked] serve --demo`.

For tests of the tests: with `synchronous=LEVEL` and the check at start switched off, a power cut must be seen to lose
something. Without `unchecked` the server itself must refuse to start.
"""

import sys

from besedka import cli
from besedka.kernel import db

level = sys.argv.pop(1)
own_init = db.SqliteDatabase.__init__


def weak_init(self: db.SqliteDatabase, path: str) -> None:
    own_init(self, path, synchronous=level)


db.SqliteDatabase.__init__ = weak_init  # type: ignore[method-assign, assignment]
if sys.argv[1] == "unchecked":
    del sys.argv[1]
    db.check_durability = lambda bulk: None
cli.main()
