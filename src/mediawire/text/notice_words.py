"""The wordings of kills, holds, embargoes, corrections and messages to editors, by kind, as the agencies write them.

A row is one wording; blanks stand for any white space, ``..`` for up to sixty characters of the same sentence, the rest
is a regular expression; all is written folded: small letters, Latin ones without accents (`mediawire.text.notices`).

What is known: AP's stylebook and terms (BULLETIN KILL, MANDATORY KILL, ELIMINATION, CORRECTION, CORRECTIVE, "Kill the
story slugged", withheld, "not for publication"); the Reuters Handbook (STORY WITHDRAWN, CORRECTED, REFILE, REPEAT and
their lines in brackets); dpa's signs (HOLD HOLD HOLD, KILL KILL KILL, Berichtigung, Zurückziehung, Achtung Redaktionen,
Sperrfrist); the marks of PA, AFP, EFE, ANSA, TASS, Xinhua, Kyodo and Yonhap in their own services. What is inferred:
the running text of orders in languages other than English and German, and the tables for Arabic, Persian, Turkish,
Polish, Dutch, Swedish and Portuguese, built after the same pattern: a thing (story, item), and what is to be done.
"""

from __future__ import annotations

THINGS = {
    "en": r"(?:stor(?:y|ies)|items?|reports?|articles?|copy|dispatch(?:es)?|alerts?|apnewsalert|newsalert|snaps?"
    r"|briefs?|bulletins?|takes?|pieces?|files?|write-?thrus?|leads?|lds?|urgents?|flash|headlines?|text"
    r"|photos?|pictures?|images?|graphics?|videos?|captions?|obituar(?:y|ies)|obits?|mf|series|version|embargo)",
    "de": r"(?:meldung(?:en)?|bericht(?:e|s)?|text(?:e|es)?|beitrag(?:s|e)?|eilmeldung(?:en)?|fassung(?:en)?"
    r"|zusammenfassung|nachrichten?|korrespondentenbericht|bilde?r?|fotos?|grafik(?:en)?|dpa-\w+)",
    "fr": r"(?:depeches?|articles?|papiers?|alertes?|urgents?|infos?|informations?|textes?|sujets?|photos?|flash)",
    "es": r"(?:noticias?|notas?|informacion(?:es)?|despachos?|cables?|articulos?|textos?|cronicas?|alertas?"
    r"|urgentes?|fotos?|fotografias?|avances?)",
    "it": r"(?:notizi[ae]|lanc[io]+|dispacci[o]?|articol[io]|servizi[o]?|pezz[io]|test[io]|flash|foto|take)",
    "pt": r"(?:noticias?|notas?|despachos?|textos?|artigos?|materias?|peca|pecas|reportage(?:m|ns)|alertas?|fotos?)",
    "ru": r"(?:сообщени\w+|материал\w*|новост\w+|информаци\w+|молни\w+|заметк\w+|текст\w*|фото\w*)",
    "nl": r"(?:berich\w+|artikel\w*|verhaal|foto\w*|nieuwsbericht\w*)",
    "pl": r"(?:depesz\w+|informacj\w+|tekst\w*|artykul\w*|wiadomos\w+)",
    "sv": r"(?:artikel\w*|text\w*|telegram\w*|nyhet\w*|bild\w*)",
    "tr": r"(?:haber\w*|metin\w*|fotograf\w*)",
    "uk": r"(?:повідомленн\w+|матеріал\w*|новин\w+|інформаці\w+)",
}
"""What may be killed or held, in each language; ``{en}`` in a row stands for it."""

ADDRESSES = r"""
(?:attention|attn|memo|note|notice|message|urgent|advisory)?:?,? ?(?:to )?(?:all )?(?:the )?(?:news |picture |photo )?(?:editors?|eds|clients|subscribers|desks|newsrooms|members)
editors?'? (?:note|advisory)|attention|desks?|(?:to )?(?:ap )?members and subscribers
achtung,? (?:an )?(?:die )?redaktionen
(?:hinweis|mitteilung|information|bitte|achtung) (?:fur|an) (?:die )?(?:redaktion(?:en)?|kunden|bezieher)
(?:an )?(?:die )?redaktionen
redaktionelle[rn]? hinweise?
sehr geehrte kund(?:en|innen).{0,30}
(?:note |avis |message |attention )?(?:a l'attention d|aux? |a nos |a tous nos |attention )(?:es )?(?:redactions?|clients|abonnes|redacteurs|journaux)
(?:nota|aviso|atencion|mensaje)?,? ?(?:a |para )?(?:los |las |nuestros |sus )?(?:senores |estimados )?(?:redactores|redacciones|editores|abonados|clientes|suscriptores)
(?:nota|avviso|attenzione|comunicazione)?,? ?(?:a[il]?|alle|per|agli|per i|per le) (?:redazioni|clienti|abbonati|capiredattori|giornali)
(?:nota|aviso|atencao)?,? ?(?:aos |as |para )?(?:nossos )?(?:editores|redac(?:c|)oes|assinantes|clientes|subscritores)
(?:к сведению|внимани[юе]|уважаемые)[,!]? ?(?:всех )?(?:редакци[йи]|редактор(?:ов|ы)|подписчик(?:ов|и)|абонент(?:ов|ы)|клиент(?:ов|ы))
(?:до уваги|увага)[,!]? ?(?:редакц\w+|передплатник\w+|клієнт\w+)
(?:各|致|请|提醒)?(?:用户|编辑|订户|客户|媒体)(?:单位|部门|注意|们)*
(?:編集|編輯|デスク|加盟社|契約社|報道)(?:各位|各社|の皆様|への連絡|連絡|注意|局)*
(?:편집|고객|데스크|회원)\w{0,6}
(?:تنويه|ملاحظة|إلى|عناية|تنبيه)?:? ?(?:السادة )?(?:الى |إلى )?(?:المحررين|المشتركين|رؤساء التحرير|العملاء)
(?:aan |attentie |let op,? )?(?:de )?(?:redacties?|klanten|abonnees|redacteuren)|(?:uwaga|do),? ?(?:redakcj\w+|abonen\w+|klienc\w+)
(?:till|obs) ?(?:redaktion\w*|kund\w*)
(?:sayin|dikkat) ?(?:abone\w*|editor\w*)
"""
"""Whom a message to editors is addressed to; at the opening of a line, before a colon, dash, stop or line's end."""

