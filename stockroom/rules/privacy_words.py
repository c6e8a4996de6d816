"""Words that stand beside personal facts in English, French, Russian and Arabic, as alternatives.

Written as parts of regular expressions and matched without regard to case.
"""

BIRTH = (
    r"born|births?|birth ?dates?|birthdays?|date of birth|d\.?o\.?b\.?"
    r"|née? (?:le|en)|date de naissance|anniversaire"
    r"|родил(?:ся|ась|ись)|рождения|рожд\.|д\.? ?р\.?|д/р|г\.? ?р\.?"
    r"|مواليد|ولدت?|الميلاد|ميلاده?ا?"
)
"""Before or after a date these make it a date of birth."""

MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]"
    r"|октябр[ья]|ноябр[ья]|декабр[ья]"
    r"|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر"
)
"""Months by name: a date only where a word of birth is near, for "may" and "mars" are words."""

CALL = (
    r"tel|telephone|phone|mobile|cell|call|text|whats ?app"
    r"|tél|téléphone|portable|appeler|appelez"
    r"|тел|телефон|моб|мобильный|звонить|звоните|позвоните|ватсап"
    r"|هاتف|الهاتف|جوال|الجوال|موبايل|واتساب|اتصل|اتصلي|تلفون"
)
"""After these even a short local number is a telephone."""

SURE_TITLES = (
    r"mrs|mr|mme|mlle|г-жа|г-жу|г-же|г-н|гр-ка|السيدة|السيد|الآنسة|الانسة|الأخت|الاخت|المدعوة"
)
"""Whatever follows these is a name, in capitals or not."""

TITLES = r"ms|miss|madame|monsieur|mademoiselle|dr|госпож[аеу]|господин|гражданк[аеу]"
"""A capitalised word after these is a name."""

NAMED = (
    r"named|name is|mother's name|mum's name|baby's name|child's name"
    r"|s['’]appelle|prénom|nommée?|prénommée?|nom de la mère"
    r"|зовут|по имени|имя|фамилия|фио|[أا]سمها|[أا]سمه|[أا]سمي|اسم ال[أا]م|اسم الطفلة?|تدعى"
)
"""A capitalised word after these is a name; Arabic has no capitals, so any word."""

NO_PERSON = r"brown|men|potato|tumble|bump"
"""Brands and books that carry a title without being anybody."""
