"""Doors to the configurator and to cars."""

from django.urls import path

from unikat.journey.cars import views

app_name = "cars"
urlpatterns = [
    path("p/<slug:project>/configure/", views.configure, name="configure"),
    path("p/<slug:project>/configure/finish/", views.finish, name="finish"),
    path("p/<slug:project>/configure/save/", views.save, name="save"),
    path("p/<slug:project>/configure/reserve/", views.reserve, name="reserve"),
    path("p/<slug:project>/configure/<slug:token>/", views.saved, name="saved"),
    path("p/<slug:project>/cars/", views.car_list, name="list"),
    path("p/<slug:project>/cars/<int:number>/", views.detail, name="detail"),
    path("p/<slug:project>/cars/<int:number>/cancel/", views.cancel, name="cancel"),
]
