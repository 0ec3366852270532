"""Tables of negations and hedges, by language. Only tables: polarity.py reads them.

A value that ends in a question mark holds only under the condition that polarity.py knows for it.
"""

from __future__ import annotations

NEGATIONS = {
    "en": {
        "not": "not cannot t? no? none nobody nothing nowhere neither nor ain",
        "never": "never",
        "without": "without",
        "deny": "deny denies denied denying denial",
        "fail": "fail? fails? failed? failing?",
        "refuse": "refuse? refuses? refused? refusing?",
    },
    "de": {
        "not": "nicht kein keine keinen keiner keinem keines nichts niemand nirgends weder",
        "never": "nie niemals",
        "without": "ohne",
        "deny": "bestreitet bestritt bestritten dementiert dementierte",
    },
    "fr": {
        "not": "pas aucun aucune rien ni nul nulle",
        "never": "jamais",
        "without": "sans",
        "deny": "nie nié démenti dément",
    },
    "es": {
        "not": "no ni ningún ninguna ninguno nada nadie tampoco",
        "never": "nunca jamás",
        "without": "sin",
        "deny": "negó niega niegan negaron desmintió",
    },
    "it": {
        "not": "non né nessun nessuno nessuna niente nulla neanche nemmeno",
        "never": "mai",
        "without": "senza",
        "deny": "nega negato smentito",
    },
    "pt": {
        "not": "não nem nenhum nenhuma nada ninguém",
        "never": "nunca jamais",
        "without": "sem",
        "deny": "nega negou",
    },
    "nl": {"not": "niet geen niets niemand noch", "never": "nooit", "without": "zonder", "deny": "ontkent ontkende"},
    "sv": {"not": "inte ej ingen inget inga icke", "never": "aldrig", "without": "utan", "deny": "förnekar"},
    "da": {"not": "ikke ingen intet", "never": "aldrig", "without": "uden uten", "deny": "nægter nekter"},
    "pl": {"not": "nie ani żaden żadna żadnych nikt nic", "never": "nigdy", "without": "bez"},
    "cs": {"not": "není nejsou nebyl nebyla nebude ani žádný žádné nikdo nic", "never": "nikdy", "without": "bez"},
    "ro": {"not": "nu nici niciun nicio nimeni nimic", "never": "niciodată", "without": "fără"},
    "hu": {"not": "nem ne nincs sem senki semmi", "never": "soha", "without": "nélkül"},
    "fi": {"not": "ei eivät en emme ettei", "without": "ilman"},
    "tr": {"not": "değil yok hayır hiçbir hiç", "never": "asla", "without": "olmadan", "deny": "yalanladı reddetti"},
    "id": {"not": "tidak bukan belum tak", "without": "tanpa", "deny": "membantah"},
    "vi": {"not": "không chưa chẳng"},
    "": {  # scripts of their own need no language to be known
        "not": "не нет ни ничего никто никаких нельзя ні немає няма"
        " لا لم لن ليس ليست ولا ولم ولن وليس دون بدون غير"
        " نیست نیستند نبود نشده نه هیچ نکرد نمی نخواهد ندارد"
        " نہیں نہ مت نا"
        " नहीं न मत ना নয় না নেই"
        " לא אין אינו אינה בלי"
        " δεν μη μην όχι ούτε"
        " 안 못",
        "never": "никогда ніколи أبدا هرگز कभी ποτέ",
        "without": "без χωρίς بغیر बिना",
        "deny": "отрицает опроверг опровергла опровергли отрицал отрицают نفى نفت تکذیب تردید",
    },
}
HEDGES = {
    "en": {
        "alleged": "alleged allegedly",
        "reported": "reportedly",
        "may": "may? might",
        "could": "could",
        "possible": "possible possibly perhaps maybe potentially",
        "likely": "likely probably presumably",
        "unlikely": "unlikely",
        "apparent": "apparently seemingly appears? appeared? seems? seemed? appear? seem?",
        "claimed": "claimed claims? claim?",
        "suspected": "suspected suspect? suspects?",
        "unconfirmed": "unconfirmed unverified",
        "purported": "purported purportedly supposed supposedly",
        "unnamed": "unnamed unidentified anonymous",
        "rumoured": "rumoured rumored",
    },
    "de": {
        "alleged": "angeblich angebliche mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher",
        "likely": "wahrscheinlich vermutlich wohl",
        "possible": "möglicherweise vielleicht eventuell möglich",
        "could": "könnte könnten",
        "may": "dürfte dürften",
        "apparent": "offenbar anscheinend",
        "unconfirmed": "unbestätigt unbestätigten",
    },
    "fr": {
        "alleged": "présumé présumée présumés prétendument",
        "likely": "probablement probable vraisemblablement",
        "possible": "peut? possible possiblement éventuellement",
        "could": "pourrait pourraient",
        "apparent": "apparemment semble semblerait",
    },
    "es": {
        "alleged": "presunto presunta presuntos presuntamente supuesto supuesta supuestamente",
        "likely": "probablemente probable",
        "possible": "posible posiblemente quizás quizá tal?",
        "could": "podría podrían",
        "apparent": "aparentemente parece",
    },
    "it": {
        "alleged": "presunto presunta presunti",
        "likely": "probabilmente probabile",
        "possible": "possibile forse",
        "could": "potrebbe potrebbero",
        "apparent": "sembra apparentemente",
    },
    "pt": {
        "alleged": "suposto suposta supostamente alegadamente",
        "likely": "provavelmente provável",
        "possible": "possível possivelmente talvez",
        "could": "poderia poderiam",
    },
    "nl": {"likely": "waarschijnlijk vermoedelijk", "possible": "mogelijk misschien", "could": "zou zouden"},
    "sv": {"likely": "troligen sannolikt", "possible": "möjligen kanske", "alleged": "misstänkt påstådd"},
    "da": {"likely": "sandsynligvis formentlig trolig", "possible": "måske muligvis kanskje muligens"},
    "pl": {"likely": "prawdopodobnie", "possible": "możliwe może", "alleged": "rzekomo rzekomy", "apparent": "podobno"},
    "tr": {"alleged": "iddia", "possible": "belki olabilir", "likely": "muhtemelen", "apparent": "görünüşe"},
    "id": {"alleged": "diduga", "possible": "mungkin"},
    "": {
        "alleged": "якобы предполагаемый предполагаемых нібито مزعوم المزعوم یزعم مبینہ कथित φερόμενος",
        "possible": "возможно может можливо ربما قد شاید ممکن शायद संभव ίσως πιθανόν אולי",
        "likely": "вероятно ймовірно احتمالا محتمل संभवतः πιθανότατα כנראה",
        "apparent": "видимо похоже кажется",
        "could": "мог могла могли могут مي‌تواند",
        "suspected": "подозреваемый подозревается مشتبه संदिग्ध חשוד",
    },
}