SHOUTS = {
    "kill": r"""
(?:kill[\s,!/-]+){1,5}kill
(?:bulletin|mandatory|urgent|news ?alert|photo|picture|story|apnewsalert|ap newsalert|total|immediate|full)(?: story| photo| picture| news)? kill
kill (?:notice|advisory|order|notification|message|story|mandatory)
mandatory (?:story |photo |picture )?(?:elimination|withdrawal|cancell?ation)
(?:story|photo|picture|item|report|article|alert|copy|snap|text|version)[\s-]+(?:withdrawn|killed|eliminated|retracted|cancell?ed|withdrawal|elimination|retraction)
(?:notice|advisory)(?: of|:| -) (?:withdrawal|retraction|elimination|cancell?ation)
(?:withdrawal|retraction|elimination|cancell?ation|recall) (?:notice|advisory|order)
(?:photo |picture |story )?elimination(?= *(?:[:;,.!/-]|$))
mf kill
cancels and replaces
meldung (?:zuruckgezogen|zurueckgezogen|gesperrt|annulliert)
(?:achtung[:,!]? )?(?:zur(?:u|ue)ckziehung|zur(?:u|ue)ckgezogen|annullierung|r(?:u|ue)ckruf der meldung)
attention[\s-]+annulation
annulation (?:d[eu]s? |de la |de l')?{fr}
annule et remplace
{fr} annulee?s?
atencion[\s:-]+anulad[ao]s?
{es} (?:anulad[ao]s?|retirad[ao]s?)
(?:anulad[ao]|anulacion) (?:de |la |del |esta )*{es}
(?:se )?anul(?:a|amos|ar|en|ese) (?:la |esta |el |las )?{es}
(?:attenzione[\s:,-]+)?annullare (?:il |la |lo |i |le |gli |l'|questa |questo |precedente )*{it}
{it} (?:annullat[aoei]|ritirat[aoei])
(?:attenzione[\s:,-]+)?annullamento (?:di |del |della |dello )?{it}
{pt} (?:anulad[ao]s?|retirad[ao]s?|cancelad[ao]s?)
(?:внимание[!,:.]* )?аннулирован(?:ие|о)(?: сообщени\w+)?
(?:внимание[!,:.]* )?аннулируется
отмена (?:ранее )?(?:переданного |вышедшего )?{ru}
снят[оаы]? с ленты|{ru} (?:аннулирован[оаы]?|аннулиру[ею]тся|отозван[оаы]?|снят[оаы] с ленты)
撤稿(?:通知|函)?|【撤稿】|紧急撤稿|紧急撤销|撤销稿件|撤销通知|作废通知|停用通知|稿件撤回
(?:配信)?(?:記事)?取(?:り)?消し|配信取り消し|記事削除のお知らせ|記事の撤回|全文取り消し
전문\s?취소|기사\s?취소|기사\s?삭제|전문\s?삭제
(?:إلغاء|الغاء|سحب|حذف) (?:ال)?(?:خبر|خبرا|برقية|مادة|نبأ)
bericht (?:vervalt|ingetrokken|vervallen)|intrekking bericht
(?:uwaga[!:,]* )?(?:anulowanie|anulowana|wycofanie) {pl}|depesza anulowana
(?:makulerad|makulering|aterkallad)(?: {sv})?|{sv} (?:makulerad|aterkallad|utgar)
haber iptali?|iptal(?: edilen)? haber|haber geri cekil\w+
анульовано|анулювання {uk}
""",
    "hold": r"""
(?:hold[\s,!/-]+){1,5}hold
hold (?:for release|until (?:released|further|advised|cleared|notified|notice)(?: (?:by|from|notice)[\w ]{0,24})?)
(?:release )?hold (?:order|notice|advisory|story)
(?:story|copy|item|report) (?:on hold|withheld|held)
withheld(?: until further notice)?(?= *(?:[:;,.!/*)-]|$))
withhold(?: (?:the |this )?{en})?(?= *(?:[:;,.!/*)-]|$))
do not (?:use|publish|run|release|broadcast|transmit|post|move)(?: until released| yet| this {en}| before release)?(?= *(?:[:;,.!/*)-]|$))
not (?:for|to be) (?:use|used|published|publication|broadcast|release|released)(?: until further notice| until released| before release| or broadcast| yet)*(?= *(?:[:;,.!/*)-]|$))
for background only
prepared (?:obituary|obit)(?= *(?:[:;,.!/*)-]|$))
sperrvermerk|nur zur internen verwendung
(?:nicht verwenden|nicht veroffentlichen|nicht zur veroffentlichung|vorerst nicht verwenden|gesperrt bis auf weiteres|bis auf weiteres gesperrt)
(?:ne pas (?:diffuser|utiliser|publier)|a ne pas (?:diffuser|utiliser|publier)|diffusion suspendue|suspension de diffusion|depeche suspendue)
(?:no (?:usar|publicar|difundir|utilizar)|retenida?|no publicable|retener (?:la |esta )?{es})(?= *(?:[:;,.!/*)-]|$))
(?:non (?:usare|utilizzare|pubblicare|diffondere)|sospesa?(?= *(?:[:;,!/*)-]|$))|in attesa di verifica)
(?:nao (?:usar|publicar|utilizar|divulgar))(?= *(?:[:;,.!/*)-]|$))
(?:не использовать|не публиковать|не для публикации|не для печати|не выпускать|задержать|до особого распоряжения не публиковать|придержать)(?= *(?:[:;,.!/*)-]|$))
勿用|请勿使用|暂勿使用|暂缓使用|暂停使用|请勿播发|暂勿播发|暂缓播发|停发|缓发|待用稿|勿发
使用(?:禁止|不可|厳禁|保留)|配信保留|掲載(?:禁止|見合わせ|保留)|使用を(?:見合わせ|お控え)|保留記事
보도\s?금지|사용\s?금지|사용\s?보류|보도\s?보류
(?:ليس|غير معد|غير مخصص|غير صالح) للنشر|لا ينشر|يمنع النشر|يرجى عدم (?:النشر|الاستخدام)
niet (?:gebruiken|publiceren|voor publicatie)
nie (?:publikowac|do publikacji|uzywac)
(?:far ej publiceras|ej for publicering)
yayinlamayin(?:iz)?|yayina kapali
не для публікації|не публікувати
""",
    "release": r"""
(?:(?:hold|embargo)[\s-]+)(?:is |has been |now )*(?:lifted|released?|off|ends?|ended|over|broken|cancell?ed|removed)
(?:lifts?|lifting|releas(?:e|es|ed|ing)|end(?:s|ed|ing)?|cancel(?:s|led|ling)?|remov(?:e|es|ed|ing)) (?:the |its |a |previous |earlier )*(?:hold|embargo)(?: on)?
(?:embargo|hold) lift(?:ed)?
sperrfrist (?:ist |wird |wurde )?(?:ab sofort |hiermit )?(?:aufgehoben|abgelaufen|gestrichen|entf(?:a|ae)llt)
(?:aufhebung|ende) (?:der |des )?(?:sperrfrist|hold|sperrvermerks)
hold (?:ist |wird )?(?:hiermit )?aufgehoben
(?:levee d(?:e l'|')|fin d(?:e l'|'))embargo|embargo (?:est )?leve
embargo levantado|(?:se )?levanta(?:do)? (?:el )?embargo|fin del embargo
embargo (?:rimosso|revocato|tolto|scaduto|levato|caduto)
(?:эмбарго|запрет) (?:снято|отменено|снят|отменен)|снятие эмбарго
解禁(?:通知|发布)|解除(?:禁发|禁令|限时|封锁)|可以使用
解禁(?:になりました|しました|済み)|保留解除
엠바고\s?해제
(?:رفع|انتهاء) (?:الحظر|حظر النشر)
embargo (?:opgeheven|vervallen)|embargo (?:zniesione|uchylone)|embargot? (?:havt|hävt|upphor|upphavt)|ambargo kaldirildi
""",
    "correction": r"""
(?:this|the) (?:[a-z]{3,9}\.? \d{1,2} )?{en}[^.\n]{0,80} (?:has been|was|is being|is) (?:corrected|updated to correct|amended to correct)
in (?:a|an|some|its) .. the associated press .. (?:reported erroneously|erroneously reported|incorrectly reported|reported incorrectly|misspelled|misidentified|misstated|incorrectly \w+|erroneously \w+)
""",
    "advisory": r"""
(?:editorial|news|coverage|photo|picture|media|technical|budget|schedule|planning|client|subscriber|editors?|ap|reuters|afp|pa|upi)'?s? advisory
advisory (?:to|for) (?:editors|clients|subscribers|members|media|newsrooms|desks)
(?:note|notice|message|memo|advice|alert) (?:to|for) (?:all )?(?:editors|clients|subscribers|members|newsrooms|desks|users)
attention (?:all )?(?:editors|clients|subscribers|members|newsrooms|desks)
(?:on-?line|online) (?:out|advisory)
service (?:message|note|advisory|announcement)
redaktionelle[rn]? hinweise?|achtung,? redaktionen|hinweis (?:fur|an) (?:die )?redaktionen|kundenhinweis|kundeninformation
(?:avis|note|message) (?:aux|a nos) (?:redactions|clients|abonnes)|attention redactions
(?:aviso|nota|atencion),? (?:a |para )?(?:los |las |nuestros )?(?:abonados|redacciones|editores|clientes|redactores|suscriptores)
(?:avviso|nota|comunicazione) (?:ai|alle|agli|per i|per le) (?:clienti|redazioni|abbonati)
(?:aviso|nota) (?:aos|as) (?:assinantes|clientes|redac(?:c|)oes|editores)
(?:к сведению|внимани[юе]) (?:редакци[йи]|редакторов|подписчиков|абонентов|клиентов)
(?:致|各)(?:用户|编辑|订户|客户)(?:通知|注意)|编者注意|播发通知|用户通知
編集(?:者)?への(?:お知らせ|連絡)|編集連絡|編注
편집자\s?(?:공지|주의)|고객\s?공지
تنويه (?:للمحررين|للمشتركين|إلى المحررين)
""",
}
"""Said in capitals or alone on a line, these are notices by themselves."""

