"""The words by which page furniture gives itself away, by kind, in the languages of the newsrooms we know.

Tables only. A phrase of ``EXACT`` is a whole block; one of ``STARTS`` begins a short block; those of ``STRONG`` and
``WEAK`` are weighed together and only where furniture stands, so that a report about newsletters stays a report.
Languages without an entry still have the rules of structure.
"""

from __future__ import annotations

from mediawire.text.word_sets import set_of

EXACT = {
    "teasers": """
        recent posts; recent articles; recent news; recent stories; latest posts; latest news; latest stories; latest
        articles; latest; related posts; related articles; related news; related stories; related content; related
        topics; related; related links; related coverage; more news; more stories; more from this section; more on
        this story; more on this topic; most read; most popular; most viewed; most shared; popular posts; popular;
        trending; trending now; trending stories; top stories; top news; you may also like; you might also like; you
        may like; recommended; recommended for you; recommended stories; recommended reading; editor's picks; editors'
        picks; editor’s picks; don't miss; don’t miss; read also; also read; see also; read next; up next; read more;
        further reading; more to read; in other news; from the web; around the web; sponsored stories; promoted
        stories; must read; what to read next; also on this site; next article; previous article; featured; featured
        stories; последние новости; последние записи; свежие записи; читайте также; читать также; похожие новости;
        похожие статьи; новости по теме; материалы по теме; по теме; популярное; самое читаемое; другие новости;
        главное; смотрите также; рекомендуем; ещё по теме; лента новостей; останні новини; читайте також; популярне;
        новини за темою; mehr zum thema; auch interessant; das könnte sie auch interessieren; das könnte dich auch
        interessieren; weitere artikel; weitere meldungen; weitere nachrichten; meistgelesen; meist gelesen; aktuelle
        nachrichten; neueste beiträge; ähnliche artikel; verwandte artikel; lesen sie auch; mehr lesen; empfohlen; zum
        thema; à lire aussi; lire aussi; articles similaires; articles récents; articles liés; sur le même sujet; les
        plus lus; à voir aussi; voir aussi; à la une; dernières actualités; à découvrir; vous aimerez aussi; noticias
        relacionadas; artículos relacionados; entradas recientes; lo más leído; más leídas; más noticias; últimas
        noticias; te puede interesar; también te puede interesar; le puede interesar; lea también; lee también; ver
        también; leer más; recomendados; artigos relacionados; notícias relacionadas; posts recentes; mais lidas; leia
        também; veja também; últimas notícias; leia mais; recomendado para você; articoli correlati; articoli recenti;
        leggi anche; i più letti; ultime notizie; notizie correlate; potrebbe interessarti; potrebbe interessarti
        anche; vedi anche; altre notizie; ilgili haberler; benzer haberler; son haberler; son yazılar; çok okunanlar;
        en çok okunanlar; bunlar da ilginizi çekebilir; diğer haberler; önerilen haberler; lees ook; gerelateerd; meer
        nieuws; meest gelezen; czytaj także; czytaj też; zobacz też; zobacz także; powiązane; najnowsze; polecane; läs
        också; läs mer; mest läst; les også; læs også; lue myös; citeşte şi; citește și; olvasta már; přečtěte si
        také; související články; διαβάστε επίσης; σχετικά άρθρα; δείτε επίσης; τελευταία νέα; прочетете още; свързани
        новини; прочитајте још; baca juga; berita terkait; terpopuler; berita lainnya; tin liên quan; xem thêm; đọc
        thêm; اقرأ أيضا; اقرأ أيضاً; إقرأ أيضا; مواضيع ذات صلة; أخبار ذات صلة; الأكثر قراءة; آخر الأخبار; المزيد; أحدث
        الأخبار; مقالات ذات صلة; شاهد أيضا; شاهد أيضاً; قد يهمك أيضا; قد يعجبك أيضا; مطالب مرتبط; اخبار مرتبط; آخرین
        اخبار; پربازدیدترین‌ها; پربازدیدترین; بیشتر بخوانید; همچنین بخوانید; مطالب پیشنهادی; آخرین مطالب; اخبار بیشتر;
        متعلقہ خبریں; متعلقہ مضامین; مزید پڑھیں; یہ بھی پڑھیں; تازہ ترین; تازہ ترین خبریں; مقبول ترین; مزید خبریں;
        כתבות נוספות; קראו גם; עוד בנושא; הנקראות ביותר; यह भी पढ़ें; ये भी पढ़ें; संबंधित खबरें; संबंधित समाचार;
        ताज़ा खबरें; ताजा खबरें; और पढ़ें; लोकप्रिय; इसे भी पढ़ें; আরও পড়ুন; আরো পড়ুন; 相关新闻; 相关阅读; 相关文章; 延伸阅读; 推荐阅读;
        热门文章; 最新文章; 最新消息; 热门新闻; 更多新闻; 猜你喜欢; 相關新聞; 延伸閱讀; 推薦閱讀; 熱門新聞; 更多新聞; 相關文章; 関連記事; 関連ニュース; おすすめ記事; 最新記事; 人気記事;
        新着記事; あわせて読みたい; アクセスランキング; 관련기사; 관련 기사; 많이 본 뉴스; 최신기사; 최신 기사; 인기기사; 인기 기사; 추천 기사; ข่าวที่เกี่ยวข้อง;
        ข่าวล่าสุด; อ่านเพิ่มเติม
    """,
    "advertisement": """
        advertisement; advertisements; advertising; ad; ads; sponsored; sponsored content; promoted; story continues
        below advertisement; article continues below; story continues below; advertisement - story continues below;
        continue reading below; реклама; рекламы; anzeige; werbung; publicité; annonce; publicidad; anuncio;
        publicidade; anúncio; pubblicità; reklam; advertentie; reklama; annons; إعلان; إعلانات; آگهی; تبلیغات; اشتہار;
        विज्ञापन; 广告; 廣告; 広告; スポンサーリンク; 광고; διαφήμιση; פרסומת; โฆษณา; iklan; quảng cáo
    """,
    "share": """
        share; share this; share this article; share this story; share this post; share article; share on facebook;
        share on twitter; facebook; twitter; whatsapp; telegram; linkedin; pinterest; reddit; email; e-mail; print;
        copy link; tweet; pin it; instagram; youtube; поделиться; поделиться в соцсетях; поделиться ссылкой;
        распечатать; поділитися; teilen; artikel teilen; drucken; partager; partager cet article; imprimer; compartir;
        imprimir; compartilhar; condividi; stampa; paylaş; delen; udostępnij; dela; شارك; مشاركة; اشتراک گذاری;
        اشتراک‌گذاری; شیئر کریں; साझा करें; शेयर करें; 分享; 分享到; 打印; シェア; 공유; 공유하기; κοινοποίηση; שתפו; שתף; แชร์;
        bagikan; chia sẻ
    """,
    "comments": """
        comments; comment; leave a comment; leave a reply; post a comment; add a comment; join the conversation; view
        comments; show comments; no comments; comments are closed; write a comment; comments (0); reply; комментарии;
        оставить комментарий; добавить комментарий; комментировать; коментарі; kommentare; kommentar schreiben;
        commentaires; laisser un commentaire; comentarios; deja un comentario; dejar un comentario; comentários; deixe
        um comentário; commenti; lascia un commento; yorumlar; yorum yap; reacties; komentarze; تعليقات; التعليقات;
        اترك تعليقا; اضف تعليق; نظرات; ارسال نظر; تبصرے; टिप्पणियाँ; 评论; 發表評論; 发表评论; 評論; コメント; 댓글; σχόλια; תגובות;
        ความคิดเห็น
    """,
    "navigation": """
        menu; search; skip to content; skip to main content; home; back to top; back; next; previous; subscribe; log
        in; login; sign in; sign up; register; contact us; about us; sitemap; close; loading; loading...; more; меню;
        поиск; войти; на главную; наверх; kontakt; impressum; datenschutz; menü; anmelden; suche; rechercher; mentions
        légales; se connecter; buscar; contacto; iniciar sesión; contato; accedi; ara; iletişim; giriş; بحث; اتصل بنا;
        من نحن; جستجو; تماس با ما; درباره ما; 登录; 注册; 登錄; 搜索; 返回顶部; 返回首页; ログイン; 로그인; 검색
    """,
}
"""Whole blocks, by kind."""

