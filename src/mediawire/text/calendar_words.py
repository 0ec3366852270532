"""Tables of months, weekdays and relative days, by language."""

from __future__ import annotations

from itertools import chain

from mediawire.text.word_sets import set_of

# January to December. Several lines of one language are spellings or cases of the same twelve.
MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "de2": "jänner . . . . . . . . . . .",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru2": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ru3": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου"
    " δεκεμβρίου",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar2": ". شباط آذار نيسان أيار حزيران تموز آب أيلول . . .",
    "ar3": ". . . إبريل . يونيه يوليه اغسطس . اكتوبر . .",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "hi2": ". . . . . . . . सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "bn": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "he2": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
}
SHORT_MONTHS = {
    "en": "jan feb mar apr . jun jul aug sep oct nov dec",
    "en2": ". . . . . . . . sept . . .",
    "de": "jan feb mär apr . jun jul aug sept okt nov dez",
    "fr": "janv févr . avr . . juil . sept oct nov déc",
    "es": "ene feb mar abr . jun jul ago sep oct nov dic",
    "it": "gen feb mar apr mag giu lug ago . ott nov dic",
    "ru": "янв фев . апр . июн июл авг сен окт ноя дек",
    "ru2": ". . . . . . . . сент . нояб .",
}
# Monday to Sunday.
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "de2": ". . . . . sonnabend .",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda terça quarta quinta sexta sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "sv2": "måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "cs": "pondělí úterý středu čtvrtek pátek sobotu neděli",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "hu": "hétfőn kedden szerdán csütörtökön pénteken szombaton vasárnap",
    "fi": "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "id": "senin selasa rabu kamis jumat sabtu minggu",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "ru2": ". . . четверга пятницы субботы воскресенья",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "ar2": "الإثنين . الاربعاء . . . الاحد",
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "ur": "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    "hi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    "he": "שני שלישי רביעי חמישי שישי שבת ראשון",
    "th": "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์",
}
# The day before yesterday, yesterday, today, tomorrow, the day after tomorrow.
DAYS = {
    "en": ". yesterday today tomorrow .",
    "en2": ". . tonight . .",
    "de": "vorgestern gestern heute morgen übermorgen",
    "fr": "avant-hier hier aujourd demain .",
    "es": "anteayer ayer hoy . .",
    "it": ". ieri oggi domani dopodomani",
    "pt": "anteontem ontem hoje amanhã .",
    "nl": "eergisteren gisteren vandaag morgen overmorgen",
    "sv": ". igår idag imorgon .",
    "pl": "przedwczoraj wczoraj dziś jutro pojutrze",
    "cs": "předevčírem včera dnes zítra pozítří",
    "tr": ". dün bugün yarın .",
    "id": ". kemarin . besok .",
    "ru": "позавчера вчера сегодня завтра послезавтра",
    "uk": "позавчора вчора сьогодні завтра післязавтра",
    "bg": ". вчера днес утре .",
    "el": ". χθες σήμερα αύριο .",
    "ar": ". أمس اليوم غدا .",
    "fa": ". دیروز امروز فردا .",
    "hi": ". . आज . .",
    "ur": ". . آج . .",
}

_SOLAR_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_LEVANTINE_MONTHS = "كانون الأول الثاني تشرين"  # the words of those that have two

_ALL_MONTHS = chain(MONTHS.values(), SHORT_MONTHS.values(), (_SOLAR_MONTHS, _LEVANTINE_MONTHS))

MONTH_NAMES = set_of(" ".join(_ALL_MONTHS)) - {"."}
"""Every word of a month's name, long or short, in any of the languages."""

MONTHS_AFTER_POINTS = set_of(" ".join(MONTHS[tongue] for tongue in ("de", "de2", "fr"))) - {"."}
"""Months before which a day is written with a point, and which may have a capital: am 12. Oktober."""