MARKS = {
    "kill": r"""
kill|killed|withdrawn|withdrawal|withdraws|retraction|retracted|withdrew|eliminated|eliminate|recall(?:ed)?|cancel|cancell?ed|scrubbed|delete|disregard
zuruckgezogen|zurueckgezogen|annulliert|loschen|gesperrt|storno
annulation|annulee?|annuler|retiree?|retrait
anulad[ao]|anulacion|anular|retirad[ao]|anula
annullare|annullat[ao]|annullamento|annulla|ritirat[ao]|ritiro|cancellare
anulacao|anulad[ao]|cancelad[ao]|retirad[ao]
отмена|отменено|аннулирование|аннулировано|аннулируется|отозвано|отзыв|снято
撤销|作废|撤回|取消|删除
取消|削除|撤回
취소|삭제
إلغاء|الغاء|سحب|ملغى|ملغاة
vervalt|ingetrokken|vervallen|anulowane|wycofane|anulowana|utgar|makulera|makulerad|iptal|geri cekildi|скасовано|анулювання
""",
    "hold": r"""
hold|on hold|held|withheld|withhold|hfr|zuruckhalten|gesperrt|stopp?|suspendue?|suspension|retenir|attente|retenid[ao]|retener|suspendid[ao]|sospes[ao]|sospendere|trattenere|задержать|придержать|стоп
暂缓|留用|待发|保留|보류|تعليق|موقوف
""",
    "embargo": r"""
(?:strict(?:ly)? )?embargo(?:ed)?|under (?:strict )?embargo|for (?:later |future )?release|hold until|sperrfrist|sous embargo|embargad[ao]|bajo embargo|sotto embargo|sob embargo|эмбарго|под эмбарго|限时发布|禁发|解禁|엠바고|محظور النشر|pod embargiem|embargot?|ambargolu
""",
    "correction": r"""
correct(?:s|ed|ion|ions|ive)(?: \(official\))?|correcting|clarif(?:ication|ied|ies|ying)|amend(?:ed|s|ment)|revised correction|erratum|corr
berichtigung|berichtigt(?:e fassung)?|korrektur|korrigiert(?:e fassung)?|richtigstellung|klarstellung
rectificatif|rectification|rectifie|correctif|version corrigee|precision|mise au point|corrige[e]?
correccion|corregida?|rectificacion|rectifica|fe de errat[ao]s?|aclaracion|corrige
correzione|corretta?|rettifica|rettificat[ao]|precisazione|errata corrige
corre[c]?cao|corrigid[ao]|retifica[c]ao|rectificacao|errata|esclarecimento
исправление|исправленная версия|исправлено|уточнение|поправка|с исправлениями|виправлення|уточнення
更正|改稿|勘误|订正|訂正|修正|差し替え|정정|고침|바로잡습니다|수정
تصحيح|تصويب|توضيح|استدراك|اصلاحیه|تصحیح
rectificatie|correctie|gecorrigeerd|korekta|sprostowanie|rattelse|rattad|duzeltme|duzeltilmis|ispravka|oprava|korjaus|helyesbites
""",
    "refile": r"""
refile[ds]?|refiling|resend(?:ing|s)?|resent|re-?sent|retransmi(?:t|ts|tted|ssion)|substitute|sub|replacement|neufassung|neu ?versand|erneute? sendung|reemission|reenvio|reenvia|rinvio del testo|replace[sd]?|replacing|remplace|sustituye|sostituisce|重发|重發|再送|재송|زيادة تصحيح|إعادة إرسال|повтор с исправлением
""",
    "repeat": r"""
rpt|repeat(?:s|ed|ing)?|repetition|wiederholung|wdh|repeticion|repite|ripetizione|rip|rpt|repeticao|повтор|повторно|повторение|重复|再掲|반복|إعادة|اعادة|herhaling|powtorka|powtorzenie|repris|tekrar
""",
    "advisory": r"""
advisory|advisories|memo|hinweis|avis|aviso|avviso|примечание|通知|お知らせ|공지|تنويه
""",
}
"""Words that mark a line as a notice when they stand apart; by themselves most could open a story as well."""

