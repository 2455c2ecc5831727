"""Later, again, every night.

`@job(retries=3)` on a function taking ids gives it `.later(*ids)`; `@nightly("name", hour=3)` above that lets
it run every night.
"""

from unikat.foundation.jobs.schedule import Job, job, nightly

__all__ = ["Job", "job", "nightly"]
