"""The door to a car's credits."""

from django.urls import path

from unikat.journey.credits import views

app_name = "credits"
urlpatterns = [path("p/<slug:project>/cars/<int:number>/credits/", views.car, name="car")]