PLAIN_MARKS = frozenset("correction refile repeat".split())
"""Kinds whose mark alone is enough: the report goes on, with its change told."""

STRONG_MARKS = r"""
withdrawn|killed|retracted|eliminated|withdrawal|annulation|annulee?|annuler|anulad[ao]|anulacion|annullare|annullat[ao]|annullamento|zuruckgezogen|zurueckgezogen|annulliert
аннулировано|аннулирование|аннулируется|отозвано|撤销|作废|撤回|취소|إلغاء|الغاء|anulowane|anulowana|wycofane|makulerad|vervallen|ingetrokken|withheld|anulacao
"""
"""Marks that in capitals before a headline, or alone, leave no doubt; the others need an order beside them."""

ORDERS = {
    "kill": r"""
(?:please|pls|must|should|do|you|to|and|immediately|:) (?:kill|eliminate|disregard|ignore|withdraw|delete|remove|pull|spike|scrub|destroy|take down) .. {en}
(?:kill|eliminate|disregard|withdraw|spike|scrub|delete) (?:the |this |our |all |these |above |previous |earlier |following |both |and )+.. ?{en}
(?:kill|eliminate|disregard|withdraw|spike) {en}? ?(?:bc-|slugged|headlined|headed|moved|sent|numbered|[a-z]\d{3,})
(?:please|pls) (?:kill|disregard|eliminate|spike|scrub)\b
(?:kill|eliminate|disregard|withdraw) {en}\b
verwenden sie[^.\n]{0,160} nicht(?: mehr)?\b
{de}[^.\n]{0,60} nicht (?:mehr |weiter )?(?:zu )?(?:verwenden|verwendet|verwertet|veroffentlichen|nutzen|senden)\b
{en}[^.\n]{0,160} (?:is|are|was|were|has been|have been|is being|should be|must be) (?:hereby |being |immediately )?(?:killed|withdrawn|eliminated|retracted|disregarded|withdrawn)
(?:the associated press|ap|reuters|afp|agence france-presse|dpa|pa|xinhua|upi|bloomberg|tass|efe|ansa|we|it) (?:has|have|is|are|hereby)? ?(?:withdrawn|withdrew|withdraws|withdrawing|killed|kills|killing|retracted|retracts|retracting|eliminated|eliminates|eliminating|is withdrawing) (?:the |its |a |an |this |our )+.{0,40}?{en}
(?:mandatory|bulletin) kill
(?:is|as) a mandatory kill
(?:this|it|that) kill (?:is|covers|applies|includes|refers)
there will be no (?:substitute|replacement|further|write-?thru) ?(?:{en})?
(?:meldung|bericht|text|fassung|beitrag|nachricht|dpa-\w+)[^.\n]{0,160} (?:ist|sind|wird|werden|wurde|gilt) (?:hiermit |ab sofort |bis auf weiteres )?(?:zur(?:u|ue)ckgezogen|annulliert|gestrichen|ung(?:u|ue)ltig|als zur(?:u|ue)ckgezogen|gel(?:o|oe)scht)
(?:zieht|ziehen)[^.\n]{0,120} {de}[^.\n]{0,120} zur(?:u|ue)ck
(?:bitte|diese|die) [^.\n]{0,80}{de}[^.\n]{0,120} (?:nicht (?:mehr )?(?:zu )?verwende[nt]?|l(?:o|oe)schen|entfernen|streichen|zu l(?:o|oe)schen)
(?:darf|d(?:u|ue)rfen)[^.\n]{0,60} nicht (?:mehr )?(?:verwendet|ver(?:o|oe)ffentlicht)
(?:priere d[e']|merci d[e']|veuillez|nous vous prions d[e']|vous prions d[e']) ?(?:bien vouloir )?(?:annuler|ne pas (?:tenir compte|utiliser|diffuser)|ignorer|retirer|supprimer|detruire)
(?:annule|annulons|annulent|retire|retirons) (?:et remplace )?(?:la |le |l'|notre |sa |cette |ses |nos )[^.\n]{0,40}{fr}
(?:{fr})[^.\n]{0,160} (?:est|sont|a ete|ont ete) (?:annulee?s?|retiree?s?)
(?:rogamos|se ruega|por favor,?|pedimos|les rogamos|deben|se pide)(?: a [^.\n]{0,40})? (?:que )?(?:anulen|anular|ignoren|no (?:usen|utilicen|publiquen|tengan en cuenta)|eliminen|retiren|retirar|eliminar|ignorar|no tener en cuenta)
(?:anulen|anular|queda anulada|anula|anulamos|retira|quedan anuladas) (?:la |esta |el |su |nuestra |las |sus )[^.\n]{0,40}{es}
(?:{es})[^.\n]{0,160} (?:queda|quedan|ha sido|han sido|esta|fue) (?:anulad[ao]s?|retirad[ao]s?|sin efecto)
(?:si prega di|preghiamo di|vogliate|si pregano [^.\n]{0,40} di|pregasi) (?:annullare|non (?:utilizzare|tenere conto|tener conto|considerare|usare)|ignorare|eliminare|cestinare|ritirare)
(?:{it})[^.\n]{0,160} (?:e|sono|va|vanno|e' stat[ao]|e stat[ao]|deve|e'|viene) (?:da |essere |considerar[sl]i |da considerare |da ritenersi )?(?:annullat[aoei]|ritirat[aoei]|annullare)
(?:favor|pede-se|pedimos|solicitamos|queiram|agradecemos)[^.\n]{0,40} (?:anular|anulem|anulacao|desconsiderar|desconsiderem|ignorar|ignorem|cancelar|eliminar|retirar|nao (?:usar|utilizar|publicar))
(?:{pt})[^.\n]{0,160} (?:foi|fica|esta|foram) (?:anulad[ao]s?|cancelad[ao]s?|retirad[ao]s?|sem efeito)
(?:просим|просит|просьба|прошу|следует|необходимо)[^.\n]{0,60} (?:аннулировать|считать[^.\n]{0,80} (?:недействительн\w+|аннулированн\w+)|не использовать|снять|удалить|отозвать|не принимать во внимание|не учитывать)
(?:{ru})[^.\n]{0,160} (?:аннулиру[ею]тся|аннулирован[оаы]?|отменяется|отозван[оаы]?|отзывается|снят[оаы]? с ленты|снимается|считать (?:недействительн\w+|аннулированн\w+)|недействительн[оаы])
(?:аннулирует|отзывает|снимает|аннулируем)[^.\n]{0,60} {ru}
(?:请|敬请|务请|望)[^。\n]{0,30}(?:勿用|勿使用|撤销|撤稿|撤下|删除|停用|不要使用|作废|不予采用)|(?:稿件|此稿|该稿|消息|原稿|电稿|报道)[^。\n]{0,40}(?:撤销|作废|撤稿|取消|停用|撤回|勿用|不用)
(?:記事|速報|原稿|写真|本文|配信)[^。\n]{0,60}(?:取り消し|取消|削除|撤回|破棄|使用しないで|使わないで)|(?:使用|掲載|配信)しないでください
(?:기사|사진|속보)[^.\n]{0,60}(?:취소|삭제|사용하지)|사용하지 (?:마|말아)
(?:يرجى|نرجو|الرجاء)[^.\n]{0,60}(?:إلغاء|الغاء|تجاهل|حذف|سحب|عدم استخدام|عدم استعمال)|(?:ألغت|سحبت|تسحب|تلغي)[^.\n]{0,60}(?:الخبر|البرقية|خبرها|المادة|تقريرها|خبرا)|(?:الخبر|البرقية|المادة|خبر)[^.\n]{0,120}(?:ملغى|ملغاة|لاغ|لاغية|تم إلغاؤ\w+|تم سحب\w+)
(?:{nl})[^.\n]{0,160} (?:is|wordt|komt te|zijn) (?:hierbij )?(?:ingetrokken|vervallen|vervalt)|(?:gelieve|verzoeke|svp|graag)[^.\n]{0,80} (?:niet (?:te )?gebruiken|verwijderen|vernietigen)
(?:prosimy|prosze)[^.\n]{0,60} (?:anulowac|anulowanie|o anulowanie|nie (?:wykorzystywac|publikowac)|nieuzywanie|o niewykorzystywanie)|(?:{pl})[^.\n]{0,160} (?:zostala|jest|zostaje|zostal) (?:anulowan\w+|wycofan\w+)
(?:var god|vanligen|vi ber)[^.\n]{0,80} (?:makulera|ta bort|stryk|bortse)|(?:{sv})[^.\n]{0,160} (?:ar|har|utgar|dras) (?:makulera\w*|aterkalla\w*|tillbaka|dragits tillbaka)
(?:{tr})[^.\n]{0,160} (?:iptal edilmistir|geri cekilmistir|gecersizdir|iptal edildi|kullanmayiniz|kullanilmamasi)|lutfen[^.\n]{0,80} (?:dikkate almay\w+|kullanmay\w+|iptal ed\w+)
(?:просимо|прохання)[^.\n]{0,60} (?:анулювати|не використовувати|вилучити)|(?:{uk})[^.\n]{0,160} (?:анульован\w+|відкликан\w+|скасован\w+)
""",
    "hold": r"""
(?:please|pls|must|should|you|immediately|:) (?:hold|withhold|do not use|do not publish|don't use|refrain from (?:using|publishing)|stop using) .. {en}
(?:hold|withhold) (?:the |this |our |all |these |above |previous |earlier |following |off on |publication of |both )+[^.\n]{0,60}{en}[^.\n]{0,80}
(?:please|pls) (?:hold|withhold)\b
(?:please )?(?:do not|don't|should not|must not|may not|not to) (?:be )?(?:use|used|publish|published|release|released|run|broadcast|transmit|distributed?) (?:the |this |our |these |it |until |before |above |following |pending |any )[^.\n]{0,80}
{en}[^.\n]{0,120} (?:is|are|should be|must be|is being|are being|has been|have been) (?:on hold|withheld|held (?:for|until|pending|back)|put on hold|placed on hold|not for (?:publication|use|release|broadcast))
(?:is|are|being|be) (?:on hold|withheld|held) (?:until|pending|while|for)\b[^.\n]{0,60}(?:verif|check|confirm|further|notice|release|clarif|review|advis)
not for (?:publication|broadcast|release) (?:until|or|before|and|in any)
until (?:further notice|advised|released|cleared|we advise)
(?:we are|reuters is|ap is|afp is|dpa is) (?:checking|verifying|reviewing)\b
nicht zur veroffentlichung|(?:bitte|redaktionen)[^.\n]{0,120} (?:zur(?:u|ue)ckhalten|vorerst nicht|bis auf weiteres nicht|zun(?:a|ae)chst nicht)|(?:{de})[^.\n]{0,120} (?:vorerst|zun(?:a|ae)chst|bis auf weiteres) (?:nicht|zur(?:u|ue)ckhalten)|wir pr(?:u|ue)fen (?:derzeit|den|die|das)
(?:priere d[e']|merci d[e']|veuillez)[^.\n]{0,40}(?:suspendre|retenir|mettre en attente|ne pas (?:diffuser|utiliser|publier)[^.\n]{0,100}(?:jusqu|en attend|verif|confirm))|(?:{fr})[^.\n]{0,120} (?:est|sont) suspendue?s?
(?:rogamos|se ruega|por favor,?)[^.\n]{0,60} (?:retengan|retener|no publi[^.\n]{0,80}hasta|esperen)|(?:{es})[^.\n]{0,120} (?:queda|esta) (?:retenid[ao]|en suspenso|pendiente de)
(?:si prega di|preghiamo di|pregasi)[^.\n]{0,40}(?:sospendere|trattenere|attendere|non [^.\n]{0,60}fino a)|(?:{it})[^.\n]{0,120} (?:e|e'|e da|va) (?:sospes[ao]|sospendere|in attesa)
(?:pedimos|favor|agradecemos)[^.\n]{0,60} (?:reter|suspender|aguardar|nao [^.\n]{0,60}ate)
(?:просим|просьба)[^.\n]{0,80} (?:задержать|придержать|воздержаться|приостановить|не публиковать[^.\n]{0,60}до|не использовать[^.\n]{0,60}до|до особого)
(?:请|敬请)[^。\n]{0,40}(?:暂缓|暂勿|暂不|稍候|暂停|等候)|(?:稿件|此稿|该稿)[^。\n]{0,30}(?:暂缓|暂停|暂不|暂勿)
(?:使用|掲載|配信)を(?:見合わせ|お控え|待って|保留)|確認(?:中|が取れるまで)[^。\n]{0,40}(?:使用|掲載)
(?:기사|보도)[^.\n]{0,40}(?:보류|자제|미뤄)
(?:يرجى|نرجو|الرجاء)[^.\n]{0,60}(?:عدم النشر|التريث|تعليق|عدم نشر|الانتظار)
""",
    "release": r"""
(?:hold|embargo)[^.\n]{0,120} (?:is|are|was|has been|have been) (?:now |hereby |being )?(?:lifted|released|removed|cancell?ed|withdrawn|off)
(?:{en})[^.\n]{0,160} (?:may|can) (?:now )?be (?:used|published|released|broadcast)
(?:may|can) now (?:be )?(?:use|used|publish|published|run)\b
(?:releases?|releasing|lifts?|lifting) (?:the |its |our |a |previous )*(?:hold|embargo)
(?:is|are) (?:now )?(?:released|cleared) for (?:use|publication|immediate)
sperrfrist[^.\n]{0,80} (?:aufgehoben|entf(?:a|ae)llt|gilt nicht mehr)|(?:{de})[^.\n]{0,120} (?:kann|k(?:o|oe)nnen|darf) (?:ab sofort|nun|jetzt|wieder) (?:wieder )?(?:verwendet|ver(?:o|oe)ffentlicht)
l'embargo[^.\n]{0,80} (?:est|a ete) leve|(?:{fr})[^.\n]{0,80} peut (?:desormais |maintenant )?etre (?:utilisee?|diffusee?)
(?:el )?embargo[^.\n]{0,80} (?:queda|ha sido|se ha) levantado|(?:{es})[^.\n]{0,80} (?:puede|ya puede) (?:ya )?(?:ser )?(?:usad|utiliz|public|difund)
embargo[^.\n]{0,80} (?:e|e'|e stato|e' stato) (?:rimosso|revocato|tolto|levato)|(?:{it})[^.\n]{0,80} puo' ?essere (?:ora )?(?:utilizzat|pubblicat)
эмбарго[^.\n]{0,80} (?:снято|отменено|снимается)|(?:{ru})[^.\n]{0,80} (?:можно|разрешается) (?:использовать|публиковать)
(?:禁发|禁令|限制|封锁)[^。\n]{0,20}解除|(?:稿件|此稿)[^。\n]{0,20}可(?:以)?(?:使用|播发|采用)
""",
    "correction": r"""
^\W{0,3}(?:correct(?:s|ed|ing)?|clarif(?:ies|ying|ied)|amends|fixes|adds dropped)[: ][^\n]{0,200}(?:paragraphs?|paras?|headline|lead|figure|name|spelling|year|title|date|day|amount|byline|dateline|quote|to |in )
^\W{0,3}(?:in|im) (?:der|dem|einer) .. (?:muss|musste) es (?:richtig|korrekt)? ?heissen
(?:berichtigt|korrigiert|richtiggestellt) (?:wird|werden|wurde|wurden)?:? ?[^.\n]{0,80}(?:absatz|satz|zahl|name|uberschrift|leadsatz)
""",
    "refile": r"""
^\W{0,3}(?:refil(?:es|ed|ing)|resend(?:s|ing)|resent)[: ][^\n]{0,120}
^\W{0,3}(?:substitutes|replaces) (?:and |earlier |previous |the )
""",
    "repeat": r"""
^\W{0,3}(?:repeat(?:s|ed|ing)) [^\n]{0,80}(?:subscribers|clients|no change|without change|text|unchanged|wider|additional|version|earlier|story|headline|for )
""",
}
"""What a message to editors orders. Of correction, refile and repeat: whole lines in brackets at a report's head."""

