"""Doors to changes."""

from django.urls import path

from unikat.journey.changes import views

app_name = "changes"
_one = "p/<slug:project>/changes/<int:number>/"
urlpatterns = [
    path("p/<slug:project>/changes/", views.change_list, name="list"),
    path("p/<slug:project>/changes/new/", views.propose, name="propose"),
    path(_one, views.detail, name="detail"),
    path(_one + "amend/", views.amend, name="amend"),
    path(_one + "review/", views.review, name="review"),
    path(_one + "accept/", views.accept, name="accept"),
    path(_one + "decline/", views.decline, name="decline"),
]
