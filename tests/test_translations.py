"""Every text of the sources has its translation, and the compiled catalogues are fresh."""

from pathlib import Path

import pytest

from unikat.cli import texts


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_catalogue_is_complete_and_fresh(root: Path, language: str) -> None:
    package = root / "src" / "unikat"
    doubts = list(texts.doubts(package, language, texts.template(package)))
    assert doubts == [], "\n".join(doubts)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package with texts in Python and in templates."""
    (tmp_path / "templates" / "small").mkdir(parents=True)
    (tmp_path / "views.py").write_text('from x import gettext as _\ntitle = _("Wishes")\n')
    (tmp_path / "templates/small/page.html").write_text(
        "{% trans count=n %}{{ count }} wish{% pluralize %}{{ count }} wishes{% endtrans %}{{ _('Doors') }}"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text('_("not for people")\n')
    return tmp_path


def ids(package: Path) -> set[str | tuple[str, ...]]:
    return {message.id for message in texts.template(package) if message.id}


def test_texts_are_found_in_python_and_in_templates(package: Path) -> None:
    assert ids(package) == {"Wishes", "Doors", ("%(count)s wish", "%(count)s wishes")}


def test_missing_unused_and_stale_texts_are_named(package: Path) -> None:
    sources = texts.template(package)
    texts.update(package, "de", sources)
    po = texts.po_file(package, "de")
    po.write_text(po.read_text().replace('msgid "Doors"\nmsgstr ""', 'msgid "Doors"\nmsgstr "Türen"'))
    assert set(texts.doubts(package, "de", sources)) == {
        "de: not translated: 'Wishes' (views.py)",
        "de: not translated: ('%(count)s wish', '%(count)s wishes') (templates/small/page.html)",
        "de: django.mo is not made from django.po; run ./unikat texts",
    }
    (package / "views.py").write_text('_("Wishes, all of them")\n')
    named = set(texts.doubts(package, "de", texts.template(package)))
    assert {
        "de: not in the catalogue: 'Wishes, all of them' (views.py)",
        "de: no longer used: 'Wishes'",
    } <= named


def test_bringing_up_to_date_keeps_what_was_translated_and_changes_nothing_twice(package: Path) -> None:
    texts.update(package, "de", texts.template(package))
    po = texts.po_file(package, "de")
    po.write_text(po.read_text().replace('msgid "Doors"\nmsgstr ""', 'msgid "Doors"\nmsgstr "Türen"'))
    texts.update(package, "de", texts.template(package))
    once = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    texts.update(package, "de", texts.template(package))
    assert (po.read_bytes(), po.with_suffix(".mo").read_bytes()) == once
    assert texts.read(po, "de")["Doors"].string == "Türen"
