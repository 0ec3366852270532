"""The words that tell who said something, in the languages a wire carries: verbs of saying, and what stands by them.

One table for all languages at once, so that no language need be known. A word that means something else in another
language (Spanish "dice") does no harm, for a cue counts only beside a quotation. The English verbs were chosen with
``python -m bench.polnear --cues`` on the training half of PolNeAR: taken in is what is a cue in half of the places
where it stands beside quotations, and can be one elsewhere; taken out is what is one in a third or fewer. Those of the
other languages are the usual ones of their news agencies.
"""

from __future__ import annotations

from enum import IntFlag


class Cue(IntFlag):
    """What a word can do beside a quotation."""

    SAYS = 1
    """A finite verb whose subject said it."""
    PARTICIPLE = 2
    """A verb form whose subject stands elsewhere in the sentence: calling, sagend."""
    ACCORDING = 4
    """A word or phrase that the speaker follows: according to, laut, по словам."""


_SAYS = """
said says say told tells tell wrote writes write added adds add asked asks ask stated announced announces declared
declares explained explains replied replies responded responds answered answers continued continues noted notes
concluded concludes remarked recalled recalls argued argues argue insisted insists warned warns warn claimed claims
claim suggested suggests acknowledged acknowledges admitted admits conceded concedes promised promises vowed vows
pledged pledges tweeted retweeted posted posts quipped joked jokes observed observes commented complained complains
lamented laments predicted predicts asserted asserts contended contends maintained maintains emphasized emphasizes
emphasised stressed stresses reiterated repeated repeats confirmed confirms denied denies reported revealed reveals
testified testifies shouted yelled chanted screamed exclaimed interjected whispered muttered mused mocked mocks
boasted boasts bragged urged urges demanded demands begged called calls described describes describe dubbed dubs
labeled labels labelled branded termed denounced denounces condemned condemns blasted blasts slammed slams criticized
criticizes criticised accused accuses accuse blamed blames praised praises hailed hails touted touts dismissed
dismisses rejected rejects decried derided ridiculed characterized characterizes portrayed portrays referred refers
refer cited cites quoted quotes thanked assured assures cautioned cautions countered counters retorted opined
proclaimed proclaims pronounced indicated indicates implied wondered wonders remembered recounted recounts read reads
deadpanned charged agreed apologized recommended advises offered emailed texted signaled hinted speculated believes
thinks proposes challenged attacked thundered cried summed declaimed bemoaned lauded likened echoed echoes wished
expressed expresses ruled questioned pointed puts put endorsed defended refused pressed pleaded railed voiced
referenced invoked opposed talked highlighted identified discussed estimated estimates listed lists worried explain
note suggest supports portray learned noticed rebuked reminded reacted ordered credited hints pushed declined
""".split()

_PARTICIPLES = """
saying telling adding writing asking calling noting arguing stating declaring explaining insisting suggesting claiming
describing warning announcing tweeting citing accusing labeling labelling dubbing branding denouncing criticizing
criticising condemning praising dismissing promising vowing pledging predicting concluding remarking shouting yelling
chanting quoting referring mocking blasting hailing touting lamenting complaining asserting joking quipping recalling
emphasizing stressing questioning charging replying characterizing deriding urging acknowledging admitting blaming
reading indicating proclaiming posting wondering pointing expressing decrying portraying sagend erklärend добавив
отметив подчеркнув заявив сказав пояснив назвав заявляя déclarant ajoutant affirmant disant diciendo añadiendo
afirmando agregando dizendo acrescentando dicendo aggiungendo affermando diyerek repeating talking threatening
defending pushing hoping alleging echoing mentioning alluding referencing outlining
""".split()

