"""The words by which messages are read, as parts of regular expressions on levelled text.

Levelled text (see rules/writing.level) has no accents and no capitals, so these have none either:
`ё` is `е`, `й` is `и`, every Arabic alef is bare.
"""

NUMBERS: dict[str, int] = {
    word: number
    for number, words in (
        (1, "one un une один одна одну одно واحد واحدة"),
        (2, "two couple deux два две двое пару اثنان اثنين اثنتين"),
        (3, "three trois три трое ثلاث ثلاثة"),
        (4, "four quatre четыре اربع اربعة"),
        (5, "five cinq пять خمس خمسة"),
        (6, "six шесть ست ستة"),
        (7, "seven sept семь سبع سبعة"),
        (8, "eight huit восемь ثمان ثماني ثمانية"),
        (9, "nine девять تسع تسعة"),
        (10, "ten dix dizaine десять десяток عشر عشرة"),
        (11, "eleven onze одиннадцать"),
        (12, "twelve dozen douze douzaine двенадцать дюжину дюжина دزينة"),
        (13, "thirteen treize"),
        (14, "fourteen quatorze"),
        (15, "fifteen quinze quinzaine пятнадцать"),
        (16, "sixteen seize"),
        (18, "eighteen"),
        (20, "twenty vingt vingtaine двадцать عشرين عشرون"),
        (30, "thirty trente trentaine тридцать ثلاثين ثلاثون"),
        (40, "forty quarante сорок اربعين"),
        (50, "fifty cinquante cinquantaine пятьдесят خمسين"),
        (60, "sixty soixante шестьдесят ستين"),
        (100, "hundred cent centaine сто مئة مائة"),
    )
    for word in words.split()
}
TENS = (20, 30, 40, 50, 60)
NEUF = "neuf"
"""Nine before a thing, new after it."""

