"""Doors to the pages that see all stages."""

from django.urls import path

from unikat.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("p/<slug:project>/", views.project_home, name="project_home"),
    path("rules/", views.rules, name="rules"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("imprint/", views.imprint, name="imprint"),
    path("look/", views.look, name="look"),
    path("operator/jobs/", views.job_list, name="jobs"),
    path("operator/jobs/<int:pk>/again/", views.job_again, name="job_again"),
]
