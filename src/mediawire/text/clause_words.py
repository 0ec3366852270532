"""Small words, in the languages a wire carries, at which a clause turns: what ends a subject, what leads up to one.

All languages stand in one table, as in the table of cues. These are closed classes, from the grammars, not from data.
"""

from __future__ import annotations

from mediawire.text.calendar_words import WEEKDAYS
from mediawire.text.speech_cues import PRONOUNS
from mediawire.text.word_sets import set_of

BREAKS = frozenset(",;:-—–―()[]،؛，：；、")
"""Marks that part clauses."""

LIGHT = set_of(
    """has have had having is was were are be been being am do does did will would could should might may can must 's 've
    not n't to also later then again often once recently repeatedly even still just never now soon first ever only
    himself herself themselves went on tried in-turn
    ha hanno aveva han hat haben hatte habe a avait aurait s’est est ni
    ने نے tarafından 라고 이라고 고 라며 이라며 며 และ да също так же также ещё еще كما قد فقد"""
)
"""Auxiliaries and adverbs that may stand between a subject and its verb, or before the verb when that comes first."""

QUOTING = set_of("라고 이라고 고 라며 이라며 며")
"""Korean endings that follow the closing mark."""

BE = set_of("is was were are be been being am")
"""Forms after which an English verb in -ed is passive: its subject did not say it."""

BETWEEN = set_of("also often otherwise sometimes once now then still so even not never widely")
"""Words that may stand between such a form and the verb."""

DAYS = set_of(WEEKDAYS["en"]) | {"today", "yesterday"}
"""Days, which American papers put beside the verb without a preposition."""

JOINTS = set_of(
    """and but or so yet while because though although that which when where if whether than what how why
    и а но что dass und aber oder que et mais y pero e ma mas che और कि اور کہ که و"""
)
"""Words that begin another clause."""

CLAUSE_OPENERS = JOINTS | {"as", "like"}
"""Words before which no subject reaches back."""

NOUNS = set_of("claim call report note post charge demand comment promise answer vow pledge tweet joke complaint")
"""English cues that are nouns after "a"."""

ARTICLES = set_of("il o on es me la le un io")
"""Pronouns of one language that are articles in another."""

DETERMINERS = set_of("the an his her their its our my your this these those no any some such")
"""Words after which an English cue is a noun: his claim."""

PLACED = set_of(
    """in on at during after before when as while by from to with about since until upon into over through under amid
    among against because if last this next earlier via along outside inside near where despite without per that then
    в во на после по при для во-время о об у im in am bei nach während vor auf zu dans à lors après sur en durante tras
    sobre ante nel alla durante dopo na no em após w na po en på i under خلال في من إلى بعد على عن در به با از में से پر میں سے"""
)
"""Prepositions and the like, in lower case, that end the subject behind its verb: said Ada Holm in Turku."""

LEADS = set_of(
    """in on at during after before when as while by from to with since until upon amid asked speaking despite given for
    under following if though although because earlier last later meanwhile but and however still then yet so also
    instead finally nevertheless indeed here there в на после по но и при если когда у im in am bei nach während auf dans à lors après mais
    et en durante tras pero y nel durante dopo ma na no em após mas e خلال في وفي"""
)
"""Words that begin a phrase or clause before the subject: in a letter, Ada Holm wrote."""

JOINING_LEADS = set_of("but and so yet then still also however но и mais et pero y ma e mas")
"""Those of them that stand before the subject without a comma: but Ada Holm wrote."""

DATIVES = set_of("der dem den gegenüber weiter al alla à aux au мне ей газете газеті")
"""Words before whom it was said to, behind the subject: sagte Holm der Zeitung; and some of whom it was said to."""

DATIVE_ENDS = ("у", "ю", "ам", "ям", "ові", "еві", "єві")
"""Ends of Russian and Ukrainian nouns that tell, behind a name, whom it was said to: сказал Ладин журналистам."""

AGENT_MARKS = set_of("نے ने")
"""Words behind the subject in Urdu and Hindi."""

TOPIC_MARKS = frozenset("은는")
"""Ends of the subject in Korean."""

HOUSES = set_of("в во у")
"""Prepositions before the house whose people spoke, in Russian and Ukrainian: в порту сообщили."""

VERBS = set_of(
    """went left took made got came gave held met ran began spoke sat stood kept drew won lost led set sent brought let
    became fell felt found grew knew threw rose sought paid goes takes makes gets comes gives holds meets runs keeps"""
)
"""English verbs without -ed that end the subject before them: Ada Holm left, calling."""

VERB_ENDS = (
    "ает",
    "яет",
    "ует",
    "ют",
    "ит",
    "ал",
    "ил",
    "ел",
    "ла",
    "ли",
    "лся",
    "лась",
    "лись",
    "ає",
    "ує",
    "ав",
    "ив",
)
"""Ends of Russian and Ukrainian verbs, where a verb unknown to the table of cues follows a quotation's dash."""

RELATIVES = set_of("who qui que quien который которая")
"""Words that stand for the name right before them."""

NO_PERSONS = set_of(
    """house street department ministry bank group inc corp company committee party university court council union agency
    office senate congress commission times news post journal states kingdom city county press association institute
    center centre fund police board"""
)
"""Words that a person's name does not hold."""

NO_NAME = LEADS | DETERMINERS | DAYS | PRONOUNS.keys() | {"a"}
"""Words that may stand first in a sentence and are no name."""
