# The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Choisissez votre langue
attract-welcome = Bienvenue. Réservez ici votre consultation.
attract-start = Touchez ici pour commencer
attract-keys = Au clavier : touches F, N, D ou E
attract-still = Arrêter le mouvement
