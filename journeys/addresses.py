"""Every kind of page by the name of its door, with an example address in the demo and a person who may see it."""

from __future__ import annotations

from uuid import uuid4

P = "/p/feldhase"
CHOSEN = (
    "c=motor-35&c=battery-20&c=seats-two&c=body-half-doors&c=wheels-steel-14&c=colour-signal&c=skin-plain"
)

#: Door: who looks, and the addresses. A door without a line here fails the test that counts them.
PAGES = {
    "home": ("ida", "/"),
    "project_home": ("ida", f"{P}/"),
    "projects:about": ("ida", f"{P}/about/"),
    "projects:open": ("mei", "/projects/new/"),
    "projects:describe": ("oskar", f"{P}/describe/"),
    "projects:give_role": ("oskar", f"{P}/team/give/"),
    "projects:plan_phase": ("oskar", f"{P}/road/plan/?position=2"),
    "projects:history": ("ida", f"{P}/history/"),
    "wishes:list": ("ida", f"{P}/wishes/", f"{P}/wishes/?state=answered"),
    "wishes:make": ("ida", f"{P}/wishes/new/"),
    "wishes:detail": ("ida", f"{P}/wishes/14/", f"{P}/wishes/19/", f"{P}/wishes/20/"),
    "wishes:decisions": ("ida", f"{P}/decisions/"),
    "wishes:decision": ("ida", f"{P}/decisions/6/"),
    "wishes:decide": ("mei", f"{P}/decisions/new/"),
    "challenges:list": ("ida", f"{P}/challenges/"),
    "challenges:detail": (
        "ida",
        f"{P}/challenges/1/",
        f"{P}/challenges/2/",
        f"{P}/challenges/{{challenge}}/",
    ),
    "challenges:entry": ("ida", f"{P}/challenges/1/entries/1/", f"{P}/challenges/2/entries/1/"),
    "challenges:open": ("jonas", f"{P}/challenges/new/"),
    "challenges:enter": ("ida", f"{P}/challenges/{{challenge}}/enter/"),
    "parts:list": ("ida", f"{P}/parts/"),
    "parts:detail": ("ida", f"{P}/parts/FH-320-004/", f"{P}/parts/FH-000-000/"),
    "parts:bill": ("ida", f"{P}/bill/"),
    "parts:add": ("mei", f"{P}/parts/new/"),
    "parts:revise": ("mei", f"{P}/parts/FH-320-004/revise/"),
    "parts:line": ("mei", f"{P}/parts/FH-000-000/line/"),
    "parts:imports": ("ida", f"{P}/imports/"),
    "changes:list": ("ida", f"{P}/changes/"),
    "changes:detail": ("mei", f"{P}/changes/1/", f"{P}/changes/2/"),
    "changes:propose": ("mei", f"{P}/changes/new/"),
    "changes:amend": ("mei", f"{P}/changes/2/amend/"),
    "options:list": ("oskar", f"{P}/options/"),
    "options:option": ("ida", f"{P}/options/winch/"),
    "options:add_group": ("oskar", f"{P}/options/group/"),
    "options:add_option": ("oskar", f"{P}/options/new/"),
    "options:add_rule": ("oskar", f"{P}/options/rule/"),
    "options:retire_rule": ("oskar", f"{P}/options/rule/R15/retire/"),
    "options:release": ("oskar", f"{P}/options/release/"),
    "cars:configure": (
        "ida",
        f"{P}/configure/",
        f"{P}/configure/?c=motor-70&c=winch&c=seats-two",
        f"{P}/configure/?{CHOSEN}",
    ),
    "cars:reserve": ("ida", f"{P}/configure/reserve/?{CHOSEN}"),
    "cars:list": ("ida", f"{P}/cars/"),
    "cars:detail": ("ida", f"{P}/cars/1/", f"{P}/cars/3/"),
    "builds:workshops": ("tariq", "/workshops/"),
    "builds:workshop": ("ida", "/workshops/chemnitz/"),
    "builds:open_workshop": ("tariq", "/workshops/new/"),
    "builds:add_bay": ("tariq", "/workshops/chemnitz/bays/new/"),
    "builds:book": ("hanna", f"{P}/cars/{{reserved}}/book-days/"),
    "builds:book_at": ("hanna", f"{P}/cars/{{reserved}}/book-days/chemnitz/"),
    "builds:guide": ("ida", f"{P}/steps/"),
    "builds:step": ("ida", f"{P}/steps/4.12/"),
    "builds:add_module": ("tariq", f"{P}/steps/modules/new/"),
    "builds:add_step": ("tariq", f"{P}/steps/new/"),
    "builds:detail": ("ida", f"{P}/builds/3/", f"{P}/builds/2/"),
    "builds:sign": ("ida", f"{P}/builds/3/steps/4.12/", f"{P}/builds/3/steps/1.1/"),
    "builds:crew": ("ida", f"{P}/builds/3/crew/"),
    "builds:enter": ("", "/crew/{crew}/"),
    "carbooks:book": ("ida", f"{P}/cars/2/book/", f"{P}/cars/3/book/"),
    "credits:car": ("ida", f"{P}/cars/2/credits/"),
    "notices": ("ida", "/notices/"),
    "search": ("ida", "/search/", "/search/?q=schlaufe", "/search/?q=xyzzy"),
    "people:profile": ("ida", "/people/ida/", "/people/paul/"),
    "people:settings": ("ida", "/settings/"),
    "talk:reword": ("ida", "/talk/8/reword/"),
    "talk:wordings": ("ida", "/talk/8/wordings/"),
    "account_login": ("", "/sign-in/"),
    "account_signup": ("", "/sign-up/"),
    "account_logout": ("ida", "/sign-out/"),
    "account_inactive": ("", "/sign-in/inactive/"),
    "rules": ("ida", "/rules/"),
    "accessibility": ("ida", "/accessibility/"),
    "imprint": ("ida", "/imprint/"),
    "look": ("ida", "/look/"),
}

