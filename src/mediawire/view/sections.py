"""What a comparison found, section by section, in the order in which a reader wants it; both views show these."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from mediawire.report import Span
from mediawire.view.columns import has_right_to_left
from mediawire.view.findings import COME, FOREIGN, GONE, OURS, QUOTE_LENGTH, Case, Finding, Part, Section, trim_blank
from mediawire.view.rows import Row, is_spacing, list_edits, read_span
from mediawire.view.words import (
    ATTRIBUTIONS,
    HEADLINES,
    PROMISES,
    begin,
    close,
    count,
    list_counts,
    list_names,
    say,
    shorten,
)

CONTEXT_LENGTH = 40
QUOTATION_ORDER = {"altered": 0, "re-attributed": 1, "inserted": 2, "dropped": 3, "verbatim": 4}


def list_sections(case: Case) -> list[Section]:
    """Return the sections of the report in reading order; those with nothing to say are left out."""
    tellers: Sequence[Callable[[Case], Section | None]] = (
        tell_headline,
        tell_changes,
        tell_additions,
        tell_facts,
        tell_quotations,
        tell_missing,
        tell_attribution,
        tell_promise_clauses,
        tell_furniture,
        tell_tricks,
    )
    return [section for teller in tellers if (section := teller(case))]


def tell_headline(case: Case) -> Section | None:
    """Set the two headlines beside each other, with what the text does not bear out."""
    headline = case.part("headline")
    change = str(headline.get("change") or "absent")
    told = {side: str(case.part(side).get("headline") or "") for side in ("original", "copy")}
    if told["original"] == told["copy"]:
        told = {"both": told["copy"]}
    findings = [Finding(side, (Part(FOREIGN, shorten(text, QUOTE_LENGTH)),)) for side, text in told.items() if text]
    for claim in headline.get("unsupported") or ():
        findings.append(Finding("not borne out", (Part(OURS, "“"), Part(FOREIGN, say(claim)), Part(OURS, "”")), "bad"))
    summary = close(str(headline.get("why") or HEADLINES.get(change, change)))
    return Section("headline", "Headline", summary, tuple(findings))


def tell_changes(case: Case) -> Section:
    """List what was changed in words that stayed, what was moved, and what was said in other words."""
    edits = [(row, edit) for row, edit in list_edits(case.rows) if row.kind in ("edited", "kept", "moved")]
    changes = [show_edit(case, row, edit) for row, edit in edits if not is_spacing(edit)]
    shown = [row for row in case.rows.shown if row.kind in ("moved", "paraphrased") and row.original and row.copy]
    sums = [f"{count(len(changes), 'edit')}: {list_names(one.label for one in changes)}"] if changes else []
    for kind, what in (("paraphrased", "in other words"), ("moved", "moved")):
        number = sum(row.kind == kind for row in shown)
        sums += [f"{count(number, 'passage')} {what}"] if number else []
    spacing = sum(is_spacing(edit) for _, edit in edits)
    sums = sums or ["nothing in what the copy kept"]
    sums += [f"{count(spacing, 'change')} of white space only"] if spacing else []
    findings = (*changes, *(show_rewriting(case, row) for row in shown))
    return Section("changes", "What was changed", close("; ".join(sums)), findings)


def show_edit(case: Case, row: Row, edit: Mapping[str, Any]) -> Finding:
    """Show one edit with a few words around it, as the copy has them."""
    come = str(edit.get("to") or "")
    parts = show_change(edit)
    span = read_span(edit.get("copy"))
    if span and row.copy:
        before = case.copy[max(row.copy.start, span.start - CONTEXT_LENGTH) : span.start]
        after = case.copy[span.end : min(row.copy.end, span.end + CONTEXT_LENGTH)]
        around = f"… {trim_start(before)}{span.of(case.copy) if len(come) <= 60 else '[…]'}{trim_end(after)} …"
        parts += [Part(OURS, "   in: "), Part(FOREIGN, shorten(around, QUOTE_LENGTH))]
    return Finding(str(edit.get("class") or "edit"), tuple(parts), "", (row.number,))


def show_change(change: Mapping[str, Any], limit: int = QUOTE_LENGTH) -> list[Part]:
    """Show what stands in whose place; each side is cut at the limit."""
    gone, come = str(change.get("from") or ""), str(change.get("to") or "")
    cut, added = Part(GONE, shorten(gone, limit)), Part(COME, shorten(come, limit))
    if not come.strip():
        return [Part(OURS, "cut "), cut]
    if not gone.strip():
        return [Part(OURS, "added "), added]
    return [cut, show_arrow(cut, added), added]


def show_arrow(was: Part, now: Part) -> Part:
    """Show what became what. An arrow between words that run from right to left would point the wrong way."""
    return Part(OURS, " became " if has_right_to_left(was.text + now.text) else " → ")


def trim_start(text: str) -> str:
    """Drop the broken word at the start of a piece of context."""
    return text.partition(" ")[2] if len(text) >= CONTEXT_LENGTH and " " in text else text


def trim_end(text: str) -> str:
    """Drop the broken word at the end of a piece of context."""
    return text.rpartition(" ")[0] if len(text) >= CONTEXT_LENGTH and " " in text else text


def show_rewriting(case: Case, row: Row) -> Finding:
    """Show a passage that was moved, or said in other words."""
    assert row.original and row.copy
    came = Part(FOREIGN, shorten(row.copy.of(case.copy), QUOTE_LENGTH))
    if row.kind == "moved":
        return Finding("moved", (came,), "", (row.number,))
    was = Part(FOREIGN, shorten(row.original.of(case.original), QUOTE_LENGTH))
    return Finding("in other words", (was, show_arrow(was, came), came), "", (row.number,))


def tell_additions(case: Case) -> Section | None:
    """List what the copy has and the original has not, with the sentence that an addition says again."""
    added = [row for row in case.rows.shown if row.kind == "inserted" and row.copy and not case.is_headline(row)]
    if not added:
        return Section("additions", "What was added", "Nothing.")
    findings = tuple(show_addition(case, row) for row in added)
    bare = sum(row.echoes is None for row in added)
    rest = f", {bare:,} with nothing behind it in the original" if bare else ", each says again what the original says"
    return Section("additions", "What was added", close(count(len(added), "passage") + rest), findings)


def show_addition(case: Case, row: Row) -> Finding:
    """Show one inserted passage, and the sentence of the original that it says again where there is one."""
    assert row.copy
    parts = (Part(FOREIGN, shorten(row.copy.of(case.copy), QUOTE_LENGTH)),)
    if row.echoes is None:
        return Finding("inserted", parts, "bad", (row.number,))
    said = Part(FOREIGN, shorten(row.echoes.of(case.original), QUOTE_LENGTH))
    behind = case.rows.find("original", row.echoes)
    echo = Finding("says again", (said,), "", (behind.number,) if behind else ())
    return Finding("inserted", parts, "", (row.number,), (echo,))


def tell_facts(case: Case) -> Section:
    """List the facts that were altered one by one, and those dropped or inserted kind by kind."""
    facts = [fact for fact in case.listed("facts") if fact.get("status") in ("altered", "dropped", "inserted")]
    altered = [fact for fact in facts if fact["status"] == "altered"]
    findings = [
        Finding(f"{fact.get('kind')} altered", tuple(show_change(fact)), "bad", case.passages(fact)) for fact in altered
    ]
    findings += gather_facts(case, facts, "inserted", "copy", "to") + gather_facts(
        case, facts, "dropped", "original", "from"
    )
    if altered:
        summary = f"{len(altered):,} altered: " + list_names(str(fact.get("kind")) for fact in altered)
    else:
        summary = "No number, date or name altered"
    for status in ("inserted", "dropped"):
        number = sum(fact["status"] == status for fact in facts)
        summary += f"; {number:,} {status}" if number else ""
    return Section("facts", "Facts", close(summary), tuple(findings))


def gather_facts(case: Case, facts: Sequence[Mapping[str, Any]], status: str, side: str, field: str) -> list[Finding]:
    """Gather the facts of one status into one line a kind, each fact once."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if fact["status"] == status:
            kinds[str(fact.get("kind"))].append(case.quote(fact, side, 60) or shorten(str(fact.get(field) or ""), 60))
    return [Finding(f"{kind} {status}", join_parts(texts)) for kind, texts in kinds.items()]


