#!/usr/bin/env bash
# Makes journal.db: builds the collector of commit 9ee8146 in a worktree of its own, serves, sends it hits, an
# open and a click, and stops it. It is run in the repository, and needs git, pnpm and curl.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'git -C "$here" worktree remove --force "$folder/repo"; rm -rf "$folder"' EXIT
git -C "$here" worktree add --detach "$folder/repo" 9ee8146
cd "$folder/repo"
pnpm install --frozen-lockfile
pnpm build
node=$PWD/node_modules/.bin/node

export HITMARK_LINKS__KEYS=hm1.old.UTgS1FpeIFXnaWXL7Lq5iz-7BNdarw-NlFl2hM9CM_A
url=http://localhost:8799
"$node" packages/collector/bin/hitmark.js serve --port 8799 --data "$folder/data" &
serve=$!
until curl --silent --fail --output /dev/null "$url/readyz"; do sleep 0.2; done

send() {
  curl --silent --fail --output /dev/null \
    --user-agent 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0' "$@"
}
for page in 1 2 3; do
  send --cookie id=f47ac10b-58cc-4372-a567-0e02b2c3d479 \
    "$url/pixel.gif?i=acme&r=page$page&t=$(date +%s)000&u=https://acme.test/page-$page"
done
send --header 'content-type: text/plain' --data-binary $'i=acme&e=signup&d.plan=pro&r=a\ni=blog&r=b' "$url/hits"
cd packages/collector
for link in $("$node" --input-type=module --eval "
  import { createLinks } from '@hitmark/codec';
  const base = '$url/';
  const links = createLinks({ openUrl: base + 'o/', clickUrl: base + 'c/', keys: process.env.HITMARK_LINKS__KEYS });
  const options = { recipient: 'customer-7', message: 'spring' };
  console.log(links.open({ campaign: 1 }, options), links.click('https://acme.test/offer', {}, options));
"); do
  send "$link"
done
kill "$serve"
wait "$serve" || true
rm -f "$here/journal.db"
"$node" --eval "new (require('node:sqlite').DatabaseSync)('$folder/data/journal.db').exec(\"VACUUM INTO '$here/journal.db'\")"
