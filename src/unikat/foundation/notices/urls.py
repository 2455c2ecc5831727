"""Doors to the notices."""

from django.urls import path

from unikat.foundation.notices import views

urlpatterns = [
    path("notices/", views.notice_list, name="notices"),
    path("notices/read/", views.read, name="read_notices"),
]
