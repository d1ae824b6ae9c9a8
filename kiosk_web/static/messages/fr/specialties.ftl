# What specialties are called; a hospital’s own, not among them, keep the name in its database.
# The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiologie
    .hint = le cœur

specialty-dermatology = Dermatologie
    .hint = la peau

specialty-endocrinology = Endocrinologie
    .hint = les glandes et les hormones

specialty-diabetes = Diabétologie
    .hint = le diabète

specialty-gastroenterology = Gastro-entérologie
    .hint = l’estomac et les intestins

specialty-hepatology = Hépatologie
    .hint = le foie

specialty-gynaecology = Gynécologie
    .hint = la santé des femmes

specialty-obstetrics = Obstétrique
    .hint = la grossesse et la naissance

specialty-fertility = Fertilité
    .hint = le désir d’enfant

specialty-general = Médecine générale
    .hint = tous les problèmes de santé

specialty-internal = Médecine interne
    .hint = les maladies de plusieurs organes

specialty-neurology = Neurologie
    .hint = le cerveau et les nerfs

specialty-neurosurgery = Neurochirurgie
    .hint = opérations du cerveau et du dos

specialty-ophthalmology = Ophtalmologie
    .hint = les yeux

specialty-orthopaedics = Orthopédie
    .hint = les os et les articulations

specialty-ent = Oto-rhino-laryngologie (ORL)
    .hint = les oreilles, le nez, la gorge

specialty-paediatrics = Pédiatrie
    .hint = les enfants

specialty-neonatology = Néonatologie
    .hint = les nouveau-nés

specialty-pneumology = Pneumologie
    .hint = les poumons

specialty-psychiatry = Psychiatrie
    .hint = la santé mentale

specialty-child-psychiatry = Pédopsychiatrie
    .hint = la santé mentale des enfants

specialty-psychology = Psychologie
    .hint = parler de ce qui pèse

specialty-rheumatology = Rhumatologie
    .hint = les articulations douloureuses

specialty-urology = Urologie
    .hint = la vessie et la prostate

specialty-nephrology = Néphrologie
    .hint = les reins

specialty-radiology = Radiologie
    .hint = radiographies et scanners

specialty-nuclear-medicine = Médecine nucléaire
    .hint = scintigraphies

specialty-radiotherapy = Radiothérapie
    .hint = le cancer, par rayons

specialty-oncology = Oncologie
    .hint = le cancer

specialty-haematology = Hématologie
    .hint = le sang

specialty-geriatrics = Gériatrie
    .hint = les personnes âgées

specialty-surgery = Chirurgie
    .hint = les opérations

specialty-abdominal-surgery = Chirurgie abdominale
    .hint = opérations du ventre

specialty-cardiac-surgery = Chirurgie cardiaque
    .hint = opérations du cœur

specialty-thoracic-surgery = Chirurgie thoracique
    .hint = opérations des poumons

specialty-vascular-surgery = Chirurgie vasculaire
    .hint = les veines et les artères

specialty-plastic-surgery = Chirurgie plastique
    .hint = cicatrices et reconstructions

specialty-maxillofacial = Chirurgie maxillo-faciale
    .hint = opérations de la bouche et du visage

specialty-dentistry = Dentisterie
    .hint = les dents

specialty-anaesthesia = Anesthésie
    .hint = préparer une opération

specialty-pain = Clinique de la douleur
    .hint = les douleurs qui durent

specialty-rehabilitation = Médecine physique et réadaptation
    .hint = retrouver le mouvement

specialty-physiotherapy = Kinésithérapie
    .hint = exercices et mouvement

specialty-speech-therapy = Logopédie
    .hint = la parole et la voix

specialty-nutrition = Diététique
    .hint = l’alimentation

specialty-allergy = Allergologie
    .hint = les allergies

specialty-infections = Maladies infectieuses
    .hint = les infections

specialty-travel = Médecine des voyages
    .hint = vaccins avant un voyage

specialty-sports = Médecine du sport
    .hint = le sport

specialty-emergency = Urgences
    .hint = ce qui ne peut pas attendre

specialty-palliative = Soins palliatifs
    .hint = soulager et accompagner

specialty-genetics = Génétique
    .hint = les maladies héréditaires

specialty-smoking = Tabacologie
    .hint = arrêter de fumer

specialty-laboratory = Laboratoire
    .hint = prises de sang et analyses
