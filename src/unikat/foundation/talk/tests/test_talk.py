"""Discussions: members speak, authors reword in the open, moderators fold away with a reason."""

import pytest

from unikat.foundation.ledger.refusal import NotAllowed, Refused
from unikat.foundation.notices.models import Notice
from unikat.foundation.talk import actions
from unikat.foundation.talk.models import LONGEST, Comment


def say(cast, feldhase, who="ida", text="Mit Handschuhen.", **facts):
    return actions.say(actor=cast[who], about=feldhase.thing, text=text, **facts)


def test_replies_go_one_level_deep_and_the_speakers_are_told(cast, feldhase):
    first = say(cast, feldhase)
    reply = say(cast, feldhase, "mei", "Wie dick?", reply_to=first)
    assert say(cast, feldhase, "jonas", "38 mm.", reply_to=reply).reply_to == first
    told = Notice.objects.filter(verb="talk.say").values_list("person__handle", flat=True)
    assert sorted(told) == ["ida", "mei"]


def test_only_the_author_rewords_and_the_old_words_stay(cast, feldhase, client_of):
    comment = say(cast, feldhase)
    with pytest.raises(NotAllowed):
        actions.edit_comment(actor=cast["oskar"], comment=comment, text="Anders.")
    actions.edit_comment(actor=cast["ida"], comment=comment, text="Mit Fäustlingen.")
    assert [wording.text for wording in comment.wordings.all()] == ["Mit Handschuhen."]
    assert client_of(cast["lena"]).get(f"/talk/{comment.pk}/reword/").status_code == 404
    assert "Mit Handschuhen." in client_of().get(f"/talk/{comment.pk}/wordings/").content.decode()


@pytest.mark.parametrize(
    ("handle", "may"), [("oskar", True), ("lena", False), ("mei", False), ("ida", False)]
)
def test_moderators_fold_away_with_a_reason(cast, feldhase, handle, may):
    comment = say(cast, feldhase)
    if not may:
        with pytest.raises(NotAllowed):
            actions.hide_comment(actor=cast[handle], comment=comment, reason="Nein.")
        return
    with pytest.raises(Refused):
        actions.hide_comment(actor=cast[handle], comment=comment, reason=" ")
    actions.hide_comment(actor=cast[handle], comment=comment, reason="Greift an.")
    assert Comment.objects.get().hidden_reason == "Greift an."


def test_too_long_words_come_back_with_a_sentence(cast, feldhase, client_of):
    text = "<div>" * 100_000
    form = {"text": text, "kind": "project", "id": feldhase.pk}
    answer = client_of(cast["ida"]).post("/talk/say/", form)
    html = answer.content.decode()
    assert (answer.status_code, f"{LONGEST}" in html, html.count("&lt;div&gt;")) == (422, True, 100_000)
    assert Comment.objects.count() == 0


def test_a_stranger_does_not_speak_about_what_is_private(cast, feldhase, client_of):
    feldhase.is_public = False
    feldhase.save()
    form = {"text": "Hallo", "kind": "project", "id": feldhase.pk}
    assert client_of(cast["ida"]).post("/talk/say/", form).status_code == 404
    assert client_of().get(f"/api/v1/talk/project/{feldhase.pk}/").status_code == 404
    assert client_of().post("/talk/say/", form).status_code == 302
    assert Comment.objects.count() == 0


def test_speaking_leads_to_no_other_site(cast, feldhase, client_of):
    form = {"text": "Hallo", "kind": "project", "id": feldhase.pk, "next": "//evil.example/"}
    assert client_of(cast["ida"]).post("/talk/say/", form)["Location"] == "/p/feldhase/#talk"
