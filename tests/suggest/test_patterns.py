"""Each family of rules on sentences of its own: what it finds, with near misses that it leaves alone.

A case is a sentence with the expected spans of the labels in question written in brackets.
"""

import re

import pytest

from annotator import schema
from annotator.model import Suggestion
from annotator.suggest import pipeline

SCHEMA = schema.load("security-news")
SOURCES = pipeline.default_sources(SCHEMA)


def suggested(text: str) -> list[Suggestion]:
    return pipeline.suggest(text, sources=SOURCES, schema=SCHEMA)


def bracketed(text: str, labels: tuple[str, ...]) -> str:
    """Write the outermost suggestions of `labels` into the text as brackets."""
    spans = [one for one in suggested(text) if one.label in labels]
    outer = [
        one
        for one in spans
        if not any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in spans
        )
    ]
    for one in sorted(outer, key=lambda one: -one.start):
        text = text[: one.start] + "[" + text[one.start : one.end] + "]" + text[one.end :]
    return text


def check(marked: str, *labels: str) -> None:
    assert bracketed(re.sub(r"[\[\]]", "", marked), labels) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "استقبل اللواء [محمد بريظ] الوفد.",
        "قاد الوفد العقيد [شاه نواز قيوم]، الملحق العسكري.",
        "وقال الفريق أول [السعيد شنقريحة] إن الوضع مستقر.",
        "أصيب الرقيب أول [سليم بن عمارة الدريدي] في الاشتباك.",
        "صرح العميد البحري [يوسف بن عبد الجليل الوزاني] للصحافة.",
        "التقى العقيد [توماس ويلكنسون] نظيره المغربي.",
        "أجرى الأميرال [تيودورو إستيبان لوبيز كالديرون] مباحثات.",
        # No name follows: the noun that a rank is otherwise, a verb, a unit.
        "قال إن فريق التحقيق وصل.",
        "انتشر اللواء 52 شرقي المدينة.",
        "لواء غولاني انسحب.",
        "قام الفريق بزيارة الموقع.",
        "نُقل العقيد إلى المستشفى.",
    ],
)
def test_a_name_after_a_rank_is_a_person(marked: str) -> None:
    check(marked, "PERS")


@pytest.mark.parametrize(
    "marked",
    [
        "قال وزير الداخلية [خالد النوري] اجتماعا طارئا سيعقد.",
        "استقبل وزير الخارجية الأمريكي [ماركو روبيو] نظيره.",
        "أكد الناطق الرسمي باسم وزارة الدفاع [منصف بن رجب العيادي] ذلك.",
        "وقال [سفين دزيي]، مسؤول دائرة العلاقات الخارجية، إن الأمر حسم.",
        "[البراق شادي عبد السلام]، خبير دولي في إدارة الأزمات، قال ذلك.",
        "أوقف المدعو [غلام رسول بلوش] أمس.",
        # An office with no name after it.
        "أعلن وزير الخارجية خلال زيارته أن الاتفاق وقع.",
        "عين رئيس الحكومة لجنة للتحقيق.",
        "وزير الدفاع وصل أمس.",
    ],
)
def test_a_name_beside_an_office_is_a_person(marked: str) -> None:
    check(marked, "PERS")


@pytest.mark.parametrize(
    "marked",
    [
        "حضر [محمد سالم ولد الناجي] الندوة.",
        "شارك [عبد اللطيف حموشي] و[محمد شقير] في اللقاء.",
        "كان [عمر آيت الحاج] هناك.",
        "قيل إن [فاطمة بنت المختار السالم] حضرت.",
        "زار [ميلود العمراني] الثكنة.",
        # Everyday words that are names too, and a preposition that folds to a name.
        "كان على أمل سعيد بالعودة.",
        "عثر على سيارة مفخخة على الطريق.",
        "وقع على الاتفاق في جلسة صباح اليوم.",
        "كما أن ربيع هذه السنة كان ممطرا.",
        "بعد صدام عنيف بين الطرفين.",
        "فيما نادر من الحالات.",
        "هذا تقرير أمين عن كمال المهمة.",
    ],
)
def test_names_by_their_words_alone(marked: str) -> None:
    check(marked, "PERS")