EMBARGO_OPENINGS = r"""
(?:strict(?:ly)?|under|news|story|this|the|following|is|are|note|report|article|item|text|release|study|material|media|editors?|eds|all|hold|usage|use|time|copy|press|remains?|content|speech|paper|research|in|contents|:|-|,|\*|\s)*(?<!the\s)embargo(?:ed)? ?(?:for (?:release|publication|use|broadcast)|on (?:use|publication))? ?(?:until|till|til|to|for|ends?|lifts?|expires?|time|date|:|-|at|before)
(?:not )?for (?:release|publication|use|broadcast|transmission)(?: or (?:publication|broadcast))? ?(?:only )?(?:after|at|on|before|until|not before|from|:|in|-)
(?:hold|held|withhold) (?:for release )?(?:until|till|to|at|for (?:use|release|publication) (?:at|on|in|after|until)|for)
not (?:for|to be) (?:public(?:ly)? )?(?:use|used|publication|published|release|released|broadcast)(?: or (?:publication|published|broadcast|use))* (?:before|until|prior to|earlier than)
do not (?:use|publish|release|broadcast|run|post) (?:this |the |it )*(?:{en} )?(?:before|until|prior to)
release (?:time|date|at|on)
eds?:? for (?:release|use|publication)[^.\n]{0,30}(?:at|on|after|in)
(?:achtung[:!,]? )?(?:{de} )?(?:mit )?sperrfrist(?: bis)?[: -]?
(?:achtung[:!,]? )?gesperrt bis|(?:frei|freigabe|frei ab|freigegeben|zur ver(?:o|oe)ffentlichung)(?: zur ver(?:o|oe)ffentlichung)?(?: erst)? (?:ab|am|fur)|nicht vor
(?:attention[\s:-]+)?(?:{fr} )?(?:sous |strict )*embargo (?:strict )?(?:jusqu'a?u?|jusque|au|a|avant|:|le|-)
(?:a )?ne pas (?:diffuser|publier|utiliser) avant
(?:atencion[\s:,-]+)?(?:{es} )?(?:bajo |con )?embarg(?:o|ad[ao]s?) (?:hasta|a|para|:|-)|no (?:publicar|difundir|usar|utilizar) (?:antes de|hasta)
(?:attenzione[\s:,-]+)?(?:{it} )?(?:sotto |sottoposto a |con )?embargo (?:fino|sino|alle|al|a|:|-)|da non (?:pubblicare|diffondere|utilizzare) prima|non (?:pubblicare|diffondere|utilizzare) prima
(?:{pt} )?(?:sob |com )?embarg(?:o|ad[ao]s?) (?:ate|para|:|-)|nao (?:publicar|divulgar) antes
(?:внимание[!,:.]* )?(?:{ru} )?(?:под )?эмбарго[ :,-]*(?:до|:|(?=\d))|не (?:публиковать|использовать|выпускать|ранее|раньше) (?:до|ранее|раньше)
(?:ембарго|під ембарго) (?:до|:)
(?:限时|请于|请在|定于|禁止在|不得早于|不早于|禁发至|禁止发布至|解禁时间|解禁時間|发布时间|播发时间|限)
(?:解禁(?:日時|時刻|は|:)?|しばり|エンバーゴ)
(?:엠바고|보도\s?시점|보도\s?유예)
(?:محظور (?:النشر|نشره)|يحظر النشر|حظر النشر|للنشر) ?(?:حتى|قبل|بعد|إلى|الساعة|:)?
embargo (?:tot|t/m|do|till|til|fram till)|embargot? till|ambargo(?:lu)? ?:?|pod embargiem do|onder embargo tot|niet voor publicatie (?:voor|tot)|nie publikowac przed
"""
"""How a line opens that says until when; a time must follow."""

