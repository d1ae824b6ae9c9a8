# What specialties are called; a hospital’s own, not among them, keep the name in its database.
# The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiologie
    .hint = het hart

specialty-dermatology = Dermatologie
    .hint = de huid

specialty-endocrinology = Endocrinologie
    .hint = de klieren en hormonen

specialty-diabetes = Diabetologie
    .hint = diabetes, suikerziekte

specialty-gastroenterology = Gastro-enterologie
    .hint = de maag en de darmen

specialty-hepatology = Hepatologie
    .hint = de lever

specialty-gynaecology = Gynaecologie
    .hint = de gezondheid van vrouwen

specialty-obstetrics = Verloskunde
    .hint = zwangerschap en geboorte

specialty-fertility = Fertiliteit
    .hint = kinderwens

specialty-general = Huisartsgeneeskunde
    .hint = alle gezondheidsproblemen

specialty-internal = Interne geneeskunde
    .hint = ziekten van meerdere organen

specialty-neurology = Neurologie
    .hint = de hersenen en de zenuwen

specialty-neurosurgery = Neurochirurgie
    .hint = operaties aan hersenen en rug

specialty-ophthalmology = Oogheelkunde
    .hint = de ogen

specialty-orthopaedics = Orthopedie
    .hint = botten en gewrichten

specialty-ent = Neus-keel-oor (NKO)
    .hint = neus, keel en oren

specialty-paediatrics = Kindergeneeskunde
    .hint = de kinderen

specialty-neonatology = Neonatologie
    .hint = pasgeboren baby’s

specialty-pneumology = Longziekten
    .hint = de longen

specialty-psychiatry = Psychiatrie
    .hint = de geestelijke gezondheid

specialty-child-psychiatry = Kinder- en jeugdpsychiatrie
    .hint = de geestelijke gezondheid van kinderen

specialty-psychology = Psychologie
    .hint = praten over wat u bezighoudt

specialty-rheumatology = Reumatologie
    .hint = pijnlijke gewrichten

specialty-urology = Urologie
    .hint = de blaas en de prostaat

specialty-nephrology = Nefrologie
    .hint = de nieren

specialty-radiology = Radiologie
    .hint = röntgenfoto’s en scans

specialty-nuclear-medicine = Nucleaire geneeskunde
    .hint = scintigrafieën

specialty-radiotherapy = Radiotherapie
    .hint = kanker, met stralen

specialty-oncology = Oncologie
    .hint = kanker

specialty-haematology = Hematologie
    .hint = het bloed

specialty-geriatrics = Geriatrie
    .hint = de ouderen

specialty-surgery = Heelkunde
    .hint = operaties

specialty-abdominal-surgery = Abdominale heelkunde
    .hint = operaties aan de buik

specialty-cardiac-surgery = Hartchirurgie
    .hint = operaties aan het hart

specialty-thoracic-surgery = Thoraxchirurgie
    .hint = operaties aan de longen

specialty-vascular-surgery = Vaatheelkunde
    .hint = aders en slagaders

specialty-plastic-surgery = Plastische heelkunde
    .hint = littekens en herstel

specialty-maxillofacial = Mond-, kaak- en aangezichtsheelkunde
    .hint = operaties aan mond en gezicht

specialty-dentistry = Tandheelkunde
    .hint = de tanden

specialty-anaesthesia = Anesthesie
    .hint = een operatie voorbereiden

specialty-pain = Pijnkliniek
    .hint = pijn die aanhoudt

specialty-rehabilitation = Fysische geneeskunde en revalidatie
    .hint = opnieuw leren bewegen

specialty-physiotherapy = Kinesitherapie
    .hint = oefeningen en beweging

specialty-speech-therapy = Logopedie
    .hint = spraak en stem

specialty-nutrition = Diëtetiek
    .hint = voeding

specialty-allergy = Allergologie
    .hint = allergieën

specialty-infections = Infectieziekten
    .hint = infecties

specialty-travel = Reisgeneeskunde
    .hint = vaccinaties voor een reis

specialty-sports = Sportgeneeskunde
    .hint = sport

specialty-emergency = Spoedgevallen
    .hint = wat niet kan wachten

specialty-palliative = Palliatieve zorg
    .hint = verlichten en begeleiden

specialty-genetics = Genetica
    .hint = erfelijke ziekten

specialty-smoking = Tabakologie
    .hint = stoppen met roken

specialty-laboratory = Laboratorium
    .hint = bloedafname en analyses
