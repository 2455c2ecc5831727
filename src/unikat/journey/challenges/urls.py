"""Doors to challenges."""

from django.urls import path

from unikat.journey.challenges import views

app_name = "challenges"
_one = "p/<slug:project>/challenges/<int:number>/"
_entry = _one + "entries/<int:entry>/"
urlpatterns = [
    path("p/<slug:project>/challenges/", views.challenge_list, name="list"),
    path("p/<slug:project>/challenges/new/", views.open_one, name="open"),
    path(_one, views.detail, name="detail"),
    path(_one + "enter/", views.enter, name="enter"),
    path(_one + "close/", views.close, name="close"),
    path(_one + "ballots.json", views.ballots, name="ballots"),
    path(_entry, views.entry, name="entry"),
    path(_entry + "vote/", views.vote, name="vote"),
    path(_entry + "judge/", views.judge, name="judge"),
    path(_entry + "withdraw/", views.withdraw, name="withdraw"),
]
