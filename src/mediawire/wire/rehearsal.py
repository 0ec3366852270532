"""One small document of each format, read once by a worker before its doors are shut, so that all that readers load is.

They are made up. What a reader loads only for some of its documents belongs here as well.
"""

from __future__ import annotations

from mediawire.wire.document import Document

_TEXT = "The ferry left two hours late on Monday, the harbour office said. Nobody was hurt.\n\n"
_PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry late</title>
<meta property="og:title" content="Ferry late">
<meta property="article:published_time" content="2021-03-01T18:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry late",
"author": {{"name": "A"}}}}</script>
</head><body><nav><a href="/a/b-c-d">News</a></nav><article itemscope><h1>Ferry late</h1><p>By Ann Lee</p>
<time datetime="2021-03-01">1 March 2021</time><p>{_TEXT * 3}</p><p>{_TEXT}</p></article></body></html>"""
_RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><link>https://a.example/</link>
<item><title>Ferry late</title><guid>1</guid><pubDate>Mon, 01 Mar 2021 18:00:00 GMT</pubDate>
<description>&lt;p&gt;{_TEXT}&lt;/p&gt;</description></item></channel></rss>"""
_ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id><title>Ferry late</title>
<updated>2021-03-01T18:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>{_TEXT}</p></div></content></entry></feed>"""
_SITEMAP = (
    """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>"""
)
_G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" version="1"><itemMeta>
<versionCreated>2021-03-01T18:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Ferry late</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>{_TEXT}</p></body.content></body>
</nitf></inlineXML></contentSet></newsItem>"""
_NEWSML = f"""<NewsML><NewsEnvelope/><NewsItem><NewsComponent><NewsLines><HeadLine>Ferry late</HeadLine></NewsLines>
<ContentItem><DataContent><p>{_TEXT}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
_NITF = f"""<nitf><head><docdata><doc-id id-string="1"/><date.release norm="20210301T180000Z"/></docdata></head><body>
<body.head><hedline><hl1>Ferry late</hl1></hedline></body.head><body.content><p>{_TEXT}</p></body.content>
</body></nitf>"""
_NINJS = (
    '{"uri": "a", "type": "text", "headline": "Ferry late", "body_html": "<p>Late.</p>", '
    '"versioncreated": "2021-03-01T18:00:00Z"}'
)
_JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "A", '
    '"items": [{"id": "1", "content_html": "<p>Late.</p>"}]}'
)
_EXPORT = (
    '{"name": "A", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", '
    '"date": "2021-03-01T18:00:00", "text": "Late."}]}'
)
_PREVIEW = f"""<!doctype html><html><body><div class="tgme_widget_message" data-post="a/1">
<div class="tgme_widget_message_text">{_TEXT}</div></div></body></html>"""
_WIRE = f"\x01aaa0001 4 pol 90\r\n\x02Ferry late\r\n\r\n{_TEXT}\r\n\x03"
_MAIL = f"""From: a@a.example\nTo: b@a.example\nSubject: =?utf-8?q?Ferry?= late\nDate: Mon, 1 Mar 2021 18:00:00 +0000
MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=koi8-r\n
{_TEXT}\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+TGF0ZS48L3A+\n--b--\n"""
_FORWARD = f"""From: a@a.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=f\n
--f\nContent-Type: message/rfc822\n\n{_MAIL}\n--f--\n"""
_WARC = f"""WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {len(_TEXT)}\r\n\r\n{_TEXT}\r\n\r\n"""
_KILL = f"BC-FERRY KILL\n\nEDS: KILL the story Ferry late. A kill is mandatory.\n\nPARIS, March 1 (AP) - {_TEXT}"
_RUSSIAN = "Паром вышел из гавани с опозданием на два часа, сообщила в понедельник администрация порта. " * 4
_TEXTS = (_TEXT, _PAGE, _RSS, _ATOM, _SITEMAP, _G2, _NEWSML, _NITF, _NINJS, _JSON_FEED, _EXPORT, _PREVIEW, _WIRE, _MAIL)

REHEARSED: tuple[Document, ...] = (
    *(Document(text.encode(), "https://a.example/1") for text in (*_TEXTS, _FORWARD, _WARC, _KILL)),
    *(Document(_RUSSIAN.encode(encoding)) for encoding in ("cp1251", "koi8-r", "utf-16")),
    Document(_PAGE.replace(_TEXT, _RUSSIAN).encode("cp1251"), None, "text/html"),
    Document(_RSS.replace(_TEXT, _RUSSIAN).encode("cp1251"), None, "text/xml"),
)
