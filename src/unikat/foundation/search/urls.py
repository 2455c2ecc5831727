"""The door to the search."""

from django.urls import path

from unikat.foundation.search import views

urlpatterns = [path("search/", views.search, name="search")]
