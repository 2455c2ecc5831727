"""Doors to wishes and decisions."""

from django.urls import path

from unikat.journey.wishes import views

app_name = "wishes"
_wish = "p/<slug:project>/wishes/<int:number>/"
_decision = "p/<slug:project>/decisions/"
urlpatterns = [
    path("p/<slug:project>/wishes/", views.wish_list, name="list"),
    path("p/<slug:project>/wishes/similar/", views.similar, name="similar"),
    path("p/<slug:project>/wishes/new/", views.make, name="make"),
    path(_wish, views.detail, name="detail"),
    path(_wish + "support/", views.support, name="support"),
    path(_wish + "merge/", views.merge, name="merge"),
    path(_wish + "merge/answer/", views.answer_merge, name="answer_merge"),
    path(_wish + "merge/undo/", views.undo_merge, name="undo_merge"),
    path(_decision, views.decision_list, name="decisions"),
    path(_decision + "new/", views.decide, name="decide"),
    path(_decision + "<int:number>/", views.decision, name="decision"),
    path(_decision + "<int:number>/agree/", views.agree, name="agree"),
]
