"""Doors to a project's own pages."""

from django.urls import path

from unikat.journey.projects import views

app_name = "projects"
urlpatterns = [
    path("projects/new/", views.open_one, name="open"),
    path("p/<slug:project>/about/", views.about, name="about"),
    path("p/<slug:project>/describe/", views.describe, name="describe"),
    path("p/<slug:project>/team/give/", views.give_role, name="give_role"),
    path("p/<slug:project>/team/take/", views.take_role, name="take_role"),
    path("p/<slug:project>/road/plan/", views.plan_phase, name="plan_phase"),
    path("p/<slug:project>/history/", views.history, name="history"),
]
