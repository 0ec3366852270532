"""Names of charsets as pages and feeds write them, and what each means.

The labels of the WHATWG Encoding Standard, section 4.2: ``iso-8859-1`` and ``ascii`` mean windows-1252, ``gb2312``
means GBK, which is read as gb18030. Beyond the standard stand UTF-32 and three mail encodings that browsers refuse.
"""

from __future__ import annotations

from typing import NamedTuple


class Charset(NamedTuple):
    """A charset: its name in the Encoding Standard, and the codec of Python that reads it."""

    name: str
    codec: str

    @property
    def is_wide(self) -> bool:
        """Tell whether every character takes two or four bytes."""
        return self.name.startswith(("UTF-16", "UTF-32"))

    @property
    def is_single_byte(self) -> bool:
        """Tell whether every byte is a character, so that nearly any bytes fit."""
        return self.codec.startswith(("cp125", "cp8", "iso8859", "koi8", "mac_"))


_TABLE = """
UTF-8 utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 cesu-8
IBM866 cp866 866 csibm866 ibm866
ISO-8859-2 iso8859_2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
ISO-8859-3 iso8859_3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
ISO-8859-4 iso8859_4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
ISO-8859-5 iso8859_5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
ISO-8859-6 iso8859_6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i \
iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
ISO-8859-7 iso8859_7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 \
iso_8859-7:1987 sun_eu_greek
ISO-8859-8 iso8859_8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 \
iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical
ISO-8859-10 iso8859_10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
ISO-8859-13 iso8859_13 iso8859-13 iso885913
ISO-8859-14 iso8859_14 iso8859-14 iso885914
ISO-8859-15 iso8859_15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9
ISO-8859-16 iso8859_16 iso8859-16 iso885916
KOI8-R koi8_r cskoi8r koi koi8 koi8_r
KOI8-U koi8_u koi8-ru
macintosh mac_roman csmacintosh mac x-mac-roman
windows-874 cp874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
windows-1250 cp1250 cp1250 x-cp1250
windows-1251 cp1251 cp1251 x-cp1251 win-1251 win1251
windows-1252 cp1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 \
iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 latin-1 x-user-defined
windows-1253 cp1253 cp1253 x-cp1253
windows-1254 cp1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 \
x-cp1254
windows-1255 cp1255 cp1255 x-cp1255
windows-1256 cp1256 cp1256 x-cp1256
windows-1257 cp1257 cp1257 x-cp1257
windows-1258 cp1258 cp1258 x-cp1258
x-mac-cyrillic mac_cyrillic x-mac-ukrainian
GBK gb18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk cp936 euc-cn
gb18030 gb18030
Big5 big5hkscs big5-hkscs cn-big5 csbig5 x-x-big5 cp950
EUC-JP euc_jp cseucpkdfmtjapanese x-euc-jp eucjp
ISO-2022-JP iso2022_jp_2 csiso2022jp iso-2022-jp-2
Shift_JIS cp932 csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932
EUC-KR cp949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 \
euckr uhc
UTF-16BE utf-16-be unicodefffe
UTF-16LE utf-16-le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf_16 utf16 u16
UTF-32BE utf-32-be utf32be ucs-4be
UTF-32LE utf-32-le utf-32 utf_32 utf32 ucs-4 iso-10646-ucs-4 u32
HZ-GB-2312 hz hz
ISO-2022-KR iso2022_kr csiso2022kr
"""
LABELS = {
    label: Charset(name, codec)
    for name, codec, *labels in (line.split() for line in _TABLE.strip().splitlines())
    for label in (name.lower(), codec.replace("_", "-"), *labels)
}


def find_charset(label: str) -> Charset | None:
    """Find the charset that a label means; None for a label that means none."""
    return LABELS.get(label.strip(" \t\r\n\f\"'").lower())
