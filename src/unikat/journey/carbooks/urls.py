"""Doors to car books."""

from django.urls import path

from unikat.journey.carbooks import views

app_name = "carbooks"
_car = "p/<slug:project>/cars/<int:number>/book/"
urlpatterns = [
    path(_car, views.book, name="book"),
    path(_car + "seal/", views.seal, name="seal"),
    path(_car + "code.svg", views.code, name="code"),
]
