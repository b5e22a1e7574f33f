#!/usr/bin/env bash
# A Docker daemon of today (containerd image store, BuildKit) beside the one that the machine has: the tests that listen
# to an engine's words run against both.
#
#   test/support/current-docker/current-docker.sh start   builds what is missing, starts it, prints the exports to use
#   test/support/current-docker/current-docker.sh stop    ends what `start` started, and nothing else
#
# The programs are built from the Go module proxy in the versions below: minutes the first time, kept afterwards in
# ${XDG_CACHE_HOME:-~/.cache}/boyacky-lab-test/current-docker/bin. Linux and root only. Building needs Go 1.26 or newer,
# gcc, pkg-config and libseccomp-dev; running needs iptables, iproute2 and a docker client on the PATH.
# What cannot be built or started is a failure: nothing is skipped here.
set -euo pipefail

dir=${XDG_CACHE_HOME:-$HOME/.cache}/boyacky-lab-test/current-docker
bin=$dir/bin
bridge=br-boyacky-lab
subnet=172.31.250.0/24
socket=$dir/docker.sock

say() { printf 'current docker: %s\n' "$*" >&2; }
die() { say "$1"; say "next: $2"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- the programs ------------------------------------------------------------------------------------------------

moby=github.com/moby/moby/v2
containerd=github.com/containerd/containerd/v2
programs=(
  "dockerd $moby/cmd/dockerd v2.0.0-beta.24"
  "docker-proxy $moby/cmd/docker-proxy v2.0.0-beta.24"
  "containerd $containerd/cmd/containerd v2.4.2"
  "containerd-shim-runc-v2 $containerd/cmd/containerd-shim-runc-v2 v2.4.2"
  "runc github.com/opencontainers/runc v1.5.3 seccomp"
  "buildx github.com/docker/buildx/cmd/buildx v0.38.2"
)

# Beside each program lies the version that it was built from: another one is built anew.
is_built() { [[ -x $bin/$1 && -e $bin/$1.version && $(<"$bin/$1.version") == "$2" ]]; }

require_builders() {
  have go || die "there is no go on the PATH to build $1 with" "install Go 1.26 or newer: https://go.dev/dl/"
  have gcc || die "there is no gcc to build $1 with" "apt-get install -y --no-install-recommends gcc libc6-dev"
  pkg-config --exists libseccomp 2>/dev/null ||
    die "pkg-config does not find libseccomp, which runc is built with" "apt-get install -y --no-install-recommends pkg-config libseccomp-dev"
}

build() { # NAME PACKAGE VERSION [TAGS]
  is_built "$1" "$3" && return 0
  require_builders "$1"
  say "building $2@$3"
  # The name of a program is the last part of its package, but for a major version.
  GOBIN=$bin GOFLAGS=-mod=mod go install ${4:+-tags "$4"} "$2@$3" >&2 || die "$2@$3 was not built" "read Go's lines above"
  printf '%s' "$3" >"$bin/$1.version"
}

# --- the daemons -------------------------------------------------------------------------------------------------

# Two daemons on one machine write the same chains of iptables, and the one that starts empties those of the other: this
# one leaves them alone. Its bridge gets rules of its own, and ports are published by docker-proxy.
rules() { # -I | -D
  iptables -w -t nat "$1" POSTROUTING -s "$subnet" ! -o "$bridge" -j MASQUERADE
  iptables -w "$1" FORWARD -i "$bridge" -j ACCEPT
  iptables -w "$1" FORWARD -o "$bridge" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
}

answers() { DOCKER_HOST=unix://$socket timeout 10 docker info >/dev/null 2>&1; }

# The id of a daemon that runs from our folder. A pid file that outlived its process may name anybody's.
running() { # NAME
  local pid
  [[ -e $dir/$1.pid ]] && pid=$(<"$dir/$1.pid") && [[ $(readlink "/proc/$pid/exe" 2>/dev/null) == "$bin/$1" ]] && printf '%s' "$pid"
}

wait_until() { # SECONDS PID COMMAND…
  local deadline=$((SECONDS + $1)) pid=$2
  shift 2
  until "$@"; do
    if ! kill -0 "$pid" 2>/dev/null || ((SECONDS >= deadline)); then return 1; fi
    sleep 0.3
  done
}

start() {
  ((EUID == 0)) || die "only root can start a daemon" "run this as root"
  have docker || die "there is no docker client on the PATH" "apt-get install -y docker.io"
  have iptables || die "there is no iptables to let its containers out with" "apt-get install -y iptables"
  have ip || die "there is no ip to make a bridge with" "apt-get install -y iproute2"
  mkdir -p "$bin" "$dir/config/cli-plugins"
  local program
  # shellcheck disable=SC2086 # the words of a line are the arguments
  for program in "${programs[@]}"; do build $program; done
  ln -sfn "$bin/buildx" "$dir/config/cli-plugins/docker-buildx"
  export PATH=$bin:$PATH

  # What an earlier one left, that was killed or half started: its socket would be taken for that of the one to come.
  stop
  rm -f "$dir/containerd.sock" "$dir/containerd.sock.ttrpc" "$socket"

  if ! ip link show "$bridge" >/dev/null 2>&1; then
    ip link add "$bridge" type bridge
    ip addr add "${subnet%.0/24}.1/24" dev "$bridge"
    rules -I
  fi
  ip link set "$bridge" up
  sysctl -q -w net.ipv4.ip_forward=1
  # The machine's own /etc/containerd/config.toml is for another one.
  [[ -e $dir/containerd.toml ]] || echo 'version = 3' >"$dir/containerd.toml"
  setsid containerd --config "$dir/containerd.toml" --root "$dir/containerd" --state "$dir/containerd-run" \
    --address "$dir/containerd.sock" >"$dir/containerd.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid" >"$dir/containerd.pid"
  wait_until 60 "$pid" test -S "$dir/containerd.sock" || fail containerd
  rm -f "$dir/dockerd.pid"
  setsid dockerd --containerd "$dir/containerd.sock" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/dockerd.pid" \
    --host "unix://$socket" --bridge "$bridge" --iptables=false --ip6tables=false >"$dir/dockerd.log" 2>&1 </dev/null &
  wait_until 120 "$!" answers || fail dockerd
}

fail() {
  tail -n 40 "$dir/$1.log" >&2
  stop
  die "$1 did not come up" "read its log above"
}

stop() {
  local name pid
  for name in dockerd containerd; do
    pid=$(running "$name") || continue
    kill "$pid" 2>/dev/null || true
    for _ in {1..100}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.3; done
  done
  if ip link del "$bridge" 2>/dev/null; then rules -D; fi
}

case ${1:-} in
  start)
    if ! answers; then start; fi
    printf 'export DOCKER_HOST=unix://%q DOCKER_CONFIG=%q\n' "$socket" "$dir/config"
    ;;
  stop) stop ;;
  *)
    say "start or stop"
    exit 2
    ;;
esac