PREFIXES = r"attention|obs|uwaga|achtung|urgent|eds?|editors?'?(?: note)?|ap|afp|reuters|dpa|bulletin|note|update \d*|внимание|срочно|atencion|attenzione|attn|ansa|efe|pa"
"""What may stand before a shout or a mark."""

EMBARGO_NAMES = r"embarg|frei fur|frei ab|freigabe|freigegeben|ambargo|sperrfrist|gesperrt|hold for release|not for|do not|release time|эмбарго|ембарго|禁|限|엠바고|محظور|حظر|zur ver|nicht vor|ne pas|no publicar|non pubblicare|da non|nao publicar|не публик|не использ"
"""What an opening must name to be believed in small letters."""

DESK = r"abonad[oa]s\b|abbonat[oi]\b|abonnes\b|assinantes\b|redaktionen\b|a las redacciones|alle redazioni|unsere meldung|dpa-meldung|depeche|dispacci|此稿|该稿|稿件|配信|송고"
FAINT = {
    "kill": r"annul|anul[aeo]|zur(?:u|ue)ckgezogen|zur(?:u|ue)ckzieh|widerruf|retirad|\bretira\b|ritirat|аннул|отозв|撤|作废|取消|取り消|취소|withdrawn",
    "hold": r"zur(?:u|ue)ckhalt|nicht verwende|suspendu|no public|no difund|sospe[sn]|задерж|暂|停用|見合わせ|보류",
}
"""Stems that, with a word of the desk in the same short text, make one that a person should see."""

