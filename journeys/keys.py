"""The way of Tab through a page: every stop in order, each with a ring and in view."""

from __future__ import annotations

from itertools import groupby

#: What Tab should reach, in the order of the page; of a group of choices one.
STOPS = """() => {
  const seen = new Set();
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  window.stops = [...all].filter((element) => {
    if (element.disabled || element.type === 'hidden' || element.tabIndex < 0) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== 'radio') return true;
    const group = [...document.getElementsByName(element.name)];
    const chosen = group.find((one) => one.checked && one.form === element.form) ?? group[0];
    return chosen === element && !seen.has(element.name) && seen.add(element.name);
  });
  window.tell = (element) => element.outerHTML.slice(0, 140);
  return stops.length;
}"""
#: Notes at every further key where the last one has led: the place, whether a ring can be seen, what covers it.
NOTE = """() => {
  const ring = (one) => { const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
  const coverOf = (element) => {
    const box = [...element.getClientRects()].find((one) => one.width && one.height);
    if (!box) return '';
    const top = document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 2));
    const label = element.closest('label') ?? element;
    return top && (label.contains(top) || top.contains(element)) ? '' : top ? tell(top) : 'the edge of the window';
  };
  const sameGroup = (one, other) =>
    one.type === 'radio' && other.type === 'radio' && one.name === other.name && one.form === other.form;
  const placeOf = (element) => stops.findIndex((stop) => stop === element || sameGroup(stop, element));
  window.walked = [];
  window.addEventListener('keydown', window.noting = () => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return;
    let ringed = element;
    while (ringed && !ring(ringed)) ringed = ringed.parentElement;
    walked.push([placeOf(element), Boolean(ringed), coverOf(element), tell(element)]);
  }, { capture: true });
}"""
DONE = (
    "() => { window.removeEventListener('keydown', window.noting, { capture: true }); return window.walked; }"
)
#: Puts the keyboard before the first stop, wherever it was.
START = """() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
  document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def walk(page, note, key="Tab"):
    """Press Tab until every stop was seen; complaints about rings, covers, order and traps."""
    page.evaluate(START)
    count = page.evaluate(STOPS)
    page.evaluate(NOTE)
    hand = page.context.new_cdp_session(page)
    fields_of_dates = 8 * page.locator("input[type=date], input[type=datetime-local]").count()
    for _press in range(count + fields_of_dates + 2):
        hand.send("Input.dispatchKeyEvent", TAB | {"modifiers": 8 if key == "Shift+Tab" else 0})
    walked = page.evaluate(DONE)
    doubts = [f"{note}: no ring on {html}" for _place, ring, _cover, html in walked if not ring]
    doubts += [f"{note}: {html} is covered by {cover}" for _place, _ring, cover, html in walked if cover]
    reached = [place for place, _same in groupby(place for place, *_rest in walked if place >= 0)][:count]
    wanted = list(range(count)) if key == "Tab" else list(reversed(range(count)))
    if reached != wanted:
        missed = sorted(set(range(count)) - set(reached))
        missing = [page.evaluate("place => tell(stops[place])", place) for place in missed[:3]]
        doubts.append(
            f"{note}: {count} stops, reached {len(reached)}, missing {missing}, order {reached[:60]}"
        )
    return doubts
