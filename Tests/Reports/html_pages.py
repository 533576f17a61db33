"""Opens HTML reports in Chromium and uses them as a reader would."""

import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# One page is looked at in every way; the others are opened and searched for what must not be.
LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


def check_pages(pages, checks, browser_path, screenshots):
    """Opens every page; pages are pairs of path and truth."""
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for path, truth in pages:
            check_inert(browser, path, truth, checks)
        path, truth = max(pages, key=lambda page: (
            len({r["standing"] for r in page[1].results}), -page[0].stat().st_size))
        check_use(browser, path, truth, checks)
        for look, options in LOOKS.items():
            check_look(browser, path, look, options, checks, screenshots)
        check_print(browser, path, truth, checks, screenshots)
        check_without_script(browser, path, truth, checks)
        browser.close()


def open_page(browser, path, checks, **options):
    """A page that tells of every message, error, dialog and request beside its own."""
    context = browser.new_context(**options)
    page = context.new_page()
    address = path.absolute().as_uri()
    page.on("console", lambda m: checks.expect(False, f"{path.name} console: {m.text[:300]}"))
    page.on("pageerror", lambda e: checks.expect(False, f"{path.name} error: {str(e)[:300]}"))
    page.on("dialog", lambda d: checks.expect(False, f"{path.name} dialog: {d.message[:100]}"))
    page.on("request", lambda r: checks.expect(
        r.url.split("#")[0] == address or r.url.startswith("data:"),
        f"{path.name} asks for {r.url[:200]}"))
    page.goto(address)
    return context, page


def check_inert(browser, path, truth, checks):
    """Nothing from the wire became markup or script, and nothing is built before it is wanted."""
    start = time.monotonic()
    context, page = open_page(browser, path, checks)
    took = time.monotonic() - start
    checks.equal(page.locator(".result").count(), len(truth.results), f"{path.name} results")
    checks.equal(page.locator(".exchange").count(), 0, f"{path.name} builds nothing beforehand")
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"{path.name}: {len(truth.results)} probes, {nodes} elements, loaded after {loaded:.0f} ms"
          f" ({took * 1000:.0f} ms with the new tab)")
    if len(truth.results) <= 20:
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        with_exchange = sum(1 for r in truth.results for a in r.get("attempts", [])
                            if "exchange" in a)
        page.wait_for_function(
            "(n) => document.querySelectorAll('.exchange').length === n", arg=with_exchange)
    foreign = page.evaluate("""() => [...document.querySelectorAll(
        'img, iframe, object, embed, form, video, audio, base, link, script:not([type])')]
        .map((e) => e.outerHTML.slice(0, 100))
        .filter((t) => t !== '<link rel="icon" href="data:,">')""")
    checks.equal(len(foreign), 1, f"{path.name} has but its own script: {foreign}")
    handlers = page.evaluate("""() => [...document.querySelectorAll('*')].flatMap((e) =>
        [...e.attributes]).filter((a) => /^on|^style$/.test(a.name)
        || /^\\s*javascript:/i.test(a.value)).map((a) => a.name)""")
    checks.equal(handlers, [], f"{path.name} has no handlers in markup")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    checks.expect(wide <= 0, f"{path.name} is {wide} px too wide")
    context.close()


