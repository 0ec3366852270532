"""Titles before names, and the abbreviations whose full stop ends no sentence. Only tables."""

from __future__ import annotations

from mediawire.text.word_sets import set_of

HIS_TITLES = set_of("mr sir herr señor monsieur sr")
"""Titles of a man."""

HER_TITLES = set_of("mrs ms miss lady frau señora madame mme sra")
"""Titles of a woman."""

SHORT_TITLES = set_of(
    "mr mrs ms dr prof gen lt col sgt capt cmdr adm maj brig sen sens rep reps gov pres rev sr mme sra"
)
"""Titles as English reports shorten them; a name follows."""

POSTS = set_of(
    """
    mx dame lord professor president minister premier chancellor senator representative governor mayor king queen prince
    princess pope cardinal bishop archbishop sheikh shaikh sultan emir imam ayatollah judge justice attorney general
    colonel major captain lieutenant sergeant admiral brigadier commander chief chairman chairwoman chairperson ceo cfo
    director spokesman spokeswoman spokesperson secretary ambassador envoy analyst economist m don signor signora senhor
    senhora dona detective inspector constable officer president-elect г господин госпожа президент министр
    """
)
"""Posts, ranks and other titles that stand before a name."""

COMPANY_FORMS = set_of("inc corp co ltd")
"""What companies are, behind their names: more of a name may follow."""

NEVER_LAST = SHORT_TITLES | set_of(
    """
    hon fr st ste mt ft vs ed eds cf hr frl dipl ing bzw ca evtl ggf inkl zzgl usw mlle srta dra apdo sig sigg dott avv
    г-н г-жа ул пр просп пл им пер д кв стр корп обл р-н с п пос см ср тов акад проф ген полк гр руб коп тел doç sok
    cad mah bkz vb hz
    """
)
"""Abbreviations that something follows as a rule: a stop after one of them ends no sentence."""

BEFORE_NUMBERS = set_of("no nos nr art fig vol pp p pág núm abs str par sec ch стр ст рис д кв")
"""Abbreviations that a number follows; before anything else they are words: "He said no. She left."."""

OFTEN_LAST = COMPANY_FORMS | set_of(
    """
    mio mrd tsd plc llc jr sr bros jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun etc
    dept univ assn est approx min max sec hrs ave blvd rd sq a.m p.m u.s u.k u.n e.u u.s.a d.c ph.d calif fla ill mass
    mich minn pa tex va wash conn ariz colo ga md mo ind wis ore okla tenn т.е т.д т.п т.к тыс млн млрд трлн гг н.э др
    пр z.b d.h u.a o.ä i.e e.g p.ej ee.uu s.a
    """
)
"""Abbreviations that may stand last: a stop after one ends the sentence only where a usual first word follows."""
