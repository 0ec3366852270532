"""The commands on a corpus: they take arguments, call the corpus, and print. No rule about texts lives here.

Each module says what it does in a line (``TOLD``) and in a paragraph (``ABOUT``), and lays out its arguments
(``lay_out``). Nothing heavy is imported before it is needed.
"""

from mediawire.commands import add, check, doctor, families, read, remove, serve, show, trace, watch

COMMANDS = {
    "read": read,
    "add": add,
    "remove": remove,
    "show": show,
    "trace": trace,
    "families": families,
    "check": check,
    "watch": watch,
    "serve": serve,
    "doctor": doctor,
}
"""In the order of the help."""
