"""Why a file could not be used, in the reader's language; the engine itself speaks English."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unikat.foundation.ui.words import language

_reasons = {
    "not-found": _("The file is not there."),
    "too-big": _("The file is too large to be read."),
    "zero-bytes": _("The file holds nothing."),
    "not-step": _("This is not a STEP file: it does not begin with ISO-10303-21."),
    "truncated": _("The file ends too early; please export or upload it again."),
    "external": _("The file refers to other files; export it with everything inside."),
    "cyclic": _("The assembly contains itself, so it never ends."),
    "instances": _("The file asks for more placed parts than can be shown."),
    "triangles": _("The model has more triangles than can be shown."),
    "deep": _("The file is nested too deeply."),
    "no-kernel": _("This installation has no STEP converter; the file is kept as it is."),
    "not-converted": _("The converter could not read the geometry in this file."),
    "empty": _("The file was read, but there is no surface in it."),
    "too-slow": _("Reading the file took longer than allowed, so it was stopped."),
    "out-of-memory": _("Reading the file took more memory than allowed, so it was stopped."),
    "output-too-big": _("The result grew larger than allowed, so reading was stopped."),
    "crashed": _("The file made the reader stop unexpectedly; it is probably damaged."),
    "not-gltf": _("This is not a glTF 2.0 file that can be read."),
    "gltf-extension": _("The model needs a glTF extension that is not supported here."),
    "gltf-lie": _("The model describes data that is not there."),
    "not-numbers": _("The model contains coordinates that are not usable numbers."),
    "stl-lie": _("The STL header announces more triangles than the file has room for."),
    "not-stl": _("This is not an STL file that can be read."),
    "3mf-not-yet": _("3MF is kept as a file, but not shown as a model yet; add a STEP, GLB or STL file too."),
    "not-zip": _("The archive is damaged."),
    "archive-unsafe": _("The archive was not opened, because it is not safe to."),
    "not-image": _("This is not a PNG, JPEG, WebP or GIF picture that can be read."),
    "pixels": _("The picture has more pixels than are read."),
    "not-svg": _("This is not an SVG drawing that can be read."),
    "svg-entities": _("The drawing declares entities, which are not accepted."),
    "svg-too-much": _("The drawing is too large or too deep to be shown safely."),
    "svg-acted": _("What could act was taken out of the drawing: scripts and what starts them."),
    "gave-up": _("The file could not be drawn here. The operator sees why and can try again."),
    "kind": _("Files of this kind are not turned into models."),
}


def in_words(code: str, sentence: str) -> str:
    """The reason for a reader: the engine's exact English sentence, or its plain form in their language."""
    if language() == "en" or code not in _reasons:
        return sentence
    return str(_reasons[code])
