"""The news agencies, by the names they are known by in the scripts of their readers, and by their hosts.

A table and its look-up, nothing more: where an agency's name counts as a mark is decided in ``credits``.
Names that are also plain words ("PA", "AP" inside a sentence) do no harm here, because only the places where
agencies sign are looked at.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Agency(NamedTuple):
    """A news agency: its name in the index, its other names, and the hosts it publishes on."""

    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]


_TABLE = """
Reuters | Thomson Reuters; Рейтер; Reuter; رويترز; رویترز; रॉयटर्स; रायटर; 路透社; 路透; ロイター; 로이터; רויטרס;
    Ρόιτερς; รอยเตอร์ | reuters.com
AP | Associated Press; The Associated Press; Ассошиэйтед Пресс; АП; أسوشيتد برس; أ ب; آسوشیتدپرس; اے پی; एपी;
    美联社; 美聯社; AP通信; AP=聯合ニュース; AP연합뉴스 | apnews.com; ap.org
AFP | Agence France-Presse; Agence France Presse; Франс Пресс; АФП; فرانس برس; أ ف ب; ا ف ب; خبرگزاری فرانسه; اے ایف
    پی; एएफपी; 法新社; AFP時事; AFP=연합뉴스 | afp.com
dpa | Deutsche Presse-Agentur; dpa-AFX; dpa international; ДПА; د ب أ; 德新社 | dpa.com; dpa-international.com
TASS | ITAR-TASS; Itar Tass; ТАСС; ИТАР-ТАСС; تاس; تاسس; 塔斯社; タス通信; 타스 | tass.com; tass.ru; itar-tass.com
RIA Novosti | RIA; РИА Новости; РИА; ریا نووستی; ريا نوفوستي; 俄新社; Rossiya Segodnya; Россия сегодня | ria.ru;
    rian.ru
Sputnik | Спутник; سبوتنيك; اسپوتنیک; स्पूतनिक; 卫星社; スプートニク | sputniknews.com; sputnikglobe.com; sputnik.ru
Interfax | Интерфакс; Інтерфакс; Интерфакс-Украина; Interfax-Ukraine; 国际文传 | interfax.ru; interfax.com;
    interfax.com.ua
Xinhua | Xinhua News Agency; Синьхуа; شينخوا; شینهوا; 新华社; 新華社; 新华网; 新華網; 신화통신; शिन्हुआ |
    xinhuanet.com; news.cn
China News Service | CNS; 中新社; 中新网; 中国新闻社; 中國新聞社; ECNS | chinanews.com; chinanews.com.cn; ecns.cn
CNA | Central News Agency; 中央社; 中央通訊社; Focus Taiwan | cna.com.tw; focustaiwan.tw
EFE | Agencia EFE; Efe; ЭФЭ; إفي | efe.com; agenciaefe.es
Europa Press | Europapress | europapress.es
ANSA | Agenzia ANSA; АНСА; آنسا; أنسا | ansa.it
Adnkronos | AKI | adnkronos.com
AGI | Agenzia Italia | agi.it
LaPresse | La Presse | lapresse.it
Lusa | Agência Lusa; Agencia Lusa | lusa.pt
Agência Brasil | Agencia Brasil | agenciabrasil.ebc.com.br
Estadão Conteúdo | Estadao Conteudo | estadaoconteudo.com.br
PA | PA Media; Press Association; PA News Agency; PA news agency | pa.media; pressassociation.com
UPI | United Press International; ЮПИ | upi.com
Bloomberg | Bloomberg News; Блумберг; بلومبرغ; بلومبرگ; بلومبرج; 彭博; 彭博社; ブルームバーグ; 블룸버그 |
    bloomberg.com
Dow Jones | Dow Jones Newswires; 道琼斯; ダウ・ジョーンズ | dowjones.com
Kyodo | Kyodo News; Киодо; كيودو; کیودو; 共同社; 共同; 共同通信; 共同通信社; 교도통신 | kyodonews.net; kyodonews.jp;
    kyodo.co.jp
Jiji | Jiji Press; 時事; 時事通信; 时事社; 지지통신 | jiji.com
Yonhap | Yonhap News Agency; Yonhap News; Рёнхап; Ренхап; 韩联社; 韓聯社; 聯合ニュース; 연합뉴스; يونهاب |
    yna.co.kr; yonhapnews.co.kr
