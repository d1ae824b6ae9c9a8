"""The words of the demo data: specialties and names as in a hospital in Belgium.

Only data here. The names have accents, both kinds of apostrophe, particles and hyphens on purpose: a name
that the booth cannot show, type or match is noticed before a patient has it.
"""

from __future__ import annotations

SPECIALTIES = (
    "Cardiologie",
    "Dermatologie",
    "Endocrinologie",
    "Gastro-entérologie",
    "Gynécologie",
    "Médecine générale",
    "Neurologie",
    "Ophtalmologie",
    "Orthopédie",
    "Oto-rhino-laryngologie",
    "Pédiatrie",
    "Pneumologie",
    "Psychiatrie",
    "Rhumatologie",
    "Urologie",
)

LAST_NAMES = (
    "Dubois", "Lambert", "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens",
    "Wouters", "De Smet", "Dupont", "Durand", "Lefèvre", "Noël", "Gérard", "Hébert", "François", "Renard",
    "D'Hondt", "D’Haene", "O’Brien", "L'Hoëst", "Van den Broeck", "Vandenberghe", "Van de Velde",
    "Verstraete",
    "Desmet", "Leclercq", "Collignon", "Delvaux", "Müller", "Schröder", "Pâques", "Forêt", "Crêvecœur", "Boë",
    "Nguyễn", "Yılmaz", "El Amrani", "Benali", "Kowalski", "García", "Gonçalves", "Rossi", "Baïwir", "Thiéry",
    "Stiénon", "Hänsel",
)  # fmt: skip

FIRST_NAMES = (
    "Amélie", "Anaïs", "André", "Benoît", "Camille", "Céline", "Chloé", "Émile", "Élodie", "Fatima",
    "François",
    "Geneviève", "Gaëlle", "Hélène", "Hugo", "Inès", "Jérôme", "Joël", "Karel", "Koen", "Léa", "Liesbeth",
    "Loïc",
    "Louis", "Maëlle", "Marie-Thérèse", "Mathéo", "Mehdi", "Noémie", "Olivier", "Pieter", "Raphaël",
    "Rénilde",
    "Sébastien", "Siân", "Sofie", "Théo", "Valérie", "Wout", "Zoë",
)  # fmt: skip

REASONS = (
    "Contrôle annuel",
    "Douleur au genou",
    "Renouvellement d’ordonnance",
    "Résultats d'examens",
    "Suivi après opération",
    "Première consultation",
    "Fatigue persistante",
    "Mal de tête",
)
