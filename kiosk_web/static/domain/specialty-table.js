// The specialties that the booth knows: the names that hospitals give them in four languages, the message key, the icon.
// Data only; specialties.js looks names up.
//
// Only whole names match: "Cardiologie pédiatrique" is not "Cardiologie". Case, accents, hyphens and stop words such as
// "service de" are ignored. Each name is listed once.

/**
 * @typedef {object} Specialty
 * @property {string} message its message key, with a `.hint` in plain language
 * @property {string} icon one of those that script/vendor takes from healthicons
 * @property {readonly string[]} names
 */

/** @type {readonly Specialty[]} */
export const SPECIALTIES = [
  { message: "specialty-cardiology", icon: "heart_organ", names: [
      "Cardiologie", "Kardiologie", "Cardiology", "Maladies du cœur", "Hartziekten", "Hart- en vaatziekten",
      "Herzkrankheiten",
  ] },
  { message: "specialty-dermatology", icon: "allergies", names: [
      "Dermatologie", "Dermatology", "Dermato-vénéréologie", "Huidziekten", "Dermato-venerologie",
      "Hautkrankheiten", "Dermatologie und Venerologie",
  ] },
  { message: "specialty-endocrinology", icon: "thyroid", names: [
      "Endocrinologie", "Endokrinologie", "Endocrinology", "Endocrinologie-diabétologie",
      "Endokrinologie und Diabetologie", "Endocrinology and diabetes",
  ] },
  { message: "specialty-diabetes", icon: "diabetes", names: [
      "Diabétologie", "Diabetes care", "Diabète", "Diabetes", "Diabetology", "Diabeteszorg",
  ] },
  { message: "specialty-gastroenterology", icon: "stomach", names: [
      "Gastro-entérologie", "Gastroenterology", "Gastro-entérologie et hépatologie",
      "Maag-, darm- en leverziekten", "Maag- en darmziekten", "MDL", "Gastroenterology and hepatology",
  ] },
  { message: "specialty-hepatology", icon: "liver", names: [
      "Hépatologie", "Hepatology", "Leverziekten", "Lebererkrankungen",
  ] },
  { message: "specialty-gynaecology", icon: "female_reproductive_system", names: [
      "Gynécologie", "Gynaecologie", "Gynäkologie", "Gynaecology", "Gynécologie-obstétrique",
      "Gynaecologie-verloskunde", "Gynécologie médicale", "Frauenheilkunde", "Frauenheilkunde und Geburtshilfe",
      "Gynäkologie und Geburtshilfe", "Gynecology", "Obstetrics and gynaecology", "Obstetrics and gynecology",
      "Gynaecology and obstetrics", "Vrouwenziekten",
  ] },
  { message: "specialty-obstetrics", icon: "pregnant", names: [
      "Obstétrique", "Verloskunde", "Geburtshilfe", "Obstetrics", "Maternité", "Materniteit", "Sage-femme",
      "Sages-femmes", "Vroedvrouw", "Hebamme", "Maternity", "Midwifery",
  ] },
  { message: "specialty-fertility", icon: "female_reproductive_system", names: [
      "Fertilité", "Fertiliteit", "Fertilität", "Fertility", "Procréation médicalement assistée", "PMA",
      "Médecine de la reproduction", "Vruchtbaarheid", "Fertiliteitskliniek", "Reproductieve geneeskunde",
      "Kinderwunsch", "Reproduktionsmedizin", "Reproductive medicine",
  ] },
  { message: "specialty-general", icon: "stethoscope", names: [
      "Médecine générale", "Huisartsgeneeskunde", "Allgemeinmedizin", "General medicine", "Médecin généraliste",
      "Médecine de famille", "Algemene geneeskunde", "Huisarts", "Hausarzt", "Hausarztmedizin",
      "General practice", "GP", "Family medicine",
  ] },
  { message: "specialty-internal", icon: "body", names: [
      "Médecine interne", "Interne geneeskunde", "Innere Medizin", "Internal medicine",
      "Médecine interne générale", "Inwendige geneeskunde", "Inwendige ziekten", "Algemene inwendige geneeskunde",
      "Allgemeine Innere Medizin",
  ] },
  { message: "specialty-neurology", icon: "neurology", names: [
      "Neurologie", "Neurology", "Zenuwziekten", "Nervenheilkunde",
  ] },
  { message: "specialty-neurosurgery", icon: "neurology", names: [
      "Neurochirurgie", "Neurosurgery",
  ] },
  { message: "specialty-ophthalmology", icon: "eye", names: [
      "Ophtalmologie", "Oogheelkunde", "Augenheilkunde", "Ophthalmology", "Ophthalmologie", "Oftalmologie",
      "Oogziekten", "Augenmedizin", "Eye clinic",
  ] },
  { message: "specialty-orthopaedics", icon: "cast", names: [
      "Orthopédie", "Orthopädie", "Orthopaedics", "Chirurgie orthopédique", "Orthopédie-traumatologie",
      "Traumatologie", "Chirurgie orthopédique et traumatologie", "Orthopedische chirurgie",
      "Orthopädie und Unfallchirurgie", "Unfallchirurgie", "Orthopädie und Traumatologie", "Orthopedics",
      "Orthopaedic surgery", "Trauma and orthopaedics",
  ] },
  { message: "specialty-ent", icon: "ear", names: [
      "Oto-rhino-laryngologie (ORL)", "Neus-keel-oor (NKO)", "HNO-Heilkunde", "ENT", "Oto-rhino-laryngologie",
      "ORL", "Neus-, keel- en oorziekten", "Hals-Nasen-Ohren-Heilkunde",
      "Otorhinolaryngologie et chirurgie cervico-faciale", "NKO", "KNO", "Neus-keel-oor",
      "Neus-, keel- en oorheelkunde", "Keel-, neus- en oorheelkunde", "Otorinolaryngologie", "HNO",
      "Ear, nose and throat", "Otorhinolaryngology", "Otolaryngology",
  ] },
  { message: "specialty-paediatrics", icon: "baby_0203m", names: [
      "Pédiatrie", "Kindergeneeskunde", "Kinderheilkunde", "Paediatrics", "Pédiatrie générale", "Kinderziekten",
      "Pädiatrie", "Kindermedizin", "Kinder- und Jugendmedizin", "Pediatrics",
  ] },
  { message: "specialty-neonatology", icon: "baby_0203m", names: [
      "Néonatologie", "Neonatology",
  ] },
  { message: "specialty-pneumology", icon: "lungs", names: [
      "Pneumologie", "Longziekten", "Respiratory medicine", "Pneumologie et allergologie",
      "Maladies respiratoires", "Longgeneeskunde", "Lungenheilkunde", "Pulmologie", "Pneumology", "Pulmonology",
      "Chest medicine",
  ] },
  { message: "specialty-psychiatry", icon: "head", names: [
      "Psychiatrie", "Psychiatry", "Psychiatrie de l’adulte", "Psychiatrie und Psychotherapie",
      "Volwassenenpsychiatrie",
  ] },
  { message: "specialty-child-psychiatry", icon: "head", names: [
      "Pédopsychiatrie", "Kinder- en jeugdpsychiatrie", "Kinder- und Jugendpsychiatrie", "Child psychiatry",
      "Psychiatrie infanto-juvénile", "Psychiatrie de l’enfant et de l’adolescent", "Kinderpsychiatrie",
      "Child and adolescent psychiatry",
  ] },
  { message: "specialty-psychology", icon: "head", names: [
      "Psychologie", "Psychology", "Psychologue", "Psychologie clinique", "Psychothérapie", "Psycholoog",
      "Klinische psychologie", "Clinical psychology", "Psychotherapy",
  ] },
  { message: "specialty-rheumatology", icon: "joints", names: [
      "Rhumatologie", "Reumatologie", "Rheumatologie", "Rheumatology", "Reumatische aandoeningen", "Rheuma",
  ] },
  { message: "specialty-urology", icon: "bladder", names: [
      "Urologie", "Urology",
  ] },
  { message: "specialty-nephrology", icon: "kidneys", names: [
      "Néphrologie", "Nefrologie", "Nephrology", "Néphrologie-dialyse", "Nierziekten", "Nefrologie en dialyse",
      "Nierenheilkunde", "Renal medicine",
  ] },
  { message: "specialty-radiology", icon: "xray", names: [
      "Radiologie", "Radiology", "Imagerie médicale", "Radiologie et imagerie médicale", "Radiodiagnostic",
      "Medische beeldvorming", "Radiologie en medische beeldvorming", "Röntgen", "Medizinische Bildgebung",
      "Medical imaging",
  ] },
  { message: "specialty-nuclear-medicine", icon: "xray", names: [
      "Médecine nucléaire", "Nucleaire geneeskunde", "Nuklearmedizin", "Nuclear medicine",
  ] },
  { message: "specialty-radiotherapy", icon: "ribbon", names: [
      "Radiothérapie", "Strahlentherapie", "Radiotherapy", "Radio-oncologie", "Radiothérapie-oncologie",
      "Bestraling", "Radioonkologie", "Radiation oncology",
  ] },
  { message: "specialty-oncology", icon: "ribbon", names: [
      "Oncologie", "Onkologie", "Oncology", "Cancérologie", "Oncologie médicale", "Medische oncologie",
      "Medizinische Onkologie", "Krebsmedizin", "Medical oncology",
  ] },
  { message: "specialty-haematology", icon: "blood_drop", names: [
      "Hématologie", "Hämatologie", "Haematology", "Hématologie clinique", "Klinische hematologie",
      "Bloedziekten", "Hematology",
  ] },
  { message: "specialty-geriatrics", icon: "old_woman", names: [
      "Gériatrie", "Geriatrics", "Ouderengeneeskunde", "Altersmedizin", "Geriatric medicine",
      "Care of the elderly",
  ] },
  { message: "specialty-surgery", icon: "bandage_adhesive", names: [
      "Chirurgie", "Heelkunde", "Surgery", "Chirurgie générale", "Algemene heelkunde", "Algemene chirurgie",
      "Allgemeinchirurgie", "Allgemeine Chirurgie", "General surgery",
  ] },
  { message: "specialty-abdominal-surgery", icon: "stomach", names: [
      "Chirurgie abdominale", "Abdominale heelkunde", "Bauchchirurgie", "Abdominal surgery",
      "Chirurgie digestive", "Chirurgie viscérale", "Abdominale chirurgie", "Buikchirurgie", "Viszeralchirurgie",
      "Allgemein- und Viszeralchirurgie",
  ] },
  { message: "specialty-cardiac-surgery", icon: "heart_organ", names: [
      "Chirurgie cardiaque", "Hartchirurgie", "Herzchirurgie", "Heart surgery", "Cardiochirurgie",
      "Cardiale heelkunde", "Cardiale chirurgie", "Kardiochirurgie", "Cardiac surgery",
  ] },
  { message: "specialty-thoracic-surgery", icon: "lungs", names: [
      "Chirurgie thoracique", "Thoraxchirurgie", "Thoracic surgery", "Thoracale heelkunde", "Thoracale chirurgie",
      "Thoraxheelkunde",
  ] },
  { message: "specialty-vascular-surgery", icon: "blood_vessel", names: [
      "Chirurgie vasculaire", "Vaatheelkunde", "Gefäßchirurgie", "Vascular surgery", "Phlébologie", "Angiologie",
      "Médecine vasculaire", "Vasculaire heelkunde", "Vaatchirurgie", "Flebologie", "Gefäßmedizin",
  ] },
  { message: "specialty-plastic-surgery", icon: "bandage_adhesive", names: [
      "Chirurgie plastique", "Plastische heelkunde", "Plastische Chirurgie", "Plastic surgery",
      "Chirurgie plastique et reconstructrice", "Chirurgie plastique, reconstructrice et esthétique",
      "Chirurgie esthétique", "Plastische en reconstructieve heelkunde", "Plastische und Ästhetische Chirurgie",
      "Plastic and reconstructive surgery",
  ] },
  { message: "specialty-maxillofacial", icon: "tooth", names: [
      "Chirurgie maxillo-faciale", "Mond-, kaak- en aangezichtsheelkunde", "Mund-, Kiefer- und Gesichtschirurgie",
      "Oral surgery", "Stomatologie et chirurgie maxillo-faciale", "Maxillofaciale heelkunde", "MKA", "MKG",
      "Kieferchirurgie", "Maxillofacial surgery", "Oral and maxillofacial surgery",
  ] },
  { message: "specialty-dentistry", icon: "tooth", names: [
      "Dentisterie", "Tandheelkunde", "Zahnmedizin", "Dentistry", "Dentiste", "Soins dentaires", "Stomatologie",
      "Orthodontie", "Tandarts", "Zahnarzt", "Zahnheilkunde", "Dental care", "Dentist",
  ] },
  { message: "specialty-anaesthesia", icon: "intravenous_bag", names: [
      "Anesthésie", "Anästhesie", "Anaesthesia", "Anesthésiologie", "Anesthésie-réanimation", "Anästhesiologie",
      "Anaesthetics", "Anesthesiology",
  ] },
  { message: "specialty-pain", icon: "pain", names: [
      "Clinique de la douleur", "Pijnkliniek", "Schmerztherapie", "Pain clinic", "Algologie", "Douleur",
      "Médecine de la douleur", "Centre de la douleur", "Traitement de la douleur", "Pijncentrum", "Pijntherapie",
      "Schmerzambulanz", "Schmerzmedizin", "Pain management",
  ] },
  { message: "specialty-rehabilitation", icon: "walk_supported", names: [
      "Médecine physique et réadaptation", "Fysische geneeskunde en revalidatie",
      "Physikalische Medizin und Rehabilitation", "Rehabilitation", "Médecine physique", "Réadaptation",
      "Revalidation", "Rééducation", "Fysische geneeskunde", "Revalidatie", "Physikalische Medizin",
      "Rehabilitation medicine", "Physical medicine and rehabilitation",
  ] },
  { message: "specialty-physiotherapy", icon: "walk_supported", names: [
      "Kinésithérapie", "Physiotherapie", "Physiotherapy", "Kiné", "Kinésithérapeute", "Kinesist",
      "Fysiotherapie", "Krankengymnastik", "Physical therapy",
  ] },
  { message: "specialty-speech-therapy", icon: "speech_language_therapy", names: [
      "Logopédie", "Logopädie", "Speech therapy", "Orthophonie", "Logopède", "Logopedist", "Sprachtherapie",
      "Speech and language therapy",
  ] },
  { message: "specialty-nutrition", icon: "nutrition", names: [
      "Diététique", "Diëtetiek", "Ernährungsberatung", "Nutrition", "Diététique et nutrition",
      "Nutrition et diététique", "Diététicien", "Diététicienne", "Voeding en dieet", "Diëtist", "Voeding",
      "Diätetik", "Ernährungsmedizin", "Dietetics", "Dietitian",
  ] },
  { message: "specialty-allergy", icon: "nose", names: [
      "Allergologie", "Allergy care", "Allergies", "Immuno-allergologie", "Allergie", "Allergology", "Allergy",
      "Allergy clinic",
  ] },
  { message: "specialty-infections", icon: "bacteria", names: [
      "Maladies infectieuses", "Infectieziekten", "Infektiologie", "Infectious diseases", "Infectiologie",
      "Infektionskrankheiten", "Infectious disease",
  ] },
  { message: "specialty-travel", icon: "travel", names: [
      "Médecine des voyages", "Reisgeneeskunde", "Reisemedizin", "Travel medicine", "Médecine tropicale",
      "Clinique du voyage", "Tropische geneeskunde", "Reiskliniek", "Tropenmedizin", "Travel clinic",
  ] },
  { message: "specialty-sports", icon: "exercise", names: [
      "Médecine du sport", "Sportgeneeskunde", "Sportmedizin", "Sports medicine", "Sportgeneeskunde en keuringen",
      "Sports and exercise medicine",
  ] },
  { message: "specialty-emergency", icon: "heartbeat", names: [
      "Urgences", "Spoedgevallen", "Notaufnahme", "Emergency", "Médecine d’urgence", "Spoed",
      "Spoedgevallendienst", "Urgentiegeneeskunde", "Notfallmedizin", "Notfälle", "Emergency medicine",
      "Accident and emergency", "A&E",
  ] },
  { message: "specialty-palliative", icon: "heart", names: [
      "Soins palliatifs", "Palliatieve zorg", "Palliativmedizin", "Palliative care", "Médecine palliative",
      "Palliatieve geneeskunde", "Palliativpflege", "Palliative medicine",
  ] },
  { message: "specialty-genetics", icon: "dna", names: [
      "Génétique", "Genetica", "Genetik", "Genetics", "Génétique médicale", "Génétique humaine",
      "Medische genetica", "Menselijke erfelijkheid", "Humangenetik", "Clinical genetics",
  ] },
  { message: "specialty-smoking", icon: "smoking_cessation", names: [
      "Tabacologie", "Tabakologie", "Tabakentwöhnung", "Stopping smoking", "Tabacologue", "Rookstop",
      "Rookstopbegeleiding", "Raucherentwöhnung", "Rauchentwöhnung", "Smoking cessation", "Stop smoking",
  ] },
  { message: "specialty-laboratory", icon: "microscope", names: [
      "Laboratoire", "Laboratorium", "Labor", "Laboratory", "Prises de sang", "Prise de sang",
      "Biologie clinique", "Klinische biologie", "Bloedafname", "Labo", "Blutabnahme", "Blood tests",
  ] },
];
