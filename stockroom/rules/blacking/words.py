"""Words beside which a message tells who somebody is, in English, French, Russian and Arabic.

Parts of regular expressions for levelled text (rules/writing.level): no accents, no capitals.
"""

GREETINGS = (
    r"hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|chere?"
    r"|здравствуите|здравствуй|здравствуи|привет|добрыи (?:день|вечер)|доброе утро|уважаем\w+"
    r"|дорог\w+"
    r"|مرحبا|اهلا|السلام عليكم|صباح الخير|مساء الخير|عزيزتي|عزيزي|الاخت|الاخ|استاذة|استاذ|يا"
)
CLOSINGS = (
    r"(?:kind |best |warm )?regards|best wishes|all the best|many thanks|thanks(?: a lot| so much)?"
    r"|thank you(?: so much| very much)?|thx|cheers|sincerely|yours|love|cordialement"
    r"|bien (?:cordialement|a vous)|sinceres salutations|salutations|merci(?: beaucoup| d'avance"
    r"| bcp)?"
    r"|bises?|bisous|a bientot|bonne (?:journee|soiree)|с уважением|спасибо(?: большое| заранее)?"
    r"|всего доброго|до свидания|مع (?:خالص )?(?:التحية|الشكر|التقدير|تحياتي|الاحترام)|تحياتي"
    r"|شكرا(?: جزيلا| لكم)?"
    r"|وشكرا|best|sent by|signed|envoye par|de la part de|отправила|подпись|ارسلت من"
)
RELATIONS = (
    r"(?:m[uo]m|mother|mummy|mama|dad|father|son|daughter|sister|brother|baby|child|boy|girl|twins?"
    r"|resident|client|named|called|for|cousin|aunt|wife|husband|friend)"
    r"|(?:maman|mere|papa|pere|fils|fille|soeur|frere|bebe|petite?|enfant|jumeaux|jumelles"
    r"|prenomme[es]?"
    r"|nommee?|appelee?|residente?|dame|copine|cousine|tante|mari|pour)(?: (?:de|d'|du))?"
    r"|(?:мам\w{1,3}|мать|матери|пап\w{1,3}|отец|отца|сын\w{0,3}|доч\w{1,5}|ребен\w+|малыш\w*"
    r"|девочк\w+"
    r"|мальчик\w*|сестр\w+|брат\w*|подруг\w+|зовут|для|жен\w{1,3}|муж\w{0,2})"
    r"|(?:ام|والدة|ابو|والد|ابنها|ابنتها|ابني|بنتي|ابنتي|بنتها|طفلها|طفلتها|طفلي|طفلتي|اختي|اخي"
    r"|الطفلة?|للطفلة?|اخت|اخوه"
    r"|الاخت|السيدة|السيد|الام|للام|الرضيعة?|زوجة|زوجها|اسمها|اسمه|تدعى|بنت|ابن|ابنة)"
)
PLACES_WITH_NUMBER = (
    r"rooms?|cells?|wings?|units?|flat|apartment|apt|floor|dorm(?:itory)?|bed|block|case|dossier"
    r"|file"
    r"|chambres?|cellules?|ecrou|appart(?:ement)?|etage|batiment|bat|lit n°|aile|division|quartier"
    r"|камер\w*|комнат\w*|палат\w*|квартир\w*|кв|корпус\w*|отряд\w*|дел[оау]|личное дело|этаж\w*"
    r"|غرفة|الغرفة|زنزانة|الزنزانة|جناح|الجناح|شقة|الشقة|طابق|الطابق|ملف|الملف|قضية|القضية|عنبر"
    r"|سرير رقم"
)
NUMBERED = (
    r"(?:case|file|inmate|prison(?:er)?|booking|reference|ref|id|passport|licen[cs]e|nhs"
    r"|social security"
    r"|insurance|card|iban|dossier|ecrou|matricule|detenue?|passeport|carte|numero de (?:dossier"
    r"|securite)"
    r"|secu|дело|личн\w+|паспорт\w*|снилс|инн|полис\w*|رقم (?:القضية|الملف|السجين\w*|الهوية"
    r"|الجواز)|هوية|جواز)"
    r"(?: ?(?:no|nr|number|num|numero|n°|№|номер|رقم))?"
)
STREETS_AFTER_NUMBER = (
    r"(?:bis |ter )?(?:rue|avenue|av|boulevard|bd|impasse|allee|chemin|place|quai|route|cours"
    r"|square"
    r"|passage|villa|lieu[- ]dit|cite|residence)"
)
STREETS_BEFORE_NUMBER = (
    r"ул|улиц\w+|проспект\w*|пр-т|переул\w+|пер|шоссе|набережн\w+|бульвар\w*|площад\w+"
    r"|شارع|طريق|حي|ميدان|زقاق|بناية|rue|avenue|boulevard|impasse|allee|chemin|place|quai"
)
STREETS_OF_NAMES = (
    r"street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|way|court|ct|terrace|gardens?|grove"
    r"|crescent|square|hill|park|place|row|mews|walk|parade|house|lodge"
)
HEALTH = (
    r"pregnan\w+|hiv|aids|hepatitis|asthma\w*|diabet\w+|epilep\w+|eczema|allerg\w+|cancer"
    r"|depress\w+"
    r"|disab\w+|autis\w+|withdrawal|methadone|addict\w*|scabies|covid|medication|surgery|c-section"
    r"|hospital\w*|down'?s syndrome|enceinte\w*|vih|sida|hepatite|asthm\w+|allergi\w+|depressi\w+"
    r"|handicap\w*|sevrage|toxicoman\w+|gale|cesarienne|hopital|malad\w+|беремен\w+|вич|спид"
    r"|гепатит\w*"
    r"|астм\w*|диабет\w*|эпилепс\w+|аллерг\w*|экзем\w*|инвалид\w*|аутизм\w*|наркот\w*|больниц\w*"
    r"|кесарев\w*"
    r"|حامل|حوامل|ايدز|التهاب الكبد|ربو|سكري|السكري|صرع|حساسية|اكزيما|سرطان|اكتئاب|اعاقة|توحد|ادمان"
    r"|مستشفى|المستشفى|قيصرية|مريض\w*"
)
ORIGINS = (
    r"syrian?\w*|afghan\w*|ukrain\w+|iraq\w*|irak\w*|iran\w*|somal\w+|eritre\w+|erythre\w+"
    r"|ethiop\w+"
    r"|sudan\w*|soudan\w*|nigeri\w+|congol\w+|malien\w*|malian\w*|algeri\w+|tunisi\w+|maroc\w+"
    r"|morocc\w+"
    r"|egypt\w+|libyan?\w*|liby\w+|palestin\w+|leban\w+|liban\w+|jordan\w+|turk\w+|turc\w*"
    r"|kurd\w+|albani\w+"
    r"|albanais\w*|roman\w+|roumain\w*|bulgar\w+|roma|rom|gypsy|russian?\w*|russes?|polish"
    r"|polonais\w*"
    r"|pakistan\w*|bangladesh\w*|indian|indien\w*|sri lank\w+|vietnam\w+|chin(?:ese|ois\w*)"
    r"|bresil\w+"
    r"|brazil\w+|guine\w+|ivoir\w+|senegal\w+|camerou\w+|cameroon\w*|asylum|asile|refugee\w*"
    r"|refugie\w*"
    r"|undocumented|sans[- ]papiers|muslim\w*|musulman\w*|christian|chretien\w*|jewish|juive?s?"
    r"|сири\w+|афган\w+|украин\w+|узбе\w+|таджик\w*|киргиз\w*|казаш\w+|армян\w+|азербайджан\w+"
    r"|чечен\w+"
    r"|молдав\w+|цыган\w+|бежен\w+|мусульман\w+"
    r"|سوري\w*|افغان\w*|اوكران\w*|عراقي\w*|ايراني\w*|صومالي\w*|اريتري\w*|اثيوبي\w*|سوداني\w*"
    r"|مغربي\w*"
    r"|جزائري\w*|تونسي\w*|مصري\w*|ليبي\w*|فلسطيني\w*|لبناني\w*|اردني\w*|تركي\w*|كردي\w*"
    r"|باكستاني\w*|هندي\w*"
    r"|لاجئ\w*|مسلمة?|مسيحي\w*"
)
JUSTICE = (
    r"(?:releas|sentenc|convict|arrest|trial|court hearing|parole|offen[cs]e)\w*"
    r"|(?:liber(?:ee?|ation|able)|condamn\w+|proces|jugement|incarcer\w+|detention|peine"
    r"|garde a vue)"
    r"|(?:освобожд\w+|осужд\w+|пригов\w+|арест\w*|суд\w{0,2}|статья|ст\.)"
    r"|(?:افراج|الافراج|حكم|محكمة|المحكمة|تهمة|جريمة|اعتقال)"
)
DEADLINE = (
    r"by|before|until|till|needed|due|from|on|as of|pour le|avant le|d'ici le|jusqu'au|le|au"
    r"|livraison|до|к|на"
    r"|قبل|لغاية|حتى|بتاريخ|يوم"
)
HEADERS = (
    r"from|to|cc|bcc|sent by|reply-to|de|a|expediteur|destinataire|от|от кого|кому|من|الى|المرسل"
    r"|المرسلة"
)
BRANDS = (
    r"pampers|huggies|libero|lupilu|gallia|guigoz|aptamil|nutrilon|nan|nestle|nutricia|similac"
    r"|hipp|cow"
    r"|gate|sma|avent|philips|chicco|tommee|tippee|dodie|mam|nuk|ikea|graco|joie|maxi|cosi"
    r"|bugaboo|quinny"
    r"|bebe|confort|mustela|johnson|sudocrem|bepanthen|mitosyl|merries|moony|lovular|dodot|bambo"
    r"|naty"
    r"|babybjorn|ergobaby|carrefour|lidl|aldi|tesco|h&m|zara|kiabi|decathlon"
)
ORDINARY = (
    r"i|we|you|he|she|it|they|my|our|your|the|a|an|and|or|of|for|to|in|on|at|with|is|are|was|all"
    r"|everyone"
    r"|everybody|team|there|again|can|could|would|will|please|pls|just|this|that|these|those"
    r"|here|if|not|no"
    r"|yes|ok|also|any|some|from|by|but|so|as|more|much|many|very|good|morning|evening|afternoon"
    r"|day|week"
    r"|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|list|wish|request|order"
    r"|urgent|need"
    r"|needs|needed|new|family|baby|babies|child|children|mum|mums|mom|mother|mothers|room|boy"
    r"|boys|girl"
    r"|girls|size|sizes|pack|packs|set|sets|bag|bags|subject|date|note|hope|well|thanks|thank"
    r"|many|kind"
    r"|best|regards|shelter|refuge|prison|unit|nursery|charity|friends|ladies|colleagues|sir"
    r"|madam|winter"
    r"|summer|spring|autumn|blue|pink|white|red|green|grey|warm|small|big|large|medium|months"
    r"|month|old"
    r"|aux?|tous|toutes|tout|toute|monde|equipe|chers|cheres|les?|la|l|un|une|des|du|de|d|et|ou"
    r"|en|dans|sur"
    r"|pour|par|avec|sans|nous|vous|je|j|on|il|elle|ils|elles|c|ce|cet|cette|ces|est|sont|voici"
    r"|ici|suite"
    r"|besoin|besoins|merci|svp|stp|urgence|maman|mamans|bebe|bebes|enfant|enfants|fille|filles"
    r"|garcon"
    r"|garcons|taille|tailles|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|objet|liste"
    r"|demande"
    r"|commande|arrivee|arrive|famille|hiver|ete|printemps|automne|bleu|rose|blanc|rouge|vert"
    r"|chaud|petit"
    r"|petite|petits|grand|grande|foyer|madame|monsieur|mesdames|mademoiselle|si|pas|plus|aussi"
    r"|il|faut"
    r"|faudrait|avons|aurions|auriez|avez|pourriez|pouvez|peux|peut|puis|possible|semaine|mois"
    r"|ans|an|que|qui"
    r"|всем|все|коллеги|друзья|вам|нам|нас|мы|я|у|и|в|на|с|по|для|или|а|но|это|вот|еще|также"
    r"|если|можно"
    r"|нужно|нужны|нужен|нужна|надо|очень|просим|просьба|список|заявка|срочно|сегодня|завтра"
    r"|мама|мамы"
    r"|мам|ребенок|ребенка|дети|детям|детеи|малыш|малыша|девочка|девочки|девочке|мальчик"
    r"|мальчика|размер"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|приют|тема|спасибо"
    r"|пожалуиста|новая"
    r"|новые|новыи|семья|зима|лето|зимние|летние|пришлите|поступила|приехала|прибыла|к|от|до|из"
    r"|за|о|не|нет"
    r"|جميعا|الجميع|بكم|لكم|لنا|نحن|انا|في|من|الى|على|مع|و|او|عن|هذا|هذه|هل|لو|اذا|كل|نحتاج"
    r"|احتاج|نريد|ارجو"
    r"|يرجى|الرجاء|من فضلك|عمره|عمرها|عمر|الليلة|اليوم|غدا|عاجل|شكرا|اطفال|طفل|طفلة|ام|امهات"
    r"|رضيع|مولود|جديد"
    r"|جديدة|مقاس|اشهر|شهر|سنة|سنوات|عدد|قائمة|طلب|طلبات|حوالي|وزن|وزنه|وزنها|بحاجة|تحتاج|يحتاج"
    r"|وصلت|لديها|لديه"
    r"|عندها|عنده|وعليكم|ورحمة|الله|وبركاته|عليكم|السلام|اختي|اخي|لديكم|عندكم|تصل|ستصل|التي|الذي"
    r"|انه|انها|مركز|لا"
)
