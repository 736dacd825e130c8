# Finds or builds Spark and the jar; sourced by deploy/descent and deploy/standalone/*.
# shellcheck shell=bash

# What Spark's launcher gives the JVMs that it starts (org.apache.spark.launcher.JavaModuleOptions).
MODULE_OPTIONS="-XX:+IgnoreUnrecognizedVMOptions --add-modules=jdk.incubator.vector"
for module in java.base/java.lang java.base/java.lang.invoke java.base/java.lang.reflect java.base/java.io java.base/java.net \
    java.base/java.nio java.base/java.util java.base/java.util.concurrent java.base/java.util.concurrent.atomic java.base/jdk.internal.ref \
    java.base/sun.nio.ch java.base/sun.nio.cs java.base/sun.security.action java.base/sun.util.calendar java.security.jgss/sun.security.krb5; do
    MODULE_OPTIONS+=" --add-opens=$module=ALL-UNNAMED"
done
unset module

# note MESSAGE: one line for people, never mixed with results.
note() { printf 'descent: %s\n' "$1" >&2; }

# die EXIT_CODE MESSAGE
die() {
    note "$2"
    exit "$1"
}

# physical_path FILE: its path with every symbolic link resolved (macOS before 12.3 has no `readlink -f`).
physical_path() {
    local file=$1 target
    while [[ -L $file ]]; do
        target=$(readlink "$file")
        [[ $target == /* ]] && file=$target || file=$(dirname "$file")/$target
    done
    printf '%s/%s\n' "$(cd -P "$(dirname "$file")" && pwd)" "$(basename "$file")"
}

# java_command: the java that Spark's own scripts would take.
java_command() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        printf '%s/bin/java\n' "$JAVA_HOME"
    else
        command -v java || die 70 "needs Java 17 or later: set JAVA_HOME, or put java on the PATH"
    fi
}

# build ROOT: makes target/descent.jar and target/spark once, however many commands start at the same time.
build() {
    local root=$1
    [[ -f $root/target/descent.jar && -f $root/target/spark/RELEASE ]] && return
    command -v mvn > /dev/null || die 70 "needs Maven for its first start, to build $root/target/descent.jar"
    mkdir -p "$root/target"
    (
        if command -v flock > /dev/null; then
            flock 9
            [[ -f $root/target/descent.jar && -f $root/target/spark/RELEASE ]] && exit
        fi
        note "building target/descent.jar and target/spark, once; this takes a minute or two"
        cd "$root" || exit
        mvn -q -B --no-transfer-progress -Dmaven.test.skip=true package >&2 9>&- || exit # `||` below turns off set -e
        [[ -n ${SPARK_HOME:-} ]] || "$root/deploy/lib/archive-classes" 9>&-
    ) 9> "$root/target/.build.lock" || die 70 "the build failed; its messages are above"
}

# use_spark ROOT: exports SPARK_HOME (the distribution's, else the embedded one) and SPARK_CONF_DIR.
# A distribution that has its own spark-defaults.conf keeps it: it holds what its cluster needs.
use_spark() {
    local root=$1
    export SPARK_HOME=${SPARK_HOME:-$root/target/spark}
    export SPARK_SCALA_VERSION=2.13
    [[ -d $SPARK_HOME/jars ]] || die 70 "SPARK_HOME must hold jars/, but is $SPARK_HOME"
    if [[ -z ${SPARK_CONF_DIR:-} ]]; then
        if [[ -f $SPARK_HOME/conf/spark-defaults.conf ]]; then
            SPARK_CONF_DIR=$SPARK_HOME/conf
        else
            SPARK_CONF_DIR=$root/conf
        fi
    fi
    export SPARK_CONF_DIR
}

# spark_command CLASS ARGUMENT…: sets the array COMMAND to the command line that runs a class of Spark.
# A distribution's own scripts know best; the embedded Spark has none, so its launcher is asked as they would ask it.
# The launcher prints NUL-separated words: its messages (usually none), those of the command, and then here its exit code.
spark_command() {
    if [[ -x $SPARK_HOME/bin/spark-class ]]; then
        COMMAND=("$SPARK_HOME/bin/spark-class" "$@")
        return
    fi
    local java word class_path='' jar last
    java=$(java_command)
    # Three small jars and a small heap: this JVM only prints a line. The full class path would triple its time.
    for jar in "$SPARK_HOME"/jars/spark-launcher_*.jar "$SPARK_HOME"/jars/spark-common-utils*.jar; do
        [[ -f $jar ]] && class_path+=${class_path:+:}$jar
    done
    COMMAND=()
    while IFS= read -r -d '' word; do
        COMMAND+=("$word")
    done < <(
        "$java" -Xmx64m -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$class_path" \
            org.apache.spark.launcher.Main "$@" && code=0 || code=$?
        printf '%d\0' "$code"
    )
    last=$((${#COMMAND[@]} - 1))
    if [[ ${COMMAND[last]} != 0 ]]; then
        printf '%s\n' "${COMMAND[@]:0:last}" >&2
        exit 64
    fi
    COMMAND=("${COMMAND[1]#$'\n'}" "${COMMAND[@]:2:last-2}")
}

# share_classes OPTION: puts OPTION, which makes or uses a class data archive, into a COMMAND that spark_command made.
# The archive's class path must be the beginning of the one it is used with, and hold no directory: conf/ moves to the
# end, where it is found as well, since none of Spark's jars holds a file of the same name.
share_classes() {
    local i conf=$SPARK_CONF_DIR/:
    for ((i = 1; i < ${#COMMAND[@]}; i++)); do
        if [[ ${COMMAND[i - 1]} == -cp && ${COMMAND[i]} == "$conf"* ]]; then
            COMMAND[i]=${COMMAND[i]#"$conf"}:${conf%:}
            COMMAND=("${COMMAND[0]}" "$1" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off "${COMMAND[@]:1}")
            return
        fi
    done
}
