"""The operator's door to the jobs."""

from django.urls import path

from unikat.foundation.jobs import views

urlpatterns = [
    path("operator/jobs/", views.run_list, name="jobs"),
    path("operator/jobs/<int:pk>/again/", views.again, name="job_again"),
]
