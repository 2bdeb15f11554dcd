#!/bin/sh
# Writes docker/.env with a random password per role, once: a second run changes nothing.
set -eu
umask 077
file="$(dirname "$0")/.env"
if [ -e "$file" ]; then
  echo "$file existe déjà : rien n'a été changé."
  exit 0
fi
for name in POSTGRES JALONS_OWNER JALONS_API JALONS_WORKER JALONS_CLI REDIS; do
  echo "${name}_PASSWORD=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')"
done >"$file"
echo "$file est prêt. Gardez-en une copie hors de cette machine."
