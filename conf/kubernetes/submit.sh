#!/bin/sh
# Sends the sweep of sweep.yaml to Kubernetes: API=https://api.example.org:6443 IMAGE=... submit.sh
# [more options of spark-submit] [-- arguments of run]. Apply the other files of this folder first.
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
: "${SPARK_HOME:?set it to the folder of Spark 4.2}" "${API:?}" "${IMAGE:?}"

options=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  options="$options $1"
  shift
done
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- --out /shared/runs --data /shared/data

for pod in driver executor; do
  conf=spark.kubernetes.$pod
  volume=$conf.volumes.persistentVolumeClaim.shared
  options="--conf $volume.options.claimName=infomorph --conf $volume.mount.path=/shared
    --conf $conf.podTemplateFile=$here/$pod.yaml
    --conf $conf.secretKeyRef.AWS_ACCESS_KEY_ID=infomorph-s3a:access-key
    --conf $conf.secretKeyRef.AWS_SECRET_ACCESS_KEY=infomorph-s3a:secret-key $options"
done
# shellcheck disable=SC2086 # a list of options
exec "$SPARK_HOME/bin/spark-submit" --master "k8s://$API" --deploy-mode cluster --name my-sweep \
  --driver-memory 2g --num-executors 16 --executor-cores 4 --executor-memory 2g \
  --conf spark.kubernetes.namespace=infomorph \
  --conf spark.kubernetes.container.image="$IMAGE" \
  --conf spark.kubernetes.authenticate.driver.serviceAccountName=infomorph \
  $options \
  --class org.infomorph.app.Main \
  local:///opt/infomorph/infomorph-app.jar run /sweeps/my-sweep.yaml "$@"
