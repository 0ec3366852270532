"""Names of months as feeds and pages write them, in the languages that a wire meets, and their usual short forms."""

from __future__ import annotations

_TABLE = """
1 january januar januari janvier enero gennaio janeiro ianuarie január jänner января январь январь січня stycznia \
ledna ocak يناير ιανουάριος ιανουαρίου tammikuuta jan janv ene gen янв січ sty led oca ιαν
2 february februar februari février fevrier febrero febbraio fevereiro februarie február februári februarie feber \
февраля февраль лютого lutego února şubat فبراير φεβρουάριος φεβρουαρίου helmikuuta feb febr févr fevr fev фев лют lut \
úno şub φεβ
3 march märz maerz maart marts mars marzo março marco martie március maret марта март березня marca března mart مارس \
μάρτιος μαρτίου maaliskuuta mar mär mrz mrt мар бер bře μάρ μαρ μάώ μαώ
4 april avril abril aprile aprilie április апреля апрель квітня kwietnia dubna nisan أبريل απρίλιος απριλίου \
huhtikuuta apr avr abr ápr апр кві kwi dub nis απρ
5 may mai maj mei mayo maggio maio május мая май травня maja května mayıs مايو μάιος μαΐου toukokuuta mag máj тра kvě \
μάι μαι μαϊ
6 june juni juin junio giugno junho iunie június июня июнь червня czerwca června haziran يونيو ιούνιος ιουνίου \
kesäkuuta jun giu jún июн чер cze čvn haz ιούν ιουν ιον
7 july juli juillet julio luglio julho iulie július июля июль липня lipca července temmuz يوليو ιούλιος ιουλίου \
heinäkuuta jul juil lug júl июл лип lip čvc tem ιούλ ιουλ ιολ
8 august augusti août aout agosto augustus augusztus agustus августа август серпня sierpnia srpna ağustos أغسطس \
αύγουστος αυγούστου elokuuta aug aou aoû ago авг сер sie srp ağu αύγ αυγ
9 september septembre septiembre setiembre settembre setembro septembrie szeptember сентября сентябрь вересня września \
září eylül سبتمبر σεπτέμβριος σεπτεμβρίου syyskuuta sep sept set szept сен сент вер wrz zář eyl σεπ
10 october oktober octobre octubre ottobre outubro octombrie október октября октябрь жовтня października října ekim \
أكتوبر οκτώβριος οκτωβρίου lokakuuta oct okt ott out окт жов paź říj eki οκτ
11 november novembre noviembre novembro noiembrie ноября ноябрь листопада listopada listopadu kasım نوفمبر νοέμβριος \
νοεμβρίου marraskuuta nov ноя нояб лис lis kas νοέ νοε
12 december dezember décembre decembre diciembre dicembre dezembro decembrie desember декабря декабрь грудня grudnia \
prosince aralık ديسمبر δεκέμβριος δεκεμβρίου joulukuuta dec dez déc dic des дек гру gru pro ara δεκ
"""
MONTHS = {
    name: int(number) for number, *names in (line.split() for line in _TABLE.strip().splitlines()) for name in names
}
"""In small letters. ``listopad`` alone is left out: it is October in Croatia and November in Poland."""
