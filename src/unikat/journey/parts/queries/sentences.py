"""What is said about each kind of doubt: its title, the fact, why it matters, and what was done and can be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """`what` takes the facts of one doubt; the others hold for the whole kind."""

    title: Text
    what: Text
    why: Text
    proposal: Text


#: In the order in which a report tells them.
SENTENCES: dict[str, Words] = {
    "list-unreadable": Words(
        _("Lists that cannot be read"),
        "%(reason)s",
        _("What stands in them is missing here."),
        _("Nothing was taken. Save the list as CSV or XLSX with a row of column titles and import again."),
    ),
    "list-has-levels": Words(
        _("Lists with levels"),
        _("The list has columns for levels or parents."),
        _("Read flat, it would give wrong quantities."),
        _("Nothing was taken. Such lists cannot be read yet."),
    ),
    "list-cut": Words(
        _("Lists that are too long"),
        _("%(count)s %(cut)s go beyond 20,000 rows or 4,000 letters."),
        _("What goes beyond is missing here."),
        _("The rest was taken. Split the list or shorten the cells."),
    ),
    "file-refused": Words(
        _("Files that were refused"),
        "%(sentence)s",
        _("The part has no model."),
        _("The part was taken without it. Export the file again."),
    ),
    "file-unreadable": Words(
        _("Models that cannot be shown"),
        "%(sentence)s",
        _("The file can be downloaded, but not looked at."),
        _("The file was kept as it is. Export it again."),
    ),
    "part-exists": Words(
        _("Parts that were here already"),
        "%(name)s",
        _("An import never changes a part that somebody has drawn."),
        _("The part was left as it is. Propose a change if the list knows better."),
    ),
    "number-twice": Words(
        _("One number, two parts"),
        _("%(stated)s is “%(here)s” here and “%(there)s” in %(other_file)s, row %(other_row)s."),
        _("Whoever orders by the number gets one of the two, perhaps the wrong one."),
        _(
            "Both rows are parts: the first keeps the number, the other has one with NN. Find out which is right."
        ),
    ),
    "lengths-differ": Words(
        _("Lengths that contradict each other"),
        _("The name says “%(name)s”, the description “%(description)s”."),
        _("A screw of the wrong length does not hold."),
        _("Both texts were taken as they are. Measure, or look at the maker’s page."),
    ),
    "marked-deleted": Words(
        _("Files that call themselves deleted"),
        _("The list asks for the part; its file is %(file)s."),
        _("Either the part is no longer needed or its drawing is no longer valid."),
        _("Part and file were taken, without a mass. Ask whoever deleted it."),
    ),
    "quantity-unreadable": Words(
        _("Quantities that cannot be read"),
        _("“%(text)s”"),
        _("Without a quantity nobody knows how many to make."),
        _("The part was taken, but stands in no bill. Add the line with its quantity."),
    ),
    "heading": Words(
        _("Headings among the rows"),
        _("“%(text)s” stands alone in a column for numbers."),
        _("It is no part."),
        _("No part was made of it; the rows below name it in their notes."),
    ),
    "no-number": Words(
        _("Rows without a number"),
        "%(name)s",
        _("Without a number a part cannot be found again in an order or on a shelf."),
        _("Each has a made-up number: NN and its row. Give it a real one."),
    ),
    "no-name": Words(
        _("Rows without a name"),
        _("The row names only a number."),
        _("Nobody knows what to look for."),
        _("The number stands for the name. Give it one."),
    ),
    "variant-word": Words(
        _("Words that look like variants"),
        _("“%(text)s”: only for %(variant)s?"),
        _("As it stands, the part is in every vehicle."),
        _(
            "No condition was made of it. If it is a variant, make it an option and put the condition on the line."
        ),
    ),
    "name-differs": Words(
        _("Names that differ between list and file"),
        _("“%(name)s” in the list, “%(file)s” in the file."),
        _("List and file may mean two states of the part."),
        _("The number joined them and the list’s name was taken. Say which name holds."),
    ),
    "file-without-row": Words(
        _("Files that no row asks for"),
        _("No number in its name fits a row of any list."),
        _("A part is missing in the list, or the file is left over."),
        _("Each is a part outside the bill, with a made-up number. Add it to the list, or retire it."),
    ),
    "row-without-file": Words(
        _("Rows without a file"),
        "%(name)s",
        _("Most rows of this list have a model; without one it cannot be made."),
        _("The part was taken without a model. Find the file."),
    ),
    "second-file": Words(
        _("More than one file for a row"),
        _("%(file)s next to %(first)s"),
        _("One of them is the part; another may be its flat pattern, or an older state."),
        _("The one with the shortest name comes first, the others are kept with it."),
    ),
    "pack-size": Words(
        _("Pack sizes"),
        _("Quantity %(quantity)s, in packs of %(size)s."),
        _("It is not said whether pieces or packs are counted."),
        _("The quantity was taken as pieces. Say what was meant."),
    ),
    "cost-not-taken": Words(
        _("Prices that were not taken"),
        _("%(count)s prices such as %(text)s, counted in: %(unit)s."),
        _("Costs are kept in euros without VAT, and nothing is converted in silence."),
        _("No price was taken. Put (EUR) into the title of the column."),
    ),
    "lead-time-not-taken": Words(
        _("Lead times that were not taken"),
        _("%(count)s times such as %(text)s, counted in: %(unit)s."),
        _("Days and weeks look the same."),
        _("No lead time was taken. Put (days) or (wk) into the title of the column."),
    ),
    "no-mass": Words(
        _("Made parts without a mass"),
        "%(reason)s",
        _("The mass of the whole is too small by theirs."),
        _("The mass was left empty. Weigh the part, or name its material."),
    ),
    "density-assumed": Words(
        _("Densities that were assumed"),
        _("%(material)s names no alloy or grade: %(density)s kg/m³ for %(count)s parts."),
        _("The masses that follow from it may be off by some percent."),
        _("The masses are marked as computed from the model. Name the grade, or weigh."),
    ),
    "address-misplaced": Words(
        _("Web addresses in another column"),
        _("Column %(role)s: %(text)s"),
        _("The row may be shifted by a column, and what belongs there is missing."),
        _("The address was taken as the part’s source."),
    ),
    "origin-in-description": Words(
        _("Descriptions that say where a part comes from"),
        _("“%(text)s”"),
        _("A part from a donor vehicle or a second-hand one has no price and no lead time."),
        _("The part counts as bought. If it comes from a donor vehicle, say so at the part."),
    ),
    "lost-sign": Words(
        _("Signs that were lost"),
        _("%(role)s: “%(text)s”%(whole)s"),
        _("The list was saved once in the wrong encoding."),
        _("Where a copy of the list has the whole text, it was taken from there; else as it is."),
    ),
    "not-utf8": Words(
        _("Bytes that are not UTF-8"),
        _("The first is in this row; the file was read as %(taken)s."),
        _("Letters with accents may be wrong."),
        _("Look at such letters. Save the file as UTF-8."),
    ),
    "zeros-lost": Words(
        _("Numbers that lost their zeros"),
        _("The list says %(stated)s, the name “%(name)s”."),
        _("A spreadsheet has taken the number for a quantity; files and drawings have the zeros."),
        _("The number was taken with its zeros."),
    ),
    "number-rewritten": Words(
        _("Numbers with other signs"),
        _("“%(stated)s” became “%(taken)s”."),
        _("Blanks and slashes in numbers are typed wrongly sooner or later."),
        _("The number was taken in letters, digits, dots and dashes."),
    ),
    "name-shortened": Words(
        _("Names that are too long"),
        "%(name)s",
        _("A name fits on a label."),
        _("The first 160 letters were taken."),
    ),
    "note-shortened": Words(
        _("Notes that are too long"),
        _("The row says more than fits into the note of a revision."),
        _("The rest stands in the list only."),
        _("The first 600 letters were taken."),
    ),
    "column-not-read": Words(
        _("Columns that nobody understood"),
        _("“%(column)s”"),
        _("What stands in them is missing here."),
        _("Nothing was taken from them."),
    ),
    "is-a-copy": Words(
        _("Lists that are there twice"),
        _("The same %(rows)s parts as in %(of)s."),
        _("Read twice, each part would count twice."),
        _("It was only compared. Keep one of the two."),
    ),
    "copy-differs": Words(
        _("Where a list and its copy disagree"),
        _("Column %(column)s, %(count)s cells, rows %(rows)s: “%(here)s” here, “%(there)s” in %(of)s."),
        _("One of the two is out of date."),
        _("The first list holds, except where its signs were lost. Say which is right."),
    ),
    "copy-lacks-row": Words(
        _("Rows that a copy does not have"),
        _("“%(name)s” is missing in %(other)s."),
        _("One of the two is out of date."),
        _("The rows of the first list were taken. Say which is right."),
    ),
    "link-skipped": Words(
        _("Links that were not followed"),
        _("The file is only a link to another place."),
        _("It could lead out of the folder, to what is not meant for others."),
        _("Nothing was taken. Put the file itself there."),
    ),
    "licence-unknown": Words(
        _("No licence that we know"),
        _("No LICENSE file names a licence that we know."),
        _("Without a licence nobody may make the parts."),
        _("The licence stands as NOASSERTION unless it was named at the import. Ask the authors."),
    ),
}
