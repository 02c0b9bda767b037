"""Pages in the manner of Arabic newspapers, and what an article on them says. All of it is invented."""

from typing import Final, NamedTuple

TITLE: Final = "توقيف خلية إرهابية بضواحي مدينة الصفا"
BODY: Final = (
    "أعلنت المديرية العامة للأمن الداخلي، مساء الثلاثاء 13 يناير 2026، توقيف سبعة أشخاص يشتبه في "
    "انتمائهم إلى خلية موالية لتنظيم «الراية السوداء» بضواحي مدينة الصفا.",
    "وقال الناطق باسم المديرية، العقيد مروان الشهابي، إن العملية جاءت «ثمرة تنسيق وثيق» مع جهاز "
    "الاستعلامات، وأسفرت عن حجز 3 بنادق من نوع AK-47 و1,200 خرطوشة وطائرة مسيرة من طراز F-16.",
    "وأضاف المصدر ذاته أن الموقوفين، وتتراوح أعمارهم بين 19 و34 سنة، كانوا يخططون لاستهداف معبر "
    "البوابة الشرقية ومقر القيادة الجهوية للدرك (المنطقة الثالثة) نهاية الشهر الجاري.",
    "ومن المنتظر أن يحال المشتبه فيهم على قاضي التحقيق لدى المحكمة المختصة في قضايا الإرهاب، بينما "
    "تتواصل التحريات لتحديد امتدادات الخلية داخل البلاد وخارجها.",
)
# What stands around an article and is no part of it.
JUNK: Final = (
    "اشترك في النشرة البريدية", "الأكثر قراءة", "اقرأ أيضا", "جميع الحقوق محفوظة", "شارك على فيسبوك",
    "تعليق القارئ أبو خالد", "googletag", "display:flex",
)  # fmt: skip

_NAV: Final = "".join(
    f'<li><a href="/{name}">{name}</a></li>'
    for name in ("الرئيسية", "سياسة", "أمن", "رياضة", "اقتصاد", "مجتمع")
)
_RELATED: Final = "".join(
    f'<li><a href="/{number}.html">خبر آخر لا علاقة له بالموضوع رقم {number}</a></li>' for number in range(8)
)
_SCRIPT: Final = '<script>googletag.cmd.push(function(){googletag.display("a");});</script>'
_STYLE: Final = "<style>#div-gpt-ad-1{display:flex; color:red}</style>"
_FOOTER: Final = (
    "<footer><p>جميع الحقوق محفوظة © صحيفة المرصد 2026</p><p>اشترك في النشرة البريدية</p></footer>"
)


class Page(NamedTuple):
    """A page and what is known of its article."""

    html: str
    title: str = TITLE
    outlet: str = ""
    date: str = ""
    url: str = ""
    paragraphs: tuple[str, ...] = BODY


def _paragraphs(text: tuple[str, ...], *, between: str = "") -> str:
    return between.join(f"<p>{one}</p>" for one in text)


