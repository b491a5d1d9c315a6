"""All settings as one document: written out, compared, applied. The command line keeps it in a TOML file."""

from besedka.api.admin.config.apply import ApplyConfig, Rehearsed, plan
from besedka.api.admin.config.difference import Change, changes
from besedka.api.admin.config.document import BadConfig, Config, as_document, export, read
from besedka.api.admin.config.toml import written

__all__ = [
    "ApplyConfig",
    "BadConfig",
    "Change",
    "Config",
    "Rehearsed",
    "as_document",
    "changes",
    "export",
    "plan",
    "read",
    "written",
]