COMPARISONS = {
    "en": {
        "more than": "more-than over above",
        "less than": "fewer-than less-than under below",
        "at least": "at-least",
        "at most": "at-most",
        "nearly": "nearly almost",
        "about": "about around roughly approximately",
    },
    "de": {
        "more than": "mehr-als über",
        "less than": "weniger-als unter",
        "at least": "mindestens wenigstens zumindest",
        "at most": "höchstens maximal",
        "nearly": "fast nahezu beinahe knapp",
        "about": "etwa rund ungefähr circa",
    },
    "fr": {
        "more than": "plus-de",
        "less than": "moins-de",
        "at least": "au-moins",
        "at most": "au-plus",
        "nearly": "près-de presque",
        "about": "environ",
    },
    "es": {
        "more than": "más-de",
        "less than": "menos-de",
        "at least": "al-menos",
        "nearly": "casi",
        "about": "cerca-de alrededor-de unos unas",
    },
    "it": {
        "more than": "più-di oltre",
        "less than": "meno-di",
        "at least": "almeno",
        "nearly": "quasi",
        "about": "circa",
    },
    "pt": {
        "more than": "mais-de",
        "less than": "menos-de",
        "at least": "pelo-menos",
        "nearly": "quase",
        "about": "cerca-de",
    },
    "nl": {
        "more than": "meer-dan",
        "less than": "minder-dan",
        "at least": "minstens",
        "at most": "hoogstens",
        "nearly": "bijna",
        "about": "ongeveer",
    },
    "": {
        "more than": "более больше свыше понад більше أكثر-من بیش-از",
        "less than": "менее меньше менше أقل-من کمتر-از",
        "at least": "минимум",
        "at most": "максимум",
        "nearly": "почти майже قرابة",
        "about": "около примерно близько نحو حوالي حدود",
    },
}
"""Words that say on which side of a number the truth lies; a hyphen joins two of them, and a number follows."""