@pytest.mark.parametrize(
    "marked",
    [
        "قال [محمد شقير] إن الأمر واضح. وسجل [شقير] أن التعاون قائم.",
        "قال [محمد شقير] إن الأمر واضح. ول[شقير] كتاب في هذا.",
        "لقاء مع الفريق [محمد الأمين ولد الصافي]. وقال [ولد الصافي] ذلك.",
        "[البراق شادي عبد السلام]، خبير دولي. وأوضح [البراق] أن الأمر كذلك.",
        # A given name is no later mention, nor a surname that is an everyday word.
        "حضر [محمد سعيد الرامي] اللقاء، وهو سعيد بذلك.",
        "قال اللواء [حسن سلام] ذلك، ثم عم سلام دائم.",
    ],
)
def test_a_surname_alone_is_the_person_named_before(marked: str) -> None:
    check(marked, "PERS")


@pytest.mark.parametrize(
    "marked",
    [
        "[المفتش العام للقوات الجوية الملكية] وصل.",
        "عين [سفير جمهورية باكستان الإسلامية بالمغرب] أمس.",
        "[المدير العام للأمن الوطني ولمراقبة التراب الوطني] استقبله.",
        "قال [مساعد رئيس هيئة الأركان المشتركة للعمليات والتدريب] ذلك.",
        "[الملحق العسكري للأردن لدى المغرب] حضر.",
        "[رئيس قسم مكافحة الجريمة المنظمة بالمديرية العامة للأمن الوطني] صرح.",
        "[أستاذة العلاقات الدولية بجامعة نواكشوط] ترى ذلك.",
        "[المتحدثة باسم الخارجية الروسية] نفت.",
        "أمر [المدعي العام لدى محكمة أمن الدولة] بتوقيفهم.",
        # No office: a common occupation, a bare head, a noun that refers back.
        "قال باحث في الشؤون الأمنية.",
        "كان رئيس الوفد حاضرا.",
        "وأكد مسؤول أمني ذلك.",
        "هذا عضو جديد.",
    ],
)
def test_offices_end_with_their_organisation_place_and_duty(marked: str) -> None:
    check(marked, "OCC")


@pytest.mark.parametrize(
    "marked",
    [
        "أعلنت [وزارة الداخلية المغربية] ذلك.",
        "بلاغ ل[لقيادة العامة للقوات المسلحة الملكية] اليوم.",
        "أعلنت [وزارة الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج] ذلك.",
        "تدخلت [قوات حرس الحدود الأردنية] ليلا.",
        "قررت [المحكمة الابتدائية بالقصرين] ذلك.",
        "تابع [القطب القضائي لمكافحة الإرهاب] الملف.",
        "صرح [الأسطول الإسباني] بذلك.",
        "نفذه [الفوج الثاني للقوات الخاصة] أمس.",
        "دعا [المنتدى التونسي للحقوق الاقتصادية والاجتماعية] إلى ذلك.",
        "قالت [الرابطة التونسية للدفاع عن حقوق الإنسان] ذلك.",
        "اعتقلت [فرقة الأبحاث والتفتيش بالمظيلة] شخصين.",
        "تبنته [كتيبة عقبة بن نافع] أمس.",
        "اتهمت [ميليشيا «غاتيا»] بذلك.",
        "أعلن تنظيم «[جند الرمال]» ذلك.",
        "بايع تنظيم [داعش] أمس.",
        "انتقدت [الخارجية الروسية] القرار.",
        # Bodies without a name.
        "تدخلت القوات الأمنية.",
        "أعلنت السلطات المختصة ذلك.",
        "المصالح الأمنية أوقفتهم.",
        "شكلت لجنة مشتركة لهذا الغرض.",
        "الأجهزة الأمنية يقظة.",
        "القوات البرية والبحرية والجوية شاركت.",
        "توقفت حركة العبور.",
        "تفكيك شبكة لتهريب السلاح.",
        "تعزيز الأمن الإقليمي في العالم.",
        "الوحدة الترابية للمملكة خط أحمر.",
    ],
)
def test_organisations_by_head_and_complement(marked: str) -> None:
    check(marked, "ORG")


