"""Tables of number words, magnitudes, units and currencies, by language. Only tables: numbers.py reads them."""

from __future__ import annotations

# Nought to nineteen, then the tens from twenty, then what hundreds are called where they are words of their own.
# Words that are something else more often than a number are left out with a dot (Spanish "once" stays: only in Spanish).
COUNTS = {
    "en": "zero . two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "de": "null . zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
    " achtzehn neunzehn",
    "fr": "zéro . deux trois quatre cinq six sept huit . dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf",
    "es": "cero . dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve",
    "it": "zero . due tre quattro cinque . sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove",
    "pt": "zero . dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete"
    " dezoito dezenove",
    "nl": "nul . twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien",
    "ru": "ноль . два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать"
    " пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "ru2": ". . двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати",
    "ru3": ". . две трёх четырёх",
    "uk": "нуль . два три чотири п'ять шість сім вісім дев'ять десять",
    "pl": "zero . dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "tr": "sıfır . iki üç dört beş altı yedi sekiz dokuz on",
    "sv": "noll . två tre fyra fem sex sju åtta nio tio elva tolv",
    "ar": "صفر . اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "ar2": ". . اثنين ثلاث أربع خمس ست سبع ثماني تسع عشر",
    "fa": "صفر . دو سه چهار پنج شش هفت هشت نه ده",
    "ur": "صفر . دو تین چار پانچ چھ سات آٹھ نو دس",
    "hi": "शून्य . दो तीन चार पांच छह सात आठ नौ दस",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante . . .",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "ru2": "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
}
HUNDREDS = {
    "ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "es": "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cem duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
    "it": "cento duecento trecento quattrocento cinquecento seicento settecento ottocento novecento",
}
HUNDRED = {"en": "hundred", "de": "hundert", "fr": "cent cents", "nl": "honderd", "tr": "yüz", "sv": "hundra"}
# Twelve, after another number or an article; and numbers that are not told, but are changed all the same.
DOZEN = {"en": "dozen"}
MANY = {
    "en": "dozens hundreds thousands millions billions trillions tens? scores?",
    "de": "dutzende dutzenden hunderte hunderten tausende tausenden",
    "fr": "dizaines douzaines centaines milliers",
    "es": "decenas docenas cientos miles",
    "it": "decine dozzine centinaia migliaia",
    "pt": "dezenas centenas milhares",
    "nl": "tientallen honderden duizenden",
    "ru": "десятки десятков сотни сотен тысячи",
    "ar": "عشرات العشرات مئات المئات آلاف الآلاف",
}
# Twice, three times and on.
TIMES = {
    "en": "twice thrice",
    "de": "zweimal dreimal viermal fünfmal sechsmal",
    "nl": "tweemaal driemaal viermaal vijfmaal",
    "ru": "дважды трижды четырежды",
}
ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "es": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    "it": "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
}
# Ten to the power, as written after digits or number words anywhere in the world.
MAGNITUDES = {
    "2": "सौ صد 百 백",
    "3": "thousand thousands k tausend mille mila mil duizend tusen tusind tisíc tys tis tuhatta mii ezer bin ribu nghìn"
    " тысяча тысячи тысяч тыс тисяч тисячі хиляди хиљада χιλιάδες χιλ ألف آلاف الف هزار ہزار हजार हज़ार হাজার אלף 千 천 พัน",
    "4": "万 萬 만",
    "5": "lakh lakhs lac lacs لاکھ लाख লাখ",
    "6": "million millions mln mn mio millionen millones millón milhões milhão milioni milione milioane milion miliony"
    " milionów milionů miljoen miljoner miljon miljoona miljoonaa millió milyon juta triệu миллион миллиона миллионов"
    " млн мільйони мільйон мільйона мільйонів милиона милиони εκατομμύρια εκατ مليون ملايين میلیون ملین मिलियन מיליון ล้าน",
    "7": "crore crores کروڑ करोड़ করোড় কোটি",
    "8": "亿 億 억",
    "9": "billion billions bn bln mrd milliard milliards milliarde milliarden milliarder miliardi miliardo miliarde miliard"
    " miliardy miliardów miljard miljarder miljardia milliárd milyar miliar bilhões bilhão tỷ миллиард миллиарда миллиардов"
    " млрд мільярди мільярд мільярда мільярдів милиарда δισεκατομμύρια δισ مليار مليارات ملیارد میلیارد ارب अरब מיליארד",
    "12": "trillion trillions trln trn tn billionen billones billón biliões biljoen biljoner trilhões trilyon triliun"
    " триллион триллиона триллионов трлн трильйон تريليون تریلیون ट्रिलियन 兆 조",
}
UNITS = {
    "%": "% ٪ ﹪ ％ percent pct pc prozent procent prosent prosenttia por-ciento por-cento per-cento per-cent pour-cent"
    " процент процента процентов проц відсоток відсотка відсотків في-المئة بالمئة بالمائة في-المائة درصد فیصد فيصد प्रतिशत"
    " फीसदी फीसद শতাংশ אחוז אחוזים パーセント 퍼센트 프로 เปอร์เซ็นต์ τοις-εκατό százalék yüzde persen",
    "pp": "percentage-point percentage-points prozentpunkt prozentpunkte prozentpunkten пп процентных-пункта"
    " процентных-пунктов procentpunkt procentenheter",
    "bp": "basis-point basis-points bps basispunkte basispunkten",
    "‰": "‰",
    "times": "times fois veces vezes volte keer раз раза",
    "km": "km kms kilometre kilometres kilometer kilometers kilometern kilómetros quilômetros chilometri kilomètres км"
    " километр километра километров كيلومتر کیلومتر किलोमीटर 公里 キロ 킬로미터",
    "m": "m metre metres meter meters metern mètres metros metri м метр метра метров",
    "cm": "cm centimetre centimetres centimeter centimeters см",
    "mm": "mm millimetre millimetres millimeter millimeters мм",
    "mi": "mile miles mi millas meilen",
    "ft": "foot feet ft",
    "in": "inch inches",
    "kg": "kg kgs kilogram kilograms kilogramme kilogrammes kilogramm kilo kilos кг килограмм килограмма килограммов किलो",
    "g": "gram grams gramme grammes грамм граммов",
    "t": "tonne tonnes ton tons tonnen toneladas tonnellate tonn тонн тонны тонна طن تن टन 吨 トン 톤",
    "oz": "ounce ounces oz",
    "lb": "lb lbs",
    "l": "litre litres liter liters litros litri литр литра литров",
    "gal": "gallon gallons",
    "bbl": "barrel barrels bbl barili barriles баррель барреля баррелей برميل بشکه 桶",
    "bpd": "bpd",
    "ha": "hectare hectares ha hektar hektare га гектар гектара гектаров",
    "acre": "acre acres",
    "mph": "mph",
    "km/h": "kph kmh",
    "W": "watt watts",
    "kW": "kw kilowatt kilowatts",
    "MW": "mw megawatt megawatts мвт",
    "GW": "gw gigawatt gigawatts гвт",
    "kWh": "kwh",
    "MWh": "mwh",
    "°C": "celsius",
    "°F": "fahrenheit",
}
SYMBOLS = {
    "$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₨": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₴": "UAH", "₪": "ILS", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "₸": "KZT", "₾": "GEL", "₡": "CRC",
    "﷼": "IRR", "＄": "$", "￡": "GBP", "￦": "KRW",
}  # fmt: skip
DOLLARS = {
    "US": "$", "U.S.": "$", "C": "CAD", "CA": "CAD", "CAN": "CAD", "A": "AUD", "AU": "AUD", "HK": "HKD", "NZ": "NZD",
    "S": "SGD", "SG": "SGD", "NT": "TWD", "R": "BRL", "MX": "MXN", "Z": "ZWD", "J": "JMD",
}  # fmt: skip
CODES = (
    "AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR IQD IRR ISK JPY KES KRW KWD KZT"
    " LKR MAD MXN MYR NGN NOK NPR NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH VND ZAR"
)
CURRENCIES = {
    "$": "dollar dollars usd dólar dólares dollari dollaro доллар доллара долларов долл долари доларів دولار دولارات دولارا دولاراً دولارًا دلار"
    " ڈالر डॉलर ডলার דולר דולרים δολάρια 美元 米ドル ドル 달러 ดอลลาร์ dolar dolarów dolarů dolari",
    "EUR": "euro euros евро євро يورو یورو یورو यूरो אירו ευρώ 欧元 歐元 ユーロ 유로 ยูโร",
    "GBP": "pound pounds sterling фунт фунтов فوند 英镑 ポンド 파운드",
    "JPY": "yen иен йен ين 日元 円 엔",
    "CNY": "yuan renminbi юань юаня юаней يوان 元 人民币 위안",
    "RUB": "rouble roubles ruble rubles rubel rublos roubel рубль рубля рублей руб روبل 卢布 루블",
    "INR": "rupee rupees rs re रुपये रुपए रुपया রুপি روپے روپیہ 卢比",
    "KRW": "won вон 韩元 원 ウォン",
    "TRY": "lira liras liraya lirası лир",
    "CHF": "franc francs franken франк франков",
    "SEK": "krona kronor",
    "kr": "kr krone kroner",
    "BRL": "real reais",
    "peso": "peso pesos песо",
    "ZAR": "rand",
    "SAR": "riyal riyals ريال ريالا ريالاً ریال",
    "AED": "dirham dirhams درهم درهما درهماً درہم",
    "ILS": "shekel shekels שקל שקלים",
    "UAH": "hryvnia hryvnias гривня гривні гривень гривен",
    "PLN": "zloty zlotys złoty złotych",
    "HUF": "forint",
    "THB": "baht บาท",
    "MYR": "ringgit",
    "IDR": "rupiah",
    "VND": "đồng dong",
    "NGN": "naira",
    "toman": "toman tomans تومان",
    "BDT": "taka টাকা",
    "cent": "cent cents",
}
