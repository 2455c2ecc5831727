"""Doors to options and their rules."""

from django.urls import path

from unikat.journey.options import views

app_name = "options"
urlpatterns = [
    path("p/<slug:project>/options/", views.option_list, name="list"),
    path("p/<slug:project>/options/group/", views.add_group, name="add_group"),
    path("p/<slug:project>/options/new/", views.add_option, name="add_option"),
    path("p/<slug:project>/options/rule/", views.add_rule, name="add_rule"),
    path("p/<slug:project>/options/rule/<str:code>/retire/", views.retire_rule, name="retire_rule"),
    path("p/<slug:project>/options/release/", views.release, name="release"),
    path("p/<slug:project>/options/<slug:code>/", views.option, name="option"),
]