STARTS = {
    "teasers": """
        read more:; read more :; read also:; also read:; also read |; also read –; see also:; related:; related
        story:; related article:; related stories:; related articles:; recent posts:; latest news:; more on this:;
        must read:; don't miss:; don’t miss:; recommended:; trending:; you may also like:; watch:; watch |; read:;
        read |; read next:; further reading:; read more about; read the full story; read full story; click here to;
        читайте также:; читайте также; смотрите также:; по теме:; читать далее; подробнее:; ранее по теме:; читайте
        також:; lesen sie auch:; lesen sie auch; mehr zum thema:; mehr dazu:; siehe auch:; à lire aussi; lire aussi:;
        lire aussi :; lire aussi |; à lire :; voir aussi :; lea también:; lea también; lee también:; lea además:; le
        puede interesar:; te puede interesar:; más información:; ver también:; leia também:; leia mais:; veja também:;
        leggi anche:; leggi anche; vedi anche:; ilgili haber:; ayrıca bakınız:; lees ook:; czytaj także:; czytaj też:;
        zobacz też:; läs också:; les også:; læs også:; lue myös:; baca juga:; xem thêm:; διαβάστε επίσης:; اقرأ أيضا:;
        اقرأ أيضاً:; اقرأ أيضا; إقرأ أيضا; بیشتر بخوانید:; همچنین بخوانید:; مزید پڑھیں:; یہ بھی پڑھیں:; यह भी पढ़ें:;
        ये भी पढ़ें:; यह भी पढ़ें; ये भी पढ़ें; इसे भी पढ़ें:; 相关阅读：; 延伸阅读：; 推荐阅读：; 延伸閱讀：; 相關新聞：; 相关新闻：; 関連記事：; 関連記事:;
        ▶関連; 관련기사
    """,
    "share": """
        share this; share on; share via; share:; follow us on; follow us:; follow us at; like us on; find us on; join
        us on; join our telegram; join our whatsapp; subscribe to our channel; subscribe to our telegram; subscribe to
        our youtube; stay connected; подписывайтесь на; подписывайся на; подпишитесь на; присоединяйтесь к; следите за
        нами; наш канал в; поделиться:; мы в telegram; мы в телеграм; підписуйтесь на; підписуйтеся на; folgen sie
        uns; folge uns; suivez-nous; suivez nous; partagez; síguenos en; síganos en; siga-nos; seguici su; seguici
        anche; bizi takip edin; takip edin; volg ons; obserwuj nas; följ oss; تابعونا على; تابعنا على; انضم إلى; ما را
        در; به کانال; ہمیں فالو کریں; हमें फॉलो करें; 关注我们; 關注我們; 扫码关注; 扫一扫; ακολουθήστε
    """,
    "newsletter": """
        sign up for; sign up to; subscribe to our; subscribe to the; subscribe now; subscribe today; subscribe for;
        get the latest; get our; join our newsletter; newsletter:; get breaking; download our app; download the app;
        подпишитесь; подписаться на; abonnieren sie; abonnez-vous; inscrivez-vous; recevez; suscríbete; suscríbase;
        regístrate; assine; inscreva-se; iscriviti; abone ol; abone olun; اشترك في; ثبت نام; سبسکرائب کریں; सब्सक्राइब
        करें; 订阅; 訂閱
    """,
    "copyright": """
        copyright; ©; (c) 20; (c) 19; all rights reserved; все права защищены; alle rechte vorbehalten; tous droits
        réservés; todos los derechos reservados; reservados todos los derechos; todos os direitos reservados; tutti i
        diritti riservati; riproduzione riservata; © riproduzione; tüm hakları saklıdır; her hakkı saklıdır; wszelkie
        prawa zastrzeżone; alla rättigheter; جميع الحقوق محفوظة; تمامی حقوق; کلیه حقوق; جملہ حقوق محفوظ; सर्वाधिकार
        सुरक्षित; 版权所有; 版權所有; 转载请注明; 未经授权; 無断転載; 저작권자; 무단전재; ⓒ; 【版权声明】
    """,
    "tags": """
        tags:; tag:; topics:; topic:; keywords:; filed under; filed under:; categories:; category:; posted in;
        labels:; теги:; метки:; рубрика:; темы:; schlagworte:; themen:; mots-clés; etiquetas:; temas:; tópicos:;
        argomenti:; etiketler:; anahtar kelimeler:; الكلمات المفتاحية; وسوم:; برچسب‌ها; برچسب ها; کلیدواژه; ٹیگز; टैग;
        标签：; 標籤：; 关键词：; タグ：; 태그
    """,
    "caption": """
        photo:; photo by; photos:; image:; image caption; image credit; picture:; photograph:; file photo; photo
        credit; video:; caption:; фото:; фото ©; видео:; foto:; bild:; foto ©; photo :; crédit photo; imagen:;
        imagem:; fotoğraf:; zdjęcie:; fot.; صورة:; عکس:; تصویر:; फोटो:; 图片来源; 图片：; 圖／; 写真：; 사진=
    """,
    "time": """
        published:; published on; published at; updated:; updated on; updated at; last updated; last modified; posted
        on; posted:; first published; date:; опубликовано; обновлено; дата:; veröffentlicht; aktualisiert; stand:;
        publié le; mis à jour; publicado; actualizado; publicado em; atualizado; pubblicato; aggiornato; yayınlanma;
        güncelleme; giriş tarihi; tarih:; gepubliceerd; opublikowano; نشر في; تاريخ النشر; آخر تحديث; تاریخ انتشار;
        زمان انتشار; شائع; प्रकाशित; अपडेटेड; 发布时间; 发表于; 更新时间; 發布時間; 公開日; 更新日; 입력
    """,
    "comments": """
        leave a comment; leave a reply; your email address will not be published; post a comment; comments (; what do
        you think; have your say; let us know in the comments; оставьте комментарий; ваш e-mail не будет
    """,
}
"""Beginnings of short blocks, by kind."""

