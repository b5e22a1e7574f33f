#!/usr/bin/env bash
# A Docker daemon that is elsewhere, as with Docker Desktop: in a network namespace of its own, where 127.0.0.1 is
# another machine's. What a desktop does for its learner is done here, too: host.docker.internal ends at this machine's
# loopback, and a published port is opened on this machine.
#
#   far-docker.sh start DIR     prints DOCKER_HOST
#   far-docker.sh stop DIR      ends that daemon, and nothing else
#
# Needs root, dockerd, iproute2, iptables. Linux only.
set -euo pipefail
verb=${1:?start or stop}
dir=$(mkdir -p -- "${2:?a folder}" && cd -- "$2" && pwd)
# Names of interfaces have 15 letters at most; two of these may run side by side.
tag=$(printf %s "$dir" | cksum | cut -c1-6)
net=$((10#$tag % 250))
near=bl-near-$tag far=bl-far-$tag space=boyacky-far-$tag
near_address=10.231.$net.1 far_address=10.231.$net.2
containers=10.232.$net.0/24

rules() { # rules -I|-D
  iptables -t nat "$1" PREROUTING -i "$near" -d "$near_address" -p tcp -j DNAT --to-destination 127.0.0.1
  iptables -t nat "$1" POSTROUTING -s "10.231.$net.0/30" ! -o "$near" -j MASQUERADE
  iptables -t nat "$1" POSTROUTING -s "$containers" ! -o "$near" -j MASQUERADE
  iptables "$1" FORWARD -i "$near" -j ACCEPT
  iptables "$1" FORWARD -o "$near" -j ACCEPT
}

case $verb in
start)
  ip netns add "$space"
  ip link add "$near" type veth peer name "$far" netns "$space"
  ip addr add "$near_address/30" dev "$near"
  ip link set "$near" up
  ip -n "$space" addr add "$far_address/30" dev "$far"
  ip -n "$space" link set "$far" up
  ip -n "$space" link set lo up
  ip -n "$space" route add default via "$near_address"
  ip route add "$containers" via "$far_address"
  sysctl -qw "net.ipv4.conf.$near.route_localnet=1" net.ipv4.ip_forward=1
  rules -I
  # Started by the daemon for each published port; it listens on this machine, as a desktop's does.
  proxy=$(command -v docker-proxy || echo /usr/sbin/docker-proxy)
  touch "$dir/here"
  mount --bind /proc/self/ns/net "$dir/here"
  printf '#!/bin/sh\nexec nsenter --net=%q -- %q "$@"\n' "$dir/here" "$proxy" >"$dir/proxy"
  chmod 755 "$dir/proxy"
  # nsenter keeps the machine's control groups, which `ip netns exec` would hide.
  setsid nsenter --net="/run/netns/$space" dockerd -H "unix://$dir/docker.sock" --data-root "$dir/data" --exec-root "$dir/exec" \
    --pidfile "$dir/dockerd.pid" --bip "10.232.$net.1/24" --host-gateway-ip "$near_address" --userland-proxy-path "$dir/proxy" \
    >"$dir/dockerd.log" 2>&1 </dev/null &
  export DOCKER_HOST=unix://$dir/docker.sock
  for _ in {1..120}; do docker info >/dev/null 2>&1 && break; sleep 0.5; done
  docker info >/dev/null 2>&1 || { tail -n 20 "$dir/dockerd.log" >&2; exit 1; }
  printf '%s\n' "$DOCKER_HOST"
  ;;
stop)
  if [[ -f $dir/dockerd.pid ]]; then
    pid=$(<"$dir/dockerd.pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..120}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.5; done
  fi
  # The namespaces of its containers stay mounted after it.
  umount "$dir/here" "$dir"/exec/netns/* 2>/dev/null || true
  rules -D || true
  ip link del "$near" 2>/dev/null || true
  ip netns del "$space" 2>/dev/null || true
  ;;
*) echo "start or stop" >&2; exit 2 ;;
esac