Newsis | 뉴시스 | newsis.com
KCNA | Korean Central News Agency; ЦТАК; 朝中社; 朝鮮中央通信; 조선중앙통신 | kcna.kp
PTI | Press Trust of India; भाषा; पीटीआई; پریس ٹرسٹ آف انڈیا; پی ٹی آئی | ptinews.com
ANI | Asian News International; एएनआई; اے این آئی | aninews.in
IANS | Indo-Asian News Service; आईएएनएस; वार्ता; آئی اے این ایس | ians.in
UNI | United News of India; यूनीवार्ता; یو این آئی | uniindia.com
APP | Associated Press of Pakistan; اے پی پی; ایسوسی ایٹڈ پریس آف پاکستان | app.com.pk
NNI | این این آئی | nni-news.com
INP | آئی این پی | inp.net.pk
Online International | آن لائن; آن لائن نیوز | onlinenews.com.pk
BSS | Bangladesh Sangbad Sangstha; বাসস | bssnews.net
UNB | United News of Bangladesh; ইউএনবি | unb.com.bd
IRNA | Islamic Republic News Agency; ИРНА; ایرنا; إرنا; ارنا | irna.ir
ISNA | ایسنا; إيسنا | isna.ir
Tasnim | Tasnim News Agency; Тасним; تسنیم; تسنيم | tasnimnews.com; tasnimnews.ir
Fars | Fars News Agency; FNA; Фарс; فارس; خبرگزاری فارس | farsnews.ir; farsnews.com
Mehr | Mehr News Agency; MNA; Мехр; مهر; خبرگزاری مهر | mehrnews.com
ILNA | ایلنا | ilna.ir; ilna.news
Press TV | PressTV; پرس تی وی | presstv.ir; presstv.com
Anadolu | Anadolu Agency; AA; Anadolu Ajansı; Анадолу; الأناضول; آناتولی; اناطولیہ; アナドル | aa.com.tr
DHA | Demirören Haber Ajansı; Demirören News Agency | dha.com.tr
İHA | IHA; Ihlas News Agency; İhlas Haber Ajansı | iha.com.tr
ANKA | ANKA Haber Ajansı | ankahaber.net
Ukrinform | Укринформ; Укрінформ | ukrinform.net; ukrinform.ua; ukrinform.ru
UNIAN | УНИАН; УНІАН | unian.info; unian.ua; unian.net
Ukrainska Pravda | Ukrayinska Pravda; Українська правда; Украинская правда | pravda.com.ua
BelTA | БелТА; БЕЛТА; Белта | belta.by
Azertac | AZERTAC; Азертадж; АЗЕРТАДЖ; AZƏRTAC | azertag.az
APA | APA News; АПА; Austria Presse Agentur | apa.az; apa.at
Trend | Тренд; Trend News Agency | trend.az
Armenpress | АРМЕНПРЕСС; Արմենպրես | armenpress.am
Kazinform | Казинформ; Қазақпарат | inform.kz
UzA | УзА; Дунё | uza.uz
SANA | سانا; САНА | sana.sy
WAM | وام; Emirates News Agency | wam.ae
SPA | Saudi Press Agency; واس | spa.gov.sa
QNA | Qatar News Agency; قنا | qna.org.qa
KUNA | كونا; Kuwait News Agency | kuna.net.kw
Petra | بترا; Jordan News Agency | petra.gov.jo
MENA | Middle East News Agency; أ ش أ; وكالة أنباء الشرق الأوسط | mena.org.eg
NNA | National News Agency; الوكالة الوطنية للإعلام | nna-leb.gov.lb
WAFA | وفا | wafa.ps; english.wafa.ps
Ma'an | Maan; معا | maannews.net
MAP | Maghreb Arabe Presse; و م ع | mapnews.ma; mapexpress.ma
APS | Algérie Presse Service; واج; وأج | aps.dz
TAP | Tunis Afrique Presse; وات | tap.info.tn
NAN | News Agency of Nigeria | nannews.ng
Bernama | برناما; 马新社; 馬新社 | bernama.com
Antara | ANTARA News; Antara News | antaranews.com
VNA | Vietnam News Agency; VNA/VNS; TTXVN; Vietnam Plus | vnanet.vn; vietnamplus.vn
TNA | Thai News Agency; สำนักข่าวไทย | tna.mcot.net
PNA | Philippine News Agency | pna.gov.ph
AAP | Australian Associated Press | aap.com.au; aapnews.com.au
CP | The Canadian Press; Canadian Press; La Presse Canadienne | thecanadianpress.com
ATS | Keystone-SDA; Keystone-ATS; sda; SDA | keystone-sda.ch
Belga | Agence Belga | belga.be; belganewsagency.eu
ANP | Algemeen Nederlands Persbureau | anp.nl
NTB | NTB scanpix; Norsk Telegrambyrå | ntb.no
TT | TT Nyhetsbyrån; Tidningarnas Telegrambyrå | tt.se
Ritzau | Ritzaus Bureau | ritzau.dk; ritzau.com
STT | STT-Lehtikuva | stt.fi
BNS | Baltic News Service | bns.ee; bns.lt; bns.lv
LETA | LETA agency | leta.lv
ELTA | ЭЛТА | elta.lt
PAP | Polska Agencja Prasowa; ПАП | pap.pl
ČTK | CTK; Česká tisková kancelář | ctk.cz; ceskenoviny.cz
TASR | Tlačová agentúra Slovenskej republiky | tasr.sk
MTI | Magyar Távirati Iroda | mti.hu
Agerpres | AGERPRES | agerpres.ro
Mediafax | MEDIAFAX | mediafax.ro
BTA | БТА | bta.bg
Tanjug | Танјуг; Тањуг | tanjug.rs
Beta | Бета | beta.rs
HINA | Hina | hina.hr
STA | Slovenska tiskovna agencija | sta.si
Fena | FENA | fena.ba
MIA | МИА | mia.mk
ANA-MPA | ΑΠΕ-ΜΠΕ; ANA; ΑΠΕ | amna.gr
epd | Evangelischer Pressedienst | epd.de
KNA | Katholische Nachrichten-Agentur | kna.de
SID | Sport-Informations-Dienst | sid.de
Télam | Telam | telam.com.ar
Notimex | NOTIMEX | notimex.gob.mx
Prensa Latina | PL; Пренса Латина | prensa-latina.cu; plenglish.com
IPS | Inter Press Service | ipsnews.net; ipsnoticias.net
RFE/RL | Radio Free Europe; RFE; Радио Свобода; Радіо Свобода | rferl.org; svoboda.org; radiosvoboda.org
VOA | Voice of America; Голос Америки; صدای آمریکا | voanews.com; golosameriki.com
BBC | BBC News; BBC Monitoring; Би-би-си; بی بی سی; بي بي سي | bbc.com; bbc.co.uk
CNN | CNN Wire; سی این این | cnn.com
Al Jazeera | الجزيرة; الجزیرہ; الجزیره; Аль-Джазира | aljazeera.com; aljazeera.net
RT | Russia Today; روسيا اليوم | rt.com
Deutsche Welle | DW; دويتشه فيله | dw.com
France 24 | فرانس 24 | france24.com
Euronews | Евроньюс; یورونیوز | euronews.com
The Conversation | | theconversation.com
Thomson Reuters Foundation | Context News | trust.org; context.news
GlobeNewswire | Globe Newswire | globenewswire.com
PR Newswire | PRNewswire | prnewswire.com
Business Wire | BusinessWire; BUSINESS WIRE | businesswire.com
ACN Newswire | ACN Newswire | acnnewswire.com
Agencies | agencies; News Agencies; news agencies; Staff and agencies; Agenturen; agences; avec agences; Agencias;
    Agenzie; Agências; Ajanslar; Агентства; وكالات; الوكالات; خبرگزاری‌ها; ایجنسیاں; نیوز ایجنسیاں; एजेंसी;
    एजेंसियां; 综合外电 |