CREDIT_STARTS = """
    source:; sources:; source :; source –; source -; source |; source link; credit:; credits:; via:; via @; original
    source; original article; original story; originally published; originally appeared; first published by; first
    published in; first published on; first published at; first appeared; this article was originally; this article
    originally; this article first; this article was first; this article is republished; this article was republished;
    this article appeared; this story was originally; this story originally; this story first; this story was first;
    this story appeared; this report was originally; this report first; this post was originally; this post
    originally; the original article; read the original; read original; read the full article at; republished from;
    republished with; reprinted from; reprinted with; reproduced from; courtesy of; courtesy:; with inputs from; with
    input from; inputs from; with agency inputs; with agencies; with additional reporting; with reporting from; with
    files from; with material from; agency inputs; from news agencies; staff and agencies; source url; url:; link:;
    article source; story source; news source; full story:; источник:; источник -; источник —; источник –; источники:;
    оригинал:; оригинал статьи; первоисточник; по материалам; с сайта; ссылка на источник; впервые опубликовано;
    джерело:; за матеріалами; крыніца:; quelle:; quellen:; quelle -; mit material von; mit material der; nach
    material; erstveröffentlicht; zuerst erschienen; source originale; avec afp; avec reuters; avec agences; article
    original; publié initialement; fuente:; fuentes:; con información de; con agencias; publicado originalmente;
    fonte:; fonti:; fonte -; com informações; com agências; publicado originalmente em; con agenzie; pubblicato
    originariamente; kaynak:; kaynak :; bron:; źródło:; źródła:; källa:; kilde:; lähde:; zdroj:; forrás:; sursa:;
    sursă:; източник:; извор:; izvor:; vir:; allikas:; avots:; šaltinis:; πηγή:; πηγή; המקור:; מקור:; المصدر:; المصدر
    :; المصدر; مصدر:; منبع:; منبع; ماخذ:; بشکریہ; ذریعہ:; स्रोत:; साभार; सौजन्य; इनपुट; সূত্র:; সূত্র; 来源:; 来源：; 來源:;
    來源：; 文章来源; 新闻来源; 消息来源：; 信息来源; 稿件来源; 原文:; 原文：; 原文链接; 原文網址; 转自; 转载自; 轉載自; 摘自; 出处; 出典; 引用元; 情報源; 提供：; 提供:; 출처; 원문;
    ที่มา; แหล่งที่มา; sumber:; nguồn:; theo nguồn; nguồn tin
"""
"""Beginnings of lines that give a report's source."""

