"""Doors to files."""

from django.urls import path

from unikat.foundation.files import views

app_name = "files"
urlpatterns = [
    path("files/<int:pk>/shape/<slug:role>/", views.derived, name="derived"),
    path("files/<int:pk>/<str:name>", views.file, name="file"),
]