def wordpress() -> Page:
    """A blog system's article page, with Open Graph and JSON-LD."""
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8">
<title>{TITLE} - صحيفة المرصد</title>{_STYLE}
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="صحيفة المرصد">
<meta property="og:type" content="article">
<meta property="og:url" content="https://marsad.example/2026/01/13/khaliya.html">
<meta property="article:published_time" content="2026-01-13T19:45:00+01:00">
<link rel="canonical" href="https://marsad.example/2026/01/13/khaliya.html">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",
"datePublished":"2026-01-13T19:45:00+01:00","publisher":{{"@type":"Organization",
"name":"صحيفة المرصد"}}}}</script></head>
<body class="rtl single-post"><header><nav><ul>{_NAV}</ul></nav></header>
<main><article class="post"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="author">هيئة التحرير</span>
<time datetime="2026-01-13">13 يناير 2026</time></div>
<div class="share-buttons"><a href="#">شارك على فيسبوك</a></div>
<div class="entry-content">{_paragraphs(BODY, between=_SCRIPT)}
<div class="related"><h3>اقرأ أيضا</h3><ul>{_RELATED}</ul></div></div></article>
<section id="comments"><h3>التعليقات</h3>
<div class="comment"><p>تعليق القارئ أبو خالد: حفظ الله البلاد والعباد</p></div></section></main>
<aside class="sidebar"><h3>الأكثر قراءة</h3><ul>{_RELATED}</ul></aside>{_FOOTER}{_SCRIPT}</body></html>"""
    return Page(
        html, outlet="صحيفة المرصد", date="2026-01-13", url="https://marsad.example/2026/01/13/khaliya.html"
    )


def tables_of_2005() -> Page:
    """A page of tables and line breaks, as newspapers of the years of Windows-1256 had them."""
    text = "<br><br>".join(BODY)
    html = f"""<HTML dir=rtl><HEAD><META http-equiv=Content-Type content="text/html; charset=windows-1256">
<TITLE>{TITLE}</TITLE></HEAD><BODY>
<TABLE width=100%><TR><TD colspan=2><A href="/">الرئيسية</A> |
<A href="/s">سياسة</A> |
<A href="/r">رياضة</A></TD></TR>
<TR><TD width=150><B>الأكثر قراءة</B><UL>{_RELATED}</UL></TD>
<TD><H1>{TITLE}</H1><DIV class=content><FONT size=4>{text}</FONT></DIV></TD></TR>
<TR><TD colspan=2>جميع الحقوق محفوظة</TD></TR></TABLE></BODY></HTML>"""
    return Page(html)


def agency() -> Page:
    """A news agency's page: microdata, paragraphs in nested blocks, advertising between them."""
    ad = f'<div class="ad"><div id="div-gpt-ad-1">{_SCRIPT}</div></div>'
    blocks = "".join(f'<div class="block"><p dir="RTL"><span>{one}</span></p></div>{ad}' for one in BODY)
    html = f"""<!doctype html><html lang=ar dir=rtl><head><meta charset=utf-8>
<title>{TITLE} | وكالة الساحل</title>
<meta property=og:site_name content="وكالة الساحل"><meta name=twitter:title content="{TITLE}">
<meta property="og:url" content="https://sahel.example/news/7781">
<meta itemprop="datePublished" content="2026-01-14"></head>
<body><div id=top><ul class=menu>{_NAV}</ul></div>
<div class=container itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop=headline>{TITLE}</h1>
<div class="date">14-01-2026 | 09:12</div><div class="article-body" itemprop=articleBody>{blocks}</div>
<div class=tags><a href="/t/1">الأمن</a><a href="/t/2">الإرهاب</a></div></div>
<div class="most-read"><h4>الأكثر قراءة</h4><ul>{_RELATED}</ul></div>
<div class=newsletter><p>اشترك في النشرة البريدية</p></div>{_FOOTER}</body></html>"""
    return Page(html, outlet="وكالة الساحل", date="2026-01-14", url="https://sahel.example/news/7781")


def bare() -> Page:
    """A saved page with nothing but paragraphs."""
    return Page(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{_paragraphs(BODY)}</body></html>"
    )


def short() -> Page:
    """A flash of one sentence among much else."""
    html = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>عاجل: {TITLE}</title>
<meta property="og:title" content="عاجل: {TITLE}"></head><body><nav><ul>{_NAV}</ul></nav>
<article><h1>عاجل: {TITLE}</h1><div class="post-content"><p>{BODY[0]}</p></div></article>
<aside><h3>الأكثر قراءة</h3><ul>{_RELATED}</ul></aside>{_FOOTER}</body></html>"""
    return Page(html, title=f"عاجل: {TITLE}", paragraphs=BODY[:1])


PAGES: Final = {made.__name__: made() for made in (wordpress, tables_of_2005, agency, bare, short)}