STAFF_STARTS = """
    reporting by; additional reporting; writing by; editing by; edited by; compiled by; translated by; reporting and
    writing; written and edited; with reporting by; reported by; bericht von; redaktion:; rédaction :; édité par;
    reportage de; reportagem de; edição de; edición de; editado por; editing:; редактор:; подготовил; подготовила;
    перевод:; (编辑; 编辑：; 編輯：; 责任编辑; 責任編輯; 记者; 責任編集; (إعداد; إعداد; تحرير; (تغطية; تغطية
"""
"""Beginnings of the lines and brackets that name who worked on a report; they belong to its body."""

STRONG = {
    "disclaimer": """
        reflect the view; reflect the opinion; reflect the position; reflect the official;
        related topics; special page; read more on; click here for;
        not necessarily reflect; not necessarily represent; not necessarily those of; views expressed; opinions
        expressed; views and opinions; views are those of; not been edited by; has not been edited; not been reviewed;
        not edited by; auto-generated; syndicated feed; published without; no representation or warranty; makes no
        representation; makes no warranty; no warranty; no responsibility for; not responsible for; accepts no
        liability; assumes no liability; accuracy of the information; general information; informational purposes;
        information purposes; investment advice; financial advice; investment decision; past performance; spotted an
        error; corrections form; retrieved from other; sourced from; third-party; editorial guidelines; letter to the
        editor; external sites; external links; не несет ответственности; не несёт ответственности; может не
        совпадать; мнение редакции; мнения авторов; точка зрения редакции; думка редакції; gibt nicht die meinung;
        spiegeln nicht; keine haftung; übernimmt keine; keine gewähr; n'engage que; n’engage que; n'engagent que;
        n’engagent que; ne reflètent pas; no refleja; no reflejan; no se hace responsable; no se responsabiliza;
        opiniones expresadas; não refletem; não se responsabiliza; opiniões expressas; non riflettono; non
        rappresentano; le opinioni espresse; yansıtmaz; sorumlu değildir; sorumluluk; odzwierciedlają; لا تعبر
        بالضرورة; لا يعبر بالضرورة; لا يتحمل; الآراء الواردة; مسئولیتی; لزوما بیانگر; لزوماً بیانگر; بازنشر; ادارے کا
        متفق; متفق ہونا ضروری نہیں; जिम्मेदार नहीं; संपादित नहीं; सिंडिकेट; 不代表本; 仅供参考; 不承担; 免责声明; 免責聲明; 不構成; 不构成投资;
        僅供參考; 投資判断; 免責事項; 책임을 지지
    """,
    "copyright": """
        all rights reserved; rights reserved; may not be published; may not be reproduced; may not be republished;
        without permission; written permission; without the express; redistributed without; reproduction without;
        republished with permission; licensing this; creative commons; registered trademarks of; are trademarks of;
        is a trademark of; is a registered trademark; все права; при использовании материалов;
        перепечатка; гиперссылка обязательна; ссылка на источник обязательна; усі права; при цитировании; alle rechte;
        nachdruck; tous droits; reproduction interdite; derechos reservados; prohibida la reproducción; prohibida su
        reproducción; direitos reservados; proibida a reprodução; diritti riservati; hakları saklıdır; izinsiz; prawa
        zastrzeżone; الحقوق محفوظة; حقوق محفوظ; ذکر منبع; با ذکر; 版权; 版權; 著作権; 無断; 无断; 转载; 轉載; 무단
    """,
    "newsletter": """
        our newsletter; daily newsletter; free newsletter; weekly newsletter; to your inbox; in your inbox;
        unsubscribe; privacy policy; terms of use; terms of service; terms and conditions;
        subscribe today; subscribe now; unlimited access; already a subscriber; log in to; sign up now; support our
        journalism; support independent; become a member; make a donation; donate today; continue reading; enable
        javascript; cookie policy; our cookies; use of cookies; our app; push alerts; push notifications;
        e-mail-newsletter; unseren newsletter; notre newsletter; nuestro boletín; nossa newsletter; nostra newsletter;
        bültenimize; нашу рассылку; политикой конфиденциальности; пользовательским соглашением; datenschutzerklärung;
        politique de confidentialité; política de privacidad; política de privacidade; informativa sulla privacy;
        gizlilik politikası; سياسة الخصوصية; حریم خصوصی; 隐私政策; 隱私權; 利用規約; 개인정보;
        uses cookies; use cookies; cookie settings; cookie notice; privacy notice; respect your privacy; reset your
        password; forgot your password; forgot password; create an account; don't have an account; already have an
        account; already registered; confirmation email; manage subscription; subscriber benefits; digital subscription;
        digital access; free articles this month; to continue reading; reached your limit; your browser does not
        support; keyboard shortcuts; nutzt cookies; verwendet cookies; cookie-einstellungen; passwort vergessen; bereits
        abonnent; konto erstellen; weiterlesen mit; utilise des cookies; mot de passe oublié; déjà abonné; créer un
        compte; utiliza cookies; cookies propias; olvidaste tu contraseña; olvidó su contraseña; ya eres suscriptor;
        crear una cuenta; utilizza cookie; utilizza i cookie; password dimenticata; già abbonato; esqueceu a senha;
        esqueceu sua senha; já é assinante; usa cookies; gebruikt cookies; wachtwoord vergeten; al abonnee; plików
        cookies; plików cookie; zapomniałeś hasła; забыли пароль; уже зарегистрированы; файлы cookie; использует cookie;
        файлів cookie; şifremi unuttum; çerez politikası; çerezler
    """,
    "share": """
        follow us; join the conversation; like us on; on our facebook; our telegram; our whatsapp; our youtube; our
        channel; our twitter; our social media; community guidelines; comments are moderated; share this article;
        share this story; в нашем telegram; наш telegram; наш телеграм; нашем канале; наш канал; unserem kanal; notre
        chaîne; nuestro canal; nosso canal; nostro canale; kanalımıza; قناتنا; کانال ما; ہمارے چینل; हमारे चैनल; 公众号;
        公眾號; 公式アカウント;
        thank you for reporting; report abuse; report this comment; your comment has been; problem reporting this; caps
        lock; abusive posts; abusive comments; watch this discussion; post your comment; kommentar melden; signaler ce
        commentaire; signaler un abus; denunciar comentario; ваш комментарий; пожаловаться
    """,
    "navigation": """
        the requested url; was not found on this server; the document has moved; access denied; permission to access;
        page not found; page you requested; page you are looking for; scheduled maintenance; application error; stray
        shower; light and variable; 5 to 10 mph; 10 to 15 mph; 10 to 20 mph; seite wurde nicht gefunden; zugriff
        verweigert; page introuvable; accès refusé; página no encontrada; página não encontrada; pagina non trovata;
        acceso denegado; acesso negado; accesso negato; страница не найдена; доступ запрещен; доступ запрещён; sayfa
        bulunamadı
    """,
}
"""Phrases that furniture rarely goes without, by kind: two points each."""

