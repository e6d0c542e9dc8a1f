#!/bin/sh
# Reconstruit le portail; ne publie et n’envoie que ce qui a changé.
# Rebuilds the portal; publishes and sends only what changed.
#
#   sh ci/daily.sh DESTINATION [ADRESSE]
#
# DESTINATION : ce que prend « clairevoie deploy ». ADRESSE : le site à vérifier ensuite (facultatif).
# DESTINATION: what `clairevoie deploy` takes. ADRESSE: the site to be verified afterwards (optional).
#
# Variables facultatives / optional variables:
#   BRANCH   la branche du dépôt (celle de la copie de travail) / the branch of the repository (the one checked out)
#   PUBLISH  options de « clairevoie publish », comme --sign / options of `clairevoie publish`, such as --sign
#
# À placer dans le dossier ci/ du portail. La copie de travail du dépôt est réservée à ce script.
# Belongs in the folder ci/ of the portal. The working copy of the repository is for this script alone.
set -eu
target=$1
address=${2:-}
cd "$(dirname "$0")/.."
branch=${BRANCH:-$(git symbolic-ref --quiet --short HEAD)}

# Rien n’est écrasé de ce qu’une personne aurait écrit ici.
# Nothing is overwritten that a person wrote here.
edited=$(git status --porcelain -- content translations themes)
if [ -n "$edited" ]; then
  printf 'daily.sh: contenu modifié ici / content changed here:\n%s\n' "$edited" >&2
  exit 1
fi

# Si le dépôt a avancé, il fait foi : une édition faite ici qu’il n’a pas reçue, donc jamais mise en ligne, lui cède la
# place. Sinon, elle lui est envoyée plus bas.
# If the repository has moved on, it decides: an edition made here that it did not receive, and that was thus never
# online, gives way to it. Otherwise, it is sent there below.
git fetch --quiet origin "$branch"
if ! git merge-base --is-ancestor FETCH_HEAD HEAD; then
  if ! git merge-base --is-ancestor HEAD FETCH_HEAD || [ -n "$(git status --porcelain -- editions)" ]; then
    rm -rf public .public.clairevoie
  fi
  git reset --quiet --hard FETCH_HEAD
  git clean -d --force --quiet -- editions
fi

# Sans changement, ni texte ni page, publish n’ajoute rien à editions/.
# If no text and no page changed, publish adds nothing to editions/.
# shellcheck disable=SC2086
clairevoie publish ${PUBLISH:-}

# La chaîne est au dépôt avant que le site soit en ligne : elle n’est jamais en retard sur lui.
# The chain is in the repository before the site is online: it is never behind it.
git add -- editions
if ! git diff --cached --quiet; then
  if ! git config user.email >/dev/null; then
    export GIT_AUTHOR_NAME=Clairevoie GIT_AUTHOR_EMAIL=clairevoie@localhost
    export GIT_COMMITTER_NAME=Clairevoie GIT_COMMITTER_EMAIL=clairevoie@localhost
  fi
  git commit --quiet --message "$(clairevoie --lang fr editions | sed -n 's/^\([0-9]*\)\. .*/Édition \1/; 1p')"
fi
git merge-base --is-ancestor HEAD FETCH_HEAD || git push --quiet origin "HEAD:refs/heads/$branch"

# S’il n’y a rien à envoyer, deploy n’envoie rien; il achève ce qu’un passage précédent aurait laissé en plan.
# If there is nothing to send, deploy sends nothing; it finishes what an earlier run may have left undone.
clairevoie deploy "$target"
if [ -n "$address" ]; then
  clairevoie verify "$address"
fi