@pytest.mark.parametrize(
    "marked",
    [
        'في تصريح لـ"[الصحيفة]" أمس.',
        "في تصريح ل[هسبريس] أمس.",
        "في تصريح ل[جريدة هسبريس الإلكترونية] أمس.",
        'في تصريح لجريدة "[صوت الجنوب]" أمس.',
        "بثت قناة [الموريتانية] التسجيل.",
        "نقلت وكالة [رويترز] ذلك.",
        "نقلت [وكالة المغرب العربي للأنباء] ذلك.",
        "عنوان المقال\nالرباط – [مرافئ]\nاستقبل الوفد.",
        "عنوان المقال\n[بوابة الشمال] – تطوان\nانطلقت المناورات.",
        # No outlet: words in quotation marks that nobody publishes.
        'سعي إلى "التكامل الثلاثي" بينهما.',
        "نشرت الصحيفة الخبر على موقعها.",
    ],
)
def test_outlets(marked: str) -> None:
    check(marked, "ORG")


@pytest.mark.parametrize(
    "marked",
    [
        "بين [الصين] و[روسيا] حدود.",
        "وصل ب[المغرب] أمس.",
        "دعم ل[لمغرب] ول[لبنان] ول[لرباط].",
        "سافر إلى [إسلام آباد] ثم [إسلام أباد].",
        "اتجه من [نواكشوط] نحو [باماكو].",
        "في مدينة [ستالوفا فولا] وبلدة [تيسيت] بالجنوب.",
        "بين مدينتي [المتلوي] و[أم العرائس] أمس.",
        "وصل إلى [عمّان] أمس.",
        # An everyday word is a town only beside a marker.
        "مر ب[العيون] ثم [العيون] ثانية.",
        "فتح العيون على الخطر.",
        "أغلق الباب بقوة.",
        "في إطار التعاون.",
        "ارتفع عدد سكان المدينة.",
    ],
)
def test_countries_and_towns(marked: str) -> None:
    check(marked, "GPE")


@pytest.mark.parametrize(
    "marked",
    [
        "حط ب[القاعدة الجوية الأولى بسلا] أمس.",
        "أقلع من [قاعدة مورون الجوية] أمس.",
        "ضبط في [معبر الكركرات] أمس.",
        "استهدف [حاجز الصفاوي] ليلا.",
        "أودع [السجن المحلي بآيت ملول] أمس.",
        "وصل إلى [مطار الشريف الإدريسي] صباحا.",
        "لجأ إلى [مخيم امبرة] أمس.",
        "نقل إلى [المستشفى العسكري بقفصة] أمس.",
        # Sites without a name.
        "إحدى القواعد العسكرية هناك.",
        "أنشأ قاعدة بيانات جديدة.",
        "نقل إلى مستشفى قريب.",
        "في معسكر تدريب سري.",
    ],
)
def test_facilities(marked: str) -> None:
    check(marked, "FAC")


@pytest.mark.parametrize(
    "marked",
    [
        "انفجر لغم ب[جبل السلوم] أمس.",
        "تسلل عبر [الحدود التونسية الجزائرية] ليلا.",
        "أوقف ب[حي السعادة] أمس.",
        "تجمعوا في [شارع الطيب المهيري] أمس.",
        "مناورات في [بحر البوران] أمس.",
        "في [منطقة الساحل] عموما.",
        "على الحدود بين البلدين.",
        "وصل إلى رأس القائمة.",
    ],
)
def test_natural_features_borders_and_streets(marked: str) -> None:
    check(marked, "LOC")


def test_the_town_in_a_site_is_marked_inside_it_and_the_person_a_site_is_named_after_is_not() -> None:
    found = {
        (one.label, "معبر الكركرات وقاعدة مورون الجوية"[one.start : one.end])
        for one in suggested("معبر الكركرات وقاعدة مورون الجوية")
    }
    assert {("GPE", "الكركرات"), ("GPE", "مورون")} <= found
    assert {one.label for one in suggested("مطار الشريف الإدريسي")} == {"FAC"}


@pytest.mark.parametrize(
    "marked",
    [
        "شارك ضابط [أردني] في التمرين.",
        "أوقف مواطن [مالي] أمس.",
        "خبرة [المغاربة] في المجال.",
        "من بينهم [سوريان] و[فلسطيني] أمس.",
        "التقى نظيره [الأردني] أمس.",
        "الجيش المالي والجانب المغربي.",
        "استقبل وفدا عسكريا باكستانيا رفيعا.",
    ],
)
def test_peoples_and_the_nationality_of_persons(marked: str) -> None:
    check(marked, "NORP")


