"""Doors to a project's own pages."""

from django.urls import path

from unikat.journey.projects import views

app_name = "projects"
urlpatterns = [
    path("p/<slug:project>/about/", views.about, name="about"),
    path("p/<slug:project>/history/", views.history, name="history"),
]
