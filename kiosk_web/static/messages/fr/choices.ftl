# How the patient wants the booth to be, help, leaving, and the staff's code.

toolbar-name = Langue, affichage et aide
toolbar-language = Langue
tool-look = Affichage
tool-reach-low = Plus bas
tool-reach-high = Plus haut
tool-speech = Écouter
tool-help = Aide

look-title = Comment afficher l’écran ?
look-size = Taille du texte
look-size-1 = Normale
look-size-2 = Grande
look-size-3 = Plus grande
look-size-4 = Très grande
look-colours = Couleurs
look-plain = Couleurs claires
look-contrast = Contraste fort
look-done = C’est bien ainsi

help-title = Aide
help-done = J’ai compris
help-everywhere = « Retour » ne perd rien de ce que vous avez écrit. En bas de l’écran, vous changez la langue et l’affichage.
help-keys = Avec un clavier : Tab va d’un choix à l’autre, les flèches choisissent, Entrée valide, F2 lit l’écran à voix haute.
help-desk = L’accueil est là pour vous aider.
help-desk-phone = L’accueil est là pour vous aider. Son téléphone : { $phone }
help-attract = Touchez votre langue pour commencer.
help-who = Si l’hôpital vous a déjà donné un numéro de patient, touchez le premier choix. Sinon, touchez le second : vous en recevrez un.
help-name = Écrivez votre nom et votre prénom comme sur votre carte d’identité. Les majuscules et les accents n’ont pas d’importance.
help-number = Le numéro de patient se trouve sur vos courriers de l’hôpital. Si vous ne l’avez pas, l’accueil le retrouvera.
help-birth = Écrivez le jour, le mois et l’année en chiffres. Vous pouvez aussi laisser vide et continuer.
help-new-number = Écrivez ce numéro sur un papier ou dans votre téléphone, puis continuez.
help-specialty = Touchez ce qui correspond à votre besoin. Si vous hésitez, touchez « Je ne sais pas ».
help-doctor = Si vous n’avez pas de préférence, laissez « N’importe quel médecin ».
help-day = Touchez un jour. Le chiffre sous le jour dit combien de consultations sont libres.
help-hour = Touchez l’heure qui vous convient.
help-reason = Touchez une raison. Si aucune ne convient, touchez « Une autre raison » et écrivez-la.
help-check = Relisez chaque ligne. « Modifier » change une réponse et garde les autres. « Réserver » fait la réservation.
help-booked = La consultation est réservée. Touchez « J’ai terminé » : l’écran sera effacé.
help-bookings = Voici vos consultations à venir. On ne peut pas les annuler ici : l’accueil le fera pour vous.
help-ended = La session est terminée. « Recommencer » permet de s’identifier à nouveau.

leave-title = Voulez-vous quitter ?
leave-what = Ce que vous avez choisi et écrit sera effacé. Ce qui est confirmé reste réservé.
leave-go = Quitter et effacer
leave-stay = Rester
still-title = Êtes-vous toujours là ?
still-what = Sans réponse, l’écran sera effacé pour protéger vos données. Touchez l’écran ou une touche pour continuer.
still-seconds = { $count ->
    [one] Encore une seconde
   *[other] Encore { $count } secondes
}
still-here = Oui, continuer

staff-title = Réservé au personnel
staff-code = Code
staff-leave = Quitter la borne
staff-cancel = Annuler
staff-refused = Ce code n’est pas le bon.
staff-failed = La borne n’a pas pu vérifier le code. Réessayez.
staff-locked = { $count ->
    [one] Trop d’essais. Réessayez dans une minute.
   *[other] Trop d’essais. Réessayez dans { $count } minutes.
}
