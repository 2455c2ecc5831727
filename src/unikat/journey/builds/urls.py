"""Doors to workshops, builds, the guide and the crew's phone."""

from django.urls import path

from unikat.journey.builds import views

app_name = "builds"
_car = "p/<slug:project>/cars/<int:number>/"
_build = "p/<slug:project>/builds/<int:number>/"
urlpatterns = [
    path("workshops/", views.workshop_list, name="workshops"),
    path("workshops/new/", views.open_workshop, name="open_workshop"),
    path("workshops/<slug:slug>/", views.workshop, name="workshop"),
    path("workshops/<slug:slug>/bays/new/", views.add_bay, name="add_bay"),
    path(_car + "book-days/", views.choose_workshop, name="book"),
    path(_car + "book-days/<slug:slug>/", views.book, name="book_at"),
    path("p/<slug:project>/steps/", views.guide, name="guide"),
    path("p/<slug:project>/steps/modules/new/", views.add_module, name="add_module"),
    path("p/<slug:project>/steps/new/", views.add_step, name="add_step"),
    path("p/<slug:project>/steps/<str:step>/", views.step, name="step"),
    path(_build, views.detail, name="detail"),
    path(_build + "crew/", views.crew, name="crew"),
    path(_build + "crew/<int:pk>/revoke/", views.revoke, name="revoke"),
    path(_build + "finish/", views.finish, name="finish"),
    path(_build + "steps/<str:step>/", views.sign, name="sign"),
    path("crew/<str:token>/", views.enter, name="enter"),
    path("crew/<str:token>/code.svg", views.code, name="code"),
]
