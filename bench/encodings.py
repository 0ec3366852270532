"""Prints how well and how fast encodings are guessed where a file does not name its own: why chardet.

``python -m bench.encodings``; peers that are not installed are left out. The sentences were written for this.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from time import process_time

RUSSIAN = "Глава города сообщил вчера, что мост через реку откроют для движения в начале сентября."
GREEK = "Ο δήμαρχος ανακοίνωσε χθες ότι η γέφυρα θα ανοίξει για τα οχήματα στις αρχές Σεπτεμβρίου."
HEBREW = "ראש העיר הודיע אתמול כי הגשר מעל הנהר ייפתח לתנועה בתחילת חודש ספטמבר."
ARABIC = "أعلن رئيس البلدية أمس أن الجسر فوق النهر سيفتح أمام حركة المرور في بداية شهر سبتمبر."
THAI = "นายกเทศมนตรีแถลงเมื่อวานนี้ว่าสะพานข้ามแม่น้ำจะเปิดให้รถวิ่งได้ในต้นเดือนกันยายน"
CHINESE = "市长昨天宣布，跨河大桥将于九月初通车，届时市中心的交通压力会减轻。"
TAIWANESE = "市長昨天宣布，跨河大橋將於九月初通車，屆時市中心的交通壓力會減輕。"
JAPANESE = "市長は昨日、川にかかる橋が九月の初めに開通すると発表しました。"
KOREAN = "시장은 어제 강을 가로지르는 다리가 구월 초에 개통될 것이라고 발표했다."
FRENCH = "Le maire a annoncé hier que le pont à péage serait fermé cet été ; « c'est décidé », a-t-il ajouté."
GERMAN = "Der Bürgermeister teilte gestern mit, dass die Brücke über den Fluss Anfang September öffnet."
SPANISH = "El alcalde anunció ayer que el puente sobre el río abrirá en septiembre: «No habrá más demoras», añadió."
ENGLISH = "The mayor said the bridge won\u2019t open before September \u2013 \u201cnot a day sooner\u201d."
POLISH = "Burmistrz ogłosił wczoraj, że most nad rzeką będzie otwarty na początku września; część ulic zamknięto."
CZECH = "Starosta včera oznámil, že most přes řeku se otevře začátkem září; některé ulice zůstanou uzavřené."
HUNGARIAN = "A polgármester tegnap bejelentette, hogy a folyó fölötti híd szeptember elején nyílik meg újra."
UKRAINIAN = "Міський голова вчора повідомив, що міст через річку відкриють для руху на початку вересня."
PERSIAN = "شهردار ديروز اعلام کرد که پل روي رودخانه در آغاز سپتامبر به روي خودروها باز مي شود."
TURKISH = "Belediye başkanı dün, nehrin üzerindeki köprünün eylül ayının başında trafiğe açılacağını söyledi."

SAMPLES = [
    (ENGLISH, "cp1252"), (FRENCH, "cp1252"), (GERMAN, "cp1252"), (SPANISH, "cp1252"), (POLISH, "cp1250"),
    (CZECH, "cp1250"), (HUNGARIAN, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (UKRAINIAN, "cp1251"),
    (GREEK, "cp1253"), (TURKISH, "cp1254"), (HEBREW, "cp1255"), (ARABIC, "cp1256"), (PERSIAN, "cp1256"),
    (THAI, "cp874"), (CHINESE, "gb18030"), (TAIWANESE, "big5"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"),
    (KOREAN, "cp949"),
]  # fmt: skip

Guess = Callable[[bytes], str | None]


def guessers() -> dict[str, Guess]:
    """Return the guessers that are installed, by name."""
    entries: dict[str, Callable[..., Guess]] = {
        "cchardet": lambda module: lambda data: module.detect(data)["encoding"],
        "chardet": lambda module: lambda data: module.detect(data)["encoding"],
        "charset_normalizer": lambda module: lambda data: getattr(module.from_bytes(data).best(), "encoding", None),
    }
    found = {}
    for name, enter in entries.items():
        try:
            found[name] = enter(importlib.import_module(name))
        except ModuleNotFoundError:
            continue
    return found


def reads(guess: Guess, text: str, encoding: str) -> bool:
    """Tell whether the guess gives back the text, by whatever name the encoding goes."""
    data = text.encode(encoding)
    try:
        return data.decode(guess(data) or "ascii") == text
    except (LookupError, UnicodeDecodeError):
        return False


def main() -> None:
    """Print a row for each guesser: texts read back, one and ten sentences long, and the CPU time of the latter."""
    print(f"{'guesser':20}{'sentence':>10}{'10 sentences':>14}{'ms each':>9}  not read (10 sentences)")
    for name, guess in guessers().items():
        short = sum(reads(guess, text, encoding) for text, encoding in SAMPLES)
        began = process_time()
        missed = [encoding for text, encoding in SAMPLES if not reads(guess, " ".join([text] * 10), encoding)]
        each = (process_time() - began) / len(SAMPLES) * 1000
        total = len(SAMPLES)
        print(f"{name:20}{short:>7}/{total}{total - len(missed):>11}/{total}{each:>9.2f}  {', '.join(missed)}")


if __name__ == "__main__":
    main()
