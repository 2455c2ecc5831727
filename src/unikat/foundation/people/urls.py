"""Doors to people's pages."""

from django.urls import path

from unikat.foundation.people import views

app_name = "people"
urlpatterns = [
    path("people/<slug:handle>/", views.profile, name="profile"),
    path("people/<slug:handle>/trust/", views.trust, name="trust"),
    path("settings/", views.settings, name="settings"),
    path("first/<str:token>/", views.first, name="first"),
    path("demo/sign-in/<slug:handle>/", views.sign_in_as, name="sign_in_as"),
]
