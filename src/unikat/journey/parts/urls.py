"""Doors to parts, revisions and the bill of materials."""

from django.urls import path

from unikat.journey.parts import views

app_name = "parts"
urlpatterns = [
    path("p/<slug:project>/parts/", views.part_list, name="list"),
    path("p/<slug:project>/parts/new/", views.add, name="add"),
    path("p/<slug:project>/bill/", views.bill, name="bill"),
    path("p/<slug:project>/imports/", views.import_list, name="imports"),
    path("p/<slug:project>/imports/<int:pk>/", views.report, name="report"),
    path("p/<slug:project>/parts/<str:number>/", views.detail, name="detail"),
    path("p/<slug:project>/parts/<str:number>/revise/", views.revise, name="revise"),
    path("p/<slug:project>/parts/<str:number>/release/<str:letter>/", views.release, name="release"),
    path("p/<slug:project>/parts/<str:number>/line/", views.line, name="line"),
]