def check_use(browser, path, truth, checks):
    """Filter, search, sort, open, copy, follow a link, change the theme: by keyboard where it can be."""
    context, page = open_page(browser, path, checks)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    total = len(truth.results)
    shown = page.locator(".result:visible")

    first = truth.results[0]["standing"]
    box = page.locator(f"#toolbar input[value='{first}']")
    box.focus()
    page.keyboard.press("Space")
    count = len(truth.of(first))
    checks.equal(shown.count(), total - count, "a filter hides its verdict")
    checks.equal(page.locator("#shown").inner_text(), f"{total - count}/{total} shown", "its count")
    page.keyboard.press("Space")
    checks.equal(shown.count(), total, "and shows it again")

    wanted = truth.results[-1]["id"]
    page.locator("#search").fill(wanted.upper())
    checks.expect(1 <= shown.count() < total, "search finds by id, in any case")
    page.locator("#search").fill("xyzzyplugh")
    checks.equal(shown.count(), 0, "search finds nothing where nothing is")
    page.locator("#search").fill("")

    page.locator("#sort").select_option("gravity")
    order = page.evaluate("[...document.querySelectorAll('.result')].map((r) => +r.dataset.gravity)")
    checks.equal(order, sorted(order), "sorted by gravity")
    page.locator("#sort").select_option("id")
    order = page.evaluate("[...document.querySelectorAll('.result')].map((r) => r.dataset.id)")
    checks.equal(order, sorted(order), "sorted by id")
    page.locator("#sort").select_option("order")
    order = page.evaluate("[...document.querySelectorAll('.result')].map((r) => r.dataset.id)")
    checks.equal(order, [r["id"] for r in truth.results], "in plan order")

    told = next((r for r in truth.failures if r.get("attempts")), truth.results[0])
    result = page.locator(f".result[data-id='{told['id']}']")
    result.locator("> summary").focus()
    page.keyboard.press("Enter")
    result.locator(".exchange").first.wait_for()
    text = result.inner_text()
    for finding in told.get("findings", []):
        checks.expect(finding["check"] in text, f"{told['id']}: {finding['check']} is told")
    checks.expect(
        result.locator("mark").count() >= 1 or not told.get("findings"), "findings are marked")
    if result.locator("mark").count():
        jump = result.locator("button.jump").first
        jump.focus()
        page.keyboard.press("Enter")
        focused = page.evaluate("document.activeElement.tagName + document.activeElement.dataset.number")
        checks.equal(focused, "MARK1", "a finding leads to its bytes")
        checks.expect(result.locator("mark").first.is_visible(), "which are seen")
    result.locator("button.copy").first.click()
    page.wait_for_function("document.querySelector('button.copy') !== null")
    result.locator("button.copy", has_text="Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    checks.expect(copied.startswith(("curl ", "printf ", "#")), f"copied: {copied[:80]}")
    page.keyboard.press("Escape")
    result.locator("> summary").focus()
    page.keyboard.press("Enter")
    checks.expect(not result.evaluate("(r) => r.open"), "Enter closes it again")

    chip = page.locator("a.chip.fail, a.chip.warn, a.chip.pass").first
    target = chip.get_attribute("href")
    page.locator("#search").fill("xyzzyplugh")
    chip.click()
    checks.expect(
        page.evaluate("(h) => document.getElementById(decodeURIComponent(h.slice(1))).open", target),
        "a chip opens its probe, even a hidden one")

    theme = page.locator("#theme")
    grounds = []
    for _ in range(3):
        theme.click()
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    checks.equal(len(set(grounds)), 2, f"themes: {grounds}")

    page.locator("#open-all").click()
    checks.equal(page.locator(".result[open]").count(), total, "all are opened")
    page.locator("#close-all").click()
    checks.equal(page.locator(".result[open]").count(), 0, "all are closed")
    context.close()


def check_look(browser, path, look, options, checks, screenshots):
    """No rule of axe is broken, closed or opened, in any look."""
    context, page = open_page(browser, path, checks, **options)
    for state in ("closed", "open"):
        if state == "open":
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            page.locator(".exchange").first.wait_for()
        found = Axe().run(page).response["violations"]
        told = [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found]
        checks.equal(told, [], f"{path.name} {look} {state}: axe")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        checks.expect(wide <= 0, f"{path.name} {look} {state} is {wide} px too wide")
        if screenshots:
            page.screenshot(path=str(screenshots / f"{look}-{state}.png"), full_page=True)
    context.close()


def check_print(browser, path, truth, checks, screenshots):
    """On paper, what failed is told without anything being opened."""
    context, page = open_page(browser, path, checks)
    page.emulate_media(media="print")
    for result in truth.failures[:3]:
        place = page.locator(f".result[data-id='{result['id']}'] .finding").first
        if result.get("findings"):
            box = place.bounding_box()
            checks.expect(box is not None and box["height"] > 20, f"{result['id']} is printed")
    checks.expect(not page.locator("#toolbar").is_visible(), "the toolbar is not printed")
    if screenshots:
        page.pdf(path=str(screenshots / "print.pdf"), format="A4")
    context.close()


def check_without_script(browser, path, truth, checks):
    """Without script, every finding can still be read."""
    context, page = open_page(browser, path, checks, java_script_enabled=False)
    checks.equal(page.locator(".result").count(), len(truth.results), "results without script")
    checks.expect(page.locator("noscript").count() == 1, "says what is missing without script")
    checks.expect(not page.locator("#toolbar").is_visible(), "no dead controls without script")
    context.close()