def join_parts(texts: Sequence[str]) -> tuple[Part, ...]:
    """Join foreign texts with commas of our own, each text once."""
    parts = [part for text in dict.fromkeys(texts) for part in (Part(OURS, ", "), Part(FOREIGN, text))]
    return tuple(parts[1:])


def tell_quotations(case: Case) -> Section:
    """List every quotation with its speaker and what became of it; what was harmed comes first."""
    quotations = sorted(case.listed("quotations"), key=lambda q: QUOTATION_ORDER.get(str(q.get("status")), 5))
    if not quotations:
        return Section("quotations", "Quotations", "None in either text.")
    findings = tuple(show_quotation(case, quotation) for quotation in quotations)
    return Section("quotations", "Quotations", close(list_counts(finding.label for finding in findings)), findings)


def show_quotation(case: Case, quotation: Mapping[str, Any]) -> Finding:
    """Show one quotation; an altered one as it was and as it is."""
    status = str(quotation.get("status"))
    was, now = case.quote(quotation, "original"), case.quote(quotation, "copy")
    label, tone = {"verbatim": ("word for word", "good"), "dropped": ("dropped", "")}.get(status, (status, "bad"))
    if status in ("altered", "re-attributed") and was != now:
        parts = show_change({"from": was, "to": now})
    else:
        parts = [Part(FOREIGN, (was or now) if status == "dropped" else (now or was))]
    speaker = quotation.get("speaker")
    parts.append(Part(OURS, " — "))
    parts.append(Part(FOREIGN, str(speaker)) if speaker else Part(OURS, "no speaker found"))
    before = quotation.get("speaker_before") or quotation.get("original_speaker")
    parts += [Part(OURS, ", in the original "), Part(FOREIGN, str(before))] if before and before != speaker else []
    under = list_edits_in(case, quotation) if status == "altered" else ()
    return Finding(label, tuple(parts), tone, case.passages(quotation), under)