_FOREIGN = """
сказал сказала сказали говорит говорил говорила заявил заявила заявили заявляет сообщил сообщила сообщили сообщает
отметил отметила отметили отмечает подчеркнул подчеркнула подчеркнули подчёркивает подчеркивает добавил добавила
добавили пояснил пояснила пояснили пояснён рассказал рассказала рассказали написал написала написали пишет ответил
ответила объяснил объяснила напомнил напомнила уточнил уточнила считает считают спросил спросила признал признала
признался призналась предупредил предупредила констатировал констатировала указал указала назвал назвала цитирует
информирует обещает обещал приводит передает передаёт передал пишут рассказывает уточняет поясняет добавляет заключает
подтверждает предупреждает напоминает признаёт признает объявил объявила объявили отмечают заявляют сообщают резюмировал резюмировала обратил утверждает утверждал уверен уверена пообещал пообещала воскликнул воскликнула
прокомментировал прокомментировала продолжил продолжила заключил заключила заверил заверила подтвердил подтвердила
сказав сказав сказала заявив заявила заявили зазначив зазначила зазначає наголосив наголосила додав додала повідомив
повідомила повідомили написав написала розповів розповіла пояснив пояснила підкреслив підкреслила каже казав казала
відповів відповіла відзначив відзначила вважає стверджує нагадав нагадала попередив попередила каза казва заяви добави
рекао рекла изјавио изјавила rekao rekla kazao kazala izjavio izjavila dodao dodala řekl řekla uvedl uvedla dodal dodala
prohlásil prohlásila povedal povedala uviedol powiedział powiedziała dodał dodała stwierdził stwierdziła napisał
napisała podkreślił podkreśliła mówi mówił zaznaczył oświadczył poinformował
sagte sagt sagten sagen erklärte erklärt erklärten teilte betonte betont ergänzte fügte schrieb schreibt meinte meint
äußerte warnte warnt forderte fordert kritisierte nannte nennt bezeichnete antwortete fragte fragt kommentierte
berichtete berichtet versicherte kündigte bestätigte hieß heißt behauptete behauptet mahnte unterstrich bekräftigte
zitiert zitierte lobte räumte rief
dit déclaré déclare ajouté ajoute affirmé affirme expliqué explique écrit souligné souligne indiqué indique précisé
précise estimé estime assuré assure annoncé annonce répondu répond demandé demande conclu conclut rappelé rappelle
dénoncé dénonce regretté regrette confié confie raconté raconte martelé lancé lance insisté insiste reconnu commenté
qualifié tweeté promis prévenu poursuivi poursuit
dijo dice dijeron dicen afirmó afirma señaló señala explicó explica agregó agrega añadió añade declaró declara indicó
indica aseguró asegura sostuvo sostiene expresó expresa manifestó manifiesta escribió escribe comentó comenta respondió
responde advirtió advierte anunció anuncia destacó destaca subrayó subraya recordó recuerda insistió preguntó apuntó
reiteró calificó denunció concluyó precisó dicho afirmado señalado explicado declarado asegurado
disse diz disseram dizem afirmou explicou acrescentou declarou escreveu escreve destacou ressaltou completou informou
contou respondeu avaliou anunciou garantiu comentou criticou defendeu perguntou concluiu lembrou alertou frisou referiu
sublinhou adiantou
detto dichiarato dichiara aggiunto aggiunge spiegato spiega affermato afferma scritto scrive sottolineato sottolinea
commentato commenta ribadito ribadisce risposto risponde ricordato concluso conclude osservato ammesso annunciato
precisato disse disse sostiene sostenuto chiesto avvertito
zei zegt zeiden zeggen verklaarde schreef schrijft vertelde vertelt aldus meldt liet voegde benadrukte reageerde vindt
stelde waarschuwde sa säger sade berättar skriver skrev sagde siger sier forteller uttalar menar tillade fortæller
sanoi sanoo kertoi kertoo totesi toteaa kirjoitti mondta közölte tette hangsúlyozta írta fogalmazott spus declarat
afirmat adăugat precizat spune scris
jugé fustigé salué plaidé averti réagi soutenu évoqué glissé soupiré definito commenta tildó
ifadesini ifadelerini kullandı dedi diyor söyledi belirtti açıkladı ifade vurguladı konuştu kaydetti ekledi yazdı sordu aktardı dile bildirdi uyardı
είπε δήλωσε ανέφερε πρόσθεσε τόνισε σημείωσε υπογράμμισε έγραψε εξήγησε απάντησε λέει δηλώνει ανακοίνωσε υποστήριξε
قال قالت قالوا وقال وقالت وقالوا يقول تقول ويقول أضاف أضافت وأضاف وأضافت صرح صرحت وصرح وصرحت أكد أكدت وأكد وأكدت
أعلن أعلنت وأعلن أوضح أوضحت وأوضح وأوضحت ذكر ذكرت وذكر وذكرت كتب كتبت وكتب وكتبت أشار أشارت وأشار وأشارت تابع تابعت
وتابع وتابعت اعتبر واعتبر شدد وشدد لفت ولفت رد حذر وحذر قائلا قائلاً قائلة مضيفا مضيفاً
گفت گفته گفتند افزود نوشت تأکید تاکید کرد اظهار داشت تصریح خاطرنشان بیان گفتم میگوید می‌گوید پرسید اعلام
کہا کہتے کہتی کہنا بتایا لکھا پوچھا مطابق بولے بولا بولی
कहा कहते कहती कहना बताया बोले बोला बोली लिखा पूछा जोड़ा
বলেন বলেছেন জানান বললেন சொன்னார் கூறினார் తెలిపారు అన్నారు
אמר אמרה אמרו אומר אומרת אומרים הוסיף הוסיפה הצהיר הצהירה כתב כתבה הדגיש הדגישה מסר מסרה ציין ציינה השיב הבהיר טען טענה
말했다 밝혔다 전했다 덧붙였다 강조했다 설명했다 주장했다 지적했다 썼다 적었다 답했다 했다 말한다 비판했다 언급했다
berkata mengatakan ujar kata katanya tutur menambahkan jelas tegas menegaskan ucap nói cho biết alisema amesema
""".split()

_ACCORDING = """
according laut zufolge selon d'après según segundo secondo volgens enligt ifølge według podle словам по-словам mukaan
согласно мнению за-словами وفقا وفقاً بحسب حسب طبقا برابر göre szerint potrivit κατά
""".split()

CUES: dict[str, Cue] = {
    **dict.fromkeys(_ACCORDING, Cue.ACCORDING),
    **dict.fromkeys(_PARTICIPLES, Cue.PARTICIPLE),
    **dict.fromkeys(_FOREIGN, Cue.SAYS),
    **dict.fromkeys(_SAYS, Cue.SAYS),
}
"""What each cue word, in lower case, can do."""

PRONOUNS: dict[str, str] = {
    **dict.fromkeys("he him он він er il a-t-il dit-il él ele lui egli hij han هو 他 彼 αυτός הוא".split(), "m"),
    **dict.fromkeys("she her она вона elle a-t-elle dit-elle ella ela lei zij ze hon hun هي 她 彼女 αυτή היא ona".split(), "f"),
    **dict.fromkeys("o او وہ انہوں اس वह उन्होंने उसने hän dia ő".split(), "mf"),
    **dict.fromkeys("they we i it who они мы я кто вони ми sie wir ich es ils elles nous je on ellos ellas nosotros yo"
                    " eles elas nós eu loro noi io qui quien wie который которая هم نحن वे onlar 他们 她们 我 我们".split(), ""),
}  # fmt: skip
"""Words that stand for a speaker named elsewhere: for a man, a woman, either, or else for several, a thing or oneself."""
