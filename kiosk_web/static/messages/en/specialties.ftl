# What specialties are called; a hospital’s own, not among them, keep the name in its database.
# The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiology
    .hint = the heart

specialty-dermatology = Dermatology
    .hint = the skin

specialty-endocrinology = Endocrinology
    .hint = glands and hormones

specialty-diabetes = Diabetes care
    .hint = blood sugar

specialty-gastroenterology = Gastroenterology
    .hint = the stomach and bowels

specialty-hepatology = Hepatology
    .hint = the liver

specialty-gynaecology = Gynaecology
    .hint = women’s health

specialty-obstetrics = Obstetrics
    .hint = pregnancy and birth

specialty-fertility = Fertility
    .hint = wishing for a child

specialty-general = General medicine
    .hint = any health problem

specialty-internal = Internal medicine
    .hint = illnesses of several organs

specialty-neurology = Neurology
    .hint = the brain and nerves

specialty-neurosurgery = Neurosurgery
    .hint = operations on the brain and back

specialty-ophthalmology = Ophthalmology
    .hint = the eyes

specialty-orthopaedics = Orthopaedics
    .hint = bones and joints

specialty-ent = ENT
    .hint = ears, nose and throat

specialty-paediatrics = Paediatrics
    .hint = children

specialty-neonatology = Neonatology
    .hint = newborn babies

specialty-pneumology = Respiratory medicine
    .hint = the lungs

specialty-psychiatry = Psychiatry
    .hint = mental health

specialty-child-psychiatry = Child psychiatry
    .hint = children’s mental health

specialty-psychology = Psychology
    .hint = talking about what weighs on you

specialty-rheumatology = Rheumatology
    .hint = painful joints

specialty-urology = Urology
    .hint = the bladder and prostate

specialty-nephrology = Nephrology
    .hint = the kidneys

specialty-radiology = Radiology
    .hint = X-rays and scans

specialty-nuclear-medicine = Nuclear medicine
    .hint = scans with a tracer

specialty-radiotherapy = Radiotherapy
    .hint = cancer, with rays

specialty-oncology = Oncology
    .hint = cancer

specialty-haematology = Haematology
    .hint = the blood

specialty-geriatrics = Geriatrics
    .hint = older people

specialty-surgery = Surgery
    .hint = operations

specialty-abdominal-surgery = Abdominal surgery
    .hint = operations on the belly

specialty-cardiac-surgery = Heart surgery
    .hint = operations on the heart

specialty-thoracic-surgery = Thoracic surgery
    .hint = operations on the lungs

specialty-vascular-surgery = Vascular surgery
    .hint = veins and arteries

specialty-plastic-surgery = Plastic surgery
    .hint = scars and reconstruction

specialty-maxillofacial = Oral surgery
    .hint = operations on the mouth and face

specialty-dentistry = Dentistry
    .hint = the teeth

specialty-anaesthesia = Anaesthesia
    .hint = preparing for an operation

specialty-pain = Pain clinic
    .hint = pain that stays

specialty-rehabilitation = Rehabilitation
    .hint = getting moving again

specialty-physiotherapy = Physiotherapy
    .hint = exercises and movement

specialty-speech-therapy = Speech therapy
    .hint = speech and voice

specialty-nutrition = Nutrition
    .hint = food and diet

specialty-allergy = Allergy care
    .hint = allergies

specialty-infections = Infectious diseases
    .hint = infections

specialty-travel = Travel medicine
    .hint = vaccines before a journey

specialty-sports = Sports medicine
    .hint = sport

specialty-emergency = Emergency
    .hint = what cannot wait

specialty-palliative = Palliative care
    .hint = comfort and support

specialty-genetics = Genetics
    .hint = inherited illnesses

specialty-smoking = Stopping smoking
    .hint = help to give up

specialty-laboratory = Laboratory
    .hint = blood tests
