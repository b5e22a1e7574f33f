#!/usr/bin/env bash
# The docker commands of the course, one after the other, with nothing around them: what its time is measured against.
#
#   docker-commands.sh APP FIX SOLUTIONS REGISTRY      the registry's password on stdin
#
# APP: a copy of the sample app with its packages installed; changed here as the learner changes it.
# FIX, SOLUTIONS: templates/fix-1.1 and templates/solutions. REGISTRY: host:port that has the repository boyacky/web-app.
set -euo pipefail

app=$1 fix=$2 solutions=$3 registry=$4
read -r password

image=boyacky-bench/web-app
remote=$registry/boyacky/web-app
label=boyacky-lab.bench=$$
labels=(--label "$label" --label boyacky-lab.bench-two=true) # the course gives two labels, and each is a step of a build

leave() {
  local status=$?
  docker container ls -aq --filter "label=$label" | xargs -r docker container rm -f >/dev/null || true
  docker image ls -aq --filter "label=$label" | sort -u | xargs -r docker image rm -f >/dev/null || true
  docker logout "$registry" >/dev/null || true
  exit "$status"
}
trap leave EXIT

build() { docker image build -t "$1" "${labels[@]}" "$2"; }
login() { docker login --username AWS --password-stdin "$registry" <<<"$password"; }
run() { docker container run -d --label "$label" "$@"; }

refused() {
  if "$@"; then printf 'this should have been refused: %s\n' "$*" >&2; exit 1; fi
}

# The page, on the port that a container was given.
page() {
  local port
  port=$(docker container port "$1" 8080/tcp | sed -n '1s/.*://p')
  for _ in {1..300}; do
    if curl -s -o /dev/null "http://127.0.0.1:$port/"; then return 0; fi
    sleep 0.1
  done
  printf 'no page on port %s\n' "$port" >&2
  exit 1
}

stop() { docker container stop "$1" && docker container rm "$1"; }

# --- image and container ---
cp "$solutions/Dockerfile" "$app/Dockerfile"
build "$image:latest" "$app"
first=$(docker image inspect --format '{{.Id}}' "$image:latest")
docker image ls "$image"
docker image history "$image:latest"
one=$(run -p 8080:8080 "$image:latest")
page "$one"
docker container exec "$one" ls -al
docker container exec "$one" ls node_modules/typescript
cp "$solutions/dockerignore" "$app/.dockerignore"
build "$image:latest" "$app"
docker image inspect --format '{{.Id}} {{.Size}}' "$first" "$image:latest"
refused run -p 8080:8080 "$image:latest"
docker container ls -aq --filter "label=$label" --filter status=created | xargs -r docker container rm
two=$(run -p 8081:8080 "$image:latest")
page "$two"
docker container exec "$two" ls -al
stop "$two"
stop "$one"

# --- ECR ---
login
docker image tag "$image:latest" "$remote:1.0"
docker image push "$remote:1.0"
docker image tag "$image:latest" "$registry/boyacky/no-such-repository:1.0"
refused docker image push "$registry/boyacky/no-such-repository:1.0"
docker image rm "$registry/boyacky/no-such-repository:1.0"
printf 'FROM %s\nLABEL boyacky-lab.try="other content"\n' "$remote:1.0" | build "$image:other-content" -
docker image tag "$image:other-content" "$remote:1.0"
refused docker image push "$remote:1.0"
docker image tag "$image:latest" "$remote:1.0"
docker image rm "$image:other-content"

# --- a task of 1.0, then 1.1 beside it ---
digest() { docker image inspect --format '{{index .RepoDigests 0}}' "$1"; }
docker image pull "$(digest "$remote:1.0")"
old=$(run -p 127.0.0.1::8080 "$(digest "$remote:1.0")")
page "$old"
cp -R "$fix/." "$app"
build "$image:1.1" "$app"
login
docker image tag "$image:1.1" "$remote:1.1"
docker image push "$remote:1.1"
docker image pull "$(digest "$remote:1.1")"
new=$(run -p 127.0.0.1::8080 "$(digest "$remote:1.1")")
page "$new"
stop "$old"
stop "$new"

# --- clean-up ---
docker image rm --force "$image:latest" "$first" "$remote:1.0" "$image:1.1" "$remote:1.1"
