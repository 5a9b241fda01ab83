# For the scripts beside it: builds the program and the lab's test classes, and says how to run one of them.
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
JAVA_HOME=$(sh "$home/.mvn/jdk.sh")
export JAVA_HOME
app=$home/server/target/app
libraries=$home/lab/target/classpath.txt
(cd "$home" && mvn -q -B -Dstyle.color=never -Dspotless.check.skip -DskipTests -pl lab -am \
    -Dmdep.outputFile="$libraries" -Dmdep.includeScope=test package dependency:build-classpath) >&2

# Becomes a Java program of the lab: run [-Dname=value …] CLASS ARGUMENT …
run() {
    exec "$JAVA_HOME/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow \
        -cp "$home/lab/target/test-classes:$home/lab/target/classes:$(cat "$libraries")" "$@"
}
