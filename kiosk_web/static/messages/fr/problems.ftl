# What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = La borne ne joint pas le service de réservation
    .what = La liaison est coupée pour le moment. Ce que vous avez choisi et écrit est gardé.
    .todo = Attendez un instant, puis réessayez. Si cela dure, adressez-vous à l’accueil.
problem-disconnected = La réponse ne nous est pas parvenue
    .what = La liaison a été coupée. Ce que vous avez écrit est gardé.
    .todo = Réessayez. Un numéro que vous n’avez pas vu ne sera jamais utilisé. Si cela dure, adressez-vous à l’accueil.
problem-unavailable = Le service de réservation est interrompu un moment
    .what = Ce que vous avez choisi et écrit est gardé.
    .todo = Il revient en général très vite : réessayez dans un instant. Si cela dure, adressez-vous à l’accueil.
problem-server-busy = Beaucoup de patients réservent en ce moment
    .what = Toutes les places du service sont prises. Ce que vous avez écrit est gardé.
    .todo = Patientez un peu, puis réessayez. Si cela dure, adressez-vous à l’accueil.
problem-login-refused = Nous ne vous avons pas trouvé
    .what = Le nom, le prénom et le numéro ne vont pas ensemble.
    .todo = Relisez le numéro ; « Retour » montre votre nom. Vous avez perdu votre numéro ? L’accueil le retrouvera pour vous.
problem-too-many-attempts = Trop d’essais pour le moment
    .what = Pour protéger votre dossier, l’identification est suspendue quelque temps.
    .todo = Attendez la fin du délai, ou adressez-vous à l’accueil avec votre carte d’identité.
problem-not-available = Cette consultation vient d’être prise
    .what = Un autre patient l’a réservée juste avant vous, ou son heure est passée.
    .todo = La liste est à jour : choisissez une autre consultation.
problem-time-conflict = Vous avez déjà une consultation à cette heure-là
    .what = On ne peut pas être à deux endroits à la fois.
    .todo = Choisissez une consultation à un autre moment dans la liste.
problem-session-expired = Votre session est terminée
    .what = Elle s’est fermée d’elle-même, pour protéger vos données.
    .todo = Identifiez-vous à nouveau pour continuer.
problem-bad-request = La borne ne peut pas envoyer ceci
    .what = Un des champs contient quelque chose que le service n’accepte pas.
    .todo = Relisez ce que vous avez écrit, puis réessayez.
problem-defect = Quelque chose n’a pas fonctionné chez nous
    .what = Ce n’est pas votre faute. Ce que vous avez écrit est gardé.
    .todo = Réessayez. Si cela se répète, adressez-vous à l’accueil.
problem-booth-stopped = Cette borne s’est arrêtée
    .what = Ses données ont été effacées.
    .todo = Adressez-vous à l’accueil, ou utilisez une autre borne.

fate-nothing-booked = Rien n’a été réservé.
fate-unsure = Nous ne savons pas encore si votre réservation est faite. Touchez « Vérifier » : vous ne réserverez jamais deux fois. Si cela ne répond pas, l’accueil vous le dira.
retry = Réessayer
retry-by-itself = La borne réessaie d’elle-même dans { $count } s.
retry-check = Vérifier
retry-check-in-seconds = Vérifier dans { $count } s
retry-in-seconds = Réessayer dans { $count } s
retry-in-minutes = Réessayer dans { $count } min

## What to look at again in a form

errors-title = À revoir avant de continuer
check-last-name = Écrivez votre nom
check-first-name = Écrivez votre prénom
check-number-missing = Écrivez votre numéro de patient
check-number-register = Ceci ressemble à votre numéro national (11 chiffres). Écrivez le numéro de patient donné par l’hôpital
check-number-length = Vérifiez le numéro de patient : ce n’est pas un numéro de l’hôpital
check-number-slip = Relisez votre numéro : un chiffre semble inexact. S’il est juste, touchez à nouveau « Continuer »
check-no-such-day = Cette date n’existe pas : vérifiez le jour et le mois
check-birth-date = Vérifiez la date de naissance : jour, mois, et année en quatre chiffres
check-specialty = Touchez une spécialité
check-day = Touchez un jour
check-hour = Touchez une heure
check-reason = Touchez une raison
check-reason-words = Écrivez la raison avec vos mots