FOR_NOW = r"vorerst|bis auf weiteres|zunachst|until|pending|for now|while|до особого|до уточнения|пока|hasta|por el momento|jusqu|pour l'instant|en attendant|fino a|per ora|in attesa|暂|等候|ate nova|por enquanto|voorlopig|na razie|tills vidare|simdilik"

ASKS = """
please|pls |kindly|slugged|headlined|erroneous|sent in error|substitut|writethru|write-thru|editors|clients|withdr|moved at
annul|anul|bitte|meldung|priere|merci d|veuillez|prions|rogamos|ruega|por favor|si prega|preghiamo|pregasi|favor|pedimos|prosi
prosze|vi ber|makul|gelieve|verzoeke|lutfen|vanligen|var god|просим|просит|просьба|прошу|просимо|sperrvermerk|ziehen|аннулиру|редакц|подписч|请|用户
稿|使用し|配信|取り消し|記事|기사|يرجى|نرجو|الرجاء
"""
"""What makes it worth while to look for an order in a line."""

EMBARGO_CUES = """
embarg|ambargo|sperr|gesperrt|release|hold|held|not for|not to be|do not|for use|for public|for broadcast|frei|nicht vor
veroff|ne pas|no publicar|no difundir|no usar|no utilizar|da non|non pubblicare|non diffondere|non utilizzare|nao publicar
nao divulgar|nie publikowac|niet voor|эмбарго|ембарго|не публик|не использ|не выпуск|не раньше|не ранее
后发布|后播发|后使用|後発表|限|请于|请在|定于|禁|不得早于|不早于|解禁|时间|しばり|エンバーゴ|엠바고|보도|محظور|حظر|للنشر
"""
"""What a line must hold to state the end of an embargo."""