def list_edits_in(case: Case, quotation: Mapping[str, Any]) -> tuple[Finding, ...]:
    """List the edits that touch a quotation, as a long one is shortened where it differs."""
    span = read_span(quotation.get("original"))
    row = case.rows.find("original", span)
    if span is None or row is None:
        return ()
    places = ((edit, read_span(edit.get("original")) or Span(0, 0)) for edit in row.edits if not is_spacing(edit))
    inside = [edit for edit, place in places if span.start <= place.start and place.end <= span.end]
    return tuple(Finding(str(edit.get("class") or "edit"), tuple(show_change(edit))) for edit in inside)


def tell_missing(case: Case) -> Section:
    """List what the original has and the copy lacks: whole stories first, then the other passages."""
    lost = [row for row in case.rows.shown if row.kind == "dropped" and row.original and not case.is_headline(row)]
    whole = list_lost_stories(case)
    findings = [show_story(case, story, headline) for story, headline in whole]
    starts = [story.start for story, _ in whole]
    for row in lost:
        place = trim_blank(row.original or Span(0, 0), case.original)
        at = bisect_right(starts, place.start) - 1
        if at < 0 or not whole[at][0].holds(place):
            text = shorten(place.of(case.original), QUOTE_LENGTH)
            findings.append(Finding("dropped", (Part(FOREIGN, text),), "", (row.number,)))
    passages = len(findings) - len(whole)
    sums = [count(len(whole), "whole story", "whole stories")] if whole else []
    sums += [count(passages, "passage")] if passages else []
    return Section(
        "missing", "What is missing", close(" and ".join(sums) or "nothing of the original"), tuple(findings)
    )


def show_story(case: Case, story: Span, headline: Span | None) -> Finding:
    """Show a whole story that was dropped, by its headline."""
    quote = case.quote({"original": headline or story}, "original")
    return Finding("whole story", (Part(FOREIGN, quote),), "bad", case.passages({"original": story}))


def list_lost_stories(case: Case) -> list[tuple[Span, Span | None]]:
    """List the stories of the original of which every letter was dropped, each with its headline's place."""
    stories = [story for story in map(read_story, case.part("original").get("stories") or ()) if story]
    if len(stories) < 2:
        return []
    lost = sorted(row.original for row in case.rows.shown if row.kind == "dropped" and row.original)
    stories.sort(key=lambda story: story[0])
    return [story for story in stories if is_covered(story[0], lost, case.original)]


def read_story(story: Mapping[str, Any]) -> tuple[Span, Span | None] | None:
    """Take a story of the JSON: its span, and its headline's where it has one."""
    span = read_span(story.get("span"))
    return (span, read_span(story.get("headline_span"))) if span else None


def is_covered(story: Span, lost: Sequence[Span], text: str) -> bool:
    """Tell whether dropped places, in order, hold every letter of a story."""
    done = story.start
    for span in islice(lost, max(0, bisect_right(lost, (story.start, story.start)) - 1), None):
        if span.start >= story.end or text[done : max(done, span.start)].strip():
            break
        done = max(done, span.end)
    return not text[done : story.end].strip()


