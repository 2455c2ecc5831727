"""Notices: told once while unread, read by their owner only."""

from unikat.foundation.notices import actions
from unikat.foundation.notices.models import Notice


def tell(cast, **facts):
    told = {"verb": "wish.answer", "text_de": "Antwort.", "text_en": "Answer.", **facts}
    actions.notify(people=[cast["ida"].pk, cast["ida"].pk], about=cast["mei"].thing, **told)


def test_the_same_is_told_once_while_it_is_unread(cast):
    tell(cast)
    tell(cast)
    assert Notice.objects.count() == 1
    actions.mark_read(actor=cast["ida"])
    tell(cast)
    assert Notice.objects.count() == 2


def test_nobody_reads_for_others(cast, client_of):
    tell(cast)
    client_of(cast["lena"]).post("/notices/read/", {"notice": Notice.objects.get().pk})
    assert Notice.objects.filter(read_at__isnull=True).count() == 1
    client_of(cast["ida"]).post("/notices/read/", {"notice": Notice.objects.get().pk})
    assert Notice.objects.filter(read_at__isnull=True).count() == 0


def test_what_needs_you_stands_first_and_is_ones_own(cast, client_of):
    tell(cast, text_en="Please decide.", text_de="Bitte entscheide.", needs_you=True)
    pages = {name: client_of(cast[name]).get("/notices/").content.decode() for name in ("ida", "lena")}
    assert ("Bitte entscheide." in pages["ida"], "Bitte entscheide." in pages["lena"]) == (True, False)
    assert client_of().get("/notices/").status_code == 302