WEAK = {
    "disclaimer": """
        collected from; taken from; other agencies; other media; other sources; other websites; each article; each item; the bottom;
        the author; the authors; the publisher; the website; this website; this site; this page; this article;
        this story; this report; this content; the content; our staff; our team; our editors; disclaimer;
        editor's note; advertisers; liability; for more information; please contact; please note; third party;
        редакция; автор; сайт; сайта; disclaimer:; haftung; redaktion; rédaction; redacción; redação;
        redazione; site; editör; yazar; موقع; سایت; ویب سائٹ; वेबसाइट; 本网; 本站; 本網; 本文; 当サイト; responsibility;
        responsible for; warranty; accuracy; republished; syndicated; feed; edited; opinions;
        contributors; third parties; readers; @; contact our; contact us; send us; get in touch; news tip;
        standards; bears no; is not liable; delayed; exchanges; automatically; generated; purposes; intended;
        редакции; ответственности; ответственность; агентства; материалы сайта; материалов; автора; отражает;
        bearbeitet; automatisch; nachrichtenagentur; übernommen; nachrichtenagenturen; verantwortlich;
        automatiquement; modifié; modifiée; agence; notre rédaction; responsabilité; auteurs; responsabilidad;
        autores; este medio; agencia; automaticamente; agenzia; responsabilità; editörlerimizin; müdahalesi;
        ajans; ajanslar; yayınlanmıştır; editöryel; sorumludur; رأي; الموقع; كاتبها; مسئولیت; مسؤولية; ادارہ;
        ادارے; संपादित; टीम; फीड; डिस्क्लेमर
    """,
    "copyright": """
        copyright; ©; permission; publication; syndication; licence; license; reproduction; reproduced;
        republication; redistribution; republish; redistribute; redistributed; reproduce; intellectual
        property; prohibited; consent; prior; reserved; registered; trademark; trademarks; licensed;
        licensing; content; материалов; использовании; использование; частичном; гиперссылка; ссылка; сайт;
        разрешения; inhalte; urheberrecht; genehmigung; contenus; autorisation; contenidos; autorización;
        contenuti; autorizzazione; conteúdo; autorização; içerik; kaynak; alıntı; haber
    """,
    "newsletter": """
        newsletter; subscribe; subscriber; subscription; sign up; inbox; log in; your account; download; email
        address; e-mail; subscriptions; подписка; подпишитесь; рассылка; abonnieren; abonnez; suscríbete;
        assine; iscriviti; abone; اشترك; journalism; sign up to; sign up for; thank you for reading; support;
        donation; archives; newsletters; weekly; daily; briefing; join thousands; no spam; spam; stay up to
        date; up to date; stay informed; mobile app; app; android; iphone; app store; google play; headlines;
        donate; membership; members; free articles; free trial; cookies; account; password; notifications;
        alerts; delivered; morning; anmelden; newsletter bringt; verpassen; рассылку; уведомления; приложение;
        скачайте; inscrivez; gratuitement; gratis; boletín; reciba; gratuita; ricevi; receba; bülten; ücretsiz;
        my account; ad blocker; adblocker; privacy settings; login; log-in; logged in; sign in; signed in; sign out; log
        out; username; user name; cookie; browser; javascript; privacy; personal data; user experience; your experience;
        opt out; opt-out; your email; valid email; e-mail address; subscribers; subscribing; full access; print
        delivery; your first month; never miss a story; choose the plan; adult content; refresh the page; try again
        later; passwort; benutzername; einloggen; angemeldet; mot de passe; identifiant; se connecter; abonné;
        contraseña; usuario; iniciar sesión; suscriptor; suscriptores; senha; assinante; accedi; abbonato; wachtwoord;
        inloggen; hasło; zaloguj; пароль; войти; войдите; зарегистрируйтесь; авторизуйтесь; şifre; giriş yap; üye ol
    """,
    "share": """
        facebook; twitter; instagram; telegram; whatsapp; youtube; comments; comments below; breaking news;
        live updates; our website; our site; whatsapp us; channel; friends; like and share; social media;
        pictures and videos; tell us; let us know; канал; подписывайтесь; telegram-канал; kanal; canal; قناة;
        کانال; चैनल; keep it clean; your comment; we will review
    """,
    "navigation": """
        apache; nginx; error 403; error 404; not found; moved here; on this server; partly cloudy; mostly cloudy; mostly
        sunny; mostly clear; partly sunny; mainly cloudy; clear skies; a clear sky; passing clouds; some clouds; chance
        of showers; overcast; shower or thunderstorm; skies; scattered thunderstorms; isolated thunderstorms; chance of
        rain; low around; high around; winds light; light and variable; to 10 mph; to 15 mph; to 20 mph; to 25 mph;
        feels like; uv index; humidity; dew point; sunrise; sunset; leicht bewölkt; stark bewölkt; gefühlte temperatur;
        regenwahrscheinlichkeit; luftfeuchtigkeit; partiellement nuageux; ciel dégagé; température ressentie;
        parcialmente nublado; parcialmente nuboso; sensación térmica; probabilidad de lluvia; parzialmente nuvoloso;
        umidità; переменная облачность; без осадков; ощущается как; parçalı bulutlu; az bulutlu
    """,
}
"""Phrases that furniture likes, and reports use too: one point each."""