PACKS = (
    r"packs?|packets?|box|boxes|sacs?|bags?|tins?|cans?|cases?|tubs?|paquets?|boites?|cartons?"
    r"|sachets?"
    r"|lots?|упаков\w*|пач\w+|короб\w+|банк\w+|عبوات|عبوة|علب|علبة|باكيت\w*|كيس|اكياس|كرتون\w*"
    r"|حزم\w*"
)
PIECES = (
    r"pieces?|pcs|pc|pairs?|sets?|units?|paires?|pces?|unites?|exemplaires?|jeux|штук\w*|шт"
    r"|пар[аы]?|комплект\w*|набор\w*|قطع|قطعة|حبات|حبة|ازواج|زوج|اطقم|طقم"
)
EACH = (
    r"each|per (?:baby|child|kid|mum|mother|person)|apiece|chacune?|de chaque"
    r"|par (?:enfant|bebe|maman|personne|tete)|кажд\w+|на (?:ребенка|малыша|человека)|на кажд\w+"
    r"|لكل (?:طفل|طفلة|ام|واحد|واحدة)|كل واحد"
)
PERSONS = (
    r"bab(?:y|ies)|child(?:ren)?|kids?|m[uo]ms?|mothers?|girls?|boys?|twins|famil(?:y|ies)|wom[ae]n"
    r"|infants?|toddlers?|newborns?|residents?|people|enfants?|bebes?|mamans?|meres?|filles?"
    r"|garcons?|femmes?|familles?|jumeaux|jumelles|nourrissons?|petite?s?|personnes?|residentes?"
    r"|nouveaux?[ -]nes?|дет\w+|ребен\w+|малыш\w*|младен\w+|мам\w*|девоч\w+|мальчик\w*|женщин\w*"
    r"|сем(?:ья|ьи|еи)|двойн\w+|близнец\w+|новорожденн\w+|اطفال|طفل\w*|امهات|ام|بنات|بنت|اولاد|ولد"
    r"|نساء|رضع|رضيع\w*|توام|عائلات|عائلة|مواليد|مولود\w*"
)
GIRL = (
    r"girls?|daughters?|filles?|fillettes?|petites filles|девоч\w+|доч(?:ь|к\w+|ери)|بنت\w*"
    r"|بنات|طفلة|ابنة|للبنات|للبنت|مولودة"
)
BOY = r"boys?|sons?|garcons?|garconnets?|fils|мальчик\w*|сын\w*|ولد|اولاد|للاولاد|صبي|للولد|ابن"
WINTER = r"winter|warm|hiver|chaude?s?|зим\w+|тепл\w+|شتو\w+|شتاء|الشتاء|للشتاء|دافئ\w*"
SUMMER = r"summer|d'ete|l'ete|ete\b(?= *[,.;]|$)|летн\w+|на лето|صيف\w*|الصيف|للصيف"
NEW = (
    r"(?:brand )?new(?! (?:m[uo]m|mother|famil|arrival|baby|resident|born|lad|wom|list|year|girl))"
    r"|unused|unopened|sealed|neufs?|neuves?|sous blister|scelles?|scellees?|emballes?|emballees?"
    r"|нов(?:ы[еимх]|ая|ую|ое|ого|ои)(?! (?:мам|жен|сем|дев|реб))|запечатанн\w+|в упаковке"
    r"|(?<!ام )(?<!عائلة )(?<!سيدة )(?<!نزيلة )جديدة|جديد|جدد|مغلف\w*|مختوم\w*|غير مفتوح\w*"
)
TONIGHT = (
    r"tonight|today|urgent(?:ly)?|emergency|as soon as possible|asap|right away|immediately"
    r"|tomorrow|48 ?h(?:ours?)?|24 ?h(?:ours?)?|within 48|ce soir|cette nuit|aujourd'hui"
    r"|en urgence|urgence|urgents?|urgentes?|au plus vite|des que possible|demain|48 heures"
    r"|сегодня|срочн\w*|ночью|завтра|как можно скорее|немедленно|الليلة|اليوم|عاجل\w*|غدا|بكرا"
    r"|بكرة|باسرع وقت|مستعجل\w*|ضروري جدا"
)
NOT_URGENT = (
    r"not urgent|no (?:rush|hurry)|nothing urgent|pas (?:\w+ )?urgent\w*|rien d'urgent|sans urgence"
    r"|не срочно|не к спеху|ничего срочного|ليس عاجل\w*|غير عاجل\w*|غير مستعجل\w*|مش مستعجل\w*"
)
TWO_WEEKS = (
    r"(?:in|within|next) (?:2|two|a few|couple of) weeks?|two weeks|2 weeks|this week|next week"
    r"|within a week|in a week|fortnight|(?:d'ici|dans|sous) (?:2|deux|une|quelques) semaines?"
    r"|(?:d'ici|dans) (?:15|quinze) jours|cette semaine|la semaine prochaine|semaine prochaine"
    r"|(?:через|в течение) (?:2|две|двух|пары)? ?недел\w+|две недели|на этои неделе"
    r"|на следующеи неделе|(?:خلال|بعد) (?:اسبوعين|اسبوع)|هذا الاسبوع|الاسبوع (?:القادم|المقبل)"
)
NICE = (
    r"nice to have|would be nice|would be lovely|bonus|if you have any spare|if possible"
    r"|ce serait (?:bien|super|genial|un plus)|si jamais|si vous en avez|si possible"
    r"|было бы (?:хорошо|здорово|неплохо)|по возможности|если есть|если будет|ان امكن|اذا توفر\w*"
    r"|ان وجد|لو (?:فيه|في|توفر)"
)
ONE_BAG = (
    r"(?:one|a|1) (?:bag|set|parcel|box) (?:per|each|for each|for every)|in one bag|one bag each"
    r"|(?:un|1) (?:sac|lot|colis|paquet) par|par enfant un sac|dans un (?:meme |seul )?sac"
    r"|(?:один|одному|1)? ?(?:пакет\w*|комплект\w*|сумк\w+) на (?:кажд\w+|ребенка)|в один пакет"
    r"|(?:حقيبة|كيس|طقم) (?:واحدة? )?لكل|في (?:حقيبة|كيس) واحدة?"
)
SET_HEADING = (
    r"(?:set|bag|child|baby|kid|sac|lot|enfant|bebe|ребенок|малыш|комплект|набор|пакет|طفل|الطفل"
    r"|كيس|حقيبة) (?:n° ?|no\.? ?|№ ?)?(\d{1,2})(?!\d| ?(?:mois|month|m\b|ans|kg|year|мес|год|شهر))"
)
LACKING = (
    r"(?:n'(?:a|avons|ont|ai|y a)|on a) (?:vraiment |meme )?pas (?:du tout |assez )?(?:de |d')"
    r"|plus (?:du tout |assez )?(?:de |d')|pas assez (?:de |d')"
    r"|(?:run|ran|running) (?:out of|low on)|(?:have|has|got|with) no|(?:don't|do not|doesn't) have"
    r"(?: any| enough)?|no more|short of|not enough|out of|у (?:нас|нее|них|мамы) (?:\w+ )?нет"
    r"|нет|нету|закончил\w+|кончил\w+|не хватает|لا (?:يوجد|توجد)(?: \w+)?|ليس (?:لدينا|عندنا"
    r"|لديها)"
    r"|ما (?:عندنا|عندها|في)|نفدت|نفذت|خلصت|خلص"
)
"""What we have none of is what we ask for."""

