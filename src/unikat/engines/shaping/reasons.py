"""Why a file could not be used: one code and one plain sentence for each reason."""

from dataclasses import dataclass

SENTENCES = {
    "not-found": "The file is not there.",
    "too-big": "The file has {size:,} bytes; at most {limit:,} are read.",
    "zero-bytes": "The file holds nothing.",
    "not-step": "This is not a STEP file: it does not begin with ISO-10303-21.",
    "truncated": "The file ends too early; please export or upload it again.",
    "external": "The file refers to other files ({names}); export it with everything inside.",
    "cyclic": "The assembly contains itself, so it never ends.",
    "instances": "The file asks for {count:,} placed parts; at most {limit:,} can be shown.",
    "triangles": "The model has {count:,} triangles; at most {limit:,} can be shown.",
    "deep": "The file is nested too deeply.",
    "no-kernel": "This installation has no STEP converter; the file is kept as it is.",
    "not-converted": "The converter could not read the geometry in this file.",
    "empty": "The file was read, but there is no surface in it.",
    "too-slow": "Reading the file took longer than allowed, so it was stopped.",
    "out-of-memory": "Reading the file took more memory than allowed, so it was stopped.",
    "output-too-big": "The result grew larger than allowed, so reading was stopped.",
    "crashed": "The file made the reader stop unexpectedly; it is probably damaged.",
    "not-gltf": "This is not a glTF 2.0 file that can be read: {what}.",
    "gltf-extension": "The model needs a glTF extension that is not supported here ({names}).",
    "gltf-lie": "The model describes data that is not there: {what}.",
    "not-numbers": "The model contains coordinates that are not usable numbers.",
    "stl-lie": "The STL header announces {count:,} triangles, but the file has room for {room:,}.",
    "not-stl": "This is not an STL file that can be read: {what}.",
    "3mf-not-yet": "3MF is kept as a file, but not shown as a model yet; add a STEP, GLB or STL file too.",
    "not-zip": "The archive is damaged.",
    "archive-unsafe": "The archive was not opened: {what}.",
    "not-image": "This is not a PNG, JPEG, WebP or GIF picture that can be read.",
    "pixels": "The picture has {count:,} pixels; at most {limit:,} are read.",
    "not-svg": "This is not an SVG drawing that can be read: {what}.",
    "svg-entities": "The drawing declares entities, which are not accepted.",
    "svg-too-much": "The drawing is too large or too deep to be shown safely.",
    "kind": "Files of this kind are not turned into models.",
}


@dataclass(frozen=True)
class Unreadable:
    """A file that was refused: `code` is stable, `sentence` is English for people, `detail` for operators."""

    code: str
    sentence: str
    detail: str = ""


class RefusedFile(Exception):
    """Raised inside the engine where a file is refused; never leaves its doors."""

    def __init__(self, code: str, **facts: object) -> None:
        self.answer = Unreadable(code, SENTENCES[code].format(**facts))
        super().__init__(self.answer.sentence)

    @classmethod
    def of(cls, answer: Unreadable) -> "RefusedFile":
        """The exception that carries an answer already found."""
        refusal = cls.__new__(cls)
        Exception.__init__(refusal, answer.sentence)
        refusal.answer = answer
        return refusal


def unreadable(code: str, detail: str = "", **facts: object) -> Unreadable:
    """The refusal for a code, its sentence filled with the facts."""
    return Unreadable(code, SENTENCES[code].format(**facts), detail)