ADDRESS = set_of(
    """
    our we you your yours please вы вас вам ваш наш нашем нашей нашу мы sie ihre unser unsere unserem vous votre
    nos notre nous usted su nuestra nuestro você seu nossa nosso tuo vostro nostra nostro siz sizin bizim شما ما ہم آپ
    आप हम हमारे
    """
)
"""Words with which a site speaks to its reader: half a point each, and never more than one together."""

TIME_WORDS = set_of(
    """
    ago назад тому vor hace atrás önce پیش قبل منذ पहले geleden temu sedan siden sitten πριν yesterday today вчера
    сегодня gestern heute hier ayer hoy ontem ieri dün lalu trước
    """
)
"""Words that make a number a time gone by: "44 minutes ago", "il y a 2 heures" apart (see ``furniture``)."""

CLOCK_WORDS = set_of(
    """
    am pm a.m p.m gmt utc est edt pst pdt ist cet cest bst msk мск uhr at um à às alle ore updated published mins min
    minutes minute hours hour hrs days day weeks week read минут часов часа час дней minuten stunden stunde heures
    heure minuti horas monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag
    dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes
    martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
    понедельник вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi
    pazar year il y a la le de del et and on of г года -
    """
)
"""What may stand beside the day and the hour in a time line."""
