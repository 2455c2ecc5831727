"""Doors to the discussions."""

from django.urls import path

from unikat.foundation.talk import views

app_name = "talk"
urlpatterns = [
    path("talk/say/", views.say, name="say"),
    path("talk/<int:pk>/reword/", views.reword, name="reword"),
    path("talk/<int:pk>/wordings/", views.wordings, name="wordings"),
    path("talk/<int:pk>/hide/", views.hide, name="hide"),
]
