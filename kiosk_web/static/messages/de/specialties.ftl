# What specialties are called; a hospital’s own, not among them, keep the name in its database.
# The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Kardiologie
    .hint = das Herz

specialty-dermatology = Dermatologie
    .hint = die Haut

specialty-endocrinology = Endokrinologie
    .hint = die Drüsen und Hormone

specialty-diabetes = Diabetologie
    .hint = der Diabetes

specialty-gastroenterology = Gastroenterologie
    .hint = Magen und Darm

specialty-hepatology = Hepatologie
    .hint = die Leber

specialty-gynaecology = Gynäkologie
    .hint = die Gesundheit der Frau

specialty-obstetrics = Geburtshilfe
    .hint = Schwangerschaft und Geburt

specialty-fertility = Fertilität
    .hint = der Kinderwunsch

specialty-general = Allgemeinmedizin
    .hint = alle gesundheitlichen Fragen

specialty-internal = Innere Medizin
    .hint = Krankheiten mehrerer Organe

specialty-neurology = Neurologie
    .hint = Gehirn und Nerven

specialty-neurosurgery = Neurochirurgie
    .hint = Operationen an Gehirn und Rücken

specialty-ophthalmology = Augenheilkunde
    .hint = die Augen

specialty-orthopaedics = Orthopädie
    .hint = Knochen und Gelenke

specialty-ent = HNO-Heilkunde
    .hint = Hals, Nase und Ohren

specialty-paediatrics = Kinderheilkunde
    .hint = die Kinder

specialty-neonatology = Neonatologie
    .hint = die Neugeborenen

specialty-pneumology = Pneumologie
    .hint = die Lunge

specialty-psychiatry = Psychiatrie
    .hint = die seelische Gesundheit

specialty-child-psychiatry = Kinder- und Jugendpsychiatrie
    .hint = die seelische Gesundheit von Kindern

specialty-psychology = Psychologie
    .hint = über Belastendes sprechen

specialty-rheumatology = Rheumatologie
    .hint = schmerzende Gelenke

specialty-urology = Urologie
    .hint = Blase und Prostata

specialty-nephrology = Nephrologie
    .hint = die Nieren

specialty-radiology = Radiologie
    .hint = Röntgenbilder und Scans

specialty-nuclear-medicine = Nuklearmedizin
    .hint = Szintigrafien

specialty-radiotherapy = Strahlentherapie
    .hint = Krebs, mit Strahlen

specialty-oncology = Onkologie
    .hint = Krebs

specialty-haematology = Hämatologie
    .hint = das Blut

specialty-geriatrics = Geriatrie
    .hint = ältere Menschen

specialty-surgery = Chirurgie
    .hint = Operationen

specialty-abdominal-surgery = Bauchchirurgie
    .hint = Operationen am Bauch

specialty-cardiac-surgery = Herzchirurgie
    .hint = Operationen am Herzen

specialty-thoracic-surgery = Thoraxchirurgie
    .hint = Operationen an der Lunge

specialty-vascular-surgery = Gefäßchirurgie
    .hint = Venen und Arterien

specialty-plastic-surgery = Plastische Chirurgie
    .hint = Narben und Wiederherstellung

specialty-maxillofacial = Mund-, Kiefer- und Gesichtschirurgie
    .hint = Operationen an Mund und Gesicht

specialty-dentistry = Zahnmedizin
    .hint = die Zähne

specialty-anaesthesia = Anästhesie
    .hint = eine Operation vorbereiten

specialty-pain = Schmerztherapie
    .hint = Schmerzen, die bleiben

specialty-rehabilitation = Physikalische Medizin und Rehabilitation
    .hint = wieder beweglich werden

specialty-physiotherapy = Physiotherapie
    .hint = Übungen und Bewegung

specialty-speech-therapy = Logopädie
    .hint = Sprache und Stimme

specialty-nutrition = Ernährungsberatung
    .hint = die Ernährung

specialty-allergy = Allergologie
    .hint = Allergien

specialty-infections = Infektiologie
    .hint = Infektionen

specialty-travel = Reisemedizin
    .hint = Impfungen vor einer Reise

specialty-sports = Sportmedizin
    .hint = der Sport

specialty-emergency = Notaufnahme
    .hint = was nicht warten kann

specialty-palliative = Palliativmedizin
    .hint = lindern und begleiten

specialty-genetics = Genetik
    .hint = erbliche Krankheiten

specialty-smoking = Tabakentwöhnung
    .hint = mit dem Rauchen aufhören

specialty-laboratory = Labor
    .hint = Blutabnahme und Analysen
