"""Made-up documents of every format, which are spoilt to try the readers."""

from __future__ import annotations

import gzip

from mediawire.wire.formats import tell_format
from mediawire.wire.rehearsal import REHEARSED

TEXT = "LINDBY, Nov 22 (Reuters) - The harbour was closed on Monday after a storm tore 2 cranes from the quay.\n\n" * 3
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Lindby Post</title><link>https://post.example/</link>
<language>en-GB</language><ttl>60</ttl><atom:link rel="hub" href="https://hub.example/"/><copyright>Post</copyright>
<item><title>Cranes &amp; <![CDATA[<b>gales</b>]]></title><link>https://post.example/1</link><guid>1</guid>
<pubDate>Mon, 22 Nov 2021 10:15:00 +0100</pubDate><dc:creator>Ada Holm</dc:creator><category>Harbour</category>
<description>Short &lt;i&gt;teaser&lt;/i&gt;</description><content:encoded>
<![CDATA[<p>One <b>two</b>.</p><p>Three<br>four</p><img src="/a.jpg" alt="Crane">]]></content:encoded>
<media:content url="https://post.example/a.jpg" type="image/jpeg"
width="600"><media:credit>Nils</media:credit></media:content>
<enclosure url="b.mp3" length="x" type="audio/mpeg"/></item>
<item><guid isPermaLink="true">https://post.example/2</guid><title/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
xml:base="https://a.example/" xml:lang="de">
<title type="html">A &amp;amp; B</title><id>urn:a</id><updated>2021-11-22T10:15:00Z</updated>
<entry><id>urn:a:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Kräne <em>fallen</em></div></title>
<link rel="alternate" href="1"/><author><name>Ada</name></author><published>2021-11-22</published>
<content type="html">&lt;p&gt;Der Hafen.&lt;/p&gt;</content></entry>
<at:deleted-entry ref="urn:a:2" when="2021-11-22T11:00:00Z"/></feed>"""
MAIL = f"""From: =?utf-8?q?Desk_Caf=C3=A9?= <desk@post.example>\r\nTo: a@b.example\r\nSubject: Fwd: cranes\r\n fall
Message-ID: <1@post.example>\r\nDate: Mon, 22 Nov 2021 10:15:00 +0100 (CET)\r\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n--y
Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{TEXT}=E9=\r\n\r\n--y
Content-Type: text/html; charset=utf-8\r\n\r\n<p>The <b>harbour</b> was closed.</p>\r\n--y--\r\n--x
Content-Type: image/jpeg; name="=?utf-8?b?w6k=?=.jpg"\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <c>\r\n
/9j/
--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: b@b.example\r\nSubject: inner\r\nDate: x\r\n\r\nInner text.\r\n--x
Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-\r\n--x--\r\n"""
PAGE = REHEARSED[1].data.decode()
HTTP = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    f"5\r\nhello\r\n0\r\n\r\n{PAGE}"
)


def record(kind: str, content: bytes, **more: str) -> bytes:
    """Make a WARC record."""
    lines = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{kind}>", "WARC-Date": "2021-11-22T10:15:00Z"}
    lines |= {name.replace("_", "-"): value for name, value in more.items()} | {"Content-Length": str(len(content))}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


RECORDS = (
    record("warcinfo", b"software: x\r\n"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI="https://post.example/1"),
    record("response", HTTP.encode(), WARC_Target_URI="https://post.example/1"),
    record("resource", RSS.encode(), WARC_Target_URI="https://post.example/feed", Content_Type="text/xml"),
)
ARC_TEXT = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nThe harbour was closed."
ARC = (
    b"filedesc://a.arc 0.0.0.0 20211122101500 text/plain 75\n1 0 Maker\nURL IP-address Archive-date Content-type "
    b"Archive-length\n\n\nhttp://post.example/ 127.0.0.1 20211122101500 text/plain %d\n%s\n" % (len(ARC_TEXT), ARC_TEXT)
)
PLAIN = (
    TEXT,
    "BC-HARBOUR KILL\n\nEDS: Kill the story slugged HARBOUR. A kill is mandatory.\n",
    "Паром ушёл поздно.\n" * 9,
)


def seeds_of(*formats: str) -> tuple[bytes, ...]:
    """Return the small documents of some formats that workers rehearse with."""
    return tuple(document.data for document in REHEARSED if tell_format(document).name in formats)


ARCHIVES = (b"".join(RECORDS), b"".join(map(gzip.compress, RECORDS)), gzip.compress(RSS.encode()), ARC)
FEEDS = (RSS.encode(), ATOM.encode(), *seeds_of("feed"))
TEXTS = tuple(text.encode() for text in PLAIN)
MAILS = (MAIL.encode(), MAIL.replace("\r\n", "\n").encode(), *seeds_of("mail"))
