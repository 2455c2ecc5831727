"""What we remember of a person."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unikat.foundation.ledger import clock
from unikat.foundation.ledger.things import Ref


class Tier(models.IntegerChoices):
    """How well we know somebody."""

    GUEST = 0, _("guest")
    CONFIRMED = 1, _("e-mail confirmed")
    TRUSTED = 2, _("trusted")
    VERIFIED = 3, _("verified")


class People(BaseUserManager["Person"]):
    """Makes people; a person needs an e-mail address and nothing else."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A new person whose address the house vouches for; sign-in is by e-mail code."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A new operator of the server."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account: one name everywhere, an address in private."""

    kind_name = "person"

    email = models.EmailField(unique=True)
    handle = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=280, blank=True)
    language = models.CharField(max_length=5, default="de")
    tier = models.PositiveSmallIntegerField(choices=Tier.choices, default=Tier.GUEST)
    portrait = models.CharField(max_length=24, blank=True)
    in_cast = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> Ref:
        """The person in the ledger."""
        return Ref(self.kind_name, self.pk)

    def get_absolute_url(self) -> str:
        """Where the person's page is."""
        return reverse("people:profile", args=[self.handle])

    @property
    def url(self) -> str:
        """Where the person's page is, for templates."""
        return self.get_absolute_url()

    @property
    def initials(self) -> str:
        """Up to two letters, shown where there is no portrait."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def actor_kind(self) -> Literal["person"]:
        """A person acts as a person."""
        return "person"

    @property
    def actor_name(self) -> str:
        """The name that stands in the ledger."""
        return self.name

    @property
    def actor_person_id(self) -> int | None:
        """The person's own id."""
        return self.pk
