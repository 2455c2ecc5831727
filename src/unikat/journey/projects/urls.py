"""Doors to a project's own pages."""

from django.urls import path

from unikat.journey.projects import views

app_name = "projects"
urlpatterns = [
    path("p/<slug:project>/about/", views.about, name="about"),
    path("p/<slug:project>/history/", views.history, name="history"),
    path("p/<slug:project>/describe/", views.describe, name="describe"),
    path("p/<slug:project>/roles/", views.give_role, name="give_role"),
    path("p/<slug:project>/roles/<int:pk>/withdraw/", views.withdraw_role, name="withdraw_role"),
    path("p/<slug:project>/road/<int:position>/", views.plan, name="plan"),
    path("projects/new/", views.open_project, name="open"),
]