#: Doors through which one only acts (405 when asked for a page).
ACTS = {
    "people:sign_in_as": "/demo/sign-in/ida/",
    "people:trust": "/people/ida/trust/",
    "projects:take_role": f"{P}/team/take/",
    "talk:say": "/talk/say/",
    "talk:hide": "/talk/8/hide/",
    "read_notices": "/notices/read/",
    "wishes:support": f"{P}/wishes/14/support/",
    "wishes:merge": f"{P}/wishes/14/merge/",
    "wishes:answer_merge": f"{P}/wishes/14/merge/answer/",
    "wishes:undo_merge": f"{P}/wishes/14/merge/undo/",
    "wishes:agree": f"{P}/decisions/6/agree/",
    "challenges:close": f"{P}/challenges/2/close/",
    "challenges:vote": f"{P}/challenges/2/entries/1/vote/",
    "challenges:judge": f"{P}/challenges/2/entries/1/judge/",
    "challenges:withdraw": f"{P}/challenges/2/entries/1/withdraw/",
    "parts:release": f"{P}/parts/FH-320-004/release/A/",
    "cars:save": f"{P}/configure/save/",
    "cars:cancel": f"{P}/cars/3/cancel/",
    "builds:revoke": f"{P}/builds/3/crew/1/revoke/",
    "builds:finish": f"{P}/builds/3/finish/",
    "changes:review": f"{P}/changes/2/review/",
    "changes:accept": f"{P}/changes/2/accept/",
    "changes:decline": f"{P}/changes/2/decline/",
    "carbooks:seal": f"{P}/cars/2/book/seal/",
    "job_again": "/operator/jobs/1/again/",
}

#: Doors that lead on to another page, or give a file, a picture or a fragment instead of a page.
NO_PAGES = {
    "health": "a word",
    "openapi": "a file",
    "set_language": "leads back",
    "account_request_login_code": "leads to the sign-in",
    "account_email": "leads to the sign-in",
    "account_reset_password": "leads to the sign-in",
    "files:file": "a file",
    "files:derived": "a file",
    "wishes:similar": "a fragment, seen beside the field in test_by_keyboard",
    "challenges:ballots": "a file",
    "cars:finish": "leads to the configurator",
    "cars:saved": "leads to the configurator",
    "builds:code": "a picture",
    "carbooks:code": "a picture",
}

#: Doors behind a form or on an empty server; STATES and the test of the empty server open them.
BEHIND = {
    "account_confirm_login_code": "after an address was typed",
    "account_email_verification_sent": "after an address was typed",
    "people:first": "on an empty server",
    "jobs": "for the operator of an empty server",
    "parts:report": "on the empty server, when a list was taken over",
}


def _refused(path, place="last", **typed):
    """Open the page's last (or first) form, type what will be refused, send it without the browser's own objections."""

    def arrive(page, places):
        page.goto(path.format(**places))
        for field, value in typed.items():
            page.fill(f"#id_{field}", value)
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            getattr(page.locator("main form button[type=submit]:visible"), place).click()
        page.wait_for_load_state()
        return answer.value.status

    return arrive


