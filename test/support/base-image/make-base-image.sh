#!/usr/bin/env bash
# Provides the base image of the lesson's Dockerfile for the tests that need a container engine.
#
#   test/support/base-image/make-base-image.sh [image]        (default: node:24-alpine)
#
# The real image is used when it is on this machine or can be pulled. Only where neither is so, a stand-in is
# made of this machine's own Node, npm and busybox, and labelled `boyacky-lab.stand-in=true`.
#
#   BOYACKY_TEST_OFFLINE=1     don't try to pull
#   BOYACKY_TEST_DOCKER=podman another engine with docker's command line
set -euo pipefail

image=${1:-node:24-alpine}
docker=${BOYACKY_TEST_DOCKER:-docker}
label=boyacky-lab.stand-in

say() { printf 'base image: %s\n' "$*" >&2; }
die() { say "$1"; say "next: $2"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

have "$docker" || die "there is no '$docker' on this machine" "apt-get install -y docker.io"
"$docker" info >/dev/null 2>&1 || die "the engine behind '$docker' does not answer" "start it, e.g. dockerd, and try again"

if found=$("$docker" image inspect --format "{{ index .Config.Labels \"$label\" }}" "$image" 2>/dev/null); then
  if [[ $found == true ]]; then say "$image is already here: it is our STAND-IN, not the real image"; else say "$image is already here"; fi
  exit 0
fi
if [[ ${BOYACKY_TEST_OFFLINE:-} != 1 ]]; then
  say "pulling $image"
  if timeout --kill-after=5s 300s "$docker" pull --quiet "$image" >&2; then exit 0; fi
fi

have busybox || die "the stand-in needs busybox" "apt-get install -y --no-install-recommends busybox-static"
node=$(node -p 'require("node:fs").realpathSync(process.execPath)')
npm=$(dirname -- "$(dirname -- "$node")")/lib/node_modules/npm
[[ -d $npm ]] || npm=$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v npm)")")")
[[ -f $npm/bin/npm-cli.js ]] || die "npm's folder was not found next to $node" "install Node with its npm and try again"

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
root=$work/root

# --- the file tree ---------------------------------------------------------------------------------------------
mkdir -p "$root"/{bin,dev,etc/ssl/certs,home/node,lib,opt,proc,root,run,sbin,sys,tmp,usr/bin,usr/sbin,var/tmp} \
  "$root"/usr/local/{bin,etc,lib/node_modules}

# Copies a program's shared libraries to the paths at which its loader looks for them.
copy_libraries() {
  local library
  while IFS= read -r library; do
    mkdir -p "$root$(dirname -- "$library")"
    cp -L -- "$library" "$root$library"
  done < <(ldd "$1" 2>/dev/null | grep -oE '/[^ ]+' | sort -u)
}

busybox=$(readlink -f -- "$(command -v busybox)")
cp -L -- "$busybox" "$root/bin/busybox"
copy_libraries "$busybox"
while IFS= read -r applet; do
  [[ $applet == */* && $applet != */busybox ]] || continue
  mkdir -p "$root/$(dirname -- "$applet")"
  ln -sf /bin/busybox "$root/$applet"
done < <(busybox --list-full)
# The real image has these two in /bin or /usr/bin; scripts name them by path.
ln -sf /bin/busybox "$root/bin/sh"
ln -sf /bin/busybox "$root/usr/bin/env"

cp -- "$node" "$root/usr/local/bin/node"
copy_libraries "$node"
cp -R -- "$npm" "$root/usr/local/lib/node_modules/npm"
rm -rf -- "$root"/usr/local/lib/node_modules/npm/{docs,man}
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"

cat >"$root/usr/local/bin/docker-entrypoint.sh" <<'ENTRYPOINT'
#!/bin/sh
# As in the real image: arguments that are no program are node's.
set -e
if [ "${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && ! [ -x "$1" ]; }; then
  set -- node "$@"
fi
exec "$@"
ENTRYPOINT
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"

printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/false' \
  'node:x:1000:1000::/home/node:/bin/sh' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:root' 'nobody:x:65534:' 'node:x:1000:node' >"$root/etc/group"
printf '%s\n' 'hosts: files dns' >"$root/etc/nsswitch.conf"

# --- what `RUN npm ci` needs to get out of a build ---------------------------------------------------------------
changes=(--change "LABEL $label=true"
  --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  --change "ENV NODE_VERSION=$(node -p process.versions.node)"
  --change 'ENTRYPOINT ["docker-entrypoint.sh"]'
  --change 'CMD ["node"]')
certificates=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
if [[ -r $certificates ]]; then
  cp -L -- "$certificates" "$root/etc/ssl/certs/ca-certificates.crt"
  changes+=(--change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt')
fi
# Only this line of the machine's npm configuration: the files may hold tokens too. Asked for outside of any project.
registry=$(cd / && npm config get registry 2>/dev/null)
case $registry in
  *://*@*) say "the npm registry's address holds a password: it is left out of the image" ;;
  http*) printf '%s\n' "registry=$registry" 'update-notifier=false' >"$root/usr/local/etc/npmrc" ;;
esac
# Whatever the umask of whoever runs this: the user `node` must be able to read it all.
chmod -R u=rwX,go=rX "$root"
chmod 700 "$root/root"
chmod 1777 "$root/tmp" "$root/var/tmp"

# --- into the engine ------------------------------------------------------------------------------------------------
# Two passes, so that the owners are right without being root.
tar -C "$root" --numeric-owner --owner=0 --group=0 --exclude=./home/node -cf "$work/root.tar" .
tar -C "$root" --numeric-owner --owner=1000 --group=1000 -rf "$work/root.tar" ./home/node
"$docker" import "${changes[@]}" --message 'boyacky-lab: stand-in for a base image' "$work/root.tar" "$image" >/dev/null

cat >&2 <<SAID
******************************************************************************************
  $image could not be pulled. What bears its name on this machine now is a
  STAND-IN for tests: this machine's Node $(node --version), npm and busybox, no Alpine, no apk.
  To get rid of it: $docker image rm $image
******************************************************************************************
SAID