@pytest.mark.parametrize(
    "marked",
    [
        "وقع [الثلاثاء 13 يناير 2026] بالمدينة.",
        "في [14 غشت 2025] وفي [3 شتنبر المقبل].",
        "منذ [فيفري الماضي] وإلى [نهاية دجنبر].",
        "فجر [الأربعاء ١٨ تشرين الثاني ٢٠٢٦].",
        "الموافق ل[10 ربيع الأول 1448 هـ] تقريبا.",
        "في [12/10/2025] صباحا.",
        "[سنة 2019] و[الأسبوع الماضي] و[أمس].",
        "زيارة تمتد [أربعة أيام] أو [يومين].",
        "بين [12 و15 يوليوز] هناك.",
        "رجب طيب أردوغان.",
        "على مدار الساعة.",
        "ربيع الثورات.",
    ],
)
def test_dates(marked: str) -> None:
    check(marked, "DATE")


@pytest.mark.parametrize(
    "marked",
    [
        "في حدود [الساعة الرابعة والنصف صباحا] تقريبا.",
        "على [الساعة 17:40] وقع الانفجار.",
        "[فجر] الثلاثاء، و[مساء] أمس.",
        "بعد [ساعات قليلة] من ذلك.",
        "الآن وحاليا.",
    ],
)
def test_times(marked: str) -> None:
    check(marked, "TIME")


@pytest.mark.parametrize(
    "marked",
    [
        "قتل [12 مدنيا] وأصيب [ثلاثة جنود].",
        "حجز [640 خرطوشة] و[٤ مسدسات من عيار 9 ملم].",
        "ست سنوات و[ست مقاتلات F-16] جديدة.",
        "[15 كيلومترا] و[200 لتر] و[300 كيلوغرام].",
        "مقتل [عسكريين اثنين] في انفجار.",
        "[الدول الثلاث] وافقت.",
        "مئات الأشخاص وعشرات السيارات.",
        "في سنة 2026.",
    ],
)
def test_quantities(marked: str) -> None:
    check(marked, "QUANT")


@pytest.mark.parametrize(
    "marked",
    [
        "بقيمة [3.5 مليار دولار].",
        "مبلغ [2,3 مليون درهم] و[٣٢ ألف دولار].",
        "[أربعة ملايين ونصف مليون دينار] تقريبا.",
        "سعر الدرهم المغربي.",
    ],
)
def test_money(marked: str) -> None:
    check(marked, "MONEY")


@pytest.mark.parametrize(
    ("label", "marked"),
    [
        ("WEA", "حجز [بندقية كلاشنيكوف] و[قنابل يدوية] و[بندقية من نوع M16]."),
        ("WEA", "أسلحة كثيرة وسلاح خطير."),
        ("VEH", "[مقاتلات F-16] و[طائرات من طراز EF-18] و[إف-16]."),
        ("VEH", 'شاركت [الفرقاطة "وادي زيز"] و[مروحيتين من طراز UH-60].'),
        ("VEH", "عادت الطائرة إلى مكانها."),
        ("LAW", "طبقا ل[لقانون رقم 27.06] وبموجب [القرار 2797]."),
        ("LAW", "[القانون الأساسي عدد 26 لسنة 2015] و[معاهدة الإخاء والوفاق]."),
        ("LAW", "القانون يمنع ذلك والاتفاق واضح."),
        ("CRIME", "في [تهريب الأسلحة النارية] و[غسل الأموال] و[تكوين عصابة إجرامية]."),
        ("CRIME", "مكافحة الجريمة عموما."),
        ("EVENT", "انطلقت [مناورات «الأسد الإفريقي»] أمس."),
        ("EVENT", 'برمجة [تمرين "جسر الأطلس"] قريبا، و[كمين بجبل المغيلة].'),
        ("EVENT", "انتهت العملية والزيارة."),
    ],
)
def test_weapons_vehicles_laws_crimes_and_events(label: str, marked: str) -> None:
    check(marked, label)


@pytest.mark.parametrize(
    "text", ["قال إن", "وزير", "كما", "بعد", "فيما", "أمل", "سعيد", "اللواء", "الـ", "،", "علي", "على", "ال"]
)
def test_lone_words_give_nothing(text: str) -> None:
    assert suggested(text) == []
