package dev.junctor.server.config;

import dev.junctor.server.secret.Secret;
import java.nio.file.Path;
import java.util.Map;

/** What the environment sets in place of the file. */
final class Overrides {
    private static final String LISTEN = "JUNCTOR_LISTEN";
    private static final String DATA = "JUNCTOR_DATA";
    private static final String ALLOW_PUBLIC = "JUNCTOR_ALLOW_PUBLIC";
    private static final String DATABASE = "JUNCTOR_DATABASE_URL";
    private static final String OTLP_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private final Map<String, String> environment;
    private final Place top;

    private Overrides(Map<String, String> environment, Place top) {
        this.environment = environment;
        this.top = top;
    }

    /** The configuration with what the environment sets; what is wrong there is noted. */
    static Config apply(Config file, Map<String, String> environment, Place top) {
        Overrides overrides = new Overrides(environment, top);
        Telemetry telemetry = file.telemetry();
        return new Config(
                overrides.value(LISTEN, Shapes.listenAddress(), file.listen()),
                overrides.value(
                        ALLOW_PUBLIC,
                        Shapes.flag(Exposure.PUBLIC, Exposure.PRIVATE),
                        file.exposure()),
                file.tls(),
                overrides.value(
                        DATA,
                        Shapes.map(
                                Shapes.text("a path"),
                                text -> Path.of(text).toAbsolutePath().normalize()),
                        file.data()),
                file.catalog(),
                file.keys(),
                file.accounts(),
                file.priceBooks(),
                file.durability(),
                overrides.database(file.database()),
                file.retentionDays(),
                file.journal(),
                file.deadlines(),
                file.limits(),
                file.shutdown(),
                file.proxy(),
                new Telemetry(
                        overrides.value(OTLP_ENDPOINT, Shapes.url(), telemetry.otlpEndpoint()),
                        telemetry.otlpHeaders(),
                        telemetry.traceRatio()),
                file.policy(),
                file.providers());
    }

    /** Of two databases nobody knows which one has the money: then nothing starts. */
    private Secret database(Secret inFile) {
        Secret found = value(DATABASE, MoneyShapes.database(), inFile);
        if (!inFile.isEmpty() && !found.equals(inFile)) {
            top.at(DATABASE)
                    .problem(
                            0,
                            "is another database than that of the file: unset the variable, or "
                                    + "take database out of the file");
        }
        return found;
    }

    private <T> T value(String variable, Shape<T> shape, T otherwise) {
        String text = environment.getOrDefault(variable, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        Node node = new Node.Scalar(0, Node.Type.VARIABLE, text);
        return shape.read(node, top.at(variable)).orElse(otherwise);
    }
}
