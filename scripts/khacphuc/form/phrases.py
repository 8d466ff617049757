"""What the form's script says, by the names that it knows."""

from __future__ import annotations

from khacphuc.text.message import N_

PHRASES = {
    "add": N_("Add: {what}"),
    "remove": N_("Remove {what}"),
    "up": N_("Move {what} up"),
    "down": N_("Move {what} down"),
    "copy": N_("Copy {what}"),
    "short_up": N_("Up"),
    "short_down": N_("Down"),
    "short_copy": N_("Copy"),
    "short_remove": N_("Remove"),
    "removed": N_("Removed {what}. “Undo” brings it back."),
    "moved": N_("{what} is now number {n}."),
    "added": N_("Added {what}."),
    "undone": N_("Undone."),
    "no_choice": N_("Nothing of this name"),
    "more": N_("… and {n} more; type more of the name"),
    "restored": N_("What you had not saved yet has been brought back."),
    "discard": N_("Throw it away"),
    "needed": N_("This must be filled in."),
    "form": N_("Not in the form expected ({form})."),
    "day": N_("Not a day of the calendar. Write day/month/year."),
    "number": N_("A number is expected, in digits."),
    "too_long": N_("This text has {n} characters; {most} are the most here."),
    "unknown": N_("Not known in this register: {what}"),
    "wrong_one": N_("1 place to mend"),
    "wrong": N_("{n} places to mend"),
    "right": N_("Nothing to mend."),
    "more_fields": N_("Fill in more: {first} … ({n})"),
    "split": N_("{n} lines became {n} rows: {what}. “Undo” makes one text of them."),
    "go": N_("Go there"),
    "offline": N_(
        "The program no longer answers. Your text is kept in this browser; start khacphuc edit again."
    ),
    "as_signed": N_("Save as signed"),
    "saving": N_("Saving …"),
    "unchanged": N_("Nothing has been changed."),
    "filed": N_(
        "Saved as {name}. It belongs into the folder {folder}; send it to whoever keeps the register."
    ),
    "mend": N_("Mend what is marked first."),
    "no_case": N_("Open this form from the page of a case."),
    "copied": N_("Copied."),
    "paste": N_("The text has been copied. Paste it into the page that opens."),
    "empty_row": N_("nothing yet"),
    "by_hand": N_("What stands here has another form; change it in the file itself."),
}