def tell_attribution(case: Case) -> Section | None:
    """Say whether the copy names its source and gives the address."""
    attribution = case.part("attribution")
    if not attribution:
        return None
    verdict = str(attribution.get("verdict"))
    findings = [
        Finding(
            label, (Part(OURS, "yes" if attribution.get(name) else "no"),), "good" if attribution.get(name) else "bad"
        )
        for label, name in (("source named", "source_named"), ("address given", "url_given"))
    ]
    findings += [Finding("evidence", (Part(FOREIGN, say(one)),)) for one in attribution.get("evidence") or ()]
    return Section("attribution", "Attribution", ATTRIBUTIONS.get(verdict, close(verdict)), tuple(findings))


def tell_promise_clauses(case: Case) -> Section | None:
    """Go through the printed promise clause by clause, with what broke each."""
    clauses = case.listed("promise")
    if not clauses:
        return None
    findings = tuple(show_clause(case, clause) for clause in clauses)
    return Section("promise", "The promise", close(list_counts(finding.label for finding in findings)), findings)


def show_clause(case: Case, clause: Mapping[str, Any]) -> Finding:
    """Show one clause of the promise, its breaches, and what a reader should know though it is allowed."""
    kept = clause.get("kept")
    under = [show_breach(case, one, "") for one in clause.get("breaches") or ()]
    under += [show_breach(case, one, "note") for one in clause.get("remarks") or ()]
    tone = {True: "good", False: "bad"}.get(kept, "") if isinstance(kept, bool) else ""
    label = PROMISES[kept] if isinstance(kept, bool) else PROMISES[None]
    return Finding(label, (Part(OURS, begin(str(clause.get("clause")))),), tone, (), tuple(under))


def show_breach(case: Case, breach: Any, label: str) -> Finding:
    """Show what broke a clause, with the first words of the place where no words are given."""
    said = Part(FOREIGN, shorten(say(breach), QUOTE_LENGTH))
    if not isinstance(breach, Mapping):
        return Finding(label, (said,))
    if breach.get("from") or breach.get("to"):
        what = say({name: value for name, value in breach.items() if name not in ("from", "to")})
        return Finding(label, (Part(FOREIGN, what), Part(OURS, ": "), *show_change(breach)), "", case.passages(breach))
    quote = case.quote(breach, "copy", 60) or case.quote(breach, "original", 60)
    if not quote or breach.get("text"):
        return Finding(label, (said,), "", case.passages(breach))
    return Finding(label, (said, Part(OURS, ": "), Part(FOREIGN, quote)), "", case.passages(breach))


def tell_furniture(case: Case) -> Section | None:
    """List what stands on the page around the report."""
    findings = [
        show_furniture(case, piece, side)
        for side in ("original", "copy")
        for piece in case.part(side).get("furniture") or ()
    ]
    if not findings:
        return None
    names = list_names(finding.label for finding in findings)
    summary = close(f"{names}; counted in no share")
    return Section("furniture", "Around the report", summary, tuple(findings))


def show_furniture(case: Case, piece: Mapping[str, Any], side: str) -> Finding:
    """Show a piece of the page by its first words, and how many items it has where it has several."""
    items = len(piece.get("items") or ())
    counted = (Part(OURS, f"{items:,} items: "),) if items > 1 else ()
    where = (Part(OURS, "   (in the original)"),) if side == "original" else ()
    quote = Part(FOREIGN, case.quote({side: piece["span"]}, side, 90))
    return Finding(str(piece.get("kind")), (*counted, quote, *where), "", case.passages({side: piece["span"]}))


def tell_tricks(case: Case) -> Section | None:
    """Count the letters that are not what they look like, kind by kind."""
    tricks = [one if isinstance(one, Mapping) else {"kind": one} for one in case.comparison.get("tricks") or ()]
    if not tricks:
        return None
    kinds: dict[tuple[str, str], int] = defaultdict(int)
    for one in tricks:
        number = one.get("count")
        kinds[str(one.get("kind")), str(one.get("side") or "")] += number if isinstance(number, int) else 1
    findings = tuple(
        Finding(kind, (Part(OURS, count(number, "place") + (f" in the {side}" if side else "")),), "bad")
        for (kind, side), number in kinds.items()
    )
    summary = close(count(sum(kinds.values()), "letter") + " not what they look like, or not seen at all")
    return Section("tricks", "Hidden letters", summary, findings)