ABOUT_COPY = (
    r"\b(?:slugged|headlined|moved|sent (?:at|on|earlier)|transmi\w+|erroneous\w*|substitute|write-?thru|editors|clients|please|bitte|veuillez|priere)\b"
    r"|meldung|depech|redaction|abonad|redaccion|redazion|notizia|kunder|telegram|rogamos|si prega|prosimy|редакц|сообщени|подписч|ленте|просим|просьба|稿|用户|配信|記事|기사|يرجى|الرجاء|نرجو"
)
"""What makes an order without an address one that a person should see."""

OF_THE_DESK = (
    r"\bslugged\b|\b(?:moved|sent|transmitted|issued) (?:at|today at|earlier at) \d|substitute story|write-?thru|apnewsalert|story_number|sent in error|moved in error"
    r"|\b[a-z]\d{4}\b|\b(?:bc|am)-[a-z]{2,3}--|\bdpa[ -]?\d{3,}|\b(?:bdt|lby)\d{3,}"
)
"""What only a message between desks says of a story."""

LATIN_CUES = """
kill|hold|withdr|withh|eliminat|embarg|ambargo|retract|cancel|do not|don't|not for|not to be
for release|for use|for public|refil|resen|repeat|rpt|repet|corre|clarif|corr |amend|advis|editor
gesperrt|eds:|eds |incorrect|disregard|delete|scrub|spike|substitut|replac|erroneous|redak|redac|sperr|zuruck|zurueck|berichtig
korr|annul|anul|rectif|retif|retirad|retiree|ritir|rettif|ripet|wiederhol|wdh|abonn|abonad|clients
kunden|subscri|hinweis|avis|neufass|suspen|diffuser|publicar|pubblicare|usare|richtig|klarst|precision|errat
aclara|precisa|corrig|ne pas|utilis|frei fur|verval|ingetrokk|intrek|wycof|makul|aterkall|utgar|iptal|geri cek|duzelt|rattel|rattad|sprost
nicht v|nicht m|verwend|recall|freigabe|frei ab|veroff|retenid|sospes|remplac|sustit|reenv|reemi|release time|prosi|ritirat
"""
OTHER_CUES = """
аннул отмен отозв отзыв снят использ публик печати исправл уточн поправ повтор эмбарго ембарго внимани сведени редакц
подписч задерж придерж просьб просим анул виправ скасов стоп примечан выпуск 撤 勿 禁 更 改 勘 订 訂 正 停 缓 暂 取 削除 配信
使用 掲載 保 解 限 重 再 编 編 用户 作废 定于 请 정정 고침 바로잡 취소 삭제 보류 금지 엠바고 편집 공지 반복 재송 수정 보도 تصحيح تصويب إلغاء الغاء
后发 后播 后使 後発 سحب ملغ محظور حظر للنشر تنويه إعادة اعادة يرجى نرجو الرجاء توضيح استدراك اصلاحیه تصحیح ألغت تعليق
"""
"""A text that holds none of these holds no notice."""