NOT_ASKED = (
    r"thank(?:s| you)(?: so much| very much)? for|merci (?:beaucoup |encore )?pour (?:les?|la|l'"
    r"|vos)"
    r"|спасибо (?:большое )?за|شكرا (?:جزيلا )?(?:على|ل)|already (?:have|got)|(?:have|got) enough"
    r"|plenty of|enough|avons (?:deja|assez|suffisamment)|a deja|assez de|deja (?:recu|assez)"
    r"|recu|received|arrived|хватает|достаточно|уже есть|у нас есть|получил\w+|لدينا (?:ما يكفي"
    r"|كفاية)"
    r"|عندنا (?:كفاية|ما يكفي)|يكفي|استلمنا|وصلت|وصلنا|no need (?:for|of)|pas besoin d[e']"
    r"|(?:n'avons|n'a) pas besoin d[e']|(?:don't|do not|doesn't|not) need|не (?:нужн\w+|надо)"
    r"|لا (?:نحتاج|نريد|تحتاج)|لسنا بحاجة|sauf|except|apart from|кроме|ما عدا|instead of"
    r"|au lieu d\w+"
)
NOT_ASKED_AFTER = (
    r"^[ :,-]*(?:no need|not needed|pas besoin|non merci|не (?:нужн\w+|надо)|لا (?:نحتاج|حاجة)"
    r"|we have enough|on en a (?:deja|assez)|ok deja|we're ok for|is fine|are fine)"
)
COURTESY = (
    r"hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks?(?: a lot| again)?|thank you"
    r"|best|kind|regards"
    r"|wishes|sincerely|cheers|please|pls|bonjour|bonsoir|salut|coucou|cher|chere|merci"
    r"|cordialement"
    r"|bien a vous|bonne (?:journee|soiree)|n'hesitez pas|appeler|rappeler|questions?|svp|stp"
    r"|s'il (?:vous|te) plait|a bientot|здравствуите"
    r"|привет|добрыи (?:день|вечер)|доброе утро|спасибо|пожалуиста|с уважением|всего доброго"
    r"|السلام عليكم|وعليكم السلام|ورحمة الله(?: وبركاته)?|مرحبا|صباح الخير|مساء الخير|شكرا|تحياتي"
    r"|مع (?:التحية|الشكر|تحياتي)|من فضلكم?|لو سمحت\w*|جزاكم الله خيرا"
)
ASKING = (
    r"we|i|you|us|need|needs|would|could|can|like|want|have|send|bring|for|the|a|an|of|to|and|some"
    r"|any|our|my|your|is|are|it|this|that|with|in|on|very|much|also|so|list|wish|here|from|all"
    r"|nous|vous|je|on|il|elle|avons|avez|aurions|aurait|besoin|faut|faudrait|pouvez|pourriez"
    r"|envoyer|prevoir|pour|les?|la|des?|du|un|une|et|est|sont|ce|cette|notre|votre|avec|dans|en"
    r"|tres|beaucoup|aussi|liste|voici|au|aux|a|d|l|s|j|n|c|qu|que|qui|si|merci"
    r"|нам|нужно|нужны|нужна|нужен|надо|для|и|на|в|с|по|у|мы|вы|я|это|очень|большое|вас|пришлите"
    r"|просим|можно|список|вот|еще|также|نحتاج|احتاج|نريد|بحاجة|الى|من|في|على|مع|و|هذه|هذا|لنا"
    r"|لدينا"
    r"|عندنا|يرجى|ارسال|قائمة|الرجاء|كل|جدا"
)
SEPARATOR = (
    r",(?!\d)|[;،؛&•]|\+(?=\s)|(?<!\w)(?:et|and|plus|ainsi que|as well as|а также|и|و)(?=\s)"
    r"|(?<=\s)و(?=\w)"
)
JOINS = r"^(?:et|and|и|و|&|ni|nor|ни|ولا)"
FRENCH = r"et|de|des|du|pour|avec|une|les|nous|avons|besoin|est|taille|mois|bonjour|merci|la|le"
ENGLISH = r"and|of|the|for|with|we|need|please|size|months|hello|thanks|hi|is|are|can|to|in"
