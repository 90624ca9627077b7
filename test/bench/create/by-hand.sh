#!/usr/bin/env bash
# What a person would write to make a topology: the docker CLI in sequence, all defaults. No proof of readiness: that is
# made by the bench, the same on both sides.
#   by-hand.sh SHAPE NAME IMAGE FIRST_PORT DIR     containers are named NAME-PORT and NAME-sentinel-N
set -euo pipefail
shape=$1 name=$2 image=$3 port=$4 dir=$5
label=redis-topology-lab.bench=$name
ip() { docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$1"; }

docker network create --label "$label" "$name" >/dev/null
if [ "$shape" = cluster ]; then
  nodes=()
  for i in 0 1 2 3 4 5; do
    p=$((port + i))
    docker run -d --name "$name-$p" --label "$label" --network "$name" -p "127.0.0.1:$p:$p" "$image" \
      redis-server --port "$p" --cluster-enabled yes --appendonly yes >/dev/null
  done
  for i in 0 1 2 3 4 5; do nodes+=("$(ip "$name-$((port + i))"):$((port + i))"); done
  docker exec "$name-$port" redis-cli --cluster create "${nodes[@]}" --cluster-replicas 1 --cluster-yes >/dev/null
  exit
fi
for i in 0 1 2; do
  p=$((port + i))
  docker run -d --name "$name-$p" --label "$label" --network "$name" -p "127.0.0.1:$p:$p" "$image" \
    redis-server --port "$p" --appendonly yes >/dev/null
done
master=$(ip "$name-$port")
for i in 1 2; do docker exec "$name-$((port + i))" redis-cli -p $((port + i)) replicaof "$master" "$port" >/dev/null; done
[ "$shape" = sentinel ] || exit 0
for i in 1 2 3; do
  mkdir -p "$dir/$i" && chmod 777 "$dir/$i"
  p=$((port + 100 + i))
  printf 'port %s\nsentinel monitor %s %s %s 2\nsentinel down-after-milliseconds %s 5000\nsentinel failover-timeout %s 60000\n' \
    "$p" "$name" "$master" "$port" "$name" "$name" >"$dir/$i/sentinel.conf"
  chmod 666 "$dir/$i/sentinel.conf"
  docker run -d --name "$name-sentinel-$i" --label "$label" --network "$name" -p "127.0.0.1:$p:$p" -v "$dir/$i:/conf" "$image" \
    redis-sentinel /conf/sentinel.conf >/dev/null
done
