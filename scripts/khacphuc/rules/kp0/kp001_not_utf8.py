"""The file is not UTF-8 text.

Everybody must read the same letters in a conclusion or a plan. A file in an old Windows encoding, in UTF-16,
or one that is no text at all (a Word or Excel file under another name) shows different letters on each
machine, and nothing that it says can be followed up.

Open the file in the program that wrote it, and save it as text with the encoding UTF-8.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


_UTF16 = ("0xFF", "0xFE")


def explain(flaw: Flaw) -> Said:
    (byte,) = flaw.details
    message = say("The byte {byte} here is not UTF-8 text.", byte=byte)
    if byte in _UTF16 and (flaw.place.line, flaw.place.column) == (1, 1):
        return Said(
            message,
            say("The file looks like UTF-16, which some programs call “Unicode”. Save it again as UTF-8."),
        )
    return Said(
        message,
        say(
            "Save the file again as UTF-8 text. A Word, Excel or PDF file cannot be a document of the register."
        ),
    )