"""


_DEEPEST_HOST = 5


@cache
def load_agencies() -> tuple[Agency, ...]:
    """Return every agency of the table."""
    rows = (line.split("|") for line in _TABLE.strip().replace("\n    ", " ").splitlines())
    return tuple(Agency(name.strip(), _split(aliases), _split(hosts)) for name, aliases, hosts in rows)


@cache
def index_names() -> dict[str, str]:
    """Return the agencies' names by each of their names and aliases, case folded."""
    names: dict[str, str] = {}
    for agency in load_agencies():
        for alias in (agency.name, *agency.aliases):
            names.setdefault(alias.casefold(), agency.name)
    return names


@cache
def index_hosts() -> dict[str, str]:
    """Return the agencies' names by host."""
    return {host: agency.name for agency in load_agencies() for host in agency.hosts}


def name_agency(mark: str) -> str | None:
    """Return the agency that a mark names, None if it names none: "reuters" and "Рейтер" are both Reuters."""
    return index_names().get(mark.strip(" \t\n\xa0.,:;/()[]（）").casefold())


def name_host(host: str) -> str | None:
    """Return the agency that publishes on a host or on a host above it ("www", "uk", "mobile" before it)."""
    hosts = index_hosts()
    parts = host.casefold().rsplit(".", _DEEPEST_HOST)[-_DEEPEST_HOST:]
    return next((hosts[tail] for tail in (".".join(parts[i:]) for i in range(len(parts) - 1)) if tail in hosts), None)


@cache
def agencies_with_hosts() -> frozenset[str]:
    """Return the agencies of which we know on which hosts they publish."""
    return frozenset(index_hosts().values())


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())