def _asked(path):
    return lambda page, places: page.goto(path).status


def _code_asked(path, address):
    """Ask for a code by mail; the page that takes the code."""

    def arrive(page, places):
        page.goto(path)
        page.fill("#id_email", address)
        with page.expect_navigation() as answer:
            page.press("#id_email", "Enter")
        return answer.value.status

    return arrive


def _forged(page, places):
    """A form that no page of ours has sent."""
    page.goto("/rules/")
    page.evaluate(
        """() => { const form = document.createElement('form'); form.method = 'post';
        form.action = '/talk/say/'; document.body.append(form); window.forged = form; }"""
    )
    with page.expect_navigation() as answer:
        page.evaluate("forged.submit()")
    return answer.value.status


#: Pages that only a deed brings: who, which status, and how one gets there.
STATES = {
    "nothing here": ("ida", 404, _asked("/p/feldhase/parts/FH-999-999/")),
    "nothing here, for a visitor": ("", 404, _asked("/operator/jobs/")),
    "about, for those who lead": ("oskar", 200, _asked(f"{P}/about/")),
    "forged form": ("ida", 403, _forged),
    "code for the sign-in": ("", 200, _code_asked("/sign-in/", "ida@feldhase.example")),
    "address that is none": ("", 200, _refused("/sign-up/", email="neu")),
    "code for a new account": ("", 200, _code_asked("/sign-up/", f"{uuid4().hex}@feldhase.example")),
    "wish without words": ("ida", 422, _refused(f"{P}/wishes/new/")),
    "comment without words": ("ida", 422, _refused(f"{P}/wishes/14/")),
    "entry without a title": ("ida", 422, _refused(f"{P}/challenges/{{challenge}}/enter/")),
    "days not chosen": ("hanna", 422, _refused(f"{P}/cars/{{reserved}}/book-days/chemnitz/")),
    "reservation unsure": ("ida", 422, _refused(f"{P}/configure/reserve/?{CHOSEN}")),
    "torque out of range": ("ida", 422, _refused(f"{P}/builds/3/steps/4.12/")),
    "friend without a name": ("ida", 422, _refused(f"{P}/builds/3/crew/", place="first")),
    "settings without a name": ("ida", 422, _refused("/settings/", name="")),
    "decision without words": ("mei", 422, _refused(f"{P}/decisions/new/")),
    "part without a number": ("mei", 422, _refused(f"{P}/parts/new/")),
    "revision without a file": ("mei", 422, _refused(f"{P}/parts/FH-320-004/revise/")),
    "bill line without a part": ("mei", 422, _refused(f"{P}/parts/FH-000-000/line/")),
    "change without a title": ("mei", 422, _refused(f"{P}/changes/new/")),
    "challenge without a brief": ("jonas", 422, _refused(f"{P}/challenges/new/")),
    "option without a code": ("oskar", 422, _refused(f"{P}/options/new/")),
    "rule without a sentence": ("oskar", 422, _refused(f"{P}/options/rule/")),
    "rule retired without a reason": ("oskar", 422, _refused(f"{P}/options/rule/R15/retire/")),
    "step without a title": ("tariq", 422, _refused(f"{P}/steps/new/")),
    "workshop without a name": ("tariq", 422, _refused("/workshops/new/")),
    "bay without a name": ("tariq", 422, _refused("/workshops/chemnitz/bays/new/")),
    "module without a title": ("tariq", 422, _refused(f"{P}/steps/modules/new/")),
    "change amended to nothing": ("mei", 422, _refused(f"{P}/changes/2/amend/", title="")),
    "project without a name": ("mei", 422, _refused("/projects/new/")),
    "project described without a name": ("oskar", 422, _refused(f"{P}/describe/", name="")),
    "role for nobody": ("oskar", 422, _refused(f"{P}/team/give/")),
    "phase without a title": ("oskar", 422, _refused(f"{P}/road/plan/", title_de="")),
}

#: Pages on a server on which nobody has done anything yet but take over a list.
EMPTY = [
    "/",
    "/workshops/",
    "/notices/",
    "/operator/jobs/",
    "/people/oskar/",
    "/p/fund/imports/",
    "/p/fund/imports/1/",
    *(
        f"/p/leer/{page}"
        for page in (
            "",
            *("about/", "history/", "wishes/", "decisions/", "challenges/", "parts/", "bill/", "changes/"),
            *("options/", "configure/", "cars/", "steps/"),
        )
    ),
]
