"""The commonest words of each language, by which the language of a text is told. Only a table: lexicon.py reads it."""

from __future__ import annotations

# Some of the commonest words of each language; those that two languages share count for both.
COMMON = {
    "en": "the of and to that was with for from by has were said which are is in on at it he his be an as not after",
    "de": "der die und das ist nicht mit von den dem auf ein eine für sich wurde hat im zu es in sagte sind als mehr wird bei nach aus einen wie auch dass",
    "fr": "le la les des est une un dans qui pour sur pas aux sont cette avec été du de et à l d n que a dit ont il y au par ce avait",
    "es": "los las una un la del por con que para fue según más como sus y el en no se de ha dijo",
    "it": "il la le un della che di per una gli sono con nel alla è dei delle più non ha detto in e",
    "pt": "os uma um a o e não que com para foi dos mais são pelo às ao em do da de disse",
    "nl": "het een de in van en dat niet zijn voor met aan ook werd naar wordt heeft zei",
    "sv": "och att som på är av för inte den har till med ett från i en sade",
    "da": "og at af til på er det som ikke har den med blev fra også i en sagde",
    "pl": "w i się na że z nie do jest przez dla został jak oraz o",
    "cs": "a v se na že je z do které podle který byl pro také o",
    "ro": "și în că să pe din la care nu este pentru a fost cu de",
    "hu": "a az és hogy nem is egy volt meg szerint azt már csak",
    "fi": "ja on ei että oli mukaan myös kun ovat joka mutta sen",
    "tr": "ve bir bu için ile da de olarak olan gibi daha sonra dedi değil yüzde milyon göre",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan",
    "vi": "của và là các trong được cho những không với người đã",
}
